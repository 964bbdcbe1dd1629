"""The log in formats that other programs read; one file a format."""
