"""Imports as they are kept: a folder each, with a topic a file, and what is needed to take it back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from interviewer.bank.folder import read_folders
from interviewer.bank.importing.drafting import Draft
from interviewer.bank.importing.names import free, slug
from interviewer.bank.importing.topic_files import topic_files
from interviewer.bank.problem import nearest
from interviewer.errors import BankError
from interviewer.whole_file import whole_file

MANIFEST = "import.json"
_PART = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import that was made."""

    id: str
    source: str
    """Name of the file that the cards came from."""
    at: datetime
    questions: int
    files: dict[str, str]
    """SHA-256 of each file as it was written, by its name; tells what was changed by hand since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What became of an import that was taken back."""

    undone: Import
    kept: tuple[Path, ...]
    """Files that were changed by hand since, and where they were put."""


def write(drafts: Sequence[Draft], source: str, at: datetime, folder: Path, below: Sequence[Path]) -> Import:
    """Keep questions as an import of its own. All of it is there at once, or nothing.

    Args:
        drafts: At least one.
        source: Name of the file that they come from, on one line.
        at: When.
        folder: That of all imports; made where it is missing.
        below: The folders of questions that they are laid over.

    Raises:
        BankError: What would be written cannot be read as questions of the bank.
    """
    made = Import(
        id=free(f"{at:%Y-%m-%d}-{slug(Path(source).stem) or 'cards'}", lambda id: (folder / id).exists()),
        source=source,
        at=at,
        questions=len(drafts),
        files={},
    )
    part = folder / f".{made.id}{_PART}"
    for parent in (folder.parent.parent, folder.parent, folder):
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(part, ignore_errors=True)  # of an import that was cut off
    try:
        part.mkdir(mode=0o700)
        for name, text in topic_files(drafts, source):
            (part / name).write_text(text, encoding="utf-8")
            made.files[name] = _digest(part / name)
        _check(part, below, drafts)
        (part / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(made)))
        part.rename(folder / made.id)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made


def imports(folder: Path) -> tuple[Import, ...]:
    """All imports that were made and not taken back, the oldest first."""
    found = []
    for file in sorted(folder.glob(f"[!.]*/{MANIFEST}")):
        try:
            found.append(replace(msgspec.json.decode(file.read_bytes(), type=Import), id=file.parent.name))
        except msgspec.DecodeError as error:
            raise BankError(f"{file} cannot be read ({error}); delete its folder to take it back.") from error
    return tuple(sorted(found, key=lambda made: (made.at, made.id)))


def undo(id: str, folder: Path, undone: Path) -> Undone:
    """Take an import back: the files that it wrote go away, and nothing else.

    Args:
        id: The import's.
        folder: That of all imports.
        undone: Where files go that were changed by hand since: nothing that was typed is lost.

    Raises:
        BankError: There is no such import.
    """
    known = {made.id: made for made in imports(folder)}
    if id not in known:
        mend = nearest(
            id, known, "`interviewer questions import --undo` lists them." if known else "there is none."
        )
        raise BankError(f"There is no import '{id}'; {mend}")
    home, outside, kept = folder / id, undone / id, []
    for file in sorted(path for path in home.iterdir() if path.name != MANIFEST):
        if file.is_file() and _digest(file) == known[id].files.get(file.name):
            continue
        outside.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = outside / free(file.stem, lambda name: (outside / name).exists(), file.suffix)
        file.rename(target)
        kept.append(target)
    gone = folder / f".{id}{_PART}"
    home.rename(gone)  # from here on it is not read any more, whatever happens
    shutil.rmtree(gone)
    if not any(folder.iterdir()):
        folder.rmdir()
    return Undone(undone=known[id], kept=tuple(kept))


def rewrite(file: Path, text: str) -> None:
    """Replace a file of an import at once; it does not count as changed by hand if it did not before."""
    manifest = file.parent / MANIFEST
    made = msgspec.json.decode(manifest.read_bytes(), type=Import) if manifest.is_file() else None
    ours = made is not None and made.files.get(file.name) == _digest(file)
    _replace(file, text.encode())
    if made and ours:
        made.files[file.name] = _digest(file)
        _replace(manifest, msgspec.json.format(msgspec.json.encode(made)))


def _replace(file: Path, content: bytes) -> None:
    with whole_file(file) as part:
        part.write_bytes(content)


def _check(part: Path, below: Sequence[Path], drafts: Sequence[Draft]) -> None:
    """That the bank reads what was written as it was meant."""
    contents = read_folders(*below, part)
    if problems := [problem for problem in contents.problems if Path(problem.file).parent == part]:
        raise BankError("\n".join(map(str, problems)))
    read = {question.id: question for topic in contents.topics for question in topic.questions}
    for each in drafts:
        if read.get(each.question.id) != each.question:
            raise BankError(
                f"The card at {each.card.place} is not read back as it was written; take it out of the file "
                "and write its question by hand: `interviewer questions new`."
            )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
