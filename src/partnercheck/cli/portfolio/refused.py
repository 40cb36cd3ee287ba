"""Dossiers of many that cannot be used: what is kept of their problems, and what is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from partnercheck.cli.portfolio.entries import Done, Entry
from partnercheck.diagnostics import visible
from partnercheck.engine import note
from partnercheck.model.portfolio import Refused
from partnercheck.render.json import render

if TYPE_CHECKING:
    from partnercheck.cli.portfolio.entries import Task
    from partnercheck.diagnostics import InputError

_KEPT, _TOLD = 20, 3
"""How many problems of a dossier are kept, and how many are told."""


def refused(task: Task, error: InputError) -> Done:
    """Return what comes of a dossier that cannot be used: its problems, errors first."""
    problems = sorted(error.diagnostics, key=lambda each: each.severity != "error")
    kept = Refused(task.dossier, len(problems), tuple(note(each) for each in problems[:_KEPT]))
    return Done(task.dossier, render(Entry(task.dossier, refused=kept), indent=None), ())


def tell(refused: Refused) -> None:
    """Say on standard error why a dossier cannot be used."""
    for each in refused.diagnostics[:_TOLD]:
        place = f"{each.file}:{each.line}:{each.column}"
        print(f"{place}: {each.severity} {each.code}: {visible(each.message)}", file=sys.stderr)
        if each.hint is not None:
            print(f"  hint: {visible(each.hint)}", file=sys.stderr)
    if refused.problems > _TOLD:
        more = refused.problems - _TOLD
        print(f"{refused.dossier}: {more} more; partnercheck assess tells all", file=sys.stderr)
