"""Artifacts, scenarios and decision trees as plain data, for ``governance.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide import (
    Answer,
    Artifact,
    DecisionTree,
    Example,
    Named,
    Question,
    Scenario,
    Trigger,
)
from sphinx_governance.model.record import Location


def guides_as_json(corpus: Corpus, published: Mapping[str, str]) -> dict[str, object]:
    """Return all guides; each part of them is there once, in the order of its identifier."""
    return {
        "artifacts": [
            _artifact(item, published) for _, item in sorted(corpus.artifacts.items())
        ],
        "scenarios": [
            _scenario(item, published) for _, item in sorted(corpus.scenarios.items())
        ],
        "trees": [_tree(item, published) for _, item in sorted(corpus.trees.items())],
    }  # fmt: skip


def _artifact(artifact: Artifact, published: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": artifact.id,
        "title": artifact.title,
        "summary": artifact.summary or None,
        "paths": list(artifact.paths),
        "evidence": artifact.evidence,
        "record": artifact.record or None,
        "statuses": list(artifact.statuses),
        "when": artifact.when or None,
        "after_merge": artifact.later,
        **_place(artifact.at, artifact.page, artifact.anchor, published),
    }


def _scenario(scenario: Scenario, published: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "summary": scenario.summary or None,
        "triggers": _triggers(scenario.triggers),
        "unless": _triggers(scenario.unless),
        "required": _names(scenario.required),
        "one_of": [_names(group) for group in scenario.one_of],
        "optional": _names(scenario.optional),
        "examples": list(scenario.examples),
        **_place(scenario.at, scenario.page, scenario.anchor, published),
    }


def _tree(tree: DecisionTree, published: Mapping[str, str]) -> dict[str, object]:
    page = published.get(tree.page)
    return {
        "id": tree.id,
        "title": tree.title,
        "summary": tree.summary or None,
        "questions": [_question(question, page) for question in tree.questions],
        "examples": [_example(example) for example in tree.examples],
        **_place(tree.at, tree.page, tree.anchor, published),
    }


def _question(question: Question, page: str | None) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "answers": [_answer(answer) for answer in question.answers],
        "anchor": question.anchor or None,
        "url": _url(page, question.anchor),
        "line": question.at.line,
    }


def _answer(answer: Answer) -> dict[str, object]:
    return {
        "id": answer.id,
        "label": answer.label,
        "range": answer.range.text if answer.range else None,
        "scenario": answer.scenario.name if answer.scenario else None,
        "goto": answer.goto.name if answer.goto else None,
        "requires": _names(answer.requires),
        "suggests": _names(answer.suggests),
        "ends": answer.ends,
        "line": answer.at.line,
    }


def _example(example: Example) -> dict[str, object]:
    return {
        "text": example.text,
        "answers": [{"question": question, "answer": said} for question, said in example.answers],
        "outcome": list(example.outcome),
    }


def _triggers(triggers: Iterable[Trigger]) -> list[dict[str, str]]:
    return [{"kind": trigger.kind, "pattern": trigger.pattern} for trigger in triggers]


def _names(named: Iterable[Named]) -> list[str]:
    return [item.name for item in named]


def _place(at: Location, page: str, anchor: str, published: Mapping[str, str]) -> dict[str, object]:
    return {
        "page": page or None,
        "anchor": anchor or None,
        "url": _url(published.get(page), anchor),
        "path": at.path,
        "line": at.line,
    }


def _url(page: str | None, anchor: str) -> str | None:
    return f"{page}#{anchor}" if page and anchor else page
