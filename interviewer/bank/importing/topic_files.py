"""Imported questions as files of the bank."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from interviewer.bank.importing.drafting import Draft
from interviewer.bank.question import Question

try:
    from yaml import CSafeDumper as _SafeDumper
except ImportError:  # PyYAML built without libyaml: the same, more slowly
    from yaml import SafeDumper as _SafeDumper  # type: ignore[assignment]

_WIDTH = 110
_LEFT_BY_DEFAULT: dict[str, object] = {"spoken": None, "terms": ()}


def topic_files(drafts: Sequence[Draft], source: str) -> list[tuple[str, str]]:
    """Name and text of the file of each topic.

    Args:
        drafts: Questions, in the order in which they are to stand there.
        source: Name of the file that they come from, on one line.
    """
    topics: dict[str, list[Draft]] = {}
    for each in drafts:
        topics.setdefault(each.home.id, []).append(each)
    files = []
    for id, group in topics.items():
        head = {"id": id, "title": group[0].home.title}
        text = f"# Imported from {source}.\n{_yaml(head)}questions:\n"
        for each in group:
            text += f"  # {each.card.place}\n{_indented(_yaml([_plain(each.question)]))}"
        files.append((f"{id}.yaml", text))
    return files


def _plain(question: Question) -> dict[str, object]:
    """A question's fields as they stand in a file: without the topic, and what is left out by default."""
    data: dict[str, object] = {
        "id": question.id,
        "difficulty": question.difficulty,
        "kind": question.kind,
        "minutes": question.minutes,
        "question": question.question,
        "spoken": question.spoken,
        "answer": question.answer,
        "key_points": [{"point": point.point} for point in question.key_points],
        "terms": question.terms,
        "imported": question.imported,
    }
    kept = {key: value for key, value in data.items() if value != _LEFT_BY_DEFAULT.get(key, data)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in kept.items()}


class _Dumper(_SafeDumper):
    """Writes text of several lines as a block, and nothing twice by reference."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _indented(text: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
