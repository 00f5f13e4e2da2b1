"""References that nothing answers to: found by the builder and the command line, at the place they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_governance.examine import examined
from sphinx_governance.model.finding import Severity
from sphinx_governance.rules.registry import all_rules, run_rules
from tests.cli.tools import call
from tests.conftest import CONF, Built, Project
from tests.rules.test_examples import files_of, part

REST = """
Home
====

.. _install-here:

Install
-------

See :ref:`instal-here` and :doc:`guid` and :term:`foo`, also
on this line :option:`--bar` and :py:func:`nix.da`.

* item with :ref:`nolabel` in it

  .. note::

     Inside :download:`file.zip` text and :foo:`bar` role.

+-------------------+
| :doc:`/sub/nope`  |
+-------------------+

.. image:: pic.png

.. include:: nothere.txt

.. include:: inc.txt

.. literalinclude:: code.py

.. csv-table::
   :file: data.csv

.. code-block:: rst

   :ref:`whatever` and |this| and that_

See nothing_ and |subst| and [1]_ there.

.. _unseen:

Text, and :ref:`unseen` which has no title; :ref:`this is fine <unseen>`,
and so are :ref:`install-here`, :doc:`guide` and ``:doc:`no```.

.. toctree::

   guide
   missing-page
   Title <sub/otherr>
   sub/other
"""

MARKDOWN = """
# Guide

Text with [link](missing.md) and [local](#nope) and [ok](index.rst).

- item [x](sub/other.md#nix)

> quote {ref}`no-label` and {doc}`zzz`

```{note}
An admonition ![pic](nopic.png) and [file](nofile.zip).
```

| a | b |
|---|---|
| {ref}`cell-label` | [x](cell.md) |

```{include} nofile.md
```

```{figure} fig.png
Caption
```

`[x](code.md)` and [^lost] and [reference][somewhere].

    [x](code2.md)

[somewhere]: else.md
"""

EXPECTED = {
    "index.rst": [
        (9, "instal-here"), (9, "guid"), (9, "foo"), (10, "--bar"), (10, "nix.da"), (12, "nolabel"),
        (16, "file.zip"), (16, "foo"), (19, "/sub/nope"), (22, "pic.png"), (24, "nothere.txt"),
        (28, "code.py"), (31, "data.csv"), (37, "nothing"), (37, "subst"), (37, "1"), (41, "unseen"),
        (47, "missing-page"), (48, "sub/otherr"),
    ],
    "inc.txt": [(2, "gone")],
    "guide.md": [
        (3, "missing.md"), (3, "#nope"), (5, "sub/other.md#nix"), (7, "no-label"), (7, "zzz"),
        (10, "nopic.png"), (10, "nofile.zip"), (15, "cell-label"), (15, "cell.md"), (17, "nofile.md"),
        (20, "fig.png"), (24, "lost"), (24, ""),
    ],
}  # fmt: skip
"""Path → line and text under the caret, by reading the texts above; the address of the last one stands elsewhere."""


@pytest.fixture
def broken(project: Callable[..., Project]) -> Project:
    return project({
        "conf.py": CONF + 'suppress_warnings = ["myst.xref_missing"]\n',
        "index.rst": REST, "guide.md": MARKDOWN, "sub/other.md": "# Other\n",
        "inc.txt": "Included text, with a\nsecond line and :doc:`gone` there.\n",
    })  # fmt: skip


def under_carets(built: Built) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for finding in run_rules(examined(built.app)):
        if finding.rule == "reference-broken":
            lines = (built.app.srcdir / finding.at.path).read_text().splitlines()
            start = finding.at.column - 1
            text = lines[finding.at.line - 1][start : start + finding.length]
            found.setdefault(finding.at.path, []).append((finding.at.line, text))
    return found


def test_every_broken_reference_at_its_place(broken: Project) -> None:
    found = under_carets(broken.build("governance-collect"))
    for path, expected in EXPECTED.items():
        assert found.pop(path) == expected, path
    assert found == {}


def test_found_on_every_build_and_in_parallel(broken: Project) -> None:
    first = under_carets(broken.build("governance-collect"))
    assert under_carets(broken.build("governance-collect")) == first
    assert under_carets(broken.build("governance-collect", jobs=2, fresh=True)) == first


def test_what_is_mended_is_found_no_more(broken: Project) -> None:
    broken.build("governance-collect")
    broken.write(
        {
            "nothere.txt": "Here.\n",
            "code.py": "x = 1\n",
            "pic.png": "",
            "missing-page.rst": "A\n=\n",
        }
    )
    found = under_carets(broken.build("governance-collect"))["index.rst"]
    gone = {"nothere.txt", "code.py", "pic.png", "missing-page"}
    assert found == [item for item in EXPECTED["index.rst"] if item[1] not in gone]


def test_an_api_reference_is_an_error_only_where_the_project_is_nitpicky(
    project: Callable[..., Project],
) -> None:
    made = project(
        {"conf.py": CONF, "index.rst": "Home\n====\n\n:py:func:`nix.da` :py:func:`ign.ored`\n"}
    )

    def severities(**config: Any) -> list[Severity]:
        app = made.build("governance-collect", **config).app
        return [
            item.severity for item in run_rules(examined(app)) if item.rule == "reference-broken"
        ]

    assert severities() == [Severity.NOTE, Severity.NOTE]
    assert severities(nitpicky=True) == [Severity.ERROR, Severity.ERROR]
    ignored = [("py:func", "ign.ored")]
    assert severities(nitpicky=True, nitpick_ignore=ignored) == [Severity.ERROR]
    assert severities(nitpick_ignore_regex=[("py:.*", r"ign\..*")]) == [Severity.NOTE]


def test_the_builder_fails_and_the_html_builder_leaves_it_to_sphinx(broken: Project) -> None:
    built = broken.build("governance")
    assert built.app.statuscode == 1
    assert any("governance.reference-broken" in line for line in built.warnings)
    assert not any("governance.reference" in line for line in broken.build("html").warnings)


def test_the_command_line_says_it_once(
    broken: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ran = call("check", broken.source)
    assert ran.status == 1
    assert (
        "guide.md:17:14: error[reference-broken]: there is no file 'nofile.md' to include"
        in ran.out
    )
    assert "did you mean install-here?" in ran.out
    assert ran.err == ""
    assert call("check", broken.source).out.splitlines()[:-2] == ran.out.splitlines()[:-2]


@pytest.mark.parametrize(("title", "expected"), [("Example", 2), ("Fix", 0)])
def test_example_of_the_docs(title: str, expected: int, project: Callable[..., Project]) -> None:
    (rule,) = (rule for rule in all_rules() if rule.name == "reference-broken")
    files = files_of(part(rule, title))
    built = project({**files, "index.rst": "Home\n====\n\n.. toctree::\n\n   guide\n"}).build(
        "governance-collect"
    )
    assert len(under_carets(built).get("guide.rst", [])) == expected
