"""Relations with both of their ends, and what each end says of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record, Relation

SUPERSESSION = frozenset({"supersedes", "superseded-by"})
_EITHER_WAY = "relates-to"

Form = tuple[str, str, str]
"""A kind, a profile, and a relation that records of these write."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A relation that *record* wrote, and the *other* record that it leads to."""

    corpus: Corpus
    record: Record
    relation: Relation
    other: Record

    @property
    def answers(self) -> list[Relation]:
        """The other's relations of the inverse type, to whatever record."""
        return [item for item in self.other.relations if item.type == self.relation.inverse]

    @property
    def is_answered(self) -> bool:
        """Whether the other record says the same."""
        return any(
            found is self.record
            for item in self.answers
            for found in self.corpus.targets(self.other, item)
        )

    @property
    def form(self) -> Form:
        """What the other record would write."""
        return (self.other.kind, self.other.profile, self.relation.inverse)


def pairs_of(corpus: Corpus) -> Iterator[Pair]:
    """Yield every relation that has a direction and leads to one other record, once a pair."""
    for record in corpus.records:
        seen: set[tuple[str, int]] = set()
        for relation in record.relations:
            targets = corpus.targets(record, relation)
            if relation.type == _EITHER_WAY or len(targets) != 1 or targets[0] is record:
                continue
            key = (relation.type, id(targets[0]))
            if key not in seen:
                seen.add(key)
                yield Pair(corpus, record, relation, targets[0])


def customary(corpus: Corpus, pairs: Iterable[Pair]) -> set[Form]:
    """Return the forms in which most records that could name the other side of a supersession do."""
    quiet = {(pair.form, id(pair.other)) for pair in pairs if not pair.answers}
    silent = Counter(form for form, _ in quiet)
    writers = Counter(
        (record.kind, record.profile, name)
        for record in corpus.records
        for name in {relation.type for relation in record.relations} & SUPERSESSION
    )
    return {form for form, number in writers.items() if number > silent[form]}
