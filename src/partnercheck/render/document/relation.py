"""Us and them: a chart for each thing that both sides' data show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures import Sides
from partnercheck.model.tests import ProfileTest, leaves
from partnercheck.render import facts, words
from partnercheck.render.document.culture import culture, gaps
from partnercheck.render.document.exchange import exchange, strengths
from partnercheck.render.document.roadmaps import roadmaps
from partnercheck.render.report.parts import Column, Table
from partnercheck.render.report.relation import Relation

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, RuleWalked
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.tests import Test


def relation(assessment: Assessment, inputs: Inputs) -> Relation:
    """Return what only both sides' data can show, and why some of it cannot be shown."""
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    missing: list[str] = []
    asked = {each.section for each in inputs.rubric.criteria.values()}

    def why_not(section: str) -> list[str]:
        return missing if section in asked else []  # what nobody asks for is not missing

    return Relation(
        us=inputs.organisation.name if inputs.organisation else "Us",
        them=assessment.partner.name,
        culture=culture(assessment, inputs, missing),
        roadmaps=roadmaps(sides, why_not("roadmap")),
        exchange=exchange(inputs, why_not("exchange")),
        strengths=strengths(inputs, why_not("capabilities")),
        gaps=gaps(assessment, inputs, missing),
        rules=_rules(assessment, inputs),
        missing=missing,
    )


def _rules(assessment: Assessment, inputs: Inputs) -> Table | None:
    """Return every rule that was looked at for the name of the deal, each test in a row."""
    walked = assessment.relationship.rules
    if not walked:
        return None
    rules = {rule.call: rule for rule in inputs.rubric.relationship}
    columns = [Column("Name"), Column("Rule holds"), Column("Test"), Column("Test holds")]
    rows = [
        [rules[rule.call].title, rule.holds, *row]
        for rule in walked
        for row in _tests(rule, rules[rule.call].when) or [("none: for everything else", "–")]
    ]
    return Table("What the deal may be called: the first rule that holds gives the name", columns, rows)


def _tests(rule: RuleWalked, when: Test | None) -> list[tuple[str, str]]:
    """Return each test of a rule in words, and whether it holds."""
    tests = leaves(when) if when is not None else ()
    return [
        (
            words.capitalised(facts.asked(leaf)) if isinstance(leaf, ProfileTest) else test.test,
            test.holds,
        )
        for (leaf, _), test in zip(tests, rule.tests, strict=True)
    ]
