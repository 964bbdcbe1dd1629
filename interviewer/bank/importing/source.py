"""A file's text, whatever its encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from interviewer.errors import BankError

LARGEST_TEXT = 64 * 1024 * 1024
"""Bytes of a text file of cards."""
_SAMPLE = 1024 * 1024
_COMMON = ("cp1252", "latin_1")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(file: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what had to be guessed for it.

    UTF-8, or what the mark at its beginning says; else the encoding is guessed by its letters.

    Raises:
        BankError: It cannot be read, is too large or no text.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise BankError(
            f"{file} cannot be read: {error.strerror}. Check the name and its permissions."
        ) from error
    if len(raw) > LARGEST_TEXT:
        raise BankError(f"{file} has more than {LARGEST_TEXT >> 20} MiB; split it into parts.")
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(marked)
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError as error:
        text, notes = _guessed(file, raw, error)
    if "\0" in text:
        raise BankError(
            f"{file} is no text: it has bytes that no letter has. Export the cards as text, CSV or .apkg."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _guessed(file: Path, raw: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    import charset_normalizer

    line = raw.count(b"\n", 0, error.start) + 1
    matches = charset_normalizer.from_bytes(raw[:_SAMPLE])
    best = matches.best()
    if best:  # of encodings that fit as well, the most common one
        best = next((each for each in matches if each.encoding in _COMMON and each.chaos <= best.chaos), best)
    try:
        text = raw.decode(best.encoding) if best else ""
    except UnicodeDecodeError:
        best = None
    if best is None or "\0" in raw[:_SAMPLE].decode("latin-1"):
        raise BankError(
            f"{file}:{line}: this is not UTF-8 nor another text; save the file with the encoding UTF-8."
        )
    note = f"line {line} is not UTF-8: it was read as {best.encoding}; save it as UTF-8 if letters are wrong"
    return text, (note,)
