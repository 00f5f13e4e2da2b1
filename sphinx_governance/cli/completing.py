"""What the shell offers for a word that is being typed: quick, silent, and no conf.py is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from sphinx_governance.model.kind import Kinds
    from sphinx_governance.model.record import Record

_OFFERED = 200
"""So many records are offered: of more, some letters must be typed."""


def files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Have the shell offer files and folders."""
    del context, parameter
    return [CompletionItem(incomplete, type="file")]


def templates(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the templates of records, or files where none of them fits."""
    from sphinx_governance.outputs.new_record import TEMPLATES

    names = ((name, "") for name in TEMPLATES if name not in {"directive", "fields"})
    return _items(names, incomplete) or files(context, parameter, incomplete)


def record_ids(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer identifiers of records, with their titles where the shell shows them."""
    del parameter
    from sphinx_governance.model.text import printable

    begun = incomplete.casefold()
    found: dict[str, str] = {}
    for record in _quietly(lambda: _records(context)):
        if record.id.casefold().startswith(begun) and len(found) < _OFFERED:
            found.setdefault(record.id, printable(record.title))
    return [CompletionItem(name, help=title or None) for name, title in found.items()]


def kinds(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of kinds."""
    del parameter
    names = ((kind.name, kind.title) for kind in _quietly(lambda: _kinds(context)))
    return _items(names, incomplete)


def statuses(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of states."""
    del parameter
    names = (
        (state.name, "")
        for kind in _quietly(lambda: _kinds(context))
        for state in kind.lifecycle.states
    )
    return _items(names, incomplete)


def relations(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the relations between records."""
    del context, parameter
    from sphinx_governance.model.fields import INVERSE

    return _items(((name, "") for name in INVERSE), incomplete)


def rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of rules; after a comma, one more."""
    del context, parameter
    before, comma, begun = incomplete.rpartition(",")
    return _items(
        ((before + comma + name, "") for name in _quietly(_rules)), before + comma + begun
    )


def _rules() -> Iterator[str]:
    from sphinx_governance.rules.registry import FAMILIES, all_rules

    yield from (rule.name for rule in all_rules())
    yield from FAMILIES


def _items(named: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    found = {name: text for name, text in named if name.startswith(incomplete)}
    return [CompletionItem(name, help=text or None) for name, text in found.items()]


def _root(context: click.Context) -> Path:
    from sphinx_governance.cli.target import find_target

    return find_target(context.params.get("path"), conf=False).path.resolve()


def _records(context: click.Context) -> Iterable[Record]:
    from sphinx_governance.intake.bare import BareFolder, read_folder

    kind = context.params.get("kind") or "adr"
    return read_folder(BareFolder(_root(context), kind, everything=False)).records


def _kinds(context: click.Context) -> Kinds:
    from sphinx_governance.intake.bare import project_of_folder

    return project_of_folder(_root(context)).kinds


def _quietly(find: Any) -> list[Any]:
    """Return what is found, nothing where anything fails: a shell has no place for an error."""
    try:
        with redirect_stderr(StringIO()):
            return list(find())
    except Exception:  # noqa: BLE001 - whatever it is, the person is still typing
        return []
