"""Accepting key points that an import only proposed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from interviewer.bank.document import Document
from interviewer.bank.importing.imports import rewrite
from interviewer.bank.problem import nearest
from interviewer.bank.reading import questions_of
from interviewer.errors import BankError

_PROPOSED = re.compile(r"(imported\s*:\s*['\"]?)proposed\b")


def accept(ids: Collection[str] | None, folders: Sequence[Path]) -> tuple[str, ...]:
    """Mark the key points of imported questions as accepted; nothing else in their files changes.

    Args:
        ids: Those of the questions; None for all.
        folders: Where questions are read from.

    Returns:
        The ids of those that were only proposed until now.

    Raises:
        BankError: One of them is no imported question, or its file cannot be read.
    """
    known: set[str] = set()
    accepted: list[str] = []
    changed: dict[Path, list[str]] = {}
    for file in (file for folder in folders for file in sorted(folder.glob("*.yaml"))):
        document = Document(file)
        for place, question in questions_of(document):
            state, id = question.get("imported"), question.get("id")
            if not state or not isinstance(id, str):
                continue
            known.add(id)
            if state == "proposed" and (ids is None or id in ids):
                text = file.read_text(encoding="utf-8-sig")
                lines = changed.setdefault(file, text.split("\n"))
                at = document.line((*place, "imported")) - 1
                lines[at] = _PROPOSED.sub(r"\1accepted", lines[at])
                accepted.append(id)
    if missing := sorted(set(ids or ()) - known):
        mend = nearest(missing[0], known, "`interviewer questions accept` lists those that wait for it.")
        raise BankError(f"'{missing[0]}' is no imported question; {mend}")
    for file, lines in changed.items():
        rewrite(file, "\n".join(lines))
    return tuple(accepted)
