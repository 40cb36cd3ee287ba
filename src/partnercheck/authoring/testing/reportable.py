"""The decision on a case as a report tells it: on a partner of the case's name, with answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine import Decision, decide
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.measures import SECTIONS, dossier_model
from partnercheck.measures.measured import Measured
from partnercheck.model.entry import Entry
from partnercheck.model.inputs import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.authoring.testing.trying import Trier
    from partnercheck.engine.criteria import Judgement


def reportable(trier: Trier) -> Decision:
    """Return the decision on a case for a report.

    What a case takes at its best or worst has a value, but no answer: one that is worth as much is told.
    """
    decision, case = trier.decision, trier.loaded.case
    inputs = decision.inputs
    partner = inputs.dossier.partner.model_copy(update={"name": case.name})
    # With every section there is, none of them given: a report looks for them.
    whole = dossier_model(SECTIONS).model_construct(**{**dict(inputs.dossier), "partner": partner})
    return decide(
        inputs._replace(dossier=whole), [_answered(each, case.ours) for each in decision.judgements]
    )


def _answered(judgement: Judgement, ours: Mapping[str, int]) -> Judgement:
    criterion, point = judgement.criterion, judgement.point
    if point is None or judgement.given is not None or judgement.measured is not None:
        return judgement
    position = ours.get(criterion.id, min(criterion.positions, default=None))
    for answer in criterion.samples():
        value = criterion.value(answer, position)
        if value is not None and at_least(value, point) and at_most(value, point):
            if criterion.measure is not None and isinstance(answer, float):
                return judgement._replace(measured=Measured(answer, "as the case takes it"))
            return judgement._replace(given=Given(Entry(answer=answer), answer))
    return judgement
