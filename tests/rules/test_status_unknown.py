from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "status-unknown"


def section(status: str) -> dict[str, str]:
    return {"decisions/0001-a.md": f"# 1. A\n\n## Status\n\n{status}\n"}


def test_names_the_states_and_the_setting() -> None:
    assert report(RULE, section("Pending")) == [
        (
            "decisions/0001-a.md:5:1: error: ADR-0001 has the status 'Pending', which is no state of its kind"
            " = use draft, proposed, accepted, rejected, deprecated or superseded,"
            " or set kinds.adr.aliases.pending to a state"
        )
    ]
    assert findings(RULE, section("Pending"))[0].length == len("Pending")


def test_offers_the_nearest_state() -> None:
    files = {"rfcs/0001-a.rst": "A\n=\n\n.. rfc::\n   :status: Last Cal (2025)\n"}
    said = "RFC-0001 has the status 'Last Cal (2025)', which is no state of its kind"
    hint = 'did you mean last-call? If not, set kinds.rfc.aliases."last cal" to a state'
    assert report(RULE, files) == [f"rfcs/0001-a.rst:5:13: error: {said} = {hint}"]
    assert findings(RULE, files)[0].length == len("Last Cal (2025)")


def test_the_first_word_alone_may_be_the_slip() -> None:
    assert "did you mean accepted?" in report(RULE, section("Acepted by all of us"))[0]


def test_a_sentence_is_no_word_for_a_state() -> None:
    text = "We talked about it for two years and never came to any conclusion at all."
    (found,) = report(RULE, section(text))
    assert "…', which" in found
    assert found.endswith("deprecated or superseded")


def test_a_status_without_words_gets_the_list() -> None:
    assert report(RULE, {"decisions/0001-a.md": "---\nstatus: 2025\n---\n# A\n"})[0].endswith(
        "or superseded"
    )


@pytest.mark.parametrize(
    "status",
    [
        "✅ Accepted",
        "**Accepted** (2024)",
        "Superceded by [2. B](0002-b.md)",
        "accepted, 2024-10-08",
        "DRAFT.",
    ],
)
def test_decoration_remarks_and_old_spellings_are_read(status: str) -> None:
    assert findings(RULE, section(status)) == []


def test_one_line_of_a_history_is_enough() -> None:
    assert findings(RULE, section("Under discussion until May\n\nAccepted")) == []


def test_partly_superseded_is_not_superseded() -> None:
    assert len(findings(RULE, section("Partly superseded"))) == 1


def test_a_setting_gives_a_word_a_meaning() -> None:
    settings = {"kinds": {"adr": {"aliases": {"on hold": "proposed"}}}}
    assert findings(RULE, section("On hold until May"), settings) == []
    assert len(findings(RULE, section("On hold until May"))) == 1


def test_formats_have_states_of_their_own() -> None:
    text = "---\neip: 1\nstatus: Living\n---\n"
    assert findings(RULE, {"eip-1.md": text, "eip-2.md": text}) == []


def test_a_missing_or_empty_status_is_another_rules_business() -> None:
    assert findings(RULE, section("")) == []
    assert findings(RULE, {"decisions/0001-a.md": "# A\n"}) == []


def test_a_kind_without_states_has_no_unknown_ones() -> None:
    settings = {"kinds": {"adr": {"lifecycle": {"replace": True}}}}
    assert findings(RULE, section("Whatever"), settings) == []
