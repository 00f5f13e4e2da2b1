"""``sphinx-governance completion``: the script that lets a shell complete commands, options and records."""

from __future__ import annotations

import click

PROGRAM = "sphinx-governance"
VARIABLE = "_SPHINX_GOVERNANCE_COMPLETE"
_PLACES = {
    "bash": "Put it into ~/.local/share/bash-completion/completions/sphinx-governance",
    "zsh": "Put it into a folder of $fpath, as _sphinx-governance",
    "fish": "Put it into ~/.config/fish/completions/sphinx-governance.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_PLACES)), metavar="|".join(_PLACES))
def completion(shell: str) -> None:
    """Print the script with which a shell completes commands, options, records and statuses.

    It goes where the shell looks for it: the first line of the script says where. Records are found
    as in a bare folder, so that no conf.py runs while you type.

    \b
    Examples:
      sphinx-governance completion bash > ~/.local/share/bash-completion/completions/sphinx-governance
      sphinx-governance completion zsh > ~/.zfunc/_sphinx-governance
      sphinx-governance completion fish > ~/.config/fish/completions/sphinx-governance.fish
    """  # fmt: skip
    from click.shell_completion import get_completion_class

    from sphinx_governance.cli.main import commands

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"click knows no {shell}")
    made = kind(commands, {}, PROGRAM, VARIABLE)
    script = made.source_template % made.source_vars()
    # zsh looks for its own line first.
    comment = f"# {_PLACES[shell]}\n"
    if script.startswith("#compdef"):
        first, _, rest = script.partition("\n")
        script = f"{first}\n{comment}{rest}"
    else:
        script = comment + script.lstrip("\n")
    click.echo(script.rstrip("\n"))
