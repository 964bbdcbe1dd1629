"""Speech: say, hear, transcribe."""
