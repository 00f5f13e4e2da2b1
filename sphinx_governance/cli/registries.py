"""Where a command gets its registry: a file, an address, or the project itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.model.text import printable, shorten

if TYPE_CHECKING:
    from sphinx_governance.model.registry import Registry

_LARGEST = 50 * 1024 * 1024
_PATIENCE = 20.0
"""Seconds in which a server must answer, and send something again and again."""

_WHOLE = 120.0
_HINT = (
    "it is the governance.json of a build: sphinx-build -b governance docs docs/_build/governance"
)
_F = TypeVar("_F", bound=Callable[..., Any])


def registry_options(function: _F) -> _F:
    """Add ``--registry`` and ``--folder``."""
    function = click.option(
        "--folder",
        metavar="FOLDER",
        help="With --registry: the folder in the repository that its paths begin in; "
        "without it, a file whose path ends like a record's is taken for that record.",
    )(function)
    return click.option(
        "--registry",
        metavar="FILE|URL",
        help="Read a published governance.json, and nothing of the project: no conf.py is run.",
    )(function)


def read_registry_from(source: str, folder: str | None) -> Registry:
    """Return the registry in a file or at an address.

    :raises UsageProblem: it cannot be read, or is none.
    """
    from sphinx_governance.outputs.registry import RegistryError, read_registry

    content = _fetched(source) if "://" in source else _read(source)
    try:
        return read_registry(content, folder.strip("/") if folder is not None else None)
    except RegistryError as error:
        raise UsageProblem(f"{source} cannot be used: {error}", _HINT) from error


def _read(name: str) -> bytes:
    path = Path(name)
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageProblem(f"{name} is larger than 50 MB", _HINT)
        return path.read_bytes()
    except OSError as error:
        raise UsageProblem(f"{name} cannot be read: {error.strerror or error}", _HINT) from error


def _fetched(address: str) -> bytes:
    """Return what is at an address: of http and https only, also where it is redirected to."""
    # Not at the top: only who names an address pays for it.
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    opener = _opener(address)
    try:
        asked = Request(address, headers={"User-Agent": "sphinx-governance"})  # noqa: S310 - checked
        with opener.open(asked, timeout=_PATIENCE) as answer:
            return _limited(answer, address)
    except HTTPError as error:
        raise UsageProblem(
            f"{address} answers {error.code} {_said(error.reason)}",
            f"open it in a browser; {_HINT}",
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise UsageProblem(
            f"{address} cannot be read: {_said(reason)}",
            "try again, or download it and name the file with --registry",
        ) from error


def _said(reason: object) -> str:
    """Return what a server or the network says, on one line."""
    return shorten(printable(str(reason)), 200)


def _opener(address: str) -> Any:
    from urllib import request

    class Redirects(request.HTTPRedirectHandler):
        """Follows where http leads to http or https, and https to https."""

        def redirect_request(self, req: Any, *rest: Any) -> Any:
            new = rest[-1]
            _check(new, secure=req.full_url.lower().startswith("https:"))
            return super().redirect_request(req, *rest)

    _check(address)
    opener = request.OpenerDirector()
    # Neither file:, ftp: nor data: has a handler here, whatever a server says.
    for handler in (
        request.ProxyHandler(), request.HTTPHandler(), request.HTTPSHandler(), Redirects(),
        request.HTTPDefaultErrorHandler(), request.HTTPErrorProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _check(address: str, *, secure: bool = False) -> None:
    """Refuse an address that is not of http or https."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ({"https"} if secure else {"http", "https"}):
        raise UsageProblem(
            f"{address!r} is no address of {'https' if secure else 'http or https'}",
            "name a file, or an address that begins with https://",
        )


def _limited(answer: Any, address: str) -> bytes:
    until, parts, size = time.monotonic() + _WHOLE, list[bytes](), 0
    while part := answer.read1(1 << 16):
        size += len(part)
        parts.append(part)
        if size > _LARGEST:
            raise UsageProblem(f"{address} is larger than 50 MB", _HINT)
        if time.monotonic() > until:
            raise UsageProblem(
                f"{address} is not read after {_WHOLE:.0f} s",
                "download it and name the file with --registry",
            )
    return b"".join(parts)
