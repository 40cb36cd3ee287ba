"""A run over many dossiers: what is not as it was is assessed, then all outputs are written."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.portfolio.dates import digest, members, past_of
from partnercheck.cli.portfolio.entries import Entry, Settings, Task
from partnercheck.cli.portfolio.names import report_names
from partnercheck.cli.portfolio.outputs import write_outputs
from partnercheck.cli.portfolio.refused import refused
from partnercheck.cli.portfolio.store import Store
from partnercheck.cli.portfolio.workers import assess_all
from partnercheck.cli.progress import progress
from partnercheck.insight.series import latest
from partnercheck.load import Loader
from partnercheck.load.sources import Again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.cli.portfolio.entries import Done
    from partnercheck.load.folders import Found
    from partnercheck.model.series import Latest, Renamings
    from partnercheck.render.portfolio.listing import Portfolio


class Ran(NamedTuple):
    """What a run came to.

    Attributes:
        tried: How many dossiers were assessed, or refused.
        kept: How many are as they were.
        written: The names of the outputs.
        renamed: Dossiers that give one LEI and two names.
    """

    portfolio: Portfolio
    tried: int
    kept: int
    written: list[str]
    renamed: Renamings


def run_portfolio(
    found: Found, output: Path, settings: Settings, jobs: int | None, *, every_date: bool = False
) -> Ran:
    """Assess all dossiers that are not as they were, and write the portfolio.

    It lists the latest dossier of each series, or `every_date`.

    Raises:
        InputError: The rubric or the organisation that was asked for cannot be used, which would refuse every
            dossier; or the folder cannot be written into.
    """
    loader = Loader(confine=settings.confine)
    if settings.rubric is not None:
        loader.rubric(settings.rubric)
    if settings.organisation is not None:
        loader.organisation(settings.organisation)
    with Store(output, settings) as store:
        lost = list(_lost(found, store))
        dossiers = sorted({*found.dossiers, *(each.dossier for each in lost)})
        tried = _assess(found.dossiers, lost, store, settings, jobs)
        shown, renamed = latest(members(store, dossiers), settings.as_of, every=every_date)
        if settings.as_of is not None:
            tried |= _assess_for_their_days(found.dossiers, shown, store, settings, jobs)
        tried |= _assess_among_others(found.dossiers, shown, store, settings, jobs)
        portfolio, written = write_outputs(
            dossiers, shown, found.others, store, settings, jobs, every_date=every_date
        )
    return Ran(portfolio, len(tried), len(dossiers) - len(tried), written, renamed)


def _lost(found: Found, store: Store) -> Iterator[Done]:
    """Yield what comes of dossiers that earlier runs knew in folders that cannot be looked into.

    Where none is known, the folder itself stands for them.
    """
    for folder, error in found.unreadable.items():
        for dossier in store.earlier_below(folder) or [folder]:
            if dossier not in found.dossiers:
                yield refused(Task(dossier, Path(dossier), "", store.earlier(dossier)), error)


def _assess(
    dossiers: dict[str, Path],
    lost: list[Done],
    store: Store,
    settings: Settings,
    jobs: int | None,
) -> set[str]:
    """Assess what is not as it was; returns the dossiers that were tried, the lost ones among them."""
    names = report_names([*dossiers, *(each.dossier for each in lost)])
    all_tasks = [
        Task(dossier, path, names[dossier], store.earlier(dossier)) for dossier, path in dossiers.items()
    ]
    again = Again()
    tasks = [task for task in all_tasks if not _as_it_was(task, store, settings, again)]
    to_do = {task.dossier for task in tasks}
    kept = [dossier for dossier in dossiers if dossier not in to_do]
    files = [name for task in tasks for name in (*task.reports(settings), *task.traceback)]
    store.begin(kept, files, (Entry(task.dossier, task.earlier) for task in tasks if task.earlier))
    if lost:
        store.keep(lost)
    _assess_all(tasks, store, settings, jobs)
    return to_do | {each.dossier for each in lost}


def _assess_for_their_days(
    dossiers: dict[str, Path], shown: Latest, store: Store, settings: Settings, jobs: int | None
) -> set[str]:
    """Assess again what speaks for another day than it should; returns those dossiers.

    What is listed speaks for the day that is asked for. Which dossiers that are is known only once all have
    been read; the others are history and speak for the days in them.
    """
    for_today: list[Task] = []
    for_then: list[Task] = []
    for entry, _ in store.read(dossiers):
        if entry.partner is not None:
            as_listed = entry.dossier in shown
            task = Task(entry.dossier, dossiers[entry.dossier], _report(entry), entry.reports)
            if entry.partner.as_of != (settings.as_of if as_listed else entry.partner.dated):
                (for_today if as_listed else for_then).append(task)
    _assess_all(for_today, store, settings, jobs)
    _assess_all(for_then, store, settings._replace(as_of=None), jobs)
    return {task.dossier for task in (*for_today, *for_then)}


def _assess_among_others(
    dossiers: dict[str, Path], shown: Latest, store: Store, settings: Settings, jobs: int | None
) -> set[str]:
    """Assess again what its partner's other dossiers tell something new of; returns those dossiers.

    That is from which day to look at what falls due, and with reports the dates before, which what is listed
    tells and the others do not.
    """
    listed: list[Task] = []
    others: list[Task] = []
    for entry, _ in store.read(dossiers):
        if entry.partner is not None:
            before = shown.get(entry.dossier)
            past = past_of(entry.partner, before, store) if before is not None and settings.forms else None
            due_from = before.due_from if before is not None else None
            if (digest(past), due_from) != (entry.history, entry.due_from):
                path, name = dossiers[entry.dossier], _report(entry)
                task = Task(entry.dossier, path, name, entry.reports, past, due_from)
                (others if before is None else listed).append(task)
    _assess_all(listed, store, settings, jobs)
    _assess_all(others, store, settings._replace(as_of=None), jobs)
    return {task.dossier for task in (*listed, *others)}


def _report(entry: Entry) -> str:
    """Return what a dossier's reports are called, without suffix."""
    return next((PurePosixPath(name).stem for name in entry.reports), "")


def _assess_all(tasks: list[Task], store: Store, settings: Settings, jobs: int | None) -> None:
    if not tasks:
        return
    with progress("Assessing", len(tasks)) as advance, closing(assess_all(tasks, settings, jobs)) as results:
        for chunk in results:
            store.keep(chunk)
            advance(len(chunk))


def _as_it_was(task: Task, store: Store, settings: Settings, again: Again) -> bool:
    """Return whether a dossier was assessed from the same as now, and its reports are there."""
    entry = store.get(task.dossier)
    if entry is None or entry.partner is None:
        return False
    return (
        entry.reports == task.reports(settings)
        and all((store.folder / name).is_file() for name in entry.reports)
        and again.unchanged(task.path, entry.seen)
    )
