"""Problems of use: what the person at the terminal can mend."""

from __future__ import annotations

import click


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
