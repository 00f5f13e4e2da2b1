"""What the places that show Markdown understand beyond CommonMark and the tables of GitHub."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """A place that shows Markdown.

    :param alerts: whether ``> [!NOTE]`` is one.
    :param footnotes: whether ``[^1]`` is one.
    :param tasks: whether ``- [ ]`` is a box.
    :param formulas: whether mathematics is set.
    :param relative: whether a link may lead to a file beside the host.
    """

    name: str
    alerts: bool = True
    footnotes: bool = True
    tasks: bool = True
    formulas: bool = True
    relative: bool = True


GITHUB = Dialect("github")
# GitLab has alerts since 17.10; its formulas are written as GitHub's are.
GITLAB = Dialect("gitlab")
# PyPI shows what cmarkgfm makes of it, without these, and away from all other files.
PYPI = Dialect(
    "pypi", alerts=False, footnotes=False, tasks=False, formulas=False, relative=False
)  # fmt: skip

DIALECTS: Mapping[str, Dialect] = {item.name: item for item in (GITHUB, GITLAB, PYPI)}
"""Name → place."""
