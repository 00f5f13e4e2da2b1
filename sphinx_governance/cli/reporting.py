"""The reports of a check: one on standard output, and as many files as were asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem, unknown

if TYPE_CHECKING:
    from sphinx_governance.cli.checking import Checked
    from sphinx_governance.files import SourceLines
    from sphinx_governance.report.context import Context
    from sphinx_governance.report.summary import Outcome
    from sphinx_governance.rules.registry import Rule


def formats_asked(form: str, outputs: Sequence[str]) -> dict[Path, str]:
    """Return file → format of the reports that are written beside the one on standard output.

    :raises UsageProblem: a format is not known, or a file's name asks for none.
    """
    from sphinx_governance.report.formats import FORMATS, format_of

    _known(form)
    found: dict[Path, str] = {}
    for output in outputs:
        name, sign, file = output.partition("=")
        if not sign or name not in FORMATS:
            name, file = format_of(output) or "", output
        if not name:
            formats = ", ".join(sorted(FORMATS))
            raise UsageProblem(
                f"the name {file!r} does not say which format to write",
                f"put the format before it: -o FORMAT={file}; there are {formats}",
            )
        found[Path(file)] = name
    return found


def _known(form: str) -> None:
    from sphinx_governance.model.text import listed
    from sphinx_governance.report.formats import FORMATS

    if form not in FORMATS:
        raise unknown("format", form, FORMATS, f"there are {listed(sorted(FORMATS), 'and')}")


def report(
    checked: Sequence[Checked],
    outcome: Outcome,
    form: str,
    files: dict[Path, str],
    rules: tuple[Rule, ...],
) -> None:
    """Write the report, and those that go to files.

    :raises UsageProblem: a file cannot be written.
    """
    from sphinx_governance.cli.output import painter, width
    from sphinx_governance.files import write_if_different
    from sphinx_governance.report.context import Context
    from sphinx_governance.report.formats import FORMATS

    outcomes = {name: _placed(checked, outcome, name) for name in (form, *files.values())}
    if form == "text":
        colours = painter()
        for each in checked:
            context = Context(rules, _lines_of(each), colours, width())
            click.echo(FORMATS[form](each.outcome, context), nl=False)
    else:
        click.echo(FORMATS[form](outcomes[form], _joined_context(checked, rules)), nl=False)
    for path, name in files.items():
        try:
            write_if_different(path, FORMATS[name](outcomes[name], _joined_context(checked, rules)))
        except OSError as error:
            why = error.strerror or str(error)
            raise UsageProblem(f"{path} cannot be written: {why}", "name another file") from error


def _placed(checked: Sequence[Checked], outcome: Outcome, form: str) -> Outcome:
    """Return the outcome with its places from the repository's root, where GitHub looks for them.

    Of several targets each path begins with its PATH's name.
    """
    from sphinx_governance.intake.tree import repository_root

    if form not in _FROM_ROOT or len(checked) > 1 or checked[0].loaded.target.source is not None:
        return outcome
    base = checked[0].loaded.base.resolve()
    root = repository_root(base)
    if root is None:
        return outcome
    below = base.relative_to(root.resolve()).as_posix()
    return replace(outcome, place=lambda path: posixpath.normpath(posixpath.join(below, path)))


_FROM_ROOT = frozenset({"github", "sarif"})
"""The formats whose reader knows the repository, and not what PATH was."""


def _lines_of(checked: Checked) -> SourceLines:
    from sphinx_governance.files import SourceLines

    return SourceLines(checked.loaded.base)


def _joined_context(checked: Sequence[Checked], rules: tuple[Rule, ...]) -> Context:
    """Return the context of a report on all targets, whose paths may begin with a target's name."""
    from sphinx_governance.report.context import Context

    if len(checked) == 1:
        return Context(rules, _lines_of(checked[0]))
    readers = {each.loaded.target.path.name: _lines_of(each) for each in checked}

    def lines(path: str, number: int) -> str:
        name, _, rest = path.partition("/")
        return str(readers[name](rest, number)) if name in readers else ""

    return replace(Context(rules), lines=lines)
