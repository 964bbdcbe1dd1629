"""A question of the bank as it is read: what is asked, and what a full answer says."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Horizontal
from textual.content import Content
from textual.highlight import highlight
from textual.widget import Widget
from textual.widgets import Static

from interviewer.bank import Code, KeyPoint, Question
from interviewer.session.wording import plural
from interviewer.tui.text import MUTED


def asked(question: Question) -> Iterator[Widget]:
    """What one sees of a question in an interview, and how it is said."""
    yield Static(Content(question.question.strip()), classes="asked")
    if question.spoken:
        yield Static(Content.styled(f"Said: {question.spoken.strip()}", MUTED))
    if question.code:
        yield Static("To begin with", classes="heading")
        yield _python(question.code.starter)
        yield Static("Examples", classes="heading")
        yield _tests(question.code, slice(0, question.code.examples))


def hidden(question: Question) -> str:
    """What there is to show, for one who wants to answer first: `4 key points and the answer are hidden.`"""
    solution = ", the solution" if question.code else ""
    return f"{plural(len(question.key_points), 'key point')}{solution} and the answer are hidden."


def answered(question: Question) -> Iterator[Widget]:
    """What a full answer says, and what it is judged by."""
    proposed = question.imported == "proposed"
    yield Static("Key points, proposed from the answer" if proposed else "Key points", classes="heading")
    for point in question.key_points:
        yield from _point(point)
    yield Static("Reference answer", classes="heading")
    yield Static(Content(question.answer.strip()))
    if question.code:
        yield Static("Reference solution", classes="heading")
        yield _python(question.code.solution)
        if len(question.code.tests) > question.code.examples:
            yield Static("Tests that are not shown", classes="heading")
            yield _tests(question.code, slice(question.code.examples, None))
    for heading, lines in (("Terms", [", ".join(question.terms)]), ("References", question.references)):
        if any(lines):
            yield Static(heading, classes="heading")
            yield Static(Content("\n".join(lines)))


def _point(point: KeyPoint) -> Iterator[Widget]:
    weight = "" if point.weight == 1 else f"  counts {point.weight:g} times"
    yield _item(Content.styled("•", "$text-accent"), Content.assemble(point.point.strip(), (weight, MUTED)))
    if point.misconception:
        wrong = Content.styled(f"not: {point.misconception.strip()}", MUTED)
        yield _item(Content.styled("✘", "$text-error"), wrong)


def _item(sign: Content, text: Content) -> Widget:
    return Horizontal(Static(sign, classes="sign"), Static(text), classes="point")


def _tests(code: Code, which: slice) -> Static:
    return _python("\n".join(f"{test.call}  # {test.expected}" for test in code.tests[which]))


def _python(text: str) -> Static:
    return Static(highlight(text.strip("\n"), language="python"), classes="code")
