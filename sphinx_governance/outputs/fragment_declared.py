"""Fragments that pages declare: the prose of a page as Markdown for the file that holds the fragment."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sphinx_governance.model.markers import DeclaredFragment, FragmentTrouble
from sphinx_governance.model.prose import File, Place, Target, Unsaid, Web
from sphinx_governance.outputs.fragment_comments import regions_of
from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Source,
    UnexaminedError,
)
from sphinx_governance.outputs.markdown import write_blocks

RULE = "fragment-content"
_IN_ADDRESS = "%/:=&?~#+!$,;@._-"
"""What stays as it is in an address; the rest could end the link."""
_MARKDOWN = frozenset({".md", ".markdown"})


def make_declared(fragment: DeclaredFragment, source: Source) -> Made:
    """Return a fragment that a page declares.

    :raises FragmentError: it cannot be made here.
    """
    if source.corpus.prose_source is None:
        raise UnexaminedError(
            "only Sphinx reads pages", "run the command with the project's conf.py"
        )
    prose = source.corpus.prose_source(fragment)
    if not prose.blocks:
        raise FragmentError(
            "its page shows nothing of it to readers of Markdown",
            "is it in content for other builders alone, as in ``.. only:: html``?",
        )
    addresses = Addresses(source)
    body = write_blocks(
        prose.blocks,
        addresses.written,
        source.dialect,
        above=_level_above(source),
        label=f"{fragment.name}-",
    )
    warnings = tuple(_warning(fragment, item, source.place) for item in prose.unsaid)
    return Made(body, source.place(fragment.at.path), warnings)


def declared_troubles(
    declared: Iterable[DeclaredFragment], taken: Collection[str]
) -> Iterator[FragmentTrouble]:
    """Yield what is wrong with the names of fragments; *taken* are those of generators."""
    first: dict[str, DeclaredFragment] = {}
    for item in declared:
        before = first.setdefault(item.name, item)
        if item.name in taken:
            message = f"a fragment may not be named {item.name!r}: a generator has that name"
            yield FragmentTrouble("fragment-marker", message, item.at, "give it another name")
        elif before is not item:
            where = f"{before.at.path}:{before.at.line}"
            message = f"there are two fragments {item.name!r}: {where} declares one too"
            yield FragmentTrouble("fragment-marker", message, item.at, "rename one of them")


def _warning(
    fragment: DeclaredFragment, item: Unsaid, place: Callable[[str], str]
) -> FragmentTrouble:
    at = item.at._replace(path=place(item.at.path))
    return FragmentTrouble(RULE, f"the fragment {fragment.name!r}: {item.message}", at, item.hint)


def _level_above(source: Source) -> int:
    """Return the level of the heading that the fragment stands under: headings of other fragments are none."""
    text = source.read(source.host)
    regions = regions_of(source.host, text).regions
    above = [
        heading.level
        for heading in source.headings_in(text)
        if heading.line < source.line
        and not any(region.begin < heading.line < region.end for region in regions)
    ]
    return above[-1] if above else 1


@dataclass(frozen=True)
class Addresses:
    """What links of a fragment lead to: the published page, else the file that it is made from."""

    source: Source

    def written(self, target: Target, picture: bool) -> str:
        """Return an address as Markdown takes it.

        :raises FragmentError: nothing is known of where the host is read that leads there.
        """
        if isinstance(target, Web):
            return quote(target.url, safe=_IN_ADDRESS, errors="replace")
        if isinstance(target, Place):
            return self._page(target)
        return self._file(target, picture=picture)

    def _page(self, target: Place) -> str:
        if url := self.source.corpus.page_url(target.page, target.anchor):
            return url
        path = self.source.place(target.path)
        return self.source.address(path) + self._heading(target, path)

    def _heading(self, target: Place, path: str) -> str:
        """Return the anchor of a heading as GitHub and GitLab have it; those of reST are not known."""
        if not target.heading or posixpath.splitext(path)[1].lower() not in _MARKDOWN:
            return ""
        headings = self.source.headings_in(self.source.read(path))
        found = [item for item in headings if item.line == target.line]
        found += [item for item in headings if item.text == target.heading]
        return f"#{quote(found[0].anchor)}" if found else ""

    def _file(self, target: File, *, picture: bool) -> str:
        path = self.source.place(target.path)
        address = self.source.address(path)
        # A picture is shown from its data; the page of a file is no picture.
        return address.replace("/blob/", "/raw/", 1) if picture and "://" in address else address
