from __future__ import annotations

import time

import pytest

from sphinx_governance.model.edits import changed_words


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (["We use a queue."], ["We use a queue."], 0),
        (["We use a queue."], ["We use a table."], 1),
        (["We use a queue."], ["We do not use a queue."], 2),
        (["We use a queue."], [], 4),
        ([], ["We use a queue."], 4),
        (["a b c"], ["c b a"], 4),
        # White space, paragraphs joined and parted, quotation marks, dashes, addresses, soft hyphens.
        (["We use a\n  queue."], ["We use a queue"], 0),
        (["We use", "a queue."], ["We use a queue."], 0),
        (['The "queue" - it\'s fast.'], ["The “queue” – it’s fast…"], 0),
        (["well-known"], ["well‑known"], 0),
        (["See https://a.example for it."], ["See <https://b.example/c> for it."], 0),
        (["Queue\u00ads"], ["Queues"], 0),
        # What looks like typography and is not.
        (["a limit of 5"], ["a limit of 50"], 1),
        (["x < 5"], ["x > 5"], 1),
        (["It must not."], ["It MUST not."], 1),
        (["a", "b", "c"], ["a", "c"], 1),
    ],
)
def test_words_that_differ(before: list[str], now: list[str], words: int) -> None:
    assert changed_words(before, now) == words


def test_long_texts_are_counted_in_time() -> None:
    before = [f"the word {number} of the text" for number in range(5_000)]
    started = time.process_time()
    assert changed_words(before, [" ".join(before)]) == 0
    assert changed_words([" ".join(before)], [" ".join(reversed(before))]) == 0
    assert changed_words(before, [line.replace("word", "term") for line in before]) == 5_000
    assert time.process_time() - started < 5
