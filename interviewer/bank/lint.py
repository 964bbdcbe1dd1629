"""What makes a question worse without making it unreadable: `check` tells, loading does not mind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.bank.document import Place
from interviewer.bank.question import Question
from interviewer.bank.rules import BrokenRule

WORDS_A_MINUTE = 120
"""A candidate thinks while speaking: slower than reading aloud."""

_SYMBOL = re.compile(r"[\^_\\=/*+<>{}|%·×≤≥≈∈∇∂∑∏√∞→²³]|[α-ωΑ-Ω]|\d-\d|\b(e\.g|i\.e)\.")
_AGES = re.compile(r"\bas of (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)


def lint(question: Question) -> Iterator[BrokenRule]:
    """Each thing that an author should mend in a question, as far as its words show it."""
    words = len(question.answer.split())
    if words > question.minutes * WORDS_A_MINUTE:
        fit = f"allow {words / WORDS_A_MINUTE:.2g} minutes or shorten it"
        yield ("answer",), f"{words} words cannot be said in {question.minutes:g} minutes; {fit}"
    if found := _SYMBOL.search(question.said):
        yield (
            ("spoken",) if question.spoken else ("question",),
            f"'{found.group()}' cannot be read out; write the question in words in 'spoken'",
        )
    texts: list[tuple[Place, str]] = [(("answer",), question.answer)]
    for number, point in enumerate(question.key_points):
        texts.append((("key_points", number, "point"), point.point))
        if point.misconception:
            texts.append((("key_points", number, "misconception"), point.misconception))
    for place, text in texts:
        if found := _SYMBOL.search(text):
            yield place, f"'{found.group()}' cannot be said; write it in words"
    said = _letters(" ".join([question.question, question.said, *(text for _, text in texts)]))
    for number, term in enumerate(question.terms):
        if not _occurs(term, said):
            yield ("terms", number), f"the term '{term}' occurs nowhere in the question; take it out"
    if not question.references and any(_AGES.search(text) for _, text in texts):
        yield (), "a fact that ages needs its source; add 'references: [authors, title, year]'"


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _occurs(term: str, said: str) -> bool:
    """Whether a term is among words, inflected or hyphenated as may be."""
    if term.isupper() or re.search(r"[A-Z0-9].*[A-Z0-9]", term):
        letters = "".join(re.findall(r"[A-Z]", term)).lower()
        initials = "".join(word[0] for word in said.split())
        # The last letter may stand inside a word, as in VAE, or for a word left out, as in ELBO.
        if letters and (letters[: max(2, len(letters) - 1)] in initials or " ".join(letters) in said):
            return True
    joined = said.replace(" ", "")
    return all(word in joined for word in (_stem(word) for word in _letters(term).split()))


def _stem(word: str) -> str:
    return word if len(word) < 5 else re.sub(r"(ations?|ing|ed|es|s|y|ies|e)$", "", word)
