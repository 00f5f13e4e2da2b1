from __future__ import annotations

import time

import pytest

from .tools import findings, report

RULE = "mention-unknown"


def texts(files: dict[str, str], settings: dict[str, object] | None = None) -> list[str]:
    return [
        item.message.removeprefix("there is no record ") for item in findings(RULE, files, settings)
    ]


def adr(text: str, *numbers: int) -> dict[str, str]:
    files = {f"decisions/{number:04}-x.md": "# X\n\nText\n" for number in numbers or (1, 24)}
    return {**files, "guide.md": f"# Guide\n\n{text}\n"}


def test_stands_at_the_mention_and_offers_the_record_of_one_slip() -> None:
    files = adr("As we said\nin ADR-0042, and ADR 24.")
    assert report(RULE, files) == [
        "guide.md:4:4: warning: there is no record 'ADR-0042' = did you mean ADR-0024?"
    ]
    assert findings(RULE, files)[0].length == len("ADR-0042")


def test_rest() -> None:
    files = {
        "decisions/0001-a.rst": """
            A
            =

            .. adr::
               :status: accepted

            As **ADR 7** says in ``ADR-8`` and :adr:`9`; see `ADR-0010`_.

            .. code-block:: text

               ADR-0011

            .. note:: Not ADR-12.

            .. _ADR-0010: https://example.org
            """
    }
    assert report(RULE, files) == [
        "decisions/0001-a.rst:7:6: warning: there is no record 'ADR 7' = did you mean ADR-0001?",
        "decisions/0001-a.rst:13:15: warning: there is no record 'ADR-12'",
    ]


def test_a_record_that_claims_the_number_in_its_heading_was_meant() -> None:
    files = {
        "decisions/0003-x.md": "# ADR-0017: X\n\nText\n",
        "decisions/0012-y.md": "# Y\n\nSee ADR-0017.\n",
    }
    assert [item.hint for item in findings(RULE, files)] == ["did you mean ADR-0003?"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ADR-0042", "did you mean ADR-0024?"),
        ("ADR-0029", "did you mean ADR-0024?"),
        ("ADR-240", "did you mean ADR-0024?"),
        ("ADR-0555", ""),
    ],
)
def test_what_one_slip_is(text: str, hint: str) -> None:
    assert [item.hint for item in findings(RULE, adr(text, 24))] == [hint]


@pytest.mark.parametrize(
    "text",
    [
        "ADR-0099",
        "ADR-99",
        "ADR 99",
        "**ADR 99**",
        "Adr-99",
        "ADR-0099s",
        "(ADR-99)",
        "ADR-99-like",
    ],
)
def test_forms_that_count(text: str) -> None:
    assert len(texts(adr(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ADR-1", "ADR 0001", "ADR-24s", "ADR-1-like", "Adr 99", "adr-99", "`ADR-99`",
        "[ADR-99](https://example.org)",
        "PEP 8", "RFC 2119", "ISO-8601", "XADR-99", "ADR-99.5", "/ADR-99", "ADR #99", "ADR 99%",
        "```\nADR-99\n```",
        "<!-- ADR-99 -->", "![ADR-99](x.png)", "[ADR-99]: https://example.org",
    ],
)  # fmt: skip
def test_forms_that_do_not(text: str) -> None:
    assert texts(adr(text)) == []


def test_only_the_prefix_itself_is_quoted() -> None:
    assert texts(adr("ADR-99-like and ADR-98s")) == ["'ADR-99'", "'ADR-98'"]


def test_of_rfc_only_the_padded_form_counts_up_to_ten_ahead() -> None:
    files = {
        "rfcs/0002-a.md": "# A\n\nAs RFC 2119, RFC-2119, RFC-7, RFC 0007 and RFC-0012 say; not RFC-0013.\n"
    }
    assert texts(files) == ["'RFC-0012'"]


def test_a_prefix_of_which_there_is_no_record_means_somebody_elses() -> None:
    assert (
        texts({"guide.md": "# Guide\n\nSee ADR-1 and RFC-0001.\n", "decisions/index.md": "# D\n"})
        == []
    )


def test_a_words_prefix_is_only_meant_as_displayed() -> None:
    files = {
        "proposals/proposal-001-x.md": "# X\n\nProposal 3 won; see PROPOSAL-004, PROPOSAL 5 and Proposal-6.\n",
        "proposals/proposal-002-y.md": "# Y\n",
    }
    assert texts(files) == ["'PROPOSAL-004'", "'PROPOSAL 5'", "'Proposal-6'"]


def test_a_relation_is_another_rules_business() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by ADR-0099\n\nSee ADR-0099.\n"
    }
    assert [item.at.line for item in findings(RULE, files)] == [7]


def test_a_number_that_two_records_claim_is_there() -> None:
    files = {"decisions/0001-a.md": "# A\n\nADR-1\n", "decisions/0001-b.md": "# B\n"}
    assert texts(files) == []


def test_ten_thousand_unknown_mentions_take_no_time() -> None:
    text = " ".join(f"ADR-{number}" for number in range(5000, 15000))
    files = adr(text, *range(1, 500))
    start = time.perf_counter()
    assert len(findings(RULE, files)) == 10_000
    assert time.perf_counter() - start < 15
