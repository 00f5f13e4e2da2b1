from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_governance.model.surroundings import Tree
from sphinx_governance.rules.registry import run_rules

from .tools import corpus

RULE = "path-missing"
FILES = {
    "src/app/queue.py",
    "src/app/old.py",
    "docs/source/guide/a.rst",
    "tests/test_old.py",
    "Makefile",
}


def of(text: str, path: str = "docs/page.md", **facts: bool) -> list[str]:
    tree = Tree(frozenset({*FILES, path}), "", **{"whole": True, **facts})
    found = run_rules(replace(corpus({path: text}), tree=tree))
    return [
        f"{item.at.line}:{item.at.column}: {item.severity}: {item.message}"
        + (f" = {item.hint}" if item.hint else "")
        for item in found
        if item.rule == RULE
    ]


def test_a_path_that_is_not_there() -> None:
    assert of("# A\n\nSee `src/app/none.py`.\n") == [
        "3:6: note: 'src/app/none.py' is no file or folder of the repository"
    ]
    assert of("# A\n\nSee `tests/queue.py`.\n") == [
        (
            "3:6: warning: 'tests/queue.py' is no file or folder of the repository"
            " = did you mean src/app/queue.py?"
        )
    ]
    assert of("A\n=\n\nSee ``src/App/queue.py``.\n", "docs/page.rst") == [
        (
            "4:7: warning: 'src/App/queue.py' is no file or folder of the repository"
            " = did you mean src/app/queue.py?"
        )
    ]


@pytest.mark.parametrize(
    "path",
    [
        "src/app/queue.py", "./src/app/queue.py", "/src/app/queue.py", "src/app/", "src/app",
        "src/app/queue.py:12", "src/app/queue.py::run", "guide/a.rst", "source/guide/a.rst",
        "app/queue.py", "lib/none.py", "origin/main", "application/json", "src/feature", "src/*.py",
        "src/{name}.py", "src/.../x.py", "src/my_module.py", "src/foo.py", "src/example/x.py",
        "src/v1.x/a.py", "path/to/x.py", "and/or", "24/7",
    ],
)  # fmt: skip
def test_what_is_there_or_is_no_path(path: str) -> None:
    assert of(f"# A\n\nSee `{path}`.\n") == []


def test_where_nothing_is_known_and_what_tells_of_the_past() -> None:
    text = "# A\n\nSee `src/app/none.py`.\n"
    assert of(text, whole=False) == []
    assert of(text, "CHANGELOG.md") == []
    assert of(text, "docs/_templates/a.md") == []
    assert of(f"---\nstatus: rejected\n---\n{text}", "decisions/0001-a.md") == []
    assert len(of(f"---\nstatus: accepted\n---\n{text}", "decisions/0001-a.md")) == 1


def test_a_record_with_another_number() -> None:
    tree = Tree(frozenset({"decisions/0003-use-a-queue.md", "a.md"}), whole=True)
    texts = {"a.md": "# A\n\n`decisions/0002-use-a-queue.md`\n"}
    found = [item for item in run_rules(replace(corpus(texts), tree=tree)) if item.rule == RULE]
    assert [item.hint for item in found] == ["did you mean decisions/0003-use-a-queue.md?"]
