"""What the tests of fragments share: a repository with a README, and what ``sync`` makes of it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.tools import call, write_files

RECORDS = {
    "docs/adr/0001-use-a-queue.md": "# 1. Use a | queue @team\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n",
    "docs/adr/0002-drop-it.md": "# 2. Drop &lt;b>it\n\nDate: 2024-03-04\n\n## Status\n\nProposed\n",
}


def region(begin: str, content: str = "") -> str:
    """Return a fragment as a file holds it; *begin* is what its first marker says."""
    name = begin.split(maxsplit=1)[0]
    return f"<!-- governance:begin {begin} -->\n{content}<!-- governance:end {name} -->\n"


def body(text: str, name: str) -> str:
    """Return what stands in a fragment under its note."""
    inside = text.split(f"<!-- governance:begin {name}", 1)[1].split("-->\n", 1)[1]
    content = inside.split(f"<!-- governance:end {name} -->", 1)[0]
    note, _, made = content.partition("\n")
    assert note.startswith("<!-- Generated from ")
    return made.strip("\n")


def synced(
    root: Path, begin: str, files: dict[str, str] | None = None, around: str = "# Home\n\n{}"
) -> str:
    """Return what ``sync`` puts into a README with one fragment; a second run changes nothing."""
    write_files(root, {**(files or {}), "README.md": around.format(region(begin)).encode()})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (0, "Wrote README.md\n"), ran.err
    text = (root / "README.md").read_bytes()
    assert call("sync", root).out == "Every fragment is up to date.\n"
    assert call("sync", root, "--check").status == 0
    assert (root / "README.md").read_bytes() == text
    return body(text.decode(), begin.split(maxsplit=1)[0])


def refused(root: Path, readme: str | bytes) -> list[str]:
    """Return what ``sync`` says of a README that it does not touch."""
    content = readme.encode() if isinstance(readme, str) else readme
    write_files(root, {"README.md": content})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert (root / "README.md").read_bytes() == content
    return ran.err.splitlines()
