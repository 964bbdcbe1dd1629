"""Cards in running text: marked by `Q:` and `A:` or by empty lines, or not marked at all.

Text that was copied from a deck often has neither: a question, its answer and the next question follow line
by line. Where a card begins is then guessed by how questions are worded, and each card says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from interviewer.bank.importing.building import Builder

_MARK = re.compile(
    r"\s*(?:\*\*)?(Q|A|Question|Answer|Front|Back|Term|Definition)(?:\s*\d+(?=\s*[:.)])|(?=\s*(?:\*\*\s*)?:))"
    r"(?:\*\*)?\s*[:.)](?:\*\*)?\s*(.*)",
    re.IGNORECASE,
)
_ASKS = frozenset({"q", "question", "front", "term"})
_LEVEL = re.compile(r"(?:[ivx\d]{1,4}[.)]\s*)?\[(E|M|H|easy|medium|hard)\]\s*", re.IGNORECASE)
_TAGS = {"e": "easy", "m": "medium", "h": "hard"}

_LONGEST_QUESTION = 400
_LONGEST_OPENING = 110
_MOST_LINES = 4
"""Lines that one question may take."""
_ASKING = re.compile(r"(?:so |and |but )?(?:what|why|how|when|which|where|who)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"(?:explain|describe|define|name|list|give|compare|derive|implement|write|prove|show|find|state|draw|discuss|"
    r"outline|summari[sz]e|pros and cons|code (?:for|to)|difference between)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:given|let|suppose|say|consider|if|you|your|we|it|some|many|is|are|do|does|did|can|could|should|"
    r"would|will|has|have|in)\b",
    re.IGNORECASE,
)
"""May begin a question that goes on in the next line; alone it says nothing."""
_DEPENDENT = re.compile(r"\b(?:this|these|those|it|that|they|so|them)\b", re.IGNORECASE)
_FEW_WORDS = 16
_FEWEST_WORDS = 5
_SENTENCE_END = re.compile(r"[.!:;,]\W*$")

_GUESSED = "nothing in the file marks where the answer ends: it was taken to the next question"
_DOUBT = "line {} may begin another card"
_MEND = "put 'Q:' before the question and 'A:' before the answer, or a tab between them"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read_prose(text: str, builder: Builder) -> str:
    """Add the cards of running text; gives the name of its format."""
    lines = [_Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    marks = [_MARK.match(line.text) for line in lines]
    if sum(bool(mark and mark[1].lower() in _ASKS) for mark in marks) > 1:
        _marked(lines, builder)
        return "questions marked with Q: and A:"
    if _in_paragraphs(lines):
        _paragraphs(lines, builder)
        return "a paragraph a card"
    _unmarked([line for line in lines if line.text.strip()], builder)
    return "running text"


def _marked(lines: Sequence[_Line], builder: Builder) -> None:
    begun = 0
    sides: dict[Literal["front", "back"], list[str]] = {"front": [], "back": []}
    side: Literal["front", "back"] = "front"

    def finish() -> None:
        if any(sides.values()):
            builder.add(f"line {begun}", "\n".join(sides["front"]), "\n".join(sides["back"]))
        sides["front"], sides["back"] = [], []

    for line in lines:
        mark = _MARK.match(line.text)
        if mark and mark[1].lower() in _ASKS:
            finish()
            begun, side = line.number, "front"
        elif mark:
            side = "back"
        if begun or mark:
            sides[side].append(mark[2] if mark else line.text)
    finish()


def _in_paragraphs(lines: Sequence[_Line]) -> bool:
    """Whether empty lines part the text into short pieces, each with a question in its first line."""
    pieces = _pieces(lines)
    asked = sum(len(piece) > 1 and _is_question(piece[0].text) for piece in pieces)
    return len(pieces) > 1 and asked >= 0.8 * len(pieces)


def _pieces(lines: Sequence[_Line]) -> list[list[_Line]]:
    pieces: list[list[_Line]] = [[]]
    for line in lines:
        if line.text.strip():
            pieces[-1].append(line)
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _paragraphs(lines: Sequence[_Line], builder: Builder) -> None:
    for question, *answer in _pieces(lines):
        builder.add(f"line {question.number}", question.text, "\n".join(line.text for line in answer))


def _unmarked(lines: list[_Line], builder: Builder) -> None:
    starts = _starts(lines)
    if not starts:
        first = lines[0] if lines else _Line(1, "")
        builder.leave_out(f"line {first.number}", first.text, f"no question was found in this text; {_MEND}")
        return
    if starts[0][0]:
        before = lines[: starts[0][0]]
        builder.note(
            f"lines {before[0].number} to {before[-1].number}, before the first question, were left out"
        )
    ends = [begin for begin, _ in starts[1:]] + [len(lines)]
    for (begin, asked), end in zip(starts, ends, strict=True):
        _add_guessed(lines[begin:asked], lines[asked:end], builder)


def _add_guessed(question: Sequence[_Line], answer: Sequence[_Line], builder: Builder) -> None:
    asked = " ".join(line.text.strip() for line in question)
    level = _LEVEL.match(asked)
    place = f"line {question[0].number}"
    if not answer:
        reason = f"the next line asks another question, so that this one has no answer; {_MEND}"
        builder.leave_out(place, asked, reason)
        return
    words = len(asked.split())
    if words < 2 or (words <= _FEWEST_WORDS and _DEPENDENT.search(asked)) or asked.lower().startswith("and "):
        builder.leave_out(place, asked, f"it asks about something that does not stand in it; {_MEND}")
        return
    notes = [_GUESSED]
    if len(question) > 1:
        notes.append(f"lines {question[0].number} to {question[-1].number} were taken for one question")
    doubtful = [line for before, line in pairwise(answer) if _may_begin(before, line)]
    notes += [_DOUBT.format(line.number) for line in doubtful[:5]]
    builder.add(
        place,
        asked[level.end() :] if level else asked,
        "\n".join(line.text for line in answer),
        tags=(_TAGS[level[1][0].lower()],) if level else (),
        notes=tuple(notes),
    )


def _starts(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Where each question begins, and where its answer does, as places in the list."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(lines):
        end = _question_end(lines, place)
        if end == place:
            place += 1
        else:
            found.append((place, end))
            place = end
    return found


def _question_end(lines: Sequence[_Line], begin: int) -> int:
    """The place after the question that begins at a line; `begin` where none does."""
    first = lines[begin].text.strip()
    level = _LEVEL.match(first)
    if _is_question(first):
        return _with_second(lines, begin + 1)
    if len(first) > _LONGEST_QUESTION or _is_code(first):
        return begin
    worded = level or _ASKING.match(first) or _TELLING.match(first)
    if (worded or _OPENING.match(first)) and not _SENTENCE_END.search(first):
        for end in range(begin + 1, min(begin + _MOST_LINES, len(lines))):
            line = lines[end].text.strip()
            if len(line) > _LONGEST_QUESTION:
                break
            if _ASKING.match(line) or _TELLING.match(line) or _LEVEL.match(line) or _is_code(line):
                break
            if line.endswith("?") and len(line) < _LONGEST_OPENING:
                return _with_second(lines, end + 1)
            if _SENTENCE_END.search(line):
                break
    short = len(first.split()) <= _FEW_WORDS
    asks = _ASKING.match(first) and short and not re.search(r"[.,:;]\W*$| is done ", first)
    tells = _TELLING.match(first) and short and not re.search(r"[,:;]\W*$", first)
    return begin + 1 if level or asks or tells else begin


def _with_second(lines: Sequence[_Line], end: int) -> int:
    """The place after further lines that ask about what was just said, as `How is that solved?` does."""
    while end < len(lines):
        line = lines[end].text.strip()
        if not (_is_question(line) and len(line) < _LONGEST_OPENING and _DEPENDENT.search(line)):
            break
        end += 1
    return end


def _is_question(line: str) -> bool:
    line = line.strip()
    return line.endswith("?") and len(line) < _LONGEST_QUESTION and not _is_code(line)


def _is_code(line: str) -> bool:
    return bool(re.search(r"[=(]\s*$|^\s*(?:def|for|if|return|import|class|while|print)\b.*[:()=]|^#", line))


def _may_begin(before: _Line, line: _Line) -> bool:
    """Whether a line inside an answer has the look of a heading, or of a question without its mark."""
    text = line.text.strip()
    return (
        bool(_MAY_ASK.search(text))
        or (1 < len(text.split()) <= _FEW_WORDS // 2 and bool(_HEADING.fullmatch(text)))
    ) and not before.text.rstrip().endswith((":", ","))


_MAY_ASK = re.compile(r"\?|^(?:given|let|if) .*(?:find|take|which|what|compute)\b", re.IGNORECASE)
_HEADING = re.compile(r"[\w()/. -]*[\w)]")
