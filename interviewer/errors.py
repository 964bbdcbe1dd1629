"""The package's own exceptions. Each message is a sentence for the user that says what to do."""


class InterviewerError(Exception):
    """Base of every error that the two faces turn into a message; never shown with a traceback."""


class BankError(InterviewerError):
    """The question bank cannot be read or a question is unknown; names file, line and mend."""


class SettingsError(InterviewerError):
    """A setting is unknown or has a value that cannot be used; names where it was set."""


class EngineError(InterviewerError):
    """An engine is unknown, not installed or failed; says what is available and what to install."""


class ModelError(InterviewerError):
    """Model weights are missing, damaged or cannot be fetched."""


class AudioError(InterviewerError):
    """A sound device or an audio file cannot be used."""


class StoreError(InterviewerError):
    """The log cannot be opened, read or written."""


class SessionError(InterviewerError):
    """A step of an interview was asked for that its state does not allow."""


class SandboxError(InterviewerError):
    """Code cannot be run on this machine; what the code itself does wrong is a result."""


class WorkerError(InterviewerError):
    """The worker process ended or answered with something that no other class names."""


class WorkerEndedError(WorkerError):
    """The worker process ended before it answered; the next call starts another."""
