"""The street from inputs to assessment."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from partnercheck import __version__
from partnercheck.diagnostics import Diagnostic, Problem, in_order, shown
from partnercheck.engine.conditions import Arisen, arise, odd_entries
from partnercheck.engine.criteria import Judgement, judge
from partnercheck.engine.evidence import Weigher, events_ahead
from partnercheck.engine.flags import Reader, raise_flags, unused_waivers
from partnercheck.engine.relationship import name_relationship
from partnercheck.engine.results import dimensions, red_flag
from partnercheck.engine.scores import Gaps, gaps, score_tree
from partnercheck.engine.verdict import Basis, Wording, reasons, rule
from partnercheck.measures import section_warnings
from partnercheck.model.assessment import (
    ApprovalsAsked,
    ApproverNamed,
    Assessment,
    Condition,
    EventUsed,
    FactUsed,
    Note,
    PartnerNamed,
    Reason,
    Relationship,
    Tool,
    Verdict,
)
from partnercheck.model.tests import ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.inputs import Inputs
    from partnercheck.model.levels import VerdictLevel

TOOL = Tool(name="partnercheck", version=__version__)
"""This program."""


class Decision:
    """A decision with all it was made from, before its reasons are put into words."""

    def __init__(self, inputs: Inputs, judgements: list[Judgement] | None = None) -> None:
        """Decide on one partner; on these judgements, in rubric order, where somebody has made them."""
        weigher = Weigher(inputs)
        self.inputs = inputs
        self.judgements = judge(inputs, weigher) if judgements is None else judgements
        if inputs.profile.undetermined:  # nobody can say whether they apply, so nothing said of them counts
            self.judgements = [
                Judgement(
                    each.criterion,
                    each.dimension,
                    None,
                    excluded=None if each.criterion.scored else "unscored",
                )
                if each.criterion.id in inputs.profile.undetermined
                else each
                for each in self.judgements
            ]
        self.by_id = dict(zip(inputs.rubric.criteria, self.judgements, strict=True))
        self.tree = score_tree(inputs.rubric, self.judgements)
        self.reader = Reader(inputs, self.by_id, self.tree)
        self.flags = raise_flags(inputs, self.reader)
        self.ruling = rule(inputs.rubric, self.judgements, self.tree, self.flags, inputs.profile.unknown)
        self._odd_evidence = weigher.problems
        self._facts_rest_on = {
            name: weigher.weigh_fact(name, entry.evidence)
            for name, entry in inputs.dossier.profile.items()
            if entry.evidence and name in inputs.rubric.profile
        }

    @cached_property
    def gaps(self) -> Gaps:
        """What the widths of the ranges are made of."""
        return gaps(self.tree, self.judgements)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the verdict is what it is."""
        inputs = self.inputs
        basis = Basis(inputs.rubric, self.judgements, self.tree, self.flags, inputs.profile.unknown)
        return tuple(reasons(basis, self.ruling, Wording(self.reader.because, self.gaps)))

    @cached_property
    def relationship(self) -> Relationship:
        """What the deal is, and whether both sides call it that."""
        return name_relationship(self.inputs, self.by_id, self.tree)

    @cached_property
    def arisen(self) -> tuple[Arisen, ...]:
        """What gives a condition."""
        level, because = self.ruling.level, self.reader.because
        return arise(self.inputs, self.judgements, self.tree, self.flags, level, because)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What has to be done."""
        return tuple(each.stated() for each in self.arisen)

    @cached_property
    def profile(self) -> tuple[FactUsed, ...]:
        """Every fact that the rubric asks for, and what it takes out of the assessment."""
        excluded = {each.criterion.id for each in self.judgements if each.excluded == "when"}
        named = {
            name: {leaf.profile for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)}
            for name, test in self.inputs.rubric.conditional_criteria.items()
            if name in excluded
        }
        return tuple(
            FactUsed(
                fact=fact,
                value=self.inputs.profile.given.get(fact),
                grade=self._facts_rest_on[fact].grade if fact in self._facts_rest_on else None,
                takes_out=tuple(name for name, facts in named.items() if fact in facts),
            )
            for fact in self.inputs.rubric.profile
        )

    @cached_property
    def events(self) -> tuple[EventUsed, ...]:
        """What happened up to the as-of date, and what evidence it makes worthless."""
        lost = {pair for each in self.judgements if each.support for pair in each.support.overtaken}
        number = Counter(event for event, _ in lost)
        return tuple(
            EventUsed(each.on, each.about, each.what, number[each])
            for each in self.inputs.dossier.events
            if each.on <= self.inputs.as_of
        )

    @cached_property
    def approvals_asked(self) -> ApprovalsAsked:
        """How many people must approve, and whose approval counts; one of anybody where nobody says."""
        organisation = self.inputs.organisation
        rules = organisation.approvals if organisation else None
        listed = rules.by if rules else None
        return ApprovalsAsked(
            proceed=rules.proceed if rules else 1,
            conditional=rules.conditional if rules else 1,
            against=rules.against if rules else 1,
            by=None if listed is None else tuple(ApproverNamed(each.name, each.principal) for each in listed),
            assessors=tuple(each.name for each in self.inputs.dossier.assessors),
        )

    @cached_property
    def problems(self) -> list[Problem]:
        """What is odd about the dossier: its evidence, events, conditions, waivers, people and statements."""
        problems = [*self._odd_evidence, *odd_entries(self.inputs, self.arisen, self.flags)]
        problems += events_ahead(self.inputs)
        problems += _own_waivers(self)
        problems += _too_few(self.approvals_asked, self.ruling.level)
        problems += section_warnings(self.inputs.dossier, self.inputs.as_of)
        return problems

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything odd about the dossier at its place, in order."""
        return in_order([*self.inputs.warnings, *self.inputs.locate(self.problems)])


def _too_few(asked: ApprovalsAsked, level: VerdictLevel) -> Iterator[Problem]:
    """Yield a warning where a verdict needs more approvals than those who are listed can give."""
    needed, able = asked.needed(level), sum(not asked.assessed(each.name) for each in asked.by or ())
    if asked.by is not None and needed > able:
        message = f"{needed} must approve, but only {able} of those listed can: who assessed does not count"
        hint = "list somebody else under `approvals: by:` of our own side, or ask for fewer"
        yield Problem("approvers", ("assessors",), message, hint, severity="warning")


def _own_waivers(decision: Decision) -> Iterator[Problem]:
    """Yield a warning for each waiver that is used and is by somebody who assessed."""
    assessed, used = decision.approvals_asked.assessed, {id(flag.waiver) for flag in decision.flags}
    for index, waiver in enumerate(decision.inputs.dossier.waivers):
        by = waiver.by  # a role may stand behind the name
        if id(waiver) in used and any(map(assessed, (by, by.partition(",")[0], by.partition("(")[0]))):
            message = f"`{shown(by)}` assessed, and accepts a red flag of the assessment too"
            hint = "have somebody accept it who did not assess"
            yield Problem("own-waiver", ("waivers", index, "by"), message, hint, severity="warning")


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
    inputs, tree, flags = decision.inputs, decision.tree, decision.flags
    partner = inputs.dossier.partner
    return Assessment(
        partnercheck="assessment/1",
        tool=TOOL,
        partner=PartnerNamed(
            name=partner.name,
            country=partner.country,
            identifiers=partner.identifiers or None,
            website=partner.website,
        ),
        rubric=inputs.rubric_used,
        dossier=inputs.dossier_used,
        organisation=inputs.organisation_used,
        replies=inputs.replies,
        as_of=inputs.as_of,
        approvals=decision.approvals_asked,
        verdict=Verdict(**decision.ruling._asdict(), reasons=decision.reasons),
        score=tree.whole.with_gap(decision.gaps.whole),
        profile=decision.profile,
        events=decision.events,
        dimensions=dimensions(decision),
        red_flags=tuple(red_flag(flag, decision.reader) for flag in flags),
        waivers_unused=unused_waivers(inputs, flags),
        relationship=decision.relationship,
        conditions=decision.conditions,
        next_evidence=None,
        flips=None,
        flips_not_worked_out=None,
        stability=None,
        diagnostics=tuple(Note.of(each) for each in decision.diagnostics),
    )
