"""`partnercheck ask`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, ConfineOption, ForceOption, Side, day, target_path
from partnercheck.diagnostics import did_you_mean, fail, shown, visible

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def ask(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier of the partner.")],
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
    from partnercheck.authoring.questionnaire import Request, asked_form, questionnaire
    from partnercheck.cli.files import check_free, write_together
    from partnercheck.cli.outputs import check_unread, file_target, real_paths
    from partnercheck.load import Loader
    from partnercheck.load.asked import read_asked
    from partnercheck.load.files import real
    from partnercheck.load.replies import ASKED, Present
    from partnercheck.render import asked as asked_file
    from partnercheck.render.formats import FORMS

    target = file_target(FORMS, str(output), None, "a form")
    loader = Loader(confine=confine)
    there = Present(dossier, loader.name)
    inputs = loader.dossier(dossier, replies=there.read)
    check_free(output, force=force)
    check_unread(output, real_paths(inputs.read_from))
    wanted = None if only is None else _named(only, inputs)
    if open_:
        found = _open(inputs)
        wanted = found if wanted is None else [each for each in found if each in wanted]
    asked = questionnaire(inputs, Request(side.value, person, by, wanted))
    if not (asked.groups or asked.facts or asked.sections):
        raise fail("nothing-asked", f"there is nothing to ask of {_SIDES[side]}", str(dossier))
    path = dossier.parent / there.folder / ASKED
    if real(output.parent) == real(path.parent):
        message = "this is the folder of the replies, where a form would be taken for one"
        raise fail("output", message, str(output), "write it somewhere else")
    record = read_asked(path, str(path)).with_form(asked_form(asked, inputs.rubric, by, output.name))
    write_together([(output, FORMS.render(target.format, asked)), (path, asked_file.render(record))])
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


def _open(inputs: Inputs) -> list[str]:
    """Return what is still open: criteria, and facts that are unknown."""
    from partnercheck.engine import decide
    from partnercheck.insight.open_questions import open_questions

    return [*open_questions(decide(inputs)), *inputs.profile.unknown]
