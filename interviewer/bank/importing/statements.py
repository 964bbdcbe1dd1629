"""Key points proposed from an answer: its statements, as they stand there."""

from __future__ import annotations

import re
from itertools import pairwise

from interviewer.bank.importing.markup import CODE
from interviewer.bank.rules import IMPORTED_KEY_POINTS, SENTENCE_END

_BULLET = re.compile(r"\s*(?:[-*•‣–]|\(?[0-9a-h]{1,2}[.)])\s+")
_FEWEST_WORDS = 3


def without_code(answer: str) -> str:
    """The lines of an answer that are not code between lines of three backticks."""
    prose, code = [], False
    for line in answer.split("\n"):
        if line.strip() == CODE:
            code = not code
        elif not code:
            prose.append(line)
    return "\n".join(prose)


def statements(answer: str) -> tuple[str, ...]:
    """What an answer says, in one to six pieces that together are all of it.

    Each item of a list and each sentence is one; with more than a question may have, neighbours are joined,
    those that are shortest together first.
    """
    pieces: list[str] = []
    for line in _lines(without_code(answer)):
        for sentence in _sentences(line):
            if pieces and (pieces[-1].endswith(":") or len(sentence.split()) < _FEWEST_WORDS):
                pieces[-1] = f"{pieces[-1]} {sentence}"
            else:
                pieces.append(sentence)
    while len(pieces) >= IMPORTED_KEY_POINTS.stop:
        lengths = [len(one) + len(other) for one, other in pairwise(pieces)]
        first = lengths.index(min(lengths))
        pieces[first : first + 2] = [f"{pieces[first]} {pieces[first + 1]}"]
    return tuple(pieces)


def _lines(text: str) -> list[str]:
    """Paragraphs and items of lists, put together again where a line was broken to fit a page."""
    lines: list[str] = []
    for line in text.split("\n"):
        item = _BULLET.match(line)
        content = line[item.end() :] if item else line
        continues = (
            lines and not item and re.match(r"\s*[a-z]", line) and not re.search(r"[.!?:;]\s*$", lines[-1])
        )
        if continues:
            lines[-1] = f"{lines[-1]} {content.strip()}"
        elif content.strip():
            lines.append(content.strip())
    return lines


def _sentences(line: str) -> list[str]:
    ends = [match.end() for match in SENTENCE_END.finditer(line)]
    edges = [0, *ends, len(line)]
    return [piece for start, end in pairwise(edges) if (piece := line[start:end].strip())]
