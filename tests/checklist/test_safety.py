"""Nothing that a stranger writes is markup, a mention, a link or a reference in the comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_governance.model.checklist import PullRequest, RecordChange, checklist_of
from sphinx_governance.model.surroundings import Change
from sphinx_governance.outputs.checklist_markdown import checklist_as_markdown, read_ticks
from sphinx_governance.outputs.safe_markdown import code, escape, link, plain, unescape

from .tools import artifact, record, registry, scenario

if TYPE_CHECKING:
    from markdown_it.token import Token

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = "https://example.org/guide.html"
_COMMENT = re.compile(r"<!-- governance:(?:checklist|auto|end|item [\w.+/-]+) -->")
_FOUND_IN_TEXT = re.compile(
    r"@\w|\#\d|://|\bwww\.\w|\bgh-\d|(?:mailto|xmpp):\w|\b[0-9a-f]{7,40}\b", re.IGNORECASE
)
"""What GitHub makes links or notifications of, in what Markdown has made of a text."""

_NASTY = (
    "@team", "@org/team please", "#123", "GH-12", "org/repo#9", "org/repo@deadbeef1", "a1b2c3d4e5f6",
    "https://evil.example/x", "www.evil.example", "me@evil.example", "mailto:x@y.zz",
    "[x](https://evil.example)", "![x](https://evil.example/p.png)", "[x]: https://evil.example",
    "<img src=x onerror=alert(1)>", "<https://evil.example>", "</details>", "-->", "<!-- x", "--!>",
    "<!-- governance:item add/user-guide -->", "a\n- [x] <!-- governance:item add/changelog -->",
    "```\n", "`", "``", "` @team `", "$x$", "# head", "- item", "1. item", "> quote", "---", "===", "| a | b |",
    "*b*", "_b_", "**b", "~~s~~", "\\", "\\@team", "&#64;team", "&lt;b&gt;", "\u202e@team", "@\u200bteam",
    "@\u2060team", "\x1b[31mred", "\0", "\udcff", "N/A: no", "x\r\ny", "x\u2028y", ":tada:", "[ ] x", "[^1]",
)  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(_NASTY),
    st.lists(st.sampled_from([*_NASTY, " ", "a", "0", "\n", "é"]), max_size=5).map("".join),
    st.text(max_size=40),
    st.text("@#`<>[]()!-*_\\&; :/.w\n\t1ax", max_size=30),
)


def inline(markdown: str) -> Iterator[tuple[Token, bool]]:
    """Yield the inline tokens of a text, each with whether it is inside a link."""
    for token in GFM.parse(markdown):
        depth = 0
        for child in token.children or ():
            depth += child.nesting if child.type.startswith("link") else 0
            yield child, depth > 0


def assert_harmless(markdown: str) -> None:
    """Fail unless there is only what we write ourselves."""
    blocks = {
        token.type.removesuffix("_open").removesuffix("_close") for token in GFM.parse(markdown)
    }
    assert blocks <= {
        "html_block", "heading", "paragraph", "inline", "bullet_list", "list_item",
    }, blocks  # fmt: skip
    for token in GFM.parse(markdown):
        if token.type == "html_block":
            assert _COMMENT.fullmatch(token.content.strip())
    text = ""
    for child, _ in inline(markdown):
        assert child.type not in {"image", "em_open", "s_open", "softbreak", "hardbreak"}, child
        if child.type == "html_inline":
            assert _COMMENT.fullmatch(child.content), child.content
        if child.type == "link_open":
            address = str(child.attrs["href"])
            assert address.startswith(OURS), address
        # Text of one line is one text to GitHub, whatever nodes it is in; code is none.
        text += child.content if child.type == "text" else "\0"
        if child.type in {"strong_open", "strong_close", "html_inline"}:
            text = text[:-1]
    assert not _FOUND_IN_TEXT.search(text), _FOUND_IN_TEXT.search(text)


@settings(max_examples=800, deadline=None)
@given(HOSTILE)
@example("\\&lt;")
def test_escaped_text_is_shown_and_does_nothing(text: str) -> None:
    shown = "".join(
        child.content if child.type == "text" else "?"
        for child, _ in inline(f"- x {escape(text)} x")
    )
    assert shown.replace("\u2060", "").split() == f"x {plain(text)} x".split()
    assert_harmless(f"- {escape(text)} x")
    assert unescape(escape(text)) == plain(text)
    assert escape(unescape(escape(text))) == escape(text)


@settings(max_examples=500, deadline=None)
@given(HOSTILE)
def test_code_is_shown_as_code(text: str) -> None:
    tokens = [child for child, _ in inline(f"- x {code(text)} @ x")]
    assert [token.type for token in tokens] == ["text", "code_inline", "text"]
    assert tokens[2].content == " @ x"
    assert code(text).encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(HOSTILE, HOSTILE)
def test_an_address_is_one_address(text: str, address: str) -> None:
    assert link(escape(text), address) == escape(text) or address.startswith("http")
    made = link("x", f"{OURS}#{address}")
    found = [child for child, _ in inline(f"- {made} x")]
    assert [child.type for child in found] == ["link_open", "text", "link_close", "text"]


@settings(max_examples=300, deadline=None)
@given(st.lists(HOSTILE, min_size=9, max_size=9), st.booleans())
def test_no_text_of_a_pull_request_or_registry_gets_out(texts: list[str], renamed: bool) -> None:
    path, title, label, heading, name, said, status, ident, pattern = texts
    registry_ = registry(
        artifact("changelog", title=heading or "x", paths=["*"], url=f"{OURS}#a"),
        artifact("user-guide", title=name or "x"),
        scenario(
            "add", when={"changed": "*", "label": label or "x", "title": "."},
            required=["changelog", "user-guide", ident or "x"], url=f"{OURS}#{ident}",
        ) | {"title": name or "x"},
        record(1, "*", pattern or "*", title=heading, status=status or None, id=ident or "x"),
        record(2, "*", title=name, phase="closed",
               relations=[{"type": "superseded-by", "target": ident or "x"}]),
    )  # fmt: skip
    request = PullRequest(
        changes=(Change("R" if renamed else "M", path or "x", name or "y"),),
        title=title, labels=(label,),
        description=f"Governance-Exempt: {said}\nGovernance-Exempt: user-guide — {said}",
    )  # fmt: skip
    made = checklist_of(registry_, request, (RecordChange("x", path, heading, status),))
    made = replace(made, notes=(said, title))
    markdown = checklist_as_markdown(made)
    assert_harmless(markdown)
    assert markdown.count("<!-- governance:item ") == len(made.items)
    assert set(read_ticks(markdown)) == {item.id for item in made.items}
    assert markdown.encode("utf-8")


@pytest.mark.parametrize("text", _NASTY)
def test_the_known_tricks(text: str) -> None:
    assert_harmless(f"- **{escape(text)}** {code(text)} ({escape(text)})")
