"""Trees with many paths: all rules together take no time, and no tree makes them hang."""

from __future__ import annotations

from time import process_time

import pytest

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document
from sphinx_governance.model.example import read_example
from sphinx_governance.model.guide import Answer, DecisionTree, Guide, Named, Question
from sphinx_governance.model.record import Location
from sphinx_governance.model.walk import paths
from sphinx_governance.presets.resolve import resolve_kinds
from sphinx_governance.rules.registry import run_rules

KINDS, _ = resolve_kinds({})
AT = Location("guide.rst", 1)


def in_a_row(count: int) -> DecisionTree:
    """Return yes/no questions of which each leads to the next; the last answers lead nowhere."""
    asked = []
    for number in range(count):
        goto = Named(f"q{number + 1}", AT) if number + 1 < count else None
        yes = Answer(id="yes", label="Yes", at=AT, goto=goto)
        no = Answer(
            id="no", label="No", at=AT, goto=goto, requires=() if number else (Named("x", AT),)
        )
        asked.append(Question(id=f"q{number}", text=f"Q{number}?", at=AT, answers=(yes, no)))
    said = ", ".join(f"q{number}=yes" for number in range(count))
    return DecisionTree(
        id="t", title="T", at=AT, questions=tuple(asked),
        examples=(read_example(f"{said} → nothing", AT),),
    )  # fmt: skip


@pytest.mark.parametrize("count", [14, 40, 400])
def test_rules_take_no_time(count: int) -> None:
    guide = Guide(trees=(in_a_row(count),))
    corpus = Corpus(kinds=KINDS, documents=(Document(path="guide.rst", guide=guide),))
    run_rules(Corpus(kinds=KINDS))  # loads the rules
    start = process_time()
    found = [item for item in run_rules(corpus) if item.rule == "tree-dead-end"]
    assert process_time() - start < 3
    assert [item.message.endswith(("no", "yes", "…")) for item in found] == [True, True]


def test_every_path_of_a_large_tree_is_walked_in_time() -> None:
    start = process_time()
    assert sum(1 for _ in paths(in_a_row(14))) == 16_384
    assert process_time() - start < 3
