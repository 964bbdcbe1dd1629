"""What one practises for, by the settings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from interviewer import bank, locations
from interviewer.bank import Bank
from interviewer.errors import SettingsError
from interviewer.session import target
from interviewer.settings import Settings

NOW = datetime(2026, 11, 23, 14).astimezone()


@pytest.fixture(scope="module")
def loaded() -> Bank:
    return bank.load(locations.content())


def test_without_settings_there_is_neither_role_nor_day(loaded: Bank) -> None:
    assert target.find(Settings(), loaded, NOW) == target.Target(role=None, interview=None)


def test_the_interview_is_on_its_day_in_the_users_time(loaded: Bank) -> None:
    day = NOW.astimezone().date() + timedelta(days=7)
    found = target.find(Settings(interview_date=day, role="llm-engineer"), loaded, NOW)
    assert found.interview
    assert found.interview.astimezone().date() == day
    assert found.role == loaded.role("llm-engineer")
    assert not found.notice


def test_a_day_that_is_past_is_told_and_left_out(loaded: Bank) -> None:
    found = target.find(Settings(interview_date=date(2026, 11, 1)), loaded, NOW)
    assert found.interview is None
    assert "2026-11-01" in found.notice


def test_a_role_that_is_not_in_the_bank_is_told(loaded: Bank) -> None:
    with pytest.raises(SettingsError, match=r"setting 'role' does not fit: .*did you mean 'llm-engineer'"):
        target.find(Settings(role="llm-enginer"), loaded, NOW)
