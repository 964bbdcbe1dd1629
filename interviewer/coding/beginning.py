"""The file that a candidate begins with."""

from __future__ import annotations

import textwrap

from interviewer.bank.question import Code, Question

_WIDTH = 88


def begun_file(question: Question, code: Code) -> str:
    """Python with the question and its examples as a comment, and the starter below.

    Args:
        question: Gives the words.
        code: Of the question.
    """
    comment = [*textwrap.wrap(question.question, _WIDTH), "", "Examples:"]
    for test in code.tests[: code.examples]:
        comment += [f"    {test.call}", f"        {test.expected}"]
    lines = [f"# {line}".rstrip() for line in "\n".join(comment).splitlines()]
    return "\n".join([*lines, "", code.starter.rstrip(), ""])
