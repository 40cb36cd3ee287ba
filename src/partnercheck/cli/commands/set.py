"""`partnercheck set`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnercheck.cli.changing import Change, ChangedArgument, ChangeOptions, change
from partnercheck.cli.command import command
from partnercheck.cli.completion import answers_to_set
from partnercheck.cli.options import LOOK, day, name_of, words
from partnercheck.cli.pairs import Pair, at_pair, pairs, sound
from partnercheck.diagnostics import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Problem
    from partnercheck.model.inputs import Inputs
    from partnercheck.record.answers import Answer

app = typer.Typer(**LOOK)
_FORM = "ID=ANSWER"


@command(app, name="set")
def set_(
    dossier: ChangedArgument,
    answers: Annotated[
        list[str],
        typer.Argument(
            metavar=_FORM,
            help="A criterion or fact, and its answer in the dossier's form; `{not_applicable: WHY}` too.",
            autocompletion=answers_to_set,
        ),
    ],
    grade: Annotated[
        str | None, typer.Option(help="How well evidence supports it; with --source.", show_default=False)
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", parser=words, help="What the evidence is; with --grade.", show_default=False
        ),
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=day, help="The day the evidence speaks for.", show_default=False),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", parser=words, help="A note at the answer.", show_default=False),
    ] = None,
    *,
    asked: ChangeOptions,
) -> None:
    """Change answers in a dossier; every other byte of it stays, comments and order included.

    Evidence that is given is added to what stands there. What changes is shown first.

    \b
    Examples:
      partnercheck set acme.yaml quality-bar=3 stage=established
      partnercheck set acme.yaml sanctions=no --grade verified --source "Search of 3 lists" --date 2026-11-03
      partnercheck set acme.yaml commitment=unknown --note "They would not say"
    """
    from partnercheck.record.answers import cites, with_answers, wrong_grade
    from partnercheck.source import parse

    if (grade is None) != (source is None) or (date is not None and source is None):
        raise typer.BadParameter("evidence takes a grade and a source", param_hint="--grade, --source")
    given = pairs(answers, _FORM, _FORM)
    item: dict[str, Any] | None = None
    if source is not None:
        item = {"grade": grade, "source": source} | ({"date": date} if date else {})

    cited: set[str] = set()

    def make(inputs: Inputs, raw: bytes) -> Change:
        data = parse(raw, name_of(dossier)).data
        found = _read(inputs, data, given)
        if grade is not None:
            sound("--grade", wrong_grade(inputs.rubric, grade))
        cited.update(each.name for each in found if item and cites(data, inputs.rubric, each.name, item))
        put = [each._replace(item=None if each.name in cited else item, note=note) for each in found]
        return Change(with_answers(raw, name_of(dossier), put, inputs.rubric))

    def notes(before: Inputs, after: Inputs) -> Iterator[str]:
        yield from (f"`{name}` cites this evidence already" for name in sorted(cited))
        for name, _ in given if item is None else ():
            old = before.given.get(name)
            if old is not None and old.entry.evidence and after.given[name] != old:
                yield f"the evidence of `{name}` stays; take out what does not support this answer"

    change(dossier, make, asked, notes)


def _read(inputs: Inputs, data: Any, given: list[Pair]) -> list[Answer]:
    from partnercheck.record.answers import rated, read_answers

    problems: list[Problem] = []
    found = read_answers(inputs.rubric, given, problems)
    problems += rated(data, found, inputs.rubric.dimension_of)
    if problems:
        raise InputError([at_pair(each, each.path, given, _FORM) for each in problems])
    return found
