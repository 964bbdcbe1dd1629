"""From the plain data of a file to typed objects, field by field, so that every fault is found at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from interviewer.bank.code_rules import code_rules, growth_rules, random_rules
from interviewer.bank.document import Document, Place
from interviewer.bank.problem import nearest
from interviewer.bank.question import Code, CodeTest, Growth, KeyPoint, Question, RandomTest, Topic
from interviewer.bank.role import DifficultyMix, Role, TopicShare
from interviewer.bank.rules import BrokenRule, question_rules, role_rules, topic_rules

T = TypeVar("T")

_NOUNS: dict[Any, str] = {
    Topic: "topic",
    Question: "question",
    KeyPoint: "key point",
    Code: "code",
    CodeTest: "test",
    RandomTest: "random test",
    Growth: "growth",
    Role: "role",
    DifficultyMix: "mix of difficulties",
    TopicShare: "share",
}


def _fields_of(cls: Any) -> dict[str, tuple[Any, bool]]:
    """The fields of a dataclass: what type each has and whether it is required."""
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: (_given(hints[field.name]), field.default is MISSING) for field in fields(cls)}


def _given(hint: Any) -> Any:
    """The type of a field where it is given: without the None that stands for a field left out."""
    others = [part for part in get_args(hint) if part is not NoneType]
    return others[0] if NoneType in get_args(hint) else hint


_SCHEMAS = {cls: _fields_of(cls) for cls in _NOUNS}
_RULES: dict[Any, Callable[[Any], Iterator[BrokenRule]]] = {
    Topic: topic_rules,
    Question: question_rules,
    Code: code_rules,
    RandomTest: random_rules,
    Growth: growth_rules,
    Role: role_rules,
}


def read_topic(document: Document) -> Topic | None:
    """The topic of a file; None where it has a fault. The faults are in the problems of the document."""
    if document.data is None:
        return None
    for place, question in questions_of(document):
        if question.setdefault("topic", document.name) != document.name:
            document.report((*place, "topic"), "a question's topic is that of its file; take this line out")
    name = document.data.get("id") if isinstance(document.data, dict) else None
    if name and name != document.name:
        mend = f"write 'id: {document.name}' or rename the file"
        document.report(("id",), f"the topic's id must be the name of its file; {mend}")
    return _read_object(document, Topic, document.data, ())


def read_role(document: Document) -> Role | None:
    """The role of a file; None where it has a fault. The faults are in the problems of the document."""
    if document.data is None:
        return None
    role = _read_object(document, Role, document.data, ())
    if role and role.id != document.name:
        mend = f"write 'id: {document.name}' or rename the file"
        document.report(("id",), f"the role's id must be the name of its file; {mend}")
    return role


def questions_of(document: Document) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Whatever in the file has the look of a question, with its place, also where parts of it are wrong."""
    found = document.data.get("questions") if isinstance(document.data, dict) else None
    for number, question in enumerate(found if isinstance(found, list) else []):
        if isinstance(question, dict):
            yield ("questions", number), question


def _read_object(document: Document, cls: type[T], data: Any, place: Place) -> T | None:
    """An object of `cls` from a mapping, and the rules it breaks; None where a part of it is wrong."""
    noun, schema = _NOUNS[cls], _SCHEMAS[cls]
    if not isinstance(data, dict):
        document.report(place, f"a {noun} is written as fields; begin with '{next(iter(schema))}: …'")
        return None
    before = len(document.problems)
    for name in data.keys() - schema.keys():
        known = [field for field in schema if field not in data]
        mend = nearest(name, known, f"the fields of a {noun} are {', '.join(schema)}")
        document.report((*place, name), f"'{name}' is not a field of a {noun}; {mend}")
    for name, (_, required) in schema.items():
        if required and name not in data:
            document.report(place, f"the {noun} has no '{name}'; add a line '{name}: …'")
    values = {
        name: _read_value(document, wanted, data[name], (*place, name))
        for name, (wanted, _) in schema.items()
        if name in data
    }
    if len(document.problems) > before:
        return None
    made = cls(**values)
    for inner, message in _RULES[cls](made) if cls in _RULES else ():
        document.report((*place, *inner), message)
    return made


def _read_value(document: Document, wanted: Any, data: Any, place: Place) -> Any:
    """A value of the type `wanted`; None, with a problem noted, where it does not fit."""
    name = next(part for part in reversed(place) if isinstance(part, str))
    if data is None or data == "":
        document.report(
            place, f"'{name}' is empty; fill it in or take the line out (the word null needs quotes)"
        )
        return None
    if wanted in _SCHEMAS:
        return _read_object(document, wanted, data, place)
    if get_origin(wanted) is tuple:
        if not isinstance(data, list):
            document.report(place, f"'{name}' is a list; write [one, another] or a line '- …' for each")
            return None
        item = get_args(wanted)[0]
        return tuple(_read_value(document, item, part, (*place, number)) for number, part in enumerate(data))
    if not isinstance(data, str):
        document.report(place, f"'{name}' is one text; put quotes around text with a colon or in brackets")
        return None
    try:
        value = msgspec.convert(data, wanted, strict=False)
    except msgspec.ValidationError:
        value = None
    if value is None or value == math.inf:
        document.report(place, f"'{data}' does not fit '{name}'; {_expected(wanted, data)}")
    return value


def _expected(wanted: Any, text: str) -> str:
    """What may stand in a field, as a mend."""
    if get_origin(wanted) is Literal:
        choices = get_args(wanted)
        return nearest(text.lower(), choices, f"write one of {', '.join(choices)}")
    return "write a whole number, such as 85" if wanted is int else "write a number above 0, such as 1.5"
