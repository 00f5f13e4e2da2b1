"""The pages that are made from the code name all of it."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from docs.reference_pages import PARTS, write_rule_pages
from docs.reference_pages.commands import commands_text
from docs.reference_pages.kinds import fields_text, kind_text
from docs.reference_pages.rules import own_rules, rule_pages
from docs.reference_pages.schemas import SCHEMAS, schema_text
from docs.reference_pages.settings import settings_text
from docs.reference_pages.views import DIRECTIVES, TEXTS, VALUES, directive_text
from sphinx_governance.cli.main import commands
from sphinx_governance.config import Settings, load_project
from sphinx_governance.model.index import COLUMNS, GROUPS, SHAPES, SORTS
from sphinx_governance.model.kind_table import read_kind
from sphinx_governance.model.tables import TableReader
from sphinx_governance.presets import PRESETS
from sphinx_governance.rules.registry import DOCS

from .tools import ROOT, SOURCE


def test_settings_page_names_every_setting() -> None:
    text = settings_text()
    for item in fields(Settings):
        assert f".. confval:: governance_{item.name}\n" in text
        assert f"``{item.name.replace('_', '-')}``" in text
        assert item.metadata["help"].split(".")[0] in text


def test_command_line_page_names_every_command_and_option() -> None:
    text = commands_text()
    for name, command in commands.commands.items():
        section = text.split(f".. program:: sphinx-governance {name}\n")[1].split(".. program::")[0]
        options = [item for item in command.params if isinstance(item, click.Option)]
        assert all(f".. option:: {option.opts[0]}" in section for option in options), name
        assert command.help is not None
        assert command.help.split("\n")[0].split(":")[0] in section


def test_command_line_page_names_the_commands_of_groups() -> None:
    text = commands_text()
    for path in ("adr new", "adr upgrade-repository", "adr generate toc"):
        assert f".. program:: sphinx-governance {path}\n" in text
        assert f".. _command-{path.replace(' ', '-')}:\n" in text


def test_every_rule_has_its_page_at_its_address() -> None:
    pages = rule_pages()
    assert own_rules()
    for rule in own_rules():
        assert rule.url == f"{DOCS}{rule.name}.html"
        page = pages[f"{rule.name}.rst"]
        # Identifiers are set as code on the page.
        assert rule.doc.split("\n\n", 1)[1].strip().replace("``", "") in page.replace("``", "")
        assert f":ref:`{rule.name} <rule-{rule.name}>`" in pages["index.rst"]
    assert set(pages) == {"index.rst", *(f"{rule.name}.rst" for rule in own_rules())}


def test_rule_pages_are_written_only_where_they_differ(tmp_path: Path) -> None:
    write_rule_pages(tmp_path)
    (tmp_path / "gone.rst").write_text("a rule that is gone")
    before = {
        path: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.name != "gone.rst"
    }
    write_rule_pages(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_rule_pages_are_not_kept() -> None:
    assert "/docs/source/rules/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("kind", ["adr", "rfc"])
def test_kinds_page_names_every_field_state_and_section(kind: str) -> None:
    spec = load_project({}).kinds.spec(kind)
    table = fields_text("adr", "rfc")
    assert all(f"``{field.name}``" in table for field in spec.fields)
    assert all(
        f"``{state.name}``" in kind_text(kind, "lifecycle") for state in spec.lifecycle.states
    )
    assert all(
        name in kind_text(kind, "sections") for section in spec.sections for name in section.names
    )


@pytest.mark.parametrize("name", DIRECTIVES)
def test_directives_page_names_every_option_of_a_view(name: str) -> None:
    text = directive_text(name)
    options = re.findall(r"^   \.\. rst:directive:option:: ([\w-]+):", text, re.MULTILINE)
    assert options == list(DIRECTIVES[name].option_spec)
    assert all(f"{kind}-{name}\n" in text for kind in ("record", "adr", "rfc"))


def test_directives_page_names_every_value_of_a_view() -> None:
    text = directive_text("index")
    assert all(f"``{value}``" in text for value in (*COLUMNS, *GROUPS, *SHAPES, *SORTS))
    assert set(TEXTS) == set(VALUES) == set(DIRECTIVES["index"].option_spec)


def test_presets_page_has_every_preset() -> None:
    shown = re.findall(
        r"\.\. generated:: preset (\w+)", (SOURCE / "reference/presets.rst").read_text()
    )
    assert {*shown, "adr", "rfc"} == set(PRESETS)


def known_keys(table: dict[str, object], path: str) -> set[str]:
    """Return the keys that a table of a kind may hold: what the reader says of one that it does not know."""
    reader = TableReader(table, "kind")
    read_kind("example", reader)
    problem = next(problem for problem in reader.problems if problem.key == f"kind.{path}")
    return set(re.split(r", | and ", problem.hint.removeprefix("known: ")))


def test_kinds_page_lists_every_key() -> None:
    text = (SOURCE / "reference" / "kinds.rst").read_text(encoding="utf-8")
    unknown = {"zzzzzz": 1}
    tables: dict[str, tuple[dict[str, object], str]] = {
        "Keys of a kind's table": ({**unknown}, "zzzzzz"),
        "``lifecycle.states.NAME``": (
            {"lifecycle": {"states": {"a": unknown}}},
            "lifecycle.states.a.zzzzzz",
        ),
        "``fields.NAME``": ({"fields": {"a": unknown}}, "fields.a.zzzzzz"),
        "``sections.NAME``": ({"sections": {"a": unknown}}, "sections.a.zzzzzz"),
    }
    parts = re.split(rf"^({'|'.join(map(re.escape, tables))})\n[-~]+\n", text, flags=re.MULTILINE)
    shown = dict(zip(parts[1::2], parts[2::2], strict=True))
    for title, (table, path) in tables.items():
        first_column = "".join(re.findall(r"^   \* - (.*)$", shown[title], flags=re.MULTILINE))
        listed = {name.split(".")[0] for name in re.findall(r"``([\w.-]+)``", first_column)}
        assert listed - {"preset"} == known_keys(table, path), title


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_page_names_every_key(name: str) -> None:
    source = (ROOT / "sphinx_governance" / "schema" / f"{name}-1.json").read_text(encoding="utf-8")
    schema, text = json.loads(source), schema_text(name)
    for properties in (
        schema["properties"],
        *(item["properties"] for item in schema["$defs"].values()),
    ):
        assert all(f"``{key}``" in text for key in properties)


def test_every_part_stands_on_a_page() -> None:
    shown = {
        name
        for page in SOURCE.glob("reference/*.rst")
        for name in re.findall(
            r"^\.\. generated:: (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert shown == set(PARTS)
