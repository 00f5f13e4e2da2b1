"""A role's content: ``text <target>``, or one for both."""

from __future__ import annotations

from sphinx_governance.model.text import squeeze


def split_role(content: str) -> tuple[str, str]:
    """Return the text and the target of a role's content.

    >>> split_role("the queue <ADR-5>")
    ('the queue', 'ADR-5')
    """
    if content.endswith(">") and "<" in content:
        text, _, target = content[:-1].rpartition("<")
        return squeeze(text), target.strip()
    target = content.lstrip("!~").strip()
    return target, target
