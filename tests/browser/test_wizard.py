"""The wizard of a decision tree: every step accessible, by keyboard, in narrow windows, and in the address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_governance.model.walk import outcome_of, paths
from tests.conftest import Project

from .conftest import Site, serve
from .example import THEMES
from .guide_example import (
    GUIDE,
    HOSTILE,
    HOSTILE_IMAGE,
    MANY_TREE,
    PULL_REQUEST_URL,
    guide_conf,
)
from .test_accessibility import THEMES_OWN, overflow, run_axe, set_scheme, violations
from .test_index import address

PAGE = "/contributing.html"
OURS = ".governance-guide, .governance-records, .governance-graph"
STEPS = ("bug:no", "complex:yes", "words:some")
"""The longest path, which ends with one artifact required and two suggested."""


@pytest.fixture(scope="module", params=THEMES)
def guide(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp(f"guide-{request.param}")
    yield from serve(folder, request.param, GUIDE, guide_conf(request.param))


@pytest.fixture(scope="module")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from serve(tmp_path_factory.mktemp("guide-alone"), "furo", GUIDE, guide_conf("furo"))


def wizard(page: Any, number: int = 0) -> Any:
    return page.locator(".governance-wizard").nth(number)


def asked(page: Any, number: int = 0) -> str:
    """Return what the wizard asks, or how it calls the outcome."""
    return str(wizard(page, number).locator(".governance-wizard-heading").inner_text())


def choose(page: Any, answer: str, number: int = 0) -> None:
    box = wizard(page, number)
    box.get_by_role("radio", name=answer).check()
    box.get_by_role("button", name="Next").click()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def names_that_stand_twice(page: Any) -> list[str]:
    """Return the ids that more than one element of the page has."""
    found: list[str] = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map(({id}) => id);"
        " return ids.filter((id, index) => ids.indexOf(id) !== index); }"
    )
    return found


def items(page: Any) -> list[str]:
    """Return the checklist with its headings."""
    shown = wizard(page).locator(".governance-wizard-outcome > p, .governance-checklist li")
    return [text.strip() for text in shown.all_inner_texts() if text.strip()]


def shared(*steps: str) -> str:
    return f"{PAGE}?what-to-write={','.join(steps)}" if steps else PAGE


OUTCOMES = {
    ("bug:yes",): [
        "This is: I'm fixing a bug", "Required:", "Changelog entry", "Open a pull request: I'm fixing a bug",
    ],
    ("bug:no", "complex:no", "is-it-a-new-backend:yes"): [
        "This is: I'm adding a new backend (e.g. Mistral)", "Required:", "Changelog entry",
        "One of:", "User guide page", "How-to", "Optional:", "Design document",
        "Open a pull request: I'm adding a new backend (e.g. Mistral)",
    ],
    ("bug:no", "complex:no", "is-it-a-new-backend:no"): ["Nothing more is owed."],
    # Suggested on the way and then required; optional for the scenario and required on the way.
    ("bug:no", "complex:yes", "words:many"): [
        "This is: I'm adding a new backend (e.g. Mistral)", "Required:", "Design document", "Changelog entry",
        "One of:", "User guide page", "How-to",
        "Open a pull request: I'm adding a new backend (e.g. Mistral)",
    ],
    STEPS: ["Required:", "Design document", "Optional:", "Changelog entry", "User guide page"],
}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_step(guide: Site, page: Any, scheme: str) -> None:
    if scheme == "dark" and guide.theme == "sphinx_rtd_theme":
        pytest.skip("sphinx-rtd-theme has no dark colours")

    def clean(step: str) -> None:
        assert violations(page, OURS) == [], step
        whole = run_axe(page)
        own = THEMES_OWN.get(guide.theme, set())
        assert [item for item in whole if item[0] not in own] == [], step

    page.goto(guide.url + PAGE)
    set_scheme(page, scheme)
    page.wait_for_timeout(300)
    clean("first question")
    wizard(page).get_by_role("button", name="Next").click()
    clean("error")
    for answer in ("No", "Yes", "Many (>500)"):
        choose(page, answer)
        clean(answer)
    page.get_by_text("All questions at once").first.click()
    clean("list")
    for path in ("/two.html", "/hostile.html"):
        page.goto(guide.url + path)
        set_scheme(page, scheme)
        page.wait_for_timeout(300)
        clean(path)


def test_nothing_is_chosen_and_nothing_is_asked_twice(furo: Site, page: Any) -> None:
    page.goto(furo.url + PAGE)
    assert asked(page) == "Is this a bug fix of run()?"
    assert page.evaluate("document.activeElement === document.body"), (
        "a page that opens has its own focus"
    )
    assert wizard(page).get_by_role("group", name="Is this a bug fix of run()?").count() == 1
    assert page.get_by_role("region", name="What do I have to write?").count() == 1
    assert wizard(page).locator("input:checked").count() == 0
    assert wizard(page).get_by_role("button", name="Back").count() == 0
    choose(page, "No")
    assert asked(page) == focused(page) == "Is the implementation complex?"
    assert wizard(page).locator("input:checked").count() == 0
    group = wizard(page).get_by_role("group")
    about = page.locator(f"#{group.get_attribute('aria-describedby')}")
    assert about.inner_text().startswith("A change is complex when")
    assert about.get_by_role("link", name="Design document").count() == 1
    assert names_that_stand_twice(page) == []
    example = wizard(page).get_by_role("radio", name="Yes").get_attribute("aria-describedby")
    assert page.locator(f"#{example}").inner_text().startswith("For example")
    choose(page, "Yes")
    assert focused(page) == "How many words did you write?"
    assert wizard(page).locator("label").all_inner_texts() == [
        "<200",
        "Some (200-500)",
        "Many (>500)",
    ]
    choose(page, "Some (200-500)")
    assert focused(page) == "Your checklist"
    assert items(page) == OUTCOMES[STEPS]
    assert names_that_stand_twice(page) == []
    assert page.problems == []


@pytest.mark.parametrize("steps", OUTCOMES, ids=",".join)
def test_outcomes_by_shared_address(furo: Site, page: Any, steps: tuple[str, ...]) -> None:
    page.goto(furo.url + shared(*steps))
    assert asked(page) == "Your checklist"
    assert items(page) == OUTCOMES[steps]
    links = wizard(page).locator(".governance-checklist a")
    for link in links.all():
        assert link.get_attribute("href").startswith("#artifact-")
    opening = wizard(page).locator(".governance-open a").all()
    names = ["fix-bug"] if "bug:yes" in steps else ["add-backend"]
    assert [link.get_attribute("href") for link in opening] == [
        PULL_REQUEST_URL.replace("{scenario}", name) for name in names[: len(opening)]
    ]
    links.first.click() if links.count() else None
    assert asked(page) == "Your checklist"


def test_the_wizard_says_what_the_model_says(furo: Site, page: Any, tmp_path: Path) -> None:
    """On every path of a tree with choices, gotos forward and back, and questions inside answers."""
    made = Project(tmp_path)
    made.write({**GUIDE, "conf.py": guide_conf("basic")})
    corpus = made.build("dummy").corpus
    title = {name: found.title for name, found in corpus.artifacts.items()}
    every = list(paths(corpus.trees[MANY_TREE]))
    assert len(every) > 30
    for path in every[:: max(1, len(every) // 60)]:
        steps = ",".join(f"{question.id}:{answer.id}" for question, answer in path)
        page.goto(f"{furo.url}/many.html?{MANY_TREE}={steps}")
        assert asked(page) == "Your checklist", steps
        outcome = outcome_of(path, corpus.scenarios)
        expected = [f"This is: {corpus.scenarios[name].title}" for name in outcome.scenarios]
        groups = [("Required:", outcome.required)]
        groups += [("One of:", choice) for choice in outcome.choices]
        for head, names in [*groups, ("Optional:", outcome.suggested)]:
            expected += [head, *(title[name] for name in names)] if names else []
        shown = [text for text in items(page) if not text.startswith("Open a pull request")]
        assert shown == (expected or ["Nothing more is owed."]), steps
    assert page.problems == []


def test_the_error_has_the_focus_and_leads_to_the_answers(furo: Site, page: Any) -> None:
    page.goto(furo.url + PAGE)
    for _ in range(2):
        wizard(page).get_by_role("button", name="Next").click()
        assert page.get_by_role("alert").count() == 1
        assert focused(page) == "Choose an answer."
        assert address(page) == furo.url + PAGE
    page.get_by_role("alert").get_by_role("button").click()
    assert page.evaluate("document.activeElement.matches('.governance-wizard input:first-of-type')")
    choose(page, "Yes")
    assert page.get_by_role("alert").count() == 0


def test_by_keyboard_alone(guide: Site, page: Any) -> None:
    page.goto(guide.url + PAGE)

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "(() => { const at = document.activeElement; return at.closest('.governance-wizard') &&"
                " (at.ariaLabel || at.labels?.[0]?.textContent || at.textContent); })()"
            )
            if here and here.startswith(name):
                visible = page.evaluate(
                    "(() => { const style = getComputedStyle(document.activeElement);"
                    " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; })()"
                )
                assert visible, f"{name}: the focus shows"
                return
        pytest.fail(f"Tab never comes to {name}")

    tab_to("Yes")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert focused(page) == "Is the implementation complex?"
    tab_to("Yes")
    page.keyboard.press("Space")
    tab_to("Next")
    page.keyboard.press("Enter")
    assert focused(page) == "How many words did you write?"
    tab_to("Back")
    page.keyboard.press("Enter")
    assert focused(page) == "Is the implementation complex?"
    tab_to("Next")
    page.keyboard.press("Space")
    assert focused(page) == "Choose an answer."
    tab_to("Choose")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert focused(page) == "Is it a new backend?"
    tab_to("Yes")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert focused(page) == "Your checklist"
    tab_to("Copy")
    tab_to("Change: Is this a bug fix")
    page.keyboard.press("Enter")
    assert focused(page) == "Is this a bug fix of run()?"
    assert address(page) == guide.url + PAGE


def test_back_forward_reload_and_share_at_every_step(furo: Site, page: Any, browser: Any) -> None:
    page.goto(furo.url + "/plain.html")
    page.goto(furo.url + PAGE)
    seen = [asked(page)]
    for answer in ("No", "Yes", "Some"):
        choose(page, answer)
        seen.append(asked(page))
    assert seen[-1] == "Your checklist"
    for number in range(4):
        assert address(page) == furo.url + shared(*STEPS[: 3 - number])
        assert asked(page) == seen[3 - number]
        other = browser.new_page()
        other.goto(address(page))
        assert asked(other) == seen[3 - number]
        assert wizard(other).locator(".governance-wizard-path li").count() == 3 - number
        other.close()
        page.reload()
        assert asked(page) == seen[3 - number]
        page.go_back()
    assert address(page).endswith("/plain.html")
    for number in range(4):
        page.go_forward()
        assert asked(page) == seen[number]
    page.go_back()
    assert asked(page) == focused(page) == seen[2]
    assert page.problems == []


def test_back_and_change_are_steps_of_the_history(furo: Site, page: Any) -> None:
    page.goto(furo.url + shared(*STEPS))
    wizard(page).get_by_role("button", name="Back").click()
    assert asked(page) == "How many words did you write?"
    change = wizard(page).get_by_role("button", name="Change: Is the implementation complex?")
    change.click()
    assert asked(page) == "Is the implementation complex?"
    assert wizard(page).locator(".governance-wizard-path li").count() == 1
    choose(page, "No")
    assert asked(page) == "Is it a new backend?"
    for _ in range(3):
        page.go_back()
    assert items(page) == OUTCOMES[STEPS]


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("bug:maybe", "Is this a bug fix of run()?"),
        ("bug:no,complex:perhaps", "Is the implementation complex?"),
        ("words:some", "Is this a bug fix of run()?"),
        ("complex:yes,bug:no", "How many words did you write?"),
        ("%E0%A4%A,bug", "Is this a bug fix of run()?"),
        ("<script>alert(1)</script>:no", "Is this a bug fix of run()?"),
        ("", "Is this a bug fix of run()?"),
    ],
)
def test_an_address_that_fits_no_path_asks_where_it_ends(
    furo: Site, page: Any, query: str, heading: str
) -> None:
    page.goto(f"{furo.url}{PAGE}?q=1&what-to-write={query}")
    assert asked(page) == heading
    choose(page, "Yes" if "words" not in heading else "Some")
    assert "q=1" in address(page), "what others keep in the address stays"
    assert page.problems == []


@pytest.mark.parametrize(
    "size", [(320, 640), (320, 256)], ids=["narrow", "400 percent of 1280x1024"]
)
def test_a_narrow_window_does_not_scroll_sideways(
    guide: Site, page: Any, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(guide.url + "/plain.html")
    theme = overflow(page)
    page.goto(guide.url + PAGE)
    for answer in ("No", "Yes", "Many (>500)", ""):
        assert overflow(page) <= theme
        if answer:
            choose(page, answer)
            heading = wizard(page).locator(".governance-wizard-heading")
            page.wait_for_timeout(100)
            seen = heading.evaluate(
                "at => { const box = at.getBoundingClientRect();"
                " return at.contains(document.elementFromPoint(box.left + 5, box.top + 5)); }"
            )
            assert seen, "what has the focus is in sight, and nothing of the theme before it"
    assert violations(page, OURS) == []
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".governance-wizard, .governance-artifact, .governance-scenario")].flatMap(card =>
        [...card.querySelectorAll("*")].filter(element => [...element.getClientRects()].some(box =>
            box.right > card.getBoundingClientRect().right + 1 || box.left < card.getBoundingClientRect().left - 1))
        .map(element => element.outerHTML.slice(0, 120)))"""
    )
    assert outside == []
    page.get_by_text("All questions at once").first.click()
    assert overflow(page) <= theme
    page.goto(guide.url + "/hostile.html")
    assert overflow(page) <= theme


def test_without_javascript_the_list_is_there(guide: Site, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(guide.url + PAGE)
    assert page.locator(".governance-wizard, .governance-all").count() == 0
    tree = page.locator(".governance-tree")
    assert tree.locator(".governance-question:visible").count() == 4
    assert tree.locator(".governance-answer:visible").count() == 9
    assert tree.get_by_role("link", name="How many words did you write?").is_visible()
    assert tree.locator(".governance-open a").first.get_attribute("href").startswith("https:")
    tree.get_by_role("link", name="Changelog entry").first.click()
    assert page.url.endswith("#artifact-changelog")
    context.close()


def test_print_shows_the_list_and_not_the_wizard(guide: Site, page: Any) -> None:
    page.goto(guide.url + shared("bug:no"))
    details = page.locator(".governance-all")
    assert details.get_attribute("open") is None
    assert page.locator(".governance-question:visible").count() == 0
    page.emulate_media(media="print")
    page.locator(".governance-question:visible").nth(3).wait_for()
    assert wizard(page).is_hidden()
    assert page.locator("summary", has_text="All questions").is_hidden()
    page.emulate_media(media="screen")
    page.locator(".governance-question").first.wait_for(state="hidden")
    page.evaluate(
        "addEventListener('beforeprint', () => { window.shown = document.querySelector('.governance-all').open; })"
    )
    assert page.pdf()
    assert page.evaluate("window.shown") is True
    assert details.get_attribute("open") is None


def test_a_list_that_is_open_stays_open_after_print(furo: Site, page: Any) -> None:
    page.goto(furo.url + PAGE)
    page.get_by_text("All questions at once").click()
    page.pdf()
    assert page.locator(".governance-all").get_attribute("open") is not None


def test_a_link_to_a_question_opens_the_list(furo: Site, page: Any) -> None:
    page.goto(f"{furo.url}{PAGE}#tree-what-to-write-words")
    assert page.locator(".governance-all").get_attribute("open") is not None
    page.goto(furo.url + "/plain.html")
    page.goto(furo.url + PAGE)
    page.evaluate("location.hash = 'tree-what-to-write-complex-yes'")
    page.locator("#tree-what-to-write-complex-yes").wait_for(state="attached")
    page.wait_for_function("document.querySelector('.governance-all').open")
    assert asked(page) == "Is this a bug fix of run()?"


def test_copy_as_markdown(furo: Site, browser: Any) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    url = furo.url + shared("bug:no", "complex:no", "is-it-a-new-backend:yes")
    page.goto(url)
    page.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    base = url.split("?", maxsplit=1)[0]
    at = f"{url}#"
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join([
        f"### [What do I have to write?]({url})", "",
        f"This is: [I'm adding a new backend (e.g. Mistral)]({at}scenario-add-backend)", "",
        "**Required:**", "", f"- [ ] [Changelog entry]({at}artifact-changelog)", "",
        "**One of:**", "", f"- [ ] [User guide page]({at}artifact-user-guide)", f"- [ ] [How-to]({at}artifact-how-to)", "",
        "**Optional:**", "", f"- [ ] [Design document]({at}artifact-design-doc)", "",
        "**Your answers**", "", "- Is this a bug fix of run()? **No**", "- Is the implementation complex? **No**",
        "- Is it a new backend? **Yes**",
    ]), base  # fmt: skip
    context.close()


@pytest.mark.parametrize("allowed", [True, False])
def test_copy_where_there_is_no_clipboard(furo: Site, page: Any, allowed: bool) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        f"document.execCommand = () => {{ window.copied = String(getSelection()); return {str(allowed).lower()}; }};"
    )
    page.goto(furo.url + shared("bug:yes"))
    button = page.get_by_role("button", name="Copy as Markdown")
    button.click()
    assert "- [ ] [Changelog entry](" in page.evaluate("window.copied")
    status = page.locator(".governance-wizard-told")
    if allowed:
        assert status.inner_text() == "Copied."
        assert focused(page) == "Copy as Markdown"
    else:
        assert status.inner_text().startswith("Copy this text:")
        assert (
            "Changelog entry" in page.get_by_role("textbox", name="Copy this text:").input_value()
        )
        assert violations(page, OURS) == []


def test_two_trees_do_not_mix(furo: Site, page: Any) -> None:
    page.goto(furo.url + "/two.html")
    assert [asked(page, number) for number in (0, 1)] == ["Do you like it?", "Do you need it?"]
    choose(page, "Yes", 1)
    assert [asked(page, number) for number in (0, 1)] == ["Do you like it?", "Your checklist"]
    choose(page, "No", 0)
    assert "Nothing more is owed." in wizard(page, 0).inner_text()
    assert address(page).endswith("/two.html?second=need:yes&first=like:no")
    page.reload()
    assert [asked(page, number) for number in (0, 1)] == ["Your checklist"] * 2
    page.go_back()
    assert [asked(page, number) for number in (0, 1)] == ["Do you like it?", "Your checklist"]
    assert focused(page) == "Do you like it?"
    assert "How-to" in wizard(page, 1).inner_text()


def test_hostile_text_stays_text(guide: Site, browser: Any) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    alerts: list[str] = []

    def note(dialog: Any) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.goto(guide.url + "/hostile.html")
    assert asked(page) == f"{HOSTILE} ?"
    answers = [f'{HOSTILE_IMAGE} N "', "</span><script>alert(4)</script>"]
    assert wizard(page).locator("label").all_inner_texts() == answers
    choose(page, answers[0])
    box = wizard(page)
    assert f"{HOSTILE_IMAGE} *not strong*" in box.inner_text()
    assert box.locator("script, img, b").count() == 0
    box.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "\\<script\\>alert(1)\\</script\\>" in copied
    assert "\\[x\\](javascript:alert(3))" in copied
    assert "<script" not in copied.replace("\\<", "")
    assert "@team" not in copied
    wizard(page).get_by_role("button", name="Back").click()
    choose(page, answers[1])
    assert "<b>nobody</b>" in box.inner_text()
    drawing = page.locator(".governance-drawing")
    assert "<script>alert(1)</script>" in "".join(drawing.locator("text").all_text_contents())
    assert page.locator(".governance-guide script, .governance-guide img").count() == 0
    assert alerts == []
    context.close()


def test_a_strict_policy_holds(guide: Site, page: Any) -> None:
    """Themes have inline code of their own, which the policy stops; nothing of ours is stopped."""
    page.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (event) =>"
        " stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"
    )
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(request.url))
    page.goto(f"{guide.url}/strict{shared('bug:no')}")
    choose(page, "Yes")
    choose(page, "Some")
    assert items(page) == OUTCOMES[STEPS]
    assert not [text for text in page.evaluate("stopped") if "governance" in text]
    assert not [text for text in page.problems if "governance" in text]
    assert all(url.startswith((guide.url, "data:")) for url in hosts)
    kept = page.evaluate("[localStorage, sessionStorage].flatMap((store) => Object.keys(store))")
    assert not [name for name in kept if "governance" in name]
    inline = page.evaluate(
        """ours => [...document.querySelectorAll(ours)].flatMap(box => [box, ...box.querySelectorAll("*")])
        .filter(element => element.matches("script, style") ||
            [...element.attributes].some(({name}) => name === "style" || name.startsWith("on")))
        .map(element => element.outerHTML.slice(0, 120))""",
        OURS,
    )
    assert inline == []


def test_the_script_is_loaded_only_where_a_tree_is(furo: Site, page: Any) -> None:
    scripts = (
        "[...document.scripts].map(({src}) => src).filter((src) => src.includes('governance'))"
    )
    page.goto(furo.url + "/plain.html")
    assert page.evaluate(scripts) == []
    page.goto(furo.url + PAGE)
    assert [src.split("/")[-1].split("?")[0] for src in page.evaluate(scripts)] == [
        "governance-wizard.js"
    ]


def test_it_works_from_a_file(furo: Site, page: Any) -> None:
    page.goto((furo.folder / PAGE.lstrip("/")).as_uri())
    choose(page, "Yes")
    assert items(page) == OUTCOMES["bug:yes",]
    page.go_back()
    assert asked(page) == "Is this a bug fix of run()?"
    assert page.problems == []


def test_forced_colours_show_every_control(furo: Site, page: Any) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(furo.url + shared("bug:no"))
    for button in wizard(page).get_by_role("button").all():
        style = button.evaluate(
            "at => [getComputedStyle(at).borderStyle, getComputedStyle(at).color, getComputedStyle(at).backgroundColor]"
        )
        assert style[0] == "solid"
        assert style[1] != style[2]
