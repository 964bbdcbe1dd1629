"""Statements turned false by rule: the same words, another truth."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_OPPOSITES = """
    increases/decreases increase/decrease increased/decreased increasing/decreasing higher/lower high/low
    larger/smaller large/small more/less more/fewer greater/smaller precision/recall rows/columns row/column
    encoder/decoder before/after first/last first/second numerator/denominator input/output inputs/outputs
    always/never all/none positive/negative positives/negatives maximum/minimum maximises/minimises
    maximise/minimise maximize/minimize max/min training/inference training/test train/test bias/variance
    overfitting/underfitting faster/slower fast/slow cheap/expensive linear/quadratic linearly/quadratically
    L1/L2 sum/product sum/mean mean/variance mean/median multiplied/divided multiplies/divides adds/subtracts
    added/subtracted query/key queries/keys key/value forward/backward early/late earlier/later short/long
    shorter/longer shallow/deep left/right above/below top/bottom up/down begins/ends start/end global/local
    dense/sparse discrete/continuous prior/posterior generator/discriminator student/teacher
    parameters/activations weights/gradients weights/activations width/depth rank/dimension
    supervised/unsupervised policy/value on-policy/off-policy exploration/exploitation prefill/decode
    memory/compute latency/throughput strong/weak stronger/weaker easy/hard easier/harder better/worse
    good/bad tensor/pipeline data/model static/dynamic fixed/learned frozen/trained deterministic/random
    with/without
    same/different independent/dependent convex/concave symmetric/asymmetric upper/lower old/new
    current/previous many/few most/least frequent/rare narrow/wide gain/loss sender/receiver user/system
    source/target reads/writes compress/expand raises/lowers raise/lower rises/falls rise/fall grows/shrinks
    grow/shrink one/two two/three three/four half/double twice/half square/root row-wise/column-wise
    exponential/linear logarithm/exponent causal/bidirectional unigram/bigram character/word average/maximum
"""
_OPPOSITE: dict[str, list[str]] = {}
for _one, _other in (pair.split("/") for pair in _OPPOSITES.split()):
    _OPPOSITE.setdefault(_one.lower(), []).append(_other)
    _OPPOSITE.setdefault(_other.lower(), []).append(_one)

_WORD = re.compile(r"[A-Za-z][\w-]*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_AUXILIARY = re.compile(r"\b(?:is|are|can|will|should|must)\b(?! not)")
_VERB = re.compile(r"\b(\w+[^s\W])s\b (?=(?:the|a|an|its|each|all|every|how|to|from|over|with)\b)")
_AFFIRMED = (
    (re.compile(r"\bdoes not (\w+)\b"), r"\1s"),
    (re.compile(r"\b(is|are|can|will) not\b"), r"\1"),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\bwithout\b"), "with"),
)
_COMPARISON = re.compile(
    r"^(?P<one>[\w' -]{3,44}?) (?P<verb>is|are|needs|has|costs|gives|uses|takes|grows|learns|converges) "
    r"(?P<how>(?:\w+ ){0,3}(?:more|less|fewer|smaller|larger|higher|lower|faster|slower|better|worse|greater"
    r"|cheaper|longer|shorter)(?: [\w-]+){0,3}) than (?P<other>[\w' -]{3,40})(?P<rest>[.,;].*|$)"
)

Flip = Callable[[str, random.Random], str | None]


def flipped(text: str, rng: random.Random) -> str | None:
    """`text` with another truth; None where no rule applies. About one in ten is not false for all that."""
    order = sorted(_FLIPS, key=lambda flip: -(rng.random() ** (1 / _FLIPS[flip])))
    return next((found for flip in order if (found := flip(text, rng)) and found != text), None)


def turned_alike(one: str, other: str, rng: random.Random) -> tuple[str, str] | None:
    """Both texts with the same two opposites exchanged: what one is to the other stays as it was."""
    shared = {word for _, _, word in _opposites(one)} & {word for _, _, word in _opposites(other)}
    pairs = [(word, opposite.lower()) for word in sorted(shared) for opposite in _OPPOSITE[word]]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    turn = {first: second, second: first}

    def change(text: str) -> str:
        return _WORD.sub(lambda m: _cased(turn.get(m.group().lower(), m.group()), m.group()), text)

    return change(one), change(other)


def _opposites(text: str) -> list[tuple[int, int, str]]:
    found = ((*match.span(), match.group().lower()) for match in _WORD.finditer(text))
    return [each for each in found if each[2] in _OPPOSITE]


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() and like[1:2].islower() else word


def _antonym(text: str, rng: random.Random) -> str | None:
    found = _opposites(text)
    if not found:
        return None
    start, end, word = rng.choice(found)
    return text[:start] + _cased(rng.choice(_OPPOSITE[word]), text[start:end]) + text[end:]


def _exchange(text: str, rng: random.Random) -> str | None:
    found = _opposites(text)
    pairs = [
        (one, other)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if other[2] in map(str.lower, _OPPOSITE[one[2]])
    ]
    if not pairs:
        return None
    (a, b, _), (c, d, _) = rng.choice(pairs)
    one, other = text[a:b], text[c:d]
    return text[:a] + _cased(other, one) + text[b:c] + _cased(one, other) + text[d:]


def _comparison(text: str, rng: random.Random) -> str | None:
    match = _COMPARISON.match(text)
    if not match:
        return None
    one, other = match["one"], match["other"]
    swapped = f"{other[:1].upper()}{other[1:]} {match['verb']} {match['how']} than {one[:1].lower()}{one[1:]}"
    return swapped + match["rest"]


def _negation(text: str, rng: random.Random) -> str | None:
    for pattern, affirmed in _AFFIRMED:
        found = pattern.sub(affirmed, text, count=1)
        if found != text:
            return found
    auxiliaries = list(_AUXILIARY.finditer(text))
    if auxiliaries:
        at = rng.choice(auxiliaries).end()
        return f"{text[:at]} {rng.choice(('not', 'never', 'hardly'))}{text[at:]}"
    verb = _VERB.search(text, 3)
    return f"{text[: verb.start()]}does not {verb[1]} {text[verb.end() :]}" if verb else None


def _number(text: str, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    value = match.group()
    other = (
        rng.choice((f"{int(value) * 2}", f"{int(value) + 1}", f"{value}0"))
        if value.isdigit()
        else f"7{value}"
    )
    return text[: match.start()] + other + text[match.end() :]


_FLIPS: dict[Flip, float] = {_exchange: 4, _comparison: 4, _antonym: 3, _negation: 2, _number: 2}
"""Each with how often it goes first."""
