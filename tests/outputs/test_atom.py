"""The feed: valid against RFC 4287, read back by a reader, the same for the same records."""

from __future__ import annotations

from datetime import datetime

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.outputs.atom import MOST, decisions_as_atom

from .atom_rules import problems

BASE = "https://docs.example.org/en/latest"


def record(title: str, status: str, date: str, **more: str) -> str:
    lines = "".join(f"   :{name.replace('_', '-')}: {value}\n" for name, value in more.items())
    return f"{title}\n{'=' * max(len(title) * 2, 4)}\n\n.. adr::\n   :status: {status}\n   :date: {date}\n{lines}"


def feed_of(corpus: Corpus, *, url: str = "") -> str:
    pages = {document.page: f"{url}/{document.path}.html" for document in corpus.documents}
    text = decisions_as_atom(corpus, pages if url else {}, url)
    assert problems(text) == []
    return text


TEXTS = {
    "adr/0001-a.rst": record("Use a <b>queue</b> & mail", "accepted", "2025-03-04", deciders="Ann <a@b.org>, @jo"),
    "adr/0002-b.rst": record("Use two", "proposed", "2025-03-05"),
    "adr/0003-c.rst": record("Month only", "accepted", "2025-04"),
    "adr/0004-d.rst": record("Of no day", "accepted", "some day"),
    "adr/0005-e.rst": record("Moved on", "accepted", "2024-01-01", updated="2026-01-02", summary="Why *so*."),
}  # fmt: skip


@pytest.mark.parametrize("url", ["", BASE])
def test_a_reader_reads_it_back(url: str) -> None:
    found = feedparser.parse(feed_of(corpus_of_texts(TEXTS), url=url))
    assert not found.bozo
    assert found.version == "atom10"
    titles = [entry.title for entry in found.entries]
    assert titles == [
        "ADR-0005 accepted: Moved on",
        "ADR-0003 accepted: Month only",
        "ADR-0002 proposed: Use two",
        "ADR-0001 accepted: Use a <b>queue</b> & mail",
    ]
    last = found.entries[-1]
    assert last.updated == "2025-03-04T00:00:00Z"
    assert [person.name for person in last.authors] == ["Ann", "@jo"]
    assert [tag.term for tag in last.tags] == ["adr", "accepted"]
    assert "a@b.org" not in str(found)
    assert found.feed.updated == "2026-01-02T00:00:00Z"
    assert "Why *so*." in found.entries[0].content[0].value
    assert found.entries[0].content[0].type == "text/plain"
    assert [link.href.rpartition("#")[2] for link in last.get("links", [])] == ["adr-0001"] * bool(
        url
    )


def test_a_move_is_a_new_entry_and_an_edit_is_not() -> None:
    ids = feed_ids(TEXTS)
    edited = feed_ids(
        {**TEXTS, "adr/0002-b.rst": record("Use two of them", "proposed", "2025-03-05")}
    )
    moved = feed_ids({**TEXTS, "adr/0002-b.rst": record("Use two", "accepted", "2025-03-09")})
    assert edited == ids
    assert len(moved ^ ids) == 2


def feed_ids(texts: dict[str, str]) -> set[str]:
    found = feedparser.parse(feed_of(corpus_of_texts(texts)))
    return {entry.id for entry in found.entries}


def test_no_record_is_a_feed_too() -> None:
    text = feed_of(corpus_of_texts({}))
    assert feedparser.parse(text).entries == []
    assert "1970-01-01T00:00:00Z" in text


def test_a_number_claimed_twice_is_told_twice() -> None:
    texts = {f"adr/0001-{name}.rst": record(name, "accepted", "2025-01-01") for name in "ab"}
    assert len(feed_ids(texts)) == 2


def test_the_newest_are_told() -> None:
    texts = {
        f"adr/{number:04}-x.rst": record(
            "X", "accepted", f"20{number // 12:02}-{number % 12 + 1:02}-01"
        )
        for number in range(1, MOST + 9)
    }
    entries = feedparser.parse(feed_of(corpus_of_texts(texts))).entries
    assert len(entries) == MOST
    days = [datetime.fromisoformat(entry.updated) for entry in entries]
    assert days == sorted(days, reverse=True)
    assert entries[0].title.startswith(f"ADR-{MOST + 8:04}")


ANY = st.text(max_size=30)


@settings(max_examples=40)
@given(
    title=ANY,
    status=ANY,
    person=ANY,
    project=ANY,
    url=st.sampled_from(["", BASE, 'https://x/ä"<>']),
)
def test_whatever_is_written_the_feed_is_valid(
    title: str, status: str, person: str, project: str, url: str
) -> None:
    front = {"status": status, "deciders": person, "date": "2025-01-01"}
    texts = {
        "adr/0001-a.md": f"# {title}\n\n"
        + "".join(f"* {name}: {value}\n" for name, value in front.items())
    }
    corpus = corpus_of_texts(texts)
    object.__setattr__(corpus, "project", project)
    text = feed_of(corpus, url=url)
    text.encode("utf-8")
    assert not feedparser.parse(text).bozo


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>urn:uuid", "<id>uuid "),
        ("T00:00:00Z", " 00:00"),
        ('term="accepted"', 'word="accepted"'),
        ("<name>Ann</name>", ""),
        ("    <updated>2025-03-05T00:00:00Z</updated>\n", ""),
        ("</content>", "</content><content>x</content>"),
    ],
)
def test_the_checks_see_what_is_wrong(old: str, new: str) -> None:
    text = feed_of(corpus_of_texts(TEXTS))
    assert old in text
    assert problems(text.replace(old, new))
