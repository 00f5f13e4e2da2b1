"""What persons left at a checklist stays, by the items' ids, however often it is written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_governance.model.checklist import Checklist, Tick, with_ticks
from sphinx_governance.outputs.checklist_markdown import checklist_as_markdown, read_ticks
from sphinx_governance.outputs.safe_markdown import plain

from .test_safety import HOSTILE, assert_harmless
from .tools import artifact, checklist, registry, scenario

NAMES = ("changelog", "guide", "tests", "design", "talk")
PATHS = {name: f"docs/{name}.md" for name in NAMES}


def made(owed: Mapping[str, list[str]], touched: list[str]) -> Checklist:
    """Return the checklist where scenarios owe artifacts, and the files of some are touched."""
    parts = [artifact(name, paths=[path]) for name, path in PATHS.items()]
    parts += [
        scenario(name, when={"changed": "src/*"}, required=items) for name, items in owed.items()
    ]
    return checklist(registry(*parts), "M src/a.py", *(f"M {PATHS[name]}" for name in touched))


def render(found: Checklist, previous: str) -> str:
    return checklist_as_markdown(with_ticks(found, read_ticks(previous)))


def tick(markdown: str, item: str) -> str:
    """Tick an item as a person does: a click."""
    return re.sub(rf"- \[ \] (<!-- governance:item \S*/{item} -->)", r"- [x] \1", markdown)


def say(markdown: str, item: str, reason: str) -> str:
    """Write at the end of an item's line, in place of what stood there."""
    lines = [
        re.sub(r"(<!-- governance:end -->).*", "", line) + f"<!-- governance:end --> N/A: {reason}"
        if f"/{item} -->" in line
        else line
        for line in markdown.split("\n")
    ]
    return "\n".join(lines)


def test_five_renderings_while_scenarios_change() -> None:
    first = render(made({"add": ["changelog", "guide", "tests"]}, ["changelog"]), "")
    assert first.count("- [x]") == 1
    second = tick(say(first, "tests", "only *docs*, see #12 & <b>"), "guide")
    owed = [
        {"add": ["changelog", "guide", "tests"]},
        {"add": ["changelog", "guide", "tests"], "also": ["design"]},
        {"aside": ["guide", "tests"], "also": ["design"]},  # another scenario owes it
        {"also": ["guide", "tests"], "zoo": ["changelog"]},
        {"add": ["changelog", "guide", "tests"]},
    ]
    current = second
    for each in owed:
        current = render(made(each, ["changelog"]), current)
        ticks = {name.split("/")[1]: value for name, value in read_ticks(current).items()}
        assert set(ticks) == {name for names in each.values() for name in names}
        assert ticks["guide"] == Tick(ticked=True)
        assert ticks["tests"] == Tick(not_applicable="only *docs*, see #12 & <b>")
        assert_harmless(current)
    assert current == render(made(owed[-1], ["changelog"]), current)


def test_items_no_longer_owed_disappear_and_new_ones_are_open() -> None:
    first = tick(render(made({"add": ["guide", "tests"]}, []), ""), "guide")
    second = render(made({"add": ["tests"]}, []), first)
    assert "/guide" not in second
    third = render(made({"add": ["guide", "tests"]}, []), second)
    assert read_ticks(third)["add/guide"] == Tick()


def test_a_tick_of_the_tool_goes_with_its_evidence_and_that_of_a_person_stays() -> None:
    owed = {"add": ["guide", "tests"]}
    by_tool = render(made(owed, ["guide"]), "")
    assert "[x] <!-- governance:item add/guide --><!-- governance:auto -->" in by_tool
    assert "[ ] <!-- governance:item add/guide -->" in render(made(owed, []), by_tool)
    by_person = tick(render(made(owed, []), ""), "guide")
    with_both = render(made(owed, ["guide"]), by_person)
    assert "found in `docs/guide.md`" in with_both
    assert "[x] <!-- governance:item add/guide -->" in render(made(owed, []), with_both)


def test_what_persons_write_around_an_item_is_read() -> None:
    item = "<!-- governance:item add/guide -->"
    for text in (
        f"- [ ] {item} **Guide** <!-- governance:end --> N/A: a *typo*",
        f"- [ ] {item} **Guide** <!-- governance:end -->\n  N/A: a *typo*",
        f"* [ ] N/A: a *typo* {item} **Guide** <!-- governance:end -->",
        f"- [ ] {item} **Guide** n/a — a *typo*",
        f"  - [ ] {item} **Guide** <!-- governance:end --> N/A: a *typo*\r\n- [ ] other",
    ):
        assert read_ticks(text)["add/guide"].not_applicable.startswith("a *typo*"), text
    assert read_ticks(f"- [X] {item} **Guide**")["add/guide"].ticked
    assert read_ticks(f"- [ ] {item} Guide <!-- governance:end -->\n- N/A: other") == {
        "add/guide": Tick()
    }
    assert read_ticks(f"text {item}\n> - [x] {item}") == {}
    assert read_ticks(f"- [ ] {item} <!-- governance:end --> N/A:") == {"add/guide": Tick()}


_OWED = st.dictionaries(
    st.sampled_from(["add", "fix", "zoo"]),
    st.lists(st.sampled_from(NAMES), unique=True),
    max_size=3,
)
_STEP = st.tuples(
    _OWED,
    st.lists(st.sampled_from(NAMES), unique=True, max_size=2),
    st.one_of(
        st.none(),
        st.tuples(st.just("tick"), st.sampled_from(NAMES), st.just("")),
        st.tuples(
            st.just("say"), st.sampled_from(NAMES), HOSTILE.filter(lambda text: "\n" not in text)
        ),
    ),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(_STEP, min_size=5, max_size=8))
def test_any_renderings_keep_what_persons_left(steps: list[tuple[object, ...]]) -> None:
    current = ""
    for owed, touched, act in steps:
        assert isinstance(owed, dict)
        assert isinstance(touched, list)
        before = {name.split("/")[1]: value for name, value in read_ticks(current).items()}
        current = render(made(owed, touched), current)
        assert_harmless(current)
        assert current == render(made(owed, touched), current)
        after = {name.split("/")[1]: value for name, value in read_ticks(current).items()}
        assert after.keys() == {name for names in owed.values() for name in names}
        assert after == {name: before.get(name, Tick()) for name in after}
        if isinstance(act, tuple):
            kind, item, reason = act
            current = tick(current, item) if kind == "tick" else say(current, item, reason)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_a_reason_is_read_as_it_was_written_and_then_never_changes(reason: str) -> None:
    line = reason.replace("\n", " ").replace("\r", " ")
    first = say(render(made({"add": ["guide"]}, []), ""), "guide", line)
    said = read_ticks(first)["add/guide"].not_applicable
    second = render(made({"add": ["guide"]}, []), first)
    assert_harmless(second)
    assert read_ticks(second)["add/guide"].not_applicable == said
    assert second == render(made({"add": ["guide"]}, []), second)
    if re.fullmatch(r"[\w ,.]+", line):
        assert said == plain(line)
