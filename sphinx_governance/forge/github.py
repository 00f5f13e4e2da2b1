"""A pull request on GitHub: its files, and the one comment that is kept up to date.

Source: https://docs.github.com/en/rest, API version 2022-11-28.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple

from sphinx_governance.forge.http import Api, ForgeError

MARK = "<!-- governance:checklist -->"
"""The first line of our comment; it is found by it."""

_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_PAGE = 100
_MOST_FILES = 3_000
"""GitHub lists no more files of a pull request."""
_ROUNDS = 3


class ChangedFile(NamedTuple):
    """A file of a pull request: *status* is A, M, D or R, *old* its name before."""

    status: str
    path: str
    old: str = ""


_STATUS = {"added": "A", "removed": "D", "renamed": "R", "copied": "A"}


class Comment(NamedTuple):
    """A comment as it stands now."""

    number: int
    body: str
    url: str


@dataclass(frozen=True)
class PullRequest:
    """One pull request. *author* is the login whose comment may be ours; "" takes any bot's."""

    api: Api
    repository: str
    number: int
    author: str = ""

    def __post_init__(self) -> None:
        if not _REPOSITORY.fullmatch(self.repository) or self.number < 1:
            raise ForgeError(
                f"{self.repository!r} #{self.number} is no pull request",
                "owner/name and its number",
            )

    def files(self) -> tuple[list[ChangedFile], bool]:
        """Return the changed files, and whether these are all of them.

        :raises ForgeError: GitHub does not say.
        """
        found = [
            ChangedFile(
                _STATUS.get(str(item.get("status")), "M"),
                str(item["filename"]),
                str(item.get("previous_filename") or ""),
            )
            for item in self._pages(f"{self._base}/pulls/{self.number}/files")
        ]
        return found, len(found) < _MOST_FILES

    def comment(self) -> Comment | None:
        """Return our comment, None where there is none yet.

        :raises ForgeError: GitHub does not say.
        """
        for item in self._pages(f"{self._base}/issues/{self.number}/comments"):
            body, user = str(item.get("body") or ""), item.get("user") or {}
            ours = user.get("login") == self.author if self.author else user.get("type") == "Bot"
            if ours and body.startswith(MARK):
                return Comment(int(item["id"]), body, str(item.get("html_url", "")))
        return None

    def keep_comment(self, render: Callable[[str], str]) -> str:
        """Write our comment anew, or for the first time, and return its address.

        What a person ticks while we write is not lost: the comment is read again before it is
        replaced, and rendered again where it has changed.

        :param render: from the comment as it stands ("" for none) to what it should be.
        :raises ForgeError: GitHub does not take it.
        """
        for _ in range(_ROUNDS):
            standing = self.comment()
            before = standing.body if standing else ""
            text = render(before)
            wanted = text if text.startswith(MARK) else f"{MARK}\n{text}"
            if standing is None:
                return self._create(wanted)
            if standing.body == wanted:
                return standing.url
            now = self._read(standing.number)
            if now is not None and now.body != before:
                continue
            if now is not None and self._replace(standing.number, wanted):
                return standing.url
        raise ForgeError("the comment is being edited again and again", "run this once more")

    @property
    def _base(self) -> str:
        return f"/repos/{self.repository}"

    def _create(self, body: str) -> str:
        answer = self.api.call(
            "POST", f"{self._base}/issues/{self.number}/comments", {"body": body}
        )
        return str(answer.data.get("html_url", ""))

    def _read(self, number: int) -> Comment | None:
        try:
            item = self.api.call("GET", f"{self._base}/issues/comments/{number}").data
        except ForgeError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None  # deleted meanwhile
            raise
        return Comment(number, str(item.get("body") or ""), str(item.get("html_url", "")))

    def _replace(self, number: int, body: str) -> bool:
        """Replace a comment; return False where it is gone."""
        try:
            self.api.call("PATCH", f"{self._base}/issues/comments/{number}", {"body": body})
        except ForgeError as error:
            if error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:
                return False
            raise
        return True

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        page = 1
        while True:
            data = self.api.call("GET", f"{path}?per_page={_PAGE}&page={page}").data
            if not isinstance(data, list):
                raise ForgeError(f"{path} answers with something else than a list")
            yield from (item for item in data if isinstance(item, dict))
            if len(data) < _PAGE or page * _PAGE >= _MOST_FILES:
                return
            page += 1
