"""`partnercheck rubric`."""

from __future__ import annotations

import typer

from partnercheck.cli.options import LOOK

_MODULES = {"list": "list_"} | {name: name for name in ("show", "new", "check", "test", "diff", "sql")}

COMMANDS = {name: f"partnercheck.cli.commands.rubric.{module}" for name, module in _MODULES.items()}

app = typer.Typer(**LOOK, no_args_is_help=True)


@app.callback()
def rubric() -> None:
    """Rubrics as code: find them, start one, check and test it, and see what a change does."""
