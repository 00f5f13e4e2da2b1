from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_governance.intake import bare
from sphinx_governance.intake.bare import BareFolder, corpus_of_texts, read_folder
from sphinx_governance.intake.outline import Outline
from sphinx_governance.intake.reading import outline_of_bytes
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Finding
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Passage
from sphinx_governance.rules.registry import run_rules

TEXT = " ".join(f"w{number}" for number in range(30))

MARKDOWN = """\
---
status: accepted
---
# Title

A *paragraph* with `code`,
in two lines.

* an item
* [a link](x.md)

> a quotation

| a | b |
| - | - |
| x | y |

```python
code
```

<!-- a comment -->
"""
REST = """\
Title
=====

:status: accepted

A *paragraph* with ``code``,
in two lines.

* an item

    a quotation

.. note:: A note.

::

    code

.. a comment
"""


def test_the_blocks_of_text_of_markdown() -> None:
    def at(line: int) -> Location:
        return Location("a.md", line)

    assert corpus_of_texts({"a.md": MARKDOWN}).passages == (
        Passage("paragraph", "A paragraph with code,\nin two lines.", at(6), 7),
        Passage("item", "an item", at(9), 9),
        Passage("item", "a link", at(10), 10),
        Passage("quote", "a quotation", at(12), 12),
        Passage("cell", "a", at(14), 14),
        Passage("cell", "b", at(14), 14),
        Passage("cell", "x", at(16), 16),
        Passage("cell", "y", at(16), 16),
        Passage("code", "code\n", at(18), 20),
    )


def test_the_blocks_of_text_of_rst() -> None:
    found = corpus_of_texts({"a.rst": REST}).passages
    assert [(passage.kind, passage.at.line, passage.text) for passage in found] == [
        ("paragraph", 6, "A paragraph with code,\nin two lines."),
        ("item", 9, "an item"),
        ("quote", 11, "a quotation"),
        ("paragraph", 13, "A note."),
        ("code", 17, "code"),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "docs"
    root.mkdir()
    for name in ("a.md", "b.md", "c.rst"):
        (root / name).write_text(f"{TEXT}\n", encoding="utf-8")
    return root


def check(root: Path) -> list[Finding]:
    found = run_rules(read_folder(BareFolder(root)))
    return [item for item in found if item.rule == "duplicate-text"]


def refuse(*_: object) -> None:
    raise AssertionError("nothing may be parsed again")


def test_the_second_run_neither_parses_nor_reads_the_passages(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(folder)
    assert [[item.at.path, *(at.path for at in item.related)] for item in first] == [
        ["a.md", "b.md", "c.rst"]
    ]
    (kept,) = cache.rglob("passages-*.json")
    kept.unlink()
    monkeypatch.setattr(bare, "outline_of_bytes", refuse)
    assert check(folder) == first
    assert not list(cache.rglob("passages-*.json"))


def test_one_changed_document_is_parsed_alone(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(folder)
    parsed: list[str] = []

    def parse(path: str, content: bytes, directives: frozenset[str]) -> Outline:
        parsed.append(path)
        return outline_of_bytes(path, content, directives)

    monkeypatch.setattr(bare, "outline_of_bytes", parse)
    (folder / "b.md").write_text("Other.\n", encoding="utf-8")
    (found,) = check(folder)
    assert parsed == ["b.md"]
    assert [found.at.path, *(at.path for at in found.related)] == ["a.md", "c.rst"]


def test_listing_keeps_no_passages_and_a_check_reads_them_then(folder: Path, cache: Path) -> None:
    decisions = folder / "decisions"
    decisions.mkdir()
    for number in (1, 2):
        text = f"# Title {number}\n\n{TEXT} {TEXT}\n"
        (decisions / f"000{number}-x.md").write_text(text, encoding="utf-8")
    read_folder(BareFolder(folder, everything=False))
    assert not list(cache.rglob("passages-*.json"))
    assert len(check(folder)) == 1
    assert list(cache.rglob("passages-*.json"))


def test_settings_and_names_are_heeded(folder: Path, cache: Path) -> None:
    assert len(check(folder)) == 1
    (folder / "governance.toml").write_text("[duplicates]\nwords = 31\n", encoding="utf-8")
    assert check(folder) == []
    (folder / "governance.toml").unlink()
    (folder / "a.md").rename(folder / "z.md")
    assert [item.at.path for item in check(folder)] == ["b.md"]


@pytest.mark.parametrize("broken", ["", "{}", "[]", "rows", "clusters"])
def test_a_broken_cache_is_made_anew(folder: Path, cache: Path, broken: str) -> None:
    first = check(folder)
    for file in cache.rglob("*.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        for kept in content.values():
            if isinstance(kept, dict) and broken in {"rows", "clusters"}:
                kept.update({key: [[1], 2] for key in kept if key != "state"})
        text = json.dumps(content) if broken in {"rows", "clusters"} else broken
        if broken != "clusters" or "clusters" in file.name:
            file.write_text(text, encoding="utf-8")
    assert check(folder) == first


def test_without_a_cache_nothing_is_kept(folder: Path, cache: Path) -> None:
    corpus: Corpus = read_folder(BareFolder(folder, cached=False))
    assert len([item for item in run_rules(corpus) if item.rule == "duplicate-text"]) == 1
    assert not list(cache.rglob("*.json"))
