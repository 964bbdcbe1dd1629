"""What to do differently next time, each with what it rests on; about the answer, never about the person.

What is usual: Americans mostly speak 125 to 150 words a minute, and no rate is right for all (Lucas 2004, The
Art of Public Speaking, p. 300). So only what is far above, or grows much, is spoken of; a slow pace never is.
There are 2 to 6 disfluencies in 100 words of conversation (Bortfeld et al. 2001, Language and Speech 44).
Silences and fillers come while what follows is planned, repeated words when it is hard to say (Fraundorf &
Watson 2013, Language and Cognitive Processes 29), so what stands after a pause is what wants practice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import fmean
from typing import Final

from interviewer.speech.delivery.delivery import Delivery
from interviewer.speech.delivery.place import Place, place

_MOST = 3
"""Sentences; more are not remembered."""

_FEWEST_WORDS = 50
_LEAST_CONFIDENCE = 0.6
"""Under these nothing is said: too little was heard, or too little of it for sure."""

_LONG_START = 8.0
"""Seconds."""

USUAL_PACE: Final = 125, 150
"""Words a minute that most speak in."""
_USUAL = "{} to {}".format(*USUAL_PACE)
_FAST = 180
"""Words a minute from which on it is spoken of."""
_FASTER = 1.2
"""How much faster the second half must be than the first, pauses left out of both."""
_FEWEST_WINDOWS = 4

_FILLERS, _HEDGES, _RESTARTS = (5, 4.0), (4, 2.0), (4, 3.0)
"""From how many on, and from how many in 100 words."""

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

_AT: dict[Place, tuple[str, str]] = {
    "formula": ("before a formula", "say the formula's name first, then its parts one by one"),
    "term": ("before a term of the question", "practise saying what these terms mean in one sentence each"),
    "start": ("at the start", "begin with the definition, in one sentence, and think on from there"),
}


def advice(delivery: Delivery, terms: Sequence[str] = ()) -> tuple[str, ...]:
    """What may be done differently: three sentences at most, none where the evidence is thin.

    Args:
        delivery: How the answer was spoken.
        terms: Technical words of the question.
    """
    if delivery.words < _FEWEST_WORDS or delivery.confidence < _LEAST_CONFIDENCE:
        return ()
    sentences = [*_pauses(delivery, terms), *(each for tell in _TELL for each in tell(delivery))]
    return tuple(sentences[:_MOST])


def _pauses(delivery: Delivery, terms: Sequence[str]) -> Iterator[str]:
    long = delivery.long_pauses
    if len(long) < 2:
        return
    told = (place(pause, delivery.first_word, terms) for pause in long)
    places = Counter(each for each in told if each)
    begin = f"{_number(len(long))} pauses over 3 s"
    if places and (most := places.most_common(1)[0])[1] >= 2:
        where, remedy = _AT[most[0]]
        share = "each" if most[1] == len(long) else f"{_number(most[1]).lower()} of them"
        yield f"{begin}, {share} {where}: {remedy}."
    else:
        longest = max(long, key=lambda pause: pause.seconds)
        after = longest.before.rstrip(",.;:")
        yield (
            f"{begin}, the longest of {longest.seconds:.0f} s after “{after}”: "
            "say which point comes next, then work it out."
        )


def _start(delivery: Delivery) -> Iterator[str]:
    if delivery.first_word >= _LONG_START:
        yield (
            f"The first word came after {delivery.first_word:.0f} s: begin with the definition, in one "
            "sentence, and think on from there."
        )


def _pace(delivery: Delivery) -> Iterator[str]:
    if delivery.pace is None:
        return
    rates = [window.words_per_minute for window in delivery.pace.windows]
    half = len(rates) // 2
    if len(rates) >= _FEWEST_WINDOWS:
        before, after = fmean(rates[:half]), fmean(rates[half:])
        if after >= max(_FAST, _FASTER * before):
            yield (
                f"{after:.0f} words a minute between the pauses of the last half, {before:.0f} before: "
                "slow down at the end."
            )
            return
    if delivery.pace.words_per_minute > _FAST:
        yield (
            f"{delivery.pace.words_per_minute:.0f} words a minute, where {_USUAL} are usual: "
            "stop for a breath after each point."
        )


def _fillers(delivery: Delivery) -> Iterator[str]:
    found = delivery.fillers
    if _often(len(found), delivery, *_FILLERS):
        word, times = Counter(each.text.lower() for each in found.passages).most_common(1)[0]
        mostly = f", mostly “{word}”" if times > len(found) / 2 else ""
        said = f"At least {len(found)} fillers in {delivery.words} words{mostly}"
        yield f"{said}: leave a short silence instead."


def _restarts(delivery: Delivery) -> Iterator[str]:
    found = len(delivery.restarts) + len(delivery.corrections)
    if _often(found, delivery, *_RESTARTS):
        said = f"At least {found} false starts in {delivery.words} words"
        yield f"{said}: make the sentences shorter, with one thought in each."


def _hedges(delivery: Delivery) -> Iterator[str]:
    found = delivery.hedges
    if _often(len(found), delivery, *_HEDGES):
        word = Counter(each.text for each in found.passages).most_common(1)[0][0]
        yield (
            f"{_number(len(found))} hedges in {delivery.words} words, such as “{word}”: "
            "leave them out where you are sure."
        )


_TELL: Sequence[Callable[[Delivery], Iterator[str]]] = (_start, _pace, _fillers, _restarts, _hedges)


def _often(count: int, delivery: Delivery, least: int, per_hundred: float) -> bool:
    return count >= least and 100 * count >= per_hundred * delivery.words


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
