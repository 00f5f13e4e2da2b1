"""What is written of the nodes of docutils, Sphinx, MyST and sphinx-design: one build, a page a family."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from textwrap import dedent

import pytest

from sphinx_governance.fragment_prose import FragmentProse
from sphinx_governance.model.prose import File, Place, Target, Web
from sphinx_governance.outputs.markdown import write_blocks

from ..cli.tools import write_files
from .pages import collected, words_on
from .tools import words_of

CONF = """
import sys
sys.path.insert(0, {here!r})
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.autodoc", "sphinx.ext.graphviz",
              "sphinx.ext.todo", "sphinx_governance", "strange_extension"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist", "strikethrough"]
suppress_warnings = ["myst.strikethrough", "toc.not_included"]
todo_include_todos = True
"""
STRANGE = """
from docutils import nodes
from docutils.parsers.rst import Directive

class mermaid(nodes.General, nodes.Element): pass
class strange_block(nodes.General, nodes.Element): pass
class strange_words(nodes.General, nodes.Inline, nodes.TextElement): pass

class Mermaid(Directive):
    has_content = True
    def run(self):
        return [mermaid(code="\\n".join(self.content))]

class Strange(Directive):
    def run(self):
        inside = nodes.paragraph("", "", nodes.Text("Kept "), strange_words("", "words"))
        node = strange_block("", inside)
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return [node]

def setup(app):
    for node in (mermaid, strange_block, strange_words):
        app.add_node(node)
    app.add_directive("mermaid", Mermaid)
    app.add_directive("strange", Strange)
"""
MODULE = '''
"""A module."""

def run(command: str, *, fast: bool = False) -> int:
    """Run a command.

    :param command: what to run
    :param fast: whether to hurry
    :returns: the status
    :raises OSError: there is none
    """
'''
LISTS = r"""
Lists
=====

.. glossary::

   term : kind
   other term
      What both are.

-a, --all   everything
--size=N    so much

:Author: Somebody
:Long: First.

       Second.

.. hlist::

   * a
   * b
   * c

#. [x] with a box

.. productionlist::
   sum: `number` "+" `number`
   number: "0" | "1"

.. [Who2002] A citation. See [Who2002]_.

.. |name| replace:: replaced

A |name| and :abbr:`ADR (a decision)` with ``a  b``, :sup:`up`, :file:`src/{x}`, :guilabel:`&Save`,
:menuselection:`File --> Open`, *a*\ ``b``\ **c**.

   A quotation.

   -- Somebody

.. versionadded:: 2.0
   New.

.. deprecated:: 3.0

.. seealso:: Elsewhere.

.. todo:: Do it.

.. topic:: Topic

   In it.

.. sidebar:: Aside

   Beside it.

.. only:: markdown

   For readers of Markdown.

.. only:: html

   For readers of pages.

.. comment

----

.. rubric:: A rubric

.. centered:: In the middle

>>> 1 + 1
2

::

   plain

.. math::

   a_b = c
"""
CODE = """
Code
====

.. autofunction:: a_module.run

.. mermaid::

   graph TD

.. graphviz::
   :alt: One thing leads to another.

   digraph { a -> b }

.. graphviz::

   digraph { c -> d }

.. figure:: sub/logo.png
   :alt: Logo
   :width: 200 px

   The *logo*.

   A legend.

.. table:: Numbers
   :widths: auto

   ===  ===
   Spanning
   --------
   a    b
   ===  ===
   1    2
   ===  ===

.. csv-table::

   1, 2
   3,
"""
DESIGN = """
# Design

::::{grid} 2

:::{grid-item-card} One
:link: lists
:link-type: doc

Body.
+++
Foot
:::

:::{card} Two
:link: https://e.org

Other.
:::
::::

::::{tab-set}
:::{tab-item} pip
Install.
:::
::::

:::{dropdown} Fold *me*
:open:
Folded.
:::

{bdg-primary}`new` {octicon}`alert` ~~gone~~

```{button-link} https://e.org
Go on
```

- [ ] open
- [x] done

Term
: Said of it.

Be $a_b$.
"""
SUB = """
Sub
===

.. image:: logo.png
   :alt: Here

.. strange::

See :ref:`genindex`, `a page <other.html>`_ and :download:`it <logo.png>`.
"""


def named(target: Target, picture: bool) -> str:
    match target:
        case Web(url):
            return url
        case File(path):
            return f"file:{path}"
        case Place(page, _, anchor):
            return f"page:{page}#{anchor}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FragmentProse]:
    folder = tmp_path_factory.mktemp("nodes")
    here = str(folder / "ext")
    files = {
        "ext/strange_extension.py": STRANGE, "ext/a_module.py": MODULE, "src/conf.py": CONF.format(here=here),
        "src/index.rst": "Home\n====\n\n.. toctree::\n   :caption: Contents\n\n   lists\n   Other <code>\n   https://e.org\n",
        "src/lists.rst": LISTS, "src/code.rst": CODE, "src/design.md": DESIGN, "src/sub/page.rst": SUB, "src/sub/logo.png": "",
    }  # fmt: skip
    write_files(folder, {name: text.lstrip("\n").encode() for name, text in files.items()})
    try:
        yield FragmentProse(collected(folder / "src", folder / "out"))
    finally:
        sys.path.remove(here)
        for name in ("strange_extension", "a_module"):
            sys.modules.pop(name, None)


def written(pages: FragmentProse, page: str) -> str:
    return write_blocks(pages.whole(page).blocks, named)


def is_(text: str) -> str:
    return dedent(text).strip("\n")


def test_lists(pages: FragmentProse) -> None:
    assert written(pages, "lists") == is_(
        r"""
        ## Lists

        - **term**\
          **other term**

          What both are.

        + **`-a`**\
          **`--all`**

          everything

        + **`--size=N`**

          so much

        - **Author**: Somebody

        - **Long**

          First.

          Second.

        + a
        + b
        + c

        1. [x] with a box

        ```
        sum    ::= number "+" number
        number ::= "0" | "1"
        ```

        - **\[Who2002\]**: A citation. See [\[Who2002\]](page:lists#who2002).

        A replaced and ADR (a decision) with `a  b`, <sup>up</sup>, `src/x`, Save, File ‣ Open, *a*`b`**c**.

        > A quotation.
        >
        > — Somebody

        Added in version 2.0: New.

        Deprecated since version 3.0.

        > **See also**
        >
        > Elsewhere.

        > **Todo**
        >
        > Do it.

        **Topic**

        In it.

        **Aside**

        Beside it.

        For readers of Markdown.

        ***

        **A rubric**

        **In the middle**

        ```pycon
        >>> 1 + 1
        2
        ```

        ```
        plain
        ```

        ```math
        a_b = c
        ```
        """
    )


def test_code(pages: FragmentProse) -> None:
    assert written(pages, "code") == is_(
        r"""
        ## Code

        - **`a_module.run(command: str, *, fast: bool = False) -> int`**

          Run a command.

          - **Parameters**
            - **command** – what to run
            - **fast** – whether to hurry
          - **Returns**: the status
          - **Raises**: **OSError** – there is none

        ```mermaid
        graph TD
        ```

        One thing leads to another.

        ```dot
        digraph { c -> d }
        ```

        <img src="file:sub/logo.png" alt="Logo" width="200">

        The *logo*.

        A legend.

        *Numbers*

        <table>
        <thead>
        <tr>
        <th colspan="2">

        Spanning

        </th>
        </tr>
        <tr>
        <th>

        a

        </th>
        <th>

        b

        </th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>

        1

        </td>
        <td>

        2

        </td>
        </tr>
        </tbody>
        </table>

        |  |  |
        | --- | --- |
        | 1 | 2 |
        | 3 |  |
        """
    )


def test_design(pages: FragmentProse) -> None:
    assert written(pages, "design") == is_(
        r"""
        ## Design

        [**One**](page:lists#)

        Body.

        Foot

        [**Two**](https://e.org)

        Other.

        **pip**

        Install.

        <details open>
        <summary>Fold <em>me</em></summary>

        Folded.

        </details>

        new gone

        [Go on](https://e.org)

        - [ ] open
        - [x] done

        + **Term**

          Said of it.

        Be $`a_b`$.
        """
    )


def test_a_page_in_a_folder(pages: FragmentProse) -> None:
    assert written(pages, "sub/page") == is_(
        r"""
        ## Sub

        ![Here](file:sub/logo.png)

        Kept words

        See Index, a page and [`it`](file:sub/logo.png).
        """
    )
    assert written(pages, "index") == is_(
        r"""
        ## Home

        **Contents**

        - [Lists](page:lists#)
        - [Other](page:code#)
        - [https&#58;//e.org](https://e.org)
        """
    )
    assert [(item.at.line, item.message, item.hint) for item in pages.whole("sub/page").unsaid] == [
        (7, "nothing is known of 'strange_block' in Markdown; its text is kept", ""),
        (7, "nothing is known of 'strange_words' in Markdown; its text is kept", ""),
        (
            9,
            "the link 'genindex' leads nowhere that can be linked to from outside",
            "link to a page, a label or a whole address",
        ),
        (
            9,
            "the link 'other.html' leads nowhere that can be linked to from outside",
            "link to a page, a label or a whole address",
        ),
    ]


@pytest.mark.parametrize("page", ["lists", "code", "design", "sub/page", "index"])
def test_no_word_is_lost(pages: FragmentProse, page: str) -> None:
    # More words than on the page: titles, explanations, the code of drawings.
    assert Counter(words_on(pages.resolved(page))) <= Counter(words_of(written(pages, page)))
    assert page == "sub/page" or pages.whole(page).unsaid == ()
