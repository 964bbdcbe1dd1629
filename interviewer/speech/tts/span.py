"""Where in a text the formulas are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# What makes a formula of the chunk, between two spaces, that it stands in.
_FORMULA = re.compile(
    r"[=^_≠<>≤≥≪≫≈≡∝∈∉⊂⊆∪∩→←⇒⇔×·⋅⊙∘⊗√∑∏∫∇∂∞‖|⊤²³¹⁰⁴-⁹⁺⁻ᵀⁿⁱ₀-₎ₐ-ₜᵢ-ᵪ]|->|\w[+*][\w(]|\)[+*]"
    r"|[\u0370-\u03ff](?!-?[A-Za-z]{2})"  # γ, but not β-VAE
    r"|[A-Za-z0-9][)\]]*[(\[](?!e?s\)|ies\)|ed\))|^\[-?\d"  # f(x), E[X], [0, 1], but not word(s)
    r"|(?<![A-Za-z\d.])[\d.]+/|(?<![A-Za-z])[A-Za-z]/\d|/\(|\)/"  # not L1/L2
    r"|(?<![A-Za-z])(?!w/o)d?[a-z]/d?[A-Za-z](?![A-Za-z])|(?<![A-Za-z*])[A-Za-z]\*(?!\w)"
    r"|(?<![\w.])\d+(?:\.\d+)?e[+-]?\d"  # 1e-3
    r"|^[(]?(?:[a-z]-\d|\d+-[a-z]\W*$|[a-z]-[a-z]\W*$)"  # n-1, 1-p, x-y, but not t-test
    r"|(?<![A-Za-z])(?:[ŷŝâêîôûĥ](?![A-Za-z])|[A-Za-z\u0370-\u03ff][\u0302-\u0304])"
)
_TAG = re.compile(r"\W*</?\w+>\W*")
_OPERATOR = re.compile(r"[-+*/=<>≤≥≠≈≡~∈∉→⇒⇔×·|∝∪∩–−]|->|=>|<=|>=|==|!=|\|\|")
_DASH = re.compile(r"[-–/~|*]")
_OPERAND = re.compile(r"[(\[{]*(?:[A-Za-z]|\d[\d.]*[A-Za-z]{0,2}|[A-Z]{2,4})'*[)\]}]*[.,;:?!]*")
_NUMBER = re.compile(r"[\d.,%]+")
_PUNCTUATED = re.compile(r"[.,;:?!]$")
_CALL = re.compile(r"[\w'}]\(|\w\[|[_^][{(]")
_LONGEST_BRACKET = 12


def spans(line: str) -> Iterator[tuple[str, bool]]:
    """A line in pieces, in order, each with whether it is a formula; without the spaces between pieces."""
    chunks = line.split(" ")
    prose: list[str] = []
    place = 0
    while place < len(chunks):
        end = _formula_end(chunks, place)
        if end == place:
            prose.append(chunks[place])
            place += 1
            continue
        if prose:
            yield " ".join(prose), False
            prose = []
        yield " ".join(chunks[place:end]), True
        place = end
    if prose:
        yield " ".join(prose), False


def without_punctuation(formula: str) -> tuple[str, str, str]:
    """A formula without what belongs to the sentence around it: what stands before, itself, what follows."""
    core = formula.lstrip("\"'“‘")
    before, core = formula[: len(formula) - len(core)], core
    kept = core.rstrip("\"'”’.,;:?!…") if not core.endswith("'") else core.rstrip(".,;:?!…")
    core, after = kept, core[len(kept) :]
    depth = _depth(core)
    if depth > 0 and core.startswith("("):
        before, core = before + "(", core[1:]
    elif depth < 0 and core.endswith(")"):
        core, after = core[:-1], ")" + after
    return before, core, after


def _formula_end(chunks: Sequence[str], begin: int) -> int:
    """Index after the formula that begins at a chunk; `begin` where none does."""
    if not (
        _is_formula(chunks[begin]) or (_binds(chunks, begin + 1) and not _OPERATOR.fullmatch(chunks[begin]))
    ):
        return begin
    end = _closed(chunks, begin)
    while end < len(chunks) and not _PUNCTUATED.search(chunks[end - 1]):
        if _binds(chunks, end):
            end = _closed(chunks, end + 1)
        elif _is_factor(chunks[end]) and (closed := _closed(chunks, end)) and not _opens(chunks[end:closed]):
            end = closed
        else:
            break
    return end


def _is_formula(chunk: str) -> bool:
    return bool(_FORMULA.search(chunk)) and not _OPERATOR.fullmatch(chunk) and not _TAG.fullmatch(chunk)


def _binds(chunks: Sequence[str], place: int) -> bool:
    """Whether the chunk is an operator between what stands on its sides, and no dash or bullet."""
    if not 0 < place < len(chunks) - 1 or not _OPERATOR.fullmatch(chunks[place]):
        return False
    sides = (chunks[place - 1], chunks[place + 1])
    if any(not side or _OPERATOR.fullmatch(side) for side in sides) or _PUNCTUATED.search(sides[0]):
        return False
    if not _DASH.fullmatch(chunks[place]):
        return True
    return all(map(_is_mathematical, sides)) and not all(map(_NUMBER.fullmatch, sides))  # 10 - 100 is a range


def _is_mathematical(chunk: str) -> bool:
    return bool(_OPERAND.fullmatch(chunk) or _OPERATOR.fullmatch(chunk)) or _is_formula(chunk)


def _is_factor(chunk: str) -> bool:
    return _is_formula(chunk) or (bool(_OPERAND.fullmatch(chunk)) and chunk not in ("a", "I"))


def _opens(chunks: Sequence[str]) -> bool:
    """Whether they begin with a bracket that belongs to the sentence: it is not closed."""
    return chunks[0].startswith("(") and _depth(" ".join(chunks)) > 0


def _closed(chunks: Sequence[str], begin: int) -> int:
    """Index after the chunk that closes the brackets which this one opens; the next where none does."""
    anything = bool(_CALL.search(chunks[begin]))  # the arguments of a function may be words
    depth = 0
    for end in range(begin, min(len(chunks), begin + _LONGEST_BRACKET)):
        if end > begin and not anything and not _is_mathematical(chunks[end]):
            break
        depth += _depth(chunks[end])
        if depth <= 0:
            return end + 1
    return begin + 1


def _depth(text: str) -> int:
    return sum((sign in "([{") - (sign in ")]}") for sign in text)
