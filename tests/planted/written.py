"""Records in four forms, each with one defect in its header or its sections, and the line marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

PROPOSED = (":status: proposed", ":date: 2026-11-01", ":deciders: Ada")
ACCEPTED = (":status: accepted", ":date: 2026-11-01", ":deciders: Ada")

HEADERS: Mapping[str, tuple[str, ...]] = {
    "date-invalid": (":status: proposed", ":date: 2026-02-30 «date-invalid»", ":deciders: Ada"),
    "date-order": (*PROPOSED, ":created: 2026-10-20", ":updated: 2026-10-10 «date-order»"),
    "field-empty": (*PROPOSED, ":consulted: «field-empty»"),
    "field-repeated": (*PROPOSED, ":date: 2026-11-02 «field-repeated»"),
    "field-unknown": (*PROPOSED, ":consulded: Grace «field-unknown»"),
    "person-format": (*PROPOSED, ":consulted: Grace <grace@example.org «person-format»"),
    "template-text": (*PROPOSED, ":summary: {what it is about} «template-text»"),
    "status-unknown": (":status: aproved «status-unknown»", *PROPOSED[1:]),
    "field-forbidden-by-status": (
        ":status: draft", *PROPOSED[1:], ":review-by: 2027-01-01 «field-forbidden-by-status»",
    ),
    "field-required-by-status": (
        ":status: superseded «field-required-by-status»", *PROPOSED[1:],
    ),
    "review-due": (*ACCEPTED, ":review-by: 2026-11-20 «review-due»"),
    "relation-target-missing": (*PROPOSED, ":depends-on: ADR-7777 «relation-target-missing»"),
    "relation-self": (*PROPOSED, ":depends-on: {own} «relation-self»"),
    "relation-to-dead": (*ACCEPTED, ":depends-on: ADR-0008 «relation-to-dead»"),
    "relation-less-mature": (*ACCEPTED, ":depends-on: ADR-0007 «relation-less-mature»"),
    "relation-asymmetric": (*ACCEPTED, ":supersedes: ADR-0002 «relation-asymmetric»"),
    "successor-status": (*ACCEPTED, ":superseded-by: ADR-0003 «successor-status»«~relation-asymmetric»"),
    "successor-chain": (
        ":status: superseded", *ACCEPTED[1:], ":superseded-by: ADR-0001 «successor-chain»",
    ),
    "pattern-matches-nothing": (*ACCEPTED, ":governs: src/app/*.py, src/none/** «pattern-matches-nothing»"),
}  # fmt: skip
"""Rule → the options of a record of which one line breaks it."""

STALE = (":status: proposed «stale-record»", ":date: 2025-11-01", ":deciders: Ada")
"""The options of a record that nobody has touched for long."""

BODIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "section-empty": (("Context", "A."), ("Decision «section-empty»", ""), ("Consequences", "C.")),
    "section-empty at the end": (
        ("Context", "A."), ("Decision", "B."), ("Consequences «section-empty»", ""),
    ),
    "section-order": (
        ("Decision", "B."), ("Context «section-order»", "A."), ("Consequences", "C."),
    ),
    "template-text": (
        ("Context", "A."), ("Decision", "B."), ("Consequences", "C."),
        ("{what else was asked} «template-text»", "D."),
    ),
    "open-questions": (
        ("Context", "A."), ("Decision", "B."), ("Consequences", "C."),
        ("Open questions «open-questions»", "Who runs it?"),
    ),
}  # fmt: skip
"""What is wrong → the sections of an accepted record."""

FINE = (("Context", "It is so."), ("Decision", "We do it."), ("Consequences", "It works."))


def word(number: int) -> str:
    """Return a word that no other number has, so that no two titles are alike."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "ix"


def record(
    markup: str,
    number: int,
    header: Iterable[str],
    body: Sequence[tuple[str, str]] = FINE,
    *,
    marks: tuple[str, str] = ("", ""),
    level: int = 1,
) -> str:
    """Return a declared record as a section; *marks* stand at its heading and at its block."""
    at_title, at_block = (f" «{mark}»" if mark else "" for mark in marks)
    own = [line.replace("{own}", f"ADR-{number:04}") for line in (*header, f":number: {number}")]
    if markup == "md":
        block = ["```{adr}" + at_block, *own, "```"]
    else:
        block = [".. adr::" + at_block, *(f"   {line}" for line in own)]
    parts = [heading(markup, f"Topic {word(number)}{at_title}", level), "\n".join(block)]
    for title, text in body:
        parts += [heading(markup, title, level + 1), *([text] if text else [])]
    return "\n\n".join(parts) + "\n"


def heading(markup: str, text: str, level: int) -> str:
    """Return a heading."""
    if markup == "md":
        return f"{'#' * level} {text}"
    return f"{text}\n{'=-~^'[level - 1] * len(text)}"


def front_matter(number: int, header: Iterable[str]) -> str:
    """Return a record of which the options stand in front matter."""
    lines = []
    for line in header:
        name, _, value = line[1:].partition(": ")
        value, mark, rest = value.partition(" «")
        value = value.replace("{own}", f"ADR-{number:04}")
        quoted = f'"{value}"' if value.startswith("{") else value
        lines.append(f"{name}: {quoted}{mark}{rest}")
    return (
        "\n".join(
            [
                "---",
                *lines,
                "---",
                f"# Topic {word(number)}",
                *(f"\n## {title}\n\n{text}" for title, text in FINE),
            ]
        )
        + "\n"
    )


def field_list(number: int, header: Iterable[str]) -> str:
    """Return a record of which the options stand in a field list under the title."""
    title = f"Topic {word(number)}"
    fields = "\n".join(
        f":{line[1:2].upper()}{line[2:]}".replace("{own}", f"ADR-{number:04}") for line in header
    )
    sections = "".join(f"\n{heading('rst', name, 2)}\n\n{text}\n" for name, text in FINE)
    return f"{heading('rst', title, 1)}\n\n{fields}\n{sections}"


def in_one_page(markup: str, records: Iterable[str]) -> str:
    """Return a page of several records, each a section of it."""
    return "\n".join([f"{heading(markup, 'Journal', 1)}\n", *records])


def numbers(first: int) -> Iterator[int]:
    """Yield numbers that no record of the clean project has."""
    while True:
        yield first
        first += 1
