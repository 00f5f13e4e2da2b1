"""``new``, ``status`` and ``supersede`` on real records: what they change, and what is read afterwards."""

from __future__ import annotations

import difflib
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.kind import Kinds
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import read_reference
from tests.cli.tools import call

from .tools import CORPORA, RealCorpus, needs_corpora

pytestmark = needs_corpora
_PRESETS = {"numpy-neps": "nep", "eips": "eip", "peps": "pep"}
_EACH = 30
"""Records of each corpus at most: over a hundred have a status that may move."""


def copied(corpus: RealCorpus, folder: Path, most: int = _EACH + 5) -> tuple[Path, str]:
    """Copy a sample of a corpus, the same every time; return its folder and the kind of its records."""
    kind = _PRESETS.get(corpus.name, "adr")
    place = folder / "adr"
    files = sorted(
        path for path in corpus.folder.iterdir() if path.suffix in {".md", ".rst"}
        and any(sign.isdigit() for sign in path.name)
    )  # fmt: skip
    place.mkdir()
    for path in random.Random(7).sample(files, min(most, len(files))):
        shutil.copy(path, place)
    if kind != "adr":
        (place / "pyproject.toml").write_text(
            f'[tool.sphinx-governance.kinds.{kind}]\npreset = "{kind}"\nsources = ["*-*"]\n'
        )
    return place, kind


def records(folder: Path, kind: str) -> list[dict[str, str]]:
    found = call("list", folder, "--kind", kind, "--format", "json").json["records"]
    return sorted(found, key=lambda record: str(record["path"]))


def lines_changed(before: str, after: str) -> Iterator[str]:
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if line[0] in "+-":
            yield line


def status_form(record: Record) -> str:
    """Return the form of header that a record's status stands in."""
    return next((entry.form for entry in record.all("status")), record.form)


def kinds_of(kind: str) -> Kinds:
    return load_project({"kinds": {kind: {"preset": kind}}} if kind != "adr" else {}).kinds


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_every_legal_move(corpus: RealCorpus, tmp_path: Path, cache: Path) -> None:
    folder, kind = copied(corpus, tmp_path)
    lifecycle = kinds_of(kind).spec(kind).lifecycle
    moved = 0
    for record in records(folder, kind)[:_EACH]:
        state = lifecycle.state(record["status"])
        if state is None or not state.moves:
            continue
        target = state.moves[0]
        file = folder / record["path"]
        before = file.read_bytes()
        ran = call("status", record["id"], target, folder, "--kind", kind, "--force")
        assert ran.status == 0, (record["path"], ran.err)
        changed = list(lines_changed(before.decode(), file.read_bytes().decode()))
        assert len(changed) in {2, 4}, changed  # the status; where there is one, its date
        assert all(any(char.isalpha() for char in line) for line in changed)
        shown = call("show", record["id"], folder, "--kind", kind, "--format", "json")
        assert [item["status"] for item in shown.json["records"]] == [target]
        moved += 1
    assert moved or corpus.name == "madr"  # whose records hardly have a status


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_supersession_of_neighbours(corpus: RealCorpus, tmp_path: Path, cache: Path) -> None:
    folder, kind = copied(corpus, tmp_path)
    if "superseded" not in kinds_of(kind).spec(kind).lifecycle.by_name:
        pytest.skip("its lifecycle knows no supersession")
    found = records(folder, kind)[:_EACH]
    done = 0
    for old, new in zip(found[::2], found[1::2], strict=False):
        files = [folder / old["path"], folder / new["path"]]
        before = [file.read_bytes() for file in files]
        ran = call("supersede", old["id"], new["id"], folder, "--kind", kind, "--force")
        after = [file.read_bytes() for file in files]
        if ran.status:
            assert ran.status == 2, ran.err
            assert (
                "nothing was written" in ran.err or "already" in ran.err or "no status" in ran.err
            )
            assert before == after
            continue
        for one, other in zip(before, after, strict=True):
            assert len(list(lines_changed(one.decode(), other.decode()))) <= 4
        shown = [call("show", item["id"], folder, "--kind", kind, "--format", "json").json["records"][0]
                 for item in (old, new)]  # fmt: skip
        assert shown[0]["status"] == "superseded"
        assert read_reference(old["id"]).number in {
            read_reference(relation["target"]).number
            for relation in shown[1]["relations"]
            if relation["type"] == "supersedes"
        }, json.dumps(shown[1]["relations"])
        wrong = call("check", folder, "--kind", kind, "--format", "json").json["findings"]
        about = [
            item for item in wrong
            if item["rule"] in {"relation-asymmetric", "successor-status", "field-required-by-status"}
            and old["id"] in item["message"] and new["id"] in item["message"]
            # ADR-0015 of govuk-aws does not answer a third record, and did not before.
            and item["path"] in {old["path"], new["path"]}
        ]  # fmt: skip
        assert not about
        done += 1
    assert done or corpus.name == "madr"


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_the_next_record(corpus: RealCorpus, tmp_path: Path, cache: Path) -> None:
    folder, kind = copied(corpus, tmp_path)
    before = read_folder(BareFolder(folder, kind)).records
    ran = call("new", kind, "Use a queue", folder, "--today", "2026-03-04")
    assert ran.status == 0, ran.err
    file = Path(ran.out.strip())
    after = read_folder(BareFolder(folder, kind)).records
    (new,) = (record for record in after if record.path == file.name)
    assert len(after) == len(before) + 1
    assert new.number == max(record.number or 0 for record in before) + 1
    assert new.title == "Use a queue"
    assert new.status_name == "draft"
    forms = Counter(status_form(record) for record in before)
    assert status_form(new) in {form for form, _ in forms.most_common(2)}
    found = call("check", folder, "--kind", kind, "--format", "json").json["findings"]
    wrong = [item for item in found if item["path"] == file.name and item["severity"] != "note"]
    assert [item for item in wrong if item["rule"] != "template-text"] == [], file.read_text()
