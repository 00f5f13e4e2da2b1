"""The files for hosts and services that the documentation shows: known keys, steps and commands; and their pages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..conftest import Built, Project
from .terminal import PROGRAM, plain, shown, steps
from .test_ci import values
from .test_commands import known
from .tools import ROOT, SOURCE, Block, all_blocks, blocks_of

YAML = [block for block in all_blocks() if block.language == "yaml"]
HOST = {
    "version", "formats", "submodules", "search", "sphinx.configuration", "sphinx.builder",
    "sphinx.fail_on_warning", "python.install", "build.os", "build.apt_packages", "build.commands",
    "build.tools.python", *(f"build.jobs.{when}_{step}" for when in ("pre", "post")
    for step in ("checkout", "system_dependencies", "create_environment", "install", "build")),
    "build.jobs.create_environment", "build.jobs.install", "build.jobs.build.html",
}  # fmt: skip
"""Keys of https://docs.readthedocs.com/platform/stable/config-file/v2.html that a project of Sphinx may need."""

WORKFLOW = {"name", "on", "permissions", "jobs", "env", "concurrency", "defaults"}
JOB = {"name", "runs-on", "steps", "permissions", "needs", "if", "environment", "env", "strategy"}
STEP = {"name", "id", "uses", "with", "run", "if", "env", "working-directory", "shell"}
GITLAB = {"image", "stage", "variables", "rules", "script", "artifacts", "needs", "before_script"}


def of(*captions: str) -> list[Block]:
    return [block for block in YAML if block.caption.startswith(captions)]


def flat(table: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in table.items():
        path = f"{before}{key}"
        yield from flat(value, f"{path}.") if isinstance(value, dict) else [path]


@pytest.mark.parametrize("block", YAML, ids=lambda block: f"{block.page}:{block.caption}")
def test_yaml_is_yaml(block: Block) -> None:
    assert isinstance(yaml.safe_load(block.text), dict | list)


def test_read_the_docs_knows_every_key() -> None:
    shown = [block.text for block in of(".readthedocs.yaml")]
    assert len(shown) == 2
    for text in (*shown, (ROOT / ".readthedocs.yaml").read_text("utf-8")):
        settings = yaml.safe_load(text)
        assert set(flat(settings)) <= HOST
        assert {"version", "build.os", "build.tools.python", "sphinx.configuration"} <= set(
            flat(settings)
        )
        assert settings["version"] == 2
        assert settings["sphinx"]["fail_on_warning"] is True


def test_workflows_have_what_github_knows() -> None:
    whole = [yaml.safe_load(block.text) for block in of(".github/")]
    whole = [data for data in whole if isinstance(data, dict)]
    assert len(whole) >= 3
    for data in whole:
        # YAML 1.1 reads the key `on` as true.
        assert {"on" if key is True else key for key in data} <= WORKFLOW
        assert data["permissions"]
        for job in data["jobs"].values():
            assert job.keys() <= JOB
            assert job["runs-on"]
            assert all(
                step.keys() <= STEP and ("run" in step) != ("uses" in step) for step in job["steps"]
            )
            assert set(job.get("needs", "").split()) <= data["jobs"].keys()


def test_pages_are_published_from_the_default_branch_alone() -> None:
    (block,) = (
        block for block in blocks_of(SOURCE / "howto/github-pages.md") if block.language == "yaml"
    )
    jobs = yaml.safe_load(block.text)["jobs"]
    writing = {
        name for name, job in jobs.items() if "write" in (job.get("permissions") or {}).values()
    }
    assert writing == {"publish"}
    assert jobs["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs["publish"]["needs"] == "build"


def test_jobs_of_gitlab_have_what_it_knows() -> None:
    jobs = [job for block in of(".gitlab-ci.yml") for job in yaml.safe_load(block.text).items()]
    assert {name for name, _ in jobs} == {"records", "checklist", "pages"}
    assert all(job.keys() <= GITLAB and job["script"] for _, job in jobs)
    pages = dict(jobs)["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert any(line.split()[-1] == "public" for line in pages["script"])


@pytest.mark.parametrize("block", YAML, ids=lambda block: f"{block.page}:{block.caption}")
def test_commands_of_jobs_exist(block: Block) -> None:
    data = yaml.safe_load(block.text)
    lines = [*values(data, "run")]
    for key in ("script", "pre_build", "post_checkout"):
        lines += [line for script in values(data, key) for line in script]
    for line in lines:
        words = shlex.split(line)
        if words[0] == PROGRAM:
            known(words[1:])
        else:
            assert words[0] in {"apt-get", "git", "pip", "sphinx-build", "sudo"}, line


CODE = re.compile(r"`` (?P<long>.+?) ``|`(?P<short>[^`]+)`")
RECORD = "# {title}\n\n```{{{kind}}}\n:status: draft\n{fields}\n```\n\n" + "".join(
    f"## {name}\n\nX.\n\n"
    for name in (
        "Context",
        "Decision",
        "Consequences",
        "Summary",
        "Motivation",
        "Design",
        "Alternatives",
    )
)
ADR = RECORD.format(title="Keep mail", kind="adr", fields=":date: 2025-10-08\n:deciders: ana")
RFC = RECORD.format(title="Mail", kind="rfc", fields=":created: 2025-10-08\n:authors: ana")
CONF_LIST = ["myst_parser", "sphinx.ext.intersphinx", "sphinx_governance"]
HOME = ":orphan:\n\nHome\n====\n"
QUIET = ["toc.not_included", "governance.record-unlisted"]
"""Where a page stands in the navigation is not what these tests are about."""


def build(
    project: Callable[..., Project], files: dict[str, str], name: str, **config: Any
) -> Built:
    built = project({"index.rst": HOME, **files}, name).build(
        html_theme="basic", suppress_warnings=QUIET, **config
    )
    assert built.warnings == []
    return built


def references(page: str) -> list[list[list[str]]]:
    """Return the code in the second and third column of a page's table of references, row by row."""
    table = (SOURCE / page).read_text("utf-8").split("\n| what |", 1)[1].split("\n\n", 1)[0]
    return [
        [
            [match["long"] or match["short"] for match in CODE.finditer(cell)]
            for cell in line.split(" | ")[1:]
        ]
        for line in table.split("\n")[2:]
    ]


def pages_of(rows: list[list[list[str]]], suffixes: tuple[str, str]) -> dict[str, str]:
    """Return a page for each cell: a paragraph for each way to write the reference."""
    return {
        f"cells/{'ab'[column]}{number}{suffix}": "\n\n".join(
            ["Cell\n====" if suffix == ".rst" else "# Cell", *cell]
        )
        for number, row in enumerate(rows)
        for column, (cell, suffix) in enumerate(zip(row, suffixes, strict=True))
    }


def targets(built: Built, page: str) -> set[str]:
    """Return where the links in a page's own paragraphs lead; those to a page are those to its record."""
    body = built.text(f"{page}.html").split('<div class="body"')[1].split("sphinxsidebar")[0]
    found = re.findall(r'<p><a class="reference[^>]*href="([^"]+)"', body)
    return {address.partition("#")[0] for address in found}


def test_the_page_on_myst_is_right(project: Callable[..., Project]) -> None:
    other = build(project, {"decisions/0007-use-a-queue.md": ADR}, "other", extensions=CONF_LIST)
    mapping = {"other": ("https://other.example/", str(other.outdir / "objects.inv"))}
    rows = references("howto/myst.md")
    shown = {
        block.caption.removeprefix("docs/"): block.text
        for block in blocks_of(SOURCE / "howto/myst.md")
        if block.suffix == ".md"
    }
    assert len(shown) == 4
    cells = pages_of(rows, (".md", ".rst"))
    cells = {
        path: text.replace("0007-use-a-queue", "../decisions/0007-use-a-queue")
        for path, text in cells.items()
    }
    files = {**shown, **cells, "decisions/0003-keep-mail.md": ADR, "rfcs/0003-mail.md": RFC}
    built = build(project, files, "here", extensions=CONF_LIST, intersphinx_mapping=mapping)
    assert set(built.records) == {"ADR-0003", "ADR-0007", "ADR-0022", "RFC-0003"}
    assert len(rows) == 7
    for number, (myst, rest) in enumerate(rows):
        found = targets(built, f"cells/a{number}")
        assert len(found) == 1, (myst, found)
        assert found == targets(built, f"cells/b{number}"), (myst, rest)


def test_the_page_on_repositories_is_right(project: Callable[..., Project], tmp_path: Path) -> None:
    blocks = blocks_of(SOURCE / "howto/repositories.md")
    here = {block.caption.partition("/docs/")[2]: block.text for block in blocks if block.caption}
    platform = {path: text for path, text in here.items() if path.endswith(".md")}
    (settings,) = (block.text for block in blocks if block.language == "toml")
    made = build(
        project, {**platform, "pyproject.toml": settings}, "platform", extensions=CONF_LIST
    )
    assert set(made.records) == {"PLAT-0007"}
    (conf,) = (block.text for block in blocks if block.language == "python")
    conf = conf.replace("None", repr(str(made.outdir / "objects.inv")))
    rows = references("howto/repositories.md")
    built = build(project, {"conf.py": conf, **pages_of(rows, (".rst", ".md"))}, "shop")
    for number in range(len(rows)):
        for column in "ab":
            assert targets(built, f"cells/{column}{number}") == {
                "https://platform.example.org/decisions/0007-one-queue.html"
            }
    registry = str(made.outdir / "governance.json")
    console = [step for block in blocks if block.language == "console" for step in steps(block)]
    ((words, answer),) = ((words, answer) for words, answer in console if answer)
    words = [registry if word.startswith("https://") else word for word in words[1:]]
    assert plain(shown(words, tmp_path)) == plain(answer)
