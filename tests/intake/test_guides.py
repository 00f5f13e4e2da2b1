"""Guides from reST and MyST are the same guide, mistakes are told alike, and no input crashes a build."""

from __future__ import annotations

import dataclasses
import re
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_governance.model.document import Document
from sphinx_governance.model.guide import Guide
from sphinx_governance.model.record import Location
from tests.guides.tools import Make, guide_corpus, myst_twin


def read(make: Make, text: str, markup: str = "rst") -> Document:
    page = dedent(text).lstrip("\n")
    name, content = ("guide.rst", page) if markup == "rst" else ("guide.md", myst_twin(page))
    found = guide_corpus(make, {name: content}).documents
    return next(document for document in found if document.page == "guide")


def guide(make: Make, text: str) -> Guide:
    found = read(make, text).guide
    assert found is not None
    return found


def placeless(item: Any) -> Any:
    """Return plain data without places: those differ between markups."""
    if isinstance(item, Location):
        return None
    if dataclasses.is_dataclass(item):
        fields = dataclasses.fields(item)
        return {field.name: placeless(getattr(item, field.name)) for field in fields}
    return [placeless(part) for part in item] if isinstance(item, tuple) else item


CONSTRUCTS = {
    "artifacts": """
        .. artifact:: changelog
           :title: Changelog *entry*
           :paths: CHANGELOG.md, docs/*.md
           :when: always, even for docs
           :after-merge:

           One line under *Unreleased*.

           And more.

        .. artifact:: adr
           :record: adr
           :status: accepted, proposed

        .. artifact:: talk
           :evidence: manual
        """,
    "scenarios": r"""
        .. scenario:: add-backend
           :title: I'm adding a backend (e.g. <b>Mistral</b>)
           :when-added: backends/*.py, /x/**
           :when-added: more/*.py
           :when-title: ^(feat|add)(\(.+\))?!?: \w+, and
           :when-label: new; backend
           :unless: docs/**, tests/**
           :unless-label: wip
           :required: guide, changelog,
              config
           :optional: design
           :one-of: how-to | tutorial
           :one-of: a|b|c
           :examples: a1b2c3d, backends/mistral.py

           Copy the *smallest*
           there is.
        """,
    "nested questions": """
        .. decision-tree:: t
           :title: What?
           :example: is-it=yes -> a
           :example: is-it=no, size=300 → b

           Some words.

           .. question:: Is **it**?

              Explained.

              .. answer:: Yes

                 Explained too.

                 .. question:: Which?

                    .. answer:: This
                       :requires: a, b
                    .. answer:: That
                       :suggests: c
                       :scenario: s
              .. answer:: No
                 :goto: size

           .. question:: How large?
              :id: size

              .. answer::
                 :range: <200
                 :end:
              .. answer:: Large
                 :range: 200 to 1,000
                 :id: large
              .. answer::
                 :range: >1000 words
        """,
    "same texts and missing ids": """
        .. decision-tree:: t

           .. question:: Which?

              .. answer:: ?!
              .. answer:: Same
              .. answer:: Same
              .. answer:: Fixed
                 :id: same-3

           .. question:: Which?

              .. answer:: …

           .. question:: ¿?

              .. answer:: A

           .. question:: Fixed
              :id: which-2
        """,
    "unknown, repeated and empty options": """
        .. artifact:: a
           :tile: T
           :title: One
           :title: Two
           :paths:
           :evidence: modify
           :frobnicate: x

        .. scenario:: s
           :when-aded: x
           :required: a
           :required: b
           :when-title: (unclosed
           :when-title: a{99999999999999999999}
           :when-title: [[a]b--c]

        .. decision-tree:: t
           :exmple: a=b → c
           :example: a=b

           .. question:: Q?
              :ids: q

              .. answer:: A
                 :range: some
                 :ends:
                 :goto: one, two
        """,
    "ids that are none": """
        .. artifact::
           :title: Nameless

        .. artifact:: Two Words

        .. scenario:: ../../etc/passwd

        .. scenario:: <script>alert(1)</script>

        .. decision-tree:: Größe

           .. question:: A?
              :id: Some <id>

              .. answer:: A
                 :id: ?
        """,
    "places that are wrong": """
        .. question:: Outside?

           .. answer:: Yes

        .. answer:: Outside

        .. decision-tree:: t

           .. answer:: Without a question

           .. question:: A?

              .. question:: Straight in a question?

                 .. answer:: X

              .. answer:: Yes

                 .. answer:: In an answer

                 .. artifact:: inner
                    :paths: x

           .. decision-tree:: inner

              .. question:: B?

                 .. answer:: Yes
                    :end:

           .. scenario:: inside
              :required: x
        """,
    "nothing inside": """
        .. decision-tree:: t

           .. question::

              .. answer::

           .. question:: A?

        .. decision-tree:: u
        """,
    "twice": """
        .. decision-tree:: t

           .. question:: A?
              :id: a

              .. answer:: Yes
                 :id: y
              .. answer:: Also
                 :id: y

           .. question:: B?
              :id: a

              .. answer:: Other

        .. decision-tree:: t

           .. question:: C?

              .. answer:: Yes
        """,
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_both_markups_give_the_same_guide_and_troubles(name: str, project: Make) -> None:
    rest, myst = (read(project, CONSTRUCTS[name], markup) for markup in ("rst", "myst"))
    assert placeless(rest.guide) == placeless(myst.guide)
    assert [(item.message, item.hint) for item in rest.troubles] == [
        (item.message, item.hint) for item in myst.troubles
    ]
    assert all(item.at.line for item in (*rest.troubles, *myst.troubles))


def test_what_an_artifact_says(project: Make) -> None:
    changelog, adr, talk = guide(project, CONSTRUCTS["artifacts"]).artifacts
    assert (changelog.id, changelog.title) == ("changelog", "Changelog *entry*")
    assert changelog.paths == ("CHANGELOG.md", "docs/*.md")
    assert [(at.line, at.column) for at in changelog.paths_at] == [(3, 12), (3, 26)]
    assert (changelog.evidence, changelog.later, changelog.when) == (
        "modified", True, "always, even for docs",
    )  # fmt: skip
    assert changelog.summary == "One line under Unreleased."
    assert (adr.title, adr.evidence, adr.record) == ("adr", "added", "adr")
    assert adr.statuses == ("accepted", "proposed")
    assert (talk.evidence, talk.later, talk.paths) == ("manual", False, ())


def test_what_a_scenario_says_and_where(project: Make) -> None:
    (found,) = guide(project, CONSTRUCTS["scenarios"]).scenarios
    assert [(item.kind, item.pattern, item.at.line, item.at.column) for item in found.triggers] == [
        ("when-added", "backends/*.py", 3, 17), ("when-added", "/x/**", 3, 32), ("when-added", "more/*.py", 4, 17),
        ("when-title", r"^(feat|add)(\(.+\))?!?: \w+, and", 5, 17),
        ("when-label", "new", 6, 17), ("when-label", "backend", 6, 22),
    ]  # fmt: skip
    assert [(item.kind, item.pattern, item.at.line) for item in found.unless] == [
        ("when-changed", "docs/**", 7), ("when-changed", "tests/**", 7), ("when-label", "wip", 8),
    ]  # fmt: skip
    assert [(item.name, item.at.line, item.at.column) for item in found.required] == [
        ("guide", 9, 15), ("changelog", 9, 22), ("config", 10, 7),
    ]  # fmt: skip
    assert [[item.name for item in group] for group in found.one_of] == [
        ["how-to", "tutorial"], ["a", "b", "c"],
    ]  # fmt: skip
    assert [item.at.column for item in found.one_of[0]] == [13, 22]
    assert found.examples == ("a1b2c3d", "backends/mistral.py")
    assert found.title == "I'm adding a backend (e.g. <b>Mistral</b>)"
    assert found.summary == "Copy the smallest there is."


def test_what_a_tree_says(project: Make) -> None:
    (tree,) = guide(project, CONSTRUCTS["nested questions"]).trees
    assert [question.id for question in tree.questions] == ["is-it", "which", "size"]
    assert [question.text for question in tree.questions] == ["Is it?", "Which?", "How large?"]
    first, which, size = tree.questions
    assert tree.after(first.answers[0]) is which
    assert tree.after(first.answers[1]) is size
    assert [item.name for item in which.answers[0].requires] == ["a", "b"]
    assert [answer.id for answer in size.answers] == ["answer-1", "large", "answer-3"]
    assert [answer.label for answer in size.answers] == ["<200", "Large", ">1000 words"]
    assert [answer.ends for answer in size.answers] == [True, False, False]
    assert [size.answers.index(found) for said in ("5", "200", "1000", "1001") if (found := size.answer(said))] == [0, 1, 1, 2]  # fmt: skip
    assert tree.examples[1].answers == (("is-it", "no"), ("size", "300"))
    assert tree.summary == "Some words."


def test_ids_that_nobody_wrote(project: Make) -> None:
    (tree,) = guide(project, CONSTRUCTS["same texts and missing ids"]).trees
    ids = {question.id: [answer.id for answer in question.answers] for question in tree.questions}
    assert ids == {
        "which": ["answer-1", "same", "same-2", "same-3"], "which-3": ["answer-1"],
        "question-3": ["a"], "which-2": [],
    }  # fmt: skip


def troubles(make: Make, name: str) -> list[str]:
    found = read(make, CONSTRUCTS[name]).troubles
    return [f"{item.at.line}:{item.at.column}: {item.message} = {item.hint}" for item in found]


def test_options_that_are_told(project: Make) -> None:
    assert troubles(project, "unknown, repeated and empty options") == [
        "2:5: 'artifact' has no option 'tile' = did you mean title?",
        "4:5: the option 'title' stands here twice = keep one",
        "5:5: the option 'paths' is empty = fill it, or take it out",
        "7:5: 'artifact' has no option 'frobnicate' = it has after-merge, evidence, paths, record, status, title and when",
        "6:5: there is no evidence 'modify' = use added, modified, record or manual",
        "10:5: 'scenario' has no option 'when-aded' = did you mean when-added?",
        "12:5: the option 'required' stands here twice = keep one",
        "13:17: '(unclosed' cannot be looked for: it is no regular expression: missing ), unterminated subpattern at position 0 = write a regular expression without lookbehind and back-references",
        "14:17: 'a{99999999999999999999}' cannot be looked for: it is no regular expression: the repetition number is too large = write a regular expression without lookbehind and back-references",
        "18:5: 'decision-tree' has no option 'exmple' = did you mean example?",
        "22:8: 'question' has no option 'ids' = did you mean id?",
        "26:11: 'answer' has no option 'ends' = did you mean end?",
    ]


def test_places_that_are_told(project: Make) -> None:
    told = [
        re.sub(r":0: (.*) = .*", r": \1", item)
        for item in troubles(project, "places that are wrong")
    ]
    assert told == [
        "1: 'question' stands alone", "5: 'answer' stands alone",
        "9: 'answer' stands alone", "13: 'question' stands alone", "19: 'answer' stands alone",
        "21: 'artifact' stands inside 'answer'", "24: 'decision-tree' stands inside 'decision-tree'",
        "31: 'scenario' stands inside 'decision-tree'",
    ]  # fmt: skip


def test_ids_that_are_told(project: Make) -> None:
    assert troubles(project, "ids that are none") == [
        "1:0: 'artifact' has no id = lower-case letters, digits and hyphens: an-id",
        "4:0: 'Two Words' is no id = lower-case letters, digits and hyphens: two-words",
        "6:0: '../../etc/passwd' is no id = lower-case letters, digits and hyphens: etc-passwd",
        "8:0: '<script>alert(1)</script>' is no id = lower-case letters, digits and hyphens: script-alert-1-script",
        "10:0: 'Größe' is no id = lower-case letters, digits and hyphens: groe",
        "13:8: 'Some <id>' is no id = lower-case letters, digits and hyphens: some-id",
        "16:11: '?' is no id = lower-case letters, digits and hyphens: an-id",
    ]


def test_texts_that_are_missing(project: Make) -> None:
    assert troubles(project, "nothing inside") == [
        "3:0: 'question' asks nothing = write the question behind its name",
        "5:0: 'answer' says nothing = write the answer behind its name",
    ]


HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> \"' & \x1b[31m \u202e javascript:alert(3)"


@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_hostile_texts_are_shown_as_text(markup: str, project: Make) -> None:
    text = f"""
    .. scenario:: s
       :title: {HOSTILE}
       :when-changed: {HOSTILE}
       :when-label: {HOSTILE}
       :required: {HOSTILE}

    .. decision-tree:: t
       :title: {HOSTILE}
       :example: {HOSTILE} → {HOSTILE}

       .. question:: {HOSTILE}
          :id: {HOSTILE}

          .. answer:: {HOSTILE}
             :id: {HOSTILE}
             :requires: {HOSTILE}
             :scenario: {HOSTILE}
             :range: {HOSTILE}
             :goto: {HOSTILE}
    """
    page = dedent(text).lstrip("\n")
    name, content = ("guide.rst", page) if markup == "rst" else ("guide.md", myst_twin(page))
    built = project({"index.rst": "Home\n====\n", name: content}).build()
    html = built.text("guide.html")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert not any(
        "\x1b[31m" in line or "\u202e" in line for line in built.warnings if "governance" in line
    )


OPTIONS = (
    "title paths evidence record status when after-merge when-added when-title when-label unless"
    " unless-label required optional one-of examples example id range scenario goto requires suggests end"
).split()
TEXT = st.text(
    st.characters(exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs"]),
    max_size=30,
) | st.sampled_from([
    "<200", "a=b → c", "a, b; c", "a|b", "`", "```", "[[", "(", "\\", "*", "|x|", "x_", ":y:", "{z}", "..", "---",
    "1e999", "9" * 60, "<>", "=>", "a<b,c>d", "→", "a=→=",
])  # fmt: skip
BLOCK = st.builds(
    lambda title, options: (title, options),
    TEXT, st.lists(st.tuples(st.sampled_from(OPTIONS), TEXT), max_size=4),
)  # fmt: skip


def directive(name: str, block: tuple[str, list[tuple[str, str]]], inside: str = "") -> str:
    title, options = block
    lines = [f".. {name}:: {title}", *(f"   :{label}: {value}" for label, value in options), ""]
    return "\n".join([*lines, *(f"   {line}" for line in inside.split("\n")), ""])


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(BLOCK, min_size=5, max_size=5), st.sampled_from(["rst", "myst"]))
def test_no_text_crashes_a_build(
    project: Make, blocks: list[tuple[str, list[tuple[str, str]]]], markup: str
) -> None:
    one, two, three, four, five = blocks
    inner = directive("question", four, directive("answer", five))
    page = "\n".join([
        directive("artifact", one), directive("scenario", two), directive("decision-tree", three, inner),
    ])  # fmt: skip
    name, content = ("guide.rst", page) if markup == "rst" else ("guide.md", myst_twin(page))
    made = project({"index.rst": "Home\n====\n", name: content}, name="any")
    (made.source / ("guide.md" if markup == "rst" else "guide.rst")).unlink(missing_ok=True)
    built = made.build("text", fresh=True)
    assert built.corpus.documents


@pytest.mark.parametrize("builder", ["html", "latex", "man", "text"])
def test_every_construct_is_written(builder: str, project: Make) -> None:
    files = {}
    for number, text in enumerate(CONSTRUCTS.values()):
        page = dedent(text).lstrip("\n")
        files[f"p{number}.rst"], files[f"m{number}.md"] = page, myst_twin(page)
    built = project(
        {"index.rst": "Home\n====\n\n.. artifact-table::\n\n.. scenario-table::\n", **files}
    )
    assert built.build(builder).corpus.trees
