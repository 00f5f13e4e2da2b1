"""What strangers wrote, as reports may show it: one line, no control signs, nothing that cannot be encoded."""

from __future__ import annotations

import re

from sphinx_governance.model.finding import Finding
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import printable, shorten
from sphinx_governance.report.summary import Outcome

LONGEST = 2_000
"""Characters of one message; what is longer is cut, since services refuse or cut it elsewhere."""

_NOT_TEXT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u061c\u2060-\u2064\u206a-\u206f\U000e0000-\U000e007f]")


def shown(text: str, longest: int = LONGEST) -> str:
    """Return text on one line, without what hides, moves or breaks other text."""
    return shorten(printable(_NOT_TEXT.sub("\ufffd", _INVISIBLE.sub("", text))), longest)


def encodable(text: str) -> str:
    """Return text as UTF-8 can hold it: lone surrogates, as names of files have them, are replaced."""
    return _SURROGATE.sub("\ufffd", text)


def told(finding: Finding) -> str:
    """Return a finding's message and what to do about it, in one line."""
    return " — ".join(part for part in (shown(finding.message), shown(finding.hint)) if part)


def where(at: Location, outcome: Outcome) -> str:
    """Return a place as ``path:line:column``, as far as it is known."""
    numbers = (at.line, at.column if at.line else 0)
    return ":".join([shown(outcome.place(at.path)), *(str(number) for number in numbers if number)])
