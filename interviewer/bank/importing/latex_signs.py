"""LaTeX's commands that stand for a sign, and the signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_GREEK = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "mu", "nu",
          "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega")  # fmt: skip

SIGNS: Mapping[str, str] = {
    **{name: unicodedata.lookup(f"greek small letter {name}") for name in _GREEK},
    **{name.title(): unicodedata.lookup(f"greek capital letter {name}") for name in _GREEK},
    "lambda": "λ", "Lambda": "Λ", "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varrho": "ρ",
    "varsigma": "ς", "ell": "ℓ", "hbar": "ħ", "Re": "Re", "Im": "Im",
    "sum": "∑", "prod": "∏", "int": "∫", "iint": "∫∫", "oint": "∮", "nabla": "∇", "partial": "∂",
    "infty": "∞", "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "lnot": "¬",
    "le": " ≤ ", "leq": " ≤ ", "leqslant": " ≤ ", "ge": " ≥ ", "geq": " ≥ ", "geqslant": " ≥ ",
    "ne": " ≠ ", "neq": " ≠ ", "ll": " ≪ ", "gg": " ≫ ", "lt": " < ", "gt": " > ", "approx": " ≈ ",
    "simeq": " ≈ ", "cong": " ≅ ", "equiv": " ≡ ", "propto": " ∝ ", "sim": " ~ ", "triangleq": " ≜ ",
    "coloneqq": " := ", "in": " ∈ ", "notin": " ∉ ", "ni": " ∋ ", "subset": " ⊂ ", "subseteq": " ⊆ ",
    "supset": " ⊃ ", "supseteq": " ⊇ ", "cup": " ∪ ", "cap": " ∩ ", "bigcup": "⋃", "bigcap": "⋂",
    "setminus": " ∖ ", "land": " ∧ ", "wedge": " ∧ ", "lor": " ∨ ", "vee": " ∨ ", "perp": " ⊥ ",
    "to": " → ", "rightarrow": " → ", "longrightarrow": " → ", "mapsto": " ↦ ", "leftarrow": " ← ",
    "gets": " ← ", "Rightarrow": " ⇒ ", "implies": " ⇒ ", "Leftarrow": " ⇐ ", "iff": " ⇔ ",
    "Leftrightarrow": " ⇔ ", "leftrightarrow": " ↔ ", "uparrow": "↑", "downarrow": "↓",
    "pm": " ± ", "mp": " ∓ ", "times": " × ", "cdot": " · ", "div": " ÷ ", "ast": " * ", "star": "*",
    "circ": " ∘ ", "odot": " ⊙ ", "otimes": " ⊗ ", "oplus": " ⊕ ", "bullet": " · ",
    "top": "T", "intercal": "T", "dagger": "†", "prime": "'", "degree": "°",
    "mid": " | ", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖",
    "|": "‖", "parallel": " ‖ ", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "backslash": "\\",
    "dots": "…", "ldots": "…", "cdots": "…", "vdots": "…", "ddots": "…", "dotsc": "…", "dotsb": "…",
    "quad": " ", "qquad": " ", "colon": ": ", "\\": "; ", ",": " ", ";": " ", ":": " ", " ": " ", "!": "",
    "/": "", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "checkmark": "✓", "square": "□",
    "left": "", "right": "", "middle": "", "big": "", "Big": "", "bigg": "", "Bigg": "", "bigl": "",
    "bigr": "", "Bigl": "", "Bigr": "", "biggl": "", "biggr": "", "displaystyle": "", "textstyle": "",
    "limits": "", "nolimits": "", "nonumber": "", "hfill": "", "hline": "", "blacksquare": "",
}  # fmt: skip
"""The sign for each command, with spaces about it where it stands between two things; those that only say
how large something is, or where, are nothing."""

ACCENTS: Mapping[str, str] = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7",
}  # fmt: skip
"""The combining mark of each accent."""

LOOKS = frozenset({
    "text", "textrm", "textbf", "textit", "texttt", "textsf", "emph", "mbox", "mathrm", "mathbf", "mathit",
    "mathsf", "mathtt", "mathcal", "mathbb", "mathscr", "mathfrak", "mathop", "boldsymbol", "bm", "pmb",
    "operatorname", "underline", "underbrace", "overbrace", "boxed", "cancel", "ensuremath", "hphantom",
})  # fmt: skip
"""What only says how its argument looks."""

SUPERSCRIPTS = dict(zip("0123456789+-()nTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀⁱ", strict=True))
SUBSCRIPTS = dict(zip("0123456789+-()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
