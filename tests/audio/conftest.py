from audio.virtual_sound import sound_daemon, virtual_sound

__all__ = ["sound_daemon", "virtual_sound"]
