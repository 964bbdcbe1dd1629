"""The results of a candidate's code, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli import output

if TYPE_CHECKING:
    from interviewer.coding.result import CodeResult

_COLOURS = {True: "green", False: "red", None: "yellow"}


def print_result(result: CodeResult, *, only_examples: bool = False) -> None:
    """Print what came of each check, its points last.

    Args:
        result: Of the code.
        only_examples: Whether nothing but the examples was run, which have no points.
    """
    from interviewer.session.judged import example_headline, headline, judged

    for each in judged(result):
        at = f"line {each.line}" if each.line else ""
        facts = ", ".join(filter(None, (each.note, at)))
        line = output.wrap(
            f"{each.title}  ({facts})" if facts else each.title, first=f"{each.sign} ", rest="    "
        )
        # Coloured after wrapping, which would count the colour codes as letters.
        click.echo(click.style(line[:1], fg=_COLOURS[each.passed]) + line[1:])
        for detail in each.details:
            click.echo(output.wrap(detail, first="    ", rest="        "))
    output.heading(example_headline(result) if only_examples else headline(result))
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    click.secho(output.wrap(f"{result.seconds:.1f} s with {versions or 'nothing run'}"), dim=True)
