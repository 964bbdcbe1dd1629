"""Cards' fields into plain text: HTML, clozes, LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank.importing import cloze
from interviewer.bank.importing.cleaning import LONGEST, UnusableError, clean, printable
from interviewer.bank.importing.latex import to_unicode, without_latex
from interviewer.bank.importing.statements import statements


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac{a}{b+c}", "a/(b+c)"),
        (r"\frac{1}{n}x", "(1/n)x"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac12", "1/2"),
        (r"\log\frac{p}{1-p}", "log(p/(1-p))"),
        (r"x_{ij}^2", "xᵢⱼ²"),
        (r"x_{i,j}", "x_{i,j}"),
        (r"\sqrt{d_k}", "√(dₖ)"),
        (r"\sqrt[3]{x}", "(x)^{1/3}"),
        (r"\sum_{i=1}^{n} x_i", "∑_{i=1}ⁿ xᵢ"),
        (r"\mathbb{E}_{x \sim p}[f(x)]", "E_{x ~ p}[f(x)]"),
        (r"\left\| w \right\|_2", "‖ w ‖₂"),
        (r"\text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax(QKᵀ/√(dₖ))V"),
        (r"\hat y_i", "ŷᵢ"),
        (r"\arg\max_\theta \log p_\theta(x)", "argmax_θ log p_θ(x)"),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", "[1, 2; 3, 4]"),
        (r"A \subseteq \mathbb{R}^{n\times d}", "A ⊆ R^{n × d}"),
    ],
)
def test_a_formula_keeps_its_meaning(latex: str, text: str) -> None:
    assert to_unicode(latex) == text


@pytest.mark.parametrize("broken", [r"\frac{", "}", "{" * 100 + "}" * 100, r"\hat" * 400])
def test_what_cannot_be_read_stays_and_is_told(broken: str) -> None:
    assert to_unicode(broken) is None
    assert without_latex(rf"so \({broken}\)") == (f"so {broken}", (broken,))


def test_money_is_no_formula() -> None:
    assert without_latex("between $5 and $6, with $x_1$ paid")[0] == "between $5 and $6, with x₁ paid"


@given(st.text(alphabet=r"\{}[]^_&$ afrcsqtbegindhx12+", max_size=300))
def test_any_formula_is_read_or_refused(formula: str) -> None:
    written = to_unicode(formula)
    assert written is None or len(written) < 50 * len(formula) + 50


def test_html_becomes_lines_and_loses_what_does_something() -> None:
    found = clean(
        "<div onclick='x()'>One&nbsp;<b>two</b></div><ul><li>a<li>b</ul>x<sup>2</sup>"
        "<script>steal()</script><style>p {}</style><img src='plot.png' onerror='y()'>"
        "<pre>for i in x:<br>    print(i)</pre>",
        html=True,
    )
    assert found.text == "One two\n- a\n- b\nx²\n```\nfor i in x:\n    print(i)\n```"
    assert found.notes == (
        "a script was left out",
        "a style was left out",
        "a picture plot.png was left out",
    )


def test_signs_are_no_tags() -> None:
    assert clean("if a < b and c > d").text == "if a < b and c > d"
    assert clean("if a < b then", html=True).text == "if a < b then"
    assert clean("a &lt;b&gt; c", html=True).text == "a <b> c"
    assert clean("<p><![if !supportLists]>a<![endif]></p><![CDAT", html=True).text == "a\n<![CDAT"


def test_what_is_not_seen_is_taken_out() -> None:
    assert printable("a\x00b\u202ec\u200bd\r\n\n e  f\u2028g\ue000") == "abcd\ne f\ng"


def test_a_field_of_any_length_is_refused_at_once() -> None:
    with pytest.raises(UnusableError, match="split it"):
        clean("<a " * 1_000_000)


@pytest.mark.parametrize("piece", [r"\sqrt[", "<![", "..", "{{c1::", r"\(", "<!--"])
def test_the_longest_field_is_read(piece: str) -> None:
    field = f"said {piece * LONGEST}"[:LONGEST]
    for html in (True, False):
        assert statements(clean(field, html).text)[0].startswith("said")


@given(st.text(alphabet="<>/=\"'!-&;a bpreslicotx\n[]$\\(){}^_", max_size=500))
def test_any_field_is_cleaned_to_printable_text(field: str) -> None:
    for html in (True, False, None):
        text = clean(field, html).text
        assert printable(text) == text


def test_clozes_may_stand_in_clozes() -> None:
    field = "{{c1::Precision::what}} is {{c2::TP over {{c3::TP + FP}}}} of {{x}}"
    assert cloze.numbers(field) == (1, 2, 3)
    assert [cloze.hidden(field, number) for number in (1, 2, 3)] == [
        "[what] is TP over TP + FP of {{x}}",
        "Precision is […] of {{x}}",
        "Precision is TP over […] of {{x}}",
    ]
    assert cloze.revealed(field) == "Precision is TP over TP + FP of {{x}}"


@given(st.lists(st.sampled_from(["{{c1::", "{{c2::", "}}", "::", "text"]), max_size=30).map("".join))
def test_any_braces_are_read(field: str) -> None:
    assert "text" not in field or "text" in cloze.revealed(field) or "::" in field
    for number in cloze.numbers(field):
        assert isinstance(cloze.hidden(field, number), str)


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ("Zero.", ("Zero.",)),
        ("One is so. Two is so, e.g. here.", ("One is so.", "Two is so, e.g. here.")),
        ("It has parts:\n- the head\n- the long tail", ("It has parts: the head", "the long tail")),
        ("A line that was broken\nto fit a page.", ("A line that was broken to fit a page.",)),
        ("The idea is this.\n```\nx = 1\n```", ("The idea is this.",)),
    ],
)
def test_key_points_are_the_statements_of_the_answer(answer: str, points: tuple[str, ...]) -> None:
    assert statements(answer) == points


@given(st.lists(st.text("abc ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=40))
def test_a_long_answer_makes_six_points_that_lose_nothing(sentences: list[str]) -> None:
    answer = "\n".join(f"- {sentence}." for sentence in sentences)
    points = statements(answer)
    assert 1 <= len(points) <= 6
    assert " ".join(points).split() == " ".join(f"{sentence}." for sentence in sentences).split()
