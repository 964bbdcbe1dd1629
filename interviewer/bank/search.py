"""Questions by the words in them."""

from __future__ import annotations

import re
import sqlite3
import threading
import weakref
from collections.abc import Sequence

from interviewer.bank.question import Question
from interviewer.progress import OnProgress, silent

COMMON = 0.2
"""Share of the questions above which a word, such as "how" or "model", tells nothing."""
_WEIGHTS = (4.0, 3.0, 2.0, 1.0)
"""Of a word in the question with its id, in the terms, in the key points, in the answer."""
_BATCH = 200


def by_words(questions: Sequence[Question], query: str) -> list[str]:
    """Ids of the questions that hold a word of the query, inflected as may be; the best comes first.

    Ranked by BM25 (Robertson & Zaragoza 2009), as SQLite's FTS5 computes it.
    """
    return WordIndex(questions).with_any(query)


class WordIndex:
    """The words of many questions, read when they are first looked for.

    Any thread may call any method: they take turns.

    Args:
        questions: Any number; a hundred thousand take some twenty seconds to read.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self._turn = threading.RLock()
        self._questions, self._read = questions, 0
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._db.close)
        self._db.execute(
            "create virtual table found using fts5"
            "(id unindexed, question, terms, points, answer, tokenize='porter unicode61')"
        )
        self._db.execute(
            "create virtual table begun using fts5(words, content='', tokenize='unicode61', prefix='2 3')"
        )

    def read(self, on_progress: OnProgress = silent) -> None:
        """Read what is not read yet; where that is broken off, the next call goes on from there.

        Args:
            on_progress: Called with the questions read and those to read.
        """
        with self._turn:
            while self._read < len(self._questions):
                start, end = self._read, min(self._read + _BATCH, len(self._questions))
                rows = [(rowid, _row(self._questions[rowid])) for rowid in range(start, end)]
                self._db.executemany(
                    "insert into found (rowid, id, question, terms, points, answer) "
                    "values (?, ?, ?, ?, ?, ?)",
                    ((rowid, *row) for rowid, row in rows),
                )
                self._db.executemany(
                    "insert into begun (rowid, words) values (?, ?)",
                    ((rowid, " ".join(row[1:])) for rowid, row in rows),
                )
                self._read = end
                on_progress(end, len(self._questions))

    def with_any(self, query: str) -> list[str]:
        """Ids of the questions that hold a word of the query, as `by_words` gives them."""
        words = re.findall(r"\w+", query)
        if not words or not self._questions:
            return []
        with self._turn:
            self.read()
            return [id for _, id in self._ranked(_telling(self._db, words, len(self._questions)))]

    def with_all(self, query: str) -> list[str]:
        """Ids of the questions that hold every word of the query, the best first.

        For a query that is being typed: a word may be inflected, or be the beginning of one.
        """
        words = re.findall(r"\w+", query)
        if not words or not self._questions:
            return []
        with self._turn:
            self.read()
            holding = set.intersection(*(self._holding(word) for word in words))
            ranked = [(rowid, id) for rowid, id in self._ranked(words) if rowid in holding]
            rest = sorted(holding - {rowid for rowid, _ in ranked})
            return [id for _, id in ranked] + [self._questions[rowid].id for rowid in rest]

    def _holding(self, word: str) -> set[int]:
        inflected = self._db.execute("select rowid from found where found match ?", (f'"{word}"',))
        begun = self._db.execute("select rowid from begun where begun match ?", (f'"{word}" *',))
        return {rowid for rows in (inflected, begun) for (rowid,) in rows}

    def _ranked(self, words: Sequence[str]) -> list[tuple[int, str]]:
        matching = " OR ".join(f'"{word}"' for word in words)
        weights = ", ".join(map(str, (0.0, *_WEIGHTS)))
        return self._db.execute(
            f"select rowid, id from found where found match ? order by bm25(found, {weights}), rowid",
            (matching,),
        ).fetchall()


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
