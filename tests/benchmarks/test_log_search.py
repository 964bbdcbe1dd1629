"""Searching the log costs little beside looking through it."""

from __future__ import annotations

from pathlib import Path

from interviewer.store import Log, Search
from tests.benchmarks.make_log import EVERYWHERE, fill
from tests.benchmarks.ratio import times_faster

_LOOK_THROUGH = """
select a.id from attempts a join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id
where a.answer like :word or json_extract(q.document, '$.question') like :word
    or json_extract(t.document, '$.text') like :word or a.note like :word
order by a.id desc
"""


def test_search_is_faster_than_looking_through_every_answer(tmp_path: Path) -> None:
    fill(tmp_path / "log.db", 10_000)
    with Log.open(tmp_path / "log.db") as log:
        search = Search(log.connection)
        for word in (EVERYWHERE, "gradient", "nowhere"):

            def look_through(word: str = word) -> int:
                with log.connection.reading() as db:
                    return len(list(db.execute(_LOOK_THROUGH, {"word": f"%{word}%"})))

            assert search.find(word).total <= look_through(), "a word is no part of another"
            ratio = times_faster(look_through, lambda word=word: search.find(word))
            print(f"{word}: searching is {ratio:.0f} times faster than looking through")
            assert ratio > 3
