"""`partnercheck set`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnercheck.cli.changing import Change, YesOption, change
from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, ConfineOption, day
from partnercheck.diagnostics import Diagnostic, InputError, Position, visible

if TYPE_CHECKING:
    from partnercheck.diagnostics import Problem
    from partnercheck.model.inputs import Inputs
    from partnercheck.record.answers import Answer

app = typer.Typer(**LOOK)


@command(app, name="set")
def set_(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier to change.")],
    answers: Annotated[
        list[str],
        typer.Argument(
            metavar="ID=ANSWER",
            help="A criterion or fact, and its answer in the dossier's form.",
        ),
    ],
    grade: Annotated[
        str | None, typer.Option(help="How well evidence supports it; with --source.", show_default=False)
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="What the evidence is; with --grade.", show_default=False)
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=day, help="The day the evidence speaks for.", show_default=False),
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note at the answer.", show_default=False)] = None,
    yes: YesOption = False,
    confine: ConfineOption = None,
) -> None:
    """Change answers in a dossier; every other byte of it stays, comments and order included.

    Evidence that is given is added to what stands there. What changes is shown first.

    \b
    Examples:
      partnercheck set acme.yaml admits-problems=3 stage=established
      partnercheck set acme.yaml sanctions=no --grade verified --source "Search of 3 lists" --date 2026-11-03
      partnercheck set acme.yaml decision-speed=unknown --note "They would not say"
    """
    from partnercheck.record.answers import with_answers

    if (grade is None) != (source is None) or (date is not None and source is None):
        raise typer.BadParameter("evidence takes a grade and a source", param_hint="--grade, --source")
    pairs = [_pair(each) for each in answers]
    item: dict[str, Any] | None = None
    if source is not None:
        item = {"grade": grade, "source": source} | ({"date": date} if date else {})

    def make(inputs: Inputs, raw: bytes) -> Change:
        given = [each._replace(item=item, note=note) for each in _read(inputs, pairs)]
        return Change(with_answers(raw, str(dossier), given, inputs.rubric))

    if changed := change(dossier, make, yes=yes, confine=confine):
        from partnercheck.engine import decide, explain
        from partnercheck.render.words import VERDICTS

        levels = [explain(decide(each)).verdict.level for each in changed]
        said = [VERDICTS[each][1] for each in levels]
        for name, _ in pairs if item is None else ():
            before = changed.before.given.get(name)
            if before is not None and before.entry.evidence and changed.after.given[name] != before:
                print(f"note: the evidence of `{name}` stays; take out what does not support this answer")
        print(f"verdict: {said[1]}" + (f", before: {said[0]}" if said[0] != said[1] else ", as before"))


def _read(inputs: Inputs, pairs: list[tuple[str, str]]) -> list[Answer]:
    from partnercheck.record.answers import read_answers

    problems: list[Problem] = []
    found = read_answers(inputs.rubric, pairs, problems)
    if problems:
        raise InputError([_located(each, pairs) for each in problems])
    return found


def _located(problem: Problem, pairs: list[tuple[str, str]]) -> Diagnostic:
    place, part, *_ = problem.path
    name, text = pairs[int(place)]
    position = Position("ID=ANSWER", int(place) + 1, len(name) + 2 if part else 1, visible(f"{name}={text}"))
    return Diagnostic(problem.code, problem.severity, problem.message, position, problem.hint)


def _pair(argument: str) -> tuple[str, str]:
    name, equals, text = argument.partition("=")
    if not name.strip() or not equals:
        raise typer.BadParameter(f"{argument!r} is not of the form ID=ANSWER", param_hint="ID=ANSWER")
    return name.strip(), text.strip()
