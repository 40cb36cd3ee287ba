"""`partnercheck ask`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import (
    LOOK,
    ConfineOption,
    ForceOption,
    QuietOption,
    day,
    named_path,
    target_path,
)
from partnercheck.diagnostics import did_you_mean, fail, shown, visible
from partnercheck.model.asking import Side

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def ask(
    dossier: Annotated[
        Path, typer.Argument(metavar="DOSSIER", parser=named_path, help="The dossier of the partner.")
    ],
    side: Annotated[Side, typer.Option(help="Whom to ask: our people, theirs, or a reference.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FORM",
            parser=target_path,
            help="The form to write: .html, .xlsx, .yaml",
        ),
    ],
    person: Annotated[
        str | None, typer.Option("--for", metavar="NAME", help="The person who is asked.", show_default=False)
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="IDS",
            help="Ask only these criteria, dimensions, facts and sections; repeatable, or parted by commas.",
            show_default=False,
        ),
    ] = None,
    open_: Annotated[
        bool,
        typer.Option(
            "--open", help="Ask only what is unanswered, too weak for a flag, expired or in dispute."
        ),
    ] = False,
    by: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=day, help="The day by which to return it.", show_default=False),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> None:
    """Write a questionnaire for those who know the answers; `collect` reads what comes back.

    A form says who will see the answers, and holds no weight, value, flag or answer of anybody else. What
    was asked of whom is kept beside the replies, in asked.yaml.

    \b
    Examples:
      partnercheck ask acme.yaml --side them --for "O. Haddad" --by 2026-12-11 -o haddad.xlsx
      partnercheck ask acme.yaml --side us -o ours.html
      partnercheck ask acme.yaml --side us --open -o again.yaml
    """
    from partnercheck.authoring.questionnaire import Request
    from partnercheck.cli.asking import askable, still_open
    from partnercheck.cli.dossiers import check_in_file
    from partnercheck.cli.outputs import file_target
    from partnercheck.engine import decide
    from partnercheck.load import Loader
    from partnercheck.render.formats import FORMS

    if person is not None and not person.strip():
        raise typer.BadParameter("the name is empty", param_hint="--for")
    check_in_file(dossier, "what is asked is kept")
    target = file_target(FORMS, str(output), None, "a form")
    found = askable(Loader(confine=confine), dossier)
    wanted = None if only is None else _named(only, found.inputs)
    left = still_open(decide(found.inputs)) if open_ else None
    if not found.send(Request(side, person, by, wanted, left), output, target.format, force=force):
        raise fail("nothing-asked", f"there is nothing to ask of {_SIDES[side]}", str(dossier))
    if not quiet:
        print(f"written: {visible(str(output))}; send it, and `partnercheck collect` what comes back")


_SIDES = {"us": "us", "them": "them", "reference": "a reference"}


def _named(only: list[str], inputs: Inputs) -> list[str]:
    """Return the names that `--only` gives.

    Raises:
        InputError: One is no criterion, dimension, fact or section.
    """
    from partnercheck.measures import SECTIONS

    rubric = inputs.rubric
    known = {*rubric.criteria, *rubric.dimension_of.values(), *rubric.profile, *SECTIONS}
    names = [name.strip() for each in only for name in each.split(",") if name.strip()]
    for name in names:
        if name not in known:
            message = f"there is no criterion, dimension, fact or section `{shown(name)}`"
            raise fail("unknown-question", message, "--only", did_you_mean(name, sorted(known)))
    return names
