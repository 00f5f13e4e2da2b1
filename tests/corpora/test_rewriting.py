"""``link``, ``renumber`` and ``convert`` on real records: the lines they change, and what is read afterwards."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.tools import call

from .test_moving import copied, lines_changed, records
from .tools import CORPORA, RealCorpus, needs_corpora

pytestmark = needs_corpora
_EACH = 17
"""Records of each corpus at most: over a hundred together."""

_OF_THE_MATTER = frozenset({
    "relation-to-dead", "relation-less-mature", "relation-cycle", "reference-to-superseded",
})  # fmt: skip
"""Rules that may have something to say of a relation drawn by lot."""

_UNSAID = frozenset("author contact title".split())
"""Words that a conversion may leave out: labels of repeated fields, and of what became a heading."""

_REFUSED = {
    # A second list of authors in the text would become the header.
    "nep-0007-datetime-proposal.rst",
    # It has two dates.
    "nep-0013-ufunc-overrides.rst",
}


def texts(folder: Path) -> dict[str, str]:
    return {
        file.name: file.read_bytes().decode()
        for file in folder.iterdir()
        if file.suffix in {".md", ".rst"}
    }


def said(folder: Path, kind: str) -> Counter[tuple[str, str]]:
    """Return how often each rule finds something, of which severity."""
    found = call("check", folder, "--kind", kind, "--format", "json").json["findings"]
    return Counter((item["rule"], item["severity"]) for item in found)


def lot(corpus: RealCorpus, tmp_path: Path) -> tuple[Path, str, list[dict[str, Any]]]:
    """Return a copy of a corpus, its kind, and some of its records in an order drawn by lot."""
    folder, kind = copied(corpus, tmp_path)
    found = records(folder, kind)
    return folder, kind, random.Random(11).sample(found, min(_EACH, len(found)))


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_links(corpus: RealCorpus, tmp_path: Path, cache: Path) -> None:
    folder, kind, found = lot(corpus, tmp_path)
    names = ("amends", "relates-to", "required-by") if kind == "adr" else ("depends-on",)
    before = said(folder, kind)
    for index, (one, other) in enumerate(zip(found, [*found[1:], found[0]], strict=True)):
        name = names[index % len(names)]
        then = texts(folder)
        ran = call("link", one["id"], name, other["id"], folder, "--kind", kind)
        assert ran.status == 0, ran.err
        if "already" in ran.out:
            continue
        now = texts(folder)
        (file,) = (path for path in then if then[path] != now[path])
        assert file == (other if name == "required-by" else one)["path"]
        changed = [line for line in lines_changed(then[file], now[file]) if len(line) > 2]
        assert len(changed) <= 3, changed
        number = re.escape(str((one if name == "required-by" else other)["number"]))
        assert re.search(rf"(?<!\d)0*{number}(?!\d)", changed[-1] + changed[0]), changed
    new = said(folder, kind) - before
    assert {rule for rule, _ in new} <= _OF_THE_MATTER


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_other_numbers(corpus: RealCorpus, tmp_path: Path, cache: Path) -> None:
    folder, kind, found = lot(corpus, tmp_path)
    before = said(folder, kind)
    for record in found:
        then = texts(folder)
        ran = call("renumber", record["id"], folder, "--kind", kind)
        assert ran.status == 0, (record["path"], ran.err)
        now = texts(folder)
        (new,) = now.keys() - then.keys()
        then[new] = then.pop(record["path"])
        for path, text in then.items():
            changed = [line for line in lines_changed(text, now[path]) if line[2:].strip("=-~#")]
            old, made = (
                Counter(re.sub(r"\d+", "#", line[2:]) for line in changed if line[0] == sign)
                for sign in "-+"
            )
            anchors = {line for line in made - old if re.match(r'<a id="|\.\. _', line)}
            assert not old - made, (path, changed)
            assert set(made - old) == anchors, (path, changed)
    # Numbers that nobody has any more are what was asked for.
    assert {rule for rule, _ in said(folder, kind) - before} <= {"number-gap"}


@pytest.mark.parametrize(
    ("corpus", "target"),
    [
        (corpus, target)
        for corpus in CORPORA
        for target in ("directive", "front-matter")
        # All of these is reStructuredText, which has no front matter.
        if target == "directive"
        or corpus.name not in {"openedx-course-discovery", "numpy-neps", "peps"}
    ],
    ids=str,
)
def test_conversion(corpus: RealCorpus, target: str, tmp_path: Path, cache: Path) -> None:
    folder, kind = copied(corpus, tmp_path, 40)
    for name in _REFUSED:
        if (corpus.folder / name).is_file():
            shutil.copy(corpus.folder / name, folder)
    then, known = texts(folder), records(folder, kind)
    ran = call("convert", folder, "--kind", kind, "--to", target)
    now = texts(folder)
    refused = {line.partition(":")[0] for line in ran.err.splitlines()}
    assert ran.status == bool(refused)
    assert refused == _REFUSED & then.keys()
    for path in then:
        words, left = (Counter(re.findall(r"[^\W_]+", text.casefold())) for text in (then[path], now[path]))  # fmt: skip
        assert set(words - left) <= _UNSAID, path
        assert (then[path] == now[path]) >= (path in refused)
    facts = ("id", "number", "title", "status", "date", "relations", "path")
    assert [[record[name] for name in facts] for record in records(folder, kind)] == [
        [record[name] for name in facts] for record in known
    ]
    again = call("convert", folder, "--kind", kind, "--to", target)
    assert again.out.startswith("Converted 0 records")
    assert texts(folder) == now
