"""`partnercheck whatif`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.completion import criteria_to_set, dimensions_to_set
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK, Against, ConfineOption
from partnercheck.cli.pairs import Pair, at_pair, pairs
from partnercheck.diagnostics import InputError
from partnercheck.render.formats import WHAT_IF, UnderRubric

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic, Problem
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.suppositions import Suppositions

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    dossier: Annotated[
        str, typer.Argument(metavar="DOSSIER", help="The dossier; - reads it from standard input.")
    ]
    against: Against
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CRITERION=ANSWER",
            help="Another answer, as a dossier has it: a level, yes or no, an option, a number, items parted "
            "by commas, or unknown; its evidence stays. A measured criterion takes its measure's number, "
            "such as financials.quick_ratio=1.8. May be repeated, as all three.",
            autocompletion=criteria_to_set,
            show_default=False,
        ),
    ] = None
    grades: Annotated[
        list[str] | None,
        typer.Option(
            "--grade",
            metavar="CRITERION=GRADE",
            help="The grade that the answer counts with, in full, whatever its evidence.",
            autocompletion=criteria_to_set,
            show_default=False,
        ),
    ] = None
    weights: Annotated[
        list[str] | None,
        typer.Option(
            "--weight",
            metavar="DIMENSION=WEIGHT",
            help="Another weight for a dimension, beside those of the others in the rubric.",
            autocompletion=dimensions_to_set,
            show_default=False,
        ),
    ] = None
    format: Annotated[str, FormatOption(WHAT_IF, "How it is written.")] = "terminal"

    def supposed(self) -> dict[str, list[str] | None]:
        """Return what is supposed, by option."""
        return {"--set": self.answers, "--grade": self.grades, "--weight": self.weights}


@command(app, note="Nothing is written.")
def whatif(asked: Options, confine: ConfineOption = None) -> None:
    """Show the decision as it would be if something were otherwise, and what moved.

    What moved from date to date: `partnercheck history`.

    \b
    Examples:
      partnercheck whatif acme.yaml --set sanctions=yes
      partnercheck whatif acme.yaml --set commitment=4 --grade commitment=verified
      partnercheck whatif acme.yaml --set financials.interest_coverage=1.2 --weight financials=30
    """
    from partnercheck.cli.dossiers import open_dossier
    from partnercheck.cli.told import say_after
    from partnercheck.engine import decide, explain
    from partnercheck.insight.whatif import what_if
    from partnercheck.load import Loader

    given = {option: pairs(texts or (), option) for option, texts in asked.supposed().items()}
    if not any(given.values()):
        raise typer.BadParameter("suppose something: give --set, --grade or --weight")
    inputs = open_dossier(Loader(confine=confine), asked.dossier, asked.against)
    supposed, odd = _suppositions(inputs, given)
    decision = decide(inputs)
    under = UnderRubric(what_if(inputs, supposed, explain(decision)), inputs.rubric)
    show(WHAT_IF.render(asked.format, under, layout()), asked.format)
    say_after([*odd, *(decision.diagnostics if asked.format != "json" else ())])


def _suppositions(inputs: Inputs, given: dict[str, list[Pair]]) -> tuple[Suppositions, list[Diagnostic]]:
    """Return what is supposed, and what is odd about it.

    Raises:
        InputError: Something is wrong with it.
    """
    from partnercheck.model.suppositions import read_suppositions

    problems: list[Problem] = []
    supposed = read_suppositions(inputs, given["--set"], given["--grade"], given["--weight"], problems)
    diagnostics = [_at_option(each, given) for each in problems]
    if any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    return supposed, diagnostics


def _at_option(problem: Problem, given: dict[str, list[Pair]]) -> Diagnostic:
    """Return a problem at its place in the option that it is about."""
    option = f"--{problem.path[0]}"
    return at_pair(problem, problem.path[1:], given[option], option)
