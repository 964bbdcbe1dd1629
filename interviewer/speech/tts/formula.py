"""Formulas into words: `2TP/(2TP+FP+FN)` is "2 T P over the quantity 2 T P plus F P plus F N".

The notation is that of plain text and Unicode. Nothing is rejected: what cannot be parsed is said sign by
sign. Brackets are said as "the quantity ...," with a comma, a pause, where they end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from interviewer.speech.tts import notation
from interviewer.speech.tts.notation import (
    ADDITIONS,
    ALWAYS_HEADS,
    FUNCTIONS,
    HEADS,
    MARKS,
    MULTIPLICATIONS,
    POWERS,
    RELATIONS,
    SEPARATORS,
    SIGNS,
)

_TOKEN = re.compile(
    r"\s*(?:(\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z]{2,}(?:-[a-z]{2,})+|[A-Za-z]+)|(\S))"
)
_STAR = re.compile(r"(?<=[^\W\d_])\*(?=\s|$|[,.;:?!)\]}])|(?<=[QVJπ])\*(?=\()")
_DEEPEST = 40
_ATOM, _PRODUCT, _SUM = range(3)
_BEGINS_FACTOR = frozenset("([{√∂∞") | ALWAYS_HEADS
_CLOSING = {"(": ")]", "[": "])", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Said:
    """Words, how loosely they bind, and whether brackets stood around them."""

    words: str
    level: int = _ATOM
    grouped: bool = False

    def within(self, level: int) -> str:
        """The words as part of something that binds as tightly as `level`."""
        return self.words if self.level <= level else f"the quantity {self.words},"

    def ended(self) -> str:
        """The words, with a pause after what is long."""
        return self.words if self.level == _ATOM else f"{self.words},"


def normalise(text: str) -> str:
    """One way to write each sign: `x²` as `x^{2}`, `xᵢ` as `x_{i}`, `>=` as `≥`, `ŷ` as y and a mark."""
    pieces = []
    script = ""
    for sign in text:
        kind = {"<super>": "^", "<sub>": "_"}.get(unicodedata.decomposition(sign).split(" ")[0], "")
        if kind != script:
            pieces.append(("}" if script else "") + (f"{kind}{{" if kind else ""))
            script = kind
        pieces.append(unicodedata.normalize("NFKD", sign))
    pieces.append("}" if script else "")
    # Two absolute values side by side are no norm.
    text = re.sub(r"\|(\w+)\|\|(\w+)\|", r"|\1| |\2|", "".join(pieces))
    text = _STAR.sub("^*", text)
    for other, sign in notation.WRITTEN_OTHERWISE.items():
        text = text.replace(other, sign)
    return text


def say_formula(text: str, say_word: Callable[[str], str]) -> str:
    """Words for a formula.

    Args:
        text: The formula.
        say_word: Words for one letter, name or acronym: where pronunciation comes in.
    """
    parser = _Parser(normalise(text), say_word)
    words = parser.all()
    return re.sub(r"\s+", " ", re.sub(r"[\s,]+,", ",", words)).strip(" ,")


class _Parser:
    def __init__(self, text: str, say_word: Callable[[str], str]) -> None:
        self._tokens = [match[1] or match[2] or match[3] for match in _TOKEN.finditer(text)]
        self._next = 0
        self._say_word = say_word
        self._inside_bars = 0
        self._brackets = 0
        self._depth = 0

    def all(self) -> str:
        said = [self._list("").words]
        while self._peek:  # a sign that fits nowhere
            said.append(self._sign(self._take()))
            said.append(self._list("").words)
        return " ".join(said)

    # Lists, relations, sums, products: from loose to tight.

    def _list(self, closing: str) -> _Said:
        said = self._relation()
        while self._peek in SEPARATORS and not self._bar_closes() and (closing or self._peek in (",", ";")):
            separator = SEPARATORS[self._take()]
            said = _Said(f"{said.words}{separator} {self._relation().words}", _SUM)
        return said

    def _relation(self) -> _Said:
        said = self._sum()
        while self._peek in RELATIONS:
            said = _Said(f"{said.words} {RELATIONS[self._take()]} {self._sum().words}", _SUM)
        return said

    def _sum(self) -> _Said:
        if self._peek in ADDITIONS:
            said = _Said(f"{ADDITIONS[self._take()]} {self._product().within(_PRODUCT)}", _SUM)
        else:
            said = self._product(leading=True)
        while self._peek in ADDITIONS:
            operator = ADDITIONS[self._take()]
            left = said.within(_PRODUCT) if said.grouped else said.words
            said = _Said(f"{left} {operator} {self._product().within(_PRODUCT)}", _SUM)
        return said

    def _product(self, leading: bool = False) -> _Said:
        said = self._factor()
        while self._peek:
            if self._peek == "/":
                self._take()
                below = self._factor().within(_PRODUCT)
                if said.grouped and said.level == _SUM and leading:
                    said = _Said(f"{said.words}, all over {below},", _PRODUCT)
                else:
                    said = _Said(f"{said.within(_PRODUCT)} over {below}", _PRODUCT)
            elif self._peek in MULTIPLICATIONS:
                times = MULTIPLICATIONS[self._take()]
                said = _Said(f"{said.within(_PRODUCT)} {times} {self._factor().within(_PRODUCT)}", _PRODUCT)
            elif self._begins_factor():
                right = self._factor()
                times = " times" if _SUM in (said.level, right.level) else ""
                said = _Said(f"{said.within(_PRODUCT)}{times} {right.within(_PRODUCT)}", _PRODUCT)
            else:
                break
        return said

    def _factor(self) -> _Said:
        if self._depth == _DEEPEST:
            return _Said(self._sign(self._take()))
        self._depth += 1
        said = self._some_factor(self._peek)
        self._depth -= 1
        return said

    def _some_factor(self, token: str) -> _Said:
        if token in HEADS and (token in ALWAYS_HEADS or self._has_index(token)):
            return self._head()
        if token == "√" or (token == "sqrt" and self._peek_at(1) == "("):
            self._take()
            return _Said(f"the square root of {self._factor().ended()}", _PRODUCT)
        return self._with_postfixes(token, self._primary())

    def _head(self) -> _Said:
        phrase, join = HEADS[self._take()]
        scripts = {}
        while self._peek in ("_", "^"):
            place = self._take()
            scripts[place] = self._script().words
        lower, upper = scripts.get("_"), scripts.get("^")
        if lower and upper:
            phrase += f" from {lower} to {upper}"
        elif lower:
            phrase += f" {join} {lower}"
        if not self._begins_factor():
            return _Said(phrase, _PRODUCT)
        return _Said(f"{phrase} of {self._product().ended()}", _PRODUCT)

    def _primary(self) -> _Said:
        token = self._take()
        if token in _CLOSING:
            return self._bracketed(token)
        if token in ("|", "‖"):
            return self._between_bars(token)
        if token[:1].isdigit():
            return _Said(_number(token))
        if token[:1].isalpha():
            return _Said(self._name(token))
        return _Said(self._sign(token))

    def _bracketed(self, opening: str) -> _Said:
        if self._peek and self._peek in _CLOSING[opening]:
            self._take()
            return _Said("")
        bars, self._inside_bars = self._inside_bars, 0
        self._brackets += 1
        begin = self._next
        said = self._list(_CLOSING[opening])
        if self._peek and self._peek in _CLOSING[opening]:
            self._take()
        self._inside_bars = bars
        self._brackets -= 1
        if opening == "{":
            return _Said(f"the set {said.words.replace(' given', ' such that')},")
        inside = self._tokens[begin : self._next - 1]
        if opening == "[" and inside in (["0", ",", "1"], ["0", ",", "∞"]):
            return _Said(said.words.replace(",", " to"), _PRODUCT)
        return _Said(said.words, said.level, grouped=True)

    def _between_bars(self, bar: str) -> _Said:
        self._inside_bars += 1
        inside = self._list("")
        self._inside_bars -= 1
        if self._peek == bar:
            self._take()
        if self._peek == "_":
            self._take()
            return _Said(f"the {self._script().words} norm of {inside.words},")
        return _Said(f"the {'norm' if bar == '‖' else 'absolute value'} of {inside.words},")

    # What follows a factor: exponents, indices, marks, and the arguments of a function.

    def _with_postfixes(self, token: str, said: _Said) -> _Said:
        while self._peek:
            if self._peek == "^":
                self._take()
                said = _Said(self._power(token, said))
            elif self._peek == "_":
                self._take()
                base = "log base" if token == "log" else said.within(_ATOM)
                index = self._script()
                said = _Said(f"{base} sub {index.words}," if index.level == _SUM else f"{base} {index.words}")
            elif self._peek in MARKS:
                said = _Said(f"{said.within(_ATOM)} {MARKS[self._take()]}")
            elif self._peek in ("'", "!", "%", "°"):
                said = _Said(f"{said.within(_ATOM)} {SIGNS[self._take()]}")
            elif self._peek in ("(", "[") and token[0].isalpha() and self._is_call(token):
                name = FUNCTIONS.get(token, said.words)
                argument = self._bracketed(self._take())
                return _Said(f"{name} of {argument.ended()}" if argument.words else name)
            else:
                break
        return said

    def _power(self, token: str, base: _Said) -> str:
        begin = self._next
        script = self._script()
        exponent = "".join(self._tokens[begin : self._next]).strip("{}()")
        if token == "R":
            return f"{base.words} {re.sub(' (times|x) ', ' by ', script.words)}"
        words = POWERS.get(exponent)
        if exponent == "-1" and not (token in notation.SCALARS and token.islower()):
            words = "inverse"
        elif not words:
            words = f"to the {'' if script.level == _ATOM else 'power of '}{script.ended()}"
        return f"{base.within(_ATOM)} {words}{',' if base.grouped else ''}"

    def _script(self) -> _Said:
        if self._peek and self._peek in "{(":
            opening = self._take()
            said = self._list(_CLOSING[opening])
            if self._peek and self._peek in _CLOSING[opening]:
                self._take()
            return said
        if self._peek in ADDITIONS:
            sign = self._take()
            return _Said(f"{ADDITIONS[sign]} {self._script().words}" if self._begins_factor() else sign)
        token = self._peek
        if token.isalpha() and token[0] == "T" and len(token) > 1 and token[1].isupper():
            self._tokens[self._next : self._next + 1] = ["T", token[1:]]  # x^TAx
        return self._primary() if self._peek else _Said("")

    def _is_call(self, token: str) -> bool:
        if token not in notation.SCALARS:
            return True
        if token.isupper():
            return False
        depth, operators = 0, set()
        for sign in self._tokens[self._next :]:
            depth += (sign in "([{") - (sign in ")]}")
            if depth == 0:
                break
            if depth == 1:
                operators.add(sign)
        return not operators & {"+", "-"} or bool(operators & {",", "|"})

    def _has_index(self, token: str) -> bool:
        named = len(token) > 1 and len(self._peek_at(2)) > 2  # max_length is one name
        return self._peek_at(1) == "_" and not named

    def _begins_factor(self) -> bool:
        token = self._peek
        if not token or self._bar_closes():
            return False
        if token in ("|", "‖"):
            # In brackets a bar means "given", except right after one that closed: |u| |v|.
            return not self._brackets or self._peek_at(-1) in ("|", "‖")
        return token[0].isalnum() or token in _BEGINS_FACTOR

    def _bar_closes(self) -> bool:
        return bool(self._inside_bars) and self._peek in ("|", "‖")

    # Single tokens.

    def _name(self, token: str) -> str:
        if token[0].isdigit():
            return _number(token)
        if not token.isascii():
            return " ".join(self._say_word(greek(sign)) for sign in token)
        few = len(token) == 2 or (len(token) == 3 and not set(token.casefold()) & set("aeiouy"))
        if few and not token.isupper() and token.casefold() not in notation.SHORT_WORDS:
            return " ".join(self._say_word(letter) for letter in token)
        return self._say_word(FUNCTIONS.get(token, token) if len(token) > 1 else token)

    def _sign(self, token: str) -> str:
        for table in (SIGNS, RELATIONS, ADDITIONS, MULTIPLICATIONS, MARKS):
            if token in table:
                return table[token]
        if token in "()[]{}|‖,;":
            return ","
        if token in "^_/":
            return {"^": "to the", "_": "", "/": "over"}[token]
        return greek(token) if len(token) == 1 else token

    @property
    def _peek(self) -> str:
        return self._peek_at(0)

    def _peek_at(self, ahead: int) -> str:
        place = self._next + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek
        self._next += 1
        return token


def greek(sign: str) -> str:
    """Name of a Greek letter: "lambda"; of another symbol its Unicode name; nothing for punctuation."""
    if unicodedata.category(sign)[0] in "PZC":
        return ""
    name = unicodedata.name(sign, sign).lower()
    return name.rpartition(" ")[2].replace("lamda", "lambda") if "greek" in name else name


def _number(token: str) -> str:
    mantissa, mark, exponent = token.partition("e")
    if not mark:
        return token
    power = f"10 to the {exponent.replace('-', 'minus ').replace('+', '')}"
    return power if mantissa == "1" else f"{mantissa} times {power}"
