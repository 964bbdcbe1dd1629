"""Markdown, ready for a README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def section(title: str, *parts: str) -> str:
    """Tables and sentences under a heading."""
    return "\n\n".join([f"### {title}", *parts]) + "\n"
