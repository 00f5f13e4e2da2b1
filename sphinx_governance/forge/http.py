"""Calls of a JSON API that hold up: what passes is tried again, what does not says what to do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_TRIES = 4
_PATIENCE = 90.0
"""Seconds that all waiting of one call may take."""
_LIMIT = 20_000_000
_TIMEOUT = 30


class ForgeError(Exception):
    """A call that failed for good: *status* is HTTP's, 0 where nobody answered; *hint* says what to do."""

    def __init__(self, message: str, hint: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.hint, self.status = hint, status


class Answer(NamedTuple):
    """A call's answer: its data and its headers, in lower case."""

    data: Any
    headers: Mapping[str, str]


class _NoRedirect(HTTPRedirectHandler):
    """A token is for the host that was named, not for where it sends us."""

    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        del arguments, named


@dataclass(frozen=True)
class Api:
    """An API at *url*. *sleep* waits that many seconds; tests do not."""

    url: str
    token: str = ""
    sleep: Callable[[float], None] = field(default=time.sleep)

    def call(self, method: str, path: str, body: object = None) -> Answer:
        """Return the answer to one call.

        :param path: with its query, below the API's URL.
        :raises ForgeError: it failed for good.
        """
        if urlsplit(self.url).scheme not in {"https", "http"}:
            raise ForgeError(f"{self.url!r} is no web address", "--api-url https://api.github.com")
        waited = 0.0
        for attempt in range(1, _TRIES + 1):
            try:
                return self._send(method, path, body)
            except HTTPError as error:
                with error:
                    wait = _wait(error, attempt)
                    if wait is None or attempt == _TRIES or waited + wait > _PATIENCE:
                        raise _failed(error, method, path) from error
            except (URLError, TimeoutError, ConnectionError) as error:
                wait = float(2**attempt)
                if attempt == _TRIES:
                    why = getattr(error, "reason", error)
                    raise ForgeError(
                        f"{self.url} does not answer: {why}", "try again later"
                    ) from error
            waited += wait
            self.sleep(wait)
        raise AssertionError("unreachable")

    def _send(self, method: str, path: str, body: object) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url.rstrip('/')}{path}", data, method=method)  # noqa: S310 - its scheme was checked
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        request.add_header("User-Agent", "sphinx-governance")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with build_opener(_NoRedirect).open(request, timeout=_TIMEOUT) as reply:
            content = reply.read(_LIMIT)
            headers = {name.lower(): value for name, value in reply.headers.items()}
        try:
            return Answer(json.loads(content) if content else None, headers)
        except ValueError as error:
            raise ForgeError(f"{self.url}{path} answers with something else than JSON") from error


def _wait(error: HTTPError, attempt: int) -> float | None:
    """Return how long to wait before another try, None where it would be in vain."""
    if _is_limited(error):
        after = error.headers.get("Retry-After", "")
        if after.isdigit():
            return float(after)
        reset = error.headers.get("X-RateLimit-Reset", "")
        return max(float(reset) - time.time(), 1.0) if reset.isdigit() else 5.0 * attempt
    return float(2**attempt) if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR else None


def _is_limited(error: HTTPError) -> bool:
    """Return whether a call was one too many; GitHub says so with 403 as well."""
    said = error.headers.get("Retry-After") or error.headers.get("X-RateLimit-Remaining") == "0"
    return error.code == HTTPStatus.TOO_MANY_REQUESTS or (
        error.code == HTTPStatus.FORBIDDEN and bool(said)
    )


def _failed(error: HTTPError, method: str, path: str) -> ForgeError:
    place, code = path.partition("?")[0], error.code
    hints = {
        HTTPStatus.UNAUTHORIZED: "the token is missing or wrong: GITHUB_TOKEN",
        HTTPStatus.FORBIDDEN: "the token may not do this; a pull request from a fork has one that only reads",
        HTTPStatus.NOT_FOUND: "check the repository and the number, and that the token may see them",
    }
    hint = hints.get(HTTPStatus(code)) if code in set(HTTPStatus) else None
    hint = "too many calls; try again later" if _is_limited(error) else hint
    default = "try again later" if code >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    return ForgeError(f"{method} {place} failed with {code}", hint or default, code)
