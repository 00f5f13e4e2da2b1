"""What is kept between runs: JSON files in the user's cache folder, one for each folder and purpose."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any


def cache_folder() -> Path:
    """Return the folder for what we keep between runs, as the XDG base directory specification has it."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    return (
        Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    ) / "sphinx-governance"


class KeptFile:
    """One of those files. What goes wrong with it is not worth an error: it is made anew."""

    def __init__(self, root: Path, purpose: str, version: str) -> None:
        name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:20]
        self._path = cache_folder() / f"{purpose}-{name}.json"
        self._purpose, self._version = purpose, version

    def load(self) -> dict[str, Any]:
        """Return what was saved last, nothing where that was another version or cannot be read."""
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(content, dict) or content.get("version") != self._version:
            return {}
        kept = content.get(self._purpose)
        return kept if isinstance(kept, dict) else {}

    def save(self, kept: Mapping[str, Any]) -> None:
        """Replace what is kept."""
        content = json.dumps(
            {"version": self._version, self._purpose: kept},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        with suppress(OSError, UnicodeEncodeError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._purpose}-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
            Path(name).replace(self._path)
