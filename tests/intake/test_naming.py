"""What names of files and folders say, and which of them are records."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.intake.naming import FileName, identify, read_name


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("0007-use-x", FileName(digits="0007", slug="use-x")),
        ("7-use-x", FileName(digits="7", slug="use-x")),
        ("0000-use-x", FileName(digits="0000", slug="use-x")),
        ("0007", FileName(digits="0007")),
        ("0007_use_x", FileName(digits="0007", slug="use-x")),
        ("0007 Use X", FileName(digits="0007", slug="use-x")),
        ("0007.use-x", FileName(digits="0007", slug="use-x")),
        ("040a-use-x", FileName(digits="040", letter="a", slug="use-x")),
        ("adr-001-use-x", FileName(word="adr", digits="001", slug="use-x")),
        ("ADR0001", FileName(word="ADR", digits="0001")),
        ("oep-0050-hooks", FileName(word="oep", digits="0050", slug="hooks")),
        ("slep001", FileName(word="slep", digits="001")),
        ("pep-0008", FileName(word="pep", digits="0008")),
        ("20200924-use-x", FileName(date="20200924", slug="use-x")),
        ("2024-01-05-use-x", FileName(date="20240105", slug="use-x")),
        ("2024-02-18_003-x", FileName(digits="003", date="20240218", slug="x")),
        ("20200924", FileName(date="20200924")),
        ("20201399-x", FileName(digits="20201399", slug="x")),
        ("NNNN-use-x", FileName(placeholder="NNNN", slug="use-x")),
        ("adr-XXXX-use-x", FileName(word="adr", placeholder="XXXX", slug="use-x")),
        ("0007-über-größe", FileName(digits="0007", slug="uber-groe")),
        ("0007-日本", FileName(digits="0007")),
        ("0000-template", None),
        ("adr-template", None),
        ("template", None),
        ("TEMPLATE-0001", None),
        ("index", None),
        ("use-x", None),
        ("use-x-7", None),
        ("a-b-7-x", None),
        ("1.2-release", None),
        ("", None),
    ],
)
def test_name(stem: str, name: FileName | None) -> None:
    assert read_name(stem) == name


def found(
    paths: str, top: str | None = None, settings: Mapping[str, object] | None = None
) -> dict[str, str]:
    """Return path → what identifies its record."""
    kinds = load_project(settings or {}).kinds
    return {
        path: f"{identity.kind} {name.word}{name.digits or name.date or name.placeholder}"
        for path, identity in identify(paths.split(), kinds, top=top).items()
        for name in [identity.name]
    }


def test_folders_that_hold_records_by_name() -> None:
    paths = (
        "docs/adr/0001-a.md docs/ADRs/0002-b.md docs/decisions/0003-c.rst"
        " docs/decision-records/4-d.md doc/architecture/decisions/0005-e.md"
        " docs/architecture_decisions/0006-f.md docs/rfcs/0007-g.md docs/proposals/0008-h.md"
        " docs/notes/0009-i.md 0010-j.md"
    )
    assert found(paths) == {
        "docs/adr/0001-a.md": "adr 0001",
        "docs/ADRs/0002-b.md": "adr 0002",
        "docs/decisions/0003-c.rst": "adr 0003",
        "docs/decision-records/4-d.md": "adr 4",
        "doc/architecture/decisions/0005-e.md": "adr 0005",
        "docs/architecture_decisions/0006-f.md": "adr 0006",
        "docs/rfcs/0007-g.md": "rfc 0007",
        "docs/proposals/0008-h.md": "rfc 0008",
    }


def test_the_folder_of_the_command_line_counts_but_not_what_is_below_it() -> None:
    paths = "0001-a.md sub/0002-b.md sub/decisions/0003-c.md 0004-d/README.md"
    assert found(paths, top="rfc") == {
        "0001-a.md": "rfc 0001",
        "0004-d/README.md": "rfc 0004",
        "sub/decisions/0003-c.md": "adr 0003",
    }


@pytest.mark.parametrize(
    "path",
    ["index.md", "README.md", "readme.rst", "CHANGELOG.md", "0000-template.md", "template.md",
     "adr-template.md", "0001-template/README.md", "notes.md", "step-1-install.md", "oep-0050-hooks.rst",
     ".hidden/0001-a.md", "_templates/0001-a.md"],
)  # fmt: skip
def test_no_record(path: str) -> None:
    assert found(f"decisions/{path}") == {}
    assert found(path, top="adr") == {}


def test_a_word_is_a_prefix_where_two_files_share_it() -> None:
    assert found("oep-0050-hooks.rst oep-0051-x.rst step-1-install.md", top="adr") == {
        "oep-0050-hooks.rst": "adr oep0050",
        "oep-0051-x.rst": "adr oep0051",
    }
    assert found("a/adr/oep-0050-hooks.rst b/adr/oep-0051-x.rst") == {}


def test_the_own_word_of_a_kind_needs_no_second_file() -> None:
    paths = "decisions/adr-001-x.md decisions/rfc-002-y.md"
    assert found(paths) == {
        "decisions/adr-001-x.md": "adr adr001",
        "decisions/rfc-002-y.md": "rfc rfc002",
    }


def test_dates() -> None:
    paths = "20200924-use-x.md 2024-01-05-use-x/README.md 2024-02-18_003-x.md"
    assert found(paths, top="adr") == {
        "20200924-use-x.md": "adr 20200924",
        "2024-01-05-use-x/README.md": "adr 20240105",
        "2024-02-18_003-x.md": "adr 003",
    }


def test_a_folder_for_each_record_has_one_main_document() -> None:
    paths = (
        "slep001/proposal.rst slep001/0002-attachment.rst slep002/proposal.rst"
        " 0007-use-x/README.md 0007-use-x/notes.md 0008-use-y/index.rst 0008-use-y/README.md"
        " 0009-use-z/0009-use-z.md 0010-empty/notes.md"
    )
    assert found(paths, top="adr") == {
        "0007-use-x/README.md": "adr 0007",
        "0008-use-y/index.rst": "adr 0008",
        "0009-use-z/0009-use-z.md": "adr 0009",
        "slep001/proposal.rst": "adr slep001",
        "slep002/proposal.rst": "adr slep002",
    }


def test_placeholders_are_found_so_that_they_can_be_reported() -> None:
    assert found("decisions/NNNN-use-x.md") == {"decisions/NNNN-use-x.md": "adr NNNN"}


def test_sources_of_the_settings() -> None:
    settings = {"kinds": {"eip": {"preset": "eip", "sources": ["EIPS/eip-*.md"]},
                          "note": {"sources": ["notes/**"], "identity": "slug"}}}  # fmt: skip
    paths = "EIPS/eip-1.md EIPS/eip-template.md EIPS/other.md notes/on-x.md notes/index.md"
    assert found(paths, settings=settings) == {
        "EIPS/eip-1.md": "eip eip1",
        "notes/on-x.md": "note ",
    }
