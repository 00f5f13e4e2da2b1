"""Files and the comment of a pull request, against a server that is slow, busy, broken or edited meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from sphinx_governance.forge.github import MARK, ChangedFile, PullRequest
from sphinx_governance.forge.http import Api, ForgeError

from .server import Forge, Reply, limited, serving


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serving(Forge()) as made:
        yield made


def request(forge: Forge, waits: list[float] | None = None) -> PullRequest:
    waited = [] if waits is None else waits
    return PullRequest(Api(forge.url, "s3cret", waited.append), "o/r", 7)


def test_files_of_all_pages(forge: Forge) -> None:
    forge.files = [{"filename": f"a/{number}.py", "status": "modified"} for number in range(250)]
    forge.files[0] = {"filename": "new.py", "status": "added"}
    forge.files[1] = {"filename": "b.py", "status": "renamed", "previous_filename": "a.py"}
    forge.files[2] = {"filename": "gone.py", "status": "removed"}
    found, whole = request(forge).files()
    assert (len(found), whole, len(forge.calls)) == (250, True, 3)
    assert found[:4] == [
        ChangedFile("A", "new.py"), ChangedFile("R", "b.py", "a.py"), ChangedFile("D", "gone.py"),
        ChangedFile("M", "a/3.py"),
    ]  # fmt: skip
    assert forge.tokens == {"Bearer s3cret"}


def test_what_github_does_not_list_is_said(forge: Forge) -> None:
    forge.files = [{"filename": f"{number}.py", "status": "added"} for number in range(3_200)]
    found, whole = request(forge).files()
    assert (len(found), whole) == (3_000, False)


def test_one_comment_is_kept(forge: Forge) -> None:
    forge.say("hello", "somebody", "User")
    assert request(forge).keep_comment(lambda before: f"first{before}").endswith("#102")
    assert forge.comments[102]["body"] == f"{MARK}\nfirst"
    request(forge).keep_comment(lambda before: f"second after {before.splitlines()[1]}")
    assert forge.comments[102]["body"] == f"{MARK}\nsecond after first"
    assert len(forge.comments) == 2


def test_a_comment_that_stays_as_it_is_is_not_written(forge: Forge) -> None:
    forge.say(f"{MARK}\nsame")
    request(forge).keep_comment(lambda before: "same")
    assert [method for method, _ in forge.calls] == ["GET"]


def test_nobody_else_s_comment_is_taken_for_ours(forge: Forge) -> None:
    forge.say(f"{MARK}\nforged", "stranger", "User")
    request(forge).keep_comment(lambda before: f"ours{before}")
    assert forge.comments[101]["body"] == f"{MARK}\nforged"
    assert forge.comments[102]["body"] == f"{MARK}\nours"
    own = PullRequest(Api(forge.url), "o/r", 7, author="stranger")
    assert own.comment() is not None


def test_what_is_ticked_meanwhile_is_not_lost(forge: Forge) -> None:
    number = forge.say(f"{MARK}\n- [ ] a")

    def tick(method: str, path: str) -> None:
        if method == "GET" and path.endswith(f"/comments/{number}"):
            forge.comments[number]["body"] = f"{MARK}\n- [x] a"

    forge.before = tick
    request(forge).keep_comment(lambda before: before.splitlines()[1] + "\n- [ ] b")
    assert forge.comments[number]["body"] == f"{MARK}\n- [x] a\n- [ ] b"


def test_a_comment_that_never_rests_is_left(forge: Forge) -> None:
    number = forge.say(f"{MARK}\n0")

    def edit(method: str, path: str) -> None:
        if path.endswith(f"/comments/{number}"):
            forge.comments[number]["body"] += "0"

    forge.before = edit
    with pytest.raises(ForgeError, match="edited again and again"):
        request(forge).keep_comment(lambda before: "mine")
    assert "PATCH" not in {method for method, _ in forge.calls}


def test_a_comment_that_was_deleted_is_written_anew(forge: Forge) -> None:
    number = forge.say(f"{MARK}\nold")

    def delete(method: str, path: str) -> None:
        if method == "PATCH":
            forge.comments.pop(number, None)

    forge.before = delete
    request(forge).keep_comment(lambda before: "new")
    assert [comment["body"] for comment in forge.comments.values()] == [f"{MARK}\nnew"]


@pytest.mark.parametrize(
    ("trouble", "least", "most"),
    [
        ((429, {"Retry-After": "3"}, {}), 3, 3),
        (partial(limited, 20), 15, 20),
        ((403, {"Retry-After": "2"}, {}), 2, 2),
        ((500, {}, {}), 2, 2), ((502, {}, b"<html>"), 2, 2), ((503, {}, {}), 2, 2),
    ],
)  # fmt: skip
def test_what_passes_is_waited_for(
    trouble: Reply | Callable[[], Reply], least: int, most: int, forge: Forge
) -> None:
    forge.troubles = [trouble() if callable(trouble) else trouble]
    forge.files = [{"filename": "a", "status": "added"}]
    waits: list[float] = []
    assert request(forge, waits).files()[0] == [ChangedFile("A", "a")]
    assert len(waits) == 1
    assert least <= waits[0] <= most


@pytest.mark.parametrize(
    ("troubles", "status", "hint"),
    [
        ([(404, {}, {})], 404, "check the repository"),
        ([(401, {}, {})], 401, "GITHUB_TOKEN"),
        ([(403, {}, {})], 403, "from a fork"),
        ([(500, {}, {})] * 4, 500, "try again later"),
        ([limited(3_600)], 403, "too many calls"),
        ([(301, {"Location": "https://elsewhere.example/"}, {})], 301, ""),
    ],
)
def test_what_does_not_pass_says_what_to_do(
    troubles: list[Reply], status: int, hint: str, forge: Forge
) -> None:
    forge.troubles = list(troubles)
    with pytest.raises(ForgeError) as failed:
        request(forge).files()
    assert (failed.value.status, hint in failed.value.hint) == (status, True)
    assert "s3cret" not in f"{failed.value}{failed.value.hint}"
    assert len(forge.calls) == len(troubles)


@pytest.mark.parametrize("answer", [b"<html>", b"{}", b"null"])
def test_what_is_no_list_is_told(answer: bytes, forge: Forge) -> None:
    forge.troubles = [(200, {}, answer)]
    with pytest.raises(ForgeError, match="something else than"):
        request(forge).files()


def test_nobody_answers() -> None:
    waits: list[float] = []
    with pytest.raises(ForgeError, match="does not answer"):
        PullRequest(Api("http://127.0.0.1:9", "", waits.append), "o/r", 7).files()
    assert waits == [2, 4, 8]


@pytest.mark.parametrize(
    ("repository", "number"), [("o/r/../x", 7), ("o", 7), ("o/r?x=1", 7), ("o/r", 0)]
)
def test_what_is_no_pull_request_is_not_asked_for(repository: str, number: int) -> None:
    with pytest.raises(ForgeError):
        PullRequest(Api("http://127.0.0.1:9"), repository, number)


def test_a_file_is_no_api() -> None:
    with pytest.raises(ForgeError, match="no web address"):
        PullRequest(Api("file:///etc"), "o/r", 7).files()
