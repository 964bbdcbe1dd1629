"""Every path that the program uses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_NAME = "interviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locations:
    """Where things are kept. Nothing is created by asking.

    Attributes:
        data: What belongs to the user: the log, recordings, settings. For the user's eyes alone.
        cache: What can be made or fetched again: joined model weights, rendered speech.
    """

    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        """The SQLite log."""
        return self.data / "interviewer.db"

    @property
    def backups(self) -> Path:
        """Folder of the log's backups."""
        return backups_of(self.database)

    @property
    def running(self) -> Path:
        """Folder of the locks on interviews under way."""
        return running_of(self.database)

    @property
    def recordings(self) -> Path:
        """Folder of the spoken answers."""
        return self.data / "recordings"

    @property
    def settings_file(self) -> Path:
        """TOML file with the user's settings; need not exist."""
        return self.data / "settings.toml"

    @property
    def greeted(self) -> Path:
        """An empty file that is there once the greeting of the first start was seen."""
        return self.data / "greeted"

    @property
    def questions(self) -> Path:
        """Folder of the user's own questions; need not exist."""
        return self.data / "questions"

    @property
    def imports(self) -> Path:
        """Folder of the imported questions, one folder an import; need not exist."""
        return self.questions / "imported"

    @property
    def drafts(self) -> Path:
        """Folder of questions that were begun and not kept; need not exist."""
        return self.questions / "drafts"

    @property
    def question_folders(self) -> tuple[Path, ...]:
        """Where questions are read from: the bank, imports over it, and over all what the user wrote."""
        return (content(), *sorted(self.imports.glob("[!.]*/")), self.questions)

    @property
    def log_file(self) -> Path:
        """Where the worker process and the sound libraries write their messages."""
        return self.data / "worker.log"

    @property
    def crash_log(self) -> Path:
        """Where the app writes errors that nobody expected."""
        return self.data / "crash.log"

    @property
    def models(self) -> Path:
        """Folder of model weights that were joined, converted or fetched."""
        return self.cache / "models"

    @property
    def speeds(self) -> Path:
        """What the transcription models took on this machine, when they were last timed."""
        return self.cache / "speeds.json"

    @property
    def question_vectors(self) -> Path:
        """What the search by meaning keeps of the questions."""
        return self.cache / "questions.npz"

    @property
    def speech(self) -> Path:
        """Folder of rendered questions."""
        return self.cache / "speech"


def find(environ: Mapping[str, str] = os.environ) -> Locations:
    """The locations for this process.

    `INTERVIEWER_HOME` moves everything; `INTERVIEWER_CACHE` moves the cache alone, so that several
    homes can share model weights. Without them a checkout keeps its data in `sessions/`, an installed
    app in the user's data folder.
    """
    home, cache = environ.get("INTERVIEWER_HOME"), environ.get("INTERVIEWER_CACHE")
    if home:
        data = Path(home).expanduser().absolute()
    elif _runs_from_checkout():
        data = _PACKAGE.parent / "sessions"
    else:
        data = platformdirs.user_data_path(_NAME, appauthor=False)
    if cache:
        return Locations(data=data, cache=Path(cache).expanduser().absolute())
    return Locations(
        data=data, cache=data / "cache" if home else platformdirs.user_cache_path(_NAME, appauthor=False)
    )


def backups_of(database: Path) -> Path:
    """Folder of a log's backups, beside the log itself."""
    return database.parent / "backups"


def running_of(database: Path) -> Path:
    """Folder of the locks on a log's interviews under way, beside the log itself."""
    return database.parent / "running"


def content() -> Path:
    """Folder of the question bank: beside the package in a checkout, inside it when installed."""
    return _PACKAGE.parent / "content" if _runs_from_checkout() else _PACKAGE / "content"


def _runs_from_checkout() -> bool:
    return (_PACKAGE.parent / "pyproject.toml").is_file() and (_PACKAGE.parent / "content").is_dir()
