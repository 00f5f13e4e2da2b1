"""The index in the browser: by mouse and keyboard, with its state in the URL, and without JavaScript."""

from __future__ import annotations

from typing import Any

from .conftest import Site
from .example import MANY

INDEX = "/decisions/index.html"


def address(page: Any) -> str:
    """Return the address as the page itself has it: Playwright's own copy may be one event behind."""
    return str(page.evaluate("window.location.href"))


def rows(page: Any) -> list[str]:
    """Return the identifiers that are shown, in order."""
    found: list[str] = page.eval_on_selector_all(
        ".governance-index tbody tr",
        "rows => rows.filter(row => !row.hidden).map(row => row.cells[0].textContent.trim())",
    )
    return found


def test_filters_and_the_url(furo: Site, page: Any) -> None:
    page.goto(furo.url + INDEX)
    everything = rows(page)
    assert len(everything) == 12
    page.get_by_label("Filter", exact=True).fill("shell")
    assert rows(page) == ["ADR-0002"]
    assert page.locator(".governance-count").inner_text() == "1 of 12 shown"
    assert "q=shell" in address(page)
    page.reload()
    assert rows(page) == ["ADR-0002"]
    page.get_by_label("Filter", exact=True).fill("nothing has this")
    assert rows(page) == []
    assert page.locator(".governance-count").inner_text() == "None of 12 matches"
    page.get_by_role("button", name="Show all").click()
    assert rows(page) == everything
    assert "q=" not in address(page)
    page.get_by_role("combobox", name="Status").select_option("rejected")
    assert rows(page) == ["ADR-0006"]
    page.get_by_role("combobox", name="Status").select_option("")
    page.get_by_role("combobox", name="Tag").select_option("law")
    assert rows(page) == ["ADR-0005"]
    assert page.problems == []


def test_sorting_by_keyboard(furo: Site, page: Any) -> None:
    page.goto(furo.url + INDEX)
    heading = page.locator(".governance-index th", has_text="Title")
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    titles = page.eval_on_selector_all(
        ".governance-index tbody tr", "rows => rows.map(row => row.cells[1].textContent.trim())"
    )
    assert titles == sorted(titles, key=str.casefold)
    page.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") == "descending"
    assert "sort=-title" in address(page)
    page.reload()
    assert heading.get_attribute("aria-sort") == "descending"


def test_sorting_by_mouse_by_each_column(furo: Site, page: Any) -> None:
    page.goto(furo.url + INDEX)
    headings = page.locator(".governance-index th")
    for column in range(headings.count()):
        heading = headings.nth(column)
        heading.get_by_role("button").click()
        shown = page.eval_on_selector_all(
            ".governance-index tbody tr",
            "(rows, column) => rows.map(row => row.cells[column].textContent.trim())",
            column,
        )
        assert shown == sorted(shown, key=str.casefold)
        assert page.locator(".governance-index th[aria-sort]").count() == 1
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "descending"


def test_back_and_forward_walk_the_steps(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/plain.html")
    page.goto(furo.url + INDEX)
    everything = rows(page)
    page.get_by_role("combobox", name="Status").select_option("rejected")
    page.get_by_role("combobox", name="Status").select_option("proposed")
    page.go_back()
    assert rows(page) == ["ADR-0006"]
    assert page.get_by_role("combobox", name="Status").input_value() == "rejected"
    page.go_back()
    assert rows(page) == everything
    page.go_forward()
    assert rows(page) == ["ADR-0006"]
    page.locator(".governance-index a").filter(visible=True).first.click()
    page.wait_for_url("**/0006-wiki.html*")
    page.go_back()
    assert rows(page) == ["ADR-0006"]
    page.go_back()
    page.go_back()
    assert address(page).endswith("/plain.html")


def test_typing_leaves_one_step(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/plain.html")
    page.goto(furo.url + INDEX)
    page.get_by_label("Filter", exact=True).press_sequentially("shell")
    assert address(page).endswith("q=shell")
    page.go_back()
    assert address(page).endswith("/plain.html")


def test_a_shared_address_shows_the_same(furo: Site, page: Any) -> None:
    page.goto(f"{furo.url}{INDEX}?status=accepted&tag=docs&sort=-date&q=a#graph")
    assert rows(page) == ["ADR-0012", "ADR-0004", "ADR-0010", "ADR-0001"]
    page.goto(f"{furo.url}{INDEX}?status=%3Cb%3E&sort=nothing&page=99")
    assert len(rows(page)) == 12
    assert page.problems == []


def test_it_works_from_a_file(furo: Site, page: Any) -> None:
    page.goto((furo.folder / INDEX.lstrip("/")).as_uri())
    page.get_by_role("combobox", name="Status").select_option("rejected")
    assert rows(page) == ["ADR-0006"]
    assert page.problems == []


def test_the_count_is_told_to_screen_readers(furo: Site, page: Any) -> None:
    page.goto(furo.url + INDEX)
    assert page.get_by_role("status").inner_text() == "12 of 12 shown"
    assert page.locator(".governance-controls").get_attribute("role") == "search"


def test_every_control_is_reached_by_tab(furo: Site, page: Any) -> None:
    page.goto(furo.url + INDEX)
    page.get_by_label("Filter", exact=True).focus()
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 8)"))
    assert any(text.startswith("Show all") for text in reached)
    assert {"ID", "Title", "Status", "Date", "Tags"} <= {text.split(" ")[0] for text in reached}


def test_a_long_index_is_paged(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/many.html")
    assert len(rows(page)) == 100
    page.get_by_role("button", name="Next", exact=True).click()
    assert rows(page)[0] == "RFC-0100"
    assert "page=2" in address(page)
    page.reload()
    assert rows(page)[0] == "RFC-0100"
    page.get_by_label("Filter", exact=True).fill("subject 519")
    assert rows(page) == ["RFC-0519"]
    assert page.locator(".governance-pages").is_hidden()


def test_two_indexes_on_a_page_do_not_mix(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/twice.html")
    page.get_by_label("Filter", exact=True).nth(1).fill("wiki")
    tables = page.locator(".governance-index")
    shown = [tables.nth(index).locator("tbody tr:not([hidden])").count() for index in (0, 1)]
    assert shown == [12, 1]
    assert "i2.q=wiki" in address(page)


def test_without_javascript_the_whole_table_is_there(furo: Site, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(furo.url + "/many.html")
    assert page.locator(".governance-index tbody tr").count() == MANY
    assert page.locator(".governance-controls").count() == 0
    context.close()


def test_print_shows_every_row(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/many.html?q=subject+7")
    page.emulate_media(media="print")
    assert page.locator(".governance-index tbody tr:visible").count() == MANY
    assert page.locator(".governance-controls").is_hidden()


def test_hostile_text_runs_nothing(furo: Site, page: Any) -> None:
    alerts: list[str] = []

    def note(dialog: Any) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    for path in (INDEX, "/decisions/0004-hostile.html", "/shapes.html"):
        page.goto(furo.url + path)
    assert alerts == []
    assert page.problems == []
