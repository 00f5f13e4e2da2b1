"""Defects of a line: in every place of a page that text can stand in, in both markups."""

from __future__ import annotations

from .slots import GITHUB, MYST, PART, PLAIN_REST, REST, page
from .tools import Planter, Scene

IN_REST = {
    "ref": ("reference-broken", ":ref:`nothing-here`"),
    "doc": ("reference-broken", ":doc:`nowhere`"),
    "term": ("reference-broken", ":term:`no such word`"),
    "py": ("reference-broken", ":py:func:`no.where`"),
    "file": ("reference-broken", ":download:`gone.zip`"),
    "record": ("reference-broken", ":adr:`ADR-0099`"),
    "role": ("reference-broken", ":rolle:`a slip`"),
    "target": ("reference-broken", "`no target`_"),
    "substitution": ("reference-broken", "|nothing|"),
    "unknown": ("mention-unknown", "ADR-0099"),
    "mismatch": ("mention-mismatch", ":adr:`ADR-0002 <ADR-0003>`"),
    "path": ("path-missing", "``src/app/nowhere.py``"),
    "dead": ("reference-to-superseded", "ADR-0008"),
}
IN_MYST = {
    "ref": ("reference-broken", "{ref}`nothing-here`"),
    "doc": ("reference-broken", "{doc}`nowhere`"),
    "link": ("reference-broken", "[text](gone.md)"),
    "anchor": ("reference-broken", "[text](#no-anchor)"),
    "other": ("reference-broken", "[text](../usage.md#no-anchor)"),
    "image": ("reference-broken", "![text](gone.png)"),
    "file": ("reference-broken", "{download}`gone.zip`"),
    "record": ("reference-broken", "{adr}`ADR-0099`"),
    "unknown": ("mention-unknown", "ADR-0099"),
    "mismatch": ("mention-mismatch", "[ADR-0002](../decisions/0003-use-a-table.md)"),
    "path": ("path-missing", "`src/app/nowhere.py`"),
    "dead": ("reference-to-superseded", "ADR-0008"),
}
BESIDE = {
    "README.md": (GITHUB, "link-broken", "[text](docs/gone.md)"),
    "CONTRIBUTING.md": (GITHUB, "link-broken", "[text](README.md#no-anchor)"),
    "SECURITY.md": (GITHUB, "link-broken", "![text](gone.png)"),
    "CODE_OF_CONDUCT.md": (GITHUB, "mention-unknown", "ADR-0099"),
    "CONTRIBUTING.rst": (PLAIN_REST, "link-broken", "`text <docs/gone.md>`_"),
    "CODE_OF_CONDUCT.rst": (PLAIN_REST, "mention-unknown", "ADR-0099"),
    "SECURITY.rst": (PLAIN_REST, "path-missing", "``src/app/nowhere.py``"),
}


def pages() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for template, defects, suffix, part in (
        (REST, IN_REST, "rst", "txt"),
        (MYST, IN_MYST, "md", "md"),
    ):
        for name, (rule, defect) in defects.items():
            files[f"docs/pages/{name}-{suffix}.{suffix}"] = page(
                template, defect, rule, f"own-{name}"
            )
            files[f"docs/parts/own-{name}.{part}"] = page(PART, defect, rule)
    return files


def test_in_every_place_of_a_page(planted: Planter) -> None:
    found = planted(Scene({}, pages()))
    assert len(found.expected) >= 300
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_in_every_place_of_a_file_beside(planted: Planter) -> None:
    files: dict[str, str | bytes] = {
        path: page(template, defect, rule) for path, (template, rule, defect) in BESIDE.items()
    }
    found = planted(Scene({}, files))
    assert len(found.expected) >= 60
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []
