"""Edits after which pages were once stale, each by its name; test_random_edits found them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from .twins import Twins, compare

CONF = (
    'extensions = ["myst_parser", "sphinx_governance"]\n'
    'html_theme = "basic"\nhtml_sidebars = {"**": []}\n'
)


def record(title: str, *above: str) -> str:
    """Return a page with an accepted record."""
    line = "=" * len(title)
    return "\n".join([*above, title, line, "", ".. adr::", "   :status: accepted", ""])


FILES = {
    "conf.py": CONF,
    "index.rst": "Home\n====\n\n.. toctree::\n\n   list\n",
    "leaf.rst": ":orphan:\n\nLeaf\n====\n\n:ref:`adr-0007`\n",
    "list.rst": "List\n====\n\n.. record-index::\n",
    "decisions/0007-b.rst": record("Use b"),
    "decisions/0008-c.rst": record("Use c"),
}


@dataclass(frozen=True)
class Edit:
    """What is written over the files, and what is built between that and the last build."""

    files: Mapping[str, str]
    between: Sequence[str] = ()
    before: Mapping[str, str] | None = None


EDITS = {
    "the title of a record that MyST links to as a file elsewhere": Edit(
        {"decisions/0007-b.rst": record("Use *x*")},
        before={
            "guides/myst.md": "---\norphan: true\n---\n# MyST\n\n[](../decisions/0007-b.rst)\n"
        },
    ),
    "the text of a record, and no name of a file": Edit(
        {"decisions/0008-c.rst": record("Use c") + "\nText.\n"}
    ),
    "a record in Markdown, read by another builder first": Edit(
        {"decisions/0009-d.md": "# Use d\n\nStatus: accepted\n\nADR-0007 again.\n"},
        ("governance",),
        before={"decisions/0009-d.md": "# Use d\n\nStatus: accepted\n"},
    ),
    "markup in the title of the page above": Edit(
        {"list.rst": "*List*\n======\n\n.. record-index::\n"}
    ),
    "an earlier page claims an identifier": Edit({"decisions/0007-a.rst": record("Use a")}),
    "an author writes a record's label": Edit(
        {"decisions/0008-c.rst": record("Use c", ".. _adr-0007:", "")}
    ),
    "an author writes a label that MyST links to": Edit(
        {"list.rst": ".. _adr-0007:\n\n" + FILES["list.rst"]},
        before={"myst.md": "---\norphan: true\n---\n# MyST\n\n[](#adr-0007)\n"},
    ),
    "a mention in the header of a page that is no record": Edit(
        {"decisions/0007-b.rst": record("Use another")},
        before={"meta.rst": ":orphan:\n\nMeta\n====\n\n:About: see ADR-0007\n"},
    ),
    "the author's label of a record moves": Edit(
        {
            "list.rst": ".. _adr-0007:\n\n" + FILES["list.rst"],
            "decisions/0008-c.rst": record("Use c"),
        },
        before={"decisions/0008-c.rst": record("Use c", ".. _adr-0007:", "")},
    ),
    "an index becomes the parent in place of another": Edit(
        {"first.rst": ":orphan:\n\nFirst\n=====\n"},
        before={
            "index.rst": "Home\n====\n",
            "list.rst": ":orphan:\n\n" + "List\n====\n\n.. record-index::\n",
            "first.rst": ":orphan:\n\nFirst\n=====\n\n.. adr-index::\n",
        },
    ),
    "the root page's index gives its records up": Edit(
        {
            "conf.py": CONF.replace('"basic"\nhtml_sidebars = {"**": []}', '"alabaster"'),
            "first.rst": "First\n=====\n\n.. adr-index::\n",
        },
        before={
            "conf.py": CONF.replace('"basic"\nhtml_sidebars = {"**": []}', '"alabaster"'),
            "index.rst": "Home\n====\n\n.. record-index::\n\n.. toctree::\n\n   first\n   list\n",
            "first.rst": "First\n=====\n",
        },
    ),
    "governance.json is no longer wanted": Edit(
        {"conf.py": CONF + "governance_publish_json = False\n"}
    ),
    "a setting that another builder reads first": Edit(
        {"conf.py": CONF + 'governance_kinds = {"adr": {"width": 3}}\n'}, ("governance",)
    ),
    "a title, with one page built alone after it": Edit(
        {"decisions/0007-b.rst": record("Use x")}, ("index.rst",)
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_incremental_equals_clean(tmp_path: Path, name: str) -> None:
    edit, twins = EDITS[name], Twins(tmp_path)
    files = {**FILES, **(edit.before or {})}
    twins.write({f"src/{path}": text for path, text in files.items()})
    for builder in ("html", *(step for step in edit.between if "." not in step)):
        twins.build(builder)
    twins.write({f"src/{path}": text for path, text in {**files, **edit.files}.items()})
    for step in edit.between:
        _ = twins.build(only=(step,)) if "." in step else twins.build(step)
    compare(twins, twins.build(), "html")


def test_sidebars_do_not_hold_the_records_of_the_root_pages_index(tmp_path: Path) -> None:
    twins = Twins(tmp_path)
    alabaster = CONF.replace('"basic"\nhtml_sidebars = {"**": []}', '"alabaster"')
    home = "Home\n====\n\n.. record-index::\n\n.. toctree::\n   :hidden:\n\n   list\n"
    files = {**FILES, "conf.py": alabaster, "index.rst": home, "list.rst": "List\n====\n"}
    twins.write({f"src/{path}": text for path, text in files.items()})
    twins.build()
    page = (tmp_path / "again/html/list.html").read_text(encoding="utf-8")
    assert ">List</a>" in page
    assert "Use b" not in page.partition("sphinxsidebar")[2].partition("Related Topics")[0]


def test_the_json_has_the_urls_that_pages_have_now(tmp_path: Path) -> None:
    twins = Twins(tmp_path)
    for suffix in (".html", ".htm"):
        conf = f'{CONF}html_baseurl = "https://a.example/"\nhtml_link_suffix = "{suffix}"\n'
        twins.write({f"src/{path}": text for path, text in {**FILES, "conf.py": conf}.items()})
        twins.build()
        found = (tmp_path / "again/html/governance.json").read_text(encoding="utf-8")
        assert f"https://a.example/decisions/0007-b{suffix}#adr-0007" in found
