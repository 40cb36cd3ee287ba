"""RC206 to RC209: scales and thresholds that do what they say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from partnercheck.authoring.reach.sums import HALF
from partnercheck.authoring.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Path, Problem
    from partnercheck.model.verdict_rules import Limits


class BentCurve(Rule):
    """A curve rises and falls.

    On such a curve more is first better and then worse (or the reverse). That is rarely meant: mostly two
    points are swapped. Which answers would change the verdict is not worked out for it. Where the middle is
    best, ask for the distance from it.
    """

    code, name = "RC206", "bent-curve"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, curve: [[10, 100], [25, 25], [50, 75], [80, 0]]}
    """
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, curve: [[10, 100], [25, 75], [50, 25], [80, 0]]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, each in subject.criteria:
            steps = [after[1] - before[1] for before, after in pairwise(each.points)]
            turn = next((i for i, step in enumerate(steps) if step * _trend(steps[:i]) < 0), None)
            if turn is not None:
                way = "rises" if steps[turn] > 0 else "falls"
                at = each.points[turn + 1][0]
                said = f"the curve of `{each.id}` {way} at {at:g}, after going the other way"
                yield self.finding((*path, "curve", turn + 1), said, "are two points swapped?")


def _trend(steps: list[float]) -> float:
    return next((step for step in steps if step), 0.0)


class EqualGrades(Rule):
    """Two grades of evidence count the same.

    Grades stand strongest first, and each should be worth less than the one before: with equal reliabilities
    nobody gains by checking, although the names say that it is better.
    """

    code, name = "RC207", "equal-grades"
    bad = """
        evidence:
          grades:
            audited: {reliability: 1.0, meaning: An independent third party confirms it}
            verified: {reliability: 1.0, meaning: We checked it ourselves}
            documented: {reliability: 0.7, meaning: The partner's own document}
            asserted: {reliability: 0.4, meaning: Somebody's word}
    """
    good = """
        evidence:
          grades:
            audited: {reliability: 1.0, meaning: An independent third party confirms it}
            verified: {reliability: 0.95, meaning: We checked it ourselves}
            documented: {reliability: 0.7, meaning: The partner's own document}
            asserted: {reliability: 0.4, meaning: Somebody's word}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for (before, one), (after, other) in pairwise(subject.rubric.evidence.grades.items()):
            if other.reliability >= one.reliability:
                said = f"`{after}` is as reliable as `{before}`, {one.reliability:g}"
                path: Path = ("evidence", "grades", after, "reliability")
                yield self.finding(path, said, "lower it, or make them one grade")


class DefaultThreshold(Rule):
    """A threshold of the verdict is left to its default.

    When a verdict is disputed, its thresholds are read first. If left out, they are 60 and 50 % for
    coverage, 20 % for what may be declared not applicable, and no floor at all for dimensions. Once they
    are written down, somebody has decided on them.
    """

    code, name = "RC208", "default-threshold"
    bad = """
        partnercheck: rubric/1
        id: small
        version: 1.0.0
        title: Small
        sources: {OWN: {title: Our own experience}}
        dimensions:
          - id: money
            title: Money
            weight: 1
            criteria:
              - {id: accounts, title: Accounts, question: How old are the audited accounts?, kind: metric,
                 unit: months, curve: [[6, 100], [24, 0]], ask: public, source: [OWN],
                 why: Old accounts hide a fall., action: Ask for interim figures.}
        verdict:
          proceed: {score: 70, dimension: 50}
          conditional: {score: 50, dimension: 30}
          not_applicable: 20
    """
    good = """
        partnercheck: rubric/1
        id: small
        version: 1.0.0
        title: Small
        sources: {OWN: {title: Our own experience}}
        dimensions:
          - id: money
            title: Money
            weight: 1
            criteria:
              - {id: accounts, title: Accounts, question: How old are the audited accounts?, kind: metric,
                 unit: months, curve: [[6, 100], [24, 0]], ask: public, source: [OWN],
                 why: Old accounts hide a fall., action: Ask for interim figures.}
        verdict:
          proceed: {score: 70, dimension: 50}
          conditional: {score: 50, dimension: 30}
          not_applicable: 20
          coverage: {overall: 60, dimension: 50}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rules = subject.rubric.verdict
        asked = [
            ("coverage.overall", "overall" in rules.coverage.model_fields_set, "60"),
            ("coverage.dimension", "dimension" in rules.coverage.model_fields_set, "50"),
            ("not_applicable", "not_applicable" in rules.model_fields_set, "20"),
            ("proceed.dimension", _floored(rules.proceed, subject), "0"),
            ("conditional.dimension", _floored(rules.conditional, subject), "0"),
        ]
        unset = [f"`{name}` ({default})" for name, given, default in asked if not given]
        if unset:
            said = f"left to the default: {', '.join(unset)}"
            yield self.finding(
                ("verdict",), said, "write them down, so that they are somebody's decision", key=True
            )


def _floored(asked: Limits, subject: Subject) -> bool:
    """Return whether a floor is written for every dimension."""
    written = "dimension" in asked.model_fields_set
    return written and (
        "default" in asked.dimension or all(each.id in asked.dimension for each in subject.rubric.dimensions)
    )


class ConstantCriterion(Rule):
    """Every answer to a criterion is worth the same.

    The answer cannot move the score, so that the question only takes weight from others.
    """

    code, name = "RC209", "constant-criterion"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, curve: [[10, 100], [80, 100]]}
    """
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, curve: [[10, 100], [80, 0]]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, each in subject.scored:
            values = subject.domain(each.id)
            if values[-1][1] - values[0][0] <= HALF:
                said = f"every answer to `{each.id}` is worth {values[0][0]:g}"
                yield self.finding((*path, "id"), said, "tell its answers apart, or leave it out")


RULES = (BentCurve(), EqualGrades(), DefaultThreshold(), ConstantCriterion())
