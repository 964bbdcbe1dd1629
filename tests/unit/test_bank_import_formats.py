"""Each format of decks, by real exports and by files as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.bank.importing.card import Card, Deck
from interviewer.bank.importing.reading import read_deck
from interviewer.errors import BankError


@pytest.fixture
def decks(fixtures: Path) -> Path:
    return fixtures / "decks"


def read(folder: Path, name: str, text: str) -> Deck:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return read_deck(file)


def sides(deck: Deck) -> list[tuple[str, str]]:
    return [(card.front, card.back) for card in deck.cards]


@pytest.mark.parametrize("name", ["oldest.apkg", "legacy.apkg", "latest.apkg", "latest.colpkg"])
def test_every_layout_of_anki_gives_the_same_cards(decks: Path, name: str) -> None:
    deck = read_deck(decks / name)
    assert deck.format == "Anki package"
    assert deck.cards[0] == Card(
        place="note 1",
        front="What does (a+b)/2 give for a < b?",
        back="The midpoint of a and b.\n- It lies above a.\n- It lies below b.",
        deck="Machine learning::Sorting",
        tags=("easy", "numbers"),
        notes=("a script was left out",),
    )
    assert [card.front for card in deck.cards[1:]] == [
        "Fill the gap: [which sort?] takes n log n comparisons.",
        "Fill the gap: Merge sort takes […] comparisons.",
        "Stable sort",
    ]
    assert deck.cards[2].spoken == "What is missing here? Merge sort takes blank comparisons."
    (picture,) = deck.left_out
    assert picture.place == "note 4"
    assert "only.png" in picture.reason


def test_ankis_text_export_gives_the_same_cards_as_its_package(decks: Path) -> None:
    text, package = read_deck(decks / "notes.txt"), read_deck(decks / "latest.apkg")
    assert text.format == "Anki text export"
    assert sides(text) == sides(package)
    assert [card.deck for card in text.cards] == [card.deck for card in package.cards]
    assert [card.tags for card in text.cards] == [card.tags for card in package.cards]
    assert text.cards[0].place == "line 7"


def test_headers_of_anki_say_how_the_table_is_written(tmp_path: Path) -> None:
    deck = read(
        tmp_path,
        "x.txt",
        "#separator:Semicolon\n#html:false\n#tags:all\n#deck:Sums\n#tags column:3\n"
        '"What is <b>; and what\nis ""it""?";A tag.;one two\n',
    )
    (card,) = deck.cards
    assert (card.place, card.front) == ("line 6", 'What is <b>; and what\nis "it"?')
    assert (card.deck, card.tags) == ("Sums", ("all", "one", "two"))


def test_a_csv_may_name_its_columns(tmp_path: Path) -> None:
    deck = read(tmp_path, "x.csv", 'Answer,Tags,Question\n"Four, of course.",easy,What is 2 + 2?\n')
    assert sides(deck) == [("What is 2 + 2?", "Four, of course.")]
    assert deck.cards[0].tags == ("easy",)


def test_separators_without_quotes_are_taken_for_the_answers(tmp_path: Path) -> None:
    (card,) = read(tmp_path, "x.csv", "Question;Answer;Tags\nA heap?;A tree; in an array.;hard\n").cards
    assert (card.back, card.tags) == ("A tree; in an array.", ("hard",))
    assert card.notes == ("it has 4 columns, not 3: put quotes around text with a separator",)


def test_a_quotation_mark_that_is_never_closed_takes_no_other_card_along(tmp_path: Path) -> None:
    deck = read(
        tmp_path, "x.csv", 'A heap?,"A tree,\nin an array."\nWhat is "open?,"It never ends\nF1?,A mean.\n'
    )
    assert sides(deck) == [
        ("A heap?", "A tree,\nin an array."),
        ('What is "open?', '"It never ends'),
        ("F1?", "A mean."),
    ]


def test_a_line_without_a_tab_goes_on_with_the_answer_and_says_so(tmp_path: Path) -> None:
    deck = read(tmp_path, "x.txt", 'Recall\tThe share "found".\nOf the positives.\nF1\tA mean.\n')
    assert sides(deck) == [("Recall", 'The share "found".\nOf the positives.'), ("F1", "A mean.")]
    assert "line 2 has no separator" in deck.cards[0].notes[0]


def test_markdown_asks_headings_and_names_decks_by_those_above(tmp_path: Path) -> None:
    deck = read(
        tmp_path,
        "x.md",
        "---\ntitle: t\n---\n# ML\n\n## Metrics\n### What is **recall**?\n$\\frac{TP}{TP+FN}$ of `x_y`.\n\n"
        "- *one*\n\n```python\n# no heading\n```\n### Empty\n",
    )
    (card,) = deck.cards
    assert (card.place, card.deck, card.front) == ("line 7", "ML::Metrics", "What is recall?")
    assert card.back == "TP/(TP+FN) of x_y.\n- one\n```\n# no heading\n```"
    assert [(each.place, each.text) for each in deck.left_out] == [("line 15", "Empty")]


def test_markdown_with_a_card_a_line(tmp_path: Path) -> None:
    deck = read(tmp_path, "x.md", "# Sums\n- one plus one :: two\n- two plus two :: $2^2$\n")
    assert sides(deck) == [("one plus one", "two"), ("two plus two", "2²")]
    assert {card.deck for card in deck.cards} == {"Sums"}


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "What?", "answer": "That."}]',
        '{"name": "D", "cards": [{"Front": "What?", "Back": "That."}]}',
        '{"question": "What?", "answer": "That."}\n{"question": "Who?", "answer": "He."}',
        '{"name": "D", "notes": [{"fields": ["What?", "That."], "tags": ["a"]}], "children": []}',
        '{"What?": "That."}',
        '[["What?", "That."]]',
    ],
)
def test_json_of_any_shape(tmp_path: Path, text: str) -> None:
    assert sides(read(tmp_path, "x.json", text))[0] == ("What?", "That.")


def test_json_may_bring_key_points(tmp_path: Path) -> None:
    deck = read(
        tmp_path,
        "x.json",
        '[{"question": "What?", "answer": "That. This.", "key_points": [{"point": "That."}]}]',
    )
    assert deck.cards[0].points == ("That.",)


@pytest.mark.parametrize(
    "text",
    ["Q: What?\nA: That.\nAnd this.\n\nQ: Who?\nA: He.\n", "What?\nThat.\nAnd this.\n\nWho?\nHe.\n"],
    ids=["marked", "paragraphs"],
)
def test_text_that_marks_its_cards(tmp_path: Path, text: str) -> None:
    deck = read(tmp_path, "x.txt", text)
    assert sides(deck) == [("What?", "That.\nAnd this."), ("Who?", "He.")]
    assert not any(card.notes for card in deck.cards)


RUNNING = """A deck
[E] What is a heap?
A tree in which no child is above
its parent.
Cost of building one
It is linear.
why is sorting with it not stable
Equal items are swapped past each other.
What is a queue?
What is a stack?
The last in is the first out.
"""


def test_running_text_says_of_each_card_what_is_guessed(tmp_path: Path) -> None:
    deck = read(tmp_path, "x.txt", RUNNING)
    assert deck.format == "running text"
    assert deck.notes == ("lines 1 to 1, before the first question, were left out",)
    assert [(card.place, card.front) for card in deck.cards] == [
        ("line 2", "What is a heap?"),
        ("line 7", "why is sorting with it not stable"),
        ("line 10", "What is a stack?"),
    ]
    assert all("nothing in the file marks where the answer ends" in card.notes[0] for card in deck.cards)
    assert "line 5 may begin another card" in deck.cards[0].notes
    assert deck.cards[0].tags == ("easy",)
    (unanswered,) = deck.left_out
    assert unanswered.place == "line 9"
    assert "put 'Q:' before" in unanswered.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "x.csv"
    file.write_text("question,answer\nWas heißt Güte?\u2003,Präzision – so.\n", encoding=encoding)
    assert sides(read_deck(file)) == [("Was heißt Güte?", "Präzision – so.")]


def test_another_encoding_is_guessed_and_told(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    sentence = "Das Maß für die Güte eines Modells wäre größer, könnte es über alle Fälle hören.\n"
    file.write_bytes(("question,answer\n" + f"Wie heißt das?,{sentence}" * 5).encode("cp1252"))
    deck = read_deck(file)
    assert deck.cards[0].front == "Wie heißt das?"
    assert "line 2 is not UTF-8" in deck.notes[0]


def test_an_empty_file_holds_no_card(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("\n")
    with pytest.raises(BankError, match=r"x\.txt"):
        read_deck(tmp_path / "x.txt")
