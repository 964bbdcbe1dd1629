"""What the commands print: JSON, tables, text wrapped at the terminal's width, and errors."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click
import msgspec

from interviewer.bank.question import Question
from interviewer.cli.failing import NO_SPEECH, Failure, error
from interviewer.progress import OnProgress
from interviewer.scoring.assessment import Assessment, Verdict
from interviewer.session.plain_text import plain, plain_json
from interviewer.session.wording import SIGNS, sounds_like, unsure

__all__ = ["NO_SPEECH", "Failure", "error"]  # beside what is defined here

_UNLIMITED = 10_000
_LEAST_ROOM = 30
_COLOURS: dict[Verdict, str] = {
    "covered": "green",
    "partly": "yellow",
    "missed": "red",
    "contradicted": "red",
    "unsure": "cyan",
}
_VERDICT_WIDTH = 2 + max(map(len, _COLOURS))

json_option = click.option("--json", "as_json", is_flag=True, help="Print data as JSON.")


def verbatim(text: str) -> None:
    """Print text as its lines stand, such as code."""
    click.echo(plain(text))


def print_json(value: object) -> None:
    """Print a value as one indented JSON document."""
    click.echo(plain_json(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode()))


def print_json_line(value: object) -> None:
    """Print a value as JSON on one line, at once."""
    click.echo(plain_json(msgspec.json.encode(value, enc_hook=str).decode()))


def wrap(text: str, *, first: str = "", rest: str = "") -> str:
    """Text wrapped at the terminal's width, its own line breaks kept; not wrapped in a pipe or a file.

    Characters that a terminal obeys, such as escape sequences, are left out.

    Args:
        text: What to wrap.
        first: Stands before the first line; without colours.
        rest: Stands before the others.
    """
    lines: list[str] = []
    for line in plain(text).splitlines() or [""]:
        before = rest if lines else first
        lines += textwrap.wrap(
            line,
            _width(),
            initial_indent=before,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,  # an id or a path that is broken cannot be copied
            replace_whitespace=False,
            drop_whitespace=True,
        ) or [before.rstrip()]
    return "\n".join(lines)


def table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in aligned columns; the last column wraps, below the others where it has little room."""
    rows = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    for row in rows:
        cells = "".join(f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False))
        if _width() - len(cells) < _LEAST_ROOM:
            click.echo(cells.rstrip())
            cells = "    "
        click.echo(wrap(row[-1], first=cells, rest=" " * len(cells)))


def _width() -> int:
    # Windows' consoles wrap a line that reaches the last column.
    return max(20, shutil.get_terminal_size((_UNLIMITED, 24)).columns - 1)


@contextlib.contextmanager
def progress(doing: str) -> Iterator[OnProgress]:
    """A bar on standard error, from the first news on: gives what is to be called with done and total."""
    with contextlib.ExitStack() as stack:
        bar = None

        def show(done: int, total: int) -> None:
            nonlocal bar
            if bar is None:
                bar = stack.enter_context(click.progressbar(length=total, label=doing, file=sys.stderr))
            bar.length = total
            bar.update(done - bar.pos)

        yield show


def heading(text: str) -> None:
    """Print a heading, an empty line before it."""
    click.secho(f"\n{plain(text)}", bold=True)


def question(asked: Question, *, err: bool = False) -> None:
    """Print a question as a candidate sees it."""
    facts = f"{asked.topic} · {asked.difficulty} · {asked.kind} · {asked.all_minutes:g} min · {asked.id}"
    click.secho(wrap(facts), dim=True, err=err)
    click.secho(wrap(asked.question), bold=True, err=err)


def assessment(result: Assessment, remarks: Mapping[str, str], *, attempt_id: int | None = None) -> None:
    """Print a score, and each key point with the words of the answer that show it.

    Args:
        result: What is printed.
        remarks: Sentences on its points, by the words of the point.
        attempt_id: What it is of; None where it is of nothing in the log.
    """
    heading(f"Score {result.score:.0f} of 100")
    for note in result.notes:
        click.secho(wrap(note, first="! ", rest="  "), fg="yellow")
    for number, point in enumerate(result.points, start=1):
        # Coloured after wrapping, which would count the colour codes as letters.
        first = f"{SIGNS[point.verdict]} {point.verdict}".ljust(_VERDICT_WIDTH) + f"  {number}. "
        line = wrap(point.point, first=first, rest=" " * len(first))
        said, rest = line[:_VERDICT_WIDTH], line[_VERDICT_WIDTH:]
        click.echo(click.style(said, fg=_COLOURS[point.verdict]) + rest)
        if point.evidence:
            click.secho(wrap(f"“{point.evidence}”", first=" " * len(first), rest=" " * len(first)), dim=True)
        how = f"`interviewer sessions override {attempt_id} {number} covered` tells that you did."
        asks = unsure(point, how) if attempt_id is not None else ""
        for remark in (sounds_like(point), asks, remarks.get(point.point, "")):
            if remark:
                click.secho(wrap(remark, first=" " * len(first), rest=" " * len(first)), fg="yellow")
