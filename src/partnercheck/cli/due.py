"""`partnercheck due`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck import __version__
from partnercheck.cli.console import terminal_options
from partnercheck.cli.files import complain, write
from partnercheck.cli.outputs import check_kept, check_place, real_paths
from partnercheck.cli.portfolio.entries import Settings, Task, read_entry
from partnercheck.cli.portfolio.refused import tell
from partnercheck.cli.portfolio.workers import assess_all
from partnercheck.cli.progress import progress
from partnercheck.diagnostics import InputError
from partnercheck.insight.due import in_order
from partnercheck.load.folders import dossiers_in
from partnercheck.model.due import DueList, PartnerDue
from partnercheck.render.calendar import calendar
from partnercheck.render.due import events, machine, table

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.model.portfolio import Refused

BAD_INPUT = 2
_WIDTH = 80


class Request(NamedTuple):
    """What the command line asks for."""

    paths: list[Path]
    rubric: str | None
    organisation: Path | None
    as_of: dt.date | None
    by: dt.date | None
    within: int
    format: str
    output: Path | None
    jobs: int | None


def run_due(request: Request) -> int:
    """Tell what is due in all dossiers; a bad one stops none of the others. Returns the exit code."""
    try:
        dossiers = dossiers_in(request.paths, Path.cwd()).dossiers
        if request.output is not None:
            check_place(str(request.output))
            inputs = real_paths([*dossiers.values(), request.rubric, request.organisation])
            check_kept(request.output, inputs)
        found = _find(request, dossiers)
        text = _render(found, request)
        if request.output is None:
            print(text, end="")
        else:
            write(request.output, text)
            print(f"written: {request.output}")
    except InputError as error:
        complain(error)
        return BAD_INPUT
    for each in found.refused:
        tell(each)
    return BAD_INPUT if found.refused else 0


def _render(found: DueList, request: Request) -> str:
    match request.format:
        case "json":
            return machine(found)
        case "ics":
            return calendar(events(found))
    return table(found, _WIDTH if request.output is not None else terminal_options()["width"])


def _find(request: Request, dossiers: dict[str, Path]) -> DueList:
    settings = Settings(
        version=__version__,
        rubric=request.rubric,
        organisation=request.organisation,
        as_of=request.as_of,
        within=request.within,
        by=request.by,
    )
    tasks = [Task(dossier, path, report="") for dossier, path in dossiers.items()]
    items: list[PartnerDue] = []
    refused: dict[str, Refused] = {}
    work = assess_all(tasks, settings, request.jobs)
    with progress("Reading", len(tasks)) as advance, closing(work) as chunks:
        for chunk in chunks:
            advance(len(chunk))
            for entry in (read_entry(done.line) for done in chunk):
                if entry.partner is not None:
                    name, as_of, dues = entry.partner.name, entry.partner.as_of, entry.partner.due
                    items += [PartnerDue(name, entry.dossier, as_of, due) for due in dues]
                elif entry.refused is not None:
                    refused[entry.dossier] = entry.refused
    options: dict[str, str | int | None] = {
        "rubric": request.rubric,
        "organisation": None if request.organisation is None else request.organisation.as_posix(),
        "as_of": None if request.as_of is None else request.as_of.isoformat(),
        "by": None if request.by is None else request.by.isoformat(),
        "within": None if request.by else request.within,
    }
    return DueList(in_order(items), len(tasks), [refused[each] for each in sorted(refused)], options)
