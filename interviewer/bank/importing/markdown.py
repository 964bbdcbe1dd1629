"""Cards in Markdown: a heading is asked and what stands below it is the answer; or `question :: answer`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from interviewer.bank.importing.building import Builder

_PAIR = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(?P<front>\S.*?)\s:::?\s+(?P<back>\S.*)")
_HEADING = re.compile(r"#{1,6}\s")


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what stands below it, up to the next."""

    line: int
    level: int
    title: str
    body: str


def is_markdown(text: str, named: bool) -> bool:
    """Whether a text holds cards in Markdown: headings, or pairs with `::` in most of its lines.

    Args:
        text: The file.
        named: Whether its name says that it is Markdown. Else one heading is not enough: a comment in code
            begins as a heading does.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    headings = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    many = bool(headings) and (named or headings[0] == 0 or len(headings) > len(lines) / 20)
    return many or _has_pairs(lines)


def _has_pairs(lines: Sequence[str]) -> bool:
    return sum(bool(_PAIR.match(line)) for line in lines) > len(lines) / 2


def read_markdown(text: str, builder: Builder) -> str:
    """Add the cards of a Markdown file; gives the name of its format.

    A heading without text below it names the deck of those under it.
    """
    parser = _parser()
    lines = text.split("\n")
    if _has_pairs([line for line in lines if line.strip()]):
        _pairs(lines, parser, builder)
        return "Markdown, a card a line"
    above: list[_Section] = []
    sections = _sections(parser, text, lines)
    for number, section in enumerate(sections, start=1):
        del above[sum(outer.level < section.level for outer in above) :]
        place, deck = f"line {section.line}", "::".join(outer.title for outer in above)
        following = sections[number] if number < len(sections) else None
        holds = following is not None and following.level > section.level
        if section.body.strip() and not holds:
            builder.add(
                place, _html(parser, section.title), _html(parser, section.body), html=True, deck=deck
            )
        elif section.body.strip():
            reason = "other headings follow below its own, as below a title; give it a heading after them"
            builder.leave_out(f"line {section.line + 1}", section.body, reason)
        elif not holds:
            builder.leave_out(
                place, section.title, "nothing stands below this heading; write the answer there"
            )
        if holds:
            above.append(section)
        builder.progress(number, len(sections))
    return "Markdown"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin)
    return parser.use(dollarmath_plugin, renderer=_formula, double_inline=True)


def _formula(formula: str, options: object) -> str:
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return rf"\({escaped}\)"


def _html(parser: MarkdownIt, markdown: str) -> str:
    return str(parser.render(markdown))


def _pairs(lines: Sequence[str], parser: MarkdownIt, builder: Builder) -> None:
    deck = ""
    for number, line in enumerate(lines, start=1):
        if pair := _PAIR.match(line):
            front, back = (_html(parser, pair[side]) for side in ("front", "back"))
            builder.add(f"line {number}", front, back, html=True, deck=deck)
        elif _HEADING.match(line):
            deck = line.lstrip("#").strip()
        elif line.strip() and not builder.continues(line, f"line {number}"):
            builder.leave_out(f"line {number}", line, "it has no '::' between question and answer; write one")


def _sections(parser: MarkdownIt, text: str, lines: Sequence[str]) -> list[_Section]:
    tokens: list[Token] = parser.parse(text)
    heads = [
        (token, tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    ends = [*(head.map[0] for head, _ in heads[1:] if head.map), *([len(lines)] if heads else [])]
    return [
        _Section(head.map[0] + 1, int(head.tag[1:]), title, "\n".join(lines[head.map[1] : end]))
        for (head, title), end in zip(heads, ends, strict=True)
        if head.map
    ]
