"""Pages with one place of every sort for a defect of a line: the start, lists, tables, admonitions, the end."""

from __future__ import annotations

REST = """\
First {0}

Planted
=======

Begins with {1}

A paragraph, whose
second line has {2}, and
a third goes on.

* An item.
* An item
  with {3}

  1. Nested

     deeper: {4}

{grid}

.. list-table::

   * - Cell
     - Row
   * - {6}
     - end

.. note::

   Admonished, over
   two lines: {7}

   .. warning::

      * nested {8}

Term
   Defined by {9}

  A quotation of {10}

.. [#f] A footnote with {12}

Footnote [#f]_.

.. include:: ../parts/{part}.txt

Deeper
------

:Field: holds {11}

Deeper still
~~~~~~~~~~~~

.. code-block:: rst

   {code}

{literal} A block::

   {code}

Ends with {13}"""

MYST = """\
# Planted

Begins with {0}

A paragraph, whose
second line has {1}, and
a third goes on.

- An item.
- An item
  with {2}

  1. Nested

     deeper: {3}

| one | two |
| --- | --- |
| cell | {4} |
| {5} | cell |

```{{note}}
Admonished, over
two lines: {6}

:::{{warning}}
- nested {7}
:::
```

Term
: Defined by {8}

> A quotation of {9}

Footnote[^f].

[^f]: A footnote with {10}

```{{include}} ../parts/{part}.md
```

## Deeper

### Deeper still

<b>Bold</b> {11}

```rst
{code}
```

{literal} A block:

    {code}

Ends with {12}"""

PART = """\
Included {0}

* Included item {1}
"""

GITHUB = """\
# Planted

Begins with {0}

A paragraph, whose
second line has {1}, and
a third goes on.

- An item.
- An item
  with {2}

  1. Nested

     deeper: {3}

| one | two |
| --- | --- |
| cell | {4} |

> Quoted {5}

> [!NOTE]
> Admonished {6}

<details>

Hidden {7}

</details>

## Deeper

<b>Bold</b> {8}

```markdown
{code}
```

{literal}

    {code}

Ends with {9}"""

PLAIN_REST = """\
Planted
=======

Begins with {0}

A paragraph, whose
second line has {1}, and
a third goes on.

* An item.
* An item
  with {2}

  1. Nested

     deeper: {3}

{grid}

.. note::

   Admonished {5}

Term
   Defined by {6}

Deeper
------

.. code-block:: rst

   {code}

A block::

   {code}

Ends with {7}"""


def page(template: str, defect: str, rule: str, part: str = "", leave: tuple[int, ...] = ()) -> str:
    """Return a page with a defect in every place but those that are left, and marks for them."""
    marked = ["fine" if place in leave else f"{defect} «{rule}»" for place in range(20)]
    grid = f"+--{'-' * len(defect)}+\n| {defect} |«{rule}»\n+--{'-' * len(defect)}+"
    # A path in code is the defect itself.
    # Only reST takes a literal that ends with the sign that encloses it.
    code = f"``{defect}``" if template in {REST, PLAIN_REST} else f"`` {defect} ``"
    literal = "" if rule == "path-missing" else f"A literal: {code}."
    return template.format(*marked, grid=grid, code=defect, literal=literal, part=part)
