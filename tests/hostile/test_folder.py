"""A bare folder full of what nobody should write: a located finding or a right record, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.cli.tools import call, run, write_files

GOOD = "# 1. Good\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n\n## Consequences\n\nC.\n"
ESC = "\x1b[31mred\x1b[0m"

HOSTILE: dict[str, bytes] = {
    "0002-html.md": b"---\nstatus: <script>alert(1)</script>\n---\n# <img src=x onerror=alert(1)> & 'q'\n",
    "0003-rtl.md": "# 3. \u202eevil\u202c \u2066title\u2069 \u200b\n\n## Status\n\nAccepted\n".encode(),
    "0004-control.md": f"# 4. Bell \x07 {ESC}\n\n## Status\n\nAccep\x00ted\n".encode().replace(
        b"\x00", b"\x01"
    ),
    "0005-long.md": b"# 5. " + b"x" * 100_000 + b"\n\n## Status\n\nAccepted\n",
    "0006-line.md": b"# 6. Line\n\n## Status\n\nAccepted\n\n" + b"word " * 200_000,
    "0007-bomb.md": b"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
    b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e]\n"
    b"tags: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nstatus: accepted\n---\n# Bomb\n",
    "0008-self.md": b"---\ntags: &t [*t, a]\nstatus: accepted\n---\n# Self\n",
    "0009-broken.md": b"---\nstatus: accepted\ndate: [2024\n---\n# Broken\n",
    "0010-quotes.md": b"# 10. Deep\n\n## Status\n\nAccepted\n\n" + b">" * 10_000 + b" x\n",
    "0011-brackets.md": b"# 11. Deep\n\n## Status\n\nAccepted\n\n" + b"[" * 10_000 + b"\n",
    "0012-empty.md": b"",
    "0013-binary.md": bytes(range(256)) * 20,
    "0014-latin.md": "# 14. Café\n\n## Status\n\nAccepted\n".encode("latin-1"),
    "0015-utf16.md": "# 15. Wide\n".encode("utf-16"),
    "0016-bom.md": b"\xef\xbb\xbf---\nstatus: accepted\n---\n# With a mark\n",
    "0017-crlf.md": b"---\r\nstatus: accepted\r\ndate: 2024-01-02\r\n---\r\n# CRLF\r\n",
    "0018-open.md": b"---\nstatus: accepted\n# never closed\n",
    "0019-rest.rst": b"Rest\n====\n\n.. raw:: html\n\n   <script>alert(1)</script>\n\n.. include:: /etc/passwd\n\n"
    b".. csv-table::\n   :file: /etc/passwd\n\n.. csv-table::\n   :url: https://example.org/x\n\n"
    b".. literalinclude:: /etc/passwd\n\nStatus\n------\n\nAccepted\n",
    "0020-nested.rst": b"Deep\n====\n\nStatus\n------\n\nAccepted\n\n"
    + b"".join(b" " * (2 * n) + b"* x\n\n" for n in range(200)),
    "0021-title.rst": b"x" * 50_000 + b"\n" + b"=" * 50_000 + b"\n\nStatus\n------\n\nAccepted\n",
    "0022-myst.md": b"# 22. M\n\n```{include} /etc/passwd\n```\n\n```{eval-rst}\n.. include:: /etc/passwd\n```\n\n## Status\n\nAccepted\n",
    "0023-options.rst": b"O\n=\n\n.. adr::\n   :status: accepted\n   :status: rejected\n   :nonsense: "
    + b"y" * 20_000
    + b"\n   :: x\n   :date\n",
    "0024-table.md": b"# 24. T\n\n"
    + b"|" * 5000
    + b"\n"
    + b"|-" * 2500
    + b"|\n\n## Status\n\nAccepted\n",
    "0025-new\nline.md": GOOD.encode(),
    "0026-'quote\".md": GOOD.encode(),
    "0027-\x1b[31m.md": GOOD.encode(),
    "0028-\U0001f600 smile.md": GOOD.encode(),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_files(tmp_path / "adr", {"0001-good.md": GOOD, **HOSTILE})


def test_no_record_is_lost_and_nothing_breaks(folder: Path) -> None:
    ran = call("list", folder, "--format", "json")
    assert ran.status == 0, ran.err
    assert ran.err == ""
    found = {record["path"]: record for record in ran.json["records"]}
    assert sorted(found) == sorted(["0001-good.md", *HOSTILE])
    assert found["0016-bom.md"]["status"] == "accepted"
    assert found["0017-crlf.md"]["date"] == "2024-01-02"
    assert found["0007-bomb.md"]["status"] == "accepted"
    assert found["0009-broken.md"]["status"] == "accepted"
    assert found["0019-rest.rst"]["status"] == "accepted"
    assert found["0023-options.rst"]["status"] == "accepted"
    assert "root:" not in ran.out
    assert call("list", folder, "--format", "json").out == ran.out


def test_what_cannot_be_read_is_a_finding_at_its_line(folder: Path) -> None:
    ran = call("check", folder, "--format", "json")
    assert ran.status == 1
    unreadable = {
        item["path"]: item["line"] for item in ran.json["findings"] if item["rule"] == "unreadable"
    }
    assert {"0009-broken.md", "0013-binary.md", "0014-latin.md", "0015-utf16.md"} <= set(unreadable)
    assert unreadable["0014-latin.md"] == 1
    assert all(item["line"] is None or item["line"] >= 1 for item in ran.json["findings"])
    assert "root:" not in ran.out


@pytest.mark.parametrize("command", ["list", "check"])
def test_text_output_holds_no_control_character(folder: Path, command: str) -> None:
    ran = call(command, folder)
    kinds = {
        character
        for character in ran.out + ran.err
        if unicodedata.category(character) in {"Cc", "Cf"}
    }
    assert kinds <= {"\n"}


def test_show_holds_no_control_character(folder: Path) -> None:
    for number in (2, 3, 4, 5, 27):
        ran = call("show", f"ADR-{number}", folder)
        assert ran.status == 0
        assert "\x1b" not in ran.out
        assert "\x07" not in ran.out


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path, folder: Path) -> None:
    outside = write_files(
        tmp_path / "outside",
        {"0099-secret.md": "# 99. SECRET\n", "in/0098-secret.md": "# SECRET\n"},
    )
    (folder / "0030-link.md").symlink_to(outside / "0099-secret.md")
    (folder / "deep").symlink_to(outside / "in")
    (folder / "loop").symlink_to(folder)
    (folder / "0031-dangling.md").symlink_to(folder / "nowhere.md")
    (folder / "0032-folder.md").mkdir()
    ran = call("check", folder, "--format", "json")
    assert "SECRET" not in ran.out
    told = {item["path"] for item in ran.json["findings"] if item["rule"] == "unreadable"}
    assert {"0030-link.md", "deep", "0031-dangling.md"} <= told


def test_two_thousand_records_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files = {
        f"{number:04}-r.md": GOOD.replace("1. Good", f"{number}. Good {number}")
        for number in range(1, 2001)
    }
    folder = write_files(tmp_path / "adr", files)
    ran = call("check", folder, "--format", "json")
    assert ran.json["examined"]["records"] == 2000
    assert ran.json["findings"] == []


SPY = """
import os, sys
allowed = [os.path.realpath(path) for path in sys.argv[1].split(os.pathsep)]
seen = []
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(args[0]))
        if not any(path == place or path.startswith(place + os.sep) for place in allowed):
            seen.append(path)
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.")):
        seen.append(event)
sys.addaudithook(hook)
from sphinx_governance.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
sys.stderr.write("SEEN " + repr(seen))
"""


def test_bare_mode_reads_nothing_outside_asks_no_url_and_runs_nothing(
    tmp_path: Path, folder: Path
) -> None:
    write_files(
        tmp_path,
        {"governance.toml": "[nonsense]\n", "docutils.conf": "[general]\nraw_enabled: yes\n"},
    )
    write_files(
        folder, {"conf.py": "raise SystemExit('conf.py was run')\n", "docutils.conf": "[general]\n"}
    )
    cache = tmp_path / "spy-cache"
    places = [
        folder, cache, sys.prefix, sys.base_prefix, Path(__file__).parents[2] / "sphinx_governance",
        "/usr/lib/python3", "/usr/share/zoneinfo", "/usr/lib/locale", "/dev/null",
    ]  # fmt: skip
    # An editable install puts a finder and the repository's metadata beside the interpreter's packages.
    done = subprocess.run(
        [sys.executable, "-c", SPY, os.pathsep.join(map(str, places)), "check", str(folder), "--no-conf"],
        capture_output=True, text=True, errors="replace", check=False, timeout=120,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip
    seen = done.stderr.rpartition("SEEN ")[2]
    assert seen == "[]"
    assert "28 records" in done.stdout


def test_a_conf_py_found_deeper_is_not_run(tmp_path: Path) -> None:
    folder = write_files(
        tmp_path / "repo",
        {
            "packages/a/docs/conf.py": "raise SystemExit('conf.py was run')\n",
            "adr/0001-good.md": GOOD,
        },
    )
    ran = run("check", folder, env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert ran.status == 0, ran.err
    assert "conf.py was run" not in ran.out + ran.err
    assert "no conf.py run" in ran.out
