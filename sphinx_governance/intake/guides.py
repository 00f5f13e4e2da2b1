"""The guide of a page: from its blocks (artifact, scenario, decision tree …) to model objects."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from docutils import nodes

from sphinx_governance.intake.directives.guide import PARTS, guide_block
from sphinx_governance.intake.outline import Entry
from sphinx_governance.model.document import Trouble
from sphinx_governance.model.example import read_example
from sphinx_governance.model.guide import (
    EVIDENCE,
    TRIGGERS,
    Answer,
    Artifact,
    DecisionTree,
    Guide,
    Named,
    Question,
    Scenario,
    Trigger,
)
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.ranges import read_range
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import listed, nearest, slugify, squeeze
from sphinx_governance.model.title_pattern import TitlePatternError, title_matches

OPTIONS = {
    "artifact": {"title", "paths", "evidence", "record", "status", "when", "after-merge"},
    "scenario": {"title", *TRIGGERS, "unless", "unless-label", "required", "optional", "one-of", "examples"},
    "decision-tree": {"title", "example", "flowchart"},
    "question": {"id"},
    "answer": {"id", "range", "scenario", "goto", "requires", "suggests", "end"},
}  # fmt: skip
"""Directive → its options."""

_REPEATED = frozenset({*TRIGGERS, "unless", "unless-label", "one-of", "example", "examples"})
_FLAGS = frozenset({"after-merge", "flowchart", "end"})
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LONG = 48


@dataclass
class GuideReader:
    """Reads the blocks of one document.

    :param path: the document's path in the corpus.
    :param anchors: returns the anchor that a block gets, by its name.
    """

    path: str
    page: str = ""
    troubles: list[Trouble] = field(default_factory=list)

    def read(self, document: nodes.document) -> Guide:
        """Return the guide; each block gets *name* and *anchor*.

        Questions and answers also get *index*, their place in what they stand in, and *tree*;
        answers *question*.
        """
        artifacts, scenarios, trees = [], [], []
        for block in document.findall(guide_block):
            block["page"] = self.page
            above = _around(block)
            if block["directive"] in {"question", "answer"}:
                self._place(block, above)
            elif above is not None:
                message = f"{block['directive']!r} stands inside {above['directive']!r}"
                self._tell(block, message, "move it out")
            if block["directive"] == "artifact":
                artifacts.append(self._artifact(block))
            elif block["directive"] == "scenario":
                scenarios.append(self._scenario(block))
            elif block["directive"] == "decision-tree":
                trees.append(self._tree(block))
        return Guide(artifacts=tuple(artifacts), scenarios=tuple(scenarios), trees=tuple(trees))

    def _place(self, block: guide_block, above: guide_block | None) -> None:
        wanted = {"question": {"decision-tree", "answer"}, "answer": {"question"}}[
            block["directive"]
        ]
        if above is None or above["directive"] not in wanted:
            self._tell(
                block,
                f"{block['directive']!r} stands alone",
                f"put it into {listed(sorted(wanted))}",
            )

    def _artifact(self, block: guide_block) -> Artifact:
        options = self._options(block)
        paths, record = options.items("paths"), options.text("record")
        default = "added" if record else "modified" if paths else "manual"
        evidence = options.text("evidence") or default
        if evidence not in EVIDENCE:
            near = nearest(evidence, EVIDENCE)
            hint = f"did you mean {near}?" if near else f"use {listed(EVIDENCE)}"
            self._tell(block, f"there is no evidence {evidence!r}", hint, options.entry("evidence"))
            evidence = default
        name = self._named(block, "artifact")
        return Artifact(
            id=name, title=options.text("title") or name, at=self._at(block), page=self.page,
            anchor=block["anchor"], paths=paths, paths_at=options.places("paths"),
            evidence=evidence, record=record, statuses=options.items("status"),
            when=options.text("when"), later=options.has("after-merge"),
            summary=_summary(block),
        )  # fmt: skip

    def _scenario(self, block: guide_block) -> Scenario:
        options, name = self._options(block), self._named(block, "scenario")
        return Scenario(
            id=name, title=options.text("title") or name, at=self._at(block), page=self.page,
            anchor=block["anchor"], triggers=tuple(self._triggers(options, TRIGGERS)),
            unless=tuple(self._unless(options)), required=options.named("required"),
            optional=options.named("optional"),
            one_of=tuple(options.group(entry) for entry in options.all("one-of")),
            examples=options.items("examples"), summary=_summary(block),
        )  # fmt: skip

    def _triggers(self, options: _Options, kinds: Collection[str]) -> Iterator[Trigger]:
        for entry in options.entries:
            if entry.label not in kinds:
                continue
            if entry.label == "when-title":
                yield from self._pattern(entry)
            else:
                for item, at in options.parts(entry):
                    yield Trigger(entry.label, item, at)

    def _unless(self, options: _Options) -> Iterator[Trigger]:
        for trigger in self._triggers(options, ("unless", "unless-label")):
            yield trigger._replace(kind={"unless": "when-changed"}.get(trigger.kind, "when-label"))

    def _pattern(self, entry: Entry) -> Iterator[Trigger]:
        """Yield a pattern for titles, if it can be followed in bounded time; titles are strangers'."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what Python may read otherwise one day
                title_matches(entry.value, "")
        except (TitlePatternError, OverflowError, RecursionError) as error:
            message = f"{entry.value!r} cannot be looked for: {error}"
            hint = "write a regular expression without lookbehind and back-references"
            self.troubles.append(Trouble(message, self._of(entry), hint))
        else:
            yield Trigger(entry.label, entry.value, self._of(entry))

    def _tree(self, block: guide_block) -> DecisionTree:
        options, name = self._options(block), self._named(block, "tree")
        asked = [item for item in block.findall(guide_block) if item["directive"] == "question"]
        names = _Names(asked)
        asked = [item for item in asked if _tree_of(item) is block]
        questions = [self._question(item, block, names) for item in _counted(asked)]
        return DecisionTree(
            id=name, title=options.text("title") or name, at=self._at(block), page=self.page,
            anchor=block["anchor"], questions=tuple(questions),
            examples=tuple(read_example(entry.value, self._of(entry)) for entry in options.all("example")),
            summary=_summary(block),
        )  # fmt: skip

    def _question(self, block: guide_block, tree: guide_block, names: _Names) -> Question:
        self._options(block)
        if not _shown(block):
            self._tell(block, "'question' asks nothing", "write the question behind its name")
        block["name"], block["tree"] = names.of(block), tree["name"]
        block["anchor"] = f"{tree['anchor']}-{block['name']}"
        answers = [item for item in block.findall(guide_block) if _is_answer_of(item, block)]
        own = _Names(answers)
        return Question(
            id=block["name"], text=_shown(block), at=self._at(block), anchor=block["anchor"],
            answers=tuple(self._answer(item, block, own, names) for item in _counted(answers)),
        )  # fmt: skip

    def _answer(
        self, block: guide_block, question: guide_block, own: _Names, names: _Names
    ) -> Answer:
        options = self._options(block)
        written = options.text("range")
        nested = next((item for item in block.findall(guide_block) if _parent(item, block)), None)
        goto = options.first("goto") or (
            Named(names.of(nested), self._at(nested)) if nested is not None else None
        )
        block["name"], block["tree"], block["question"] = (
            own.of(block),
            question["tree"],
            question["name"],
        )
        block["anchor"] = f"{question['anchor']}-{block['name']}"
        found = read_range(written) if written else None
        if not (_shown(block) or written):
            self._tell(block, "'answer' says nothing", "write the answer behind its name")
        return Answer(
            id=block["name"], label=_shown(block) or written, at=self._at(block), range=found,
            wrong_range=written if written and found is None else "",
            range_at=options.place_of("range"), scenario=options.first("scenario"),
            goto=goto, requires=options.named("requires"), suggests=options.named("suggests"),
            ends=options.has("end"),
        )  # fmt: skip

    def _options(self, block: guide_block) -> _Options:
        """Return a block's options; one that it does not have, or has twice, is told."""
        name, known, seen = block["directive"], OPTIONS[block["directive"]], set()
        entries = [Entry(*entry) for entry in block["entries"]]
        for entry in entries:
            if entry.label not in known:
                near = nearest(entry.label, known)
                hint = f"did you mean {near}?" if near else f"it has {listed(sorted(known), 'and')}"
                self._tell(block, f"{name!r} has no option {entry.label!r}", hint, entry)
            elif entry.label in seen and entry.label not in _REPEATED:
                self._tell(
                    block, f"the option {entry.label!r} stands here twice", "keep one", entry
                )
            elif not entry.value.strip() and entry.label not in _FLAGS:
                self._tell(
                    block, f"the option {entry.label!r} is empty", "fill it, or take it out", entry
                )
            elif entry.label == "id" and not _ID.fullmatch(squeeze(entry.value)):
                self._tell(block, f"{entry.value!r} is no id", _better(entry.value), entry)
            seen.add(entry.label)
        return _Options(entries, self._of)

    def _named(self, block: guide_block, prefix: str) -> str:
        """Return a block's id, which is its argument."""
        written = squeeze(block["title"])
        if not _ID.fullmatch(written):
            message = f"{written!r} is no id" if written else f"{block['directive']!r} has no id"
            self._tell(block, message, _better(written))
            written = written or f"line-{block['line']}"
        block["name"] = written
        block["anchor"] = f"{prefix}-{slugify(written) or block['line']}"
        return written

    def _at(self, block: guide_block) -> Location:
        return Location(self.path, block["line"])

    def _of(self, entry: Entry) -> Location:
        return Location(self.path, entry.line, entry.column)

    def _tell(
        self, block: guide_block, message: str, hint: str, entry: Entry | None = None
    ) -> None:
        at = self._at(block)
        if entry is not None:
            at = Location(self.path, entry.label_line, entry.label_column)
        self.troubles.append(Trouble(message, at, hint))


@dataclass(frozen=True)
class _Options:
    """The options of a block, and where each of them stands."""

    entries: list[Entry]
    place: Callable[[Entry], Location]

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.label == name), None)

    def all(self, name: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.label == name and entry.value.strip()]

    def has(self, name: str) -> bool:
        return self.entry(name) is not None

    def text(self, name: str) -> str:
        entry = self.entry(name)
        return squeeze(entry.value) if entry else ""

    def place_of(self, name: str) -> Location | None:
        entry = self.entry(name)
        return self.place(entry) if entry else None

    def items(self, name: str) -> tuple[str, ...]:
        return tuple(item for entry in self.all(name) for item, _ in self.parts(entry))

    def places(self, name: str) -> tuple[Location, ...]:
        return tuple(at for entry in self.all(name) for _, at in self.parts(entry))

    def parts(self, entry: Entry) -> Iterator[tuple[str, Location]]:
        """Yield the items of a list, and where each of them stands."""
        offset = 0
        for item in split_list(entry.value):
            offset = max(entry.value.find(item, offset), 0)
            yield item, self._within(entry, offset)
            offset += len(item)

    def named(self, name: str) -> tuple[Named, ...]:
        return tuple(named for entry in self.all(name) for named in self._parted(entry, ","))

    def group(self, entry: Entry) -> tuple[Named, ...]:
        return tuple(self._parted(entry, "|"))

    def first(self, name: str) -> Named | None:
        return next(iter(self.named(name)), None)

    def _parted(self, entry: Entry, sign: str) -> Iterator[Named]:
        offset = 0
        for part in entry.value.split(sign):
            name = part.strip()
            if name:
                yield Named(name, self._within(entry, offset + part.index(name)))
            offset += len(part) + len(sign)

    def _within(self, entry: Entry, offset: int) -> Location:
        """Return where the part of a value stands that begins at *offset*."""
        at = self.place(entry)
        span = next((span for span in reversed(entry.spans) if span.offset <= offset), None)
        if span is None:
            return at._replace(column=at.column + offset) if at.column else at
        column = span.column + offset - span.offset if span.column else 0
        return Location(at.path, span.line, column)


class _Names:
    """Ids of questions or answers: as written, else after their text; each only once."""

    def __init__(self, blocks: list[guide_block]) -> None:
        self._names: dict[int, str] = {}
        written = {_written_id(block) for block in blocks} - {""}
        taken: set[str] = set(written)
        for number, block in enumerate(blocks, start=1):
            name = _written_id(block)
            if not name:
                plain = (
                    slugify(block["title"])[:_LONG].strip("-") or f"{block['directive']}-{number}"
                )
                name, count = plain, 2
                while name in taken:
                    name, count = f"{plain}-{count}", count + 1
                taken.add(name)
            self._names[id(block)] = name

    def of(self, block: guide_block) -> str:
        return self._names[id(block)]


def _counted(blocks: list[guide_block]) -> list[guide_block]:
    """Give blocks their places: their names may stand there twice."""
    for index, block in enumerate(blocks):
        block["index"] = index
    return blocks


def _written_id(block: guide_block) -> str:
    """Return the id that somebody wrote; of one that is none what can be made of it."""
    written = next((squeeze(entry[1]) for entry in block["entries"] if entry[0] == "id"), "")
    return written if _ID.fullmatch(written) else slugify(written)


def _better(written: str) -> str:
    return f"lower-case letters, digits and hyphens: {slugify(written)[:_LONG] or 'an-id'}"


def _around(block: guide_block) -> guide_block | None:
    """Return the block that a block stands in."""
    parent = block.parent
    while parent is not None and not isinstance(parent, guide_block):
        parent = parent.parent
    return parent


def _tree_of(block: guide_block) -> guide_block | None:
    around = _around(block)
    while (
        around is not None
        and around["directive"] in PARTS
        and around["directive"] != "decision-tree"
    ):
        around = _around(around)
    return around if around is not None and around["directive"] == "decision-tree" else None


def _is_answer_of(block: guide_block, question: guide_block) -> bool:
    return block["directive"] == "answer" and _around(block) is question


def _parent(block: guide_block, answer: guide_block) -> bool:
    return block["directive"] == "question" and _around(block) is answer


def _shown(block: guide_block) -> str:
    """Return a block's title without its markup."""
    title = next((child for child in block.children if isinstance(child, nodes.inline)), None)
    return squeeze(title.astext()) if title is not None else ""


def _summary(block: guide_block) -> str:
    """Return the first paragraph of a block's own body."""
    found = (child for child in block.children if isinstance(child, nodes.paragraph))
    return next((squeeze(child.astext()) for child in found), "")
