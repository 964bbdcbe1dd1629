"""Code and what came of it, in every format."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from interviewer.scheduling import Pick
from interviewer.session.export import anki, html, jsonl, markdown
from interviewer.session.export import csv as csv_format
from interviewer.session.export.extract import Choice, Extract
from interviewer.session.history import History
from interviewer.session.log_import import LogImport
from interviewer.store import Log, Search
from tests.coding import DOUBLE
from tests.full_log import RUN

CODE = '=1\n```\n</code></pre><script>alert(1)</script>\n\x1b[31m    indented = "**réd**"\n````\n'
SHOWN = CODE.replace("\x1b", "").strip("\n")


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        history = History(opened, home / "recordings")
        session = history.start_session("practice")
        attempt = history.ask(session, Pick(question=DOUBLE, reason="It is new."))
        history.submit(attempt, CODE, RUN)
        history.skip(attempt, seconds=5.0)
        history.end_session(session)
        yield opened


def extract(log: Log) -> Extract:
    return Extract(log, log.connection.file.parent / "recordings", Choice())


def test_markdown_shows_code_as_code_and_nothing_else(log: Log) -> None:
    document = "".join(markdown.render(extract(log)))
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(document)
    (block,) = [block for block in blocks if block.type == "fence"]
    assert block.content == f"{SHOWN}\n" and block.info == "python"
    assert "**Code 12 of 100: 0 of 2 checks pass**" in document
    assert "✘ sea()\\\n  expected '\\<blue\\>'\\\n  got      'réd'" in document


class _Code(HTMLParser):
    """The texts inside the first block of code, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.code = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-2:] == ["pre", "code"]:
            self.code += data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


def test_html_shows_code_as_code_and_nothing_else(log: Log) -> None:
    page = _Code()
    page.feed("".join(html.render(extract(log))))
    assert page.code.strip("\n") == SHOWN
    assert "script" not in page.tags


def test_csv_has_the_code_its_score_and_what_it_fails(log: Log) -> None:
    document = "".join(csv_format.render(extract(log)))
    (row,) = csv.DictReader(io.StringIO(document, newline=""))
    assert row["code"] == f"'{CODE}".replace("\x1b", "")
    assert (row["code_score"], row["score"], row["covered"]) == ("12.5", "12.5", "")
    assert row["failed_checks"].splitlines() == [
        "The question rules out sorted",
        "sea()",
        "sea(x)",
        "As n^2.",
    ]


def test_json_lines_bring_the_code_into_another_log(log: Log, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("".join(jsonl.render(extract(log))), encoding="utf-8")
    with Log.open(tmp_path / "other" / "interviewer.db") as other:
        LogImport(file, other, tmp_path).take_in()
        (attempt,) = History(other, tmp_path).attempts(1)
        assert attempt.solution and attempt.solution.result == RUN
        assert attempt.solution.code == CODE and attempt.score == 12.5


def test_a_result_that_is_none_is_refused_with_its_line(log: Log, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    text = "".join(jsonl.render(extract(log))).replace('"ending":"finished"', '"ending":"well"')
    file.write_text(text, encoding="utf-8")
    with Log.open(tmp_path / "other" / "interviewer.db") as other:
        (problem,) = LogImport(file, other, tmp_path).preview().problems
    assert problem.line == 2 and "result of the code" in problem.message


def test_anki_has_a_card_for_code_that_failed(log: Log, tmp_path: Path) -> None:
    package = tmp_path / "log.apkg"
    package.write_bytes(b"".join(anki.render(extract(log))))
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as db:
        ((fields,),) = db.execute("select flds from notes").fetchall()
    _, answer, missed, words, _ = fields.split("\x1f")
    assert "return 2 * x" in answer and "<li>Your code fails: sea()</li>" in missed
    assert words.startswith("<pre>=1") and "<script>" not in words


def test_code_is_found_by_its_words(log: Log) -> None:
    search = Search(log.connection)
    (found,) = search.find("indented").attempts
    assert "indented" in found.snippet.text
    history = History(log, log.connection.file.parent)
    history.submit(found.attempt_id, "other = 1", RUN)
    assert not search.find("indented").total and search.find("other").total == 1
    with log.connection.writing() as db:
        db.execute("delete from sessions")
    assert not search.find("other").total
    log.check()
    with log.connection.writing() as db:
        db.execute("insert into attempt_search(attempt_search) values ('integrity-check')")
