"""A published ``governance.json``, read back: what checklists need of it, and nothing else.

What a newer release adds within version 1 is passed over. What is missing or of the
wrong type is an error that names its place: half a registry would say that nothing is owed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any
from urllib.parse import urlsplit

from sphinx_governance.model.guide import EVIDENCE, TRIGGERS, Artifact, Named, Scenario, Trigger
from sphinx_governance.model.record import Location
from sphinx_governance.model.registry import GoverningRecord, Registry, successors

SCHEMA = 1
_LONGEST = 2_000
"""Characters of one text; a longer one is no name, title or pattern."""

_MANY = 20_000
"""Items of one list."""


class RegistryError(Exception):
    """What was read is no registry; the message names the place."""


def read_registry(text: str | bytes, folder: str | None = None) -> Registry:
    """Return the registry that the text of a ``governance.json`` holds.

    :param folder: where its paths begin in the repository; None where that is not known.
    :raises RegistryError: it is none, or of a version that is not known.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegistryError(f"it is no JSON: {error}") from error
    return registry_from(data, folder)


def registry_from(data: object, folder: str | None = None) -> Registry:
    """Return the registry that the data of a ``governance.json`` holds; see :func:`read_registry`."""
    whole = _Place(data, "")
    if not isinstance(data, Mapping) or "records" not in data:
        raise RegistryError("it is no governance.json: it has no records")
    version = data.get("schema")
    if version != SCHEMA:
        raise RegistryError(f"it has version {version!r}, and this release reads version {SCHEMA}")
    notes: list[str] = []
    artifacts = {item.text("id"): _artifact(item, notes) for item in whole.items("artifacts")}
    scenarios = {item.text("id"): _scenario(item, notes) for item in whole.items("scenarios")}
    urls = {
        f"{kind}/{item.text('id')}": url
        for kind in ("artifact", "scenario")
        for item in whole.items(f"{kind}s")
        if (url := _web(item.text("url", optional=True)))
    }
    return Registry(
        project=whole.text("project", optional=True),
        artifacts=artifacts,
        scenarios=scenarios,
        records=tuple(_record(item, folder or "") for item in whole.items("records")),
        urls=urls,
        folders={item.text("name"): item.texts("folders") for item in whole.items("kinds")},
        rooted=folder is not None,
        notes=tuple(dict.fromkeys(notes)),
    )


def _artifact(item: _Place, notes: list[str]) -> Artifact:
    name, evidence = item.text("id"), item.text("evidence", optional=True) or "manual"
    if evidence not in EVIDENCE:
        notes.append(f"the artifact {name} has evidence that this release does not know")
        evidence = "manual"
    return Artifact(
        id=name,
        title=item.text("title", optional=True) or name,
        at=_at(item),
        paths=item.texts("paths"),
        evidence=evidence,
        record=item.text("record", optional=True),
        statuses=item.texts("statuses"),
        later=item.flag("after_merge"),
    )


def _scenario(item: _Place, notes: list[str]) -> Scenario:
    name = item.text("id")
    return Scenario(
        id=name,
        title=item.text("title", optional=True) or name,
        at=_at(item),
        triggers=tuple(_triggers(item, "triggers", notes)),
        unless=tuple(_triggers(item, "unless", notes)),
        required=_named(item, "required"),
        optional=_named(item, "optional"),
        one_of=tuple(
            tuple(Named(name, _at(item)) for name in group) for group in item.groups("one_of")
        ),
    )


def _triggers(item: _Place, key: str, notes: list[str]) -> Iterator[Trigger]:
    for trigger in item.items(key):
        kind = trigger.text("kind")
        if kind in TRIGGERS:
            yield Trigger(kind, trigger.text("pattern"), _at(item))
        else:
            notes.append(
                f"the scenario {item.text('id')} has a trigger that this release does not know"
            )


def _named(item: _Place, key: str) -> tuple[Named, ...]:
    return tuple(Named(name, _at(item)) for name in item.texts(key))


def _at(item: _Place) -> Location:
    return Location(item.text("path", optional=True), 0)


def _record(item: _Place, folder: str) -> GoverningRecord:
    path, number = item.text("path"), item.data.get("number")
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise item.wrong("number", "a whole number or null")
    status = item.text("status", optional=True) or item.text("status_text", optional=True)
    relations = [
        (relation.text("type"), relation.text("target"))
        for key in ("relations", "inverse_relations")
        for relation in item.items(key)
    ]
    return GoverningRecord(
        id=item.text("id"),
        kind=item.text("kind", optional=True),
        path=normpath(join(folder, path)) if folder else path,
        title=item.text("title", optional=True),
        status=status,
        phase=item.text("phase", optional=True),
        number=number,
        url=_web(item.text("url", optional=True)),
        governs=item.texts("governs"),
        frozen=item.flag("frozen"),
        successors=successors(relations),
    )


def _web(url: str) -> str:
    """Return an address that may be linked to, "" for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A value in the data, and where it stands."""

    data: Any
    path: str

    def wrong(self, key: str, wanted: str) -> RegistryError:
        """Return the error that a key does not hold what it should."""
        return RegistryError(f"{self.path}{key} is not {wanted}")

    def text(self, key: str, *, optional: bool = False) -> str:
        value = self.data.get(key)
        if value is None and optional:
            return ""
        if not isinstance(value, str) or not (value or optional):
            raise self.wrong(key, "a text")
        if len(value) > _LONGEST:
            raise self.wrong(key, f"a text of at most {_LONGEST:,} characters")
        return value

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def many(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > _MANY:
            raise self.wrong(key, f"a list of at most {_MANY:,} items")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one that is missing is empty."""
        found = self.many(key)
        for value in found:
            if not isinstance(value, str) or len(value) > _LONGEST:
                raise self.wrong(key, f"a list of texts of at most {_LONGEST:,} characters")
        return tuple(found)

    def items(self, key: str) -> Iterator[_Place]:
        """Yield the members of a list of objects; one that is missing is empty."""
        for number, value in enumerate(self.many(key)):
            place = f"{self.path}{key}[{number}]"
            if not isinstance(value, dict):
                raise RegistryError(f"{place} is not an object")
            yield _Place(value, f"{place}.")

    def groups(self, key: str) -> Iterator[tuple[str, ...]]:
        """Yield the members of a list of lists of texts."""
        for number, value in enumerate(self.many(key)):
            name = f"{key}[{number}]"
            yield _Place({name: value}, self.path).texts(name)
