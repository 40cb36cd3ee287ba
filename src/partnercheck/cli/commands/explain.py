"""`partnercheck explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK
from partnercheck.diagnostics import did_you_mean, fail, shown
from partnercheck.render.formats import RULES

if TYPE_CHECKING:
    from partnercheck.model.rule_list import Rule

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
    format: Annotated[str, FormatOption(RULES)] = "terminal",  # noqa: A002  (the option's name)
) -> None:
    """Explain a finding of `rubric check`: why it matters, what to do, an example of each kind.

    \b
    Examples:
      partnercheck explain
      partnercheck explain RC204
      partnercheck explain untested-flag
      partnercheck explain --format json
    """
    from partnercheck.authoring.examine import rules
    from partnercheck.model.rule_list import RuleList

    known = rules()
    asked = tuple(known.values()) if code is None else (_named(code, known),)
    show(RULES.render(format, RuleList("rules/1", asked), layout()), format)


def _named(code: str, known: dict[str, Rule]) -> Rule:
    """Return the rule of a code or name.

    Raises:
        InputError: There is none.
    """
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
    return rule
