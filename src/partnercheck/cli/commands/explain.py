"""`partnercheck explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK
from partnercheck.diagnostics import did_you_mean, fail, shown

app = typer.Typer(**LOOK)


def _codes(incomplete: str) -> list[str]:
    from partnercheck.authoring.rules import RULES

    slugs = [rule.name for rule in RULES.values() if rule.name.startswith(incomplete.lower())]
    return [*(code for code in RULES if code.startswith(incomplete.upper())), *slugs]


@command(app, exits={2: "there is no such code"})
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="Such as RC204, or its name; without one, all are listed.",
            autocompletion=_codes,
        ),
    ] = None,
) -> None:
    """Explain a finding of `rubric check`: why it matters, what to do, an example of each kind.

    \b
    Examples:
      partnercheck explain
      partnercheck explain RC204
      partnercheck explain untested-flag
    """
    from partnercheck.authoring.examine import rules

    known = rules()
    if code is None:
        for each in known.values():
            print(f"{each.code}  {each.severity:<7}  {each.name:<22}  {each.summary}")
        return
    by_name = {each.name: each for each in known.values()}
    rule = known.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        message = f"there is no rule `{shown(code)}`"
        raise fail(
            "unknown-code",
            message,
            shown(code),
            did_you_mean(code.upper(), known) or did_you_mean(code.lower(), by_name),
        )
    print(rule.help, end="")
