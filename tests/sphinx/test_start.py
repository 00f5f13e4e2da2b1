"""What the start of a build loads: a build that changes nothing pays for no more than it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ..cli.tools import write_files

ROOT = Path(__file__).parents[2]

NEEDLESS = {
    "click", "markdown_it", "myst_parser", "pathspec", "rich", "sphinx_design", "yaml",
    "sphinx_governance.cli", "sphinx_governance.examine", "sphinx_governance.fragment_prose", "sphinx_governance.intake.assemble",
    "sphinx_governance.intake.beside", "sphinx_governance.intake.from_doctree",
    "sphinx_governance.intake.from_markdown", "sphinx_governance.intake.recognise",
    "sphinx_governance.intake.yaml_header", "sphinx_governance.model.markers",
    "sphinx_governance.model.prose",
    "sphinx_governance.outputs.governance_json", "sphinx_governance.report.json_report",
    "sphinx_governance.report.text",
    "sphinx_governance.surround",
}  # fmt: skip
"""What only reading, checking or the command line needs."""

PROGRAM = """
import sys
from sphinx.cmd.build import main
assert main(["-q", ".", "out"]) == 0
print(*sorted(sys.modules))
"""


def loaded(folder: Path) -> set[str]:
    """Build in a process of its own; return the modules that it had loaded at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.stderr
    return set(done.stdout.split())


def test_a_build_that_changes_nothing_loads_little(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_governance"]\nhtml_theme = "basic"\n'
    write_files(tmp_path, {"conf.py": conf, "index.rst": "Home\n====\n\nText.\n"})
    first = loaded(tmp_path)
    again = loaded(tmp_path)
    assert "sphinx_governance.domain" in again
    assert again & NEEDLESS == set()
    assert {name for name in again if name.startswith("sphinx_governance.rules.")} == {
        "sphinx_governance.rules.registry"
    }
    # The page was read and checked the first time.
    assert {"sphinx_governance.intake.from_doctree", "sphinx_governance.rules.link_broken"} <= first
    # No name in the list is one of a module that is gone.
    for name in NEEDLESS:
        if name.startswith("sphinx_governance."):
            path = ROOT / name.replace(".", "/")
            assert path.is_dir() or path.with_suffix(".py").is_file(), name
