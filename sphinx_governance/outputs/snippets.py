"""Snippets for VS Code: records of every kind and the parts of a guide, in both markups.

Source: https://code.visualstudio.com/docs/editing/userdefinedsnippets
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from sphinx_governance.model.kind import RecordKind
from sphinx_governance.outputs.new_record import sections_of

_SCOPES = {"rst": "restructuredtext", "md": "markdown"}
_SHOWN = {"rst": "reST", "md": "MyST"}
_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"

Part = tuple[str, str, Sequence[tuple[str, str]], Sequence["Part"]]
"""A directive: its name, its argument, its options, and those inside it."""


def snippets(kinds: Iterable[RecordKind]) -> dict[str, dict[str, object]]:
    """Return the snippets by name."""
    found: dict[str, dict[str, object]] = {}
    for kind in kinds:
        for markup in _SCOPES:
            _put(found, kind.title, markup, kind.name, "A new record.", _record(kind, markup))
            index = f"{kind.name}-index"
            body = _directive((index, "", (), ()), markup)
            _put(found, f"List of {kind.plural}", markup, index, "All records of the kind.", body)
    for title, about, part in _guide():
        for markup in _SCOPES:
            _put(found, title, markup, part[0], about, _directive(part, markup))
    return found


def _put(
    found: dict[str, dict[str, object]],
    title: str,
    markup: str,
    prefix: str,
    about: str,
    body: Iterable[str],
) -> None:
    found[f"{title} ({_SHOWN[markup]})"] = {
        "scope": _SCOPES[markup],
        "prefix": prefix,
        "description": about,
        "body": list(body),
    }


def _record(kind: RecordKind, markup: str) -> Iterator[str]:
    """Yield a page of its own: title, block, sections."""
    numbers = count(2)
    if markup == "rst":
        yield from ("${1:Title}", "${1/./=/g}")
    else:
        yield "# ${1:Title}"
    yield ""
    options = [(name, _value(kind, name, numbers)) for name in _fields(kind)]
    yield from _directive((kind.name, "", options, ()), markup)
    state = _states(kind)[0] if kind.lifecycle.states else ""
    for section in sections_of(kind, state):
        name = _plain(section["name"])
        yield ""
        yield from (name, "-" * len(section["name"])) if markup == "rst" else (f"## {name}",)
        yield ""
        yield f"${{{next(numbers)}:{_plain(section['prompt'])}}}"


def _fields(kind: RecordKind) -> list[str]:
    """Return the fields that a new record must have, the status first."""
    first = next((state for state in kind.lifecycle.states if state.initial), None)
    names = [spec.name for spec in kind.fields if spec.required]
    names = ["status", *names, *(first.requires if first else ())]
    return list(dict.fromkeys(name for name in names if name not in {"number", "title"}))


def _value(kind: RecordKind, name: str, numbers: Iterator[int]) -> str:
    type_ = kind.by_field[name].type if name in kind.by_field else "text"
    if type_ == "status" and kind.lifecycle.states:
        return f"${{{next(numbers)}|{','.join(map(_choice, _states(kind)))}|}}"
    if type_ == "date":
        return _TODAY
    return f"${{{next(numbers)}:{'@handle' if type_ == 'people' else _plain(name)}}}"


def _states(kind: RecordKind) -> list[str]:
    """Return the names of the states, that of a new record first."""
    states = sorted(kind.lifecycle.states, key=lambda state: not state.initial)
    return [state.name for state in states]


def _directive(part: Part, markup: str, depth: int = 0) -> list[str]:
    """Return the lines of a directive and of those inside it."""
    name, argument, options, inner = part
    written = [f":{key}: {value}".rstrip() for key, value in options]
    nested = [_directive(each, markup, depth) for each in inner]
    if markup == "rst":
        body = [*written, *(line for each in nested for line in ("", *each))]
        head = f".. {name}:: {argument}".rstrip()
        return [head, *(f"   {line}" if line else "" for line in body)]
    lines = [*written, *(line for each in nested for line in ("", *each))]
    fence = "`" * (3 + _levels(part))
    return [f"{fence}{{{name}\\}} {argument}".rstrip(), *lines, fence]


def _levels(part: Part) -> int:
    return max((1 + _levels(each) for each in part[3]), default=0)


def _guide() -> list[tuple[str, str, Part]]:
    artifact: Part = (
        "artifact", "${1:changelog}",
        (("title", "${2:Changelog entry}"), ("paths", "${3:CHANGELOG.md}"),
         ("evidence", "${4|modified,added,record,manual|}")), (),
    )  # fmt: skip
    scenario: Part = (
        "scenario", "${1:fix-bug}",
        (("title", "${2:I'm fixing a bug}"), ("when-changed", "${3:src/**}"),
         ("required", "${4:changelog}")), (),
    )  # fmt: skip
    yes: Part = ("answer", "Yes", (("requires", "${4:changelog}"),), ())
    no: Part = ("answer", "No", (("end", ""),), ())
    question: Part = ("question", "${3:Does it change what users see?}", (), (yes, no))
    tree: Part = (
        "decision-tree", "${1:what-to-write}", (("title", "${2:What do I have to write?}"),),
        (question,),
    )  # fmt: skip
    return [
        ("Artifact", "What a contribution may owe.", artifact),
        ("Scenario", "A recurring contribution, and what it owes.", scenario),
        ("Decision tree", "Questions that lead to what is owed.", tree),
        ("Artifact table", "What a contribution may owe, as a table.", ("artifact-table", "", (), ())),
        ("Scenario table", "Scenarios by artifacts.", ("scenario-table", "", (), ())),
    ]  # fmt: skip


def _plain(text: str) -> str:
    """Return a text in which VS Code finds no placeholder."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def _choice(text: str) -> str:
    return _plain(text).replace(",", "\\,").replace("|", "\\|")
