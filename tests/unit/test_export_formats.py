"""The log to read, to compute with and to learn from: what was said stays what was said."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies
from markdown_it import MarkdownIt

from interviewer.session.export import anki, html, markdown
from interviewer.session.export import csv as csv_format
from interviewer.session.export.extract import Choice, Extract
from interviewer.session.export.writing import write
from interviewer.session.history import History
from interviewer.session.plain_text import plain
from interviewer.store import Log
from tests import full_log

PAGE = Path(html.__file__).with_name("page.css")


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        full_log.fill(opened, home / "recordings")
        yield opened


def extract(log: Log, choice: Choice | None = None) -> Extract:
    return Extract(log, log.connection.file.parent / "recordings", choice or Choice())


def text(pieces: Iterator[str]) -> str:
    written = io.BytesIO()
    write(pieces, written)
    return written.getvalue().decode("utf-8")


def rows(log: Log, choice: Choice | None = None) -> list[dict[str, str]]:
    document = text(csv_format.render(extract(log, choice)))
    return list(csv.DictReader(io.StringIO(document, newline="")))


def test_plain_text_has_nothing_that_a_terminal_obeys() -> None:
    assert plain("a\x1b[31mb\x07\x9bc\u202ed\r\ne\rf\tg") == "a[31mbcd\ne\nf\tg"
    assert plain("naïve ✔ 日本 👩‍💻") == "naïve ✔ 日本 👩‍💻"


def rendered(said: str) -> list[str]:
    """The lines that a renderer shows of a quoted text, in which it must find nothing but text."""
    quoted = "> " + markdown.escaped(said).replace("\n", "\n> ")
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(quoted)
    assert {block.type for block in blocks if block.nesting == 1} <= {"blockquote_open", "paragraph_open"}
    parts = [part for block in blocks if block.type == "inline" for part in block.children or []]
    assert {part.type for part in parts} <= {"text", "text_special", "hardbreak"}
    return "".join("\n" if part.type == "hardbreak" else part.content for part in parts).split("\n")


def words(said: str) -> list[str]:
    """The lines of a text that are not empty, runs of space as one."""
    return [line for line in (" ".join(line.split()) for line in plain(said).splitlines()) if line] or [""]


@pytest.mark.parametrize("said", [*full_log.HOSTILE, "foo #", "2) two", "+ plus", "~~~\ncode", "C#", "\\"])
def test_markdown_renders_as_what_was_said(said: str) -> None:
    assert [" ".join(line.split()) for line in rendered(said)] == words(said)


@settings(deadline=None)
@given(strategies.text(strategies.sampled_from("ab 1.\n\\`*_{}[]()#+-!|<>&;~$=:@/\t'\"^%"), min_size=1))
def test_markdown_renders_as_whatever_is_said(said: str) -> None:
    assert [" ".join(line.split()) for line in rendered(said)] == words(said)


def test_markdown_keeps_the_indent_of_code() -> None:
    assert rendered("if x:\n    return") == ["if x:", "\u00a0" * 4 + "return"]


def test_markdown_has_all_of_an_answer(log: Log) -> None:
    document = text(markdown.render(extract(log)))
    assert document.count("\n## ") == 2
    assert document.count("\n### ") == 5
    for part in (
        "### 1. Which colours are on the \\<flag\\>?",
        'colours "\\>\\<i\\> · easy · score 23 of 100 · spoken · 0:12 · flagged',
        "- ◐ partly: Red is on it.\\\n  “there is \\<réd\\>”\\\n  Your verdict; the machine's was covered.",
        "- ○ missed: Blue is \\*on\\* it.",
        "**What was heard**\n\n> there is réd",
        "**Delivery**\n\n> 1 word.",
        "**Note**\n\n> \\+look \\<up\\>",
        "**Draft**\n\n> \\=half",
        "> \\=Red \\& blue.",
        "no speech heard",
        "skipped",
    ):
        assert part in document, part


def test_a_row_for_each_attempt(log: Log) -> None:
    first, typed, silent, skipped, drafted = rows(log)
    assert (first["session"], first["score"], first["flagged"]) == ("1", "23.3", "1")
    assert (first["covered"], first["partly"], first["missed"]) == ("", "Red is on it.", "Blue is *on* it.")
    assert first["grader"] == "embedding 2"
    assert (typed["answer"], typed["score"]) == ("Blue, I think.", "")
    assert (silent["status"], skipped["status"], drafted["draft"]) == ("silent", "skipped", "'=half")
    assert first["heard"] == "there is réd"


def test_no_cell_is_a_formula(log: Log) -> None:
    cells = [cell for row in rows(log) for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n]", cell)]
    assert "'+look <up>" in cells


@pytest.mark.parametrize("begin", list("=+-@\t\n＝＋－＠"))
def test_what_begins_like_a_formula_becomes_text(log: Log, begin: str) -> None:
    with log.connection.writing() as db:
        db.execute("update attempts set note = ? where id = 1", (f"{begin}1",))
    assert rows(log)[0]["note"] == f"'{begin}1"


class Page(HTMLParser):
    """What is in a page, as a browser would see it."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.headings: list[int] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_shows_what_was_said_and_runs_none_of_it(log: Log) -> None:
    page = Page(text(html.render(extract(log))))
    answer = plain("\n".join(full_log.HOSTILE))
    assert answer in page.texts
    assert not {"script", "b", "i", "a", "img", "link", "iframe", "audio"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    for part in (full_log.FLAG.topic, full_log.FLAG.question, "+look <up>", "=half", "there is <réd>"):
        assert any(part in shown for shown in page.texts), part


def test_the_page_needs_nothing_else(log: Log) -> None:
    document = text(html.render(extract(log)))
    assert "default-src 'none'" in document
    assert not re.search(r"url\(|@import|<link|src=", document)


def test_the_page_is_in_order_for_those_who_hear_it(log: Log) -> None:
    page = Page(text(html.render(extract(log))))
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert ("html", "lang", "en") in page.attributes
    labels = [value for tag, name, value in page.attributes if (tag, name) == ("svg", "aria-label")]
    assert labels == [f"Scores in {full_log.FLAG.topic} over time: 1 answered, mean 23 of 100, last 23."]
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert sorted(set(ids)) == sorted(ids)
    assert {value for _, name, value in page.attributes if name == "aria-labelledby"} <= set(ids)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "palette", re.findall(r":root \{(.*?)\}", PAGE.read_text(encoding="utf-8"), re.DOTALL)
)
def test_every_text_has_the_contrast_of_wcag_aa(palette: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", palette))
    for name in ("text", "quiet", "accent", "covered", "partly", "missed"):
        for behind in ("page", "raised"):
            light, dark = sorted((luminance(colours[name]), luminance(colours[behind])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, behind)


def test_recordings_are_in_the_page_when_asked_for(log: Log, home: Path) -> None:
    document = text(html.render(extract(log, Choice(audio=True))))
    (sound,) = re.findall(r'src="data:audio/wav;base64,([^"]+)"', document)
    (recording,) = (home / "recordings").iterdir()
    assert base64.b64decode(sound) == recording.read_bytes()
    recording.unlink()
    assert "<audio" not in text(html.render(extract(log, Choice(audio=True))))


@pytest.mark.parametrize("render", [markdown.render, html.render, csv_format.render])
def test_files_are_named_only_when_asked_for(log: Log, home: Path, render: object) -> None:
    assert callable(render)
    name = next((home / "recordings").iterdir()).name
    silent, named = (text(render(extract(log, Choice(paths=paths)))) for paths in (False, True))
    assert name not in silent
    assert str(home) not in silent
    assert name in named


@pytest.mark.parametrize("render", [markdown.render, html.render, csv_format.render])
def test_only_what_was_chosen(log: Log, render: object) -> None:
    assert callable(render)
    document = text(render(extract(log, Choice(questions=("colours-sea",)))))
    assert "Which colour is the sea?" in document
    assert "Which colours are on the" not in document


@pytest.fixture
def package(log: Log, tmp_path: Path) -> Path:
    return apkg(log, tmp_path / "missed.apkg")


def apkg(log: Log, file: Path) -> Path:
    with file.open("wb") as to:
        write(anki.render(extract(log)), to)
    return file


def notes(package: Path, folder: Path) -> list[tuple[str, str, int, list[str]]]:
    """GUID, tags, note type and fields of each note."""
    with zipfile.ZipFile(package) as archive:
        assert json.loads(archive.read("media")) == {}
        database = archive.extract("collection.anki2", folder)
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        found = db.execute("select guid, tags, mid, flds from notes").fetchall()
        assert db.execute("select count(*) from cards").fetchone() == (len(found),)
    return [(guid, tags, kind, fields.split("\x1f")) for guid, tags, kind, fields in found]


def test_a_card_for_each_question_that_was_missed(package: Path, tmp_path: Path) -> None:
    ((_, tags, _, fields),) = notes(package, tmp_path)
    question, answer, missed, words, id = fields
    assert (tags.strip(), id) == ('colours-"><i>', "colours-flag")
    assert question == "Which colours are on the &lt;flag&gt;?"
    assert answer == "=Red &amp; blue."
    assert missed == "<ul><li>Blue is *on* it.</li></ul>"
    assert not re.search(r"<(?!br>)|\[|\{|\\\(|[\x1b\x9b]", words)


def test_a_second_package_updates_the_first(log: Log, package: Path, tmp_path: Path) -> None:
    history = History(log, tmp_path)
    history.override(1, full_log.FLAG.key_points[0].point, "missed", "")
    ((guid, _, kind, fields),) = notes(apkg(log, tmp_path / "second.apkg"), tmp_path)
    ((guid_before, _, kind_before, fields_before),) = notes(package, tmp_path)
    assert (guid, kind) == (guid_before, kind_before)
    assert fields[2] != fields_before[2]


def test_what_was_answered_later_is_no_card(log: Log, tmp_path: Path) -> None:
    History(log, tmp_path).grade(3, full_log.assess("covered", "covered"))
    assert notes(apkg(log, tmp_path / "none.apkg"), tmp_path) == []
