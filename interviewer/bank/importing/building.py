"""Collects the cards of a file: cleans both sides, turns clozes into questions, notes what does not come."""

from __future__ import annotations

from dataclasses import replace

from interviewer.bank.importing import cloze
from interviewer.bank.importing.card import Card, Deck, LeftOut, excerpt
from interviewer.bank.importing.cleaning import LONGEST, UnusableError, clean, on_a_line, printable
from interviewer.errors import BankError
from interviewer.progress import OnProgress, silent

MOST_CARDS = 5000
"""Cards of one import. Every start of the program reads them."""
_EVERY = 200


class Builder:
    """Takes cards as a reader of a format finds them.

    Args:
        file: The file's name, for messages.
        on_progress: Called with the cards done and those in all.
    """

    def __init__(self, file: str, on_progress: OnProgress = silent) -> None:
        self.file, self._on_progress = file, on_progress
        self._cards: list[Card] = []
        self._left_out: list[LeftOut] = []
        self._notes: list[str] = []

    def progress(self, done: int, total: int) -> None:
        """Tell how far the reading is."""
        if done == total or done % _EVERY == 0:
            self._on_progress(done, total)

    def add(
        self,
        place: str,
        front: str,
        back: str,
        *,
        html: bool | None = None,
        deck: str = "",
        tags: tuple[str, ...] = (),
        points: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        """Add a card, or several where its front has clozes.

        Args:
            place: Where it stands in the file.
            front: What is asked, as it stands there.
            back: The answer.
            html: Whether both are HTML; None to see by their tags.
            deck: Name of its deck.
            tags: Its tags.
            points: Key points that the file gives.
            notes: What the reader guessed.

        Raises:
            BankError: There are more cards than one import may have.
        """
        if len(self._cards) + len(self._left_out) >= MOST_CARDS:
            raise BankError(
                f"{self.file}, {place}: there are more than {MOST_CARDS:,} cards, too many for one import; "
                "export one deck at a time, or split the file."
            )
        try:
            card = Card(
                place=place,
                front="",
                back="",
                deck=on_a_line(deck),
                tags=tuple(dict.fromkeys(tag for tag in map(printable, tags) if tag)),
                points=tuple(filter(None, (clean(point, html).text for point in points))),
                notes=notes,
            )
            if numbers := cloze.numbers(front):
                self._add_clozes(card, front, back, numbers, html)
            else:
                self._add_plain(card, front, back, html)
        except UnusableError as error:
            self.leave_out(place, front, str(error))

    def leave_out(self, place: str, text: str, reason: str) -> None:
        """Note a card that does not come."""
        self._left_out.append(LeftOut(place=place, text=excerpt(printable(text[:1000])), reason=reason))

    def note(self, note: str) -> None:
        """Note what concerns the file as a whole."""
        self._notes.append(note)

    def continues(self, text: str, place: str) -> bool:
        """Add a line to the answer of the card before; False where there is none."""
        if not self._cards:
            return False
        last = self._cards[-1]
        if len(last.back) + len(text) > LONGEST:
            self.leave_out(place, text, "it has no separator, and the answer above it is too long to go on")
            return True
        added = clean(text)
        if not added.text:
            return True
        note = f"{place} has no separator and was taken for more of the answer; it may be a card of its own"
        self._cards[-1] = replace(
            last, back=f"{last.back}\n{added.text}", notes=(*last.notes, *added.notes, note)
        )
        return True

    def deck(self, format: str) -> Deck:
        """All that was collected."""
        return Deck(
            format=format, cards=tuple(self._cards), left_out=tuple(self._left_out), notes=tuple(self._notes)
        )

    def _add_plain(self, card: Card, front: str, back: str, html: bool | None) -> None:
        asked, answer = clean(front, html), clean(back, html)
        if not any(map(str.isalnum, asked.text)):
            self._reject(card, answer.text, "it has no question", asked.notes)
        elif not any(map(str.isalnum, answer.text)):
            self._reject(card, asked.text, "it has no answer", answer.notes)
        else:
            notes = tuple(dict.fromkeys((*card.notes, *asked.notes, *answer.notes)))
            self._cards.append(replace(card, front=asked.text, back=answer.text, notes=notes))

    def _add_clozes(
        self, card: Card, field: str, extra: str, numbers: tuple[int, ...], html: bool | None
    ) -> None:
        whole = clean(cloze.revealed(field), html)
        more = clean(extra, html)
        for number in numbers:
            asked = clean(cloze.hidden(field, number), html).text
            place = card.place if len(numbers) == 1 else f"{card.place}, cloze {number}"
            self._cards.append(
                replace(
                    card,
                    place=place,
                    front=f"Fill the gap: {asked}",
                    spoken=f"What is missing here? {asked.replace(cloze.GAP, 'blank')}",
                    back=f"{whole.text}\n{more.text}".strip(),
                    notes=tuple(dict.fromkeys((*card.notes, *whole.notes, *more.notes))),
                )
            )

    def _reject(self, card: Card, text: str, fault: str, notes: tuple[str, ...]) -> None:
        """Leave a card out; where a picture was taken out of the empty side, that is why."""
        why = f" but what cannot be said ({', '.join(notes)}); write it in words" if notes else "; write one"
        self.leave_out(card.place, text, f"{fault}{why}")
