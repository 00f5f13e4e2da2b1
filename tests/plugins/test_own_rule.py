"""The package that the documentation shows is built, installed and used; broken ones are named."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ..cli.tools import Ran, run
from ..docs.terminal import replay, repository, shown
from ..docs.tools import SOURCE, blocks_of

PAGE = SOURCE / "howto" / "own-rule.md"
BLOCKS = blocks_of(PAGE)
PACKAGE = {block.caption: block.text for block in BLOCKS if block.caption.startswith("acme-rules/")}
RECORD = {block.caption: block.text for block in BLOCKS if block.suffix == ".md"}
NAME = "title-long"


def install(files: Mapping[str, str], folder: Path) -> Path:
    """Build a package from files and install it into a folder of its own; return that."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    target = folder / "site"
    source = folder / next(iter(files)).split("/")[0]
    arguments = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", f"--target={target}"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *arguments, source],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, check=True, timeout=120,
    )  # fmt: skip
    assert list(target.glob("*.dist-info/entry_points.txt"))
    return target


def beside(*targets: Path) -> dict[str, str]:
    """Return the environment in which packages are installed."""
    own = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join([*map(str, targets), *([own] if own else [])])}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(PACKAGE, tmp_path_factory.mktemp("acme"))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    for path, text in RECORD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def check(records: Path, env: Mapping[str, str], *arguments: str) -> Ran:
    return run("check", "adr", *arguments, cwd=records, env=env)


def test_the_page_goes_as_it_says(installed: Path, tmp_path: Path) -> None:
    used = [block for block in BLOCKS if block.caption not in PACKAGE]
    assert replay(used, repository(tmp_path), writes={".md", ".toml"}, env=beside(installed)) == 3


def test_the_rule_is_one_among_all(installed: Path, records: Path) -> None:
    env = beside(installed)
    listed = run("check", "--list-rules", cwd=records, env=env)
    (line,) = (line for line in listed.out.splitlines() if line.startswith(NAME))
    assert line.split()[1:3] == ["warning", "header"]
    assert NAME not in run("check", "--list-rules", cwd=records).out

    assert f"warning[{NAME}]" in check(records, env).out
    assert NAME not in check(records, env, "--ignore", NAME).out
    assert NAME not in check(records, {}).out
    (found,) = check(records, env, "--select", NAME, "--format", "json").json["findings"]
    assert (found["rule"], found["path"], found["line"]) == (NAME, "0001-mail.md", 1)


def test_its_severity_is_set_like_any_other(installed: Path, records: Path) -> None:
    settings = records / "adr" / "governance.toml"
    for severity, status in (("error", 1), ("note", 0)):
        settings.write_text(f'[rules]\n{NAME} = "{severity}"\n', encoding="utf-8")
        ran = check(records, beside(installed))
        assert (ran.status, f"{severity}[{NAME}]" in ran.out) == (status, True)
    settings.write_text(f'[rules]\n{NAME} = "off"\n', encoding="utf-8")
    assert NAME not in check(records, beside(installed)).out
    # Where the package is not installed, the name is one that nothing is known of.
    assert NAME in check(records, {}).out


def test_reports_name_its_own_page_or_none(installed: Path, records: Path, tmp_path: Path) -> None:
    address = "https://acme.example/rules/title-long"
    env = beside(installed)
    assert f"= see {address}" in check(records, env).out
    assert address in run("check", "--explain", NAME, env=env).out
    (driver,) = (
        each["tool"]["driver"] for each in check(records, env, "--format", "sarif").json["runs"]
    )
    assert {rule["id"]: rule.get("helpUri") for rule in driver["rules"]}[NAME] == address

    files = {path: text.replace(f'URL = "{address}"\n', "") for path, text in PACKAGE.items()}
    env = beside(install(files, tmp_path / "pageless"))
    assert "= see" not in check(records, env, "--select", NAME).out
    assert "https://" not in run("check", "--explain", NAME, env=env).out
    (driver,) = (
        each["tool"]["driver"] for each in check(records, env, "--format", "sarif").json["runs"]
    )
    (data,) = (rule for rule in driver["rules"] if rule["id"] == NAME)
    assert "helpUri" not in data


def test_its_own_test_passes(installed: Path, tmp_path: Path) -> None:
    (path,) = (path for path in PACKAGE if "/tests/" in path)
    (tmp_path / "test_own.py").write_text(PACKAGE[path], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_own.py"],
        cwd=tmp_path, env={**os.environ, **beside(installed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "2 passed" in done.stdout, done.stdout


def test_example_and_fix_of_its_docstring_hold(installed: Path, tmp_path: Path) -> None:
    text = PACKAGE["acme-rules/acme_rules/title_long.py"]
    titles = [line.strip() for line in text.splitlines() if line.startswith("   # 1.")]
    found = []
    for index, title in enumerate(titles):
        folder = tmp_path / str(index) / "adr"
        folder.mkdir(parents=True)
        (folder / "0001-mail.md").write_text(f"{title}\n", encoding="utf-8")
        ran = check(folder.parent, beside(installed), "--select", NAME, "--format", "json")
        found.append(len(ran.json["findings"]))
    assert found == [1, 0]


def other(module: str, text: str, entry: str = "") -> dict[str, str]:
    """Return the files of another package, which registers one module."""
    name = module.replace("_", "-")
    project = PACKAGE["acme-rules/pyproject.toml"]
    project = project.replace("title-long", name).replace(
        "acme_rules.title_long", entry or f"other.{module}"
    )
    return {
        "other/pyproject.toml": project.replace("acme-rules", "other"),
        "other/other/__init__.py": "",
        f"other/other/{module}.py": text,
    }


GOOD = PACKAGE["acme-rules/acme_rules/title_long.py"]
BROKEN = {
    "two of one name": (
        other("title_long", GOOD),
        "two rules are named 'title-long': one in acme_rules.title_long, one in other.title_long",
    ),
    "a name of ours": (
        other("title_missing", GOOD),
        ("two rules are named 'title-missing': one in sphinx_governance.rules.title_missing,"
        " one in other.title_missing"),
    ),
    "not there": (
        other("short", GOOD, "other.gone"),
        ("the rule short = other.gone (other 1.0) cannot be loaded:"
        " ModuleNotFoundError: No module named 'other.gone'"),
    ),
    "imports what is not there": (
        other("short", "import no_such_module\n"),
        "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'",
    ),
    "fails when it is imported": (
        other("short", "raise RuntimeError('no')\n"), "cannot be loaded: RuntimeError: no"
    ),
    "no Python": (other("short", "def\n"), "cannot be loaded: SyntaxError"),
    "a function": (
        other("short", GOOD, "other.short:check"),
        "the rule short = other.short:check (other 1.0) is not a module",
    ),
    "no rule": (
        other("short", "SEVERITY = 'error'\n"),
        "the rule short = other.short (other 1.0) cannot be used: other.short has no FAMILY, check",
    ),
    "no family": (other("short", GOOD.replace('"header"', '"taste"')), "other.short.FAMILY may not be 'taste'"),
    "no severity": (
        other("short", GOOD.replace("Severity.WARNING", '"fatal"')), "other.short.SEVERITY may not be 'fatal'"
    ),
    "no such need": (
        other("short", f"{GOOD}\nNEEDS = 'money'\n"), "other.short.NEEDS may not be 'money'"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_rule_that_cannot_be_used_is_wrong_use(
    case: str, installed: Path, records: Path, tmp_path: Path
) -> None:
    files, said = BROKEN[case]
    env = beside(installed, install(files, tmp_path / "other"))
    for arguments in (["adr"], ["--list-rules"], ["--explain", "title-missing"]):
        ran = run("check", *arguments, cwd=records, env=env)
        assert ran.status == 2, ran.err
        assert said in ran.err
        assert "mend or uninstall the package that registers it" in ran.err
        assert "Traceback" not in ran.out + ran.err


def test_a_rule_that_fails_is_named(records: Path, tmp_path: Path) -> None:
    text = GOOD.replace("    for record in", "    raise LookupError('lost')\n    for record in")
    env = beside(install(other("short", text), tmp_path / "other"))
    ran = run("check", "adr", cwd=records, env={**env, "TMPDIR": str(tmp_path)})
    assert ran.status == 3
    assert "LookupError: lost\nIt was raised by the rule short, in other.short.\n" in ran.err
    assert "Traceback" not in ran.err


def test_the_page_shows_what_is_said(records: Path, tmp_path: Path) -> None:
    target = install(PACKAGE, tmp_path / "acme")
    (target / "acme_rules" / "title_long.py").unlink()
    (answer,) = (block.text for block in BLOCKS if block.language == "text")
    assert shown(["check", "adr"], records, beside(target)) == answer


def test_sphinx_names_the_rule_too(records: Path, tmp_path: Path) -> None:
    files, said = BROKEN["not there"]
    target = install(files, tmp_path / "other")
    (records / "conf.py").write_text('extensions = ["sphinx_governance"]\n', encoding="utf-8")
    (records / "index.rst").write_text("Home\n====\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "out"],
        cwd=records, env={**os.environ, **beside(target)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Configuration error" in done.stderr
    assert said in done.stderr
