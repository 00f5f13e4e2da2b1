"""Links to other sites are asked on request, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.cli.tools import call
from tests.conftest import Project


class Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        self.send_response(200 if self.path == "/here" else 404)
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Own", (Site,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_dead_links_are_findings_when_asked(
    project: Callable[..., Project], site: tuple[str, list[str]]
) -> None:
    address, asked = site
    text = f"Home\n====\n\n`a <{address}/here>`_\n\n`b <{address}/gone>`_\n"
    made = project({"index.rst": text})
    assert "external-link-dead" not in call("check", made.source).out
    assert asked == []
    ran = call("check", made.source, "--external-links", "--strict")
    assert ran.status == 1
    (line,) = [line for line in ran.out.splitlines() if "external-link-dead]" in line]
    assert line.startswith("index.rst:6: warning")
    assert f"{address}/gone does not answer" in line
    assert set(asked) == {"/here", "/gone"}


def test_a_bare_folder_says_that_nobody_was_asked(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bare")
    (folder / "0001-x.md").write_text("# 1. X\n\n## Status\n\nAccepted\n")
    assert "in Sphinx projects only" in call("check", folder, "--external-links").out
