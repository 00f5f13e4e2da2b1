"""The text report as it is seen: source line, caret and hint stand where the eye looks for them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_governance.model.finding import Edit, Finding, Fix, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.table import cell_width, render_table
from sphinx_governance.report.text import TextReport

from .tools import write_files

MESSAGE = "ADR-0005 supersedes ADR-0099, which does not exist"


def found(
    line: str,
    column: int,
    *,
    length: int = 8,
    hint: str = "did you mean ADR-0009?",
    width: int = 80,
) -> str:
    """Return a finding as it is shown, without its first line and the rule's page."""
    finding = Finding(
        "a-rule", Severity.ERROR, MESSAGE, Location("adr/0005.md", 4, column), hint, length
    )
    lines = whole(line, finding, width=width)
    assert lines[0].startswith(
        f"adr/0005.md:4:{column}: error[a-rule]: {MESSAGE}".replace(":0:", ":")
    )
    assert lines[-1] == "✗ 1 error, 0 warnings, 0 notes"
    body = lines[1 : lines.index("    = see https://example.org/a-rule")]
    assert all(cell_width(item) <= width for item in body if " | " in item)
    return "\n".join(body)


def whole(line: str, *findings: Finding, width: int = 80) -> list[str]:
    report = TextReport(
        lambda path, number: line, lambda rule: f"https://example.org/{rule}", width=width
    )
    return list(report.render(Outcome(findings, {"documents": 1, "records": 1})))


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (
            "   :supersedes: ADR-0099", 17,
            ("  4 |    :supersedes: ADR-0099\n"
            "    |                 ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "\tsupersedes:\tADR-0099", 14,
            ("  4 |  supersedes: ADR-0099\n"
            "    |              ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "日本語 ADR-0099 の", 5,
            ("  4 | 日本語 ADR-0099 の\n"
            "    |        ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "re\u0301sume\u0301 ADR-0099", 10,
            ("  4 | re\u0301sume\u0301 ADR-0099\n"
            "    |        ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "x" * 100 + " ADR-0099 " + "y" * 100, 102,
            (f"  4 | …{'x' * 18} ADR-0099 {'y' * 44}…\n"
            "    |                     ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "x" * 10 + " ADR-0099 " + "y" * 100, 12,
            (f"  4 | {'x' * 10} ADR-0099 {'y' * 53}…\n"
            "    |            ^^^^^^^^ did you mean ADR-0009?"),
        ),
        (
            "日本" * 60 + " ADR-0099", 122,
            (f"  4 | …{'本日' * 15}本 ADR-0099\n"
            "    |                                                                 ^^^^^^^^\n"
            "    = did you mean ADR-0009?"),
        ),
        ("## Status", 0, "  4 | ## Status\n    | ^^^^^^^^ did you mean ADR-0009?"),
        ("ADR", 400, "  4 | ADR\n    |    ^ did you mean ADR-0009?"),
        (
            "a\x1b[31mred\x07 \u202eb", 1,
            ("  4 | a [31mred   b\n"
            "    | ^^^^^^^^ did you mean ADR-0009?"),
        ),
        ("", 0, "    = did you mean ADR-0009?"),
    ],
    ids=["rest", "tabs", "wide", "combining", "far", "long", "wide-and-far", "no-column", "beyond",
         "control", "no-line"],
)  # fmt: skip
def test_source_line_and_caret(line: str, column: int, expected: str) -> None:
    assert found(line, column) == expected


def test_on_a_narrow_terminal_the_hint_has_a_line_of_its_own() -> None:
    assert found("   :supersedes: ADR-0099", 17, width=40) == (
        "  4 |    :supersedes: ADR-0099\n"
        "    |                 ^^^^^^^^\n"
        "    = did you mean ADR-0009?"
    )  # fmt: skip


def test_two_places_and_the_rule_s_page_once() -> None:
    at, other = Location("a.md", 1), Location("b.md", 2, 3)
    finding = Finding("a-rule", Severity.WARNING, "two say the same", at, related=(other,))
    assert whole("", finding, finding) == [
        "a.md:1: warning[a-rule]: two say the same",
        "    = see also b.md:2:3",
        "    = see https://example.org/a-rule",
        "",
        "a.md:1: warning[a-rule]: two say the same",
        "    = see also b.md:2:3",
        "",
        "Examined 1 page, 1 record, 0 references, 0 text blocks.",
        "! 0 errors, 2 warnings, 0 notes",
    ]


def places(lines: Mapping[tuple[str, int], str], *related: Location, width: int = 80) -> list[str]:
    """Return what is shown of a finding's other places."""
    finding = Finding("a-rule", Severity.NOTE, "twice", Location("a.md", 9), related=related)
    report = TextReport(
        lambda path, number: lines.get((path, number), ""), lambda rule: "", width=width
    )
    return list(report.render(Outcome((finding,), {})))[1:-3]


def test_another_place_is_shown_with_its_line() -> None:
    lines = {("b.md", 2): "# Two 日本 words", ("c.md", 12): "  whole line"}
    assert places(
        lines, Location("b.md", 2, 7), Location("c.md", 12), Location("gone.md", 1, 1)
    ) == [
        "    = see also b.md:2:7",
        "  2 | # Two 日本 words",
        "    |       ^^",
        "    = see also c.md:12",
        " 12 |   whole line",
        "    = see also gone.md:1:1",
    ]


def test_the_same_line_is_not_shown_twice() -> None:
    lines = {("a.md", 9): "# Two words"}
    assert places(lines, Location("a.md", 9, 7))[-1] == "    = see also a.md:9:7"


def test_of_many_other_places_three_are_shown() -> None:
    shown = places({}, *(Location(f"{number}.md", 1) for number in range(235)))
    assert shown[2:] == ["    = see also 2.md:1", "    = … and 232 more"]


def test_another_place_fits_a_narrow_terminal() -> None:
    lines = {("b.md", 2): "x" * 100 + " 文字 " * 40}
    for column in (1, 60, 110, 250):
        _, line, mark = places(lines, Location("b.md", 2, column), width=40)
        assert max(cell_width(line), cell_width(mark)) <= 40


def closing(*findings: Finding, width: int = 80, accepted: int = 0) -> list[str]:
    outcome = Outcome(findings, {}, baselined=findings[:1] * accepted)
    return list(TextReport(lambda path, number: "", lambda rule: "", width=width).closing(outcome))[
        1:
    ]


def test_the_end_says_what_can_be_fixed_and_what_is_accepted() -> None:
    at = Location("a.md", 1)
    plain = Finding("a-rule", Severity.ERROR, "m", at)
    fixable = Finding("b-rule", Severity.NOTE, "m", at, fix=Fix("mends", (Edit(at, "a", "b"),)))
    assert closing(plain, fixable) == ["✗ 1 error, 0 warnings, 1 note   (1 fixable with --fix)"]
    assert closing(plain, fixable, width=40) == [
        "✗ 1 error, 0 warnings, 1 note", "  (1 fixable with --fix)"
    ]  # fmt: skip
    assert closing(plain, accepted=12) == [
        "12 findings accepted in the baseline.", "✗ 1 error, 0 warnings, 0 notes"
    ]  # fmt: skip


def test_a_baseline_that_accepts_all_is_told() -> None:
    accepted = Finding("a-rule", Severity.ERROR, "m", Location("a.md", 1))
    outcome = Outcome((), {}, baselined=(accepted,))
    assert list(TextReport(lambda path, number: "", lambda rule: "").closing(outcome))[1:] == [
        "1 finding accepted in the baseline.", "✓ nothing found"
    ]  # fmt: skip


def test_nothing_found() -> None:
    assert whole("")[-1] == "✓ nothing found"


def test_a_table_keeps_its_columns_whatever_is_in_them() -> None:
    rows = [
        ("ADR-0001", "accepted", "日本語" * 30),
        ("ADR-20200924-use-x", "-", "a\x1b[31mb\u202ec\td"),
        ("ADR-0003", "(what is that)", "e\u0301" * 40),
    ]
    lines = list(render_table(("ID", "Status", "Title"), rows, width=60, flexible=2))
    assert [cell_width(line) <= 60 for line in lines] == [True] * 4
    assert lines[1].endswith("…")
    assert lines[2] == "ADR-20200924-use-x  -               a[31mbc d"
    starts = {cell_width(line[: line.index(word)]) for line, word in
              zip(lines[1:], ("accepted", "-  ", "(what"), strict=True)}  # fmt: skip
    assert starts == {20}


def on_terminal(arguments: list[str], env: Mapping[str, str]) -> str:
    """Return what a command writes to a terminal."""
    ours, theirs = pty.openpty()
    code = "from sphinx_governance.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=theirs, stderr=theirs, stdin=theirs,
        env={**os.environ, "TERM": "xterm", **env},
    ) as process:  # fmt: skip
        os.close(theirs)
        parts = []
        while part := _read(ours):
            parts.append(part)
        process.wait(timeout=60)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65_536)
    except OSError:  # the other end is closed
        return b""


def test_colours_are_for_terminals_and_for_those_who_want_them(tmp_path: Path) -> None:
    bad = "# 2. \x1b[41mBad\x07\n\n## Status\n\nSuperseded by [9. Gone](0009-gone.md)\n"
    folder = write_files(tmp_path / "adr", {"0002-bad.md": bad})
    for command in ("check", "list", "show 2"):
        name, *rest = command.split()
        arguments = [name, *rest, str(folder)]
        colourful = on_terminal(arguments, {})
        assert "\x1b[" in colourful
        assert "\x1b[41m" not in colourful
        plain = re.sub(r"\x1b\[[0-9;]*m", "", colourful)
        assert not {"\x1b", "\x07"} & set(plain)
        assert "\x1b" not in on_terminal(arguments, {"NO_COLOR": "1"})
        assert "\x1b" not in on_terminal(arguments, {"TERM": "dumb"})
