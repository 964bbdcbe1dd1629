"""What happens in each phase of a question: one class a phase, which says which phase comes next."""

from interviewer.session.phases.asking import Asking
from interviewer.session.phases.checking import Checking
from interviewer.session.phases.coding import Coding
from interviewer.session.phases.context import Context
from interviewer.session.phases.feedback import Feedback
from interviewer.session.phases.grading import Grading
from interviewer.session.phases.listening import Listening
from interviewer.session.phases.transcribing import Transcribing
from interviewer.session.phases.typed import Typed

__all__ = [
    "Asking",
    "Checking",
    "Coding",
    "Context",
    "Feedback",
    "Grading",
    "Listening",
    "Transcribing",
    "Typed",
]
