"""RC201 to RC205: how much things count, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.reach.sums import HALF
from partnercheck.authoring.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Path, Problem

LEAST_SHARE = 1.0
MOST_CRITERIA = 50
MOST_IN_DIMENSION = 10
MOST_TIMES = 20.0


def _crowd(dimension: str, count: int) -> str:
    """Return a dimension with many criteria, for the example of a rule."""
    head = f"  - id: {dimension}\n    title: {dimension.title()}\n    weight: 50\n    criteria:\n"
    return head + "".join(
        f"      - {{id: {dimension}-{n}, title: {dimension.title()} {n}, kind: yes_no, ask: partner,\n"
        f"         question: Is sign {n} there?, why: It says a bit, source: [OWN], action: Ask for it.}}\n"
        for n in range(1, count + 1)
    )


class SmallShare(Rule):
    """A criterion counts for less than 1 % of the whole.

    Whatever the answer, the score hardly moves; the question costs as much time as one that decides. Few,
    important goals are worth more than many (Willetts). A criterion that a red flag or a relationship rule
    tests has its effect there, and may weigh little. The share is the largest that the
    criterion has for any profile.
    """

    code, name = "RC201", "small-share"
    bad = """
        dimensions:
          - id: working-together
            weight: 10
            criteria:
              - {id: decision-speed, weight: 0.15}
    """
    good = """
        dimensions:
          - id: working-together
            weight: 10
            criteria:
              - {id: decision-speed, weight: 0.5}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        most: dict[str, float] = {}
        for situation in subject.situations:
            for dimension in situation.dimensions:
                for name, share in dimension.criteria.items():
                    most[name] = max(most.get(name, 0.0), 100 * dimension.share * share)
        for path, _, criterion in subject.criteria:
            tested = criterion.id in subject.rubric.criteria_tested
            if not tested and 0 < most.get(criterion.id, 0.0) < LEAST_SHARE - HALF:
                said = f"`{criterion.id}` counts for {most[criterion.id]:.2f} % of the whole"
                yield self.finding((*path, "weight"), said, "raise its weight, or leave the question out")


class TooManyCriteria(Rule):
    """A partner is asked more than 50 questions.

    Long questionnaires get short answers, and every further criterion takes weight from those that matter.
    Few, important goals work better (Willetts). What one profile is asked counts, not what stands in the
    file.
    """

    code, name = "RC202", "too-many-criteria"
    bad = "dimensions:\n" + "".join(
        _crowd(name, 10) for name in ("people", "sites", "products", "markets", "tools")
    )
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, weight: 2}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        most = max(sum(len(each.criteria) for each in one.dimensions) for one in subject.situations)
        if most > MOST_CRITERIA:
            said = f"one partner is asked {most} questions, more than {MOST_CRITERIA}"
            yield self.finding(
                ("dimensions",), said, "keep those whose answer would change a decision", key=True
            )


class CrowdedDimension(Rule):
    """A dimension asks one partner more than 10 questions.

    In a crowded dimension each answer counts little, and a bad one is averaged away. Split the dimension, or
    drop what others imply. What one profile is asked counts: alternatives for different partners may stand
    side by side.
    """

    code, name = "RC203", "crowded-dimension"
    bad = "dimensions:\n" + _crowd("people", 11)
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, weight: 2}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for d, dimension in enumerate(subject.rubric.dimensions):
            counts = [
                len(each.criteria)
                for situation in subject.situations
                for each in situation.dimensions
                if each.id == dimension.id
            ]
            if max(counts, default=0) > MOST_IN_DIMENSION:
                said = f"`{dimension.id}` asks one partner {max(counts)} questions, over {MOST_IN_DIMENSION}"
                yield self.finding(
                    ("dimensions", d, "id"), said, "split it, or drop what other answers imply"
                )


class LopsidedWeights(Rule):
    """Weights of siblings differ by more than 20 times.

    Next to a weight twenty times as large, the smaller one decides nothing; often it comes from another
    scale (3 beside 60, one in points and one in per cent). Dimensions, the criteria of a dimension and the
    items of a checklist are compared with each other.
    """

    code, name = "RC204", "lopsided-weights"
    bad = """
        dimensions:
          - id: working-together
            criteria:
              - {id: promises-kept, weight: 30}
    """
    good = """
        dimensions:
          - id: working-together
            criteria:
              - {id: promises-kept, weight: 3}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rubric = subject.rubric
        yield from self._apart(
            [(("dimensions", d, "weight"), each.weight) for d, each in enumerate(rubric.dimensions)]
        )
        for d, dimension in enumerate(rubric.dimensions):
            yield from self._apart(
                [
                    (("dimensions", d, "criteria", c, "weight"), each.weight)
                    for c, each in enumerate(dimension.criteria)
                    if each.scored
                ]
            )
        for path, _, each in subject.criteria:
            yield from self._apart(
                [
                    ((*path, *anchor.at[:-1], "weight"), anchor.weight)
                    for anchor in each.anchors
                    if anchor.weight is not None
                ]
            )

    def _apart(self, siblings: list[tuple[Path, float]]) -> Iterator[Problem]:
        if not siblings:
            return
        least, most = min(siblings, key=lambda each: each[1]), max(siblings, key=lambda each: each[1])
        if most[1] > MOST_TIMES * least[1] * (1 + 1e-9):
            said = f"the weight {most[1]:g} is {most[1] / least[1]:.0f} times that of a sibling, {least[1]:g}"
            yield self.finding(most[0], said, "bring them nearer, or leave the lightest out")


class VanishingDimension(Rule):
    """For some partners nothing of a dimension applies.

    Where every criterion has a `when`, a profile may leave none. The dimension then drops out unnoticed:
    its floor is not checked, and its weight goes to the others, so that two partners are judged on
    different things.
    """

    code, name = "RC205", "vanishing-dimension"
    bad = """
        dimensions:
          - id: growth
            title: Growth
            weight: 20
            criteria:
              - id: new-customers
                title: New customers
                question: How many paying customers did the start-up win in the last twelve months?
                kind: metric
                curve: [[0, 0], [20, 100]]
                why: Paying customers show that somebody wants the product.
                source: [OWN]
                ask: partner
                action: Agree a target for the first joint customers.
                when: {profile: stage, is: startup}
    """
    good = """
        dimensions:
          - id: growth
            title: Growth
            weight: 20
            criteria:
              - id: new-customers
                title: New customers
                question: How many paying customers did the partner win in the last twelve months?
                kind: metric
                curve: [[0, 0], [20, 100]]
                why: Paying customers show that somebody wants the product.
                source: [OWN]
                ask: partner
                action: Agree a target for the first joint customers.
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for d, dimension in enumerate(subject.rubric.dimensions):
            if any(each.when is None and each.scored for each in dimension.criteria):
                continue
            gone = next((each for each in subject.situations if dimension.id not in each.names), None)
            if gone is not None:
                said = f"nothing of `{dimension.id}` applies to a partner with {gone.shown}"
                hint = "add a criterion for such partners, or one without `when`"
                yield self.finding(("dimensions", d, "id"), said, hint)


RULES = (SmallShare(), TooManyCriteria(), CrowdedDimension(), LopsidedWeights(), VanishingDimension())
