"""The commands: everything that the app can do, without a screen."""

from interviewer.cli.main import main

__all__ = ["main"]
