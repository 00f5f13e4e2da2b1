"""What ``check`` and ``-b governance`` say of fragments: what is wrong, and what was not looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sphinx_governance.config import Project
from sphinx_governance.fragment_hosts import Repository, renewed_hosts
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.markers import FragmentTrouble, Region
from sphinx_governance.model.text import count
from sphinx_governance.outputs.fragment_renewal import Renewed, troubles_of

RUNS_CODE = "they run code of the project"


@dataclass(frozen=True)
class HostCheck:
    """Says, when a rule asks, what is wrong with the fragments of a project, at places of its corpus."""

    corpus: Corpus
    project: Project
    place: Repository
    source: Path | None = None

    @cached_property
    def renewed(self) -> Renewed:
        """What the fragments should be."""
        return renewed_hosts(self.corpus, self.project, self.place, self.source)

    def __call__(self) -> tuple[FragmentTrouble, ...]:
        """Return everything that is wrong."""
        return tuple(
            trouble._replace(at=trouble.at._replace(path=self.place.from_root(trouble.at.path)))
            for trouble in troubles_of(self.renewed)
        )


def with_fragments(corpus: Corpus, check: HostCheck) -> Corpus:
    """Return a corpus whose rules may ask what is wrong with its fragments."""
    return replace(corpus, fragment_source=check)


def fragments_examined(corpus: Corpus) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return how many fragments were examined, where a rule asked, and what to say of the others."""
    check = corpus.fragment_source
    if not isinstance(check, HostCheck) or "renewed" not in vars(check):
        return {}, ()
    renewed = check.renewed
    return {"fragments": renewed.examined}, unexamined_note(renewed.unexamined, RUNS_CODE)


def unexamined_note(regions: Collection[Region], why: str) -> tuple[str, ...]:
    """Return what a report says of fragments that it did not look at."""
    names = ", ".join(sorted({region.generator for region in regions}))
    return (f"{count(len(regions), 'fragment')} not examined: {why} ({names})",) if regions else ()
