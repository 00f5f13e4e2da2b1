"""How long a checklist takes by a published registry: 500 files, 200 scenarios, 1,000 governing records.

Everything matches something: half of the scenarios have a file of the diff, and so has every second
record; the others have patterns of their own that must be looked at all the same.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import cpu_seconds

FILES, SCENARIOS, RECORDS = 500, 200, 1_000
_SHAPES = ("src/part{0}/**", "src/part{0}/mod{1}.py", "src/*/mod{1}.*", "**/mod{1}.py", "part{0}/")


def results() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and the goal."""
    with tempfile.TemporaryDirectory() as name:
        registry, listed = write_example(Path(name))
        command = [*program(), "checklist", "--registry", str(registry), "--title", "feat: it"]
        what = f"{FILES} files, {SCENARIOS} scenarios, {RECORDS:,} governing records"
        for form in ("markdown", "json"):
            whole = [*command, "--files-from", str(listed), "--format", form]
            yield f"checklist, {what}, {form}", str(cpu_seconds(whole)), "under 0.5 s"


def program() -> list[str]:
    """Return the command of this working tree, whatever is installed."""
    return [sys.executable, "-c", "from sphinx_governance.cli import main; main()"]


def write_example(folder: Path) -> tuple[Path, Path]:
    """Write a registry and a list of files; return both."""
    registry, listed = folder / "governance.json", folder / "files"
    registry.write_text(json.dumps(example(), indent=2), encoding="utf-8")
    changes = (
        f"{'AM'[number % 2]}\0src/part{number % 100}/mod{number}.py\0" for number in range(FILES)
    )
    listed.write_text("".join(changes), encoding="utf-8")
    return registry, listed


def example() -> dict[str, object]:
    """Return the data of a ``governance.json``."""
    return {
        "schema": 1,
        "project": "Example",
        "kinds": [{"name": "adr", "folders": ["adr", "decisions"]}],
        "artifacts": [_artifact(number) for number in range(100)],
        "scenarios": [_scenario(number) for number in range(SCENARIOS)],
        "records": [_record(number) for number in range(RECORDS)],
    }


def _artifact(number: int) -> dict[str, object]:
    return {
        "id": f"artifact-{number}", "title": f"Artifact {number}", "evidence": "modified",
        "paths": [f"docs/part{number}/*.md", f"src/part{number}/mod{number}.py"],
        "url": f"https://example.org/guide.html#artifact-{number}",
    }  # fmt: skip


def _scenario(number: int) -> dict[str, object]:
    return {
        "id": f"scenario-{number}", "title": f"Scenario {number}",
        "triggers": [
            {"kind": "when-added", "pattern": f"src/part{number}/*.py"},
            {"kind": "when-changed", "pattern": f"src/*/mod{number}.py"},
            {"kind": "when-title", "pattern": r"^(fix|docs)(\(.+\))?!?: part" + str(number)},
        ],
        "unless": [{"kind": "when-changed", "pattern": f"never/{number}/**"}],
        "required": [f"artifact-{number % 100}", f"artifact-{(number + 7) % 100}"],
        "optional": [f"artifact-{(number + 13) % 100}"],
    }  # fmt: skip


def _record(number: int) -> dict[str, object]:
    shape = _SHAPES[number % len(_SHAPES)]
    return {
        "id": f"ADR-{number:04}", "kind": "adr", "number": number, "title": f"Decision {number}",
        "status": "accepted", "phase": "in-force", "frozen": True,
        "path": f"docs/adr/{number:04}-decision.md", "line": 1, "url": None,
        "governs": [shape.format(number % 200, number), f"lib/other{number}/**/*.py"],
        "relations": [], "inverse_relations": [],
        # What a checklist does not read, and has to be parsed all the same.
        "authors": ["A. Author <a@example.org>"], "deciders": ["B", "C"], "tags": ["one", "two"],
        "sections": [{"title": title, "level": 2, "line": line}
                     for line, title in enumerate(("Context", "Decision", "Consequences"), 9)],
        "digest": "0123456789abcdef" * 2, "summary": "Words that say what it is about. " * 3,
    }  # fmt: skip
