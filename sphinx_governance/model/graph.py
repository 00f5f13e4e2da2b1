"""Relations as a graph: who supersedes whom, and where relations run in a circle.

Records are named by their places in ``corpus.records``: an identifier may be claimed twice.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record, Relation

MOST = 100
"""Cycles of one relation that are looked for; a project that has more mends these first."""

_ONCE_VALID = frozenset({"superseded", "deprecated"})


class Edge(NamedTuple):
    """A relation from *source* to *target*, read forwards; *is_inverse* says that the target wrote it."""

    source: Record
    target: Record
    relation: Relation
    is_inverse: bool


Pair = tuple[int, int]

_ELSEWHERE = "moved"
"""The status of a record that is told elsewhere: it may hold."""


def edges(corpus: Corpus, name: str) -> dict[Pair, Edge]:
    """Return the relations *name* between two records: (place of source, of target) → edge.

    Where both sides wrote it, the source's words count. A target that several
    records claim is left out: which of them is meant is not known.
    """
    place = {id(record): index for index, record in enumerate(corpus.records)}
    found: dict[Pair, Edge] = {}
    for record in corpus.records:
        for relation in record.relations:
            forward = relation.type == name
            targets = (
                corpus.targets(record, relation) if forward or relation.inverse == name else ()
            )
            if len(targets) != 1 or targets[0] is record:
                continue
            source, target = (record, targets[0]) if forward else (targets[0], record)
            pair = place[id(source)], place[id(target)]
            if pair not in found or (forward and found[pair].is_inverse):
                found[pair] = Edge(source, target, relation, not forward)
    return found


def took_effect(corpus: Corpus, record: Record) -> bool:
    """Return whether a record was ever in force, as far as it says: one without a status is."""
    if record.status is None:
        return True
    return corpus.phase(record) == "in-force" or record.status_name in _ONCE_VALID


def is_over(corpus: Corpus, record: Record) -> bool:
    """Return whether a record is over for good: no move leads back to the living."""
    lifecycle = corpus.spec(record).lifecycle
    state = lifecycle.state(record.status_name)
    if state is None or state.phase != "closed" or state.name == _ELSEWHERE:
        return False
    return all(lifecycle.phase(move) == "closed" for move in state.moves)


def successors(corpus: Corpus) -> dict[int, list[int]]:
    """Return for each superseded record the places of those that supersede it.

    A draft that means to supersede a record has not done so yet, unless that record says it has.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for (source, target), edge in edges(corpus, "supersedes").items():
        if took_effect(corpus, edge.source) or pointer(corpus, edge):
            found[target].append(source)
    return dict(found)


def pointer(corpus: Corpus, edge: Edge) -> Relation | None:
    """Return the target's own words for an edge, if it has any: its pointer to the successor."""
    inverse = edge.relation.type if edge.is_inverse else edge.relation.inverse
    own = (item for item in edge.target.relations if item.type == inverse)
    return next((item for item in own if edge.source in corpus.targets(edge.target, item)), None)


def cycles(pairs: Iterable[Pair]) -> list[tuple[int, ...]]:
    """Return cycles that share no edge, until none is left: pairs first, the smallest node in front.

    >>> cycles([(1, 2), (2, 1), (2, 3), (3, 1)])
    [(1, 2)]
    """
    left = set(pairs)
    found: list[tuple[int, ...]] = [
        (source, target)
        for source, target in sorted(left)
        if source < target and (target, source) in left
    ]
    left -= {pair for a, b in found for pair in ((a, b), (b, a))}
    while len(found) < MOST and (nodes := _circle(left)):
        cycle = _shortest(left, nodes)
        found.append(cycle)
        left -= set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    return found[:MOST]


def _circle(pairs: Collection[Pair]) -> frozenset[int]:
    """Return the nodes of some cycle, or none."""
    sorter: TopologicalSorter[int] = TopologicalSorter(_after(pairs))
    try:
        sorter.prepare()
    except CycleError as error:
        return frozenset(error.args[1])
    return frozenset()


def _after(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    after: dict[int, list[int]] = defaultdict(list)
    for source, target in sorted(pairs):
        after[source].append(target)
    return after


def _shortest(pairs: Iterable[Pair], nodes: frozenset[int]) -> tuple[int, ...]:
    """Return the shortest cycle through the smallest of *nodes*, which stand on one."""
    after = _after(pair for pair in pairs if nodes.issuperset(pair))
    start = min(nodes)
    before = {start: start}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for target in after[node]:
            if target == start:
                return _path(before, node)
            if target not in before:
                before[target] = node
                queue.append(target)
    raise ValueError(nodes)


def _path(before: dict[int, int], node: int) -> tuple[int, ...]:
    path = [node]
    while before[node] != node:
        node = before[node]
        path.append(node)
    return tuple(reversed(path))
