"""What ``check`` and ``-b governance`` say of fragments: what is wrong, and what was not looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sphinx_governance.config import Project
from sphinx_governance.fragment_hosts import Hosts, Repository, read_hosts, renewed_hosts
from sphinx_governance.model.corpus import Clusters, Corpus
from sphinx_governance.model.markers import FragmentTrouble, Region
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Passage
from sphinx_governance.model.text import count
from sphinx_governance.outputs.fragment_renewal import Renewed, Unexamined, troubles_of


@dataclass(frozen=True)
class HostCheck:
    """Says, when a rule asks, what is wrong with the fragments of a project, at places of its corpus."""

    corpus: Corpus
    project: Project
    place: Repository
    source: Path | None = None

    @cached_property
    def hosts(self) -> Hosts:
        """The files that hold fragments."""
        return read_hosts(self.project, self.place)

    @cached_property
    def renewed(self) -> Renewed:
        """What the fragments should be."""
        return renewed_hosts(self.hosts, self.corpus, self.project, self.place, self.source)

    @cached_property
    def made_lines(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Path in the corpus → first and last line of each fragment there, as it stands."""
        found: dict[str, list[tuple[int, int]]] = {}
        for region in self.hosts.regions:
            path = self.place.from_root(region.at.path)
            found.setdefault(path, []).append((region.begin, region.end))
        return {path: tuple(lines) for path, lines in found.items()}

    @property
    def digest(self) -> str:
        """Changes with the places of fragments; "" where there are none."""
        lines = self.made_lines
        return (
            hashlib.sha256(repr(sorted(lines.items())).encode()).hexdigest()[:16] if lines else ""
        )

    def made(self, at: Location) -> bool:
        """Return whether what stands at a place was generated."""
        return any(first < at.line < last for first, last in self.made_lines.get(at.path, ()))

    def __call__(self) -> tuple[FragmentTrouble, ...]:
        """Return everything that is wrong."""
        return tuple(
            trouble._replace(at=trouble.at._replace(path=self.place.from_root(trouble.at.path)))
            for trouble in troubles_of(self.renewed)
        )


def with_fragments(corpus: Corpus, check: HostCheck, *, compared: bool = True) -> Corpus:
    """Return a corpus whose rules may ask what is wrong with its fragments.

    What was generated is no passage of it: it is said once, in its source.

    :param compared: whether they can be compared with what they should be.
    """
    passages, keep = corpus.passage_source, corpus.keep

    def written() -> tuple[Passage, ...]:
        return tuple(item for item in passages() if not check.made(item.at)) if passages else ()

    def kept(name: str, find: Callable[[], Clusters]) -> Clusters:
        # Which files hold fragments is for the settings to say, which the passages do not tell.
        return keep(f"{name} {check.digest}".strip(), find) if keep else find()

    filled = replace(corpus, fragment_source=check if compared else None)
    return replace(
        filled, passage_source=written if passages else None, keep=kept if keep else None
    )


def fragments_examined(corpus: Corpus) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return how many fragments were examined, where a rule asked, and what to say of the others."""
    check = corpus.fragment_source
    if not isinstance(check, HostCheck) or "renewed" not in vars(check):
        return {"fragments": 0}, ()
    renewed = check.renewed
    return {"fragments": renewed.examined}, unexamined_notes(renewed.unexamined)


def unexamined_notes(left: Iterable[Unexamined]) -> tuple[str, ...]:
    """Return what a report says of fragments that it did not look at: a note for each reason."""
    reasons: dict[str, list[Region]] = {}
    for region, why in left:
        reasons.setdefault(why, []).append(region)
    return tuple(
        f"{count(len(regions), 'fragment')} not examined: {why} "
        f"({', '.join(sorted({region.generator for region in regions}))})"
        for why, regions in reasons.items()
    )
