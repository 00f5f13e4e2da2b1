"""The text of a new record, from a template: ours after the published formats, or a project's own.

The formats: https://www.cognitect.com/blog/2011/11/15/documenting-architecture-decisions (Nygard),
https://adr.github.io/madr/, and "Y-statements" (Zdun, Zimmermann and others).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from sphinx_governance.model.kind import RecordKind

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "nygard": ("md", "rst"),
    "madr": ("md",),
    "madr-minimal": ("md",),
    "madr-bare": ("md",),
    "y-statement": ("md",),
    "rfc": ("rst", "md"),
    "directive": ("rst", "md"),
    "fields": ("md", "rst"),
}
"""Name of a template → the markups that it is there for."""

RFC_SECTIONS = (
    "Summary", "Motivation", "Design", "Drawbacks", "Alternatives", "Rollout", "Unresolved questions",
)  # fmt: skip
"""The sections of the template *rfc*."""

PROMPTS: Mapping[str, str] = {
    "context": "What is at play here, and what forces us to decide? Facts, not opinions.",
    "decision": "We will …",
    "consequences": "What becomes easier, what becomes harder, and what follows next?",
    "summary": "The change in one paragraph, for somebody who reads nothing else.",
    "abstract": "The change in one paragraph, for somebody who reads nothing else.",
    "motivation": "Which problem is solved, for whom, and what happens if nothing changes?",
    "design": "How it works, in enough detail that somebody else could build it.",
    "specification": "How it works, in enough detail that somebody else could build it.",
    "alternatives": "What else was looked at, and why was it not chosen?",
    "rationale": "Why it is done this way, and not another.",
}
"""Name of a section → what its author is asked for."""

FIRST: Mapping[str, str] = {
    "context": "Decisions shape this project.\n"
    "Their reasons are forgotten unless somebody writes them down.",
    "decision": "We will write down every decision that is costly to reverse,\n"
    "in a record of its own, beside the code.",
    "consequences": "Whoever asks why something is as it is finds the answer here.\n"
    "A decision that changes gets a new record, and the old one says which that is.",
}
"""The sections of a project's first record."""
_PLAIN = re.compile(r"[A-Za-z0-9][\w .()<>/+-]*\Z")
_WORDS = frozenset({"true", "false", "yes", "no", "null", "on", "off"})


class RecordTemplateError(Exception):
    """A template that cannot be rendered."""


def sections_of(
    kind: RecordKind, state: str, prompts: Mapping[str, str] = PROMPTS
) -> list[dict[str, str]]:
    """Return the sections that a record in *state* must have, all of the kind's where none is required."""
    required = [section for section in kind.sections if section.required_in(state)]
    return [
        {
            "name": section.name.replace("-", " ").capitalize(),
            "prompt": prompts.get(section.name, "…"),
        }
        for section in required or kind.sections
    ]


def render(name: str, markup: str, values: Mapping[str, Any], own: Path | None = None) -> str:
    """Return the text of a record.

    :param own: a template of the project's, instead of that of *name*.
    :raises RecordTemplateError: it cannot be rendered.
    """
    ours = PackageLoader("sphinx_governance", "templates/records")
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(own.parent), ours]) if own else ours,
        # What is made is no HTML.
        autoescape=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters |= {"columns": columns, "yaml": yaml_value}
    file = own.name if own else f"{name}.{markup}"
    try:
        text = environment.get_template(file).render(rst=markup == "rst", **values)
    except (TemplateError, UnicodeDecodeError) as error:
        line = f", line {error.lineno}" if getattr(error, "lineno", None) else ""  # type: ignore[union-attr]
        raise RecordTemplateError(f"{file}{line}: {error}") from error
    return text.strip("\n") + "\n"


def columns(text: str) -> int:
    """Return how many columns a text takes, as reStructuredText counts them under a title."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def yaml_value(text: str) -> str:
    """Return a text as a value of front matter: quoted where YAML would read something else."""
    if _PLAIN.match(text) and text == text.strip() and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
