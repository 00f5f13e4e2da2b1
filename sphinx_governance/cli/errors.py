"""Problems of use: what the person at the terminal can mend."""

from __future__ import annotations

from collections.abc import Iterable

import click


def unknown(what: str, name: str, known: Iterable[str], otherwise: str) -> UsageProblem:
    """Return what to say of a name that nothing has: what was probably meant, else *otherwise*."""
    from sphinx_governance.model.text import nearest

    near = nearest(name, known)
    return UsageProblem(
        f"there is no {what} {name!r}", f"did you mean {near}?" if near else otherwise
    )


class UsageProblem(click.ClickException):
    """Wrong use or settings: exit status 2."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: object = None) -> None:
        """Say what is wrong, and what to do."""
        del file
        click.echo(f"Error: {self.message}", err=True)
        if self.hint:
            click.echo(f"       {self.hint}", err=True)
