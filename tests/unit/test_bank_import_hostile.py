"""Files that were made to do harm, or were damaged, are refused with a sentence, or cleaned."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.bank.folder import read_folders
from interviewer.bank.importing import anki_package
from interviewer.bank.importing.building import MOST_CARDS
from interviewer.bank.importing.card import Deck
from interviewer.bank.importing.drafting import draft
from interviewer.bank.importing.reading import read_deck
from interviewer.bank.importing.topic_files import topic_files
from interviewer.bank.importing.topics import TopicMap
from interviewer.errors import BankError

FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)


def package(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


@pytest.fixture
def collection(fixtures: Path, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a package of a real collection over which a script of SQL was run."""
    file = tmp_path / "collection.anki2"
    with zipfile.ZipFile(fixtures / "decks" / "oldest.apkg") as archive:
        file.write_bytes(archive.read("collection.anki2"))
    db = sqlite3.connect(file)

    def make(script: str) -> Path:
        db.executescript(script)
        db.commit()
        return package(tmp_path / "x.apkg", {"collection.anki2": file.read_bytes()})

    yield make
    db.close()


def refused(file: Path) -> str:
    with pytest.raises(BankError) as error:
        read_deck(file)
    message = str(error.value)
    assert str(file) in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21b"])
def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(anki_package, "LARGEST_COLLECTION", 4 * 1024 * 1024)
    zeros = bytes(64 * 1024 * 1024)
    packed = zstandard.compress(zeros) if name.endswith("b") else zeros
    file = package(tmp_path / "bomb.apkg", {name: packed})
    assert file.stat().st_size < 200_000
    assert "unpacks to more than 4 MiB" in refused(file)


def test_a_package_is_packed_as_anki_does(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("collection.anki2", bytes(1024))
    assert "packed in a way that Anki does not use" in refused(file)


def test_a_path_in_a_package_leads_nowhere(fixtures: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(fixtures / "decks" / "oldest.apkg") as archive:
        content = archive.read("collection.anki2")
    inside = tmp_path / "inside"
    inside.mkdir()
    file = package(
        inside / "x.apkg", {"../evil": b"x", "/tmp/evil": b"x", "collection.anki2": content, "..\\evil": b"x"}
    )
    assert len(read_deck(file).cards) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]
    assert [path.name for path in inside.iterdir()] == ["x.apkg"]


def test_no_sql_of_a_collection_is_run(collection: Callable[[str], Path]) -> None:
    file = collection(
        "create trigger t after insert on notes begin delete from notes; end;"
        "create view v as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n;"
    )
    assert len(read_deck(file).cards) == 4


@pytest.mark.parametrize(
    "script",
    [
        "alter table notes rename to real;"
        "create view notes as with recursive n(i) as (select 1 union all select i + 1 from n)"
        " select i as id, 1 as mid, '' as tags, 'x' as flds from n;",
        "drop table notes; create virtual table notes using fts5(id, mid, tags, flds);",
        "drop table notes; create table notes (id, mid, tags, x, flds generated always as (hex(x)));",
        "drop table cards;",
        "update col set models = '[';",
        "update col set models = '" + "[" * 100_000 + "';",
    ],
    ids=["view", "virtual", "generated", "missing", "no-json", "deep-json"],
)
def test_a_collection_that_is_none_is_refused(collection: Callable[[str], Path], script: str) -> None:
    assert "from Anki again" in refused(collection(script))


def test_notes_of_any_content_are_cards_or_left_out(collection: Callable[[str], Path]) -> None:
    file = collection(
        "update notes set flds = x'ff00fe' where id = (select min(id) from notes);"
        "update notes set mid = 'x', tags = 5 where id = (select max(id) from notes);"
    )
    deck = read_deck(file)
    assert len(deck.cards) + len(deck.left_out) == 5


def test_a_million_cards_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text("".join(f"question {n}\tanswer {n}\n" for n in range(1_000_000)))
    assert f"line {MOST_CARDS + 1}: there are more than {MOST_CARDS:,} cards" in refused(file)


def test_a_million_notes_are_refused(collection: Callable[[str], Path]) -> None:
    file = collection(
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 1000000)"
        " insert into notes select i, 'g' || i, 1, 0, 0, '', 'a', 'a', 0, 0, '' from n;"
    )
    assert f"more than {MOST_CARDS:,} notes" in refused(file)


def test_what_is_no_zip_or_no_text_is_refused(tmp_path: Path) -> None:
    for name, content in {
        "a.apkg": b"PK\x03\x04 not quite",
        "b.apkg": b"",
        "c.txt": bytes(range(256)) * 50,
        "d.json": b"[" * 1_000_000,
        "e.json": b'{"cards": ',
        "f.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    }.items():
        file = tmp_path / name
        file.write_bytes(content)
        refused(file)
    refused(package(tmp_path / "empty.apkg", {"media": b"{}"}))
    assert "Check the name" in refused(tmp_path / "none.txt")


def test_a_package_cut_anywhere_is_refused(fixtures: Path, tmp_path: Path) -> None:
    whole = (fixtures / "decks" / "latest.apkg").read_bytes()
    file = tmp_path / "cut.apkg"
    for length in range(0, len(whole), 997):
        file.write_bytes(whole[:length])
        refused(file)


def test_a_collection_cut_anywhere_is_refused_or_read(fixtures: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(fixtures / "decks" / "latest.apkg") as archive:
        whole = archive.read("collection.anki21b")
    for length in range(0, len(whole), 173):
        refused(package(tmp_path / "cut.apkg", {"collection.anki21b": whole[:length]}))


@FUZZ
@given(st.data())
def test_a_collection_with_any_bytes_changed_is_refused_or_read(
    fixtures: Path, tmp_path: Path, data: st.DataObject
) -> None:
    with zipfile.ZipFile(fixtures / "decks" / "latest.apkg") as archive:
        packed = archive.read("collection.anki21b")
    content = bytearray(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check(package(tmp_path / "x.apkg", {"collection.anki21": bytes(content)}), tmp_path)


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(["x.apkg", "x.txt", "x.csv", "x.md", "x.json", "x"]))
def test_any_bytes_are_refused_or_read(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    check(tmp_path / name, tmp_path)


PIECES = st.sampled_from([
    "question", ",answer", "\t", "\n", '"', "What is it?", "It is.", "#separator:|", "#html:true", "|", ";",
    "# ", "Q: ", "A: ", " :: ", "{{c1::a}}", "<b>", "<script>", "</", "\\(x^2\\)", "$", "```", "[E] ", "null",
    "~", "- ", "&amp;", "🙂", "\u202e", "\ue000", "'", ": ", "*a", "!b", "&c", "%", "@", "0x1F", "1e5",
    "2024-01-01", "no", "👩‍🔬", "é", "{", "]",
])  # fmt: skip


@FUZZ
@given(
    st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join), st.sampled_from(["txt", "csv", "md"])
)
def test_any_text_becomes_files_that_the_bank_reads(tmp_path: Path, text: str, suffix: str) -> None:
    file = tmp_path / f"x.{suffix}"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    check(file, tmp_path)


def check(file: Path, folder: Path) -> None:
    """A file is refused with a sentence, or its cards make files that hold what was drafted."""
    try:
        deck = read_deck(file)
    except BankError as error:
        assert str(file) in str(error)
        return
    assert read_back(deck, folder / "written")


def read_back(deck: Deck, folder: Path) -> bool:
    drafts, left_out = draft(deck, TopicMap((), None, {}, "deck"), ())
    assert len(drafts) + len(left_out) == len(deck.cards) + len(deck.left_out)
    if not drafts:
        return True
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in topic_files(drafts, "x.txt"):
        (folder / name).write_text(text, encoding="utf-8")
    contents = read_folders(folder)
    assert not contents.problems
    read = {question.id: question for topic in contents.topics for question in topic.questions}
    return read == {each.question.id: each.question for each in drafts}
