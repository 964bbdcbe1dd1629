"""`python -m interviewer.coding.harness`: jobs in on standard input, a line of JSON out for each result."""

from __future__ import annotations

import os
import sys
import warnings

import msgspec

from interviewer.coding.harness.judging import judge
from interviewer.coding.harness.modules import own_modules
from interviewer.coding.messages import Job, Report
from interviewer.coding.sandbox.channels import REPORT


def main() -> None:
    """Judge all jobs, one after the other."""
    jobs = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[Job, ...])
    # Code divides by zero and the like: its result tells.
    warnings.simplefilter("ignore")
    for number, job in enumerate(jobs):
        with own_modules(job):
            for report in judge(job, number):
                _send(report)
        _send(Report(job=number, done=True))


def _send(report: Report) -> None:
    line = memoryview(msgspec.json.encode(report) + b"\n")
    while line:
        line = line[os.write(REPORT, line) :]


if __name__ == "__main__":
    main()
