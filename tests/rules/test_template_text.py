from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "template-text"


def test_titles_fields_and_headings() -> None:
    files = {
        "decisions/0001-a.md": """
            ---
            status: "{proposed | rejected | accepted}"
            date: "{YYYY-MM-DD when the decision was last updated}"
            deciders: "{list everyone involved in the decision}"
            ---

            # ADR-0001: {short title}

            ## Context

            ### {title of option 1}

            x
            """
    }
    line = "write what it asks for, or take the line out"
    assert report(RULE, files) == [
        (
            "decisions/0001-a.md:2:10: warning: the field 'status' of ADR-0001 is the template's:"
            f" '{{proposed | rejected | accepted}}' = {line}"
        ),
        (
            "decisions/0001-a.md:3:8: warning: the field 'date' of ADR-0001 is the template's:"
            f" '{{YYYY-MM-DD when the decision was last updated}}' = {line}"
        ),
        (
            "decisions/0001-a.md:4:12: warning: the field 'deciders' of ADR-0001 is the template's:"
            f" '{{list everyone involved in the decision}}' = {line}"
        ),
        (
            "decisions/0001-a.md:7:3: warning: the title of ADR-0001 is the template's: '{short title}'"
            " = write a title"
        ),
        (
            "decisions/0001-a.md:11:5: warning: a heading of ADR-0001 is the template's: '{title of option 1}'"
            " = write what it asks for, or take the section out"
        ),
    ]
    assert [found.length for found in findings(RULE, files)] == [32, 47, 40, 0, 19]


def declared(name: str, value: str) -> dict[str, str]:
    return {"decisions/0001-a.rst": f"A\n=\n\n.. adr::\n   :{name}: {value}\n"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "[proposed | rejected | accepted | superseded by [ADR-0005](0005-example.md)]"),
        ("status", "[one of the states]"),
        ("status", "<draft | proposed>"),
        ("date", "[YYYY-MM-DD when the decision was last updated]"),
        ("date", "{date}"),
        ("deciders", "[list everyone involved in the decision]"),
        ("deciders", "<list of authors>"),
        ("authors", "<name <mail>, of each>"),
        ("authors", "<names with mail@example.org>"),
        ("summary", "<hr or br>"),
        ("tags", "{a, b}"),
        ("tags", "[list of tags]"),
        ("summary", "[one]"),
        ("colour", "{which}"),
    ],
)
def test_finds_what_a_template_asks_for(name: str, value: str) -> None:
    (found,) = findings(RULE, declared(name, value))
    assert (found.at.line, found.length) == (5, len(value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("supersedes", "[ADR-5](0005-x.md)"),
        ("supersedes", "[ADR-5]"),
        ("supersedes", "[5. Use a queue]"),
        ("relates-to", "[[use-a-queue]]"),
        ("discussion", "<https://example.org/discussion>"),
        ("authors", "<ada@example.org>"),
        ("authors", "Ada <ada@example.org>"),
        ("deciders", "[Ada, Grace Hopper, the core team]"),
        ("deciders", "[core team]"),
        ("tags", "[docs]"),
        ("relates-to", "[queue table]"),
        ("issue", "[the issue]"),
        ("governs", "[src/ docs/]"),
        ("date", "[October 2025]"),
        ("status", "[Accepted]"),
        ("date", "[2025-10-08]"),
        ("summary", "[a] and [b]"),
        ("summary", "{{ summary }}"),
        ("summary", "{% include x %}"),
        ("summary", "[x]"),
        ("summary", "[ ]"),
        ("summary", "<br>"),
        ("summary", "<br />"),
        ("summary", "<!-- later -->"),
        ("summary", "[unclosed"),
        ("colour", "[red]"),
    ],
)
def test_links_lists_addresses_and_identifiers_are_none(name: str, value: str) -> None:
    assert findings(RULE, declared(name, value)) == []


@pytest.mark.parametrize(
    "heading",
    ["[metadata]", "[[tool.x]]", "<dialog>", "{x}", "[ADR-5](x.md) and more", "[a b](c.md)"],
)
def test_headings_of_one_word_are_tables_and_tags(heading: str) -> None:
    text = f"# A\n\n## {heading.replace('<', '`<').replace('>', '>`')}\n\nx\n"
    assert findings(RULE, {"decisions/0001-a.md": text}) == []


@pytest.mark.parametrize(
    "title", ["[short title of solved problem and solution]", "{Title}", "[Title]"]
)
def test_titles_of_old_templates(title: str) -> None:
    assert len(findings(RULE, {"decisions/0001-a.md": f"# {title}\n"})) == 1
    assert len(findings(RULE, {"decisions/0001-a.rst": f"{title}\n{'=' * len(title)}\n"})) == 1


def test_a_title_is_reported_once() -> None:
    assert (
        len(findings(RULE, {"decisions/0001-a.md": '---\ntitle: "{short title}"\n---\ntext\n'}))
        == 1
    )


def test_the_header_blocks_of_proposals() -> None:
    text = "PEP: 1\nTitle: <REQUIRED: pep title>\nAuthor: <REQUIRED: list of authors>\n\nx\n"
    found = findings(RULE, {"pep-0001.rst": text, "pep-0002.rst": "PEP: 2\n\nx\n"})
    assert [item.at.line for item in found] == [2, 3]
