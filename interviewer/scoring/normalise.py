"""Brings typed and spoken text to one form before it is compared."""

from __future__ import annotations

import re

_FILLER = re.compile(
    r"\b(?:u+[mh]+|e+r+m*|h+m+|you know|i mean|sort of|kind of|basically|yeah|okay|ok|well)\b,?"
    r"|(?<=,) ?like,",
    re.IGNORECASE,
)
_SYMBOLS = {
    "’": "'", "≤": " at most ", "≥": " at least ", "<=": " at most ", ">=": " at least ",
    "≠": " differs from ", "!=": " differs from ", "→": " to ", "->": " to ", "=>": " implies ",
    "⇒": " implies ", "≈": " approximately equals ", "==": " equals ", "=": " equals ", "+": " plus ",
    "×": " times ", "·": " times ", "*": " times ", "²": " squared ", "^2": " squared ",
    "^T": " transpose ", "√": " square root of ", "∑": " sum of ", "Σ": " sum of ", "∇": " gradient of ",
    "∞": " infinity ", "∂": " partial ", "%": " percent ", "|": " given ", "<": " less than ",
    ">": " greater than ", "/": " over ", "α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ",
    "ε": " epsilon ", "η": " eta ", "θ": " theta ", "λ": " lambda ", "μ": " mu ", "π": " pi ",
    "σ": " sigma ", "φ": " phi ",
}  # fmt: skip
_SYMBOL = re.compile("|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True)))


def normalise(text: str) -> str:
    """`text` without filler words, with mathematical signs as words and single spaces between words."""
    without_fillers = _FILLER.sub(" ", text)
    spelled = _SYMBOL.sub(lambda match: _SYMBOLS[match.group()], without_fillers)
    return " ".join(spelled.split())
