"""References in any order, on any line: each follows at its own place, and nothing else moves."""

from __future__ import annotations

import posixpath
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.looking import text_of
from sphinx_governance.model.finding import Fix
from sphinx_governance.model.patching import apply_fixes
from sphinx_governance.model.renumber_plan import Renumber
from sphinx_governance.model.renumbering import Renumbering

RECORD = "# 2. Use y\n\nStatus: accepted\n"
OTHER = "# 20. Use z\n\nStatus: accepted\n"

SAME = [
    "2",
    "ADR-0020",
    "ADR-20",
    "version 2.0",
    "ADR-00020",
    "(0002)",
    "word",
    "adr/0002-use-y.md",
    "RFC 2",
]
MARKDOWN = [
    *((text, text) for text in SAME),
    ("ADR-0002", "ADR-0007"),
    ("**ADR-2**", "**ADR-7**"),
    ("*so ADR 2*", "*so ADR 7*"),
    ("`ADR-0002`", "`ADR-0002`"),
    ("``0002-use-y.md``", "``0002-use-y.md``"),
    ("[it](0002-use-y.md)", "[it](0007-use-y.md)"),
    ("[ADR-2](0002-use-y.md)", "[ADR-7](0007-use-y.md)"),
    ("[2. Use y](./0002-use-y.md 'ADR-2')", "[7. Use y](./0007-use-y.md 'ADR-2')"),
    ("[0002-use-y.md](0002-use-y.md)", "[0007-use-y.md](0007-use-y.md)"),
    ("[**ADR-0002**: y](<0002-use-y.md#2-use-y>)", "[**ADR-0007**: y](<0007-use-y.md#7-use-y>)"),
    ("[](0002-use-y.md)", "[](0007-use-y.md)"),
    ("[ADR-20](0020-use-z.md)", "[ADR-20](0020-use-z.md)"),
    ("[so](../adr/0002-use-y.md)", "[so](../adr/0007-use-y.md)"),
    ("[no](../other/0002-use-y.md)", "[no](../other/0002-use-y.md)"),
    ("![y](0002-use-y.md)", "![y](0007-use-y.md)"),
    ("{adr}`2`", "{adr}`7`"),
    ("{adr}`ADR-2 <ADR-0002>`", "{adr}`ADR-7 <ADR-0007>`"),
    ("{doc}`0002-use-y`", "{doc}`0007-use-y`"),
    ('<a href="0002-use-y.md">ADR-2</a>', '<a href="0007-use-y.md">ADR-7</a>'),
    ("[short]", "[short]"),
    ("[a\nb](0002-use-y.md)", "[a\nb](0007-use-y.md)"),
    ("[ADR-2\nof *old*](0002-use-y.md)", "[ADR-7\nof *old*](0007-use-y.md)"),
    ("[*see* ADR-2](0002-use-y.md)", "[*see* ADR-7](0007-use-y.md)"),
    ("\\*ADR-2", "\\*ADR-7"),
    ("&amp; ADR-2", "&amp; ADR-7"),
    ("[x](https://example.org/ADR-2)", "[x](https://example.org/ADR-2)"),
    ("<https://example.org/ADR-2>", "<https://example.org/ADR-2>"),
]  # fmt: skip
REST = [
    *((text, text) for text in SAME),
    ("ADR-0002", "ADR-0007"),
    ("**ADR-2**", "**ADR-7**"),
    ("*so ADR 2*", "*so ADR 7*"),
    ("``ADR-0002``", "``ADR-0002``"),
    ("`it <0002-use-y.rst>`_", "`it <0007-use-y.rst>`_"),
    ("`ADR-2 <0002-use-y.rst>`__", "`ADR-7 <0007-use-y.rst>`__"),
    ("`no <../other/0002-use-y.rst>`_", "`no <../other/0002-use-y.rst>`_"),
    (":adr:`2`", ":adr:`7`"),
    (":adr:`y <ADR-0002>`", ":adr:`y <ADR-0007>`"),
    (":doc:`0002-use-y`", ":doc:`0007-use-y`"),
    (":doc:`ADR-2 <0002-use-y>`", ":doc:`ADR-7 <0007-use-y>`"),
    (":ref:`adr-0002`", ":ref:`adr-0007`"),
    (":ref:`y <adr-0002>`", ":ref:`y <adr-0007>`"),
    (":any:`ADR-2`", ":any:`ADR-7`"),
    (":adr:`ADR-20`", ":adr:`ADR-20`"),
    ("`a\nb <0002-use-y.rst>`_", "`a\nb <0007-use-y.rst>`_"),
    (":adr:`a\nb <2>`", ":adr:`a\nb <7>`"),
    ("\\*ADR-2", "\\*ADR-7"),
    ("short_", "short_"),
    ("`x <https://example.org/ADR-2>`__", "`x <https://example.org/ADR-2>`__"),
]
GAPS = [" ", ", ", "; ", "\n", "\n\n"]


def renumbered(texts: dict[str, str], suffix: str) -> tuple[dict[str, str], list[str]]:
    """Return texts after ADR-2 became ADR-7, and what was left."""
    corpus = corpus_of_texts(texts)
    record = next(item for item in corpus.records if item.number == 2)
    move = Renumber(
        record=record, number=7, width=4, base="/top", roots=("/top",), part="0002-use-y",
        suffix=suffix, digits=("0002", "0007"), slug="2-use-y",
    )  # fmt: skip
    lines = {path: text.split("\n") for path, text in texts.items()}
    work = Renumbering(corpus, move, lambda path, number: "".join(lines[path][number - 1 : number]))
    for path, text in texts.items():
        work.look_through(text_of(path, text.encode(), frozenset({"adr"})))
    work.headers()
    after, _ = apply_fixes(texts, [Fix("", work.edits)])
    assert not any(posixpath.isabs(edit.at.path) for edit in work.edits)
    return texts | after, [item.text for item in work.left]


HARD = frozenset({
    ("\\*ADR-2", "\\*ADR-7"), ("&amp; ADR-2", "&amp; ADR-7"),
    (":adr:`a\nb <2>`", ":adr:`a\nb <7>`"), ("`a\nb <0002-use-y.rst>`_", "`a\nb <0007-use-y.rst>`_"),
})  # fmt: skip
"""What parsers do not keep the place of: where it cannot be found, it is listed."""

Parts = list[tuple[tuple[str, str], str]]


def before(parts: Parts) -> str:
    return "".join(part[0] + gap for part, gap in parts)


def agrees(after: str, parts: Parts, frame: str, left: list[str]) -> bool:
    """Return whether a page is as expected; beside what is hard, a part may be as it was, if it is listed.

    So may one in the second line of a reST paragraph, whose column nobody keeps.
    """
    plain = not any(part in HARD or "\n" in part[0] + gap for part, gap in parts)
    assert not (plain and left)
    pattern = "".join(
        "".join(
            re.escape(new) if old == new or not left else f"[{old}{new}]"
            for old, new in zip(*part, strict=True)
        )
        + re.escape(gap)
        for part, gap in parts
    )
    whole = re.escape(frame).replace(re.escape("%s"), pattern)
    everything = frame.replace("%s", "".join(part[1] + gap for part, gap in parts))
    return bool(re.fullmatch(whole, after)) and (after == everything) == (not left)


def pieces(known: list[tuple[str, str]], gaps: list[str]) -> st.SearchStrategy[Parts]:
    return st.lists(st.tuples(st.sampled_from(known), st.sampled_from(gaps)), max_size=12)


@settings(max_examples=80, deadline=None)
@given(pieces(MARKDOWN, [*GAPS, "\n\n- "]))
@example([(("[2. Use y](./0002-use-y.md 'ADR-2')", "[7. Use y](./0007-use-y.md 'ADR-2')"), " "),
          (("**ADR-2**", "**ADR-7**"), "\n")])  # fmt: skip
def test_markdown(parts: Parts) -> None:
    page = f"# Page\n\n{before(parts)}\n\n[short]: 0002-use-y.md\n"
    used = any(part[0] == "[short]" for part, _ in parts)
    texts = {"adr/0002-use-y.md": RECORD, "adr/0020-use-z.md": OTHER, "adr/page.md": page}
    after, left = renumbered(texts, ".md")
    frame = f"# Page\n\n%s\n\n[short]: 000{7 if used else 2}-use-y.md\n"
    assert agrees(after["adr/page.md"], parts, frame, left), (after["adr/page.md"], left)
    assert after["adr/0002-use-y.md"] == RECORD.replace("2.", "7.")


@settings(max_examples=50, deadline=None)
@given(pieces(REST, GAPS))
@example([((":ref:`y <adr-0002>`", ":ref:`y <adr-0007>`"), " "),
          ((":ref:`adr-0002`", ":ref:`adr-0007`"), " ")])  # fmt: skip
def test_rest(parts: Parts) -> None:
    page = f"Page\n====\n\n{before(parts)}\n\n.. _short: 0002-use-y.rst\n"
    record = "2. Use y\n========\n\n:Status: accepted\n"
    texts = {"adr/0002-use-y.rst": record, "adr/0020-use-z.md": OTHER, "adr/page.rst": page}
    after, left = renumbered(texts, ".rst")
    frame = "Page\n====\n\n%s\n\n.. _short: 0007-use-y.rst\n"
    assert agrees(after["adr/page.rst"], parts, frame, left), (after["adr/page.rst"], left)
