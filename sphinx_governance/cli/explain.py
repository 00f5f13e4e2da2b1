"""Rules in the terminal: their list, and the page of one."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import unknown

if TYPE_CHECKING:
    from sphinx_governance.report.text import Paint
    from sphinx_governance.rules.registry import Rule

_CODE = re.compile(r"\.\. (?:code-block|tab-set)::.*")
_CAPTION = re.compile(r" +:caption: (?P<caption>.+)")
_MARKUP = re.compile(r"``(?P<code>[^`]+)``|:[\w:]+:`(?:[^`<]*<)?~?(?P<role>[^`>]+)>?`")


def list_rules() -> None:
    """Write every rule with its severity and family, and what it finds."""
    from sphinx_governance.cli.output import width, write
    from sphinx_governance.report.table import render_table
    from sphinx_governance.rules.registry import all_rules

    rows = [(rule.name, rule.severity.value, rule.family, rule.summary) for rule in all_rules()]
    write(render_table(("Rule", "Severity", "Family", "Finds"), rows, width=width(), flexible=3))


def explain(name: str) -> None:
    """Write the page of a rule.

    :raises UsageProblem: there is no such rule.
    """
    from sphinx_governance.cli.output import painter, width, write
    from sphinx_governance.rules.registry import all_rules

    rules = {rule.name: rule for rule in all_rules()}
    if name not in rules:
        raise unknown("rule", name, rules, "sphinx-governance check --list-rules names them")
    write(explained(rules[name], painter(), width()))


def explained(rule: Rule, paint: Paint, width: int) -> Iterator[str]:
    """Yield the lines of a rule's page: its docstring, without what only a typesetter needs."""
    yield f"{paint(rule.name, 'bold')} ({rule.severity}, {rule.family})"
    yield ""
    paragraphs = rule.doc.strip().split("\n\n")
    for paragraph in paragraphs:
        yield from _paragraph(paragraph, paint, width)
    if rule.url:
        yield paint(rule.url, "dim")


def _paragraph(paragraph: str, paint: Paint, width: int) -> Iterator[str]:
    lines = paragraph.split("\n")
    while len(lines) > 1 and set(lines[1]) == {"-"}:
        yield paint(lines[0], "bold")
        lines = lines[2:]
    captions = [match["caption"] for line in lines if (match := _CAPTION.fullmatch(line))]
    if lines and _CODE.fullmatch(lines[0].strip()):
        yield from (f"  {paint(f'{caption}:', 'cyan')}" for caption in captions)
    elif lines and lines[0].startswith(" "):
        yield from (f"  {line}" for line in lines)
        yield ""
    elif lines:
        text = _MARKUP.sub(lambda match: match["code"] or match["role"], " ".join(lines))
        yield from textwrap.wrap(text, width)
        yield ""
