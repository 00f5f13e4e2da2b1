"""A page for each rule, from its module's docstring, and their index."""

from __future__ import annotations

from itertools import groupby
from textwrap import indent

from sphinx_governance.model.finding import Severity
from sphinx_governance.rules.registry import FAMILIES, Rule, all_rules

from .rst import heading, prose, table

OWN = "sphinx_governance.rules."
FAMILY_NOTES = {
    "settings": "The settings, and the comments that allow findings.",
    "documents": "Whether there was anything to check, and what of it could not be read.",
    "identity": "Which number a record has.",
    "header": "The facts at the top of a record.",
    "lifecycle": "What a status asks of its record.",
    "relations": "Links from record to record: *supersedes*, *depends on* and the others.",
    "mentions": "Identifiers in running text and in links.",
    "references": "Whether what a page, README or record refers to is there.",
    "sections": "The headings of a record and what stands under them.",
    "guides": "Artifacts, scenarios and decision trees, and the files that records govern.",
    "fragments": "Parts of files that are generated from the docs.",
    "duplication": "Text that stands in several places, and records that say the same.",
}
"""Family → what its rules look at; a new family fails the build of the docs until it has a note."""

BADGES = {
    Severity.ERROR: "danger",
    Severity.WARNING: "warning",
    Severity.NOTE: "info",
    Severity.OFF: "secondary",
}


def own_rules() -> list[Rule]:
    """Return the rules of this package; others may be installed beside it."""
    return [rule for rule in all_rules() if rule.origin.startswith(OWN)]


def rule_pages() -> dict[str, str]:
    """Return file name → text."""
    pages = {f"{rule.name}.rst": _page(rule) for rule in own_rules()}
    return {"index.rst": _index(), **pages}


def _page(rule: Rule) -> str:
    module = f"sphinx_governance/rules/{rule.name.replace('-', '_')}.py"
    body = prose(rule.doc.strip().removeprefix(rule.summary).strip())
    return (
        f".. Made from the docstring of {module}; change it there.\n\n"
        f".. _rule-{rule.name}:\n\n"
        f"{heading(rule.name, '=')}"
        f"{badge(rule)} :ref:`{rule.family} <rules-{rule.family}>`\n\n"
        f"**{rule.summary}**\n\n"
        f"{body}\n\n"
        f"{heading('Severity')}"
        f"{_severity(rule)}\n"
    )


def badge(rule: Rule) -> str:
    """Return the rule's severity as a badge."""
    return f":bdg-{BADGES[rule.severity]}:`{rule.severity}`"


def _severity(rule: Rule) -> str:
    if rule.severity is Severity.OFF:
        text, value = "Off by default. Turn it on in the settings", "warning"
    else:
        text, value = f"By default: {rule.severity}. Change it in the settings", "off"
    return (
        f"{text}, or :doc:`allow a single finding </howto/silence>`.\n\n"
        f".. code-block:: toml\n   :caption: pyproject.toml\n\n"
        f'   [tool.sphinx-governance.rules]\n   {rule.name} = "{value}"\n'
    )


def _index() -> str:
    rules = own_rules()
    families = [
        _family(family, list(members))
        for family, members in groupby(rules, lambda rule: rule.family)
    ]
    pages = "\n".join(f"   {rule.name}" for rule in rules)
    return (
        ".. Made from the modules in sphinx_governance/rules; change them there.\n\n"
        f".. _rules:\n\n{heading('Rules', '=')}"
        f"What is checked: {len(rules)} rules. Each name leads to a page with an example,\n"
        "the fix and the options.\n"
        "How to change a severity or allow one finding: :doc:`/howto/silence`.\n"
        "How to write a rule for your projects: :doc:`/howto/own-rule`.\n\n"
        f"{_overview(rules)}"
        f"{''.join(families)}"
        f".. toctree::\n   :hidden:\n\n{pages}\n"
    )


def _overview(rules: list[Rule]) -> str:
    """Return the table of families, which README shows too."""
    rows = [
        (
            f":ref:`{family.capitalize()} <rules-{family}>`",
            FAMILY_NOTES[family],
            ", ".join(f":ref:`{rule.name} <rule-{rule.name}>`" for rule in members),
        )
        for family, members in groupby(rules, lambda rule: rule.family)
    ]
    inside = indent(table(("About", "Looks at", "Rules"), rows, "15 35 50"), "   ")
    return f".. fragment:: rules\n\n{inside}"


def _family(family: str, rules: list[Rule]) -> str:
    assert family in FAMILIES  # noqa: S101 - the registry sees to it
    rows = [(f":ref:`{rule.name} <rule-{rule.name}>`", badge(rule), rule.summary) for rule in rules]
    return (
        f".. _rules-{family}:\n\n{heading(family.capitalize())}{FAMILY_NOTES[family]}\n\n"
        f"{table(('Rule', 'Severity', 'Finds'), rows, '30 12 58')}"
    )
