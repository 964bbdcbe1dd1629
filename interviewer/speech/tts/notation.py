"""Mathematical signs and their words."""

from __future__ import annotations

from collections.abc import Mapping

WRITTEN_OTHERWISE: Mapping[str, str] = {
    "<->": "⇔", "<=>": "⇔", "->": "→", "=>": "⇒", "<-": "←", "<=": "≤", ">=": "≥", "!=": "≠", "==": "=",
    "=\u0338": "≠", "∈\u0338": "∉", "||": "‖", "∥": "‖", "∣": "|", "**": "^", "−": "-", "–": "-",
    "⁄": "/", "÷": "/", "∕": "/", "⋅": "·", "∙": "·", "•": "·", "∗": "*", "∼": "~", "≃": "≈",
    "⟶": "→", "↦": "→", "⩽": "≤", "⩾": "≥", "⟨": "(", "⟩": ")",
    "′": "'", "’": "'", "...": "…", "∆": "Δ", "⊤": "T", "ˆ": "\u0302", "`": "",
}  # fmt: skip
"""Other ways to write a sign, longest first."""

RELATIONS: Mapping[str, str] = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≪": "is much less than", "≫": "is much greater than", "≈": "is approximately",
    "≡": "is identical to", "∝": "is proportional to", "~": "drawn from", "∈": "in", "∉": "not in",
    "⊂": "is a subset of", "⊆": "is a subset of", "∪": "union", "∩": "intersection",
    "→": "goes to", "←": "becomes", "⇒": "implies", "⇔": "if and only if", "⊥": "is perpendicular to",
    ":": ",", "≜": "is defined as",
}  # fmt: skip

ADDITIONS: Mapping[str, str] = {"+": "plus", "-": "minus", "±": "plus or minus", "∓": "minus or plus"}

MULTIPLICATIONS: Mapping[str, str] = {
    "*": "times", "×": "times", "·": "dot", "⊙": "elementwise times", "∘": "after",
    "⊗": "tensor", "@": "times",
}  # fmt: skip

SEPARATORS: Mapping[str, str] = {",": ",", ";": ",", "|": " given", "‖": " with respect to"}
"""Between the parts of what stands in brackets."""

SIGNS: Mapping[str, str] = {
    "∂": "partial", "∞": "infinity", "∀": "for all", "∃": "there exists", "∅": "the empty set", "…": "up to",
    "ℓ": "l", "&": "and", "°": "degrees", ".": "dot", "ħ": "h bar", "?": "", '"': "",
    "\\": "", "$": "", "#": "number", "%": "percent", "!": "factorial", "'": "prime", "†": "dagger",
}  # fmt: skip

MARKS: Mapping[str, str] = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vector",
}  # fmt: skip
"""Accents over a letter."""

POWERS: Mapping[str, str] = {
    "2": "squared", "3": "cubed", "T": "transpose", "*": "star", "+": "pseudoinverse", "†": "dagger",
    "-T": "inverse transpose", "'": "prime",
}  # fmt: skip
"""Exponents that have a word of their own."""

HEADS: Mapping[str, tuple[str, str]] = {
    "∑": ("the sum", "over"), "sum": ("the sum", "over"), "Σ": ("the sum", "over"),
    "∏": ("the product", "over"), "prod": ("the product", "over"), "∫": ("the integral", "over"),
    "∇": ("the gradient", "with respect to"),
    "max": ("the max", "over"), "min": ("the min", "over"), "sup": ("the supremum", "over"),
    "inf": ("the infimum", "over"), "argmax": ("the arg max", "over"), "argmin": ("the arg min", "over"),
    "lim": ("the limit", "as"), "E": ("the expectation", "over"),
}  # fmt: skip
"""Signs that take what follows, and how they join what stands under them."""

ALWAYS_HEADS = frozenset("∑∏∫∇")
"""Those that are heads even with nothing under them."""

FUNCTIONS: Mapping[str, str] = {
    "argmax": "arg max", "argmin": "arg min", "Var": "variance", "Cov": "covariance", "tr": "trace",
    "det": "determinant", "ln": "natural log", "sgn": "sign", "sqrt": "the square root",
    "E": "the expectation", "exp": "exp", "lr": "learning rate",
}  # fmt: skip
"""Names of functions that are not said as they are written; `E` only before brackets."""

SHORT_WORDS = frozenset({
    "an", "as", "at", "by", "if", "in", "is", "no", "of", "on", "or", "to", "we", "log", "exp", "ln",
    "sin", "cos", "tan", "max", "min", "sum", "det", "tr", "sgn", "lim", "sup", "inf", "mod", "dim", "lr",
    "mu", "nu", "pi", "xi",
})  # fmt: skip
"""Words of two or three letters that are not letters multiplied."""

SCALARS = frozenset("abcdijkmnrtwxyzABCMWXαβγηλε")
"""Letters that before a sum in brackets are multiplied with it, not applied to it."""
