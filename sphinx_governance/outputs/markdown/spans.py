"""What stands in a line, as Markdown and as HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from sphinx_governance.model.prose import (
    Break,
    Code,
    Formula,
    Image,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Styled,
    Text,
)
from sphinx_governance.outputs.markdown.dialects import Dialect
from sphinx_governance.outputs.markdown.escapes import cleaned, escaped, in_html

_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "struck": "del",
    "raised": "sup",
    "lowered": "sub",
    "key": "kbd",
}
_SIGNS = {"emphasis": "*", "strong": "**", "struck": "~~"}
_TICKS = re.compile(r"`+")


def ticked(text: str) -> str:
    """Return code between backticks that nothing in it can close."""
    text = cleaned(text)
    if not text:
        return ""
    ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    padded = "`" in {text[0], text[-1]} or (text[0] == text[-1] == " " and text.strip(" "))
    space = " " if padded else ""
    return f"{ticks}{space}{text}{space}{ticks}"


@dataclass(frozen=True)
class SpanWriter:
    """Writes the parts of a line.

    :param address: what is written for a link or a picture, "" where its words stand alone.
    :param label: what the names of footnotes begin with.
    :param new_line: what is written for a break.
    """

    address: Callable[[Link | Image], str]
    dialect: Dialect
    label: str = ""
    new_line: str = "\\\n"

    def write(self, parts: Inlines) -> str:
        """Return parts as Markdown."""
        written = ""
        texts = ["" if isinstance(part, Styled) else self._part(part) for part in parts]
        for number, (part, text) in enumerate(zip(parts, texts, strict=True)):
            if isinstance(part, Styled):
                after = next((other for other in texts[number + 1 :] if other), "")
                text = self._styled(part, written[-1:], after[:1])
            if isinstance(part, Link | NoteMark) and written.endswith("!") and text.startswith("["):
                # Otherwise it would be a picture.
                written = f"{written[:-1]}\\!"
            elif text.startswith("`") and written.endswith("`"):
                text = f"<!-- -->{text}"
            elif text.startswith("(") and written.endswith("\\]"):
                text = f"\\{text}"
            written += text
        return written

    def _part(self, part: Inline) -> str:
        text: str = getattr(self, f"_{type(part).__name__.lower()}")(part)
        return text

    def _text(self, part: Text) -> str:
        return escaped(part.text)

    def _code(self, part: Code) -> str:
        return ticked(part.text)

    def _break(self, part: Break) -> str:  # noqa: ARG002 - one is like the other
        return self.new_line

    def _styled(self, part: Styled, before: str, after: str) -> str:
        """Return words that stand out: with signs where these would be read so, else with tags."""
        inner = self.write(part.parts)
        content = inner.strip(" ")
        if not content:
            return inner
        left = " " * (len(inner) - len(inner.lstrip(" ")))
        right = " " * (len(inner) - len(inner.rstrip(" ")))
        sign = _SIGNS.get(part.style, "")
        if sign and _holds(content, left or before, right or after) and _is_simple(part.parts):
            return f"{left}{sign}{content}{sign}{right}"
        tag = _TAGS[part.style]
        return f"{left}<{tag}>{content}</{tag}>{right}"

    def _link(self, part: Link) -> str:
        text = self.write(part.parts)
        address = self.address(part)
        return f"[{text}]({address})" if address and text.strip() else text

    def _image(self, part: Image) -> str:
        address = self.address(part)
        if not address:
            return escaped(part.alt)
        if part.width or part.height:
            sizes = {"width": part.width, "height": part.height}
            attributes = "".join(f' {key}="{value}"' for key, value in sizes.items() if value)
            return f'<img src="{in_html(address)}" alt="{_attribute(part.alt)}"{attributes}>'
        return f"![{escaped(part.alt)}]({address})"

    def _formula(self, part: Formula) -> str:
        # Between dollars alone, Markdown would read its signs; so both GitHub and GitLab have backticks too.
        return f"${ticked(part.text)}$" if self.dialect.formulas else ticked(part.text)

    def _notemark(self, part: NoteMark) -> str:
        if self.dialect.footnotes:
            return f"[^{self.label}{part.name}]"
        return f"<sup>{escaped(part.name)}</sup>"

    def html(self, parts: Inlines) -> str:
        """Return parts as HTML on one line: where a block of HTML stands, Markdown is not read."""
        return "".join(map(self._tagged, parts))

    def _tagged(self, part: Inline) -> str:
        if isinstance(part, Text):
            return in_html(part.text)
        if isinstance(part, Code | Formula):
            return f"<code>{in_html(part.text)}</code>"
        if isinstance(part, Styled):
            tag = _TAGS[part.style]
            return f"<{tag}>{self.html(part.parts)}</{tag}>"
        if isinstance(part, Link):
            address = self.address(part)
            text = self.html(part.parts)
            return f'<a href="{in_html(address)}">{text}</a>' if address else text
        if isinstance(part, Image):
            address = self.address(part)
            alt = _attribute(part.alt)
            return f'<img src="{in_html(address)}" alt="{alt}">' if address else alt
        return "<br>" if isinstance(part, Break) else f"<sup>{in_html(part.name)}</sup>"


def _attribute(text: str) -> str:
    """Return words for the value of an attribute, in which no cell of a table ends."""
    return in_html(text).replace("|", "&#124;")


def _holds(content: str, before: str, after: str) -> bool:
    """Return whether signs around a content would be read as such (CommonMark 0.31, 6.2)."""
    if {before, after, content[0], content[-1]} & {"*", "~"} or "\n" in content:
        return False
    return (not _is_sign(content[0]) or _is_apart(before)) and (
        not _is_sign(content[-1]) or _is_apart(after)
    )


def _is_apart(sign: str) -> bool:
    """Return whether all parsers take it for a blank or a punctuation; older ones take no symbol for one."""
    if not sign or sign.isspace():
        return True
    return unicodedata.category(sign)[0] == "P" or (sign.isascii() and _is_sign(sign))


def _is_sign(sign: str) -> bool:
    """Return whether any parser takes it for a punctuation."""
    return unicodedata.category(sign)[0] in "PS"


def _is_simple(parts: Inlines) -> bool:
    """Return whether no other signs stand between: three of them can be read in several ways."""
    return not any(isinstance(part, Styled) for part in parts)
