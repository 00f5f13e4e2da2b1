"""``checklist`` and ``why`` on the command line: their inputs, their errors, and a project that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from sphinx_governance.cli import registries
from sphinx_governance.cli.errors import UsageProblem

from ..checklist.tools import artifact, record, scenario
from ..cli.tools import Ran, call, run, write_files
from ..sphinx.guide_example import FILES
from .conftest import Repository

REGISTRY = {
    "schema": 1,
    "records": [record(1, "src/**"), record(2, "src/old.py", phase="closed", status="superseded")],
    "artifacts": [artifact("guide", paths=["docs/*.md"]), artifact("changelog", paths=["CHANGELOG.md"])],
    "scenarios": [
        scenario("add", when={"added": "src/*.py"}, required=["guide", "changelog"]),
        scenario("talk", required=["guide"]),
    ],
}  # fmt: skip


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "governance.json"
    path.write_text(json.dumps(REGISTRY), encoding="utf-8")
    return path


def asked(registry: Path | str, listed: bytes | str, *options: str | Path) -> Ran:
    content = listed.encode() if isinstance(listed, str) else listed
    Path("files").write_bytes(content)
    return call("checklist", "--registry", registry, "--files-from", "files", *options)


@pytest.mark.parametrize(
    "listed",
    [
        b"A\0src/a b.py\0M\0docs/x.md\0R087\0src/old.py\0src/new.py\0D\0gone\0C100\0a\0src/c.py\0",
        b"A src/a b.py\nM\tdocs/x.md\nR087\tsrc/old.py\tsrc/new.py\nD gone\nC100\ta\tsrc/c.py\n",
        b'\xef\xbb\xbfA\t"src/a b.py"\r\ndocs/x.md\r\n\r\nR\tsrc/old.py\t"src/\\156ew.py"\r\nD\tgone\r\nA src/c.py',
    ],
)
def test_lists_of_files(registry: Path, listed: bytes) -> None:
    ran = asked(registry, listed, "--format", "json")
    assert ran.json["examined"]["files"] == 5
    assert ran.json["scenarios"][0]["reasons"] == [
        {"what": "added", "subject": "src/a b.py", "others": 1}
    ]
    assert ran.json["items"][0]["evidence"] == [{"path": "docs/x.md", "remark": None}]
    assert [item["id"] for item in ran.json["decisions"]] == ["ADR-0001", "ADR-0002"]
    assert ran.json["decisions"][1]["files"] == [{"path": "src/old.py", "pattern": "src/old.py"}]


def test_a_list_on_standard_input_and_names_that_are_no_utf8(registry: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sphinx_governance.cli import main; main()", "checklist",
         "--registry", str(registry), "--files-from", "-"],
        input=b"A\0src/\xff\x1b[31m.py\0", capture_output=True, check=True,
    )  # fmt: skip
    text = done.stdout.decode("utf-8")
    assert r"because `src/\xff\x1b[31m.py` was added" in text


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (b"X\0a\0", "'X' in the list of files is no status"),
        (b"R100\0a\0", "ends in the middle"),
        (b"R a\n", "two paths, parted by tabs"),
    ],
)
def test_what_is_no_list_of_files(registry: Path, listed: bytes, why: str) -> None:
    ran = asked(registry, listed)
    assert ran.status == 2
    assert why in ran.err


def test_an_empty_list_owes_nothing_and_says_what_it_looked_at(registry: Path) -> None:
    ran = asked(registry, b"", "--strict")
    assert ran.status == 0
    assert "Looked at 0 files, 2 scenarios" in ran.out


def test_strict_fails_while_something_required_is_open(registry: Path) -> None:
    assert asked(registry, "A src/a.py").status == 0
    assert asked(registry, "A src/a.py\nM docs/x.md", "--strict").status == 1
    assert asked(registry, "A src/a.py\ndocs/x.md\nCHANGELOG.md", "--strict").status == 0
    Path("text").write_text("Governance-Exempt: changelog - none is needed\n", encoding="utf-8")
    done = asked(registry, "A src/a.py\ndocs/x.md", "--strict", "--description", "text")
    assert done.status == 0, done.out
    assert "`add/changelog` is waived: none is needed" in done.out


def test_ticks_of_the_comment_as_it_stands(registry: Path) -> None:
    first = asked(registry, "A src/a.py").out
    Path("comment").write_text(
        first.replace("[ ] <!-- governance:item add/guide", "[x] <!-- governance:item add/guide"),
        encoding="utf-8",
    )
    second = asked(registry, "A src/a.py", "--previous", "comment", "--format", "text")
    assert "[x] Guide" in second.out
    assert "[ ] Changelog" in second.out


def test_a_scenario_that_a_person_names(registry: Path) -> None:
    ran = asked(registry, "x", "--scenario", "talk", "--format", "text")
    assert "I'm doing talk, because a person chose it" in ran.out
    wrong = asked(registry, "x", "--scenario", "tlak")
    assert wrong.status == 2
    assert "did you mean talk?" in wrong.err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--registry", "none.json"), "none.json cannot be read: No such file"),
        (("--registry", "files"), "files cannot be used: it is no JSON"),
        (("--registry", "ftp://x/governance.json"), "is no address of http or https"),
        (("--registry", "file:///etc/passwd"), "is no address of http or https"),
        (("--registry", "https://["), "is no address of http or https"),
        (("--base", "main"), "--files-from and --base"),
        (("--previous", "none.md"), "--previous: 'none.md' cannot be read"),
        (("--previous", "-", "--description", "-"), "standard input can be one file only"),
    ],
)
def test_errors_name_what_to_do(registry: Path, options: tuple[str, ...], why: str) -> None:
    ran = asked(registry, "A src/a.py", *options)
    assert ran.status == 2
    assert why in ran.err
    assert len(ran.err.strip().split("\n")) == 2, ran.err


def test_without_a_list_git_is_asked(
    registry: Path, repository: Repository, tmp_path: Path
) -> None:
    ran = call("checklist", "--registry", registry)
    assert ran.status == 2
    assert "is in no git repository" in ran.err
    assert "--files-from" in ran.err


def test_git_says_what_a_branch_changed(
    registry: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"src/a.py": "1\n" * 30, "README.md": "x\n"})
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit({"src/new.py": "2\n"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"docs/after.md": "changed on main, not in the branch\n"})
    repository.write({"src/uncommitted.py": "3\n"})
    monkeypatch.chdir(repository.root)
    ran = call(
        "checklist", "--registry", registry, "--base", "main", "--head", "topic", "--format", "json"
    )
    assert ran.json["examined"]["files"] == 1
    assert ran.json["open"] == ["add/guide", "add/changelog"]
    nobase = call("checklist", "--registry", registry)
    assert "no upstream default branch is known" in nobase.err
    wrong = call("checklist", "--registry", registry, "--base", "mian")
    assert wrong.status == 2
    assert "did you mean main?" in wrong.err
    wrong = call("checklist", "--registry", registry, "--base", "main", "--head", "nope")
    assert "there is no git ref 'nope'" in wrong.err
    wrong = call("checklist", "--registry", registry, "--base", "main", "--head=--output=x")
    assert "is not a git ref" in wrong.err


def project(repository: Repository) -> None:
    """Make a Sphinx project with a guide, in a folder of a repository, and go on a branch."""
    conf = 'project = "Shop"\nextensions = ["myst_parser", "sphinx_governance"]\n'
    repository.write({f"docs/{name}": text for name, text in FILES.items()})
    repository.commit({"docs/conf.py": conf, "backends/queue.py": "1\n", "backends/base.py": "1\n"})
    repository.git("checkout", "--quiet", "-b", "topic")


NEW = (
    FILES["decisions/0002-use-a-table.rst"]
    .replace(":supersedes: ADR-0001", "")
    .replace("a table", "a log")
)


def test_a_project_that_is_at_hand(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    project(repository)
    text = (repository.root / "docs/decisions/0002-use-a-table.rst").read_text(encoding="utf-8")
    more = "We keep every row for ever, whatever it costs, and we never look at it again. " * 3
    repository.commit({
        "backends/mistral.py": "1\n", "CHANGELOG.md": "x\n", "backends/queue.py": "2\n",
        "docs/decisions/0002-use-a-table.rst": text.replace("Text.", more, 1),
        "docs/decisions/0003-use-a-log.rst": NEW,
    })  # fmt: skip
    monkeypatch.chdir(repository.root)
    ran = call("checklist", "--base", "main", "--format", "json")
    assert ran.status == 0, ran.err
    states = {item["id"]: item["state"] for item in ran.json["items"]}
    assert states == {
        "add-backend/user-guide": "open",
        "add-backend/changelog": "ticked",
        "add-backend/how-to+tutorial": "manual",
        "add-backend/adr": "ticked",
        "add-backend/announce": "manual",
    }
    (adr,) = (item for item in ran.json["items"] if item["id"] == "add-backend/adr")
    assert adr["evidence"] == [
        {"path": "docs/decisions/0002-use-a-table.rst", "remark": "ADR-0002 is accepted"},
        {"path": "docs/decisions/0003-use-a-log.rst", "remark": "ADR-0003 is accepted"},
    ]
    assert [item["id"] for item in ran.json["decisions"]] == ["ADR-0002", "ADR-0003", "ADR-0001"]
    assert ran.json["decisions"][2]["superseded_by"] == ["ADR-0002"]
    assert [(item["rule"], item["path"]) for item in ran.json["records"]] == [
        ("frozen-record-edited", "docs/decisions/0002-use-a-table.rst")
    ]


def test_a_new_record_whose_number_the_base_has_and_that_no_index_shows(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(repository)
    repository.git("checkout", "--quiet", "main")
    repository.commit({"docs/decisions/0003-use-a-log.rst": NEW})
    repository.git("checkout", "--quiet", "topic")
    index = FILES["index.rst"].replace(".. adr-index::", "Text.")
    repository.commit({"docs/index.rst": index, "docs/decisions/0003-use-a-file.rst": NEW})
    monkeypatch.chdir(repository.root)
    ran = call("checklist", "--base", "main", "--format", "json")
    assert [(item["rule"], item["path"]) for item in ran.json["records"]] == [
        ("number-taken", "docs/decisions/0003-use-a-file.rst"),
        ("record-unlisted", "docs/decisions/0003-use-a-file.rst"),
    ]


def test_a_project_and_a_list_of_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project(repository)
    monkeypatch.chdir(repository.root)
    (tmp_path / "files").write_text("A docs/decisions/0002-use-a-table.rst\nA backends/x.py\n")
    ran = call("checklist", "--files-from", tmp_path / "files", "--format", "json")
    assert ran.json["records"] == []
    assert [item["id"] for item in ran.json["decisions"]] == ["ADR-0002"]
    states = {item["id"]: item["state"] for item in ran.json["items"]}
    assert states["add-backend/adr"] == "ticked"


def test_the_json_is_as_its_schema_says(registry: Path, repository: Repository) -> None:
    schema = json.loads(
        files("sphinx_governance").joinpath("schema", "checklist-1.json").read_text("utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    Path("text").write_text("Governance-Exempt: changelog - x\nGovernance-Exempt: no\n")
    listed = "A src/a.py\nM docs/adr/0001-decision.md\ndocs/x.md"
    ran = asked(registry, listed, "--description", "text", "--scenario", "talk", "--format", "json")
    assert ran.json["waivers"]
    assert ran.json["records"]
    validator.validate(ran.json)


def test_why_names_the_records_and_the_pattern(registry: Path) -> None:
    ran = call("why", "src/old.py", "README.md", "--registry", registry)
    assert ran.status == 0
    assert ran.out.split("\n") == [
        "src/old.py",
        "  ADR-0001  Decision 1 (accepted)",
        "      governs src/old.py by src/**",
        "  ADR-0002  Decision 2 (superseded)",
        "      governs src/old.py by src/old.py",
        "",
        "README.md: no record governs it. Looked at 2 records with the field governs.",
        "",
    ]
    data = call("why", "src/old.py", "--registry", registry, "--format", "json").json
    assert data["schema"] == 1
    assert [item["id"] for item in data["paths"][0]["decisions"]] == ["ADR-0001", "ADR-0002"]


def test_why_of_a_project_from_a_folder_below(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(repository)
    monkeypatch.chdir(repository.root / "backends")
    data = call("why", "queue.py", "../backends", "--format", "json").json
    assert [item["path"] for item in data["paths"]] == ["backends/queue.py", "backends"]
    for item in data["paths"]:
        assert [found["id"] for found in item["decisions"]] == ["ADR-0002", "ADR-0001"]
    assert data["paths"][1]["decisions"][0]["count"] == 2
    outside = call("why", "../../x.py")
    assert outside.status == 2
    assert "lies outside" in outside.err


def test_bare_folders_have_records_and_no_guide(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\nstatus: accepted\ndate: 2025-01-01\ngoverns: src/**\n---\n# Use a queue\n"
    repository.commit({"docs/adr/0001-use-a-queue.md": text, "src/a.py": "1\n"})
    monkeypatch.chdir(repository.root)
    ran = call("checklist", "docs/adr", "--no-conf", "--base", "HEAD", "--format", "text")
    assert "the project declares no scenario" in ran.out
    data = call("why", "src/a.py", "--project", "docs/adr", "--format", "json").json
    assert data["paths"][0]["decisions"][0]["path"] == "docs/adr/0001-use-a-queue.md"


def test_neither_sphinx_nor_docutils_is_loaded_for_a_registry(registry: Path) -> None:
    write_files(Path(), {"files": "A src/a.py\n"})
    ran = run(
        "checklist",
        "--registry",
        registry,
        "--files-from",
        "files",
        env={"PYTHONPROFILEIMPORTTIME": "1"},
    )
    loaded = {line.rpartition("|")[2].strip() for line in ran.err.split("\n")}
    assert "sphinx_governance.model.checklist" in loaded
    assert not {
        name
        for name in loaded
        if name.split(".")[0] in {"sphinx", "docutils", "yaml", "urllib.request"}
    }


class _Answers(BaseHTTPRequestHandler):
    """A server with a registry, and with what goes wrong."""

    def do_GET(self) -> None:
        body = json.dumps(REGISTRY).encode()
        to = {"/file": "file:///etc/passwd", "/ftp": "ftp://127.0.0.1/x", "/moved": "/governance.json",
              "/loop": "/loop"}.get(self.path)  # fmt: skip
        if to:
            self.send_response(302)
            self.send_header("Location", to)
            self.end_headers()
        elif self.path == "/governance.json":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            for _ in range(64):
                self.wfile.write(b" " * 65_536)
        elif self.path == "/silent":
            threading.Event().wait(3)
        else:
            self.send_error(404 if self.path == "/none" else 503)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_registries_on_the_web(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registries, "_LARGEST", 1 << 20)
    monkeypatch.setattr(registries, "_PATIENCE", 0.5)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with served() as address:
        for good in ("/governance.json", "/moved"):
            ran = asked(address + good, "A src/a.py")
            assert ran.status == 0, ran.err
            assert "add/guide" in ran.out
        for bad, why in {
            "/file": "'file:///etc/passwd' is not allowed",
            "/ftp": "is no address of http or https",
            "/loop": "answers 302",
            "/none": "answers 404",
            "/broken": "answers 503",
            "/endless": "is larger than 50 MB",
            "/silent": "timed out",
        }.items():
            ran = asked(address + bad, "A src/a.py")
            assert ran.status == 2, bad
            assert why in ran.err, bad
            assert ran.out == ""
    ran = asked(f"{address}/governance.json", "A src/a.py")
    assert "cannot be read: " in ran.err


def test_a_redirect_never_leads_from_https_to_http() -> None:
    with pytest.raises(UsageProblem, match="is no address of https"):
        registries._check("http://example.org/governance.json", secure=True)
