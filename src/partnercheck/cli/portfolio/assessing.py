"""One dossier of a portfolio, from its path to its entry and its reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnercheck.cli.failures import brief, debug, traceback_of
from partnercheck.cli.portfolio.dates import digest
from partnercheck.cli.portfolio.entries import Done, Entry, Task, row_of
from partnercheck.cli.portfolio.refused import faulty, refused
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.summary import summarise
from partnercheck.insight.weighting import weighting
from partnercheck.load import Loader
from partnercheck.load.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.engine import Decision
    from partnercheck.model.series import Past


class Assessor:
    """Assesses dossier after dossier; rubrics and organisations are read once."""

    def __init__(self, settings: Settings) -> None:
        """Assess as the settings say."""
        self._settings = settings
        self._loader = Loader(confine=settings.confine, piped=settings.piped)

    def __call__(self, task: Task) -> Done:
        """Return what comes of a dossier, whatever is wrong with it."""
        try:
            return self._assess(task)
        except InputError as error:
            return refused(task, error)
        except Exception as error:  # noqa: BLE001  (a fault of our own on one dossier must not stop the others)
            debug(error)
            return faulty(task, f"partnercheck itself failed on it: {brief(error)}", traceback_of(error))

    def _assess(self, task: Task) -> Done:
        asked = self._settings
        inputs = self._loader.dossier(
            task.path, rubric=asked.rubric, organisation=asked.organisation, as_of=asked.as_of
        )
        decision = decide(inputs)
        due_from = task.due_from or inputs.as_of
        partner = summarise(decision, asked.by or later(due_from, asked.within), due_from)
        names = task.reports(asked)
        entry = Entry(
            task.dossier, names, digest(task.past), task.due_from, sources(inputs.seen), partner=partner
        )
        reports = tuple(zip(names, self._reports(decision, task.past), strict=True))
        return Done(row_of(entry), reports, inputs.read_from)

    def _reports(self, decision: Decision, past: Past | None) -> Iterator[str]:
        if not self._settings.forms:
            return
        from partnercheck.render.assessment import Assessed
        from partnercheck.render.formats import ASSESSMENT

        assessment = with_insight(decision, explain(decision))
        assessed = Assessed(assessment, decision.inputs, lambda: weighting(decision), past=past)
        for form in self._settings.forms:
            yield str(ASSESSMENT.render(ASSESSMENT.suffixes[f".{form}"], assessed))


def later(day: dt.date, days: int) -> dt.date:
    """Return the day that comes so many days later, or the last day there is."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
