"""What is written of prose, trap by trap: exact Markdown, judged by how each place reads it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_governance.model.prose import (
    Admonition,
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Details,
    Footnote,
    Formula,
    FormulaBlock,
    Heading,
    Image,
    Inline,
    Item,
    Line,
    Lines,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quote,
    Styled,
    Table,
    Text,
    Web,
)
from sphinx_governance.outputs.markdown import DIALECTS, write_blocks

from .tools import read_back, rendered, web, words_of

E = Web("https://e.org")


def p(*parts: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def written(*blocks: Block, dialect: str = "github", above: int = 1) -> str:
    return write_blocks(blocks, web, DIALECTS[dialect], above=above)


def is_(text: str) -> str:
    return dedent(text).strip("\n")


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("# not a heading", r"\# not a heading"),
        ("#hashtag", "#hashtag"),
        ("> said", r"\> said"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("* item", r"\* item"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("1.5 times", "1.5 times"),
        ("-1 degree", "-1 degree"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("a | b", r"a \| b"),
        ("<b>bold</b> & &amp;", r"\<b>bold\</b> & \&amp;"),
        ("snake_case and _emphasis_ and __init__", r"snake_case and \_emphasis\_ and \_\_init\_\_"),
        ("[text](target) ![alt] [x]", r"\[text\](target) !\[alt\] \[x\]"),
        ("`code` \\ $5 ~5", r"\`code\` \\ \$5 \~5"),
        ("https://e.org/a_b www.e.org", r"https&#58;//e.org/a_b www&#46;e.org"),
        ("<!-- governance:begin toc -->", r"\<!-- governance:begin toc -->"),
        ("seen \u202eturned\u202c \x1b[31mred", r"seen turned  \[31mred"),
    ],
)
def test_words_are_no_markup(words: str, markdown: str) -> None:
    assert written(p(words)) == markdown
    assert read_back(markdown)[0][0] == "p"


def test_the_second_line_begins_nothing_either() -> None:
    assert written(p("a", Break(), "- b", Break(), "===")) == "a\\\n\\- b\\\n\\==="


@pytest.mark.parametrize(
    ("code", "markdown"),
    [("x", "`x`"), ("`", "`` ` ``"), ("a``b", "```a``b```"), (" ", "` `"), (" a ", "`  a  `"), ("a|b", "`a|b`")],
)  # fmt: skip
def test_code_in_a_line(code: str, markdown: str) -> None:
    assert written(p(Code(code))) == markdown


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        ((Styled("emphasis", (Text("a"),)),), "*a*"),
        (("in", Styled("emphasis", (Text("word"),)), "side"), "in*word*side"),
        # Signs around a quotation inside of a word would be signs: CommonMark looks at both sides of them.
        (("a", Styled("strong", (Text('"b"'),)), "c"), 'a<strong>"b"</strong>c'),
        ((Styled("strong", (Styled("emphasis", (Text("a"),)),)),), "<strong>*a*</strong>"),
        ((Styled("emphasis", (Text("a"),)), Styled("strong", (Text("b"),))), "*a*<strong>b</strong>"),
        (("H", Styled("lowered", (Text("2"),)), "O"), "H<sub>2</sub>O"),
        ((Styled("key", (Text("Ctrl"),)), "+", Styled("key", (Text("C"),))), "<kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        (("!", Link((Text("a"),), E)), r"\![a](https://e.org)"),
        ((Link((Image(E, "logo"),), E),), "[![logo](https://e.org)](https://e.org)"),
        ((Image(E, 'a "b"', width="40%"),), '<img src="https://e.org" alt="a &quot;b&quot;" width="40%">'),
    ],
)  # fmt: skip
def test_parts_of_a_line(parts: tuple[Inline | str, ...], markdown: str) -> None:
    assert written(p(*parts)) == markdown


def test_a_fence_is_longer_than_any_run_of_backticks_inside() -> None:
    code = CodeBlock("```python\nx\n```\n`````", "markdown", (Text("README.md"),))
    assert written(code) == is_(
        """
        *README.md*

        ``````markdown
        ```python
        x
        ```
        `````
        ``````
        """
    )


def test_an_alert_stands_at_the_top_alone() -> None:
    note = Admonition("note", (Text("Note"),), (p("Mind it."),))
    assert written(note) == "> [!NOTE]\n> Mind it."
    assert written(Quote((note,))) == "> > **Note**\n> >\n> > Mind it."
    assert written(Listing((Item((p("a"), note)),))) == "- a\n\n  > **Note**\n  >\n  > Mind it."
    # PyPI would show the sign.
    assert written(note, dialect="pypi") == "> **Note**\n>\n> Mind it."


@pytest.mark.parametrize("kind", ["tip", "important", "warning", "caution"])
def test_every_alert(kind: str) -> None:
    block = Admonition(kind, (Text(kind.capitalize()),), (p("Mind it."),))
    assert written(block) == f"> [!{kind.upper()}]\n> Mind it."


def test_any_other_admonition_has_its_own_title_and_is_no_heading() -> None:
    own = Admonition("", (Text("Before you "), Code("start")), (p("Mind it."),))
    assert written(own) == "> **Before you `start`**\n>\n> Mind it."
    assert written(Admonition("danger", (Text("Danger"),), (p("x"),))) == "> **Danger**\n>\n> x"
    # A title in another language would be lost in an alert.
    assert written(Admonition("note", (Text("Bemerkung"),), (p("x"),))) == "> **Bemerkung**\n>\n> x"


def cell(*blocks: Block, width: int = 1, height: int = 1) -> Cell:
    return Cell(blocks, width, height)


def test_a_table_of_words() -> None:
    rows = (
        (cell(p("Name")), cell(p("Value"))),
        (cell(p(Code("a|b"))), cell(p("1|2", Break(), "3"))),
        (cell(), cell(p(Image(E, "a|b", width="9")))),
    )
    assert written(Table(rows, 1, (Text("Values"),))) == is_(
        r"""
        *Values*

        | Name | Value |
        | --- | --- |
        | `a\|b` | 1\|2<br>3 |
        |  | <img src="https://e.org" alt="a&#124;b" width="9"> |
        """
    )


def test_a_table_with_blocks_or_spans_is_html() -> None:
    listing = Listing((Item((p("x"),)), Item((p("y"),))))
    rows = ((cell(p("Both"), width=2),), (cell(p("a_", Code("b"))), cell(listing, height=2)))
    text = written(Table(rows, 1))
    assert text == is_(
        r"""
        <table>
        <thead>
        <tr>
        <td colspan="2">

        Both

        </td>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>

        a\_`b`

        </td>
        <td rowspan="2">

        - x
        - y

        </td>
        </tr>
        </tbody>
        </table>
        """
    )
    # What is in a cell is read as Markdown.
    assert "<li>x</li>" in rendered(text)
    assert "<code>b</code>" in rendered(text)


def test_headings_are_moved_under_those_of_the_host() -> None:
    blocks = (Heading(1, (Text("One #"),)), Heading(2, (Text("Two"),)))
    assert written(*blocks) == "## One \\#\n\n### Two"
    assert written(*blocks, above=5) == "###### One \\#\n\n###### Two"


def test_lists() -> None:
    nested = Listing((Item((p("b"),)),), 1)
    items = (Item((p("a"), nested)), Item((p("c"),)))
    assert written(Listing(items)) == "- a\n  1. b\n- c"
    assert written(Listing((Item((p("a"), p("b"))), Item((p("c"),))), 9)) == "9. a\n\n   b\n\n10. c"
    # A list that does not begin with 1 cannot stand right below a paragraph.
    late = Listing((Item((p("a"), Listing(nested.items, 3))),))
    assert written(late) == "- a\n\n  3. b"
    # Two lists, one behind the other, are not one.
    assert written(Listing(nested.items), Listing(nested.items)) == "- b\n\n+ b"
    assert written(nested, nested) == "1. b\n\n1) b"


def test_tasks() -> None:
    tasks = Listing((Item((p("now"),), done=True), Item((p("then"),), done=False)))
    assert written(tasks) == "- [x] now\n- [ ] then"
    assert rendered(written(tasks)).count("<input") == 2
    assert written(tasks, dialect="pypi") == "- ☑ now\n- ☐ then"
    assert rendered(written(Listing((Item((p("[ ] no box"),)),)))).count("<input") == 0


def test_definitions() -> None:
    both = Definition(((Text("a"),), (Code("b"),)), (p("What."), p("More.")))
    brief = Definition(((Text("Status"),),), (p("accepted"),), brief=True)
    assert written(Definitions((both,))) == "- **a**\\\n  **`b`**\n\n  What.\n\n  More."
    assert written(Definitions((brief, brief))) == "- **Status**: accepted\n- **Status**: accepted"


def test_line_blocks() -> None:
    lines = (Line((Text("1. Street"),)), Line((Text("in"),), 1), Line(()), Line((Text("Town"),)))
    assert written(Lines(lines)) == "1\\. Street\\\n&emsp;in\\\n&nbsp;\\\nTown"


def test_footnotes() -> None:
    note = Footnote("1", (p("A note."), p("More of it.")))
    text = written(p("Said", NoteMark("1"), "."), note)
    assert text == "Said[^1].\n\n[^1]: A note.\n\n    More of it."
    assert words_of(text) == ["said", "a", "note", "more", "of", "it"]
    assert written(p("Said", NoteMark("1")), note, dialect="pypi") == (
        "Said<sup>1</sup>\n\n<sup>1</sup> A note.\n\nMore of it."
    )


def test_what_folds_out() -> None:
    folded = Details((Text("More <of> "), Code("it")), (p("Hidden *"),), opened=True)
    assert written(folded) == (
        "<details open>\n<summary>More &lt;of&gt; <code>it</code></summary>\n\nHidden \\*\n\n</details>"
    )


def test_formulas() -> None:
    line, block = p("Be ", Formula("a_1 * b")), FormulaBlock("x\n")
    assert written(line, block) == "Be $`a_1 * b`$\n\n```math\nx\n```"
    assert written(line, block, dialect="pypi") == "Be `a_1 * b`\n\n```latex\nx\n```"
