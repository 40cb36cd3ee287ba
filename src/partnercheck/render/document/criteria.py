"""Every criterion with question, answer, evidence and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures import SECTIONS
from partnercheck.model.asking import CAN_ANSWER
from partnercheck.model.scale import far_apart
from partnercheck.model.sections import section_of
from partnercheck.render import shortened, words
from partnercheck.render.document import grounds
from partnercheck.render.document.answers import answers
from partnercheck.render.document.dimensions import mark_of
from partnercheck.render.report import dimensions as report
from partnercheck.render.report.dimensions import CriterionPart, DimensionCriteria
from partnercheck.render.report.parts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.model.assessment import Assessment, CriterionResult, DimensionResult
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.evidence import Evidence, EvidenceItem
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import Reference


def criteria(assessment: Assessment, inputs: Inputs) -> list[DimensionCriteria]:
    """Return every dimension with its criteria."""
    return [_dimension(each, inputs) for each in assessment.dimensions]


def _dimension(result: DimensionResult, inputs: Inputs) -> DimensionCriteria:
    asked = [each for each in result.criteria if each.id in inputs.applying]
    summaries = {dimension.id: dimension.summary for dimension in inputs.rubric.dimensions}
    return DimensionCriteria(
        id=result.id,
        title=result.title,
        summary=summaries[result.id],
        weight=words.share(result.weight, in_prose=True),
        range=words.ranged(result.score),
        coverage=words.covered(result.score),
        criteria=[_criterion(each, inputs.rubric.criteria[each.id], inputs) for each in asked],
        left_out=[each.title for each in result.criteria if each.id not in inputs.applying],
    )


def _criterion(result: CriterionResult, criterion: Criterion, inputs: Inputs) -> CriterionPart:
    given = inputs.given.get(criterion.id)
    apart = []
    if result.perception_gap:
        apart.append(f"The two sides' ratings are {words.points(result.perception_gap)} apart.")
    if result.inner_gap:
        apart.append(f"Ratings of one side are up to {words.points(result.inner_gap)} apart.")
    low = result.meets is False
    weak = mark_of(result).state in {"weak", "poor"}
    disputed = far_apart(result.perception_gap, result.inner_gap)
    return CriterionPart(
        id=result.id,
        title=result.title,
        question=criterion.question,
        why=criterion.why,
        sources=[_reference(inputs.rubric.sources[key]) for key in criterion.source],
        ask=CAN_ANSWER[criterion.ask] if criterion.ask else None,
        status=result.status.replace("_", " "),
        mark=mark_of(result),
        answer=_in_short(result, inputs),
        answers=[_worked_out(result, inputs)] if result.measure else answers(criterion, result, inputs),
        range=words.ranged(result.value),
        weight=words.share(result.weight, in_prose=True),
        grade=result.evidence.grade if result.evidence else None,
        evidence=[_evidence(item, why_not) for item, why_not in items(result, inputs)],
        gap=" ".join(apart) or None,
        note=given.entry.note if given else None,
        below=f"Below the {words.whole(criterion.expect)} that is expected." if low else None,
        action=criterion.action if low else None,
        attention=low or weak or result.status == "unanswered" or disputed,
    )


def _worked_out(result: CriterionResult, inputs: Inputs) -> str:
    """Return what was worked out, and from what; how stands in the appendix."""
    section = section_of(result.measure.name) if result.measure else ""
    said = grounds.answer(result, inputs)
    source = f"worked out from “{SECTIONS[section].title}”" if section in SECTIONS else "worked out"
    return f"{said}, {source}" if said else words.capitalised(source)


def workings(assessment: Assessment) -> list[Fact]:
    """Return how each measured value was worked out."""
    return [
        Fact(each.title, each.measure.working)
        for each in assessment.criteria.values()
        if each.measure is not None and each.measure.working
    ]


_ANSWER = 2_000
"""So many letters of an answer stand in the list of criteria; below it, it is whole."""


def _in_short(result: CriterionResult, inputs: Inputs) -> str:
    if result.status == "answered":
        return shortened.brief(words.capitalised(grounds.answer(result, inputs)), _ANSWER) or "Worked out"
    return "Not applicable" if result.status == "not_applicable" else "Not answered"


def _reference(source: Reference) -> str:
    said = [source.author, source.title, f"{source.year:g}" if source.year else None]
    return ", ".join(each for each in said if each)


def items(result: CriterionResult, inputs: Inputs) -> Iterator[tuple[EvidenceItem, str | None]]:
    """Yield the evidence of a criterion as the dossier gives it, each with why it does not count."""
    here = list(_given(result, inputs))
    if result.evidence is None:
        if result.status != "not_applicable":
            answered = result.status == "answered"  # and yet worth nothing
            why_not = "it is never scored" if answered else "nothing is answered that it could support"
            if inputs.lacks_position(inputs.rubric.criteria[result.id]):
                why_not = "our own side states no position"
            yield from ((each, why_not) for each in _listed(here))
        return
    named = _listed(here or [inputs.dossier.evidence])
    yield from ((each, used.why_not) for used, each in zip(result.evidence.items, named, strict=False))


def _given(result: CriterionResult, inputs: Inputs) -> Iterator[Evidence]:
    """Yield what a criterion rests on: its answer's evidence and its ratings', or its section's."""
    found: list[Evidence | None] = []
    given = inputs.given.get(result.id)
    if result.measure is not None:
        section = getattr(inputs.dossier, section_of(result.measure.name))
        found = [section.evidence if section else None]
    elif given is not None:
        rated = [each.rating.evidence for each in given.rated if each.answer is not None]
        found = [given.entry.evidence, *rated]
    yield from (each for each in found if each)


def _listed(evidence: Iterable[Evidence | None]) -> Iterator[EvidenceItem]:
    """Yield the items of evidence; a grade in short has none."""
    for each in evidence:
        if each and not isinstance(each, str):
            yield from each


def _evidence(item: EvidenceItem, why_not: str | None) -> report.Evidence:
    return report.Evidence(
        grade=item.grade,
        source=item.source,
        date=words.day(item.date) if item.date else "undated",
        file=file_of(item),
        why_not=why_not,
    )


def file_of(item: EvidenceItem) -> str | None:
    """Return the file of an item, with its digest where the dossier gives one."""
    if item.file is None:
        return None
    return f"{item.file}, SHA-256 {item.sha256}" if item.sha256 else f"{item.file}, without a digest"
