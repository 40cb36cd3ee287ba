"""One partner over time (`model.history`)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from partnercheck.engine import explain
from partnercheck.insight import approvals
from partnercheck.insight.comparison import raised_or_open
from partnercheck.insight.movement import movement, standing
from partnercheck.insight.trend import trend
from partnercheck.model.history import ConditionThen, DateInHistory, FlagNamed, History, Step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment, Condition
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.series import Mark


def history(decisions: Sequence[Decision], by: Mark | None) -> History:
    """Return one partner over time, with what became of it from each decision to the next.

    Args:
        decisions: Of one series, the earliest first.
        by: What makes them one partner's.
    """
    assessments = [explain(each) for each in decisions]
    latest = assessments[-1]
    return History(
        partnercheck="history/1",
        tool=latest.tool,
        partner=latest.partner,
        scope=decisions[-1].inputs.dossier.scope,
        identified_by=by,
        dates=tuple(
            _date(before, each, decision.inputs)
            for before, each, decision in zip((None, *assessments), assessments, decisions, strict=False)
        ),
        steps=tuple(_step(before, after) for before, after in pairwise(assessments)),
        notes=tuple(_notes(assessments)),
    )


def _date(before: Assessment | None, assessment: Assessment, inputs: Inputs) -> DateInHistory:
    known = {(each.on, each.what) for each in before.events} if before else set()
    return DateInHistory(
        dossier=assessment.dossier,
        organisation=assessment.organisation,
        rubric=assessment.rubric,
        as_of=assessment.as_of,
        standing=standing(assessment),
        red_flags=raised_or_open(assessment),
        conditions=tuple(
            ConditionThen(
                each.for_, each.action, each.owner, each.due, each.status, _overdue(each, assessment.as_of)
            )
            for each in assessment.conditions
        ),
        events=tuple(each for each in assessment.events if (each.on, each.what) not in known),
        approvals=approvals.standing(inputs, assessment.approvals, assessment.verdict.level),
    )


def _overdue(condition: Condition, as_of: dt.date) -> bool:
    return condition.status == "open" and condition.due is not None and condition.due < as_of


def _step(before: Assessment, after: Assessment) -> Step:
    old, new = before.score.point, after.score.point
    was_raised, is_raised = _raised(before), _raised(after)
    met = {each.for_ for each in before.conditions if each.status == "met"}
    late = {each.for_ for each in before.conditions if _overdue(each, before.as_of)}
    return Step(
        before=before.as_of,
        after=after.as_of,
        trend=trend((before.verdict.level, was_raised), (after.verdict.level, is_raised)),
        moved=None if old is None or new is None else new - old,
        raised=tuple(FlagNamed(*each) for each in is_raised.items() if each[0] not in was_raised),
        cleared=tuple(FlagNamed(*each) for each in was_raised.items() if each[0] not in is_raised),
        met=tuple(each for each in after.conditions if each.status == "met" and each.for_ not in met),
        overdue=tuple(
            each for each in after.conditions if _overdue(each, after.as_of) and each.for_ not in late
        ),
        movement=movement(before, after) if before.rubric.sha256 == after.rubric.sha256 else None,
    )


def _raised(assessment: Assessment) -> dict[str, str]:
    """Return the titles of the red flags that are raised, the waived ones among them, by id."""
    return {each.id: each.title for each in assessment.red_flags if each.status == "raised"}


def _notes(assessments: Sequence[Assessment]) -> Iterator[str]:
    """Yield what keeps dates from being held against the same measure."""
    for before, after in pairwise(assessments):
        days = f"Between {before.as_of} and {after.as_of}"
        old, new = before.rubric, after.rubric
        if old.sha256 != new.sha256:
            versions = (
                "changed" if old.version == new.version else f"went from {old.version} to {new.version}"
            )
            yield f"{days} the rubric {versions}; --rubric uses one for all dates."
        if _ours(before) != _ours(after):
            yield f"{days} the file of our own side changed."
        if before.as_of == after.as_of:
            yield f"Two dossiers are of {after.as_of}: {before.dossier.named} and {after.dossier.named}."


def _ours(assessment: Assessment) -> str | None:
    return assessment.organisation and assessment.organisation.sha256
