from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.model.duplication import Duplicates, Text, clusters_of, pairs_of
from sphinx_governance.model.joins import Thresholds, join
from sphinx_governance.model.record import Location
from sphinx_governance.model.shingles import Shingles, words_of

from .oracle import all_pairs, runs

THRESHOLDS = [(80, 90), (1, 1), (100, 100), (50, 100), (100, 50), (80, 81), (33, 67)]


def found(texts: list[str], similarity: int, containment: int) -> set[tuple[int, int]]:
    sets = Shingles([words_of(text) for text in texts])
    pairs = list(pairs_of(sets, Thresholds(similarity, containment)))
    assert len({pair[:2] for pair in pairs}) == len(pairs), "a pair is given twice"
    return {(pair.first, pair.second) for pair in pairs}


def near_duplicates(seed: int, count: int, words: int) -> list[str]:
    """Return texts of which many were made from another one by a few edits."""
    chance = random.Random(seed)
    texts: list[list[str]] = []
    for _ in range(count):
        if texts and chance.random() < 0.7:
            text = list(chance.choice(texts))
            for _ in range(chance.randrange(5)):
                edit(text, words, chance)
        else:
            text = [str(chance.randrange(words)) for _ in range(chance.randrange(60))]
        texts.append(text)
    return [" ".join(text) for text in texts]


def edit(text: list[str], words: int, chance: random.Random) -> None:
    at = chance.randrange(len(text) + 1)
    kind = chance.randrange(4)
    if kind == 0:
        text.insert(at, str(chance.randrange(words)))
    elif kind == 1:
        del text[at : at + 1]
    elif kind == 2:
        text[at : at + 1] = [str(chance.randrange(words))]
    else:
        text += [str(chance.randrange(words)) for _ in range(20)]


@pytest.mark.parametrize(("similarity", "containment"), THRESHOLDS)
@pytest.mark.parametrize("words", [3, 30, 3000])
def test_every_pair_is_found_and_no_other(similarity: int, containment: int, words: int) -> None:
    for seed in range(3):
        texts = near_duplicates(seed, 150, words)
        wanted = all_pairs([runs(text) for text in texts], similarity, containment)
        # A text without a word is nothing: it shares its empty run with another one.
        assert found(texts, similarity, containment) == wanted
        assert len(wanted) > 20


@given(
    st.lists(st.lists(st.sampled_from("abc"), max_size=12).map(" ".join), max_size=12),
    st.integers(1, 100),
    st.integers(1, 100),
)
def test_every_pair_of_short_texts_of_few_words(
    texts: list[str], similarity: int, containment: int
) -> None:
    wanted = all_pairs([runs(text) for text in texts], similarity, containment)
    assert found(texts, similarity, containment) == wanted


@pytest.mark.parametrize(("shared", "alike"), [(8, True), (7, False)])
def test_the_threshold_itself_is_reached(shared: int, alike: bool) -> None:
    # 8 of 10 in all are 80 %; neither 7 nor 8 of the smaller one's 9 are 90 %.
    one = frozenset(range(9))
    two = frozenset(range(9 - shared, 18 - shared))
    assert len(one & two) == shared
    assert bool(list(pairs_of([one, two], Thresholds(80, 90)))) is alike


def test_runs_are_told_apart_by_their_words_alone() -> None:
    texts = ["a b c", "a b d", "b a c", "a b", "a b c d", "", "ab c", "A *b* C!"]
    sets = list(Shingles([words_of(text) for text in texts]))
    for one, text in zip(sets, texts, strict=True):
        for two, other in zip(sets, texts, strict=True):
            assert len(one & two) == len(runs(text) & runs(other)), (text, other)


def test_forms_of_letters_do_not_count() -> None:
    assert words_of("Straße ﬁle １２ É́ don't") == words_of("STRASSE FILE 12 É́ don't")


def test_what_differs_by_a_number_is_compared_once() -> None:
    # The same runs are shared by all: without groups these were 50 million comparisons.
    text = "the proposal number {} was closed by the editors after a year without any answer from its author"
    texts = [text.format(number) for number in range(10_000)]
    joined = join(Shingles([words_of(text) for text in texts]), Thresholds(80, 90))
    assert [len(group) for group in joined.groups] == [10_000]
    assert joined.matches == ()
    loose = join(Shingles([words_of(text) for text in texts]), Thresholds(60, 90))
    assert [match[:2] for match in loose.matches] == [(0, 0)]


def clusters(
    texts: list[str], *, words: int = 20, similarity: int = 80, containment: int = 90
) -> list[tuple[list[int], int, bool]]:
    given = [Text("paragraph", text, Location("a.md", line)) for line, text in enumerate(texts)]
    return [
        ([place.at.line for place in cluster.places], cluster.percent, cluster.partly)
        for cluster in clusters_of(given, Duplicates(words, similarity, containment))
    ]


def counted(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last))


def test_clusters_are_in_order_and_say_how_alike_their_texts_are() -> None:
    texts = [
        counted(0, 52),  # 50 runs
        counted(1000, 1030),
        counted(0, 51) + " x",  # 49 of 51
        counted(2000, 2030),
        counted(1000, 1030).upper(),
        counted(3000, 3030),
        counted(0, 51) + " y",
        counted(3002, 3030) + " " + counted(4000, 4100),
        counted(2000, 2019),  # 19 words: too short
    ]
    assert clusters(texts) == [
        ([0, 2, 6], 96, False),
        ([1, 4], 100, False),
        ([5, 7], 92, True),
    ]


def test_a_chain_is_one_cluster() -> None:
    texts = [counted(start, start + 60) for start in (0, 6, 12, 18, 100)]
    # 52 of 64 runs; two steps apart it is 46 of 70.
    assert clusters(texts) == [([0, 1, 2, 3], 81, False)]
    assert clusters(texts, similarity=82, containment=100) == []


def test_fewer_words_than_asked_for_are_not_compared() -> None:
    assert clusters([counted(0, 20)] * 2) == [([0, 1], 100, False)]
    assert clusters([counted(0, 19)] * 2) == []
    assert clusters([counted(0, 2)] * 2, words=2) == [([0, 1], 100, False)]
    assert clusters(["…"] * 2, words=0) == []


def test_the_order_of_sets_in_a_process_does_not_count(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.model.test_duplication import clusters, near_duplicates\n"
        "print(clusters(near_duplicates(7, 300, 40)))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, str(script)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 100
