"""Sound devices and sound files: play, record, decode."""
