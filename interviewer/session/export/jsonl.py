"""JSON Lines: a header, then one interview a line, whole. `JSONL.md` beside this module documents it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path, PurePath
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta

from interviewer import __version__
from interviewer.bank.problem import Problem
from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult
from interviewer.errors import StoreError
from interviewer.scoring.assessment import Assessment
from interviewer.session.export.extract import Extract
from interviewer.session.plain_text import plain, plain_json
from interviewer.session.setup import Setup
from interviewer.speech.stt.transcript import Transcript
from interviewer.store.portable import Moment, PortableAttempt, PortableSession

FORMAT = "interviewer-log"
VERSION = 3
"""Raised whenever a reader of the version before would pass over something or read it wrongly."""

_LONGEST = 64 * 2**20
"""Bytes of a line; an interview of a hundred long answers takes about two million."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line. Fields that are not known are passed over: a later version may have more."""

    format: str
    version: int
    made_by: str = ""
    """Program and version."""
    made_at: Moment | None = None
    sessions: Annotated[int, Meta(ge=0)] | None = None
    """How many lines follow."""


class Line(NamedTuple):
    """A session and the line it stands on, from 1."""

    number: int
    session: PortableSession


_read_header = msgspec.json.Decoder(Header).decode
_read_session = msgspec.json.Decoder(PortableSession).decode
_write = msgspec.json.Encoder().encode


def render(extract: Extract) -> Iterator[str]:
    """The lines."""
    yield _line(
        Header(
            format=FORMAT,
            version=VERSION,
            made_by=f"interviewer {__version__}",
            made_at=datetime.now(timezone.utc),
            sessions=len(extract.ids),
        )
    )
    for session in extract.portable():
        yield _line(session if extract.choice.paths else _without_paths(session))


def read(file: Path) -> Iterator[Line | Problem]:
    """Each session of a file with its line, or what is wrong with that line.

    Raises:
        StoreError: It is no such file, or of a newer version.
    """
    with file.open("rb") as lines:
        expected = _header(file, lines.readline(_LONGEST)).sessions
        found, number = 0, 1
        while line := lines.readline(_LONGEST + 1):
            number += 1
            if not line.strip():
                continue
            found += 1
            yield _read_line(file, number, line)
            if len(line) > _LONGEST:
                return
    if expected is not None and found != expected:
        message = f"the file holds {found} of its {expected} sessions; export it once more, or copy it anew"
        yield Problem(str(file), number, message)


def _line(value: Header | PortableSession) -> str:
    return f"{plain_json(_write(value).decode())}\n"


def _header(file: Path, line: bytes) -> Header:
    mend = "Make one with `interviewer export --format jsonl`."
    try:
        header = _read_header(line)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{file}:1: this is not the header of an exported log. {mend}") from error
    if header.format != FORMAT:
        raise StoreError(f"{file}:1: the format is '{_said(header.format)}', not '{FORMAT}'. {mend}")
    if header.version > VERSION:
        raise StoreError(
            f"{file}:1: this log was exported by a newer version of interviewer ({_said(header.made_by)}, "
            f"format {header.version}; this one reads {VERSION}). Upgrade with "
            "`pip install --upgrade interviewer`."
        )
    return header


def _read_line(file: Path, number: int, line: bytes) -> Line | Problem:
    try:
        return Line(number, _session(line))
    except (ValueError, RecursionError) as error:
        return Problem(str(file), number, _mend(error))


def _session(line: bytes) -> PortableSession:
    """The session of a line.

    Raises:
        ValueError: It is none, or not one that could have been logged.
    """
    if len(line) > _LONGEST:
        raise ValueError(f"the line is longer than {_LONGEST // 2**20} MiB")
    session = _read_session(line)
    for name, document, kind in _documents(session):
        try:
            msgspec.convert(document, kind)
        except msgspec.ValidationError as error:
            raise ValueError(f"{name}: {error}") from error
    return session


def _documents(session: PortableSession) -> Iterator[tuple[str, dict[str, Any], type]]:
    """The documents of a session, with their names and what each must be."""
    if session.setup:
        yield "setup", session.setup, Setup
    for attempt in session.attempts:
        where = f"attempt {attempt.number}"
        yield f"{where}, question", attempt.question, Question
        if attempt.transcript is not None:
            yield f"{where}, transcript", attempt.transcript, Transcript
        if attempt.solution and attempt.solution.result is not None:
            yield f"{where}, result of the code", attempt.solution.result, CodeResult
        for assessment in attempt.assessments:
            yield f"{where}, assessment", assessment.document, Assessment


def _mend(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the line is nested too deep to be a session; take it out"
    return (
        f"this is not a session as it was exported ({_said(str(error))}); mend the line, or export once more"
    )


def _said(text: str) -> str:
    """What a file says, on one line of a message."""
    return " ".join(plain(text).split())


def _without_paths(session: PortableSession) -> PortableSession:
    attempts = tuple(_unnamed(attempt) for attempt in session.attempts)
    return msgspec.structs.replace(session, attempts=attempts)


def _unnamed(attempt: PortableAttempt) -> PortableAttempt:
    """An attempt without its recording's name, nor the folder that a model of the user's own lies in."""
    heard = attempt.transcript
    if heard and "model" in heard:
        heard = heard | {"model": PurePath(heard["model"]).name}
    return msgspec.structs.replace(attempt, recording=None, transcript=heard)
