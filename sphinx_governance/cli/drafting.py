"""The draft of a record: its number, its place, and its text in the form of the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.naming import Manner, Wanted
    from sphinx_governance.model.kind import RecordKind
    from sphinx_governance.model.record import Record

_FILLED = ("date", "created", "deciders", "authors")
"""Fields that a new record gets where most others have them: what they hold is known."""

_DECIDED = "accepted"
_DIRECTIVES = frozenset({"directive", "rfc"})
"""Templates whose header is a directive."""


class Draft(NamedTuple):
    """A record that is about to be written. *number* is 0 until it is known, None where it has none.

    *first* is the one that says that decisions are recorded: it is accepted, and has its text.
    """

    kind: RecordKind
    title: str
    today: str
    manner: Manner
    fellows: tuple[Record, ...]
    prefix: str
    number: int | None = 0
    first: bool = False

    @property
    def id(self) -> str:
        """Its identifier: ``ADR-0007``."""
        from pathlib import PurePosixPath

        from sphinx_governance.model.reference import identifier

        if self.number is not None:
            return identifier(self.prefix, self.kind.width, self.number)
        path = PurePosixPath(self.manner.path(None, self.title, self.today))
        return f"{self.prefix}-{path.parent.name if self.manner.main else path.stem}"


def draft_of(loaded: Loaded, name: str, title: str, today: str) -> Draft:
    """Return what is known of a record before it has a number.

    :raises UsageProblem: there is no such kind, or the title is empty.
    """
    from sphinx_governance.cli.naming import manner_of
    from sphinx_governance.model.text import listed, nearest, printable, slugify

    kinds = loaded.corpus.kinds
    kind = kinds.get(name)
    if kind is None:
        names = [each.name for each in kinds]
        near = nearest(name, names)
        hint = f"did you mean {near}?" if near else f"kinds: {listed(names, 'and')}"
        raise UsageProblem(f"there is no kind of record {name!r}", hint)
    title = printable(title)
    if not title:
        raise UsageProblem("a record needs a title", 'sphinx-governance new adr "Use a queue"')
    fellows = [record for record in loaded.corpus.records if record.kind == name]
    manner = manner_of(loaded, kind, fellows)
    prefixes = [record.prefix for record in fellows]
    prefix = max(prefixes, key=prefixes.count) if prefixes else kind.prefix
    has_number = kind.identity == "number" and not manner.dated
    if not has_number and not slugify(title):
        raise UsageProblem("no file name can be made of this title", "give it a Latin letter")
    return Draft(kind, title, today, manner, tuple(fellows), prefix, 0 if has_number else None)


def numbered(loaded: Loaded, draft: Draft, wanted: Wanted) -> Draft:
    """Return a draft with its number.

    :raises UsageProblem: the number that is asked for is taken, or there is no such ref.
    """
    from sphinx_governance.cli.naming import free_number

    if draft.number is None:
        return draft
    number = free_number(loaded, draft.kind, draft.prefix, draft.manner, wanted)
    return draft._replace(number=number)


class _Template(NamedTuple):
    name: str
    markup: str
    own: Path | None = None


def text_of(
    loaded: Loaded, draft: Draft, template: str | None, old: Record | None
) -> tuple[str, Path]:
    """Return the text of a new record, and where it goes.

    :raises UsageProblem: the template cannot be used.
    """
    from sphinx_governance.outputs.new_record import RecordTemplateError, render

    chosen = _template(loaded, draft, template)
    suffix = draft.manner.suffix
    if (suffix == ".rst") != (chosen.markup == "rst"):
        suffix = f".{chosen.markup}"
    manner = draft.manner._replace(suffix=suffix)
    path = manner.path(draft.number, draft.title, draft.today)
    try:
        text = render(
            chosen.name, chosen.markup, _values(loaded, draft, chosen, path, old), chosen.own
        )
    except RecordTemplateError as error:
        raise UsageProblem(str(error), "mend the template") from error
    return text, loaded.base / path


def _template(loaded: Loaded, draft: Draft, asked: str | None) -> _Template:
    """Return the template that is asked for, or the one that is like the other records."""
    from sphinx_governance.model.text import listed
    from sphinx_governance.outputs.new_record import TEMPLATES

    markup = "rst" if draft.manner.suffix == ".rst" else "md"
    settings = loaded.project.path
    own = draft.kind.template if "." in draft.kind.template else ""
    place = Path(asked or (settings.parent if settings else loaded.base) / own)
    if (asked or own) and place.is_file():
        plain = place.name.removesuffix(".j2").removesuffix(".jinja")
        return _Template("", "rst" if plain.endswith(".rst") else "md", place.resolve())
    if own and not asked:
        raise UsageProblem(f"there is no template {own!r}", "the kind's setting template names it")
    if asked and (asked == draft.kind.name or asked in TEMPLATES):
        name = asked if asked in TEMPLATES else "directive"
    elif asked:
        known = [name for name in TEMPLATES if name not in {"directive", "fields"}]
        raise UsageProblem(
            f"there is no template {asked!r}",
            f"name a file, or one of {listed([*known, draft.kind.name])}",
        )
    else:
        name = _customary(loaded, draft)
    if markup not in TEMPLATES[name]:
        markup = TEMPLATES[name][0]
    return _Template(name, markup)


def _customary(loaded: Loaded, draft: Draft) -> str:
    """Return the name of the template that is like the other records, or that fits where none are."""
    from sphinx_governance.outputs.new_record import TEMPLATES

    form = _form(draft)
    if not form:
        chosen = draft.kind.template
        bare = loaded.target.source is None
        if chosen == "rfc" and not _suits_rfc(draft.kind):
            chosen = "directive"
        return chosen if chosen in TEMPLATES and (bare or chosen != "nygard") else "directive"
    if form in {"directive", "status-section"}:
        return "directive" if form == "directive" else "nygard"
    of_adr = draft.kind.template in TEMPLATES and draft.kind.template not in _DIRECTIVES
    return "madr" if form == "front-matter" and of_adr else "fields"


def _suits_rfc(kind: RecordKind) -> bool:
    """Return whether the template of RFCs has every section that a kind may ask for."""
    from sphinx_governance.outputs.new_record import RFC_SECTIONS

    asked = (section for section in kind.sections if section.required or section.states)
    return all(any(section.matches(title) for title in RFC_SECTIONS) for section in asked)


def _form(draft: Draft) -> str:
    """Return the form that most of the other records have their status in, or their header."""
    forms = [
        next((item.form for item in record.all("status")), record.form) for record in draft.fellows
    ]
    known = [form for form in forms if form]
    return max(known, key=known.count) if known else ""


def _values(
    loaded: Loaded, draft: Draft, chosen: _Template, path: str, old: Record | None
) -> dict[str, Any]:
    """Return what a template may show."""
    from sphinx_governance.model.mendings import link_to
    from sphinx_governance.model.record import Location, Record
    from sphinx_governance.outputs.new_record import FIRST, PROMPTS, sections_of
    from sphinx_governance.vcs import user_name

    form = "directive" if chosen.name in _DIRECTIVES else _form(draft)
    likes = [record for record in draft.fellows if record.form == form] or [*draft.fellows]
    profile = likes[-1].profile if likes and form != "directive" else ""
    at = Location(path)
    record = Record(
        kind=draft.kind.name, profile=profile, id=draft.id, prefix=draft.prefix,
        number=draft.number, title=draft.title, status=None, at=at, header_at=at, form=form,
    )  # fmt: skip
    spec = loaded.corpus.spec(record)
    states = [state.name for state in spec.lifecycle.states if state.initial]
    state = states[0] if states else next(iter(spec.lifecycle.by_name), "draft")
    if draft.first and _DECIDED in spec.lifecycle.by_name:
        state = _DECIDED
    prompts = {**PROMPTS, **(FIRST if draft.first else {})}
    person = user_name(loaded.base)
    fields = _fields(loaded, draft, record, state, person, old)
    return {
        "title": draft.title, "id": draft.id, "kind": draft.kind.name, "date": draft.today,
        "number": draft.number, "number_plain": "" if draft.number is None else str(draft.number),
        "status": state, "person": person, "form": form, "fields": fields,
        "title_in_metadata": any(item.title_in_metadata for item in likes[-1:]),
        "sections": sections_of(spec, state, prompts), "prompts": prompts,
        "supersedes": old.id if old else "",
        "supersedes_link": link_to(_as_nygard(record), old) if old else "",
    }  # fmt: skip


def _as_nygard(record: Record) -> Record:
    from dataclasses import replace

    return replace(record, profile="nygard")


def _fields(
    loaded: Loaded, draft: Draft, record: Record, state: str, person: str, old: Record | None
) -> list[tuple[str, str]]:
    """Return label and value of the fields that a new record must have, as the others write them."""
    from sphinx_governance.model.advice import label
    from sphinx_governance.model.moves import reference

    spec = loaded.corpus.spec(record)
    now = spec.lifecycle.state(state)
    required = [item.name for item in spec.fields if item.required]
    likes = [item for item in draft.fellows if item.form == record.form]
    usual = [name for name in _FILLED if likes and sum(map(_having(name), likes)) * 2 > len(likes)]
    names = dict.fromkeys(["status", *usual, *required, *(now.requires if now else ())])
    if not any(item.title_in_metadata for item in draft.fellows[-1:]):
        names = dict.fromkeys(name for name in names if name not in {"title", "number"})
    order = [entry.name for item in likes[-1:] for entry in item.fields]
    names = dict.fromkeys(
        sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    )
    word = next((item.status.text for item in likes if item.status), "")
    values = {
        "number": str(draft.number),
        "title": draft.title,
        "status": state.capitalize() if word[:1].isupper() else state,
    }
    made = []
    for name in names:
        kind = spec.by_field[name].type if name in spec.by_field else "text"
        by_type = {"date": draft.today, "people": person or f"<{name}>"}
        made.append(
            (_label(loaded, record, name), values.get(name) or by_type.get(kind, f"<{name}>"))
        )
    if old is not None:
        relation = label(loaded.corpus, record, "supersedes") or "supersedes"
        made.append((relation, reference(loaded.corpus, record, old)))
    return made


def _having(name: str) -> Callable[[Record], bool]:
    return lambda record: record.has(name)


def _label(loaded: Loaded, record: Record, name: str) -> str:
    """Return the label of a field; the number's is the kind's prefix where records say so."""
    from sphinx_governance.model.advice import label

    found = label(loaded.corpus, record, name) or name
    plain = record.form in {"directive", "front-matter"}
    return found if plain or found[:1].isupper() else found.capitalize()
