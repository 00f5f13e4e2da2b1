"""The names of a guide's parts as others refer to them: ``changelog``, ``what-to-write/bug/yes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_governance.model.document import Document
from sphinx_governance.model.guide import Guide, Named

TYPES = ("artifact", "scenario", "tree", "question", "answer")
"""What can be referred to; each is a role too."""


class GuideObject(NamedTuple):
    """A part of a guide that can be linked to."""

    name: str
    title: str
    type: str
    page: str
    anchor: str


def guide_references(document: Document) -> frozenset[tuple[str, str]]:
    """Return the parts of guides, by type and name, that a document's own roles refer to."""
    kinds = ((link.kind.rpartition(":")[2], link.target.strip()) for link in document.links)
    return frozenset(found for found in kinds if found[0] in TYPES)


def objects_of(guide: Guide) -> Iterator[GuideObject]:
    """Yield everything in a guide that can be linked to."""
    for artifact in guide.artifacts:
        yield GuideObject(artifact.id, artifact.title, "artifact", artifact.page, artifact.anchor)
    for scenario in guide.scenarios:
        yield GuideObject(scenario.id, scenario.title, "scenario", scenario.page, scenario.anchor)
    for tree in guide.trees:
        yield GuideObject(tree.id, tree.title, "tree", tree.page, tree.anchor)
        for question in tree.questions:
            name = f"{tree.id}/{question.id}"
            yield GuideObject(name, question.text, "question", tree.page, question.anchor)
            for answer in question.answers:
                anchor = f"{question.anchor}-{answer.id}"
                yield GuideObject(f"{name}/{answer.id}", answer.label, "answer", tree.page, anchor)


def guide_facts(guide: Guide) -> tuple[object, ...]:
    """Return what pages show of a guide: not its lines, which every edit moves."""
    return (
        [
            (item.id, item.title, item.page, item.anchor, item.paths, item.record, item.when, item.later)
            for item in guide.artifacts
        ],
        [
            (
                item.id, item.title, item.page, item.anchor, item.examples,
                [(trigger.kind, trigger.pattern) for trigger in (*item.triggers, *item.unless)],
                _names(item.required), _names(item.optional), [_names(group) for group in item.one_of],
            )
            for item in guide.scenarios
        ],
        [tuple(found) for found in objects_of(guide)],
    )  # fmt: skip


def _names(named: Iterable[Named]) -> list[str]:
    return [item.name for item in named]
