"""What an import would bring, card by card, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.content import Content

from interviewer.bank.importing.card import LeftOut
from interviewer.bank.importing.drafting import Draft
from interviewer.session.importing import Duplicate, Plan
from interviewer.session.wording import plural
from interviewer.tui.text import MUTED

_SHOWN = 200
"""Cards of each kind that are shown."""


def summary(plan: Plan) -> str:
    """What would come, in a sentence or two."""
    parts = [
        f"{plan.file.name}: {plan.format}.",
        f"{plural(len(plan.drafts), 'question')} would come"
        + (f" to {plural(len({each.home.id for each in plan.drafts}), 'topic')}." if plan.drafts else "."),
    ]
    if plan.duplicates:
        parts.append(f"{len(plan.duplicates)} are there already.")
    if plan.left_out:
        parts.append(f"{plural(len(plan.left_out), 'card')} left out.")
    parts.append("Ctrl+s imports, escape goes back." if plan.drafts else "Nothing can be imported.")
    return " ".join((*parts, *plan.notes))


def lines(plan: Plan) -> Iterator[Content]:
    """The cards that would come, those that are there already and those that cannot come, each with why."""
    for draft in plan.drafts[:_SHOWN]:
        yield _draft_line(draft)
    yield from _more(plan.drafts)
    places = {each.question.id: each.card.place for each in plan.drafts}
    for duplicate in plan.duplicates[:_SHOWN]:
        yield _duplicate_line(duplicate, places)
    yield from _more(plan.duplicates)
    for card in plan.left_out[:_SHOWN]:
        yield _left_out_line(card)
    yield from _more(plan.left_out)


def _draft_line(draft: Draft) -> Content:
    points = plural(len(draft.question.key_points), "key point")
    return Content("\n").join(
        [
            _first_line("✔", "$text-success", draft.card.place, draft.question.question),
            Content.styled(f"    {draft.home.title} · {points} proposed", MUTED),
            *_notes(draft.notes),
        ]
    )


def _duplicate_line(duplicate: Duplicate, places: Mapping[str, str]) -> Content:
    like = f"    there already, as {places.get(duplicate.of, duplicate.of)} ({duplicate.similarity:.2f})"
    first = _first_line("=", "$text-accent", duplicate.draft.card.place, duplicate.draft.question.question)
    return Content("\n").join([first, Content.styled(like, MUTED)])


def _left_out_line(card: LeftOut) -> Content:
    return Content("\n").join(
        [_first_line("✘", "$text-warning", card.place, card.text), *_notes([card.reason])]
    )


def _first_line(sign: str, style: str, place: str, text: str) -> Content:
    return Content.assemble((f"{sign} ", style), (f"{place}: ", MUTED), " ".join(text.split()))


def _notes(notes: Iterable[str]) -> list[Content]:
    return [Content.styled(f"    ! {note}", "$text-warning") for note in notes]


def _more(cards: Sequence[object]) -> Iterator[Content]:
    if len(cards) > _SHOWN:
        yield Content.styled(f"… and {len(cards) - _SHOWN} more", MUTED)
