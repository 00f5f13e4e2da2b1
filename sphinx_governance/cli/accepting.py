"""``check --write-baseline``: today's findings are accepted; a baseline that is there only shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.baseline import Settled


def write_baseline(loaded: Loaded, parted: Settled, *, grow: bool) -> None:
    """Write the baseline of a target, and say what changed in it.

    :param grow: whether new findings are accepted though a baseline is there.
    """
    from sphinx_governance.files import write_if_different
    from sphinx_governance.model.baseline import merged
    from sphinx_governance.model.finding import Severity
    from sphinx_governance.model.text import count
    from sphinx_governance.outputs.baseline_toml import baseline_as_toml
    from sphinx_governance.rules.registry import BASELINE_RULE

    baseline = loaded.corpus.baseline
    path = loaded.base / baseline.path
    first = not path.is_file()
    found = [item for item in (*parted.findings, *parted.accepted) if item.rule != BASELINE_RULE]
    entries, added, dropped = merged(baseline, found, grow=grow or first)
    if entries or not first:
        write_if_different(path, baseline_as_toml(entries))
    click.echo(
        f"{path.name}: {count(len(entries), 'accepted finding')}"
        f" ({added} added, {dropped} taken out).",
        err=True,
    )
    heavy = {item.fingerprint for item in found if item.severity is not Severity.NOTE}
    left = len(heavy - {item.fingerprint for item in entries})
    if left and not (grow or first):
        click.echo(
            f"{count(left, 'finding')} not accepted; to accept them too: --write-baseline --force",
            err=True,
        )
