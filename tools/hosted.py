"""Build the docs as Read the Docs does, from what ``.readthedocs.yaml`` says: ``make docs-hosted``.

The steps are those of https://docs.readthedocs.com/platform/stable/builds.html: a shallow clone without
branches, a new environment, the install commands of the file, one build. What the file says and
this program cannot do stops it, so that nothing is passed over.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
ADDRESS = "https://sphinx-governance.readthedocs.io/en/latest/"
KNOWN = {
    "version": int,
    "build.os": str,
    "build.apt_packages": list,
    "build.tools.python": str,
    "build.jobs.install": list,
    "sphinx.configuration": str,
    "sphinx.fail_on_warning": bool,
}
"""What stands in the file: every key that this program does what it says for."""
PUBLISHED = ("index.html", "objects.inv", "governance.json", "llms.txt", "rules/index.html")


def main() -> None:
    """Clone, install, build; exit with what the first step that fails exits with."""
    settings = read_settings(ROOT / ".readthedocs.yaml")
    with tempfile.TemporaryDirectory(prefix="hosted-") as name:
        folder = Path(name)
        note_packages(settings["build.apt_packages"])
        clone = shallow_clone(folder / "checkout")
        environment = hosted_environment(folder, settings["build.tools.python"])
        for command in settings["build.jobs.install"]:
            step(command, clone, environment)
        conf = clone / settings["sphinx.configuration"]
        step(build_command(settings), conf.parent, environment)
        check_site(Path(environment["READTHEDOCS_OUTPUT"], "html"))
    say("The docs build as Read the Docs builds them.")


def check_site(output: Path) -> None:
    """Stop where something that others read of the site misses, or does not know its address."""
    missing = [path for path in PUBLISHED if not (output / path).is_file()]
    if missing:
        sys.exit(f"error: the build did not make {', '.join(missing)}")
    for address in re.findall(r"\]\(([^)]*)\)", (output / "llms.txt").read_text(encoding="utf-8")):
        if not (output / address.removeprefix(ADDRESS)).is_file():
            sys.exit(f"error: llms.txt names {address}, which is no page")
    if ADDRESS not in (output / "governance.json").read_text(encoding="utf-8"):
        sys.exit(f"error: governance.json does not know its address, {ADDRESS}")


def read_settings(file: Path) -> dict[str, Any]:
    """Return dotted key → value; stop at a key that is not known, or misses."""
    found = dict(_flat(yaml.safe_load(file.read_text(encoding="utf-8"))))
    wrong = sorted(key for key, value in found.items() if not isinstance(value, KNOWN.get(key, ())))
    if wrong or found.keys() != KNOWN.keys():
        lacking = sorted(KNOWN.keys() - found.keys())
        sys.exit(f"error: {file.name}: not known or of a wrong type: {wrong}; missing: {lacking}")
    return found


def _flat(table: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    pairs = []
    for key, value in table.items():
        inner = isinstance(value, dict)
        pairs += _flat(value, f"{before}{key}.") if inner else [(f"{before}{key}", value)]
    return pairs


def shallow_clone(target: Path) -> Path:
    """Clone the last commit, as the host has it: no history, no branch, no remote."""
    quiet = ["git", "-c", "advice.detachedHead=false"]
    commit = _said([*quiet, "rev-parse", "HEAD"], ROOT)
    _said([*quiet, "init", "-q", str(target)], ROOT)
    _said([*quiet, "fetch", "-q", "--depth", "1", ROOT.as_uri(), commit], target)
    _said([*quiet, "checkout", "-q", "--detach", commit], target)
    changed = _said([*quiet, "status", "--porcelain"], ROOT)
    if changed:
        say("Note: only what is committed is built.")
    return target


def hosted_environment(folder: Path, version: str) -> dict[str, str]:
    """Make an empty virtual environment; return the variables that a build there has."""
    python = shutil.which(f"python{version}") or ""
    if not _succeeds([python, "--version"]):
        # There is none, or only a name on PATH: version managers leave names that run nothing.
        python = sys.executable
        say(f"Note: there is no Python {version} here; {sys.version.split()[0]} builds instead.")
    has_pip = _succeeds([python, "-c", "import ensurepip"])
    make = (
        [python, "-m", "venv"]
        if has_pip
        else ["uv", "venv", "--quiet", "--seed", "--python", python]
    )
    _said([*make, str(folder / "env")], folder)
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {
        **plain,
        "PATH": f"{folder / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "VIRTUAL_ENV": str(folder / "env"),
        "PIP_QUIET": "1",
        "READTHEDOCS": "True",
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
        "READTHEDOCS_LANGUAGE": "en",
        "READTHEDOCS_OUTPUT": str(folder / "output"),
        "READTHEDOCS_VERSION": "latest",
    }


def note_packages(names: list[str]) -> None:
    """Say which packages of the system are not here: only the host installs them."""
    for name in names:
        if not _succeeds(["dpkg-query", "--show", name]):
            say(f"Note: the package {name} is not installed here.")


def build_command(settings: dict[str, Any]) -> str:
    """Return the build as the host calls it, in the folder of conf.py."""
    strict = "-W --keep-going " if settings["sphinx.fail_on_warning"] else ""
    return (
        f"python -m sphinx -T {strict}-b html -d _build/doctrees -D language=en . "
        "$READTHEDOCS_OUTPUT/html"
    )


def step(command: str, folder: Path, environment: dict[str, str]) -> None:
    """Run a step in a shell, as the host does; stop where it fails."""
    say(f"$ {command}")
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _said(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def _succeeds(command: list[str]) -> bool:
    """Return whether a command is there and succeeds."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def say(text: str) -> None:
    """Tell what is done, before its output comes."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
