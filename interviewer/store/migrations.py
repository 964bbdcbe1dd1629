"""The schema of the log, as the steps that lead to it: one module a step, in `interviewer.store.schema`.

A step that was released is never edited: a change is a new step at the end. All pending steps run in
one transaction, so the log is never found half changed.
"""

from __future__ import annotations

from interviewer.store.schema import (
    m001_log,
    m002_care,
    m003_schedule,
    m004_search,
    m005_solutions,
    m006_hints,
)
from interviewer.store.sqlite import Migrations

MIGRATIONS = Migrations("interviewer")

for step in (m001_log, m002_care, m003_schedule, m004_search, m005_solutions, m006_hints):
    MIGRATIONS(name=step.__name__.rpartition(".")[2])(step.apply)
