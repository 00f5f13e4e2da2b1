"""Which records a command shows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.loading import Loaded
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import count, fold, listed, nearest, printable


@dataclass(frozen=True)
class Selection:
    """The records of one kind, of certain statuses, with certain tags; empty means any."""

    kind: str | None = None
    status: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()

    def check(self, loaded: Loaded) -> None:
        """Make sure that what is asked for can exist.

        :raises UsageProblem: a kind or status that the project does not have.
        """
        kinds = [kind.name for kind in loaded.corpus.kinds]
        if self.kind and self.kind not in kinds:
            near = nearest(self.kind, kinds)
            raise UsageProblem(
                f"there is no kind {self.kind!r}",
                f"did you mean {near}?" if near else f"kinds: {listed(kinds, 'and')}",
            )
        states = {
            state.name
            for spec in loaded.corpus.kinds.specs.values()
            for state in spec.lifecycle.states
        } | {"none"}
        for status in self.status:
            if fold(status) not in states:
                near = nearest(fold(status), states)
                hint = (
                    f"did you mean {near}?"
                    if near
                    else f"statuses: {listed(sorted(states), 'and')}"
                )
                raise UsageProblem(f"no kind has a status {status!r}", hint)

    def of(self, loaded: Loaded) -> Iterator[Record]:
        """Yield the records that are asked for."""
        statuses, tags = {fold(item) for item in self.status}, {fold(item) for item in self.tag}
        for record in loaded.corpus.records:
            own = {fold(item) for entry in record.all("tags") for item in split_list(entry.value)}
            if (
                loaded.wanted(record.path)
                and (self.kind in {None, record.kind})
                and (not statuses or (record.status_name or "none") in statuses)
                and (not tags or tags & own)
            ):
                yield record


def rows(records: Sequence[Record]) -> list[tuple[str, str, str, str]]:
    """Return what a table shows of records; a status in brackets is one that no state is called."""
    return [
        (record.id, _status(record), _date(record), record.title or "(no title)")
        for record in records
    ]


def closing(loaded: Loaded, shown: int) -> list[str]:
    """Return the lines under a list: how many of how many, or why there is nothing."""
    total, documents = len(loaded.corpus.records), loaded.corpus.examined["documents"]
    if not total:
        return [
            f"No records: {count(documents, 'document')} examined in {printable(str(loaded.target.path))}.",
            "A record's file begins with a number (0001-use-x.md) or declares itself (.. adr::).",
        ]
    where = f" in {printable(loaded.corpus.folder)}" if loaded.corpus.folder else ""
    of = f" of {total:,}" if shown != total else ""
    noun = "record" if total == 1 else "records"
    return [f"{shown:,}{of} {noun}{where}, {count(documents, 'document')} examined."]


def _status(record: Record) -> str:
    if record.status is None:
        return "-"
    return record.status.name or f"({record.status.text})"[:24]


def _date(record: Record) -> str:
    return (record.date.iso if record.date else None) or "-"
