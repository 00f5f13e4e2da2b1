"""Findings and files of a build: told on every build, by every builder, the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import CONF, Project

from .test_domain import INDEX, ONE

Make = Callable[..., Project]

BAD = ONE.replace(":deciders: @leads", ":deciders: @leads\n       :supersedes: ADR-0099")
MISSING = (
    "decisions/0007-queue.rst:8: WARNING: ADR-0007 supersedes ADR-0099, which does not exist"
    " [governance.relation-target-missing]"
)


def validate(name: str, data: Any) -> None:
    schema = json.loads(
        (package_files("sphinx_governance") / "schema" / f"{name}.json").read_text("utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def test_a_finding_is_told_on_every_build(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    first, second = made.build(), made.build()
    assert [line for line in first.warnings if "target-missing" in line] == [MISSING]
    assert "0 added, 0 changed, 0 removed" in second.status
    assert second.warnings == first.warnings


def test_minus_w_fails_on_the_build_that_reads_nothing(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    made.build()
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-b",
        "html",
        "-d",
        str(made.folder / "doctrees"),
    ]
    done = subprocess.run(
        [*command, str(made.source), str(made.folder / "out/html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "relation-target-missing" in done.stderr


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "latex", "text", "man", "epub", "texinfo", "gettext", "xml"],
)
def test_every_builder_builds_and_tells(project: Make, builder: str) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    built = made.build(builder, epub_copyright="E", version="1")
    assert [line for line in built.warnings if "epub" not in line.lower()] == [MISSING]
    assert (built.outdir / "governance.json").exists() is (
        builder in {"html", "dirhtml", "singlehtml"}
    )


def test_suppression_is_sphinxs(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    for suppressed in ("governance", "governance.*", "governance.relation-target-missing"):
        assert made.build(suppress_warnings=[suppressed]).warnings == []
        assert made.build("governance", suppress_warnings=[suppressed]).app.statuscode == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "0007-queue.rst",
            ".. governance: allow relation-target-missing — it lies in the old wiki\n\n",
        ),
        (
            "0007-queue.md",
            "<!-- governance: allow relation-target-missing - it lies in the old wiki -->\n\n",
        ),
        (
            "0008-queue.md",
            "% governance: allow relation-target-missing — it lies in the old wiki\n\n",
        ),
    ],
)
def test_an_allow_comment_before_the_block(project: Make, name: str, text: str) -> None:
    options = ":status: accepted\n:date: 2025-10-08\n:deciders: me\n:supersedes: ADR-0099\n"
    sections = ("Context", "Decision", "Consequences")
    if name.endswith("rst"):
        block = ".. adr::\n" + "".join(f"   {line}\n" for line in options.splitlines())
        page = (
            "Queue\n=====\n\n"
            + text
            + block
            + "".join(f"\n{part}\n------------\n\nText.\n" for part in sections)
        )
    else:
        page = (
            "# Queue\n\n"
            + text
            + f"```{{adr}}\n{options}```\n"
            + "".join(f"\n## {part}\n\nText.\n" for part in sections)
        )
    made = project({"index.rst": INDEX, f"decisions/{name}": page})
    assert made.build().warnings == []
    made.write({f"decisions/{name}": page.replace(text, "")})
    assert [line for line in made.build().warnings if "target-missing" in line], page


def test_the_governance_builder_shares_doctrees_and_fails_on_errors(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    html = made.build("html")
    built = made.build("governance")
    assert "0 added, 0 changed, 0 removed" in built.status
    assert built.app.statuscode == 1
    assert built.text("governance.json") == html.text("governance.json")
    assert "Examined 2 pages, 1 record" in built.status
    assert "  8 |    :supersedes: ADR-0099" in built.warnings
    validate("governance-1", built.json())
    validate("check-1", built.json("findings.json"))


def test_the_governance_builder_needs_no_line_in_conf_py(project: Make) -> None:
    made = project(
        {"conf.py": 'project = "E"\n', "index.rst": INDEX, "decisions/0007-queue.rst": ONE}
    )
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "governance",
        str(made.source),
        str(made.folder / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1 record" in done.stdout


def test_json_is_not_written_where_the_setting_says_no(project: Make) -> None:
    made = project({"index.rst": INDEX, "conf.py": CONF + "governance_publish_json = False\n"})
    assert not (made.build().outdir / "governance.json").exists()


def test_json_has_urls_and_both_ends_of_relations(project: Make) -> None:
    old = ONE.replace(":status: accepted", ":status: superseded\n       :superseded-by: ADR-8")
    new = ONE.replace(":status: accepted", ":status: accepted\n       :supersedes: ADR-0007")
    made = project(
        {"index.rst": INDEX, "decisions/0007-old.rst": old, "decisions/0008-new.rst": new}
    )
    built = made.build(html_baseurl="https://docs.example/")
    first, second = built.json()["records"]
    assert first["url"] == "https://docs.example/decisions/0007-old.html#adr-0007"
    assert first["inverse_relations"] == [{"type": "superseded-by", "target": "ADR-0008"}]
    assert second["relations"] == [{"type": "supersedes", "target": "ADR-0007"}]
    assert second["inverse_relations"] == [{"type": "supersedes", "target": "ADR-0007"}]


def test_settings_from_toml_above_conf_py_and_conf_py_wins(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    (made.folder / "governance.toml").write_text(
        '[rules]\nrelation-target-missing = "off"\nfield-missing = "note"\n[kinds.adr]\nwidth = 3\n',
        "utf-8",
    )
    built = made.build()
    assert built.warnings == []
    assert list(built.records) == ["ADR-007"]
    assert built.records["ADR-007"].path == "src/decisions/0007-queue.rst"
    built = made.build(governance_rules={"relation-target-missing": "warning"})
    assert len(built.warnings) == 1


def test_settings_that_are_wrong_are_all_named_and_the_build_goes_on(project: Make) -> None:
    conf = CONF + (
        "governance_kind = {}\n"
        'governance_publish_json = "yes"\n'
        'governance_rules = {"number-gap": "warn", "number-gab": "error"}\n'
        'governance_kinds = {"adr": {"widht": 3, "width": "four", "lifecycle": {"states": {"done": '
        '{"phase": "live"}}}}}\n'
    )
    made = project({"conf.py": conf, "index.rst": INDEX, "decisions/0007-queue.rst": ONE})
    built = made.build()
    found = [
        line.removeprefix("conf.py:1: WARNING: ")
        for line in built.warnings
        if "governance.config" in line
    ]
    assert found == [
        "governance_kind: unknown key; did you mean 'governance_kinds'? [governance.config]",
        (
            "kinds.adr.lifecycle.states.done: no move leads to this state; add it to the moves of another state"
            " [governance.config]"
        ),
        "kinds.adr.widht: unknown key; did you mean 'width'? [governance.config]",
        "kinds.adr.width: expected a number from 0, not a string ('four') [governance.config]",
        "publish-json: expected true or false, not a string ('yes') [governance.config]",
        "rules.number-gab: there is no such rule; did you mean 'number-gap'? [governance.config]",
        "rules.number-gap: 'warn' is not allowed here; did you mean 'warning'? [governance.config]",
    ]
    assert list(built.records) == ["ADR-0007"]


def test_a_no_op_build_reads_and_writes_no_page(project: Make) -> None:
    def times() -> dict[str, int]:
        """Plain Sphinx writes its indexes, search and static files on every build."""
        kept = [
            made.folder / "doctrees",
            made.folder / "out/html/decisions",
            made.folder / "out/html/index.html",
        ]
        files = [file for place in kept for file in (place, *place.rglob("*"))]
        files.append(made.folder / "out/html/governance.json")
        return {str(file): file.stat().st_mtime_ns for file in files}

    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": ONE})
    made.build()
    before = times()
    built = made.build()
    assert "no targets are out of date" in built.status
    assert times() == before


def test_no_node_is_kept_in_the_environment(project: Make) -> None:
    import pickle

    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": ONE})
    built = made.build()
    kept = pickle.dumps(built.app.env.domaindata["gov"])
    assert b"docutils" not in kept
    assert len(kept) < 10_000


def test_a_build_writes_nothing_into_the_source_folder(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/0007-queue.rst": BAD})
    before = sorted(str(path) for path in made.source.rglob("*"))
    made.build("html")
    made.build("governance")
    assert (
        sorted(str(path) for path in made.source.rglob("*") if "__pycache__" not in str(path))
        == before
    )


def test_the_extension_loads_no_sphinx_when_imported() -> None:
    code = "import sys, sphinx_governance, sphinx_governance.cli; sys.exit('sphinx' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )
