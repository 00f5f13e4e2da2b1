"""What a GitHub workflow knows of its pull request: the event's file; all of it may be a stranger's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_governance.forge.http import ForgeError

_LARGEST = 5_000_000


class Event(NamedTuple):
    """The pull request of a workflow run."""

    number: int
    title: str
    description: str
    labels: tuple[str, ...]


def read_event(path: Path) -> Event:
    """Return the pull request that an event's file is about.

    :raises ForgeError: the file cannot be read, or is about no pull request.
    """
    hint = "run this in a workflow on pull_request"
    try:
        content = path.read_bytes()
        data = json.loads(content) if len(content) <= _LARGEST else None
    except (OSError, ValueError) as error:
        raise ForgeError(f"the event's file cannot be read: {error}", hint) from error
    request = data.get("pull_request") if isinstance(data, dict) else None
    number = request.get("number") if isinstance(request, dict) else None
    if not isinstance(request, dict) or not isinstance(number, int):
        raise ForgeError("the event is about no pull request", hint)
    labels = request.get("labels")
    return Event(
        number, _text(request, "title"), _text(request, "body"),
        tuple(_text(item, "name") for item in labels if isinstance(item, dict))
        if isinstance(labels, list) else (),
    )  # fmt: skip


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""
