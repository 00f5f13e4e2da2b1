"""What a report may know besides the outcome: the rules that ran, the sources' lines, the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_governance.rules.registry import Rule

Lines = Callable[[str, int], str]
"""Returns a line of a source file by path and number, "" where there is none."""

Paint = Callable[[str, str], str]
"""Returns text in a colour: red, yellow, cyan, green, dim or bold."""


def plain(text: str, colour: str) -> str:
    """Paint nothing."""
    del colour
    return text


def no_lines(path: str, number: int) -> str:
    """Know no line of any file."""
    del path, number
    return ""


@dataclass(frozen=True)
class Context:
    """The surroundings of a report; every format takes from it what it needs.

    :param rules: the rules that ran, whether or not they found anything.
    :param lines: the lines of the sources, by the paths of the corpus.
    :param width: the columns of the terminal.
    """

    rules: tuple[Rule, ...] = ()
    lines: Lines = no_lines
    paint: Paint = plain
    width: int = 80

    def url(self, name: str) -> str:
        """Return the address of a rule's page, "" for a rule that is not known."""
        return next((rule.url for rule in self.rules if rule.name == name), "")
