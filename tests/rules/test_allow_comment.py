from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "allow-comment"


def page(comment: str, suffix: str = "md") -> dict[str, str]:
    before, after = ("<!-- ", " -->") if suffix == "md" else (".. ", "\n")
    return {f"notes/page.{suffix}": f"Page\n====\n\n{before}governance: {comment}{after}\nText.\n"}


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_comment_without_a_reason(suffix: str) -> None:
    assert report(RULE, page("allow date-invalid", suffix)) == [
        (
            f"notes/page.{suffix}:4:0: warning: the comment allows date-invalid without a reason,"
            " so it allows nothing = write governance: allow date-invalid: and why"
        )
    ]


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_comment_that_names_no_rule(suffix: str) -> None:
    said = "there is no rule 'date-invald' to allow = did you mean date-invalid?"
    assert report(RULE, page("allow date-invald — the vote says so", suffix)) == [
        f"notes/page.{suffix}:4:0: warning: {said}"
    ]


def test_a_name_that_is_near_to_none() -> None:
    assert report(RULE, page("allow everything"))[0].endswith(
        "there is no rule 'everything' to allow = sphinx-governance check --list-rules names them"
    )


def test_each_rule_of_a_list_is_read() -> None:
    found = report(RULE, page("allow date-invalid, no-such-thing-at-all"))
    assert len(found) == 2


@pytest.mark.parametrize(
    "text", ["allow date-invalid: old", "allow number-gap, date-order – old", "allow * -- old"]
)
def test_a_reason_makes_it_good(text: str) -> None:
    assert findings(RULE, page(text)) == []


def test_other_comments_are_no_business_of_ours() -> None:
    assert findings(RULE, {"page.md": "# A\n\n<!-- allow date-invalid -->\n\nx\n"}) == []


def test_a_comment_without_a_reason_allows_nothing_and_one_with_does() -> None:
    text = (
        "# 1. A\n\n## Status\n\n<!-- governance: allow date-invalid{} -->\nAccepted (07/13/2022)\n"
    )
    assert len(findings("date-invalid", {"decisions/0001-a.md": text.format("")})) == 1
    assert findings("date-invalid", {"decisions/0001-a.md": text.format(": old")}) == []
