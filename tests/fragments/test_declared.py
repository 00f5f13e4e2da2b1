"""Fragments that pages declare: in both markups, in every builder, in README for each place that shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_governance.config import MARKDOWN_TARGETS
from sphinx_governance.outputs.markdown import DIALECTS
from sphinx_governance.rules.registry import all_rules
from tests.cli.tools import call, write_files
from tests.conftest import Project
from tests.docs.tools import SOURCE, blocks_of, pairs
from tests.fragments.tools import body, region
from tests.rules.test_examples import files_of, part

Files = dict[str, str | bytes]

CONF = """
project = "Tool"
version = copyright = "1"
extensions = ["sphinx_governance", "myst_parser", "sphinx_design", "sphinx.ext.autodoc", "sphinx.ext.graphviz"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist"]
"""
REST = """
Home
====

.. toctree::

   sub/more

.. fragment:: installation

   Do *this* [#note]_, see :doc:`sub/more`, :ref:`deep`, :ref:`above` and `the web <https://e.org/a_b>`_.

   From source
   ~~~~~~~~~~~

   .. note:: Mind | it.

   .. code-block:: console
      :caption: Shell

      $ pip install .

   Deeper
   ------

   End.

After it.

.. _above:

.. rubric:: Above

.. [#note] A note.
"""
MYST = """
# Home

```{toctree}
sub/more
```

````{fragment} installation

Do *this* [^note], see {doc}`sub/more`, {ref}`deep`, {ref}`above` and [the web](https://e.org/a_b).

## From source

```{note}
Mind | it.
```

```{code-block} console
:caption: Shell

$ pip install .
```

### Deeper

End.
````

After it.

(above)=
```{rubric} Above
```

[^note]: A note.
"""
MORE = """
# More

(deep)=

## Deep `thing`

:::{fragment} deeper
![A picture](../logo.png), [the first page](../index), {download}`a file <../data.csv>` and [this](#deep).

- [x] done
:::
"""
README = f"# Tool\n\n## Install\n\n{region('installation')}\n## Use\n\n{region('deeper')}"


@pytest.fixture(params=["rst", "md"])
def root(request: pytest.FixtureRequest, tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    text = REST if request.param == "rst" else MYST
    files = {
        "docs/conf.py": CONF,
        f"docs/index.{request.param}": text,
        "docs/sub/more.md": MORE,
        "docs/logo.png": "",
        "docs/data.csv": "1",
        "README.md": README,
    }
    return write_files(tmp_path, {path: content.encode() for path, content in files.items()})


def synced(root: Path, name: str) -> str:
    ran = call("sync", root)
    assert (ran.status, ran.out) == (0, "Wrote README.md\n"), ran.err
    assert call("sync", root).out == "Every fragment is up to date.\n"
    return body((root / "README.md").read_text(), name)


def test_both_markups_give_the_same(root: Path) -> None:
    source = "docs/index.rst" if (root / "docs/index.rst").exists() else "docs/index.md"
    assert synced(root, "installation").splitlines() == [
        (
            "Do *this* [^installation-1], see [More](docs/sub/more.md),"
            f" [Deep thing](docs/sub/more.md#deep-thing), [Above]({source}) and [the web](https://e.org/a_b)."
        ),
        "",
        "### From source",
        "",
        "> [!NOTE]",
        "> Mind \\| it.",
        "",
        "*Shell*",
        "",
        "```console",
        "$ pip install .",
        "```",
        "",
        "#### Deeper",
        "",
        "End.",
        "",
        "[^installation-1]: A note.",
    ]
    assert f"<!-- Generated from {source}; edit there" in (root / "README.md").read_text()
    assert body((root / "README.md").read_text(), "deeper").splitlines() == [
        (
            f"![A picture](docs/logo.png), [the first page]({source}), [`a file`](docs/data.csv)"
            " and [this](docs/sub/more.md#deep-thing)."
        ),
        "",
        "- [x] done",
    ]


def test_published_pages(root: Path) -> None:
    text = synced(root, "installation")
    conf = root / "docs/conf.py"
    conf.write_text(f'{CONF}html_baseurl = "https://docs.example/en/"\n')
    text = synced(root, "installation")
    assert "[More](https://docs.example/en/sub/more.html)" in text
    assert "[Deep thing](https://docs.example/en/sub/more.html#deep)" in text
    assert "[Above](https://docs.example/en/index.html#above)" in text
    assert "![A picture](docs/logo.png)" in (root / "README.md").read_text()


def test_pypi_shows_no_file_of_the_repository(root: Path) -> None:
    readme = README.replace("begin deeper", "begin deeper target=pypi")
    write_files(root, {"README.md": readme.encode()})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert (
        "README.md:10: the fragment 'deeper': pypi shows the host away from docs/logo.png"
        in ran.err
    )
    assert "set html_baseurl in conf.py or source-url in the settings" in ran.err
    settings = b'source-url = "https://github.com/o/r/blob/main/{path}"\n'
    write_files(root, {"docs/governance.toml": settings})
    text = synced(root, "deeper")
    assert "![A picture](https://github.com/o/r/raw/main/docs/logo.png)" in text
    assert "(https://github.com/o/r/blob/main/docs/sub/more.md#deep-thing)" in text
    assert "- ☑ done" in text
    settings += b'markdown-target = "pypi"\n'
    write_files(root, {"README.md": README.encode(), "docs/governance.toml": settings})
    assert synced(root, "deeper") == text
    write_files(
        root, {"README.md": README.replace("begin deeper", "begin deeper target=npm").encode()}
    )
    assert "the option target may not be 'npm'" in call("sync", root).err


def test_every_builder_shows_the_content(project: Callable[..., Project], root: Path) -> None:
    source = next(path for path in (root / "docs").iterdir() if path.stem == "index")
    files = {source.name: source.read_text(), "sub/more.md": MORE, "logo.png": "", "data.csv": ""}
    made = project({"conf.py": CONF, **files})
    for builder in ("html", "text", "latex", "man", "epub", "xml", "pseudoxml"):
        built = made.build(builder)
        assert [
            line for line in built.warnings if "image format" not in line and "logo" not in line
        ] == []
    html, text = made.build("html"), made.build("text").text("index.txt")
    assert 'id="fragment-installation"' in html.text("index.html")
    # Its headings are the page's: they stand in its contents.
    assert "#from-source" in str(html.app.env.tocs["index"])
    (data,) = (item for item in html.json()["fragments"] if item["name"] == "installation")
    assert (data["page"], data["anchor"]) == ("index", "fragment-installation")
    assert text.index("From source") < text.index("End.") < text.index("After it.")
    assert made.build("governance").json()["fragments"] == html.json()["fragments"]


WRONG = """
Home
====

.. fragment::

   Without a name.

.. fragment:: Two Words

   Badly named.

.. fragment:: empty

.. fragment:: toc

   Named as a generator.

.. fragment:: twice

   :a: field, no option

.. fragment:: twice

   Again.

   .. raw:: html

      <b>Bold</b>

   `there <nowhere.html>`_
"""


def test_what_is_wrong(tmp_path: Path, cache: Path) -> None:
    (tmp_path / ".git").mkdir()
    files: Files = {
        "docs/conf.py": CONF,
        "docs/index.rst": WRONG,
        "README.md": region("twice").encode(),
    }
    root = write_files(tmp_path, files)
    found = [line for line in call("check", root).out.splitlines() if ": error[" in line]
    assert found == [
        "docs/index.rst:4:1: error[unreadable]: a fragment has no name",
        "docs/index.rst:8:1: error[unreadable]: a fragment may not be named 'Two Words'",
        "docs/index.rst:12:1: error[unreadable]: the fragment 'empty' is empty",
        "docs/index.rst:14:1: error[fragment-marker]: a fragment may not be named 'toc': a generator has that name",
        "docs/index.rst:22:1: error[fragment-marker]: there are two fragments 'twice': docs/index.rst:18 declares one too",
    ]
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert "docs/index.rst:22: there are two fragments 'twice'" in ran.err


def test_what_markdown_cannot_say(tmp_path: Path, cache: Path) -> None:
    (tmp_path / ".git").mkdir()
    kept = WRONG.rsplit(".. fragment:: twice", 1)[1]
    page = f"Home\n====\n\n.. fragment:: kept{kept}"
    files: Files = {
        "docs/conf.py": CONF,
        "docs/index.rst": page,
        "README.md": region("kept").encode(),
    }
    root = write_files(tmp_path, files)
    ran = call("sync", root)
    assert (ran.status, ran.out) == (0, "Wrote README.md\n")
    assert body((root / "README.md").read_text(), "kept") == "Again.\n\nthere"
    said = [
        "docs/index.rst:8: the fragment 'kept': a text in html is left out",
        "docs/index.rst:12: the fragment 'kept': the link 'nowhere.html' leads nowhere that can be linked to from outside",
    ]
    assert ran.err.splitlines()[:3:2] == said
    found = [line for line in call("check", root).out.splitlines() if "[fragment-content]" in line]
    assert found == [
        line.replace(": the", ":1: warning[fragment-content]: the", 1) for line in said
    ]


def test_what_is_for_others_alone(tmp_path: Path, cache: Path) -> None:
    (tmp_path / ".git").mkdir()
    page = "Home\n====\n\n.. only:: html\n\n   .. fragment:: kept\n\n      Text.\n"
    files: Files = {
        "docs/conf.py": CONF,
        "docs/index.rst": page,
        "README.md": region("kept").encode(),
    }
    ran = call("sync", write_files(tmp_path, files))
    assert (ran.status, ran.out) == (2, "")
    assert "the fragment 'kept': its page shows nothing of it to readers of Markdown" in ran.err
    write_files(tmp_path, {"docs/index.rst": page.replace("html", "markdown")})
    assert synced(tmp_path, "kept") == "Text."


def test_the_example_of_the_rule(tmp_path: Path, cache: Path) -> None:
    (rule,) = (rule for rule in all_rules() if rule.name == "fragment-content")
    (tmp_path / ".git").mkdir()
    example, fixed = (files_of(part(rule, title)) for title in ("Example", "Fix"))
    files: Files = {
        "docs/conf.py": CONF,
        "docs/index.rst": "Home\n====\n\n.. toctree::\n\n   install\n",
    }
    root = write_files(
        tmp_path, {**files, **{name: text.encode() for name, text in example.items()}}
    )
    assert "docs/install.rst:8:1: warning[fragment-content]" in call("check", root).out
    write_files(root, {name: text.encode() for name, text in fixed.items()})
    assert "fragment-content" not in call("check", root).out


def test_without_sphinx(root: Path) -> None:
    """Nothing is said of regions that only a build can make, but where one is asked to write them."""
    ran = call("check", root, "--no-conf", "--select", "fragments")
    assert (ran.status, "error[" in ran.out) == (0, False)
    ran = call("sync", root, "--no-conf")
    assert ran.status == 2
    assert (
        "README.md:5: the fragment 'installation': there is no fragment 'installation'" in ran.err
    )
    assert "known only to Sphinx, with the project's conf.py" in ran.err


def test_edits_of_the_page_and_of_the_readme(root: Path) -> None:
    synced(root, "installation")
    page = next(path for path in (root / "docs").iterdir() if path.stem == "index")
    page.write_text(page.read_text().replace("End.", "The end."))
    assert (
        "README.md:5: the fragment 'installation' is not up to date"
        in call("sync", root, "--check").err
    )
    assert "error[fragment-drift]" in call("check", root).out
    assert synced(root, "installation").splitlines()[-3] == "The end."


def test_the_example_of_the_docs(tmp_path: Path, cache: Path) -> None:
    """Both markups of it, and what the page says of the README."""
    page = SOURCE / "howto" / "fragments.md"
    (pair,) = (pair for pair in pairs() if ".. fragment::" in pair[0].text)
    shown = next(block.text for block in blocks_of(page) if block.caption == "README.md")
    for block in pair:
        files: Files = {
            "docs/conf.py": f'{CONF}html_baseurl = "https://tool.example"\n',
            "docs/index.rst": "Home\n====\n\n.. toctree::\n\n   install\n",
            f"docs/{block.caption}": block.text.encode(),
            "README.md": f"# Tool\n\n## Install\n\n{region('installation')}".encode(),
        }
        root = tmp_path / block.suffix
        (root / ".git").mkdir(parents=True)
        write_files(root, files)
        assert synced(root, "installation") == shown.strip("\n")
        assert "fragment" not in call("check", root).err


def test_headings_of_other_fragments_are_not_above(root: Path) -> None:
    """Two under one heading are on one level, though the first ends with a deeper one."""
    both = f"{region('installation')}\n{region('installation:again')}"
    write_files(root, {"README.md": f"# Tool\n\n## Install\n\n{both}".encode()})
    first = synced(root, "installation")
    assert first.count("### From source") == 1
    assert body((root / "README.md").read_text(), "installation:again") == first
    write_files(root, {"README.md": region("installation").encode()})
    assert "## From source" in synced(root, "installation").splitlines()


def test_every_target_is_a_setting() -> None:
    assert tuple(DIALECTS) == MARKDOWN_TARGETS
