"""A forge for tests: an HTTP server that speaks the few calls, and answers as it is told to."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Reply = tuple[int, dict[str, str], Any]


@dataclass
class Forge:
    """What the server holds: files and comments of pull request 7 of ``o/r``."""

    url: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    troubles: list[Reply] = field(default_factory=list)
    """Replies that are given first, one a call."""
    before: Callable[[str, str], None] | None = None
    """Called before each call is answered: somebody else is at work."""

    def say(self, body: str, login: str = "github-actions[bot]", kind: str = "Bot") -> int:
        number = max(self.comments, default=100) + 1
        url = f"https://forge.example/o/r/pull/7#{number}"
        user = {"login": login, "type": kind}
        self.comments[number] = {"id": number, "body": body, "user": user, "html_url": url}
        return number

    def answer(self, method: str, path: str, body: Any) -> Reply:
        place, _, query = path.partition("?")
        page = int(match[1]) if (match := re.search(r"[?&]page=(\d+)", f"?{query}")) else 1
        if place == "/repos/o/r/pulls/7/files":
            return 200, {}, self.files[(page - 1) * 100 : page * 100]
        if place == "/repos/o/r/issues/7/comments" and method == "GET":
            return 200, {}, list(self.comments.values())[(page - 1) * 100 : page * 100]
        if place == "/repos/o/r/issues/7/comments" and method == "POST":
            return 201, {}, self.comments[self.say(body["body"])]
        match = re.fullmatch(r"/repos/o/r/issues/comments/(\d+)", place)
        comment = self.comments.get(int(match[1])) if match else None
        if comment is None:
            return 404, {}, {"message": "Not Found"}
        if method == "PATCH":
            comment["body"] = body["body"]
        return 200, {}, comment


@contextmanager
def serving(forge: Forge) -> Iterator[Forge]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            if forge.before:
                forge.before(self.command, self.path)
            forge.calls.append((self.command, self.path))
            forge.tokens.add(self.headers.get("Authorization", ""))
            status, headers, data = (
                forge.troubles.pop(0)
                if forge.troubles
                else forge.answer(self.command, self.path, body)
            )
            content = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_PATCH = do_GET  # noqa: N815 - the names that http.server asks for

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    forge.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()


def limited(seconds: int) -> Reply:
    reset = str(int(time.time()) + seconds)
    return (
        403,
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset},
        {"message": "rate limit"},
    )
