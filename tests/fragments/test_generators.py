"""What each generator writes: safe Markdown, links that hold from the host file, errors with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sphinx_governance.outputs.fragment_registry import generators
from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, body, refused, region, synced

GUIDE = """
Home
====

.. artifact:: changelog
   :title: Changelog | entry
   :paths: CHANGELOG.md, news/*|x.md
   :when: always

.. artifact:: how-to

.. artifact:: tutorial

.. scenario:: add-backend
   :title: I'm adding a <b>backend</b> (e.g. @mistral)
   :required: changelog
   :one-of: how-to | tutorial
   :optional: design

   Copy the *smallest* one.

.. scenario:: fix-bug
   :title: A bug
   :required: changelog
"""
TREE = """
Home
====

.. artifact:: design-doc
   :title: Design | doc

.. scenario:: fix-bug
   :title: A <b>bug</b>
   :required: design-doc
   :one-of: design-doc | test

.. decision-tree:: what-to-write
   :title: What?

   .. question:: Is it a bug @team?
      :id: bug

      .. answer:: Yes
         :scenario: fix-bug
      .. answer:: No
         :goto: size
      .. answer:: Perhaps

         .. question:: Sure?
            :id: sure

            .. answer:: Yes
               :goto: size
            .. answer:: No
               :goto: bug

   .. question:: How long?
      :id: size

      .. answer:: Short
         :range: <200
         :end:
      .. answer::
         :range: >=200
         :requires: design-doc
         :suggests: test
         :goto: lost

   .. question:: Lost?
      :id: lost

      .. answer:: Yes
         :goto: found

   .. question:: Found?
      :id: found

      .. answer:: Yes
         :goto: found-again

   .. question:: Found again?
      :id: found-again

      .. answer:: Yes
         :goto: found

.. decision-tree:: circle
   :title: Round

   .. question:: First?
      :id: first

      .. answer:: Yes

   .. question:: Second?
      :id: second

      .. answer:: Yes
         :goto: third

   .. question:: Third?
      :id: third

      .. answer:: Yes
         :goto: second
"""
CHANGELOG = """
# Changelog

All of it.

## [Unreleased]

- Soon.

## [1.1.0] - 2026-02-03

### Added

- A *new* `thing|here`, see [the guide](docs/a%20guide.md#top), [#12] and <https://e.org/x>.
  - Below it, thanks to @team.
- ![Picture](img/a.png) **Bold**

1. First
2. Second

<!-- not shown -->

```python
x = "```"
```

> Quoted

## 1.0.0

- Old.

[Unreleased]: https://e.org/compare
[1.1.0]: https://e.org/1.1.0
[#12]: https://e.org/12
"""


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write_files(tmp_path, {path: text.encode() for path, text in RECORDS.items()})


@pytest.fixture
def guide(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    conf = 'extensions = ["sphinx_governance"]\nhtml_baseurl = "https://docs.example/"\n'
    return write_files(tmp_path, {"docs/conf.py": conf, "docs/index.rst": GUIDE})


def html(markdown: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(markdown))


def test_every_generator_says_what_it_does() -> None:
    assert sorted(generators()) == [
        "artifacts", "changelog", "checklist", "cli", "decision-tree", "file", "records", "scenarios", "toc",
        "values",
    ]  # fmt: skip
    for generator in generators().values():
        assert generator.doc.strip()
        assert all(f"``{option}``" in generator.doc for option in generator.options), generator.name


def test_records_as_a_table(root: Path) -> None:
    assert synced(root, "records").splitlines() == [
        "| ID | Title | Status | Date |",
        "| --- | --- | --- | --- |",
        "| [ADR-0001](docs/adr/0001-use-a-queue.md) | [Use a \\| queue @\u2060team](docs/adr/0001-use-a-queue.md) | accepted | 2024-01-02 |",
        "| [ADR-0002](docs/adr/0002-drop-it.md) | [Drop &lt;b&gt;it](docs/adr/0002-drop-it.md) | proposed | 2024-03-04 |",
    ]


def test_records_that_are_chosen(root: Path) -> None:
    assert synced(root, "records kind=adr sort=-date limit=1 shape=list") == (
        "- [ADR-0002 Drop &lt;b&gt;it](docs/adr/0002-drop-it.md) (proposed)"
    )
    assert synced(root, "records status=accepted columns=status,id").splitlines()[2:] == [
        "| accepted | [ADR-0001](docs/adr/0001-use-a-queue.md) |"
    ]
    assert synced(root, "records status=rejected") == "There is no such record yet."
    assert "it may be adr or rfc" in refused(root, region("records kind=ard"))[1]
    assert "did you mean status?" in refused(root, region("records columns=staus"))[1]
    assert "a list has no columns" in refused(root, region("records shape=list columns=id"))[0]


def test_links_hold_from_a_folder_below(root: Path) -> None:
    write_files(
        root,
        {"governance.toml": 'files = ["docs/CONTRIBUTING.md"]\n', "docs/CONTRIBUTING.md": region("records limit=1")},
    )  # fmt: skip
    assert call("sync", root).status == 0
    assert "[ADR-0001](adr/0001-use-a-queue.md)" in (root / "docs/CONTRIBUTING.md").read_text()


def test_scenarios(guide: Path) -> None:
    page = "https://docs.example/index.html"
    assert synced(guide, "scenarios").splitlines()[2:] == [
        f"| [I'm adding a &lt;b&gt;backend&lt;/b&gt; (e.g. @\u2060mistral)]({page}#scenario-add-backend) | Changelog \\| entry; one of how-to, tutorial | design |",
        f"| [A bug]({page}#scenario-fix-bug) | Changelog \\| entry |  |",
    ]


def test_artifacts(guide: Path) -> None:
    made = synced(guide, "artifacts")
    assert made.splitlines()[2] == (
        "| [Changelog \\| entry](https://docs.example/index.html#artifact-changelog) "
        "| `CHANGELOG.md`, `news/*\\|x.md` | always |"
    )
    assert html(made).count("<td") == 9


def test_a_guide_that_is_not_published_is_linked_to_its_source(guide: Path) -> None:
    write_files(guide, {"docs/conf.py": 'extensions = ["sphinx_governance"]\n'})
    assert "[A bug](docs/index.rst)" in synced(guide, "scenarios")


@pytest.mark.parametrize("name", ["artifacts", "scenarios", "checklist", "decision-tree"])
def test_a_guide_that_is_not_there(root: Path, name: str) -> None:
    assert "the guide has no " in refused(root, region(name))[0]


def test_a_decision_tree_says_each_question_once(guide: Path) -> None:
    write_files(guide, {"docs/index.rst": TREE})
    page = "https://docs.example/index.html"
    made = synced(guide, "decision-tree name=what-to-write")
    size = f"[How long?]({page}#tree-what-to-write-size)"
    assert made.splitlines() == [
        "- **Is it a bug @\u2060team?**",
        "  - *Yes*",
        (
            f"    - This is: [A &lt;b&gt;bug&lt;/b&gt;]({page}#scenario-fix-bug), which owes "
            f"[Design \\| doc]({page}#artifact-design-doc); one of [Design \\| doc]({page}#artifact-design-doc), test"
        ),
        "  - *No*",
        f"    - Go on with: {size}",
        "  - *Perhaps*",
        "    - **Sure?**",
        "      - *Yes*",
        f"        - Go on with: {size}",
        "      - *No*",
        f"        - Go on with: [Is it a bug @\u2060team?]({page}#tree-what-to-write-bug)",
        "- **How long?**",
        "  - *Short* (&lt;200)",
        "    - Nothing more is owed.",
        "  - *&gt;=200*",
        f"    - Required: [Design \\| doc]({page}#artifact-design-doc)",
        "    - Optional: test",
        "    - **Lost?**",
        "      - *Yes*",
        f"        - Go on with: [Found?]({page}#tree-what-to-write-found)",
        "- **Found?**",
        "  - *Yes*",
        "    - **Found again?**",
        "      - *Yes*",
        f"        - Go on with: [Found?]({page}#tree-what-to-write-found)",
    ]
    assert html(made).count("<li>") == len(made.splitlines())
    # Two questions that only lead to each other are lost in neither.
    assert synced(guide, "decision-tree name=circle").count("**Second?**") == 1
    said = refused(guide, region("decision-tree name=circel"))
    assert ("there is no decision tree 'circel'" in said[0], "did you mean circle?" in said[1]) == (
        True,
        True,
    )
    assert "write name=what-to-write or circle" in refused(guide, region("decision-tree"))[1]


def test_checklist(guide: Path) -> None:
    made = synced(guide, "checklist scenario=add-backend").splitlines()
    assert made[2:] == [
        "- [ ] [Changelog \\| entry](https://docs.example/index.html#artifact-changelog) (`CHANGELOG.md`, `news/*|x.md`)",
        "- [ ] One of: [how-to](https://docs.example/index.html#artifact-how-to), [tutorial](https://docs.example/index.html#artifact-tutorial)",
        "- [ ] Optional: design",
    ]
    assert synced(guide, "checklist").count("**[") == 2
    assert "did you mean fix-bug?" in refused(guide, region("checklist scenario=fix-bugs"))[1]


def test_changelog(root: Path) -> None:
    made = synced(root, "changelog", {"CHANGELOG.md": CHANGELOG})
    assert made.splitlines() == [
        "### [1.1.0](https://e.org/1.1.0) - 2026-02-03", "",
        "#### Added", "",
        "- A *new* `thing|here`, see [the guide](docs/a%20guide.md#top), [#\u206012](https://e.org/12) and [https:\u2060//e.org/x](https://e.org/x).",
        "  - Below it, thanks to @\u2060team.",
        "- ![Picture](img/a.png) **Bold**", "",
        "1. First", "2. Second", "",
        "````python", 'x = "```"', "````", "",
        "> Quoted",
    ]  # fmt: skip
    both = synced(root, "changelog releases=5 level=2 unreleased=yes")
    assert [line for line in both.splitlines() if line.startswith("## ")] == [
        "## [Unreleased](https://e.org/compare)", "## [1.1.0](https://e.org/1.1.0) - 2026-02-03", "## 1.0.0",
    ]  # fmt: skip


def test_a_long_changelog_is_cut(root: Path) -> None:
    long = "# C\n\n## 1.1\n\n### Added\n\n- A\n- B\n- C\n\n### Fixed\n\n- D\n\n## 1.0\n\n- E\n"
    assert synced(root, "changelog limit=2", {"CHANGELOG.md": long}).split("\n") == [
        "### 1.1", "", "#### Added", "", "- A", "- B", "", "… and 2 more in [CHANGELOG.md](CHANGELOG.md).",
    ]  # fmt: skip
    both = synced(root, "changelog limit=4 releases=2")
    assert "### 1.0" in both
    assert "- E" not in both
    assert both.endswith("… and 1 more in [CHANGELOG.md](CHANGELOG.md).")
    assert "more in" not in synced(root, "changelog limit=5 releases=2")
    assert "write a number" in refused(root, region("changelog limit=0"))[1]
    # PyPI shows a README away from the files beside it.
    assert "source-url" in refused(root, region("changelog limit=2 target=pypi"))[1]
    write_files(root, {"governance.toml": 'source-url = "https://e.org/{path}"\n'})
    assert synced(root, "changelog limit=2 target=pypi").endswith(
        "… and 2 more in [CHANGELOG.md](https://e.org/CHANGELOG.md)."
    )
    assert "github, gitlab or pypi" in refused(root, region("changelog target=pipy"))[1]


def test_a_changelog_that_cannot_be_carried_over(root: Path) -> None:
    write_files(root, {"CHANGELOG.md": "# C\n\n## 1.0\n\nText\n<kbd>x</kbd>\n"})
    assert "CHANGELOG.md:5 has HTML" in refused(root, region("changelog"))[0]
    write_files(root, {"CHANGELOG.md": "# C\n\n## 1.0\n\n| a |\n| --- |\n"})
    assert "CHANGELOG.md:5 has a table" in refused(root, region("changelog"))[0]
    write_files(root, {"CHANGELOG.md": "# C\n\nText\n"})
    assert "has no release" in refused(root, region("changelog"))[0]
    write_files(root, {"CHANGELOG.md": "# C\n\n## Unreleased\n\nText\n"})
    assert synced(root, "changelog") == "There is no release yet."


def test_markers_in_a_source_are_text(root: Path) -> None:
    marker = "<!-- governance:end changelog -->"
    made = synced(
        root,
        "changelog path=docs/news.md",
        {"docs/news.md": f"# C\n\n## 1.0\n\n- A\n\n{marker}\n\n- B `{marker}`\n"},
    )
    assert marker not in html(made)
    assert synced(root, "file path=docs/news.md").count(marker) == 2


def test_part_of_a_file(root: Path) -> None:
    source = "# a\nif x:\n    # begin\n    y = 1  \n    z = 2\n    # end\n"
    files = {"src/x.py": source}
    assert synced(root, "file path=src/x.py lines=4-5", files) == "```python\ny = 1\nz = 2\n```"
    assert (
        synced(root, 'file path=src/x.py start="# begin" end="# end"')
        == "```python\ny = 1\nz = 2\n```"
    )
    assert synced(root, "file path=src/x.py lines=1 language=text") == "```text\n# a\n```"
    assert synced(root, "file path=src/x.py lines=5-").startswith("```python\nz = 2\n")
    fenced = "````md\n```\n````\n<!-- governance:end file -->\n"
    assert synced(root, "file path=y.md", {"y.md": fenced}).startswith("`````markdown\n````md\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("", "does not say which file"),
        ("path=none.py", "none.py cannot be read"),
        ("path=../x.py", "leads out of the repository"),
        ("path=/etc/passwd", "leads out of the repository"),
        ("path=out.py", "leads out of the repository"),
        ("path=.git/config", "leads out of the repository"),
        ("path=src", "src cannot be read"),
        ("path=x.py lines=2-9", "there are no lines 2-9"),
        ("path=x.py lines=b", "may not be 'b'"),
        ("path=x.py lines=1 start=a", "has lines, and start or end"),
        ("path=x.py start=zz", "no line has the text 'zz'"),
        ("path=x.py start=a", "2 lines have the text 'a'"),
        ("path=x.py language=`", "the option language may not be"),
    ],
)
def test_a_file_that_cannot_be_shown(root: Path, options: str, message: str) -> None:
    write_files(root, {"x.py": "a\na b\n", "src/y.py": "", ".git/config": "secret"})
    (root / "out.py").symlink_to("/etc/hostname")
    assert message in refused(root, region(f"file {options}".strip()))[0]


def test_table_of_contents(root: Path) -> None:
    after = "## One `a_b`\n\n#### Deep\n\n### Two & [x](y)\n\n## One `a_b`\n\n```\n## No\n```\n\n## Été!\n"
    made = synced(root, "toc", around=f"# Home\n\n## Above\n\n{{}}\n{after}")
    assert made.splitlines() == [
        "- [One a\\_b](#one-a_b)", "  - [Two &amp; x](#two--x)", "- [One a\\_b](#one-a_b-1)",
        "- [Été!](#%C3%A9t%C3%A9)",
    ]  # fmt: skip
    assert synced(root, "toc levels=4", around=f"{{}}\n{after}") == "- [Deep](#deep)"
    assert synced(root, "toc") == "There is no heading below."
    assert "write levels=2-3" in refused(root, region("toc levels=3-2"))[1]


def test_contents_go_by_other_fragments(root: Path) -> None:
    write_files(
        root,
        {
            "CHANGELOG.md": CHANGELOG,
            "README.md": f"{region('toc')}\n## News\n\n{region('changelog')}",
        },
    )
    assert call("sync", root).status == 0
    assert body((root / "README.md").read_text(), "toc").splitlines() == [
        "- [News](#news)", "  - [1.1.0 - 2026-02-03](#110---2026-02-03)",
    ]  # fmt: skip
    assert call("sync", root).out == "Every fragment is up to date.\n"


def test_fragments_that_show_each_other_are_refused(root: Path) -> None:
    write_files(root, {"CONTRIBUTING.md": region("file path=README.md")})
    assert "never come to an end" in refused(root, region("file path=CONTRIBUTING.md"))[0]
