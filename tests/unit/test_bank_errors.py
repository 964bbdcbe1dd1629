"""Every fault in a file of the bank is named with file, line and mend, and all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank
from interviewer.errors import BankError

# Line numbers below are those of this text.
FILE = """\
id: sums
title: Sums
questions:
  - id: sums-add
    difficulty: easy
    kind: concept
    minutes: 1.5
    question: What is a sum?
    answer: It is the result of adding. It has a sign.
    key_points:
      - point: It is the result of adding.
        weight: 2
      - point: It has a sign.
    terms: [sum, sign]
    follow_ups: [sums-code]
    source: [7]
  - id: sums-code
    difficulty: hard
    kind: code
    minutes: 2
    question: Write add.
    answer: It returns a plus b. Nothing else is needed.
    key_points:
      - point: It returns the sum.
      - point: It takes two numbers.
    code:
      starter: "def add(a, b): ..."
      solution: |
        def add(a, b):
            return a + b
      tests:
        - call: add(1, 2)
          expected: 3
"""

SEVEN = "".join(f"      - point: Point {n}.\n" for n in range(7))

FILL = "fill it in or take the line out (the word null needs quotes)"
QUOTE = "put quotes around text with a colon or in brackets"
NUMBER = "write a number above 0, such as 1.5"
NAME = "must be 'sums-' and a name in small letters, digits and hyphens; write e.g. "

FIELDS = [
    # of types
    ("difficulty: easy", "difficulty: eazy", 5, "'eazy' does not fit 'difficulty'; did you mean 'easy'?"),
    ("difficulty: easy", "difficulty: Easy", 5, "'Easy' does not fit 'difficulty'; did you mean 'easy'?"),
    (
        "difficulty: easy",
        "difficulty: 3",
        5,
        "'3' does not fit 'difficulty'; write one of easy, medium, hard",
    ),
    ("kind: concept", "kind: concepts", 6, "'concepts' does not fit 'kind'; did you mean 'concept'?"),
    ("minutes: 1.5", "minutes: soon", 7, "'soon' does not fit 'minutes'; " + NUMBER),
    ("minutes: 1.5", "minutes: 0", 7, "'0' does not fit 'minutes'; " + NUMBER),
    ("minutes: 1.5", "minutes: inf", 7, "'inf' does not fit 'minutes'; " + NUMBER),
    ("minutes: 1.5", "minutes: 1:30", 7, "'1:30' does not fit 'minutes'; " + NUMBER),
    ("weight: 2", "weight: -1", 12, "'-1' does not fit 'weight'; " + NUMBER),
    ("weight: 2", "weight: nan", 12, "'nan' does not fit 'weight'; " + NUMBER),
    ("source: [7]", "source: [seven]", 16, "'seven' does not fit 'source'; write a whole number, such as 85"),
    ("source: [7]", "source: 7", 16, "'source' is a list; write [one, another] or a line '- …' for each"),
    ("[sum, sign]", "sum", 14, "'terms' is a list; write [one, another] or a line '- …' for each"),
    ("[sum, sign]", "[sum: sign]", 14, "'terms' is one text; " + QUOTE),
    ("What is a sum?", "[a, b]", 8, "'question' is one text; " + QUOTE),
    (
        "- point: It has a sign.",
        "- It has a sign.",
        13,
        "a key point is written as fields; begin with 'point: …'",
    ),
    (
        "- call: add(1, 2)\n          expected: 3",
        "- add(1, 2)",
        32,
        "a test is written as fields; begin with 'call: …'",
    ),
    # of names
    (
        "difficulty: easy",
        "dificulty: easy",
        5,
        "'dificulty' is not a field of a question; did you mean 'difficulty'?",
    ),
    (
        "difficulty: easy",
        "dificulty: easy",
        4,
        "the question has no 'difficulty'; add a line 'difficulty: …'",
    ),
    ("weight: 2", "wait: 2", 12, "'wait' is not a field of a key point; did you mean 'weight'?"),
    (
        "title: Sums",
        "title: Sums\nzebra: 1",
        3,
        "'zebra' is not a field of a topic; the fields of a topic are id, title, questions",
    ),
    ("    minutes: 1.5\n", "", 4, "the question has no 'minutes'; add a line 'minutes: …'"),
    ("title: Sums\n", "", 1, "the topic has no 'title'; add a line 'title: …'"),
    ("          expected: 3\n", "", 32, "the test has no 'expected'; add a line 'expected: …'"),
    (
        "    kind: concept\n",
        "    kind: concept\n    kind: list\n",
        7,
        "'kind' stands already in line 6; take one of them out",
    ),
    (
        "    kind: concept\n",
        "    kind: concept\n    topic: other\n",
        7,
        "a question's topic is that of its file; take this line out",
    ),
    (
        "    kind: concept\n",
        "    kind: concept\n    ? [a, b]\n    : 1\n",
        7,
        "the name of a field must be a word; put quotes around text in brackets",
    ),
    # of emptiness
    ("What is a sum?", '""', 8, "'question' is empty; " + FILL),
    ("What is a sum?", "", 8, "'question' is empty; " + FILL),
    ("What is a sum?", "null", 8, "'question' is empty; " + FILL),
    ("- point: It has a sign.", "- point: '  '", 13, "'point' is empty; " + FILL),
    ("[sum, sign]", "[sum, '']", 14, "'terms' is empty; " + FILL),
    ("- point: It has a sign.", "-", 13, "'key_points' is empty; " + FILL),
    # of content
    (
        "      - point: It has a sign.\n",
        "",
        10,
        "a question has 2 to 6 key points, here are 1; split the answer into its statements",
    ),
    (
        "      - point: It has a sign.\n",
        SEVEN,
        10,
        "a question has 2 to 6 key points, here are 8; join or drop some",
    ),
    (" It has a sign.\n    key", "\n    key", 9, "an answer has 2 to 6 sentences, here are 1; say more"),
    (
        " It has a sign.\n    key",
        " A. B. C. D. E! F? Done\n    key",
        9,
        "an answer has 2 to 6 sentences, here are 8; shorten it to what can be said",
    ),
    (
        "kind: concept",
        "kind: code",
        4,
        "a code question has code; add 'code:' with a 'starter', a 'solution' and 'tests'",
    ),
    ("kind: code", "kind: list", 26, "a question of kind list has no code; drop it or make it kind: code"),
    (
        "        def add(a, b):\n",
        "        def add(a, b)\n",
        28,
        "this is not Python (expected ':', line 1); mend it, and keep the lines with '|', not '>'",
    ),
    (
        "add(1, 2)",
        "add(1 2)",
        32,
        "this is not a Python expression (invalid syntax. Perhaps you forgot a comma?, line 1); mend it",
    ),
    ("[sum, sign]", "[sum, sum]", 14, "'sum' stands twice in 'terms'; take one of them out"),
    ("source: [7]", "source: [7, 7]", 16, "'7' stands twice in 'source'; take one of them out"),
    # of ids
    ("id: sums-add", "id: sums-Add_up", 4, "the id 'sums-Add_up' " + NAME + "'sums-add-up'"),
    ("id: sums-add", "id: add", 4, "the id 'add' " + NAME + "'sums-add'"),
    (
        "id: sums\n",
        "id: sum\n",
        1,
        "the topic's id must be the name of its file; write 'id: sums' or rename the file",
    ),
    (
        "[sums-code]",
        "[sums-cod]",
        15,
        "the follow-up 'sums-cod' is not a question of the bank; did you mean 'sums-code'?",
    ),
    (
        "[sums-code]",
        "[zebra]",
        15,
        "the follow-up 'zebra' is not a question of the bank; "
        "write the id of a question that is there, or take it out",
    ),
    ("[sums-code]", "[sums-add]", 15, "a question does not follow itself; take this follow-up out"),
    (
        "id: sums-code",
        "id: sums-add",
        17,
        "the id 'sums-add' is taken at {file}:4; give one of them another id",
    ),
    # of the topic as a whole
    (
        FILE,
        "id: sums\ntitle: Sums\nquestions: []\n",
        3,
        "the topic has no question; write one, or delete the file",
    ),
    (FILE, "- id: sums\n", 1, "a topic is written as fields; begin with 'id: …'"),
    (FILE, "# nothing yet\n", 1, "the file is empty; write a topic in it, or delete it"),
]

SYNTAX = [
    (
        "What is a sum?",
        "A sum: what is it?",
        8,
        "put quotes around text that has a colon in it, or write it as a block below '>'",
    ),
    ("What is a sum?", "'What is a sum?", 8, "close the quotes"),
    (
        "What is a sum?",
        "'What's a sum?'",
        8,
        "line it up with the fields above, and put quotes around text that begins with a sign",
    ),
    ("What is a sum?", '"What" is a sum?', 8, "goes on after a closing quote"),
    ("What is a sum?", "@ what is a sum?", 8, "put quotes around text that begins with @"),
    ("What is a sum?", "*what* is a sum?", 8, "put quotes around text that begins with '*'"),
    ("What is a sum?", "&a sum", 8, "put quotes around text that begins with '&' or '!'"),
    ("What is a sum?", "!say a sum", 8, "put quotes around text that begins with '&' or '!'"),
    ("What is a sum?", "²é\r\n    spoken: &a b", 9, "put quotes around text that begins with '&' or '!'"),
    ("[sum, sign]", "[sum, sign", 14, "close the bracket"),
    ("    kind: concept", "\tkind: concept", 6, "indent with spaces"),
    ("    kind: concept", "     kind: concept", 6, "put quotes around text that has a colon in it"),
    ("    kind: concept", "   kind: concept", 6, "line it up with the fields above"),
    ("    kind: concept", "    concept", 6, "give the line the form 'field: text'"),
    (
        "id: sums-code",
        "id: &it sums-code\n    spoken: *it",
        17,
        "put quotes around text that begins with '&' or '!'",
    ),
    ("[sums-code]", "&loop [*loop]", 15, "put quotes around text that begins with '&' or '!'"),
    ("  - id: sums-code", "---\n  - id: sums-code", 17, "a file holds one topic: take the line '---' out"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sums.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def edit(file: Path, old: str, new: str) -> None:
    assert FILE.count(old) >= 1
    file.write_text(FILE.replace(old, new, 1), encoding="utf-8")


def messages(file: Path) -> list[str]:
    """The lines of the error that loading raises, which are also those that `check` finds."""
    with pytest.raises(BankError) as caught:
        bank.load(file.parent)
    lines = str(caught.value).split("\n")
    assert lines == [str(problem) for problem in bank.check(file.parent).problems]
    return lines


def test_the_text_that_the_faults_are_put_into_is_sound(file: Path) -> None:
    assert len(bank.load(file.parent).questions) == 2


@pytest.mark.parametrize(("old", "new", "line", "message"), FIELDS)
def test_a_fault_is_named_with_file_line_and_mend(
    file: Path, old: str, new: str, line: int, message: str
) -> None:
    edit(file, old, new)
    assert f"{file}:{line}: {message.format(file=file)}" in messages(file)


@pytest.mark.parametrize(("old", "new", "line", "mend"), SYNTAX)
def test_a_fault_of_yaml_is_named_with_file_line_and_mend(
    file: Path, old: str, new: str, line: int, mend: str
) -> None:
    edit(file, old, new)
    (only,) = messages(file)
    assert only.startswith(f"{file}:{line}: this is not YAML for a topic (")
    assert mend in only


def test_all_faults_of_all_files_are_named_in_their_order(file: Path) -> None:
    edit(file, "minutes: 1.5", "minutes: soon")
    file.write_text(file.read_text(encoding="utf-8").replace("[sums-code]", "[zebra]"), encoding="utf-8")
    other = file.with_name("terms.yaml")
    other.write_text(FILE.replace("title: Sums", "titel: Terms"), encoding="utf-8")
    begins = [message.split(" ")[0] for message in messages(file)]
    assert begins == [f"{file}:{line}:" for line in (7, 15)] + [
        f"{other}:{line}:" for line in (1, 1, 2, 4, 4, 17, 17)
    ]


def test_a_broken_rule_is_named_beside_a_broken_field_of_another_question(file: Path) -> None:
    edit(file, "kind: concept", "kind: concepts")
    text = file.read_text(encoding="utf-8").replace(" Nothing else is needed.", "")
    file.write_text(text, encoding="utf-8")
    assert [message.split(" ")[0] for message in messages(file)] == [f"{file}:6:", f"{file}:22:"]


def test_the_same_id_in_two_files_is_named_with_both_places(file: Path) -> None:
    other = file.with_name("terms.yaml")
    text = FILE.replace("id: sums\n", "id: terms\n").replace("sums-code", "terms-code")
    other.write_text(text, encoding="utf-8")
    assert f"{other}:4: the id 'sums-add' is taken at {file}:4; give one of them another id" in messages(file)


def test_follow_ups_may_lead_to_another_file_and_are_not_blamed_while_that_one_is_broken(file: Path) -> None:
    edit(file, "[sums-code]", "[terms-add]")
    other = file.with_name("terms.yaml")
    other.write_text(FILE.replace("sums", "terms"), encoding="utf-8")
    assert bank.load(file.parent)["sums-add"].follow_ups == ("terms-add",)
    other.write_text("id: terms: broken\n", encoding="utf-8")
    (only,) = messages(file)
    assert only.startswith(f"{other}:1: ")


def test_a_file_that_is_not_utf8_is_named_with_the_line(file: Path) -> None:
    file.write_bytes(FILE.replace("What is a sum?", "Que veut dire « somme »?").encode("latin-1"))
    assert messages(file) == [f"{file}:8: this is not UTF-8; save the file with the encoding UTF-8"]


def test_a_control_character_is_named_with_the_line(file: Path) -> None:
    edit(file, "What is a sum?", "What is é\x07a sum?")
    assert messages(file) == [f"{file}:8: the control character '\\x07' is not text; delete it"]


def test_a_file_that_cannot_be_read_is_named(file: Path) -> None:
    file.unlink()
    file.mkdir()
    assert messages(file) == [f"{file}:1: the file cannot be read (Is a directory); check its permissions"]


def test_a_folder_without_question_files_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BankError, match="there is no question file here; name a folder with"):
            bank.load(folder)


def test_a_file_with_the_other_ending_is_not_passed_over(file: Path) -> None:
    other = file.with_name("terms.yml")
    other.write_text(FILE, encoding="utf-8")
    assert messages(file) == [f"{other}:1: a file of the bank ends in .yaml; rename it to terms.yaml"]
