from __future__ import annotations

import random

import pytest

from sphinx_governance.model.graph import MOST, cycles

from .tools import findings, report

RULE = "relation-cycle"


def adrs(relation: str, pairs: dict[int, str]) -> dict[str, str]:
    return {
        f"decisions/{number:04}-x.md": f"---\nstatus: accepted\n{relation}: {targets}\n---\n# X\n"
        for number, targets in pairs.items()
    }


def test_stands_at_the_smallest_member_and_names_the_others() -> None:
    files = adrs("depends-on", {1: "ADR-3", 2: "ADR-1", 3: "ADR-9, ADR-2"})
    assert report(RULE, files) == [
        (
            "decisions/0001-x.md:3:13: error: ADR-0001 depends on itself:"
            " ADR-0001 → ADR-0003 → ADR-0002 → ADR-0001"
            " = remove one of these relations"
        )
    ]
    (found,) = findings(RULE, files)
    assert [(at.path[-9:], at.line, at.column) for at in found.related] == [
        ("0003-x.md", 3, 20),
        ("0002-x.md", 3, 13),
    ]
    assert found.length == len("ADR-3")


def test_two_pairs_with_a_member_in_common_are_two_circles() -> None:
    files = adrs(
        "depends-on",
        {2780: "8037, 8038", 8037: "2780, 8038", 8038: "8037", 4750: "5450", 5450: "4750"},
    )
    assert [item.message.partition(": ")[2] for item in findings(RULE, files)] == [
        "ADR-2780 → ADR-8037 → ADR-2780",
        "ADR-4750 → ADR-5450 → ADR-4750",
        "ADR-8037 → ADR-8038 → ADR-8037",
    ]


@pytest.mark.parametrize(
    ("relation", "verb"),
    [("supersedes", "supersedes"), ("implements", "implements"), ("amends", "amends")],
)
def test_every_relation_that_has_a_direction(relation: str, verb: str) -> None:
    (found,) = findings(RULE, adrs(relation, {1: "ADR-2", 2: "ADR-1"}))
    assert found.message == f"ADR-0001 {verb} itself: ADR-0001 → ADR-0002 → ADR-0001"


def test_either_side_may_have_written_it() -> None:
    files = {
        "decisions/0001-a.rst": """
            A
            =

            .. adr::
               :status: accepted
               :supersedes: ADR-0002
               :superseded-by: ADR-0002
            """,
        "decisions/0002-b.md": "# B\n",
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:6:17: error: ADR-0001 supersedes itself: ADR-0001 → ADR-0002 → ADR-0001"
            " = remove one of these relations"
        )
    ]


def test_both_ends_of_one_relation_are_no_circle() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: superseded by ADR-0002\n---\n# A\n",
        "decisions/0002-b.md": "---\nstatus: accepted\nsupersedes: ADR-0001\nrelates-to: ADR-0001\n---\n# B\n",
    }
    assert findings(RULE, files) == []


def test_circles_of_different_relations_are_none() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: accepted\ndepends-on: ADR-0002\nrelates-to: ADR-0002\n---\n# A\n",
        "decisions/0002-b.md": "---\nstatus: accepted\nimplements: ADR-0001\nrelates-to: ADR-0001\n---\n# B\n",
    }
    assert findings(RULE, files) == []


def test_a_number_that_two_records_claim_makes_no_circle() -> None:
    files = adrs("depends-on", {1: "ADR-2", 2: "ADR-1"})
    assert findings(RULE, {**files, "decisions/0001-y.md": "# Y\n"}) == []


def test_a_long_circle_is_named_in_part() -> None:
    files = adrs("depends-on", {number: f"ADR-{number % 30 + 1}" for number in range(1, 31)})
    (found,) = findings(RULE, files)
    assert found.message.endswith("ADR-0006 → ADR-0007 → … → ADR-0030 → ADR-0001")
    assert len(found.related) == 29


def test_cycles_are_real_share_no_edge_and_leave_none() -> None:
    chance = random.Random(7)
    for _ in range(200):
        nodes = chance.randint(2, 9)
        pairs = {
            (a, b) for a in range(nodes) for b in range(nodes) if a != b and chance.random() < 0.3
        }
        left = set(pairs)
        for cycle in cycles(pairs):
            around = set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
            assert around <= left
            assert cycle[0] == min(cycle)
            left -= around
        assert cycles(left) == []
        assert _sorted(left)


def _sorted(pairs: set[tuple[int, int]]) -> bool:
    """Return whether a graph can be taken apart from its ends: it has no cycle."""
    left = set(pairs)
    while ends := {pair for pair in left if pair[1] not in {a for a, _ in left}}:
        left -= ends
    return not left


def test_a_graph_of_nothing_but_cycles_takes_no_time() -> None:
    pairs = [(a, b) for a in range(150) for b in range(150) if a != b]
    assert len(cycles(pairs)) == MOST
    chain = [(number, number + 1) for number in range(20_000)]
    assert cycles(chain) == []
    assert len(cycles([*chain, (20_000, 0)])[0]) == 20_001


def test_where_both_sides_wrote_it_the_forward_words_count() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: x\nrequired-by: ADR-2\ndepends-on: ADR-2\n---\n# A\n",
        "decisions/0002-b.md": "---\nstatus: x\nrequired-by: ADR-1\ndepends-on: ADR-1\n---\n# B\n",
    }
    (found,) = findings(RULE, files)
    assert [(at.path[-7:], at.line) for at in (found.at, *found.related)] == [
        ("01-a.md", 4),
        ("02-b.md", 4),
    ]


def test_a_record_that_names_itself_is_another_rules_business() -> None:
    assert findings(RULE, adrs("depends-on", {1: "ADR-1"})) == []
