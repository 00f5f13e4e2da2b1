"""``sphinx-governance``: the group of commands, and what happens when one of them breaks."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from typing import Any

import click

from sphinx_governance import __version__
from sphinx_governance.cli.adr import adr
from sphinx_governance.cli.ask import ask
from sphinx_governance.cli.check import check
from sphinx_governance.cli.checklist import checklist
from sphinx_governance.cli.completion import completion
from sphinx_governance.cli.convert import convert
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.export import export
from sphinx_governance.cli.github import github
from sphinx_governance.cli.graph import graph
from sphinx_governance.cli.init import init
from sphinx_governance.cli.link import link
from sphinx_governance.cli.list_ import list_
from sphinx_governance.cli.new import new
from sphinx_governance.cli.renumber import renumber
from sphinx_governance.cli.search import search
from sphinx_governance.cli.show import show
from sphinx_governance.cli.status import status
from sphinx_governance.cli.supersede import supersede
from sphinx_governance.cli.sync import sync
from sphinx_governance.cli.templates import templates
from sphinx_governance.cli.why import why

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 90}


@click.group(context_settings=_CONTEXT, epilog="Docs: https://sphinx-governance.readthedocs.io/")
@click.version_option(__version__, "-V", "--version", prog_name="sphinx-governance")
def commands() -> None:
    """Decision records, RFCs and contribution rules: list them, check them, see them as data.

    PATH is a Sphinx project, a repository, or any folder of records; without it,
    the project that the working directory belongs to.

    \b
    Try:
      sphinx-governance init               what a project needs to begin, and nothing else
      sphinx-governance list docs/adr      a folder of records as it is
      sphinx-governance check              everything that is wrong, with the fix
      sphinx-governance show ADR-0007      one record
      sphinx-governance new adr "Use X"    the next record, in the form of the others
      sphinx-governance status 7 accepted  one record moves on
      sphinx-governance renumber 7 12      another number, wherever it is referred to
      sphinx-governance ask                what a contribution owes, by question and answer
      sphinx-governance why src/db.py      the decisions that govern a file
      sphinx-governance checklist          what a pull request owes
      sphinx-governance search queue mail  records and pages that hold these words
      sphinx-governance export csv         the records for other programs, as a feed too
      sphinx-governance sync               parts of the README that come from the docs
    """


for _command in (
    adr,
    ask,
    check,
    checklist,
    completion,
    convert,
    export,
    github,
    graph,
    init,
    link,
    list_,
    new,
    renumber,
    search,
    show,
    status,
    supersede,
    sync,
    templates,
    why,
):
    commands.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; the exit status is 0, 1 (findings), 2 (wrong use) or 3 (our error)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        # Without its standalone mode click returns the status of Exit.
        result = commands.main(args=arguments, prog_name="sphinx-governance", standalone_mode=False)
        status = result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        status = 130
    except UsageProblem as problem:
        problem.show()
        status = 2
    except click.ClickException as problem:
        problem.show()
        status = 2
    except BrokenPipeError:
        # The reader (``| head``) has left; writing to it again at exit would fail as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:  # noqa: BLE001 - the last place that can turn a traceback into a report
        status = _report_crash(error)
    sys.exit(status)


def _report_crash(error: Exception) -> int:
    """Keep the traceback in a file, and say where it is and where to send it."""
    details: Any = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", prefix="sphinx-governance-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(
            f"sphinx-governance {__version__}, Python {sys.version}\n{sys.argv}\n\n{details}"
        )
    for line in (
        f"Internal error: {type(error).__name__}: {error}",
        *getattr(error, "__notes__", ()),
    ):
        click.echo(line, err=True)
    click.echo(f"Please report it with {file.name} (it holds the traceback).", err=True)
    click.echo("https://github.com/sphinx-governance/sphinx-governance/issues", err=True)
    return 3
