"""Dossiers of many that cannot be used: what is kept of their problems, and what is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from partnercheck.cli.failures import BAD_INPUT, DEBUG, DONE, OWN_FAULT, say_fault
from partnercheck.cli.portfolio.entries import Done, Entry, row_of
from partnercheck.cli.told import Told
from partnercheck.diagnostics import fail, visible
from partnercheck.model.assessment import Note
from partnercheck.model.portfolio import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.cli.portfolio.entries import Task
    from partnercheck.diagnostics import InputError

FAULT = "own-fault"
"""The code of what is wrong where the program itself failed."""

_KEPT, _TOLD = 20, 3
"""How many problems of a dossier are kept, and how many are told."""


def refused_for(dossier: str, error: InputError, reports: tuple[str, ...] = ()) -> Refused:
    """Return what is kept of a dossier's problems: errors first."""
    problems = sorted(error.diagnostics, key=lambda each: each.severity != "error")
    notes = tuple(Note.of(each) for each in problems[:_KEPT])
    return Refused(dossier, len(problems), notes, reports)


def refused(task: Task, error: InputError) -> Done:
    """Return what comes of a dossier that cannot be used: its problems."""
    kept = refused_for(task.dossier, error, task.earlier)
    return Done(row_of(Entry(task.dossier, task.earlier, refused=kept)), ())


def faulty(task: Task, message: str, traceback: str = "") -> Done:
    """Return what comes of a dossier that the program itself fails on; its traceback is kept in a file."""
    files = task.traceback if traceback else ()
    hint = f"please report it, with {files[0]}" if files else f"please report it; {DEBUG}=1 shows where"
    notes = tuple(Note.of(each) for each in fail(FAULT, message, task.dossier, hint).diagnostics)
    entry = Entry(task.dossier, files, refused=Refused(task.dossier, 1, notes))
    return Done(row_of(entry), tuple((name, traceback) for name in files))


def exit_code(refused: Sequence[Refused]) -> int:
    """Return the exit code of a run over many dossiers; faults of our own come first, and are told."""
    faults = [each for each in refused if any(found.code == FAULT for found in each.diagnostics)]
    if faults:
        say_fault(f"it failed on {len(faults)} dossier{'s' * (len(faults) > 1)}, told above")
        return OWN_FAULT
    return BAD_INPUT if refused else DONE


def tell(refused: Iterable[Refused]) -> None:
    """Say on standard error why dossiers cannot be used; what is wrong with a file that they share, once."""
    told = Told()
    for each in refused:
        new = [found for found in each.diagnostics if told.is_new(each.dossier, found.file, found)]
        for found in new[:_TOLD]:
            place = f"{visible(found.file)}:{found.line}:{found.column}"
            print(f"{place}: {found.severity} {found.code}: {visible(found.message)}", file=sys.stderr)
            if found.hint is not None:
                print(f"  hint: {visible(found.hint)}", file=sys.stderr)
        before = len(each.diagnostics) - len(new)
        more = each.problems - before - len(new[:_TOLD])
        if more:
            print(f"{visible(each.dossier)}: {more} more; partnercheck assess tells all", file=sys.stderr)
    told.finish()
