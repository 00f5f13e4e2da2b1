"""Finding the rules, and running them over a corpus."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from sphinx_governance import rules as package
from sphinx_governance.model.baseline import Entry, Settled, settle
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Allow
from sphinx_governance.model.finding import Finding, Found, Severity, fingerprint
from sphinx_governance.model.record import Location
from sphinx_governance.model.severity import RuleSetting, severity_of

FAMILIES = (
    "settings", "documents", "identity", "header", "lifecycle", "relations", "mentions",
    "references", "sections", "duplication", "guides", "fragments",
)  # fmt: skip
"""The families of rules, in the order in which they are listed."""

GROUP = "sphinx_governance.rules"
DOCS = "https://sphinx-governance.readthedocs.io/en/latest/rules/"
BASELINE_RULE = "baseline"
"""The rule whose findings need those of all others: :func:`settled` adds them."""
_NOT_RULES = frozenset({"registry"})


class RuleError(Exception):
    """A rule that cannot be used: two of one name, or a module that is no rule or cannot be loaded."""


@dataclass(frozen=True)
class Rule:
    """A rule as its module declares it; *origin* is that module.

    *needs* is the attribute of the corpus without which the rule cannot look:
    ``today``, ``base``, ``tree``, ``unresolved``, ``passage_source``, ``fragment_source``; "" for none.
    *url* is its page; "" where another package's rule has none.
    """

    name: str
    family: str
    severity: Severity
    check: Callable[[Corpus], Iterable[Found]]
    doc: str
    origin: str
    needs: str = ""
    url: str = ""

    def looks(self, corpus: Corpus) -> bool:
        """Return whether the rule has what it needs to find anything."""
        return not self.needs or getattr(corpus, self.needs) is not None

    @property
    def summary(self) -> str:
        """What the rule finds, in one line: the first of its docstring."""
        return self.doc.strip().split("\n", 1)[0]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, built in and registered, by family and name.

    :raises RuleError: two rules have one name, or a registered module is no rule or cannot be loaded.
    """
    found: dict[str, Rule] = {}
    for rule in (*_own(), *map(_loaded, _registered())):
        if rule.name in found:
            both = found[rule.name].origin, rule.origin
            raise RuleError(
                f"two rules are named {rule.name!r}: one in {both[0]}, one in {both[1]}"
            )
        found[rule.name] = rule
    return tuple(sorted(found.values(), key=lambda rule: (FAMILIES.index(rule.family), rule.name)))


def rule_sources() -> tuple[str, ...]:
    """Return where the rules come from, without loading them: modules, then entry points."""
    return (*_own_names(), *map(_shown, _registered()))


def _own_names() -> Iterator[str]:
    for module in pkgutil.iter_modules(package.__path__):
        if module.name not in _NOT_RULES:
            yield f"{package.__name__}.{module.name}"


def _own() -> Iterator[Rule]:
    for name in _own_names():
        rule = _rule(importlib.import_module(name))
        yield replace(rule, url=f"{DOCS}{rule.name}.html")


@cache
def _registered() -> tuple[EntryPoint, ...]:
    """Return what other packages register; all that is installed is looked through for it."""
    found = entry_points(group=GROUP)
    return tuple(sorted(found, key=lambda entry: (entry.name, entry.value)))


def _shown(entry: EntryPoint) -> str:
    package = f" ({entry.dist.name} {entry.dist.version})" if entry.dist else ""
    return f"{entry.name} = {entry.value}{package}"


def _loaded(entry: EntryPoint) -> Rule:
    """Return the rule that an entry point names.

    :raises RuleError: it names no rule, or its module cannot be loaded.
    """
    shown = _shown(entry)
    try:
        module = entry.load()
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise RuleError(f"the rule {shown} cannot be loaded: {why}") from error
    if not isinstance(module, ModuleType):
        raise RuleError(f"the rule {shown} is not a module")
    try:
        return _rule(module)
    except RuleError as error:
        raise RuleError(f"the rule {shown} cannot be used: {error}") from error


def _rule(module: ModuleType) -> Rule:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    missing = [part for part in ("FAMILY", "SEVERITY", "check") if not hasattr(module, part)]
    needs = getattr(module, "NEEDS", "")
    if missing:
        raise RuleError(f"{module.__name__} has no {', '.join(missing)}")
    for part, value, known in (
        ("FAMILY", module.FAMILY, FAMILIES),
        ("SEVERITY", module.SEVERITY, tuple(Severity)),
        ("NEEDS", needs, ("", *(field.name for field in fields(Corpus)))),
    ):
        if value not in known:
            raise RuleError(f"{module.__name__}.{part} may not be {value!r}")
    return Rule(
        name,
        module.FAMILY,
        Severity(module.SEVERITY),
        module.check,
        module.__doc__ or "",
        module.__name__,
        needs,
        getattr(module, "URL", ""),
    )


def _every(rule: Rule) -> bool:
    del rule
    return True


def run_rules(corpus: Corpus, wanted: Callable[[Rule], bool] = _every) -> tuple[Finding, ...]:
    """Return what every rule that the settings do not turn off finds, in the order of a report.

    :param wanted: whether a rule is asked for.
    """
    found: list[Finding] = []
    allowed = _allowed(corpus)
    for rule in all_rules():
        setting = corpus.severities.get(rule.name, RuleSetting())
        named = (*setting.used(), *(() if setting.severity else (rule.severity,)))
        if wanted(rule) and any(severity is not Severity.OFF for severity in named):
            found += _run(rule, setting, corpus, allowed)
    return tuple(sorted(found, key=lambda finding: finding.order))


def settled(corpus: Corpus, wanted: Callable[[Rule], bool] = _every) -> Settled:
    """Return the findings parted by the baseline, with a finding for each entry that matches nothing."""
    parted = settle(run_rules(corpus, wanted), corpus.baseline, corpus.today)
    rules = {rule.name: rule for rule in all_rules()}
    over = rules[BASELINE_RULE]
    severity = corpus.severities.get(over.name, RuleSetting()).severity or over.severity
    if severity is Severity.OFF or not wanted(over):
        return parted
    found = [
        _about_unused(entry, corpus.baseline.path, severity)
        for entry in parted.unused
        if entry.rule not in rules or _asked(rules[entry.rule], corpus, wanted)
    ]
    ordered = tuple(sorted((*parted.findings, *found), key=lambda finding: finding.order))
    return parted._replace(findings=ordered)


def _asked(rule: Rule, corpus: Corpus, wanted: Callable[[Rule], bool]) -> bool:
    return wanted(rule) and rule.looks(corpus)


def _about_unused(entry: Entry, path: str, severity: Severity) -> Finding:
    message = f"the entry for {entry.rule} in {entry.path} matches nothing any more"
    hint = "take it out: sphinx-governance check --write-baseline"
    mark = fingerprint(BASELINE_RULE, path, entry.fingerprint, 1)
    return Finding(BASELINE_RULE, severity, message, Location(path), hint, fingerprint=mark)


def _run(
    rule: Rule, setting: RuleSetting, corpus: Corpus, allowed: Mapping[str, Sequence[Allow]]
) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    for found in sorted(_checked(rule, corpus), key=lambda item: (item.at, item.message)):
        allows = allowed.get(found.at.path, ())
        if any(
            allow.rule in {rule.name, "*"} and allow.first <= found.at.line <= allow.last
            for allow in allows
        ):
            continue
        key = (found.at.path, found.message)
        seen[key] += 1
        record = corpus.record_at(found.at) if setting.by_record else None
        severity = severity_of(found, record, setting, rule.severity)
        if severity is not Severity.OFF:
            mark = fingerprint(rule.name, found.at.path, found.message, seen[key])
            yield Finding(
                rule.name, severity, found.message, found.at, found.hint, found.length, found.related,
                mark, found.fix,
            )  # fmt: skip


def _checked(rule: Rule, corpus: Corpus) -> Iterator[Found]:
    try:
        yield from rule.check(corpus)
    except Exception as error:
        error.add_note(f"It was raised by the rule {rule.name}, in {rule.origin}.")
        raise


def _allowed(corpus: Corpus) -> dict[str, list[Allow]]:
    """Return path → the comments there that allow findings, and say why."""
    found: dict[str, list[Allow]] = {}
    for document in corpus.told:
        for allow in document.allows:
            if allow.reason:
                found.setdefault(document.path, []).append(allow)
    return found
