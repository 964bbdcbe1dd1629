"""LaTeX into the notation of the bank: plain text and Unicode, such as `(a+b)/c`, `x_{i,j}²` and `√(dₖ)`.

A parser of its own, because what a formula means must outlast its brackets (a fraction of sums keeps them),
and because what is read was written by anybody: the time it takes grows with the length alone.
"""

from __future__ import annotations

import re
import unicodedata

from interviewer.bank.importing.latex_signs import ACCENTS, LOOKS, SIGNS, SUBSCRIPTS, SUPERSCRIPTS

DEEPEST = 40
"""Braces within braces from which a formula is left as it is."""

_DELIMITED = re.compile(
    r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\[latex\](.{1,2000}?)\[/latex\]"
    r"|\[\$\$?\](.{1,2000}?)\[/\$\$?\]|\$\$([^$]+)\$\$"
    r"|(?<![\w\\$])\$(?P<dollars>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\w$])",
    re.DOTALL,
)
_MATHEMATICAL = re.compile(r"[\\^_{}=<>+*/|]|^[A-Za-z]$|^[A-Za-z]\(")
"""What stands between dollars and has none of this is money."""
_STYLED = re.compile(r"[\u2102-\u2131\U0001d400-\U0001d7ff]")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)|([{}^_&])|([^\\{}^_&]|\\$)", re.DOTALL)

_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_DRAWN = frozenset({*SIGNS, *ACCENTS, *LOOKS, *_FRACTIONS})
"""Commands that are not written by their names."""
_LONGEST_OPTION = 20
_FRACTION, _END = "\ue000\ue001"
"""Stand about a fraction until its neighbours are known."""
_TOUCHED = re.compile(
    rf"(?<=[\w)\]}}]){_FRACTION}([^{_FRACTION}{_END}]*){_END}"
    rf"|{_FRACTION}([^{_FRACTION}{_END}]*){_END}(?=\s?[\w(\[√^∑∏∫])"
)
_BINDS_TIGHTLY = re.compile(r"√?\([^()]*\)|[^-+−=<>≤≥/·×*±∓,|∣→←∈\s]+")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|([^\s{}()^_]))")


class _UnreadableError(Exception):
    """The formula is no LaTeX, or too deep."""


def without_latex(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with its LaTeX formulas in Unicode, and the formulas that could not be read.

    Formulas stand between `\\(` and `\\)`, `\\[` and `\\]`, dollars, or Anki's `[latex]` and `[$]`.
    """
    unread: list[str] = []

    def in_unicode(match: re.Match[str]) -> str:
        formula = match[match.lastindex or 0].strip("$")
        if match["dollars"] and not _MATHEMATICAL.search(formula):
            return match[0]
        written = to_unicode(formula)
        if written is None:
            unread.append(formula)
        return formula if written is None else written

    return _DELIMITED.sub(in_unicode, text), tuple(unread)


def to_unicode(formula: str) -> str | None:
    """A formula without its delimiters in Unicode; None where it is too deep or not closed."""
    try:
        text = _Parser(formula).all()
    except _UnreadableError:
        return None
    return re.sub(r" (?=[])}])", "", " ".join(with_scripts(text).split()))


def with_scripts(text: str) -> str:
    """`x^{2}` as `x²` and `d_{k}` as `dₖ` where Unicode has the letters."""
    return _SCRIPT.sub(_script, text)


def _script(match: re.Match[str]) -> str:
    mark, inside = match[1], (match[2] if match[2] is not None else match[3]).strip().replace("−", "-")
    table = SUPERSCRIPTS if mark == "^" else SUBSCRIPTS
    if inside and all(sign in table for sign in inside):
        return "".join(table[sign] for sign in inside)
    return f"{mark}{{{inside}}}" if len(inside) > 1 else mark + inside


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, formula: str) -> None:
        formula = re.sub(rf"[{_FRACTION}{_END}]", "", formula)
        formula = re.sub(r"\\arg\s*\\(max|min)", r"\\arg\1", formula)
        formula = re.sub(r"\\(?:left|right|middle)\s*\.", "", formula)  # a bracket that is not shown
        self._tokens = list(_TOKEN.finditer(formula))
        self._next = self._depth = 0

    def all(self) -> str:
        text = self._until_closed()
        if self._next < len(self._tokens):
            raise _UnreadableError
        text = _STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
        return re.sub(rf"[{_FRACTION}{_END}]", "", _TOUCHED.sub(_in_brackets, text))

    def _until_closed(self) -> str:
        """Everything up to a closing brace, which is left, or the end."""
        parts: list[str] = []
        while self._next < len(self._tokens) and self._tokens[self._next][3] != "}":
            name = self._tokens[self._next][1]
            part = self._part()
            named = name is not None and name not in _DRAWN
            parts.append(f" {part}" if named and parts and parts[-1][-1:] not in ("", " ", *"([{") else part)
        return "".join(parts)

    def _part(self) -> str:
        """The next token with what belongs to it."""
        token = self._tokens[self._next]
        self._next += 1
        if token[1] is not None:
            return self._command(token[1], " " if token[0][-1].isspace() else "")
        if token[2] is not None:
            return SIGNS.get(token[2], token[2])
        if token[3] == "{":
            return self._group()
        if token[3] in ("^", "_"):
            return f"{token[3]}{{{self._argument()}}}"
        return ", " if token[3] == "&" else token[4] or ""

    def _group(self) -> str:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _UnreadableError
        text = self._until_closed()
        if self._next == len(self._tokens):
            raise _UnreadableError
        self._next += 1
        self._depth -= 1
        return text

    def _argument(self) -> str:
        """What stands in the next braces, or the next sign."""
        while self._next < len(self._tokens) and (self._tokens[self._next][4] or "x").isspace():
            self._next += 1
        if self._next == len(self._tokens) or self._tokens[self._next][3] == "}":
            return ""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _UnreadableError
        text = self._part().strip()
        self._depth -= 1
        return text

    def _option(self) -> str:
        """What stands in square brackets, if they are next; it is short."""
        if self._next == len(self._tokens) or self._tokens[self._next][4] != "[":
            return ""
        following = [token[0] for token in self._tokens[self._next + 1 : self._next + 1 + _LONGEST_OPTION]]
        if "]" not in following:
            return ""
        end = following.index("]")
        self._next += end + 2
        return "".join(following[:end])

    def _command(self, name: str, space: str) -> str:
        if name in _FRACTIONS:
            above, below = self._argument(), self._argument()
            return f"{_FRACTION}{_grouped(above)}/{_grouped(below)}{_END}"
        if name == "binom":
            return f"C({self._argument()}, {self._argument()})"
        if name == "sqrt":
            degree = self._option()
            return f"({self._argument()})^{{1/{degree}}}" if degree else f"√({self._argument()})"
        if name in ("underset", "overset"):
            script, base = self._argument(), self._argument()
            return f"{base}{'_' if name == 'underset' else '^'}{{{script}}}"
        if name in ("begin", "end"):
            environment = self._argument()
            if name == "begin" and environment == "array":
                self._argument()
            return {"begin": "[", "end": "]"}[name] if "matrix" in environment else " "
        if name in ACCENTS:
            inside = self._argument()
            return unicodedata.normalize("NFC", inside + ACCENTS[name]) if len(inside) == 1 else inside
        if name in LOOKS:
            return self._argument()
        return SIGNS.get(name, f"{name}{space}")  # functions such as \log are written by their names


def _in_brackets(match: re.Match[str]) -> str:
    return f"({match[1] if match[1] is not None else match[2]})"


def _grouped(text: str) -> str:
    """In brackets, unless it binds as tightly as one letter."""
    return text if _BINDS_TIGHTLY.fullmatch(text) else f"({text})"
