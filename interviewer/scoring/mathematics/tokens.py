"""Turns a text into the tokens of formulas, typed or spoken; prose becomes breaks between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from interviewer.scoring.mathematics.lexer import SUBSCRIPTS, SUPERSCRIPTS, Lexeme, glued, lower
from interviewer.scoring.mathematics.numerals import Numeral, numeral
from interviewer.scoring.words import FUNCTION_WORDS, stem

LONGEST_NAME = 3
"""Words in an operand such as "true positives"."""
LONGEST_ACRONYM = 4

_GREEK = {
    sign: name
    for name, signs in {
        "alpha": "α", "beta": "β", "gamma": "γΓ", "delta": "δΔ", "epsilon": "εϵ", "eta": "η",
        "theta": "θϑ", "lambda": "λΛ", "mu": "μ\u00b5", "pi": "π", "rho": "ρ", "sigma": "σΣ", "tau": "τ",
        "phi": "φϕΦ", "psi": "ψ", "omega": "ωΩ", "kappa": "κ", "nu": "ν", "xi": "ξ", "zeta": "ζ", "chi": "χ",
    }.items()
    for sign in signs
}  # fmt: skip
_GREEK_NAMES = frozenset(_GREEK.values())
_FUNCTIONS = {
    "softmax": "softmax", "log": "log", "ln": "log", "log2": "log2", "exp": "exp", "exponential": "exp",
    "sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu",
}  # fmt: skip
_SIGNS = {
    "+": "plus", "-": "minus", "−": "minus", "–": "minus", "*": "times", "·": "times", "×": "times",
    "⋅": "times", "∗": "times", "/": "over", "÷": "over", "^": "power", "**": "power", "(": "open",
    "[": "open", "{": "open", ")": "close", "]": "close", "}": "close", "ᵀ": "transpose", "⊤": "transpose",
    "√": "root",
}  # fmt: skip
_FACTORS = "ᵀ⊤^*·√/+"
_SPOKEN = {
    "plus": "plus", "minus": "minus", "times": "times", "over": "over", "squared": "squared",
    "cubed": "cubed", "root": "root", "sqrt": "root", "transpose": "transpose",
    "transposed": "transpose", "inverse": "inverse",
}  # fmt: skip
_PHRASES = {
    "divided": (("by", "over"),), "multiplied": (("by", "times"),),
    "to": (("the power of", "power"), ("the power", "power")),
    "square": (("root of", "root"), ("root", "root")),
}  # fmt: skip
"""What may follow a word, and what it is then."""
_BY = re.compile(r"(?P<over>divid(?:e|es|ing))|multipl(?:y|ies|ying)")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a formula.

    Attributes:
        kind: "number", "symbol", "letters" (spoken or typed in a row: "T P", "QK"), "word", "function",
            "root", an operator's name, "open", "close" or "break".
        value: The number, or the name of a symbol or function.
        start: First character in the text.
        end: Character after the last.
        spoken: Whether it is a word, whose reach nobody hears.
    """

    kind: str
    value: str | Fraction
    start: int
    end: int
    spoken: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What the operands of the expected formulas are called.

    Attributes:
        names: Stems of words in a row, joined by spaces.
        symbols: Symbols of one or more letters.
    """

    names: Collection[str] = frozenset()
    symbols: Collection[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(operands: Collection[str]) -> Names:
        """The names and symbols among `operands`, and the initials that stand for one name only."""
        symbols = {each for each in operands if each not in _GREEK_NAMES and " " not in each}
        names = [each for each in operands if each not in _GREEK_NAMES]
        initials: dict[str, list[str]] = {}
        for name in names:
            initials.setdefault("".join(word[0] for word in name.split()), []).append(name)
        aliases = {
            letters: stands_for[0]
            for letters, stands_for in initials.items()
            if len(stands_for) == 1 and letters not in symbols
        }
        return Names(frozenset(names), frozenset(symbols), aliases)


def tokens(found: list[Lexeme], known: Names | None = None) -> list[Token]:
    """The tokens of a text, with breaks where it says something else.

    Args:
        found: The lexemes of the text.
        known: The names to which words must belong; None lets any words of content be operands.
    """
    return _Tokenizer(found, known).run()


class _Tokenizer:
    def __init__(self, found: list[Lexeme], known: Names | None) -> None:
        self._found = found
        self._known = known
        self._tokens: list[Token] = []
        self._by = ""
        """What the next "by" means."""

    def run(self) -> list[Token]:
        at = 0
        while at < len(self._found):
            at += self._take(at)
        return self._tokens

    def _add(
        self, kind: str, at: int, size: int = 1, value: str | Fraction = "", *, spoken: bool = False
    ) -> int:
        start, end = self._found[at].start, self._found[at + size - 1].end
        self._tokens.append(Token(kind, value, start, end, spoken))
        return size

    def _take(self, at: int) -> int:
        """Adds what begins at `at`, and tells how many lexemes it takes."""
        here = self._found[at]
        if here.kind == "number":
            return self._number(at)
        return self._sign(at, here) if here.kind == "sign" else self._word(at, here)

    def _number(self, at: int) -> int:
        read = self._numeral(at)
        return self._add("number", at, read.size, read.value) if read else self._add("break", at)

    def _numeral(self, at: int) -> Numeral | None:
        """A numeral that is not the beginning of a word like "one-hot"."""
        read = numeral(self._found, at)
        end = at + (read.size if read else 0)
        hyphen = glued(self._found, end) and lower(self._found, end) == "-" and glued(self._found, end + 1)
        return None if hyphen and len(lower(self._found, end + 1)) > 1 else read

    def _sign(self, at: int, here: Lexeme) -> int:
        exponent = here.text.translate(SUPERSCRIPTS)
        if exponent != here.text:
            return self._superscript(at, exponent)
        if (
            here.text == "^"
            and lower(self._found, at + 1) in ("t", "⊤")
            and self._found[at + 1].text in ("T", "⊤")
        ):
            return self._add("transpose", at, 2)
        kind = _SIGNS.get(here.text, "break")
        if here.text in ("-", "–") and self._is_dash(at):
            kind = "break"
        return self._add(kind, at)

    def _superscript(self, at: int, exponent: str) -> int:
        self._add("power", at)
        number = exponent.lstrip("+-")
        if exponent.startswith("-"):
            self._add("minus", at)
        if number.isdecimal():
            return self._add("number", at, value=Fraction(number))
        return self._add("symbol", at, value=number)

    def _is_dash(self, at: int) -> bool:
        """A hyphen between words, or a mark at the beginning of a line."""
        joined = glued(self._found, at) and glued(self._found, at + 1)
        ends = [self._found[each] for each in (at - 1, at + 1) if 0 <= each < len(self._found)]
        return not at or (joined and any(each.kind == "word" and len(each.text) > 2 for each in ends))

    def _word(self, at: int, here: Lexeme) -> int:
        word = here.lower
        for rest, kind in _PHRASES.get(word, ()):
            parts = rest.split()
            if [lower(self._found, at + 1 + i) for i in range(len(parts))] == parts:
                return self._add(kind, at, 1 + len(parts), spoken=True)
        if word == "to" and lower(self._found, at + 1) == "the" and self._is_exponent(at + 2):
            return self._add("power", at, 2, spoken=True)
        if _SPOKEN.get(word):
            return self._add(_SPOKEN[word], at, spoken=True)
        if word == "by" and self._by:
            kind, self._by = self._by, ""
            return self._add(kind, at, spoken=True)
        if by := _BY.fullmatch(word):
            self._by = "over" if by["over"] else "times"
            return self._add("break", at)
        if word == "twice":
            self._add("number", at, value=Fraction(2), spoken=True)
            return self._add("times", at, spoken=True)
        if word in _FUNCTIONS:
            return self._add("function", at, value=_FUNCTIONS[word], spoken=True)
        return self._operand(at, here)

    def _is_typed_product(self, at: int) -> bool:
        """Two letters without a space to a sign beside them: the "Xw" of "XᵀXw"."""
        here = self._found[at]
        if len(here.text) != 2 or not here.text.isalpha() or here.lower in FUNCTION_WORDS:
            return False
        before = glued(self._found, at) and self._found[at - 1].text in _FACTORS
        return before or (glued(self._found, at + 1) and self._found[at + 1].text in _FACTORS)

    def _is_exponent(self, at: int) -> bool:
        return (
            lower(self._found, at) in ("minus", "power")
            or bool(numeral(self._found, at))
            or (at < len(self._found) and len(self._found[at].text) == 1)
        )

    def _operand(self, at: int, here: Lexeme) -> int:
        name = self._name(at)
        if name:
            return name
        if not self._is_article(at) and (read := self._numeral(at)):
            return self._add("number", at, read.size, read.value, spoken=True)
        symbol = _symbol(here) or (here.lower if self._is_typed_product(at) else "")
        if symbol in _GREEK_NAMES:
            return self._add("symbol", at, value=symbol)
        if symbol and not self._is_article(at):
            subscripted = symbol != here.lower
            return self._add("symbol" if subscripted else "letters", at, value=symbol)
        if here.lower in ("the", "a", "an"):
            return 1
        if here.lower == "of":
            return self._of(at)
        if self._known is None and here.lower not in FUNCTION_WORDS and here.text.isalpha():
            return self._add("word", at, value=_stem(here.lower), spoken=True)
        return self._add("break", at)

    def _of(self, at: int) -> int:
        """Belongs to a function before it, also to "f"; a thing of another is no operand that we know."""
        if self._tokens and self._tokens[-1].kind in ("function", "root", "letters"):
            return 1
        while self._tokens and self._tokens[-1].kind == "word":
            self._tokens.pop()
        return self._add("break", at)

    def _name(self, at: int) -> int:
        """Words that are an operand of the expected formulas, the longest first."""
        if self._known is None or not self._known.names:
            return 0
        words: list[str] = []
        for each in self._found[at : at + LONGEST_ACRONYM]:
            if each.kind != "word":
                break
            words.append(_stem(each.lower))
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            initials = "".join(word[0] for word in words[:size])
            if name in self._known.names and (size > 1 or len(name) > 2):
                return self._add("symbol", at, size, name)
            if size > 1 and all(len(word) > 1 for word in words[:size]) and initials in self._known.symbols:
                return self._add("symbol", at, size, initials)
        return 0

    def _is_article(self, at: int) -> bool:
        """ "a" and "I" are words unless signs stand beside them."""
        here = self._found[at].text
        if here not in ("a", "A", "I", "i") or lower(self._found, at + 1) in _SPOKEN:
            return False
        sides = [lower(self._found, each) for each in (at - 1, at + 1)]
        if here == "I":
            return lower(self._found, at - 1) not in (*_GREEK_NAMES, "plus", "minus", *_GREEK)
        return not any(side in _SIGNS for side in sides)


_stem = lru_cache(4096)(stem)


def _symbol(here: Lexeme) -> str:
    """The name of a typed symbol: a letter, a row of capitals, anything with an index; else empty."""
    text = here.text
    if text.lower() in _GREEK_NAMES:
        return text.lower()
    plain = re.sub(r"[_{}]", "", text.translate(SUBSCRIPTS))
    if text[0] in _GREEK:
        return _GREEK[text[0]] + plain[1:].lower()
    if "'" in text or "’" in text:
        return ""
    indexed = "_" in text or plain != text
    if len(text) == 1 or indexed or (text.isupper() and len(text) <= LONGEST_ACRONYM + 1):
        return plain.lower()
    return ""
