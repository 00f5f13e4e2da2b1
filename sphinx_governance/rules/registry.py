"""Finding the rules, and running them over a corpus."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from sphinx_governance import rules as package
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Finding, Found, Severity, fingerprint

FAMILIES = (
    "settings", "documents", "identity", "header", "lifecycle", "relations", "mentions",
    "references", "sections", "duplication", "guides", "fragments",
)  # fmt: skip
"""The families of rules, in the order in which they are listed."""

GROUP = "sphinx_governance.rules"
DOCS = "https://sphinx-governance.readthedocs.io/en/latest/rules/"
_NOT_RULES = frozenset({"registry"})


class RuleError(Exception):
    """A rule that cannot be used: two of one name, or a module that is not a rule."""


@dataclass(frozen=True)
class Rule:
    """A rule as its module declares it; *origin* is the package it comes from."""

    name: str
    family: str
    severity: Severity
    check: Callable[[Corpus], Iterable[Found]]
    doc: str
    origin: str

    @property
    def summary(self) -> str:
        """What the rule finds, in one line: the first of its docstring."""
        return self.doc.strip().split("\n", 1)[0]

    @property
    def url(self) -> str:
        """The rule's page."""
        return f"{DOCS}{self.name}.html"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, built in and registered, by family and name.

    :raises RuleError: two rules have one name, or a registered module is not a rule.
    """
    found: dict[str, Rule] = {}
    for module in (*_own_modules(), *_registered_modules()):
        rule = _rule(module)
        if rule.name in found:
            raise RuleError(
                f"two rules are named {rule.name!r}: one in {found[rule.name].origin}, one in {rule.origin}"
            )
        found[rule.name] = rule
    return tuple(sorted(found.values(), key=lambda rule: (FAMILIES.index(rule.family), rule.name)))


def rule_sources() -> tuple[str, ...]:
    """Return where the rules come from, without loading them: modules, then entry points."""
    return (*_own_names(), *(f"{entry.name} = {entry.value}" for entry in _registered()))


def _own_names() -> Iterator[str]:
    for module in pkgutil.iter_modules(package.__path__):
        if module.name not in _NOT_RULES:
            yield f"{package.__name__}.{module.name}"


def _own_modules() -> Iterator[ModuleType]:
    for name in _own_names():
        yield importlib.import_module(name)


def _registered() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda entry: entry.name)


def _registered_modules() -> Iterator[ModuleType]:
    for entry in _registered():
        loaded = entry.load()
        if not isinstance(loaded, ModuleType):
            raise RuleError(f"the entry point {entry.name!r} of {GROUP} must name a module")
        yield loaded


def _rule(module: ModuleType) -> Rule:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    missing = [part for part in ("FAMILY", "SEVERITY", "check") if not hasattr(module, part)]
    if missing:
        raise RuleError(f"{module.__name__} is not a rule: it has no {', '.join(missing)}")
    if module.FAMILY not in FAMILIES:
        raise RuleError(f"{module.__name__}: there is no family {module.FAMILY!r}")
    return Rule(
        name,
        module.FAMILY,
        Severity(module.SEVERITY),
        module.check,
        module.__doc__ or "",
        module.__name__,
    )


def run_rules(corpus: Corpus) -> tuple[Finding, ...]:
    """Return what every rule that the settings do not turn off finds, in the order of a report."""
    found: list[Finding] = []
    for rule in all_rules():
        severity = corpus.severities.get(rule.name, rule.severity)
        if severity is not Severity.OFF:
            found += _run(rule, severity, corpus)
    return tuple(sorted(found, key=lambda finding: finding.order))


def _run(rule: Rule, severity: Severity, corpus: Corpus) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    allowed = _allowed(rule.name, corpus)
    for found in sorted(rule.check(corpus), key=lambda item: (item.at, item.message)):
        if any(first <= found.at.line <= last for first, last in allowed.get(found.at.path, ())):
            continue
        key = (found.at.path, found.message)
        seen[key] += 1
        milder = found.severity is not None and found.severity.rank > severity.rank
        yield Finding(
            rule.name,
            found.severity if milder and found.severity else severity,
            found.message,
            found.at,
            found.hint,
            found.length,
            found.related,
            fingerprint(rule.name, found.at.path, found.message, seen[key]),
            found.fix,
        )


def _allowed(rule: str, corpus: Corpus) -> dict[str, list[tuple[int, int]]]:
    """Return path → the lines in which a comment allows the rule."""
    lines: dict[str, list[tuple[int, int]]] = {}
    for document in corpus.read:
        for allow in document.allows:
            if allow.rule in {rule, "*"} and allow.reason:
                lines.setdefault(document.path, []).append((allow.first, allow.last))
    return lines
