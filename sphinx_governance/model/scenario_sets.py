"""Comparing scenarios: does one match whenever the other does, and do they owe the same?

A scenario matches where any of its triggers does and none of its *unless*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_governance.model.guide import PATH_TRIGGERS, Named, Scenario, Trigger

_MAGIC = frozenset("*?[\\")


def matches_too(one: Scenario, other: Scenario) -> bool:
    """Return whether *other* matches wherever *one* does, as far as the patterns alone can tell."""
    # A pattern that takes away (!x) makes the others mean less than they say.
    if any(trigger.pattern.startswith("!") for trigger in (*one.triggers, *other.triggers)):
        return False
    return all(_covered(item, other.triggers) for item in one.triggers) and all(
        _covered(item, one.unless) for item in other.unless
    )


def always_together(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios match in the same cases: triggers and *unless* are the same."""
    return _keys(one.triggers) == _keys(other.triggers) and _keys(one.unless) == _keys(other.unless)


def owes_all_of(one: Scenario, other: Scenario) -> bool:
    """Return whether *other* owes at least all that *one* does."""
    required, offered = _names(other.required), _names(other.required) | _names(other.optional)
    groups = [_names(group) for group in other.one_of]
    return (
        _names(one.required) <= required
        and _names(one.optional) <= offered
        and all(
            required & _names(group) or any(known <= _names(group) for known in groups)
            for group in one.one_of
        )
    )


def contradictions(one: Scenario, other: Scenario) -> Iterator[tuple[Named, Named]]:
    """Yield the artifacts that *one* requires and *other* leaves open, as each of them names it."""
    left_open = {named.name: named for named in reversed(other.optional)}
    required = _names(other.required)
    seen: set[str] = set()
    for named in one.required:
        if named.name in left_open and named.name not in required | seen:
            seen.add(named.name)
            yield named, left_open[named.name]


def _covered(trigger: Trigger, others: Iterable[Trigger]) -> bool:
    return any(
        trigger.kind == other.kind and _covers(other.pattern, trigger.pattern, trigger.kind)
        for other in others
    )


def _covers(wide: str, narrow: str, kind: str) -> bool:
    """Return whether *wide* matches all that *narrow* does: the same pattern, or a whole folder around it."""
    if kind not in PATH_TRIGGERS:
        return _key(kind, wide) == _key(kind, narrow)
    wide, narrow = _plain(wide), _plain(narrow)
    if wide in {narrow, "**", "*"}:
        return True
    folder = wide.removesuffix("**").removesuffix("*") if wide.endswith(("/**", "/*")) else wide
    # `docs/` without another slash stands anywhere, `docs/x` only here: that is less.
    inside = narrow.startswith(folder) and narrow != folder
    return folder.endswith("/") and not _MAGIC & set(folder) and inside


def _plain(pattern: str) -> str:
    return pattern.removeprefix("/") if "/" in pattern.rstrip("/")[1:] else pattern


def _keys(triggers: Iterable[Trigger]) -> frozenset[tuple[str, str]]:
    return frozenset((item.kind, _key(item.kind, item.pattern)) for item in triggers)


def _key(kind: str, pattern: str) -> str:
    """Return what is compared of a pattern: labels are the same in capitals."""
    if kind in PATH_TRIGGERS:
        return _plain(pattern)
    return pattern.strip().casefold() if kind == "when-label" else pattern


def _names(named: Iterable[Named]) -> frozenset[str]:
    return frozenset(item.name for item in named)
