"""Templates of fragments: ours, and a project's own that replace them by name and cannot forget to escape."""

from __future__ import annotations

from pathlib import Path

import pytest

import sphinx_governance
from sphinx_governance.outputs.fragment_registry import generators
from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, refused, region, synced

OWN = "docs/templates/fragments/records.md.j2"


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    settings = {"governance.toml": 'templates = "docs/templates"\n'}
    records = {path: text.encode() for path, text in RECORDS.items()}
    return write_files(tmp_path, {**settings, **records, "docs/templates/readme.txt": "Ours.\n"})


def test_every_generator_has_a_template() -> None:
    folder = Path(sphinx_governance.__file__).parent / "templates/fragments"
    assert {path.name.removesuffix(".md.j2") for path in folder.iterdir()} == set(generators())


def test_ours_count_where_the_project_has_none(root: Path) -> None:
    assert synced(root, "records limit=1 shape=list").startswith("- [ADR-0001 Use")


def test_what_a_template_shows_is_safe_already(root: Path) -> None:
    template = """
        {% for record in records %}
        **{{ record.id }}** {{ record.title | upper }}: {{ record.link }}, raw: {{ record.title.raw | text }}{{ "!" if record.status.raw == "accepted" }}

        {% endfor %}
        """
    assert synced(root, "records kind=adr", {OWN: template}).splitlines()[::2] == [
        "**ADR-0001** USE A \\| QUEUE @\u2060TEAM: [ADR-0001 Use a \\| queue @\u2060team](docs/adr/0001-use-a-queue.md), raw: Use a \\| queue @\u2060team!",
        "**ADR-0002** DROP &LT;B&GT;IT: [ADR-0002 Drop &lt;b&gt;it](docs/adr/0002-drop-it.md), raw: Drop &lt;b&gt;it",
    ]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("a\n{{ nothing }}\n", "line 2: 'nothing' is undefined"),
        ("a\n\n{% if %}\n", "line 3: "),
        ("{{ 1 / 0 }}\n", "line 1: division by zero"),
        ("{{ records.__class__.__mro__ }}\n", "line 1: "),
        ("{% include 'x' %}\n", "line 1: "),
        ("a\n\n<!-- governance:end records -->\n\nb\n", ""),
    ],
)
def test_a_template_that_fails_stops_everything(root: Path, template: str, message: str) -> None:
    write_files(root, {OWN: template})
    said = refused(root, f"# Home\n\n{region('records')}")
    assert said[0].startswith("README.md:")
    assert not message or f"the template fragments/records.md.j2, {message}" in said[0]
    assert "nothing was written" in "".join(said)


def test_a_template_that_is_no_text(root: Path) -> None:
    write_files(root, {OWN: b"\xff"})
    assert "the template fragments/records.md.j2: " in refused(root, region("records"))[0]


def test_a_folder_that_is_not_there(root: Path) -> None:
    write_files(root, {"governance.toml": 'templates = "nowhere"\n'})
    said = refused(root, region("toc"))
    assert "there is no folder 'nowhere'" in said[0]
    assert "the setting templates names it" in said[1]
    assert "fragment-marker" in call("check", root).out
