"""One question in the text of a topic file."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.bank import authoring, passage
from interviewer.errors import BankError

FILE = Path("colours.yaml")
TEXT = """\
id: colours
title: Colours
questions:

# The easy ones.

- id: colours-sky
  # a note of its own
  question: >
    Which colour

    is the sky?
  terms: [blue,
    grey]
  # line 2
- # the sea
  id: colours-sea
  question: "Which colour: the sea?"

other: field
"""


def cut(id: str, text: str = TEXT) -> str:
    return passage.cut_out(text, passage.find(FILE, text, id))


def test_a_question_is_cut_out_with_its_comments_and_put_back_as_it_was() -> None:
    assert cut("colours-sky").startswith(
        "id: colours-sky\n# a note of its own\nquestion: >\n  Which colour\n\n"
    )
    assert cut("colours-sea") == '# the sea\nid: colours-sea\nquestion: "Which colour: the sea?"\n'
    for id in ("colours-sky", "colours-sea"):
        assert passage.put_in(TEXT, passage.find(FILE, TEXT, id), cut(id)) == TEXT


def test_every_question_of_the_bank_is_cut_out_and_put_back() -> None:
    loaded = bank.load(locations.content())
    for question in loaded.questions:
        file = loaded.files[question.id]
        text = file.read_text(encoding="utf-8")
        where = passage.find(file, text, question.id)
        own = passage.cut_out(text, where)
        assert own.startswith(f"id: {question.id}\n")
        assert passage.put_in(text, where, own) == text


def test_another_text_takes_the_place_of_the_old_one() -> None:
    text = passage.put_in(
        TEXT, passage.find(FILE, TEXT, "colours-sky"), "id: colours-sky\nquestion: |\n  Why?\n"
    )
    assert cut("colours-sky", text) == "id: colours-sky\nquestion: |\n  Why?\n"
    assert cut("colours-sea", text) == cut("colours-sea")
    assert "# The easy ones." in text
    assert text.endswith("other: field\n")


def test_a_question_is_taken_out_with_the_comment_right_above_it() -> None:
    text = TEXT.replace("  # line 2\n", "# line 2\n")
    without = passage.take_out(text, passage.find(FILE, text, "colours-sea"))
    assert "sea" not in without
    assert "line 2" not in without
    assert cut("colours-sky", without) == cut("colours-sky", text)
    assert "# The easy ones." in without


def test_a_question_is_added_behind_the_last_one_at_the_same_indent() -> None:
    text = passage.append(FILE, TEXT, "id: colours-grass\nquestion: Which colour is grass?\n")
    assert cut("colours-grass", text) == "id: colours-grass\nquestion: Which colour is grass?\n"
    assert "\n- id: colours-grass\n  question:" in text
    assert text.endswith("other: field\n")


def test_the_first_question_of_a_file_is_added() -> None:
    text = authoring.new_file("colours", "Colours: all of them")
    text = passage.append(FILE, text, "id: colours-sky\nquestion: Why?")
    assert cut("colours-sky", text) == "id: colours-sky\nquestion: Why?\n"


def test_what_is_not_there_or_not_on_lines_is_told() -> None:
    with pytest.raises(BankError, match=r"'colours-moon' is not in colours\.yaml"):
        passage.find(FILE, TEXT, "colours-moon")
    flow = "id: colours\nquestions: [{id: colours-sky}]\n"
    with pytest.raises(BankError, match="not on lines that begin with '- '"):
        passage.find(FILE, flow, "colours-sky")
    with pytest.raises(BankError, match="not on lines"):
        passage.append(FILE, flow, "id: colours-sea")


def test_two_templates_can_follow_each_other() -> None:
    once = authoring.with_template("", "colours", "Colours")
    twice = authoring.with_template(once, "colours", "Colours")
    for number in (1, 2):
        assert cut(f"colours-my-question-{number}", twice).startswith(f"id: colours-my-question-{number} ")
