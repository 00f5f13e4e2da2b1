"""Rules that go by the clock, on real records. The deadlines were all read; of the stale ones a part."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sphinx_governance.config import Settings
from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.finding import Finding
from sphinx_governance.rules.registry import run_rules
from sphinx_governance.surround import Around, surroundings_of

from .tools import CORPORA, RealCorpus, needs_corpora

pytestmark = needs_corpora

TODAY = date(2026, 11, 22)
CLOCK = {"deadline-overdue", "review-due", "stale-record"}
COUNTS = {
    # No EIP says when it was last changed, and this copy has no git history that could.
    "eips": {"deadline-overdue": 5, "stale-record": 154},
    "peps": {"stale-record": 5},
    "numpy-neps": {"stale-record": 3},
    "govuk-aws": {"stale-record": 1},
}


def found(corpus: RealCorpus) -> list[Finding]:
    read = read_folder(BareFolder(corpus.folder, everything=False))
    around = Around(today=TODAY, kind="adr", compare=False)
    filled, _ = surroundings_of(read, corpus.folder, Settings(), around)
    return [finding for finding in run_rules(filled) if finding.rule in CLOCK]


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_counts(corpus: RealCorpus) -> None:
    assert Counter(finding.rule for finding in found(corpus)) == COUNTS.get(corpus.name, {})


def test_every_last_call_of_ethereum_is_past_its_deadline() -> None:
    (eips,) = (corpus for corpus in CORPORA if corpus.name == "eips")
    overdue = [finding for finding in found(eips) if finding.rule == "deadline-overdue"]
    assert [
        (finding.at.path, finding.at.line, finding.message.split()[-1]) for finding in overdue
    ] == [
        ("eip-3076.md", 8, "2021-11-03"),
        ("eip-3155.md", 8, "2025-03-01"),
        ("eip-7523.md", 8, "2024-03-26"),
        ("eip-7610.md", 8, "2024-11-20"),
        ("eip-7723.md", 8, "2025-04-01"),
    ]
    read = read_folder(BareFolder(eips.folder, everything=False))
    assert sum(record.status_name == "last-call" for record in read.records) == 5
