"""Many patterns at a time give what .gitignore's rules give for each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from sphinx_governance.model.patterns import Paths
from sphinx_governance.model.title_pattern import LONGEST, TitlePatternError, title_matches

_PART = st.text("ab.-", min_size=1, max_size=3).filter(lambda part: part.strip("."))
_PATH = st.lists(_PART, min_size=1, max_size=4).map("/".join)
_PIECE = st.sampled_from(
    ["a", "b", ".", "*", "**", "?", "/", "[ab]", "\\*", "a/", "/**/", "!", " "]
)
_PATTERN = st.lists(_PIECE, min_size=1, max_size=6).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.lists(_PATH, max_size=8), _PATTERN)
def test_a_pattern_matches_what_gitignore_matches(paths: list[str], pattern: str) -> None:
    bare = pattern.strip()
    try:
        spec = GitIgnoreSpec.from_lines([bare] if not bare.startswith("!") else [])
        wanted = [path for path in dict.fromkeys(paths) if spec.match_file(path)]
    except ValueError:
        wanted = []
    assert [match.path for match in Paths(paths).matches([bare])] == wanted


@settings(max_examples=300, deadline=None)
@given(st.lists(_PATH, max_size=8), st.lists(_PATTERN, max_size=4))
def test_a_list_of_patterns_matches_what_gitignore_matches(
    paths: list[str], patterns: list[str]
) -> None:
    lines = [bare for pattern in patterns if (bare := pattern.strip())]
    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return
    wanted = [path for path in dict.fromkeys(paths) if spec.match_file(path)]
    assert [match.path for match in Paths(paths).matches(lines)] == wanted


def test_the_pattern_that_says_so_is_named() -> None:
    paths = Paths(["src/db/pool.py", "src/_own.py", "README.md"])
    assert paths.matches(["`src/**`", "# a comment", "!src/_*.py", "*.md"]) == (
        ("src/db/pool.py", "src/**"),
        ("README.md", "*.md"),
    )
    assert paths.matches(["[", "src/["]) == ()


@pytest.mark.parametrize(
    "pattern",
    [
        r"^fix(\(.+\))?:", r"(?i)^(feat|fix)!?:", r"\bfoo\b", "a{2,3}b", "[^a-c]x$", r"(?!wip)^\w+",
        "(a|b)*c", r"\d+\s?[x-z]", "x*?y", r"\Aab\Z", "(?s).+", "(?i)[A-Z]é", "", "(?m)^x", "(?:ab){2}",
        r"a\B", r"(?=.*x)a",
    ],
)  # fmt: skip
@settings(max_examples=150, deadline=None)
@given(title=st.text("abcxyzFfi(): é1\n", max_size=9))
def test_titles_match_as_with_re(pattern: str, title: str) -> None:
    assert title_matches(pattern, title) == bool(re.search(pattern, title))


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(\w+ ?)+:", "(((a*)*)*)*b", "(a|a)*b", ".*.*.*.*.*x", "(a?){200}a{200}b",
     "((((a{0,99}){0,99}){0,99}){0,99}b)", "(a|aa|aaa)+(b|c)+$"],
)  # fmt: skip
def test_no_title_hangs(pattern: str) -> None:
    title = "a" * (LONGEST - 1) + "!"
    assert title_matches(pattern, title) is False


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(.)\1", "a reference back"),
        ("(?<=a)b", "lookbehind"),
        ("(?>a)b", "atomic"),
        ("a++b", "possessive"),
        ("(?P<x>a)?(?(x)b|c)", "a condition"),
        ("(", "no regular expression"),
    ],
)
def test_what_cannot_be_followed_is_said(pattern: str, why: str) -> None:
    with pytest.raises(TitlePatternError, match=why):
        title_matches(pattern, "ab" * 100)


def test_a_costly_pattern_is_given_up() -> None:
    with pytest.raises(TitlePatternError, match="too long"):
        title_matches("(?=(a*b?)*c|.)" * 40 + "z", "a" * LONGEST)
