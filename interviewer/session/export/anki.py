"""An Anki package: a card for each question whose last graded answer missed a key point or failed a test.

Notes keep their identity over exports: a second package updates the cards of the first and leaves their
schedule alone.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import EngineError
from interviewer.scoring.assessment import LACKING
from interviewer.session.export.extract import Extract
from interviewer.session.following_up import is_made
from interviewer.session.history import Attempt
from interviewer.session.judged import judged
from interviewer.session.plain_text import plain

if TYPE_CHECKING:
    import genanki

# Any numbers, but the same for good: by them Anki knows its deck and its note type again.
_DECK = 1_754_120_881
_NOTE_TYPE = 1_754_120_882

_FIELDS = ("Question", "Answer", "Missed", "Words", "Id")
_FRONT = "{{Question}}"
_BACK = """{{FrontSide}}<hr id="answer">{{Answer}}
<h4>You missed</h4>{{Missed}}
{{#Words}}<h4>Your words</h4><div class="words">{{Words}}</div>{{/Words}}"""
_CSS = """
.card { font: 1.1rem/1.5 system-ui, sans-serif; text-align: left; max-width: 40rem; margin: 1rem auto; }
h4 { margin: 1.2rem 0 .3rem; opacity: .75; }
.words { font-style: italic; }
"""

_CHUNK = 2**20


def render(extract: Extract) -> Iterator[bytes]:
    """The package.

    Raises:
        EngineError: The library that makes it is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise EngineError(
            "Anki packages need the library genanki: `pip install 'interviewer[anki]'`."
        ) from error
    model = genanki.Model(
        _NOTE_TYPE,
        "Interview question",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    deck = genanki.Deck(_DECK, "Interview questions")
    for attempt in _missed(extract):
        deck.add_note(
            genanki.Note(
                model,
                _fields(attempt),
                guid=genanki.guid_for("interviewer", attempt.question.id),
                tags=[re.sub(r"\s+", "-", attempt.question.topic)],
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        package = _write(genanki.Package(deck), Path(folder))
        with package.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _missed(extract: Extract) -> list[Attempt]:
    """The last graded attempt at each question, where it lacked something."""
    last: dict[str, Attempt] = {}
    for interview in extract.interviews():
        for attempt in interview.attempts:
            before = last.get(attempt.question.id)
            if is_made(attempt.question):  # its point stands on the card of the question it is about
                continue
            if attempt.score is not None and (before is None or before.asked_at <= attempt.asked_at):
                last[attempt.question.id] = attempt
    return [attempt for attempt in last.values() if _points(attempt)]


def _points(attempt: Attempt) -> list[str]:
    """What the answer lacks: key points, and what its code does not pass."""
    counting, solution = attempt.counting, attempt.solution
    missed = [point.point for point in counting.points if point.verdict in LACKING] if counting else []
    checks = judged(solution.result) if solution and solution.result else ()
    return [*missed, *(f"Your code fails: {check.title}" for check in checks if check.passed is False)]


def _fields(attempt: Attempt) -> list[str]:
    points = "".join(f"<li>{_text(point)}</li>" for point in _points(attempt))
    question, solution = attempt.question, attempt.solution
    return [
        _text(question.question),
        _text(question.answer) + (_code(question.code.solution) if question.code else ""),
        f"<ul>{points}</ul>",
        _text(attempt.answer or "") + (_code(solution.text) if solution and attempt.coded else ""),
        _text(question.id),
    ]


def _text(text: str) -> str:
    """HTML that shows the text; the brackets that Anki knows sounds, LaTeX and formulas by are none to it."""
    escaped = html.escape(plain(text)).replace("[", "&#91;").replace("{", "&#123;")
    # A character of no width keeps MathJax from taking what follows the backslash for a delimiter.
    return re.sub(r"\\(?=[(&])", "\\\\\u200b", escaped).replace("\n", "<br>")


def _code(code: str) -> str:
    """HTML that shows code as its lines stand."""
    return f"<pre>{_text(code)}</pre>".replace("<br>", "\n")


def _write(notes: genanki.Package, folder: Path) -> Path:
    """Write the package, not by `Package.write_to_file`: that leaves the answers in the temporary folder."""
    collection, package = folder / "collection.anki2", folder / "package.apkg"
    now = time.time()
    with closing(sqlite3.connect(collection)) as db:
        notes.write_to_db(db.cursor(), now, itertools.count(int(now * 1000)))
        db.commit()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(collection, collection.name)
        archive.writestr("media", json.dumps({}))
    return package
