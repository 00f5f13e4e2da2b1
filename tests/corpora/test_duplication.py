"""Duplicated text of real projects: what the join finds is what comparing everything finds."""

from __future__ import annotations

import pytest

from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.duplication import pairs_of
from sphinx_governance.model.joins import Thresholds
from sphinx_governance.model.shingles import Shingles, words_of
from sphinx_governance.rules.registry import run_rules
from tests.model.oracle import all_pairs, pairs_that_meet, runs

from .tools import CORPORA, RealCorpus, needs_corpora

pytestmark = needs_corpora

MASSGEN = CORPORA[0]


def texts_of(corpus: RealCorpus) -> list[str]:
    passages = read_folder(BareFolder(corpus.root)).passages
    texts = (passage.text for passage in passages if passage.kind not in {"quote", "code"})
    return list(dict.fromkeys(text for text in texts if len(words_of(text)) >= 20))


def joined(texts: list[str], similarity: int, containment: int) -> set[tuple[int, int]]:
    sets = Shingles([words_of(text) for text in texts])
    return {pair[:2] for pair in pairs_of(sets, Thresholds(similarity, containment))}


@pytest.mark.parametrize(("similarity", "containment"), [(80, 90), (40, 60)])
@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_every_pair_of_a_corpus(corpus: RealCorpus, similarity: int, containment: int) -> None:
    texts = texts_of(corpus)
    sets = [runs(text) for text in texts]
    wanted = set(pairs_that_meet(sets, similarity, containment))
    assert joined(texts, similarity, containment) == wanted
    assert wanted or len(texts) < 400


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_every_pair_of_a_slice_compared_with_every_other(corpus: RealCorpus) -> None:
    texts = texts_of(corpus)[:800]
    assert joined(texts, 80, 90) == all_pairs([runs(text) for text in texts], 80, 90)


def test_what_a_reader_found_in_massgen() -> None:
    found = run_rules(read_folder(BareFolder(MASSGEN.root)))
    places = [
        (item.severity, [f"{at.path}:{at.line}" for at in (item.at, *item.related)])
        for item in found
        if item.rule == "duplicate-text"
    ]
    cases, guide = "docs/case_studies", "docs/source/user_guide"
    assert places == [
        ("warning", ["README.md:33", "docs/source/index.rst:43"]),
        ("warning", ["README.md:314", "docs/_includes/api-configuration.md:1"]),
        (
            "warning",
            [
                f"{cases}/ag2-framework-integration.md:6",
                f"{cases}/case-study-template.md:10",
                f"{cases}/mcp-planning-mode.md:6",
                f"{cases}/multi-turn-filesystem-support.md:6",
                f"{cases}/user-context-path-support-with-copy-mcp.md:6",
            ],
        ),
        # "the baseline config" and "the baseline command": meant to be parallel.
        ("note", [f"{cases}/case-study-template.md:100", f"{cases}/case-study-template.md:109"]),
        ("warning", ["docs/source/index.rst:58", f"{guide}/concepts.rst:11"]),
        *(
            (
                "warning",
                [
                    f"{guide}/file_operations.rst:{one}",
                    f"{guide}/project_integration.rst:{two}",
                    f"{guide}/protected_paths.rst:{three}",
                ],
            )
            for one, two, three in ((338, 489, 4), (340, 493, 8))
        ),
    ]
