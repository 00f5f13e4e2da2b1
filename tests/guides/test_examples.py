"""The examples of the guide rules are built by Sphinx, in both markups: found before the fix, and not after."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sphinx_governance.rules.registry import Rule, all_rules, run_rules
from tests.rules.test_examples import GUIDES, files_of, part

from .tools import Make, guide_corpus, myst_twin

CONSEQUENCES = {"artifact-unused", "tree-unreachable"}
RULES = [rule for rule in all_rules() if rule.name in GUIDES]


def pages(text: str, markup: str) -> dict[str, str]:
    """Return the files of an example; the twin of a page stands in its place, as Markdown."""
    files = files_of(text)
    assert files, "an example needs a code block with a caption"
    assert {PurePosixPath(path).suffix for path in files} == {".rst"}
    if markup == "rst":
        return files
    return {f"{path.removesuffix('.rst')}.md": myst_twin(text) for path, text in files.items()}


@pytest.mark.parametrize("markup", ["rst", "myst"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example_is_found_and_nothing_after_the_fix(rule: Rule, markup: str, project: Make) -> None:
    for title, expected in (("Example", True), ("Fix", False)):
        files = pages(part(rule, title), markup)
        found = run_rules(guide_corpus(project, files))
        assert (rule.name in {item.rule for item in found}) is expected, title
        assert all(item.at.path in files and item.at.line > 0 for item in found)
        # Artifacts are left out where they are not its matter, and a slip may have consequences.
        others = {item.rule for item in found} - {rule.name, "artifact-unknown"}
        assert others <= (CONSEQUENCES if expected else set())
