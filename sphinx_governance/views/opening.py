"""The link that opens a pull request for a scenario."""

from __future__ import annotations

from urllib.parse import quote

from docutils import nodes

from sphinx_governance.model.guide import Scenario
from sphinx_governance.model.text import is_web_address
from sphinx_governance.views.labels import _


def address_of(template: str, scenario: str) -> str:
    """Return the address that a template gives for a scenario, "" where it is none of the web.

    >>> address_of("https://example.org/new?template={scenario}.md", "a&b")
    'https://example.org/new?template=a%26b.md'
    """
    if not is_web_address(template):
        return ""
    return template.replace("{scenario}", quote(scenario, safe=""))


def opening_nodes(template: str, scenario: Scenario) -> list[nodes.Node]:
    """Return a line with the link, nothing where the project does not say where to open one."""
    address = address_of(template, scenario.id)
    if not address:
        return []
    text = str(_("Open a pull request: {scenario}")).format(scenario=scenario.title)
    link = nodes.reference("", text, refuri=address, internal=False)
    return [nodes.paragraph("", "", link, classes=["governance-open"])]
