"""What one practises for: a role, and the day of the interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from interviewer.bank import Bank, Role
from interviewer.errors import BankError, SettingsError
from interviewer.settings import Settings

_HOUR = time(23, 59)
"""When on its day an interview is taken to be: the whole day long it is still ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the scheduler picks for."""

    role: Role | None
    """None: every topic counts alike."""
    interview: datetime | None
    """The end of its day, in the user's time; None without a date, and when the day is over."""
    notice: str = ""
    """What to tell of a date that cannot be used; empty where there is nothing to tell."""


def find(settings: Settings, bank: Bank, now: datetime) -> Target:
    """The role and the day that the settings name.

    Args:
        settings: The user's choices.
        bank: Where the role is from.
        now: The present, timezone-aware.

    Raises:
        SettingsError: The bank has no such role.
    """
    role = _role(settings.role, bank) if settings.role else None
    day = settings.interview_date
    if day is None:
        return Target(role=role, interview=None)
    if day < now.astimezone().date():
        notice = f"The interview_date {day} of your settings is past; set the next one, or leave it empty."
        return Target(role=role, interview=None, notice=notice)
    return Target(role=role, interview=datetime.combine(day, _HOUR).astimezone())


def _role(id: str, bank: Bank) -> Role:
    try:
        return bank.role(id)
    except BankError as error:
        raise SettingsError(f"The setting 'role' does not fit: {error}") from error
