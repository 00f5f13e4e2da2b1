"""Which rules run: ``--select`` and ``--ignore`` name rules or families of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem, unknown

if TYPE_CHECKING:
    from sphinx_governance.rules.registry import Rule


@contextmanager
def usable_rules() -> Iterator[None]:
    """Say which package to mend where a rule of another package cannot be used.

    :raises UsageProblem: it cannot.
    """
    from sphinx_governance.rules.registry import RuleError

    try:
        yield
    except RuleError as error:
        raise UsageProblem(str(error), "mend or uninstall the package that registers it") from error


def chooser(select: Iterable[str], ignore: Iterable[str]) -> Callable[[Rule], bool]:
    """Return whether a rule is to run.

    :raises UsageProblem: a name is neither a rule's nor a family's.
    """
    selected, ignored = _names(select), _names(ignore)

    def wanted(rule: Rule) -> bool:
        own = {rule.name, rule.family}
        return (not selected or bool(own & selected)) and not own & ignored

    return wanted


def _names(written: Iterable[str]) -> set[str]:
    """Return the names in a list whose items may hold several, set apart by commas."""
    from sphinx_governance.rules.registry import FAMILIES, all_rules

    names = {name.strip() for item in written for name in item.split(",") if name.strip()}
    known = {rule.name for rule in all_rules()} | set(FAMILIES) if names else set()
    for name in sorted(names - known):
        raise unknown(
            "rule or family", name, known, "sphinx-governance check --list-rules names them"
        )
    return names
