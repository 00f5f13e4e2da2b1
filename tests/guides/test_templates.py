"""Templates of pull and merge requests: made from the guide, never over what somebody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.tools import call, write_files

GUIDE = """
Home
====

.. artifact:: changelog
   :title: Changelog entry
   :paths: CHANGELOG.md

.. artifact:: how-to

.. artifact:: tutorial

.. scenario:: add-backend
   :title: I'm adding a <b>backend</b> (e.g. @mistral)
   :required: changelog
   :one-of: how-to | tutorial
   :optional: design

   Copy the *smallest* one.
"""
PAGE = "https://docs.example/index.html"
ALL = ".github/pull_request_template.md"
ONE = ".github/PULL_REQUEST_TEMPLATE/add-backend.md"


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    conf = 'extensions = ["sphinx_governance"]\nhtml_baseurl = "https://docs.example/"\n'
    return write_files(tmp_path, {"docs/conf.py": conf, "docs/index.rst": GUIDE})


def test_a_template_for_all_and_one_for_each_scenario(root: Path) -> None:
    ran = call("templates", root)
    assert ran.out.splitlines() == [f"Wrote {ALL}", f"Wrote {ONE}"]
    lines = (root / ONE).read_text().splitlines()
    assert [line for line in lines if line.startswith("- [ ]")] == [
        f"- [ ] <!-- governance:item add-backend/changelog -->[Changelog entry]({PAGE}#artifact-changelog) (`CHANGELOG.md`)",
        f"- [ ] <!-- governance:item add-backend/how-to+tutorial -->One of: [how-to]({PAGE}#artifact-how-to), [tutorial]({PAGE}#artifact-tutorial)",
        "- [ ] <!-- governance:item add-backend/design -->Optional: design",
    ]
    assert "Copy the smallest one." in lines
    assert "backend" in (root / ALL).read_text()
    again = call("templates", root)
    assert again.out == "Every template is up to date.\n"


def test_titles_are_text(root: Path) -> None:
    call("templates", root)
    for name in (ALL, ONE):
        for token in MarkdownIt("commonmark").parse((root / name).read_text()):
            for child in token.children or ():
                assert child.type != "html_inline" or child.content.startswith("<!--"), (
                    child.content
                )
                assert "@mistral" not in child.content


def test_check_and_diff_write_nothing(root: Path) -> None:
    checked = call("templates", root, "--check")
    assert (checked.status, "run: sphinx-governance templates" in checked.err) == (1, True)
    shown = call("templates", root, "--diff")
    assert (shown.status, "+## Checklist" in shown.out) == (0, True)
    assert not (root / ".github").exists()
    call("templates", root)
    assert call("templates", root, "--check").status == 0


def test_what_somebody_wrote_is_kept(root: Path) -> None:
    write_files(root, {ALL: "Mine\n"})
    ran = call("templates", root)
    assert (ran.status, "written by hand" in ran.err) == (2, True)
    assert (root / ALL).read_text() == "Mine\n"
    assert not (root / ONE).exists()
    assert call("templates", root, "--force").status == 0


def test_gitlab_has_its_own_places(root: Path) -> None:
    (root / ".gitlab").mkdir()
    assert call("templates", root).out.splitlines() == [
        "Wrote .gitlab/merge_request_templates/Default.md", "Wrote .gitlab/merge_request_templates/add-backend.md",
    ]  # fmt: skip


def test_a_project_s_own_template(root: Path) -> None:
    write_files(
        root,
        {
            "governance.toml": 'templates = "mine"\n',
            "mine/scenario.md.j2": "{{ mark }}\n{{ scenario.title | text }}!\n",
        },
    )
    call("templates", root)
    assert (root / ONE).read_text().splitlines()[
        1
    ] == "I'm adding a &lt;b&gt;backend&lt;/b&gt; (e.g. @\u2060mistral)!"
    write_files(root, {"mine/scenario.md.j2": "{{ nothing.at.all }}"})
    ran = call("templates", root)
    assert (ran.status, "scenario.md.j2" in ran.err) == (2, True)


def test_a_link_out_of_the_repository_is_not_followed(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / ".github").symlink_to(elsewhere)
    ran = call("templates", root)
    assert (ran.status, "leads out of the repository" in ran.err) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_without_a_scenario_there_is_nothing_to_write(root: Path) -> None:
    write_files(root, {"docs/index.rst": "Home\n====\n"})
    ran = call("templates", root)
    assert (ran.status, ".. scenario::" in ran.err) == (2, True)
