"""What a report says, in order; every format says the same.

All texts are plain: whatever stands in them came from a dossier or rubric and is for the renderer to escape.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.report import Condition, CriterionPart, Dimension, Evidence, Flag, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.assessment import (
        Assessment,
        CriterionResult,
        DimensionResult,
        FlagResult,
    )
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.evidence import EvidenceItem
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.outlook import Missing


_TELLING = 0.05
"""What could move the score by less shows as 0.0 and is not worth a line."""


def document(assessment: Assessment, inputs: Inputs) -> Report:
    """Return what a report on this assessment says."""
    verdict, rubric = assessment.verdict, inputs.rubric
    symbol, headline = words.VERDICTS[verdict.level]
    flags = [_flag(flag) for flag in assessment.red_flags]
    strongest, weakest = _extremes(assessment)
    without = None
    if verdict.without_waivers != verdict.now:
        without = f"Without the waivers it would be: {words.LEVELS[verdict.without_waivers]}."
    return Report(
        partner=assessment.partner.name,
        facts=_facts(assessment, inputs),
        verdict=verdict.level,
        symbol=symbol,
        headline=headline,
        firmness=words.firmness(assessment),
        reasons=[reason.text for reason in verdict.reasons],
        without_waivers=without,
        score=words.number(assessment.score.point),
        span=words.span(assessment.score),
        coverage=f"{words.number(assessment.score.coverage)} %",
        low=assessment.score.low or 0.0,
        point=assessment.score.point,
        high=100.0 if assessment.score.high is None else assessment.score.high,
        limits=(rubric.verdict.conditional.score, rubric.verdict.proceed.score),
        naming=words.naming(assessment, {rule.call: rule.title for rule in rubric.relationship}),
        flags=[flag for flag in flags if flag.status in {"raised", "open"}],
        quiet_flags=[flag for flag in flags if flag.status not in {"raised", "open"}],
        conditions_title="Actions" if verdict.level == "proceed" else "Conditions",
        conditions=_conditions(assessment, inputs),
        waivers_unused=[
            f"The waiver of “{each.flag}” is not used: {each.why}." for each in assessment.waivers_unused
        ],
        strongest=strongest,
        weakest=weakest,
        next_evidence=_next_evidence(assessment, inputs),
        flips=_flips(assessment, inputs),
        stability=_stability(assessment, inputs),
        dimensions=[_dimension(each, inputs) for each in assessment.dimensions],
        warnings=[f"{each.file}:{each.line}: {each.message}" for each in assessment.diagnostics],
        decision=_decision(inputs),
        provenance=_provenance(assessment),
        command=shlex.join(
            [
                "partnercheck",
                "assess",
                assessment.dossier.file,
                "--as-of",
                str(assessment.as_of),
                *inputs.overrides,
            ]
        ),
    )


def _facts(assessment: Assessment, inputs: Inputs) -> list[tuple[str, str]]:
    dossier, partner = inputs.dossier, assessment.partner
    people = ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in dossier.assessors)
    identifiers = ", ".join(f"{kind} {value}" for kind, value in (partner.identifiers or {}).items())
    facts = [
        ("Scope", dossier.scope),
        ("As of", str(assessment.as_of)),
        ("Rubric", f"{inputs.rubric.title} {inputs.rubric.version}"),
        ("Assessors", people),
        ("Country", partner.country),
        ("Identifiers", identifiers),
        ("Website", partner.website),
        ("Profile", ", ".join(f"{name}: {value}" for name, value in inputs.facts.items())),
    ]
    return [(name, text) for name, text in facts if text]


def _flag(flag: FlagResult) -> Flag:
    waiver = None
    if flag.waived is not None:
        waiver = f"Waived by {flag.waived.by} until {flag.waived.until}: {flag.waived.reason}"
    return Flag(
        id=flag.id,
        title=flag.title,
        symbol=words.FLAG_SYMBOLS[flag.status],
        status=flag.status.replace("_", " "),
        effect=words.EFFECTS["raised" if flag.status == "raised" else "open"][flag.effect],
        because=list(flag.because),
        waiver=waiver,
    )


def _conditions(assessment: Assessment, inputs: Inputs) -> list[Condition]:
    dropped = {
        entry.for_: f"Dropped: {entry.reason}"
        for entry in inputs.dossier.conditions
        if entry.status == "dropped"
    }
    titles = {name: each.title for name, each in inputs.rubric.criteria.items()}
    titles |= {name: flag.title for name, flag in inputs.rubric.flags.items()}
    return [
        Condition(
            subject=each.for_,
            title=titles[each.for_],
            action=dropped.get(each.for_) or each.action,
            owner=each.owner or "nobody yet",
            due=str(each.due) if each.due else "no date",
            status=each.status,
        )
        for each in assessment.conditions
    ]


def _extremes(assessment: Assessment) -> tuple[list[str], list[str]]:
    """Return the three strongest and the three weakest criteria, by how much they add or cost."""
    answered = [
        (each.value.point, each.weight, each.title)
        for dimension in assessment.dimensions
        for each in dimension.criteria
        if each.value.point is not None
    ]
    best = sorted(answered, key=lambda item: -item[1] * (item[0] - 50))
    worst = sorted(answered, key=lambda item: -item[1] * (100 - item[0]))
    return (
        [f"{title} ({words.number(point)})" for point, _, title in best[:3] if point > 50],
        [f"{title} ({words.number(point)})" for point, _, title in worst[:3] if point < 100],
    )


def _next_evidence(assessment: Assessment, inputs: Inputs) -> list[str]:
    """Return what to find out next, most telling first: answers that are missing, then weak evidence."""
    found = assessment.next_evidence
    if found is None:
        return []
    return [
        _next(each, inputs.rubric.criteria[each.criterion], answered=answered)
        for answered, items in ((False, found.answer), (True, found.verify))
        for each in items
        if each.flags or each.swing >= _TELLING
    ]


def _next(missing: Missing, criterion: Criterion, *, answered: bool) -> str:
    todo = f"Verify “{criterion.title}”" if answered else f"Answer “{criterion.title}”"
    if criterion.measure is not None and not answered:
        todo = f"Fill in what “{criterion.title}” is worked out from ({criterion.measure})"
    flags = f", and {len(missing.flags)} red flag{'s' * (len(missing.flags) > 1)} turn on it"
    return f"{todo}: it could move the score by {words.number(missing.swing)}" + flags * bool(missing.flags)


def _flips(assessment: Assessment, inputs: Inputs) -> list[str]:
    """Return the other answers that would change the verdict, nearest first."""
    return [
        f"“{inputs.rubric.criteria[each.criterion].title}” {words.moved(each)}: "
        f"the verdict would be “{words.VERDICTS[each.verdict][1]}”."
        for each in assessment.flips or ()
    ]


def _stability(assessment: Assessment, inputs: Inputs) -> list[str]:
    """Return how much the verdict owes to the dimensions' weights."""
    found = assessment.stability
    if found is None or assessment.verdict.level == "hold":
        return []
    titles = {dimension.id: dimension.title for dimension in inputs.rubric.dimensions}
    level = words.LEVELS[assessment.verdict.now]
    agreement = getattr(found.agreement, assessment.verdict.now)
    said = [f"At the answers given, {words.share(agreement)} of all possible weightings give “{level}”."]
    for each in found.weights:
        text = f"“{titles[each.dimension]}” weighs {words.share(each.share)}"
        if each.low <= 0 and each.high >= 1:
            said.append(f"{text}; no other weight would change that.")
        else:
            said.append(f"{text}; that holds from {words.share(each.low)} to {words.share(each.high)}.")
    return said


def _dimension(result: DimensionResult, inputs: Inputs) -> Dimension:
    rules = inputs.rubric.verdict
    return Dimension(
        id=result.id,
        title=result.title,
        weight=words.share(result.weight),
        score=words.number(result.score.point),
        span=words.span(result.score),
        coverage="–" if result.score.coverage is None else f"{words.number(result.score.coverage)} %",
        point=result.score.point,
        floors=(rules.conditional.floor(result.id), rules.proceed.floor(result.id)),
        criteria=[_criterion(each, inputs.rubric.criteria[each.id], inputs) for each in result.criteria],
    )


def _criterion(result: CriterionResult, criterion: Criterion, inputs: Inputs) -> CriterionPart:
    given = inputs.given.get(criterion.id)
    ours = inputs.organisation.culture.get(criterion.id) if inputs.organisation else None
    gap = None
    if result.perception_gap:
        gap = f"The two sides' ratings are {words.number(result.perception_gap)} apart."
    low = result.meets is False
    return CriterionPart(
        id=result.id,
        title=result.title,
        question=criterion.question,
        status=result.status.replace("_", " "),
        answers=words.answers(criterion, result, ours),
        value=words.number(result.value.point),
        span=words.span(result.value),
        weight=words.share(result.weight),
        grade=result.evidence.grade if result.evidence else None,
        evidence=_evidence(result, inputs),
        gap=gap,
        note=given.entry.note if given else None,
        below=f"Below the {words.number(criterion.expect)} that is expected." if low else None,
        action=criterion.action if low else None,
    )


def _evidence(result: CriterionResult, inputs: Inputs) -> list[Evidence]:
    """Return the items of evidence, each with the file and digest that the dossier names."""
    used = result.evidence.items if result.evidence else ()
    given = inputs.given.get(result.id)
    here = given.entry.evidence if given else None
    if result.measure is not None:
        section = getattr(inputs.dossier, result.measure.name.partition(".")[0])
        here = section.evidence if section else None
    named: Iterable[EvidenceItem | str] = here or inputs.dossier.evidence or ()
    return [
        Evidence(
            grade=item.grade,
            source=item.source,
            date=str(item.date or "undated"),
            file=_file(each),
            why_not=item.why_not,
        )
        for item, each in zip(used, named, strict=False)
        if not isinstance(each, str)
    ]


def _file(item: EvidenceItem) -> str | None:
    """Return the file of an item, with its digest where the dossier gives one."""
    if item.file is None:
        return None
    return f"{item.file}, SHA-256 {item.sha256}" if item.sha256 else f"{item.file}, without a digest"


def _decision(inputs: Inputs) -> str | None:
    record = inputs.dossier.decision
    if record is None:
        return None
    return f"{record.by} decided on {record.on}: {record.outcome}." + (
        f" {record.note}" if record.note else ""
    )


def _provenance(assessment: Assessment) -> list[tuple[str, str]]:
    rubric, organisation = assessment.rubric, assessment.organisation
    rows = [
        ("Program", f"{assessment.tool.name} {assessment.tool.version}"),
        ("Dossier", f"{assessment.dossier.file}, SHA-256 {assessment.dossier.sha256}"),
        ("Rubric", f"{rubric.file or rubric.id + ' (bundled)'} {rubric.version}, SHA-256 {rubric.sha256}"),
    ]
    if organisation is not None:
        rows.append(("Organisation", f"{organisation.file}, SHA-256 {organisation.sha256}"))
    return rows
