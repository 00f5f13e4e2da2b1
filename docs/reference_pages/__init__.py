"""What the reference pages say of the code, taken from the code.

The directive ``generated`` writes one part of a page: ``.. generated:: settings``.
The pages of the rules are whole files; they are written to ``docs/source/rules``
before Sphinx looks for pages, each only where its text differs from what is there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

import sphinx_governance
from sphinx_governance.files import write_if_different

from .commands import commands_text
from .kinds import fields_text, kind_text, preset_text
from .llms import publish_llms
from .rules import rule_pages
from .schemas import SCHEMAS, schema_text
from .settings import settings_text
from .views import directive_text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PACKAGE = Path(sphinx_governance.__file__).parent

PARTS: Mapping[str, Callable[..., str]] = {
    "commands": commands_text,
    "directive": directive_text,
    "fields": fields_text,
    "kind": kind_text,
    "preset": preset_text,
    "schema": schema_text,
    "settings": settings_text,
}
"""Name of a part → the function that writes it; it takes the directive's further words."""


class Generated(SphinxDirective):
    """Puts one part here: ``.. generated:: kind adr``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the part's text; a change of the package makes the page be read again."""
        name, *arguments = self.arguments[0].split()
        for folder in (PACKAGE, Path(__file__).parent):
            for file in sorted(folder.rglob("*.*")):
                if file.suffix in {".py", ".toml", ".json"}:
                    self.env.note_dependency(str(file))
        return self.parse_text_to_nodes(PARTS[name](*arguments), allow_section_headings=True)


def write_rule_pages(folder: Path) -> None:
    """Write a page for each rule and their index, and remove the pages of rules that are gone."""
    pages = rule_pages()
    for name, text in pages.items():
        write_if_different(folder / name, text)
    for file in folder.glob("*.rst"):
        if file.name not in pages:
            file.unlink()


def _publish_schemas(app: Sphinx, exception: Exception | None) -> None:
    """Put the JSON Schemas where their ``$id`` says that they are."""
    if exception is None and app.builder.format == "html":
        for name in SCHEMAS:
            target = Path(app.outdir, "schema", f"{name}-1.json")
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(PACKAGE / "schema" / target.name, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and write the pages of the rules."""
    app.add_directive("generated", Generated)
    app.connect("builder-inited", lambda app: write_rule_pages(Path(app.srcdir, "rules")))
    app.connect("build-finished", _publish_schemas)
    app.connect("build-finished", publish_llms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
