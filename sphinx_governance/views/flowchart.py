"""A decision tree in DOT: questions as boxes, answers as edges, outcomes as rounded nodes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.drawn import quoted
from sphinx_governance.model.guide import Answer, DecisionTree, Named
from sphinx_governance.model.text import printable, shorten
from sphinx_governance.views.labels import _

_LONGEST = 90
_LINE = 26
"""Characters of a text, and of a line in a box."""
_WIDE = 3
"""Answers of a question up to which the drawing goes from top to bottom."""
_LAYOUT = (
    "  ordering=out; nodesep=0.3; ranksep=0.35; bgcolor=transparent;",
    '  node [shape=box, fontname="sans-serif", fontsize=11, margin="0.12,0.07"];',
    '  edge [fontname="sans-serif", fontsize=10];',
)


def flowchart_dot(corpus: Corpus, tree: DecisionTree) -> str:
    """Return the tree in DOT; answers that come to the same share an outcome."""
    # Of several questions of one name the first counts.
    questions = [item for item in tree.questions if tree.by_id[item.id] is item]
    # A page is narrow: what spreads wide beside each other is set below each other.
    wide = any(len(question.answers) > _WIDE for question in questions)
    lines = ["digraph tree {", f"  rankdir={'LR' if wide else 'TB'};", *_LAYOUT]
    lines += [
        f"  {_place(question.id)} [label={_label(question.text or question.id)}];"
        for question in questions
    ]
    outcomes: dict[str, str] = {}
    edges: list[str] = []
    for question in questions:
        for answer in question.answers:
            owed = "\n".join(_wrapped(text) for text in _owed(corpus, answer))
            following = tree.after(answer)
            if following is not None:
                said = "\n".join(filter(None, (_wrapped(_said(answer)), owed)))
                target = _place(following.id)
            else:
                said = _wrapped(_said(answer))
                owed = owed or _wrapped(str(_("Nothing more is owed.")))
                target = outcomes.setdefault(owed, f'"outcome {len(outcomes) + 1}"')
            edges.append(f"  {_place(question.id)} -> {target} [label={quoted(said)}];")
    lines += [f"  {name} [label={quoted(owed)}, style=rounded];" for owed, name in outcomes.items()]
    return "\n".join([*lines, *edges, "}"])


def _place(question: str) -> str:
    """Return a question's node: its id cannot be that of an outcome."""
    return quoted(f"question {question}")


def _said(answer: Answer) -> str:
    range_ = answer.range.text if answer.range else answer.wrong_range
    return f"{answer.label} ({range_})" if range_ and range_ != answer.label else answer.label


def _owed(corpus: Corpus, answer: Answer) -> Iterator[str]:
    """Yield the scenario and the artifacts that an answer adds, in words."""
    if answer.scenario is not None:
        scenario = corpus.scenarios.get(answer.scenario.name)
        yield scenario.title if scenario else answer.scenario.name
    yield from (f"+ {_title(corpus, named)}" for named in answer.requires)
    optional = str(_("optional"))
    yield from (f"+ {_title(corpus, named)} ({optional})" for named in answer.suggests)


def _title(corpus: Corpus, named: Named) -> str:
    artifact = corpus.artifacts.get(named.name)
    return artifact.title if artifact else named.name


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(shorten(printable(text), _LONGEST), _LINE))


def _label(text: str) -> str:
    return quoted(_wrapped(text))
