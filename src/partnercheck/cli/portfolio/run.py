"""`partnercheck portfolio`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck import __version__
from partnercheck.cli.files import complain
from partnercheck.cli.portfolio.entries import Settings, Task
from partnercheck.cli.portfolio.names import report_names
from partnercheck.cli.portfolio.outputs import write_outputs
from partnercheck.cli.portfolio.refused import tell
from partnercheck.cli.portfolio.store import Store
from partnercheck.cli.portfolio.workers import assess_all
from partnercheck.cli.progress import progress
from partnercheck.diagnostics import InputError, visible
from partnercheck.load import Loader
from partnercheck.load.folders import dossiers_in
from partnercheck.load.sources import unchanged
from partnercheck.render.portfolio.terminal import summary

if TYPE_CHECKING:
    import datetime as dt


BAD_INPUT, INTERRUPTED = 2, 130


class Request(NamedTuple):
    """What the command line asks for; `jobs` is the number of processes, None for as many as are of use."""

    paths: list[Path]
    output: Path
    rubric: str | None
    organisation: Path | None
    as_of: dt.date | None
    within: int
    forms: tuple[str, ...]
    jobs: int | None
    quiet: bool


def run_portfolio(request: Request) -> int:
    """Assess all dossiers that are not as they were, and write the portfolio. Returns the exit code."""
    settings = Settings(
        version=__version__,
        rubric=request.rubric,
        organisation=request.organisation,
        as_of=request.as_of,
        within=request.within,
        forms=request.forms,
    )
    try:
        loader = Loader()
        _check(request, loader)
        found = dossiers_in(request.paths, Path.cwd())
        with Store(request.output, settings) as store:
            tried = _assess(found.dossiers, store, settings, loader, request.jobs)
            portfolio, written = write_outputs(found, store, settings, request.jobs)
    except InputError as error:
        complain(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("interrupted: the same command again finishes the rest", file=sys.stderr)
        return INTERRUPTED
    for each in portfolio.refused:
        tell(each)
    if not request.quiet:
        print(summary(portfolio), end="")
        refused = len(portfolio.refused)  # tried anew in every run
        kept = len(found.dossiers) - tried
        print(f"assessed: {tried - refused}; as before: {kept}; refused: {refused}")
        if found.others:
            print(f"passed over: {found.others} YAML file{'s' * (found.others > 1)} without a dossier")
        print(f"written: {', '.join(written)} in {visible(str(request.output))}")
    return BAD_INPUT if portfolio.refused else 0


def _check(request: Request, loader: Loader) -> None:
    """Refuse what would refuse every dossier, before anything is touched.

    Raises:
        InputError: The rubric or the organisation that was asked for cannot be used.
    """
    if request.rubric is not None:
        loader.rubric(request.rubric)
    if request.organisation is not None:
        loader.organisation(request.organisation)


def _assess(
    dossiers: dict[str, Path], store: Store, settings: Settings, loader: Loader, jobs: int | None
) -> int:
    """Assess what is not as it was; returns how many dossiers were tried."""
    names = report_names(dossiers)
    all_tasks = [Task(dossier, path, names[dossier]) for dossier, path in dossiers.items()]
    tasks = [task for task in all_tasks if not _as_it_was(task, store, settings, loader)]
    to_do = {task.dossier for task in tasks}
    kept = [dossier for dossier in dossiers if dossier not in to_do]
    store.begin(kept, [name for task in tasks for name in task.reports(settings)])
    with progress("Assessing", len(tasks)) as advance, closing(assess_all(tasks, settings, jobs)) as results:
        for chunk in results:
            store.keep(chunk)
            advance(len(chunk))
    return len(tasks)


def _as_it_was(task: Task, store: Store, settings: Settings, loader: Loader) -> bool:
    """Return whether a dossier was assessed from the same as now, and its reports are there."""
    entry = store.get(task.dossier)
    if entry is None or entry.partner is None or entry.sources is None:
        return False
    return (
        entry.reports == task.reports(settings)
        and all((store.folder / name).is_file() for name in entry.reports)
        and unchanged(
            entry.sources, task.path, loader, rubric=settings.rubric, organisation=settings.organisation
        )
    )
