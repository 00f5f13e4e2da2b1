"""The guide on a page: artifacts, scenarios and decision trees as standard nodes, readable in every builder.

What depends on other pages (who owes what) is a placeholder until the page is
written. The wizard and every other form is made from what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes

from sphinx_governance.intake.directives.guide import guide_block
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide import (
    TRIGGERS,
    Answer,
    DecisionTree,
    Guide,
    Named,
    Question,
    Scenario,
)
from sphinx_governance.placeholders import guide_card, guide_flowchart, guide_owed
from sphinx_governance.views.guide_tables import ToGuide
from sphinx_governance.views.labels import _
from sphinx_governance.views.links import joined
from sphinx_governance.views.opening import opening_nodes

_NESTED = frozenset({"question", "answer"})


def show_guide(document: nodes.document, guide: Guide) -> None:
    """Put standard nodes in the place of a document's blocks."""
    trees = iter(guide.trees)  # in the order of their blocks: an id may stand there twice
    for block in list(document.findall(guide_block)):
        if block["directive"] in _NESTED:
            continue  # shown with its tree
        is_tree = block["directive"] == "decision-tree"
        block.replace_self(_tree(block, next(trees)) if is_tree else _named(block, guide))
    for block in list(document.findall(guide_block)):
        block.replace_self(_body(block))  # one that stands alone, which is a finding


def _anchored(
    block: guide_block, *children: nodes.Node, classes: Sequence[str]
) -> list[nodes.Node]:
    target = nodes.target("", "", ids=[block["anchor"]])
    target.source, target.line = block.source, block.line
    container = nodes.container("", *children, classes=["governance-guide", *classes])
    container.source, container.line = block.source, block.line
    return [target, container]


def _body(block: guide_block) -> list[nodes.Node]:
    """Return what an author wrote in a block, without its title and the blocks inside."""
    return [
        child
        for child in block.children
        if not isinstance(child, nodes.inline | guide_block | nodes.system_message)
    ]


def _heading(block: guide_block, text: str) -> nodes.paragraph:
    shown: list[nodes.Node] = [nodes.Text(text)]
    paragraph = nodes.paragraph(
        "", "", nodes.strong("", "", *shown), classes=["governance-guide-title"]
    )
    paragraph.source, paragraph.line = block.source, block.line
    return paragraph


def _named(block: guide_block, guide: Guide) -> list[nodes.Node]:
    """Return an artifact or a scenario: its title, what is known of it, and its text."""
    kind, name = block["directive"], block["name"]
    found = guide.artifacts if kind == "artifact" else guide.scenarios
    title = next((item.title for item in found if item.id == name), name)
    card = guide_card(kind=kind, name=name, page=block["page"])
    return _anchored(
        block, _heading(block, title), *_body(block), card, classes=[f"governance-{kind}"]
    )


def _tree(block: guide_block, tree: DecisionTree) -> list[nodes.Node]:
    asked = [child for child in block.findall(guide_block) if child["directive"] == "question"]
    top = [child for child in asked if child.parent is block]
    listed = nodes.bullet_list(
        "", *(_question(item, tree) for item in top), classes=["governance-questions"]
    )
    shown = [_heading(block, tree.title), *_body(block), *([listed] if top else [])]
    if any(entry[0] == "flowchart" for entry in block["entries"]):
        shown.append(guide_flowchart(tree=tree.id, page=block["page"]))
    return _anchored(block, *shown, classes=["governance-tree"])


def _question(block: guide_block, tree: DecisionTree) -> nodes.list_item:
    question = tree.questions[block["index"]]
    below = [child for child in block.findall(guide_block) if child.parent is block]
    listed = nodes.bullet_list(
        "",
        *(
            _answer(item, question.answers[item["index"]], tree)
            for item in below
            if item["directive"] == "answer"
        ),
        classes=["governance-answers"],
    )
    parts = [_line(block, "governance-question-text"), *_body(block)]
    return nodes.list_item(
        "", *parts, *([listed] if listed.children else []), classes=["governance-question"]
    )


def _answer(block: guide_block, answer: Answer, tree: DecisionTree) -> nodes.list_item:
    nested = [
        child
        for child in block.findall(guide_block)
        if child.parent is block and child["directive"] == "question"
    ]
    parts: list[nodes.Node] = [_line(block, "governance-answer-text"), *_body(block)]
    parts.append(
        guide_owed(tree=tree.id, question=block["question"], answer=answer.id, page=block["page"])
    )
    if nested:
        items = (_question(item, tree) for item in nested)
        parts.append(nodes.bullet_list("", *items, classes=["governance-questions"]))
    following = tree.after(answer)
    if following is not None and not (nested and nested[0]["name"] == following.id):
        parts.append(_next(following))
    return nodes.list_item("", *parts, classes=["governance-answer"])


def _line(block: guide_block, name: str) -> nodes.paragraph:
    """Return the text of a question or answer; others link to it."""
    title = next((child for child in block.children if isinstance(child, nodes.inline)), None)
    # All of it is strong: what an author marked inside would end it in plain text.
    plain = [
        item if isinstance(item, nodes.literal) else nodes.Text(item.astext())
        for item in (title.children if title is not None else ())
    ]
    strong = nodes.strong("", "", *plain, *_range(block, alone=not plain))
    target = nodes.target("", "", ids=[block["anchor"]])
    paragraph = nodes.paragraph("", "", target, strong, classes=[name])
    paragraph.source, paragraph.line = block.source, block.line
    return paragraph


def _range(block: guide_block, *, alone: bool) -> list[nodes.Node]:
    """Return the numbers that an answer is for: its text, or behind it."""
    written = next((str(entry[1]).strip() for entry in block["entries"] if entry[0] == "range"), "")
    if not written:
        return []
    shown = nodes.inline("", written if alone else f"({written})", classes=["governance-range"])
    return [shown] if alone else [nodes.Text(" "), shown]


def _next(question: Question) -> nodes.paragraph:
    link = nodes.reference("", question.text, refid=question.anchor, internal=True)
    text = nodes.Text(str(_("Go on with:")) + " ")
    return nodes.paragraph("", "", text, link, classes=["governance-next"])


def answer_nodes(
    corpus: Corpus, tree: str, place: tuple[str, str], link: ToGuide, address: str = ""
) -> list[nodes.Node]:
    """Return what an answer adds: its artifacts, and the scenario it ends in with what that owes.

    :param address: where a pull request is opened; see :mod:`sphinx_governance.views.opening`.
    """
    found = corpus.trees.get(tree)
    question = found.by_id.get(place[0]) if found else None
    answer = (
        next((item for item in question.answers if item.id == place[1]), None) if question else None
    )
    if answer is None:
        return []
    groups = {"required": answer.requires, "optional": answer.suggests}
    shown = [*_groups(groups, link)]
    if answer.scenario is not None:
        text = nodes.Text(str(_("This is:")) + " ")
        line = nodes.paragraph("", "", text, link("scenario", answer.scenario.name))
        line["classes"].append("governance-then")
        shown.append(line)
        scenario = corpus.scenarios.get(answer.scenario.name)
        if scenario is not None:
            shown += [*_owed(scenario, link), *opening_nodes(address, scenario)]
    if answer.ends and not shown:
        shown.append(
            nodes.paragraph("", str(_("Nothing more is owed.")), classes=["governance-end"])
        )
    return shown


def scenario_nodes(
    corpus: Corpus, name: str, link: ToGuide, explained: Sequence[nodes.Node], address: str = ""
) -> list[nodes.Node]:
    """Return what a scenario owes, when it matches, its examples, and who explains it."""
    scenario = corpus.scenarios.get(name)
    if scenario is None:
        return []
    facts: list[tuple[str, list[nodes.Node]]] = []
    for kind in TRIGGERS:
        patterns = [item.pattern for item in scenario.triggers if item.kind == kind]
        facts.append((_trigger_words(kind), joined([nodes.literal("", text)] for text in patterns)))
    unless = [nodes.literal("", item.pattern) for item in scenario.unless]
    facts.append((str(_("Unless")), joined([item] for item in unless)))
    facts.append(
        (str(_("Examples")), joined([nodes.literal("", item)] for item in scenario.examples))
    )
    facts.append((str(_("Explained in")), joined([item] for item in explained)))
    return [*_owed(scenario, link), *_facts(facts), *opening_nodes(address, scenario)]


def artifact_nodes(
    corpus: Corpus, name: str, link: ToGuide, explained: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """Return where an artifact lives, when it is due, who owes it, and who explains it."""
    artifact = corpus.artifacts.get(name)
    if artifact is None:
        return []
    owing = [
        item
        for item in corpus.scenarios.values()
        if name in {named.name for named in item.artifacts}
    ]
    when = artifact.when or (str(_("after the merge")) if artifact.later else "")
    kind = corpus.kinds.get(artifact.record) if artifact.record else None
    record = kind.title if kind else artifact.record
    facts: list[tuple[str, list[nodes.Node]]] = [
        (str(_("Where")), joined([nodes.literal("", path)] for path in artifact.paths)),
        (str(_("Record")), [nodes.Text(record)] if record else []),
        (str(_("When")), [nodes.Text(when)] if when else []),
        (str(_("Owed by")), joined([link("scenario", item.id)] for item in owing)),
        (str(_("Explained in")), joined([item] for item in explained)),
    ]
    return _facts(facts)


def _facts(facts: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
    rows = [
        nodes.field(
            "", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *shown))
        )
        for name, shown in facts
        if shown
    ]
    return [nodes.field_list("", *rows, classes=["governance-facts"])] if rows else []


def _trigger_words(kind: str) -> str:
    words = {
        "when-added": _("When added"), "when-changed": _("When changed"), "when-removed": _("When removed"),
        "when-renamed": _("When renamed"), "when-label": _("When labelled"), "when-title": _("When titled"),
    }  # fmt: skip
    return str(words[kind])


def _owed(scenario: Scenario, link: ToGuide) -> list[nodes.Node]:
    shown = _groups({"required": scenario.required}, link)
    for group in scenario.one_of:
        shown += _groups({"one-of": group}, link)
    return [*shown, *_groups({"optional": scenario.optional}, link)]


def _groups(groups: Mapping[str, Sequence[Named]], link: ToGuide) -> list[nodes.Node]:
    """Return a line and a list for each group: ``required``, ``one-of``, ``optional``."""
    words = {"required": _("Required:"), "one-of": _("One of:"), "optional": _("Optional:")}
    shown: list[nodes.Node] = []
    for name, owed in groups.items():
        if owed:
            classes = ["governance-owed", f"governance-{name}"]
            shown.append(nodes.paragraph("", str(words[name]), classes=classes))
            links = (link("artifact", named.name) for named in owed)
            items = (nodes.list_item("", nodes.paragraph("", "", item)) for item in links)
            shown.append(nodes.bullet_list("", *items, classes=classes))
    return shown
