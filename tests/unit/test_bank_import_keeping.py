"""From cards to questions of one's own, and back."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from interviewer import bank
from interviewer.bank import Question, Topic
from interviewer.bank.importing import imports
from interviewer.bank.importing.acceptance import accept
from interviewer.bank.importing.card import Card, Deck
from interviewer.bank.importing.drafting import Draft, draft
from interviewer.bank.importing.topics import TopicMap
from interviewer.errors import BankError

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
METRICS = Topic(id="classification-metrics", title="Classification metrics", questions=())


def card(front: str = "What is recall?", back: str = "A share. Of the positives.", **fields: object) -> Card:
    return Card(**{"place": "line 1", "front": front, "back": back, **fields})  # type: ignore[arg-type]


def drafts(*cards: Card, topics: TopicMap | None = None, taken: tuple[str, ...] = ()) -> tuple[Draft, ...]:
    deck = Deck(format="x", cards=cards)
    return draft(deck, topics or TopicMap((), None, {}, "my cards"), taken)[0]


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "questions" / "imported"


@pytest.fixture
def kept(folder: Path) -> imports.Import:
    first, second = card(deck="Sums"), card("What is F1?", "A harmonic mean of PPV and TPR.", deck="Sums")
    return imports.write(drafts(first, second), "my deck.txt", NOW, folder, ())


def test_a_card_makes_a_question_of_which_little_is_guessed() -> None:
    (made,) = drafts(card(tags=("hard",), back="A share of AUC. Of the positives."))
    assert made.question == Question(
        id="my-cards-what-is-recall",
        topic="my-cards",
        difficulty="hard",
        kind="concept",
        question="What is recall?",
        answer="A share of AUC. Of the positives.",
        key_points=made.question.key_points,
        minutes=0.5,
        terms=("AUC",),
        imported="proposed",
    )
    assert [point.point for point in made.question.key_points] == ["A share of AUC.", "Of the positives."]


def test_a_mere_term_is_to_be_explained() -> None:
    asked = [each.question.question for each in drafts(card("Stable sort"), card("what is a heap"))]
    assert asked == ["Explain: Stable sort", "what is a heap"]


@pytest.mark.parametrize(
    ("cards", "reason"),
    [
        ((card(back="```\nx = 1\n```"),), "code, which cannot be said"),
        ((card(), card(place="line 2")), "the card at line 1 says the same"),
    ],
)
def test_cards_that_make_no_question_are_named(cards: tuple[Card, ...], reason: str) -> None:
    (left_out,) = draft(Deck(format="x", cards=cards), TopicMap((), None, {}, "x"), ())[1]
    assert reason in left_out.reason


def test_ids_are_free() -> None:
    ids = [
        each.question.id
        for each in drafts(card(), card(back="Another."), card("？"), taken=("my-cards-what-is-recall",))
    ]
    assert ids == ["my-cards-what-is-recall-2", "my-cards-what-is-recall-3", "my-cards-card"]


@pytest.mark.parametrize(
    ("said", "mapped", "home"),
    [
        ({"deck": "ML::Classification Metrics"}, {}, "classification-metrics"),
        ({"deck": "ML", "tags": ("classification-metrics",)}, {}, "classification-metrics"),
        ({"deck": "ML::Scores"}, {}, "ml-scores"),
        ({"deck": "ML::Scores"}, {"scores": "mine"}, "mine"),
        ({"deck": "ML::Scores", "tags": ("hot",)}, {"ML::Scores": "mine", "Hot": "first"}, "first"),
        ({}, {}, "file-name"),
        ({"deck": "線形代数"}, {}, "deck-5d1988ec"),
    ],
)
def test_topics_are_found_by_what_is_said_then_by_name(
    said: dict[str, str], mapped: dict[str, str], home: str
) -> None:
    topics = TopicMap((METRICS,), None, mapped, "File name")
    assert topics.home(card(**said)).id == home


def test_a_topic_of_the_bank_keeps_its_title() -> None:
    topics = TopicMap((METRICS,), "classification-metrics", {}, "x")
    assert topics.home(card()).title == "Classification metrics"


def test_a_topics_id_is_checked() -> None:
    with pytest.raises(BankError, match="write it as 'my-topic'"):
        TopicMap((METRICS,), "My Topic!", {}, "x")


def test_an_import_is_read_by_the_bank_and_goes_without_a_trace(kept: imports.Import, folder: Path) -> None:
    own = folder / kept.id
    assert kept.id == "2026-11-23-my-deck"
    assert [question.id for question in bank.load(own).questions] == [
        "sums-what-is-recall",
        "sums-what-is-f1",
    ]
    assert imports.imports(folder) == (kept,)
    assert imports.undo(kept.id, folder, folder.parent / "undone").kept == ()
    assert list(folder.parent.iterdir()) == []


def test_what_was_changed_by_hand_outlives_its_import(kept: imports.Import, folder: Path) -> None:
    file = folder / kept.id / "sums.yaml"
    file.write_text(file.read_text().replace("A share.", "The share."))
    (folder / kept.id / "notes.txt").write_text("mine")
    undone = imports.undo(kept.id, folder, folder.parent / "undone")
    assert [path.name for path in undone.kept] == ["notes.txt", "sums.yaml"]
    assert "The share." in undone.kept[1].read_text()
    assert not folder.exists()


def test_an_unknown_import_names_the_nearest(kept: imports.Import, folder: Path) -> None:
    with pytest.raises(BankError, match="did you mean '2026-11-23-my-deck'"):
        imports.undo("2026-11-23-my-deks", folder, folder)


def test_a_second_import_of_the_day_has_a_name_of_its_own(kept: imports.Import, folder: Path) -> None:
    again = imports.write(drafts(card("What else?")), "my deck.txt", NOW, folder, ())
    assert again.id == "2026-11-23-my-deck-2"


def test_an_import_that_is_cut_off_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "_check", interrupt)
    with pytest.raises(KeyboardInterrupt):
        imports.write(drafts(card()), "x.txt", NOW, folder, ())
    assert list(folder.iterdir()) == []


def test_a_question_that_the_bank_would_not_take_is_not_written(folder: Path) -> None:
    (made,) = drafts(card())
    broken = Draft(
        card=made.card,
        home=made.home,
        question=bank.Question(**{**_fields(made.question), "id": "elsewhere"}),  # type: ignore[arg-type]
        notes=(),
    )
    with pytest.raises(BankError, match="must be 'my-cards-'"):
        imports.write([broken], "x.txt", NOW, folder, ())
    assert list(folder.iterdir()) == []


def _fields(question: Question) -> dict[str, object]:
    return {name: getattr(question, name) for name in Question.__dataclass_fields__}


def test_accepting_changes_one_word_a_question(kept: imports.Import, folder: Path) -> None:
    own = folder / kept.id
    before = (own / "sums.yaml").read_text()
    assert accept(["sums-what-is-f1"], [own]) == ("sums-what-is-f1",)
    assert (own / "sums.yaml").read_text() == "accepted".join(before.rsplit("proposed", 1))
    assert accept(None, [own]) == ("sums-what-is-recall",)
    assert accept(None, [own]) == ()
    assert {question.imported for question in bank.load(own).questions} == {"accepted"}
    assert imports.undo(kept.id, folder, folder.parent / "undone").kept == ()


def test_accepting_leaves_what_was_written_by_hand(kept: imports.Import, folder: Path) -> None:
    file = folder / kept.id / "sums.yaml"
    file.write_text(file.read_text().replace("  # line 1\n", "  # mine\n"))
    accept(None, [folder / kept.id])
    assert "# mine" in file.read_text()
    assert len(imports.undo(kept.id, folder, folder.parent / "undone").kept) == 1


def test_only_what_was_imported_can_be_accepted(kept: imports.Import, folder: Path) -> None:
    with pytest.raises(BankError, match="did you mean 'sums-what-is-f1'"):
        accept(["sums-what-is-f"], [folder / kept.id])
