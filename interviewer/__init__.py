"""Practise interviews aloud in the terminal."""

__version__ = "0.1.0"
