"""The options of `partnercheck explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


def _codes(incomplete: str) -> list[str]:
    from partnercheck.authoring.rules import RULES

    return [code for code in RULES if code.startswith(incomplete.upper())]


@app.command(epilog="Exit codes: 0 done; 2 there is no such code.")
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="Such as RC204; without one, all are listed.", autocompletion=_codes
        ),
    ] = None,
) -> None:
    """Explain a finding of `rubric check`: why it matters, what to do, an example of each kind.

    \b
    Examples:
      partnercheck explain
      partnercheck explain RC204
    """
    from partnercheck.cli.check import run_explain

    raise typer.Exit(run_explain(code))
