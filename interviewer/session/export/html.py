"""One HTML file that needs nothing else: no script, no network, light and dark, fit to print."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interviewer.errors import StoreError
from interviewer.session.export import progress, wording
from interviewer.session.export.extract import Extract
from interviewer.session.history import Attempt
from interviewer.session.judged import headline, judged
from interviewer.session.plain_text import plain
from interviewer.session.wording import SIGNS, disagreements, plural, sounds_like, when

_PIECES = 64
"""Pieces of the page that are written at a time."""


def render(extract: Extract) -> Iterator[str]:
    """The page, a few pieces at a time."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        return value if isinstance(value, Markup) else plain(str(value))

    page = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    span = progress.span(extract.scored())
    stream = page.get_template("page.html.jinja").stream(
        choice=extract.choice,
        sessions=len(extract.ids),
        interviews=extract.interviews(),
        span=span,
        topics=progress.by_topic(extract.scored(), span) if span else (),
        audio=_audio if extract.choice.audio else _no_audio,
        disagreements=disagreements,
        headline=headline,
        judged=judged,
        plural=plural,
        signs=SIGNS,
        sounds_like=sounds_like,
        when=when,
        wording=wording,
    )
    stream.enable_buffering(_PIECES)
    return iter(stream)


def _audio(attempt: Attempt) -> str | None:
    """The recording as a `data:` address."""
    if not attempt.recording:
        return None
    try:
        sound = attempt.recording.read_bytes()
    except FileNotFoundError:  # deleted, which is the user's right
        return None
    except OSError as error:
        raise StoreError(f"The recording {attempt.recording} cannot be read: {error.strerror}.") from error
    return f"data:audio/wav;base64,{base64.b64encode(sound).decode()}"


def _no_audio(_: Attempt) -> None:
    return None
