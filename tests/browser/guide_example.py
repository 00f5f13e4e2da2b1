"""An example guide: artifacts, scenarios, and trees of every sort, with text that means harm."""

from __future__ import annotations

import random
from collections.abc import Mapping

from .example import PAGES as RECORD_PAGES

HOSTILE = '<script>alert(1)</script> & "quoted" <b>'
MANY_TREE = "many-paths"
HOSTILE_IMAGE = "<img src=x onerror=alert(2)>"

_GUIDE = """\
Contributing
============

.. decision-tree:: what-to-write
   :title: What do I have to write?
   :flowchart:

   Three questions at most.

   .. question:: Is this a **bug** fix of ``run()``?
      :id: bug

      .. answer:: Yes
         :scenario: fix-bug

      .. answer:: No
         :goto: complex

   .. question:: Is the implementation complex?
      :id: complex

      A change is complex when a _`maintainer` needs more than the diff to understand it.
      See :gov:artifact:`design-doc`.

      .. answer:: Yes
         :requires: design-doc
         :suggests: changelog
         :goto: words

         For example a new way to talk to a backend.

      .. answer:: No

         .. question:: Is it a new backend?

            .. answer:: Yes
               :scenario: add-backend

            .. answer:: No
               :end:

   .. question:: How many words did you write?
      :id: words

      .. answer::
         :range: <200
         :requires: changelog

      .. answer:: Some
         :range: 200-500
         :suggests: user-guide

      .. answer:: Many
         :range: >500
         :scenario: add-backend

Artifacts
---------

.. artifact:: changelog
   :title: Changelog entry
   :paths: CHANGELOG.md
   :when: always

   One line under *Unreleased*, with the pull request's number. See ``a/very/long/path/that/has/no/place/to/break/at/all``.

.. artifact:: user-guide
   :title: User guide page
   :paths: docs/guide/*.md

.. artifact:: how-to
   :title: How-to
   :paths: docs/howto/*.md

.. artifact:: design-doc
   :title: Design document
   :paths: docs/design/a-folder-with-a-long-name/another-folder-with-a-long-name/**

Scenarios
---------

.. scenario:: add-backend
   :title: I'm adding a new backend (e.g. Mistral)
   :when-added: massgen/backends/*.py
   :required: changelog
   :one-of: user-guide | how-to
   :optional: design-doc

   Copy the smallest backend there is.

.. scenario:: fix-bug
   :title: I'm fixing a bug
   :when-title: ^fix(\\(.+\\))?:
   :required: changelog

Tables
------

.. artifact-table::

.. scenario-table::
"""

_TWO = """\
# Two trees

````{decision-tree} first
:title: First

```{question} Do you like it?
:id: like

:::{answer} Yes
:requires: changelog
:::
:::{answer} No
:end:
:::
```
````

````{decision-tree} second
:title: Second

```{question} Do you need it?
:id: need

:::{answer} Yes
:requires: how-to
:::
:::{answer} No
:end:
:::
```
````
"""

_HOSTILE = f"""\
Hostile
=======

.. artifact:: evil
   :title: {HOSTILE} [x](javascript:alert(3)) @team

.. scenario:: evil-scenario
   :title: {HOSTILE_IMAGE} *not strong*
   :required: evil

.. decision-tree:: evil-tree
   :title: {HOSTILE}
   :flowchart:

   .. question:: {HOSTILE} ?
      :id: really

      .. answer:: {HOSTILE_IMAGE} \\N \\"
         :scenario: evil-scenario

      .. answer:: ``</span><script>alert(4)</script>``
         :requires: evil, <b>nobody</b>
"""


def _many() -> str:
    """Return a page with a tree of every shape: choices, gotos forward and back, questions inside answers."""
    draw = random.Random(4)
    artifacts = [f"thing-{number}" for number in range(6)]
    scenarios = [f"case-{number}" for number in range(4)]

    def some(most: int) -> list[str]:
        return draw.sample(artifacts, draw.randint(0, most))

    text = "Many\n====\n"
    for name in artifacts:
        text += f"\n.. artifact:: {name}\n   :title: The {name}\n"
    for name in scenarios:
        lists = {"required": ", ".join(some(2)), "optional": ", ".join(some(2))}
        lists["one-of"] = " | ".join(draw.sample(artifacts, 2)) if draw.random() < 0.7 else ""
        options = "".join(f"   :{key}: {value}\n" for key, value in lists.items() if value)
        text += f"\n.. scenario:: {name}\n   :title: The {name}\n{options}"
    text += f"\n.. decision-tree:: {MANY_TREE}\n   :title: Many paths\n"
    names = [f"q{number}" for number in range(7)]
    for name in names:
        text += f"\n   .. question:: Question {name}\n      :id: {name}\n"
        for answer in ("a", "b", "c")[: draw.randint(2, 3)]:
            more = {"requires": ", ".join(some(1)), "suggests": ", ".join(some(2))}
            more["scenario"] = draw.choice(scenarios) if draw.random() < 0.4 else ""
            more["goto"] = draw.choice(names) if draw.random() < 0.7 else ""
            written = "".join(f"         :{key}: {value}\n" for key, value in more.items() if value)
            text += f"\n      .. answer:: {answer}\n{written}"
            if not more["goto"] and draw.random() < 0.5:
                inner = f"{name}{answer}"
                text += f"\n         .. question:: Inner {inner}\n            :id: {inner}\n"
                text += f"\n            .. answer:: x\n               :requires: {draw.choice(artifacts)}\n"
                text += "\n            .. answer:: y\n               :end:\n"
    return text


GUIDE: Mapping[str, str] = {
    "index.rst": "Example\n=======\n\n.. toctree::\n\n   contributing\n   two\n   hostile\n   many\n   plain\n",
    "contributing.rst": _GUIDE,
    "two.md": _TWO,
    "hostile.rst": _HOSTILE,
    "many.rst": _many(),
    "plain.rst": RECORD_PAGES["plain.rst"],
}

PULL_REQUEST_URL = "https://github.com/o/r/compare?expand=1&template={scenario}.md"


def guide_conf(theme: str) -> str:
    """Return a conf.py; nothing of it asks another host."""
    return (
        'project = "Example"\n'
        'extensions = ["myst_parser", "sphinx.ext.graphviz", "sphinx_governance"]\n'
        'myst_enable_extensions = ["colon_fence"]\n'
        f'html_theme = "{theme}"\n'
        "html_copy_source = False\n"
        "smartquotes = False\n"
        f'governance_pull_request_url = "{PULL_REQUEST_URL}"\n'
    )
