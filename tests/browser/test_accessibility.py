"""WCAG 2.2 AA by axe, a strict Content-Security-Policy, no other host, narrow windows: in three themes."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Site

PAGES = (
    "decisions/index.html",
    "decisions/0002-make.html",
    "decisions/0001-sphinx.html",
    "shapes.html",
    "many.html",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OURS = ".governance-records, .governance-header, .governance-banner, .governance-controls, .governance-pages, .governance-graph-list"


def violations(page: Any) -> list[str]:
    """Return what axe finds in our elements: rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    scope = [
        [selector.strip()] for selector in OURS.split(",") if page.locator(selector.strip()).count()
    ]
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found = Axe().run(page, context={"include": scope}, options=options).response["violations"]
    return [f"{item['id']}: {node['html'][:120]}" for item in found for node in item["nodes"]]


def set_scheme(page: Any, scheme: str) -> None:
    """Ask for light or dark, as the system and as the themes' own switches do."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        "scheme => { document.body.dataset.theme = scheme; document.documentElement.dataset.theme = scheme; }",
        scheme,
    )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: Site, page: Any, path: str, scheme: str) -> None:
    if scheme == "dark" and site.theme == "sphinx_rtd_theme":
        pytest.skip("sphinx-rtd-theme has no dark colours")
    page.goto(f"{site.url}/{path}")
    set_scheme(page, scheme)
    page.wait_for_timeout(300)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES[:4])
def test_a_narrow_window_does_not_scroll_sideways(site: Site, page: Any, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site.url}/{path}")
    wide = _overflow(page)
    found = violations(page)
    page.goto(f"{site.url}/plain.html")
    assert wide <= _overflow(page), "wider than the theme's page without records"
    assert found == []


def _overflow(page: Any) -> int:
    scrolled: int = page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    return scrolled


def test_our_files_ask_no_other_host_and_stand_only_where_they_are_used(
    site: Site, page: Any
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/decisions/index.html")
    ours = [url for url in asked if "governance" in url]
    assert sorted(url.split("?")[0].rsplit("/", 1)[1] for url in ours) == [
        "governance-index.js",
        "governance.css",
    ]
    assert all(url.startswith((site.url, "data:")) for url in asked)
    asked.clear()
    page.goto(f"{site.url}/plain.html")
    assert not [url for url in asked if "governance" in url]


def test_a_strict_policy_holds_for_our_files(furo: Site, page: Any) -> None:
    page.goto(f"{furo.url}/strict/decisions/index.html")
    page.get_by_label("Filter", exact=True).fill("shell")
    shown = page.locator(".governance-index tbody tr:not([hidden])")
    assert shown.count() == 1
    assert not [text for text in page.problems if "governance" in text]
    inline = page.locator(
        ".governance-records [style], .governance-header [style], .governance-controls [style]"
    )
    assert inline.count() == 0


def test_a_record_that_is_no_longer_in_force_says_so_first(site: Site, page: Any) -> None:
    page.goto(f"{site.url}/decisions/0002-make.html")
    banner = page.locator(".governance-banner")
    assert "Superseded by ADR-0003 Build with make" in banner.inner_text()
    assert page.locator(".governance-header a", has_text="ADR-0003").count() == 1
