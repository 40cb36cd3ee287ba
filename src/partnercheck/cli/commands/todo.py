"""`partnercheck todo`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import (
    LOOK,
    ConfineOption,
    EveryDateOption,
    ForceOption,
    PathsArgument,
    QuietOption,
    target_path,
)
from partnercheck.diagnostics import fail, visible
from partnercheck.load import STDIN
from partnercheck.render.formats import FORMS, TODO

if TYPE_CHECKING:
    from partnercheck.cli.asking import Askable
    from partnercheck.engine import Decision
    from partnercheck.model.series import Member
    from partnercheck.model.todo import TodoItem

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    by_side: Annotated[
        bool, typer.Option("--by-side", help="List by side and person first, then by partner.")
    ] = False
    ask: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            parser=target_path,
            help="Write a form with the open questions for each side of each partner into this folder.",
            show_default=False,
        ),
    ] = None
    form: Annotated[
        str | None, FormatOption(FORMS, "What these forms are written as, xlsx by default.", ("--form",))
    ] = None
    force: ForceOption = False
    every_date: EveryDateOption = False
    quiet: QuietOption = False


@command(app, exits={2: "a dossier cannot be used (the others are listed), or the command is wrong"})
def todo(
    asked: Options,
    format: Annotated[str, FormatOption(TODO)] = "table",  # noqa: A002  (the option's name)
    confine: ConfineOption = None,
) -> int:
    """Tell what each side still owes: questions that are open, and conditions.

    A question is open where nobody answered, the evidence is too weak for a red flag or no longer counts, or
    people are far apart. It stands with whoever was asked it in a form and has not replied. Of one partner
    and scope at several dates the latest counts (`partnercheck portfolio --help`).

    \b
    Examples:
      partnercheck todo partners/
      partnercheck todo partners/ --by-side --format json
      partnercheck todo acme.yaml --ask forms --form html
    """
    from partnercheck.cli.asking import askable
    from partnercheck.cli.each import see_each
    from partnercheck.cli.files import check_parent, make_folder
    from partnercheck.cli.references import loader_of
    from partnercheck.cli.told import say_renamed
    from partnercheck.engine import decide
    from partnercheck.insight import todo as insight
    from partnercheck.insight.series import latest, member
    from partnercheck.model.asking import SIDES
    from partnercheck.model.todo import TodoList

    if asked.ask is None and (asked.form is not None or asked.force):
        raise typer.BadParameter("it belongs to --ask", param_hint="--form" if asked.form else "--force")
    if asked.ask is not None and Path(STDIN) in asked.paths:
        raise typer.BadParameter("what is asked is kept beside the dossier's file", param_hint="--ask")
    if asked.ask is not None:
        check_parent(asked.ask)
        make_folder(asked.ask)
    loader = loader_of(map(str, asked.paths), confine)
    items: list[TodoItem] = []
    members: list[Member] = []
    places: dict[str, Path] = {}
    written: list[Path] = []

    def see(name: str, path: Path) -> None:
        found = askable(loader, path)
        members.append(member(name, found.inputs))
        places[name] = path
        items.extend(insight.todo(decide(found.inputs), name, found.asked))

    def send(name: str, path: Path) -> None:
        found = askable(loader, path)
        if asked.ask is not None:
            written.extend(_forms(found, decide(found.inputs), asked, asked.ask, name, written))

    seen = see_each(asked.paths, see)
    shown, renamed = latest(members, None, every=asked.every_date)
    items = [each for each in items if each.dossier in shown]
    if asked.ask is not None:
        sent = see_each([places[name] for name in sorted(shown)], send)
        seen = seen._replace(refused=[*seen.refused, *sent.refused])
    if asked.by_side:
        sides = list(SIDES)
        items.sort(key=lambda each: (sides.index(each.side) if each.side else 9, each.person or ""))
    if not asked.quiet:
        say_renamed(renamed)
        show(
            TODO.render(
                format, TodoList("todo/1", seen.dossiers, tuple(items), tuple(seen.refused)), layout()
            ),
            format,
        )
    for form in written if format != "json" and not asked.quiet else ():
        print(f"written: {visible(str(form))}")
    ended = seen.finish()
    if ended and asked.ask is not None and not written:
        print("no form is written", file=sys.stderr)
    return ended


def _forms(
    found: Askable, decision: Decision, asked: Options, folder: Path, dossier: str, taken: list[Path]
) -> list[Path]:
    """Write a form for each side that has open questions; return the files.

    Raises:
        InputError: One cannot be written, or is that of another dossier.
    """
    from partnercheck.authoring.questionnaire import Request
    from partnercheck.cli.asking import check_no_form, still_open
    from partnercheck.model.asking import SIDES

    suffix = asked.form or "xlsx"
    left, stem = still_open(decision), Path(dossier).with_suffix("")
    forms = {side: folder / f"{'-'.join(stem.parts)}-{side}.{suffix}" for side in SIDES}
    if shared := [str(form) for form in forms.values() if form in taken]:
        raise fail("exists", "this is the form of another dossier", shared[0], "ask them one by one")
    for form in forms.values():  # all are written, or none
        check_no_form(form, force=asked.force)
    return [
        form
        for side, form in forms.items()
        if found.send(Request(side, left=left), form, suffix, force=asked.force)
    ]
