"""The street from inputs to assessment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from partnercheck import __version__
from partnercheck.diagnostics import in_order
from partnercheck.engine.conditions import Arisen, arise, odd_entries
from partnercheck.engine.criteria import Judgement, judge
from partnercheck.engine.evidence import Support, Weigher
from partnercheck.engine.flags import Flag, Reader, raise_flags, unused_waivers
from partnercheck.engine.numbers import at_least
from partnercheck.engine.relationship import name_relationship
from partnercheck.engine.scores import Tree, score_tree
from partnercheck.engine.verdict import reasons, rule
from partnercheck.measures import section_warnings
from partnercheck.model.assessment import (
    NO_SCORE,
    Assessment,
    Condition,
    CriterionResult,
    DimensionResult,
    EvidenceUsed,
    FlagResult,
    ItemUsed,
    MeasureUsed,
    Note,
    PartnerNamed,
    Reason,
    Relationship,
    Tool,
    Value,
    Verdict,
    Waived,
)
from partnercheck.model.scale import AsWritten

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic, Problem
    from partnercheck.model.criteria import AnswerValue
    from partnercheck.model.inputs import Inputs

_TOOL = Tool(name="partnercheck", version=__version__)
_NONE = Value(point=None, low=None, high=None)


class Decision:
    """A decision with all it was made from, before its reasons are put into words."""

    def __init__(self, inputs: Inputs, judgements: list[Judgement] | None = None) -> None:
        """Decide on one partner; on these judgements, in rubric order, where somebody has made them."""
        weigher = Weigher(inputs)
        self.inputs = inputs
        self.judgements = judge(inputs, weigher) if judgements is None else judgements
        self.by_id = {each.criterion.id: each for each in self.judgements}
        self.tree = score_tree(inputs.rubric, self.judgements)
        self.reader = Reader(inputs, self.by_id, self.tree)
        self.flags = raise_flags(inputs, self.reader)
        self.ruling = rule(inputs.rubric, self.judgements, self.tree, self.flags)
        self._odd_evidence = weigher.problems

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the verdict is what it is."""
        because = self.reader.because
        return tuple(
            reasons(self.inputs.rubric, self.judgements, self.tree, self.flags, self.ruling, because)
        )

    @cached_property
    def relationship(self) -> Relationship:
        """What the deal is, and whether both sides call it that."""
        return name_relationship(self.inputs, self.by_id, self.tree)

    @cached_property
    def arisen(self) -> tuple[Arisen, ...]:
        """What gives a condition."""
        return arise(self.inputs, self.judgements, self.tree, self.flags, self.ruling.level)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What has to be done."""
        return tuple(each.stated() for each in self.arisen)

    @cached_property
    def problems(self) -> list[Problem]:
        """What is odd about evidence, conditions and statements, and does no harm."""
        problems = [*self._odd_evidence, *odd_entries(self.inputs, self.arisen, self.flags)]
        problems += section_warnings(self.inputs.dossier, self.inputs.as_of)
        return problems

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything odd about the dossier at its place, in order."""
        return in_order([*self.inputs.warnings, *self.inputs.locate(self.problems)])


def decide(inputs: Inputs, judgements: list[Judgement] | None = None) -> Decision:
    """Return the decision on one partner.

    Args:
        inputs: What is known.
        judgements: In place of those that the dossier gives, in rubric order: how test cases enter.
    """
    return Decision(inputs, judgements)


def assess(inputs: Inputs) -> Assessment:
    """Return the decision on one partner, with everything it rests on in words and numbers."""
    return explain(decide(inputs))


def explain(decision: Decision) -> Assessment:
    """Return a decision with its reasons, conditions and name for the deal."""
    inputs, tree, flags, because = decision.inputs, decision.tree, decision.flags, decision.reader.because
    partner = inputs.dossier.partner
    return Assessment(
        partnercheck="assessment/1",
        tool=_TOOL,
        partner=PartnerNamed(
            name=partner.name,
            country=partner.country,
            identifiers=partner.identifiers or None,
            website=partner.website,
        ),
        rubric=inputs.rubric_used,
        dossier=inputs.dossier_used,
        organisation=inputs.organisation_used,
        as_of=inputs.as_of,
        verdict=Verdict(**decision.ruling._asdict(), reasons=decision.reasons),
        score=tree.whole.told(),
        dimensions=_dimensions(inputs, decision.judgements, tree),
        red_flags=tuple(_flag(flag, because(flag)) for flag in flags),
        waivers_unused=unused_waivers(inputs, flags),
        relationship=decision.relationship,
        conditions=decision.conditions,
        next_evidence=None,
        flips=None,
        stability=None,
        diagnostics=tuple(note(each) for each in decision.diagnostics),
    )


def note(diagnostic: Diagnostic) -> Note:
    """Return a diagnostic as machines read it."""
    place = diagnostic.position
    return Note(
        code=diagnostic.code,
        severity="error" if diagnostic.severity == "error" else "warning",
        message=diagnostic.message,
        file=place.file,
        line=place.line,
        column=place.column,
        hint=diagnostic.hint,
    )


def _dimensions(inputs: Inputs, judgements: list[Judgement], tree: Tree) -> tuple[DimensionResult, ...]:
    results = []
    rest = iter(judgements)
    for dimension in inputs.rubric.dimensions:
        branch = tree.branches.get(dimension.id)
        results.append(
            DimensionResult(
                id=dimension.id,
                title=dimension.title,
                weight=branch.share if branch else 0.0,
                score=branch.score.told() if branch else NO_SCORE,
                criteria=tuple(_criterion(next(rest), tree) for _ in dimension.criteria),
            )
        )
    return tuple(results)


def _criterion(judgement: Judgement, tree: Tree) -> CriterionResult:
    criterion, measured, support, point = (
        judgement.criterion,
        judgement.measured,
        judgement.support,
        judgement.point,
    )
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        kind=criterion.kind,
        weight=tree.share(judgement),
        status=judgement.status,
        answer=_answer(judgement),
        value=Value(point=point, low=judgement.low, high=judgement.high) if judgement.applies else _NONE,
        contribution=tree.contribution(judgement),
        evidence=_evidence(support) if support else None,
        expect=criterion.expect,
        meets=None if point is None else at_least(point, criterion.expect),
        measure=(
            MeasureUsed(name=str(criterion.measure), value=measured.value, working=measured.working)
            if measured
            else None
        ),
        perception_gap=judgement.perception_gap,
    )


def _evidence(support: Support) -> EvidenceUsed:
    return EvidenceUsed(
        grade=support.grade,
        reliability=support.reliability,
        items=tuple(
            ItemUsed(
                grade=item.grade, source=item.source, date=item.date, counts=why_not is None, why_not=why_not
            )
            for item, why_not in support.items
        ),
    )


def _answer(judgement: Judgement) -> Any:
    """Return an answer as it is written: a list of ratings, a reason why not applicable, or the value."""
    if judgement.given is None:
        return None
    entry = judgement.given.entry
    if entry.not_applicable is not None:
        return {"not_applicable": entry.not_applicable}
    if entry.ratings is not None:
        return [
            {"by": rating.by, "side": rating.side, "answer": _written(rating.answer, answer)}
            for rating, answer in judgement.given.rated
        ]
    return _written(entry.answer, judgement.given.answer)


def _written(raw: Any, read: AnswerValue | None) -> Any:
    """Return an answer in the dossier's spelling: `yes` stays a word, `true` and numbers are themselves."""
    if isinstance(read, bool) and isinstance(raw, str):
        return read if raw.lower() in {"true", "false"} else raw.lower()
    if isinstance(read, float):
        return AsWritten(read)
    return list(read) if isinstance(read, tuple) else read


def _flag(flag: Flag, because: tuple[str, ...]) -> FlagResult:
    waiver = flag.waiver
    return FlagResult(
        id=flag.rule.id,
        title=flag.rule.title,
        effect=flag.rule.effect,
        status=flag.status,
        waived=Waived(by=waiver.by, reason=waiver.reason, until=waiver.until) if waiver else None,
        because=because,
    )
