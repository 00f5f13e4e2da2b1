"""Every part of a guide in a corpus, repeated ids included, and who names which; and words that rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide import Artifact, DecisionTree, Named, Scenario
from sphinx_governance.model.text import nearest, printable, shorten

_WIDTH = 60


class Use(NamedTuple):
    """A name, and what names it, in words: ``the scenario 'fix-bug'``."""

    named: Named
    by: str


def every_artifact(corpus: Corpus) -> Iterator[Artifact]:
    """Yield the artifacts of all documents."""
    return (item for guide in corpus.guides for item in guide.artifacts)


def every_scenario(corpus: Corpus) -> Iterator[Scenario]:
    """Yield the scenarios of all documents."""
    return (item for guide in corpus.guides for item in guide.scenarios)


def every_tree(corpus: Corpus) -> Iterator[DecisionTree]:
    """Yield the decision trees of all documents."""
    return (item for guide in corpus.guides for item in guide.trees)


def artifact_uses(corpus: Corpus) -> Iterator[Use]:
    """Yield what scenarios and answers say of artifacts."""
    for scenario in every_scenario(corpus):
        for named in scenario.artifacts:
            yield Use(named, f"the scenario {quoted(scenario.id)}")
    for tree in every_tree(corpus):
        for question in tree.questions:
            for answer in question.answers:
                for named in (*answer.requires, *answer.suggests):
                    yield Use(named, f"the answer {quoted(answer.label or answer.id)}")


def scenario_uses(corpus: Corpus) -> Iterator[Use]:
    """Yield what answers say of scenarios."""
    for tree in every_tree(corpus):
        for question in tree.questions:
            for answer in question.answers:
                if answer.scenario is not None:
                    yield Use(answer.scenario, f"the answer {quoted(answer.label or answer.id)}")


def quoted(text: str) -> str:
    """Return a text of an author in quotes, safe to print and not too long."""
    return repr(shorten(printable(text), _WIDTH))


def offered(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint: the nearest name, or else what to do."""
    near = nearest(name, known)
    return f"did you mean {shorten(printable(near), _WIDTH)}?" if near else otherwise
