"""Run a stranger's code without harm: confined, limited, and killed with all that it started."""

from interviewer.coding.sandbox.channels import REPORT
from interviewer.coding.sandbox.isolation import Isolation, isolation
from interviewer.coding.sandbox.limits import Limits
from interviewer.coding.sandbox.outcome import Ending, Outcome
from interviewer.coding.sandbox.running import run

__all__ = ["REPORT", "Ending", "Isolation", "Limits", "Outcome", "isolation", "run"]
