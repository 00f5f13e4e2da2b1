"""WCAG 2.2 AA by axe, a strict Content-Security-Policy, no other host, narrow windows: in three themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Site, serve
from .example import BARE_PAGES, bare_conf

PAGES = (
    "decisions/index.html",
    "decisions/0002-make.html",
    "decisions/0001-sphinx.html",
    "shapes.html",
    "many.html",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OURS = ".governance-records, .governance-header, .governance-banner, .governance-controls, .governance-pages, .governance-graph, .governance-graph-list"


THEMES_OWN = {
    # Links, code, titles of admonitions and the foot of its pages, links in text, buttons in the sidebar.
    "sphinx_rtd_theme": {"color-contrast", "link-in-text-block", "target-size"},
}
"""Rules that a theme itself breaks, outside our elements; proved below on pages without this extension."""


def violations(page: Any, ours: str = OURS) -> list[str]:
    """Return what axe finds in our elements: rule and element."""
    scope = [
        [selector.strip()] for selector in ours.split(",") if page.locator(selector.strip()).count()
    ]
    return [f"{rule}: {html}" for rule, html in run_axe(page, {"include": scope})]


def run_axe(page: Any, context: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return what axe finds on a page, or in a part of it: rule, and beginning of the element."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [(item["id"], node["html"][:120]) for item in found for node in item["nodes"]]


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
    whole = run_axe(page)
    assert [item for item in whole if item[0] not in THEMES_OWN.get(site.theme, set())] == []


@pytest.mark.parametrize("theme", THEMES_OWN)
def test_what_themes_break_they_break_without_this_extension(
    theme: str, tmp_path: Path, page: Any
) -> None:
    for served in serve(tmp_path, theme, BARE_PAGES, bare_conf(theme)):
        page.goto(f"{served.url}/plain.html")
        assert {rule for rule, _ in run_axe(page)} == THEMES_OWN[theme]


@pytest.mark.parametrize("path", PAGES[:4])
def test_a_narrow_window_does_not_scroll_sideways(site: Site, page: Any, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site.url}/{path}")
    wide = overflow(page)
    found = violations(page)
    page.goto(f"{site.url}/plain.html")
    assert wide <= overflow(page), "wider than the theme's page without records"
    assert found == []


def overflow(page: Any) -> int:
    scrolled: int = page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    return scrolled


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_can_be_read_in_a_narrow_window(site: Site, page: Any, scheme: str) -> None:
    """It keeps its size and scrolls in its box, with the keyboard too, in the colours of the text."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site.url}/decisions/index.html")
    set_scheme(page, scheme)
    box = page.locator(".governance-scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert box.locator("text").first.bounding_box()["height"] >= 12
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.governance-scroll').scrollLeft > 0")
    colours = box.evaluate(
        """box => [box, box.querySelector("text"), box.querySelector(".node polygon"), box.querySelector(".edge path")]
        .map(element => getComputedStyle(element)).map(style => [style.color, style.fill, style.stroke])"""
    )
    text = colours[0][0]
    assert colours[1][1] == colours[2][2] == colours[3][2] == text
    assert box.evaluate("box => getComputedStyle(box).backgroundColor") == "rgba(0, 0, 0, 0)"


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


def test_a_strict_policy_holds_for_our_files(site: Site, page: Any) -> None:
    """Themes have inline code of their own, which the policy stops; nothing of ours is stopped."""
    page.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (event) =>"
        " stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"
    )
    page.goto(f"{site.url}/strict/decisions/index.html")
    page.get_by_label("Filter", exact=True).fill("shell")
    page.get_by_role("button", name="Title").click()
    shown = page.locator(".governance-index tbody tr:not([hidden])")
    assert shown.count() == 1
    assert page.locator("svg.governance-drawing").bounding_box()["width"] > 100
    assert not [text for text in page.evaluate("stopped") if "governance" in text]
    assert not [text for text in page.problems if "governance" in text]


@pytest.mark.parametrize("path", PAGES)
def test_our_markup_has_no_inline_code(site: Site, page: Any, path: str) -> None:
    page.goto(f"{site.url}/{path}")
    inline = page.evaluate(
        """ours => [...document.querySelectorAll(ours)].flatMap(box => [box, ...box.querySelectorAll("*")])
        .filter(element => element.matches("script, style") ||
            [...element.attributes].some(({name}) => name === "style" || name.startsWith("on")))
        .map(element => element.outerHTML.slice(0, 120))""",
        OURS,
    )
    assert inline == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_word_hides_no_column_and_no_word_is_squeezed(
    site: Site, page: Any, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.url}/decisions/index.html")
    sizes = page.evaluate(
        """() => { const table = document.querySelector(".governance-index table");
        const title = table.querySelector("td.governance-col-title");
        return [table.scrollWidth, title.offsetWidth / parseFloat(getComputedStyle(title).fontSize)]; }"""
    )
    assert sizes[1] >= 11, "a title has room for words"
    assert sizes[0] <= 800, "the other columns are near"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_sticks_out_of_a_card(site: Site, page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("decisions/0001-sphinx.html", "decisions/0005-long.html", "shapes.html"):
        page.goto(f"{site.url}/{path}")
        outside = page.evaluate(
            """() => [...document.querySelectorAll(".governance-header, .governance-card")].flatMap(card =>
            [...card.querySelectorAll("*")].filter(element => [...element.getClientRects()].some(box =>
                box.right > card.getBoundingClientRect().right + 1 || box.left < card.getBoundingClientRect().left - 1))
            .map(element => element.outerHTML.slice(0, 120)))"""
        )
        assert outside == [], path


def test_a_record_that_is_no_longer_in_force_says_so_first(site: Site, page: Any) -> None:
    page.goto(f"{site.url}/decisions/0002-make.html")
    banner = page.locator(".governance-banner")
    assert "Superseded by ADR-0003 Build with make" in banner.inner_text()
    assert page.locator(".governance-header a", has_text="ADR-0003").count() == 1
