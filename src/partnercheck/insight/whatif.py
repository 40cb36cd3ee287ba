"""The decision if something were otherwise: supposed answers, grades, measures and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.engine import decide, explain
from partnercheck.engine.criteria import Judgement, discount, judge, on_section
from partnercheck.engine.evidence import Support, Weigher
from partnercheck.insight.movement import movement
from partnercheck.measures import Measured
from partnercheck.model.strict import changed
from partnercheck.model.whatif import Supposed, WhatIf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment, CriterionResult
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.suppositions import Suppositions


def supposing(inputs: Inputs, supposed: Suppositions) -> Decision:
    """Return the decision if what is supposed were so.

    A number keeps the evidence that its section has; a grade counts in full, whatever the evidence given.
    """
    dimensions = tuple(
        changed(each, weight=supposed.weights.get(each.id, each.weight)) for each in inputs.rubric.dimensions
    )
    otherwise = inputs._replace(
        rubric=changed(inputs.rubric, dimensions=dimensions),
        given={**inputs.given, **supposed.given},
    )
    weigher = Weigher(otherwise)
    judgements = (_supposing(each, otherwise, supposed, weigher) for each in judge(otherwise, weigher))
    return decide(otherwise, list(judgements))


def _supposing(judgement: Judgement, inputs: Inputs, supposed: Suppositions, weigher: Weigher) -> Judgement:
    """Return the judgement of a criterion with the number and the grade that it is supposed to have."""
    name, measure = judgement.criterion.id, judgement.criterion.measure
    if measure in supposed.measures and judgement.applies:
        judgement = _measuring(judgement, inputs, supposed.measures[measure], weigher)
    if name in supposed.grades and judgement.support is not None:
        rules, grade = inputs.rubric.evidence, supposed.grades[name]
        support = Support(rules.rank[grade], grade, rules.grades[grade].reliability)
        low, high = discount(judgement.least, judgement.most, support.reliability)
        judgement = judgement._replace(support=support, low=low, high=high)
    return judgement


def _measuring(judgement: Judgement, inputs: Inputs, number: float | None, weigher: Weigher) -> Judgement:
    """Return the judgement of a measured criterion if this were its number, with its section's evidence."""
    criterion = judgement.criterion
    measured = Measured(number, "supposed")
    plain = Judgement(criterion, judgement.dimension, judgement.given, measured=measured)
    point = None if number is None else criterion.value(number, None)
    return plain if point is None else on_section(plain, point, inputs.dossier, weigher)


def what_if(inputs: Inputs, supposed: Suppositions, before: Assessment) -> WhatIf:
    """Return what would move if what is supposed were so; `before` is the assessment as it is."""
    after = explain(supposing(inputs, supposed))
    return WhatIf(
        partnercheck="whatif/1",
        tool=before.tool,
        partner=before.partner,
        rubric=before.rubric,
        dossier=before.dossier,
        organisation=before.organisation,
        as_of=before.as_of,
        supposed=tuple(_supposed(inputs, supposed, before.criteria, after.criteria)),
        movement=movement(before, after),
    )


def _supposed(
    inputs: Inputs,
    supposed: Suppositions,
    before: dict[str, CriterionResult],
    after: dict[str, CriterionResult],
) -> Iterator[Supposed]:
    """Yield all that is supposed, beside what it takes the place of."""
    for name in supposed.given:
        yield Supposed("answer", name, before[name].title, before[name].answer, after[name].answer)
    found = {each.measure.name: each.measure.value for each in before.values() if each.measure is not None}
    for name, number in supposed.measures.items():
        yield Supposed("measure", name, name, found.get(name), number)
    for name, grade in supposed.grades.items():
        yield Supposed("grade", name, before[name].title, _grade(before[name]), grade)
    dimensions = {each.id: each for each in inputs.rubric.dimensions}
    for name, weight in supposed.weights.items():
        yield Supposed("weight", name, dimensions[name].title, dimensions[name].weight, weight)


def _grade(result: CriterionResult) -> Any:
    return result.evidence.grade if result.evidence else None
