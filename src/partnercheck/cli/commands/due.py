"""`partnercheck due`."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck import __version__
from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import (
    LOOK,
    Against,
    ConfineOption,
    EveryDateOption,
    JobsOption,
    PathsArgument,
    QuietOption,
    day,
    target_path,
)
from partnercheck.diagnostics import visible
from partnercheck.render.formats import DUE, PLAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.load.folders import Found
    from partnercheck.model.due import Dates, DueList
    from partnercheck.model.portfolio import Partner, Refused
    from partnercheck.model.series import Latest, Member

app = typer.Typer(**LOOK)
WITHIN = 90


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    by: Annotated[
        dt.date | None,
        typer.Option(
            metavar="DATE", parser=day, help="What is due up to this day (YYYY-MM-DD).", show_default=False
        ),
    ] = None
    within: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            help=f"What is due so many days after each partner's as-of date; {WITHIN} without --by.",
            show_default=False,
        ),
    ] = None
    against: Against = Against()
    format: Annotated[str | None, FormatOption(DUE, "By default that of -o's suffix, else table.")] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=target_path,
            help="Write to this file.",
            show_default=False,
        ),
    ] = None
    every_date: EveryDateOption = False
    jobs: JobsOption = None
    quiet: QuietOption = False


@command(app, exits={2: "a dossier cannot be used (the others are listed), or the command is wrong"})
def due(asked: Options, confine: ConfineOption = None) -> int:
    """Tell what falls due: open conditions, waivers and approvals that end, evidence that an answer loses.

    What was due before the as-of date is overdue and always told. No clock is read: without --as-of all deals
    of a partner are looked at on the latest day that its dossiers name. Evidence is told where an answer's
    grade falls with it: on the last day that it is valid, or not too old for the rubric. Dossiers name no day
    of their next review. Of one partner and scope at several dates the latest counts
    (`partnercheck portfolio --help`).

    \b
    Examples:
      partnercheck due partners/
      partnercheck due partners/ --as-of 2026-12-01 --by 2026-12-31
      partnercheck due partners/ --within 180 -o partners.ics
    """
    from partnercheck.cli.each import dossiers_at
    from partnercheck.cli.outputs import check_kept, check_place, real_paths, write_all
    from partnercheck.cli.portfolio.refused import exit_code, tell

    if asked.by is not None and asked.within is not None:
        raise typer.BadParameter("give a day or a number of days, not both", param_hint="--by, --within")
    form = asked.format or _format_of(asked.output)
    looked = dossiers_at(asked.paths)
    inputs = real_paths([*looked.dossiers.values(), asked.against.rubric, asked.against.organisation])
    if asked.output is not None:
        check_place(str(asked.output))
        check_kept(asked.output, inputs)
    found, read_from = _find(asked, looked, confine)
    if asked.output is None:
        if not asked.quiet:
            show(DUE.render(form, found, layout()), form)
    else:
        content = DUE.render(form, found, PLAIN)
        write_all([(asked.output, content)], inputs | real_paths(read_from), quiet=True)
        if not asked.quiet:
            print(f"written: {visible(str(asked.output))}")
    tell(found.refused)
    return exit_code(found.refused)


def _format_of(output: Path | None) -> str:
    """Return the format that a file is written in where none is asked for.

    Raises:
        typer.BadParameter: Its suffix stands for none.
    """
    if output is None or not output.suffix:
        return DUE.names[0]
    form = DUE.of(output)
    if form is None:
        known = ", ".join(DUE.suffixes)
        raise typer.BadParameter(f"what is due is written as {known}", param_hint="--output")
    return form


class _Read(NamedTuple):
    """What a run over dossiers found.

    Attributes:
        partners: By dossier.
        members: The same as series of dossiers know them.
        files: Those that dossiers were assessed from, or would be if all was right with them.
        refused: By dossier, why it cannot be used.
    """

    partners: dict[str, Partner]
    members: list[Member]
    files: set[str | Path]
    refused: dict[str, Refused]


def _read(looked: Found, settings: Settings, jobs: int | None) -> _Read:
    """Assess every dossier."""
    from partnercheck.cli.outputs import cited
    from partnercheck.cli.portfolio.dates import member
    from partnercheck.cli.portfolio.entries import Task, read_entry
    from partnercheck.cli.portfolio.refused import refused_for
    from partnercheck.cli.portfolio.workers import assess_all
    from partnercheck.cli.progress import progress

    bad = {name: refused_for(name, error) for name, error in looked.unreadable.items()}
    read = _Read({}, [], set(), bad)
    tasks = [Task(dossier, path, report="") for dossier, path in looked.dossiers.items()]
    work = assess_all(tasks, settings, jobs)
    with progress("Reading", len(tasks)) as advance, closing(work) as chunks:
        for chunk in chunks:
            advance(len(chunk))
            for done in chunk:
                entry = read_entry(done.row)
                read.files.update(done.read_from or cited(str(looked.dossiers[done.dossier])))
                if entry.partner is not None:
                    read.members.append(member(entry.dossier, entry.partner))
                    read.partners[entry.dossier] = entry.partner
                elif entry.refused is not None:
                    read.refused[entry.dossier] = entry.refused
    return read


def _find(asked: Options, looked: Found, confine: Path | None) -> tuple[DueList, set[str | Path]]:
    """Return what is due, and the files that it was found in."""
    from partnercheck.cli.dossiers import piped_among
    from partnercheck.cli.portfolio.assessing import later
    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.cli.told import say_renamed
    from partnercheck.insight.due import due_by, in_order
    from partnercheck.insight.series import latest
    from partnercheck.model.due import DueList, PartnerDue

    within = WITHIN if asked.within is None else asked.within
    piped = piped_among(looked.dossiers)
    settings = Settings(__version__, *asked.against, within, by=dt.date.max, confine=confine, piped=piped)
    read = _read(looked, settings, asked.jobs)
    shown, renamed = latest(read.members, asked.against.as_of, every=asked.every_date)
    if not asked.quiet:
        say_renamed(renamed)
    items = [
        PartnerDue(read.partners[name].name, name, day, due)
        for name, before in shown.items()
        for day in (before.due_from or read.partners[name].as_of,)
        for due in due_by(read.partners[name].due, day, asked.by or later(day, within))
    ]
    options = settings.options()
    options["by"] = None if asked.by is None else asked.by.isoformat()
    options["within"] = None if asked.by else options.pop("within")
    options["every_date"] = asked.every_date
    found = DueList(
        "due/1",
        options,
        len(looked.dossiers) + len(looked.unreadable),
        () if asked.every_date else tuple(_history(shown, read.members)),
        tuple(in_order(items)),
        tuple(read.refused[each] for each in sorted(read.refused)),
    )
    return found, read.files


def _history(shown: Latest, members: Collection[Member]) -> Iterator[Dates]:
    """Yield of whom there are dates before those that are shown, in the order of dossiers."""
    from partnercheck.model.due import Dates, DossierOf

    of = {each.dossier: DossierOf(each.dossier, each.dated) for each in members}
    names = {each.dossier: each.name for each in members}
    for dossier, before in sorted(shown.items()):
        if before.by is not None:
            earlier = tuple(of[each] for each in before.dossiers)
            yield Dates(names[dossier], before.by, of[dossier], earlier)
