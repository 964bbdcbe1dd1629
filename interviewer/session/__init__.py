"""One interview: its state, the conductor that runs it, and the worker processes it works with."""
