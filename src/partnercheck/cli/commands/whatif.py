"""The options of `partnercheck whatif`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.options import LOOK, AsOfOption, OrganisationOption, RubricOption, day

if TYPE_CHECKING:
    from partnercheck.cli.whatif import Pairs

app = typer.Typer(**LOOK)


class Format(StrEnum):
    """How what would move is written."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


@app.command(epilog="Exit codes: 0 done; 2 the input or the command is wrong. Nothing is written.")
def whatif(
    dossier: Annotated[
        str, typer.Argument(metavar="DOSSIER", help="The dossier; - reads it from standard input.")
    ],
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CRITERION=ANSWER",
            help="Another answer, as a dossier has it: a level, yes or no, an option, a number, items parted "
            "by commas, or unknown; its evidence stays. A measured criterion takes its measure's number, "
            "such as financials.quick_ratio=1.8. May be repeated, as all three.",
            show_default=False,
        ),
    ] = None,
    grades: Annotated[
        list[str] | None,
        typer.Option(
            "--grade",
            metavar="CRITERION=GRADE",
            help="The grade that the answer counts with, in full, whatever its evidence.",
            show_default=False,
        ),
    ] = None,
    weights: Annotated[
        list[str] | None,
        typer.Option(
            "--weight",
            metavar="DIMENSION=WEIGHT",
            help="Another weight for a dimension, beside those of the others in the rubric.",
            show_default=False,
        ),
    ] = None,
    rubric: RubricOption = None,
    organisation: OrganisationOption = None,
    as_of: AsOfOption = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format, typer.Option("--format", "-f", help="How it is written.")
    ] = Format.terminal,
) -> None:
    """Show the decision as it would be if something were otherwise, and what moved.

    \b
    Examples:
      partnercheck whatif acme.yaml --set sanctions=yes
      partnercheck whatif acme.yaml --set commitment=4 --grade commitment=verified
      partnercheck whatif acme.yaml --set financials.interest_coverage=1.2 --weight financials=30
    """
    from partnercheck.cli.dossiers import Against
    from partnercheck.cli.whatif import Request, run_whatif

    suppositions = {
        "set": _pairs(answers, "--set"),
        "grade": _pairs(grades, "--grade"),
        "weight": _pairs(weights, "--weight"),
    }
    if not any(suppositions.values()):
        raise typer.BadParameter("suppose something: give --set, --grade or --weight")
    against = Against(rubric, organisation, day(as_of))
    raise typer.Exit(run_whatif(Request(dossier, against, suppositions, format.value)))


def _pairs(arguments: list[str] | None, option: str) -> Pairs:
    from partnercheck.cli.whatif import pairs

    try:
        return pairs(arguments or [])
    except ValueError as error:
        raise typer.BadParameter(f"{str(error)!r} is not of the form NAME=VALUE", param_hint=option) from None
