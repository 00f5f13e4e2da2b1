"""Safe mendings of a record's header: a status, a date, the pointer to a successor."""

from __future__ import annotations

import re

from sphinx_governance.model.advice import label
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Edit, Fix
from sphinx_governance.model.record import Location, Record, Written
from sphinx_governance.model.text import relative_path

_SUPERSEDED, _BY = "superseded", "superseded-by"
_LINES = {
    "front-matter": "{label}: {value}\n",
    "header-block": "{label}: {value}\n",
    "field-list": ":{label}: {value}\n",
}
"""Form of header → how a line of it is written; in other forms a line is not added by itself."""

_SIGNS = r"(?::[a-z_]+:|[^\w\s\x00-\x7f]\ufe0f?)"
"""A sign before a status that stands for it: ✅, ``:white_check_mark:``."""


def replace_text(at: Location, old: str, new: str, title: str) -> Fix | None:
    """Return the fix that writes *new* in the place of *old*, None where the place is not known."""
    if not at.column or not old or "\n" in old or old == new:
        return None
    return Fix(title, (Edit(at, old, new),))


def supersede(corpus: Corpus, old: Record, new: Record, *, style: str = "") -> Fix | None:
    """Return the fix that makes an old record say that *new* superseded it.

    The status says so, and where records like it have a line for their
    successor, that line is added.

    :param style: how records are named here, as in the relation that is answered: ``12`` or ``ADR-12``.
    """
    entry = status_entry(old)
    if entry is None or _SUPERSEDED not in corpus.spec(old).lifecycle.by_name:
        return None
    word = _state_word(corpus, old, entry)
    named = "" if old.form == "directive" else label(corpus, old, _BY)
    in_status = old.form != "directive" and not named
    wanted = _like(word, _SUPERSEDED)
    edits = []
    if in_status:
        wanted = f"{wanted} by {link_to(old, new)}"
    if word and wanted != word:
        edits.append(Edit(entry.place(word), word, wanted))
    if named and not old.has(_BY):
        edits += _added_line(entry, named, str(new.number) if style.isdigit() else new.id)
    known = bool(word) and all(edit.at.column for edit in edits)
    complete = in_status or not named or old.has(_BY) or len(edits) > (wanted != word)
    return (
        Fix(f"say in {old.id} that {new.id} superseded it", tuple(edits))
        if (known and edits and complete)
        else None
    )


def set_status(corpus: Corpus, record: Record, state: str) -> Fix | None:
    """Return the fix that writes another state in the place of a record's."""
    entry = status_entry(record)
    word = _state_word(corpus, record, entry) if entry else ""
    if entry is None or not word:
        return None
    old = _with_what_belongs(entry.value, word, record.status_name)
    title = f"set the status of {record.id} to {state}"
    spaced = entry.form != "directive"
    return replace_text(entry.place(old), old, _like(word, state, spaced=spaced), title)


def _with_what_belongs(value: str, word: str, state: str | None) -> str:
    """Return the word of a state with what is true of that state alone: its sign, its successor."""
    after = r"(?: by\b[^\n]*)?" if state == _SUPERSEDED else ""
    match = re.search(rf"(?:{_SIGNS}\s*)*{re.escape(word)}{after}", value)
    return match.group() if match else word


def status_entry(record: Record) -> Written | None:
    """Return the entry that the record's status was read from."""
    if record.status is None:
        return None
    status = record.status
    return next(
        (
            entry
            for entry in record.all("status")
            if entry.value == status.text and entry.at == status.at
        ),
        None,
    )


def _state_word(corpus: Corpus, record: Record, entry: Written) -> str:
    """Return the word of a status that says its state, as written; "" where it is not to be found."""
    name = record.status_name
    if name is None:
        return entry.value
    words = corpus.spec(record).lifecycle.words
    says = {key.replace("-", " ") for key, state in words.items() if state == name} | {name}
    for text in sorted(says, key=len, reverse=True):
        pattern = rf"(?<![\w-]){re.escape(text)}(?![\w-])".replace(r"\ ", r"[ -]")
        if match := re.search(pattern, entry.value, re.IGNORECASE):
            return match.group()
    return ""


def _like(word: str, state: str, *, spaced: bool = False) -> str:
    """Return a state in the case of the word in whose place it comes: ``Last Call`` for ``Draft``."""
    if word.isupper() and len(word) > 1:
        return state.upper()
    if not word[:1].isupper():
        return state
    return state.replace("-", " ").title() if spaced else state.capitalize()


def link_to(old: Record, new: Record) -> str:
    """Return the new record as the old one names it: linked where it is Markdown."""
    if not old.path.endswith((".md", ".markdown")) or "#" in new.path or " " in new.path:
        return new.id
    plain = new.title and not re.search(r"[\[\]\\`*_<>]", new.title)
    shown = f"{new.number}. {new.title}" if old.profile == "nygard" and plain else new.id
    return f"[{shown}]({relative_path(new.path, old.path)})"


def _added_line(entry: Written, name: str, value: str) -> list[Edit]:
    form = _LINES.get(entry.form)
    if form is None or "\n" in entry.value:
        return []
    line = form.format(label=name, value=value)
    return [Edit(Location(entry.at.path, entry.at.line + 1, 1), "", line)]
