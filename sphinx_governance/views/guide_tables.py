"""The tables of the guide: what may be owed, and which scenario owes what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide import Artifact, Scenario
from sphinx_governance.views.labels import _
from sphinx_governance.views.links import joined

ToGuide = Callable[[str, str], nodes.Node]
"""Returns a link to a part of the guide by its type and name."""


_NARROW, _WIDE = 8, 32
"""Characters of a column, in builders that measure so; elsewhere its part of the whole."""

Row = Sequence[Sequence[nodes.Node]]
"""The cells of a row, each as its inline nodes."""


def guide_table_nodes(corpus: Corpus, shows: str, link: ToGuide) -> nodes.Element:
    """Return the table of artifacts or of scenarios; an empty one says so."""
    if shows == "artifacts":
        if not corpus.artifacts:
            return nodes.paragraph("", str(_("No artifacts yet.")), classes=["governance-empty"])
        return _artifacts(corpus, link)
    if not corpus.scenarios:
        return nodes.paragraph("", str(_("No scenarios yet.")), classes=["governance-empty"])
    return _scenarios(corpus, link)


def _artifacts(corpus: Corpus, link: ToGuide) -> nodes.container:
    heads = (_("Artifact"), _("When"), _("Where"), _("Required for"), _("Optional for"))
    rows: list[Row] = [
        [
            [link("artifact", artifact.id)],
            [
                nodes.Text(
                    artifact.when or str(_("after the merge")) if artifact.later else artifact.when
                )
            ],
            _places(artifact),
            joined([link("scenario", item.id)] for item in _owing(corpus, artifact, required=True)),
            joined(
                [link("scenario", item.id)] for item in _owing(corpus, artifact, required=False)
            ),
        ]
        for artifact in corpus.artifacts.values()
    ]
    return table([str(head) for head in heads], rows)


def _owing(corpus: Corpus, artifact: Artifact, *, required: bool) -> list[Scenario]:
    found = []
    for scenario in corpus.scenarios.values():
        must = {named.name for named in scenario.required}
        may = {named.name for named in scenario.artifacts} - must
        if artifact.id in (must if required else may):
            found.append(scenario)
    return found


def _places(artifact: Artifact) -> list[nodes.Node]:
    return joined([nodes.literal("", path)] for path in artifact.paths)


def _scenarios(corpus: Corpus, link: ToGuide) -> nodes.container:
    used = {named.name for scenario in corpus.scenarios.values() for named in scenario.artifacts}
    shown = [artifact for artifact in corpus.artifacts.values() if artifact.id in used]
    heads: list[str | nodes.Node] = [str(_("Scenario"))]
    heads += [link("artifact", artifact.id) for artifact in shown]
    rows: list[Row] = [
        [[link("scenario", scenario.id)], *([nodes.Text(_due(scenario, item))] for item in shown)]
        for scenario in corpus.scenarios.values()
    ]
    return table(heads, rows)


def _due(scenario: Scenario, artifact: Artifact) -> str:
    if any(named.name == artifact.id for named in scenario.required):
        return str(_("required"))
    if any(named.name == artifact.id for group in scenario.one_of for named in group):
        return str(_("one of"))
    if any(named.name == artifact.id for named in scenario.optional):
        return str(_("optional"))
    return ""


def table(heads: Sequence[str | nodes.Node], rows: Sequence[Row]) -> nodes.container:
    """Return a table in its box, with a head row, its first column being the rows' names."""
    group = nodes.tgroup("", cols=len(heads))
    texts = [nodes.Text(head) if isinstance(head, str) else head for head in heads]
    for column, text in enumerate(texts):
        cells = ("".join(node.astext() for node in row[column]) for row in rows)
        longest = max((len(cell) for cell in (text.astext(), *cells)), default=0)
        group += nodes.colspec("", colwidth=max(_NARROW, min(longest, _WIDE)))
    group += nodes.thead("", nodes.row("", *(_entry([text]) for text in texts)))
    group += nodes.tbody("", *(nodes.row("", *(_entry(cell) for cell in row)) for row in rows))
    whole = nodes.table(
        "", group, classes=["governance-table", "governance-guide-table", "colwidths-auto"]
    )
    # The box scrolls where the page is narrower than the table.
    return nodes.container("", whole, classes=["governance-records"])


def _entry(content: Sequence[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
