"""Markdown (CommonMark), to be read as it is or rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.session.export.extract import Extract, Interview
from interviewer.session.export.wording import attempt_facts, delivery, heard_otherwise, interview_facts
from interviewer.session.history import Attempt
from interviewer.session.judged import headline, judged
from interviewer.session.plain_text import plain
from interviewer.session.solution import Solution
from interviewer.session.wording import SIGNS, disagreements, sounds_like, when

# A backslash before punctuation makes it itself (CommonMark 2.4). First comes what means something anywhere,
# GitHub's own additions included, then what does at the beginning of a line.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BEGINNING = re.compile(r"^(\d*)(?=[-+=.)])")


def render(extract: Extract) -> Iterator[str]:
    """The document, an interview at a time."""
    yield "# Interviews\n"
    for interview in extract.interviews():
        yield "".join(f"\n{block}\n" for block in _interview(interview, paths=extract.choice.paths))


def escaped(text: str) -> str:
    """Markdown that renders as this text, line by line, and in which nothing means anything else."""
    return "\\\n".join(_line(line) for line in plain(text).splitlines() if line.strip())


def fenced(code: str) -> str:
    """A block of Python that no line of it can end."""
    text = plain(code).strip("\n")
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}python\n{text}\n{fence}"


def _line(line: str) -> str:
    text = line.expandtabs(4).rstrip()
    words = text.lstrip()
    # Spaces that no renderer takes away, and four of which begin no block of code.
    indent = "\u00a0" * (len(text) - len(words))
    return indent + _BEGINNING.sub(r"\1\\", _ANYWHERE.sub(r"\\\g<0>", words))


def _interview(interview: Interview, *, paths: bool) -> Iterator[str]:
    yield f"## {when(interview.session.started_at)}"
    yield escaped(" · ".join(interview_facts(interview)))
    for attempt in interview.attempts:
        yield from _attempt(attempt, paths=paths)


def _attempt(attempt: Attempt, *, paths: bool) -> Iterator[str]:
    question = attempt.question
    yield f"### {attempt.number}. {escaped(' '.join(question.question.split()))}"
    yield escaped(" · ".join(attempt_facts(attempt)))
    if attempt.solution and attempt.coded:
        yield from _solution(attempt.solution)
    yield from _quoted("Answer", attempt.answer)
    yield from _quoted("What was heard", heard_otherwise(attempt))
    yield from _quoted("Delivery", delivery(attempt))
    yield from _quoted("Draft", attempt.draft)
    yield from _points(attempt)
    yield from _quoted("Reference answer", question.answer)
    yield from _quoted("Note", attempt.note)
    if paths and attempt.recording:
        yield from _quoted("Recording", str(attempt.recording))


def _solution(solution: Solution) -> Iterator[str]:
    yield "**Code**" if solution.code else "**Code, not submitted**"
    yield fenced(solution.text)
    if solution.result:
        yield f"**{escaped(headline(solution.result))}**"
        yield "\n".join(
            _indented(
                escaped("\n".join([f"{check.sign} {check.title}", *check.details])), first="- ", rest="  "
            )
            for check in judged(solution.result)
        )


def _points(attempt: Attempt) -> Iterator[str]:
    graded, remarks = attempt.counting, disagreements(attempt)
    if not graded:
        return
    yield "**Key points**"
    items = []
    for point in graded.points:
        lines = [f"{SIGNS[point.verdict]} {point.verdict}: {point.point}"]
        lines += [f"“{point.evidence}”"] if point.evidence else []
        lines += filter(None, [sounds_like(point), remarks.get(point.point)])
        items.append(_indented(escaped("\n".join(lines)), first="- ", rest="  "))
    yield "\n".join(items)
    yield from map(escaped, graded.notes)


def _quoted(title: str, text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield f"**{title}**"
        yield _indented(escaped(text), first="> ", rest="> ")


def _indented(text: str, *, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")
