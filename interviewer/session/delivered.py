"""How answers were spoken, in sentences for the faces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewer.session.history import Attempt
from interviewer.session.setup import Means
from interviewer.session.wording import delivery, plural
from interviewer.speech.delivery import Delivery, advice, measure
from interviewer.speech.stt.transcript import Transcript


def measured(transcript: Transcript | None, means: Means | None) -> Delivery | None:
    """How an answer was spoken; None where it was typed, or its words have no times.

    Args:
        transcript: As it was heard.
        means: How the answer was given in the end.
    """
    return measure(transcript) if transcript and means == "voice" else None


def remarks(transcript: Transcript | None, means: Means | None, terms: Sequence[str]) -> tuple[str, ...]:
    """How an answer was spoken, in a line, and what may be done differently.

    Args:
        transcript: As it was heard.
        means: How the answer was given in the end.
        terms: Technical words of the question.

    Returns:
        Sentences; none where the answer was typed.
    """
    spoken = measured(transcript, means)
    return (f"{_sentence(delivery(spoken))}", *advice(spoken, terms)) if spoken else ()


def over_session(attempts: Iterable[Attempt]) -> str:
    """How all the answers of an interview were spoken, in a line; empty where none was.

    `4 spoken answers: 128 words a minute, 2 pauses over 3 s, at least 9 fillers.`
    """
    spoken = [each for a in attempts if (each := measured(a.transcript, a.means))]
    if not spoken:
        return ""
    paced = [(each.words, each.pace.words_per_minute) for each in spoken if each.pace]
    minutes = sum(words / rate for words, rate in paced)
    long = sum(len(each.long_pauses) for each in spoken)
    fillers = [each.fillers for each in spoken]
    least = "at least " if any(each.is_lower_bound for each in fillers) else ""
    told = (
        f"{sum(words for words, _ in paced) / minutes:.0f} words a minute" if paced else "",
        f"{plural(long, 'pause')} over 3 s" if long else "",
        f"{least}{plural(sum(map(len, fillers)), 'filler')}" if any(map(len, fillers)) else "",
    )
    return f"{plural(len(spoken), 'spoken answer')}: {', '.join(filter(None, told)) or 'short'}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
