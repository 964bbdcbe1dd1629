"""Questions by the words in them."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Sequence

from interviewer.bank.question import Question

COMMON = 0.2
"""Share of the questions above which a word, such as "how" or "model", tells nothing."""
_WEIGHTS = (4.0, 3.0, 2.0, 1.0)
"""Of a word in the question with its id, in the terms, in the key points, in the answer."""


def by_words(questions: Sequence[Question], query: str) -> list[str]:
    """Ids of the questions that hold a word of the query, inflected as may be; the best comes first.

    Ranked by BM25 (Robertson & Zaragoza 2009), as SQLite's FTS5 computes it.
    """
    if not re.search(r"\w", query) or not questions:
        return []
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            "create virtual table found using fts5"
            "(id unindexed, question, terms, points, answer, tokenize='porter unicode61')"
        )
        db.executemany("insert into found values (?, ?, ?, ?, ?)", map(_row, questions))
        words = _telling(db, re.findall(r"\w+", query), len(questions))
        matching = " OR ".join(f'"{word}"' for word in words)
        weights = ", ".join(map(str, (0.0, *_WEIGHTS)))
        rows = db.execute(
            f"select id from found where found match ? order by bm25(found, {weights}), rowid", (matching,)
        )
        return [id for (id,) in rows]


def _telling(db: sqlite3.Connection, words: list[str], total: int) -> list[str]:
    """The words that stand in few questions; all of them where none does."""

    def count(word: str) -> int:
        return int(db.execute("select count(*) from found where found match ?", (f'"{word}"',)).fetchone()[0])

    return [word for word in words if count(word) <= total * COMMON] or words


def _row(question: Question) -> tuple[str, ...]:
    return (
        question.id,
        f"{question.question} {question.id}",
        " ".join(question.terms),
        " ".join(point.point for point in question.key_points),
        question.answer,
    )
