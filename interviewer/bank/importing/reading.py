"""Reads a file of cards, whatever its format."""

from __future__ import annotations

import zipfile
from pathlib import Path

from interviewer.bank.importing.building import Builder
from interviewer.bank.importing.card import Deck
from interviewer.bank.importing.source import read_text
from interviewer.errors import BankError
from interviewer.progress import OnProgress, silent

_PACKAGES = (".apkg", ".colpkg")
_MARKDOWN = (".md", ".markdown")


def read_deck(file: Path, on_progress: OnProgress = silent) -> Deck:
    """The cards of a file.

    The format is told by what is in it: a package of Anki, JSON, Anki's text export with its headers, CSV or
    TSV (also Quizlet's and Brainscape's), Markdown, or running text.

    Args:
        file: The file.
        on_progress: Called with the cards done and those in all.

    Raises:
        BankError: It cannot be read, is too large, or there is no card in it; names the mend.
    """
    builder = Builder(str(file), on_progress)
    if file.suffix.lower() in _PACKAGES or _is_zip(file):
        from interviewer.bank.importing.anki_package import read_package

        format = read_package(file, builder)
    else:
        text, notes = read_text(file)
        for note in notes:
            builder.note(note)
        format = _read_text(text, file.suffix.lower(), builder)
    deck = builder.deck(format)
    if not deck.cards and not any(card.text for card in deck.left_out):
        raise BankError(
            f"{file} holds no question with an answer; in a text file, write both in one line, a tab between."
        )
    return deck


def _read_text(text: str, suffix: str, builder: Builder) -> str:
    if suffix in (".json", ".jsonl") or text.lstrip()[:1] in ("{", "["):
        from interviewer.bank.importing.json_cards import read_json

        return read_json(text, builder)
    from interviewer.bank.importing.separated import is_table, read_table

    if suffix in (".csv", ".tsv") or (suffix not in _MARKDOWN and is_table(text)):
        return read_table(text, builder)
    from interviewer.bank.importing.markdown import is_markdown, read_markdown

    if is_markdown(text, named=suffix in _MARKDOWN):
        return read_markdown(text, builder)
    from interviewer.bank.importing.prose import read_prose

    return read_prose(text, builder)


def _is_zip(file: Path) -> bool:
    try:
        return zipfile.is_zipfile(file)
    except OSError:
        return False  # reading it as text tells what is wrong
