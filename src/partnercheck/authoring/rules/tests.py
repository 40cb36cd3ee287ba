"""RC103, RC104, RC105, RC108: what red flags and relationship rules can be, decided exactly (see `reach`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.reach.formulas import (
    All,
    tested,
)
from partnercheck.authoring.reach.sums import HALF
from partnercheck.authoring.rules.rule import Rule
from partnercheck.model.tests import CriterionTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.reach.formulas import Formula
    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.authoring.reach.sums import Set
    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Path, Problem
    from partnercheck.model.tests import Test


class FlagNeverRaised(Rule):
    """No answers can raise a red flag.

    Readers rely on a flag that guards nothing. Its limit lies below every value that the criterion can have,
    or its tests exclude each other.
    """

    code, name, severity = "RC103", "flag-never-raised", "error"
    bad = """
        red_flags:
          - id: broken-promises
            when: {all: [{profile: stage, is: established}, {criterion: months-of-cash, at_most: 25}]}
    """
    good = """
        red_flags:
          - id: broken-promises
            when: {all: [{profile: stage, is: startup}, {criterion: months-of-cash, at_most: 25}]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for f, flag in enumerate(subject.rubric.red_flags):
            if not subject.ever((tested(flag.when, each, holds=True), each) for each in subject.situations):
                said = f"no answers can raise the flag `{flag.id}`"
                yield self.finding(
                    ("red_flags", f, "when"), said, "compare its limits with the values", key=True
                )


class FlagAlwaysRaised(Rule):
    """Every answer raises a red flag.

    Such a flag tells nothing about a partner; if it declines or makes conditional, it also shuts out the
    verdicts above.
    """

    code, name, severity = "RC104", "flag-always-raised", "error"
    bad = """
        red_flags:
          - id: broken-promises
            when: {any: [{profile: stage, in: [startup, established]}, {criterion: sanctions, at_most: 0}]}
    """
    good = """
        red_flags:
          - id: broken-promises
            when: {criterion: promises-kept, at_most: 25}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for f, flag in enumerate(subject.rubric.red_flags):
            if flag.id in subject.always_raised:
                said = f"every answer raises the flag `{flag.id}`"
                yield self.finding(
                    ("red_flags", f, "when"), said, "compare its limits with the values", key=True
                )


class LimitOffScale(Rule):
    """A limit is a value that the criterion cannot have.

    A limit between two values works like the next value on its own side, so it does not do what it says:
    with levels at 0, 25, 50, 75 and 100, `at_most: 30` means 25. Beyond all values it is met by every
    answer or by none. The limits of flags, of relationship rules and of `expect` are compared with the
    values that single answers have; those of metrics only with the ends of the curve. A limit beside a
    value that cannot be written, such as a third of 100, passes.
    """

    code, name = "RC105", "limit-off-scale"
    bad = """
        red_flags:
          - {id: broken-promises, when: {criterion: promises-kept, at_most: 30}}
    """
    good = """
        red_flags:
          - {id: broken-promises, when: {criterion: promises-kept, at_most: 25}}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rubric = subject.rubric
        tests: list[tuple[Path, Test | None]] = [
            *((("red_flags", f, "when"), flag.when) for f, flag in enumerate(rubric.red_flags)),
            *((("relationship", r, "when"), rule.when) for r, rule in enumerate(rubric.relationship)),
        ]
        for path, test in tests:
            for leaf, at in leaves(test, path) if test is not None else ():
                if isinstance(leaf, CriterionTest):
                    key = "at_least" if leaf.at_most is None else "at_most"
                    limit = leaf.at_most if leaf.at_most is not None else leaf.at_least or 0.0
                    yield from self._held(subject, (*at, key), leaf.criterion, limit)
        for placed in subject.criteria:
            if "expect" in placed.criterion.model_fields_set:
                each = placed.criterion
                yield from self._held(subject, (*placed.path, "expect"), each.id, each.expect)

    def _held(self, subject: Subject, path: Path, name: str, limit: float) -> Iterator[Problem]:
        values = subject.domain(name)
        lowest, highest = values[0][0], values[-1][1]
        key = path[-1]
        if key == "expect" and limit == 0:
            return  # says that no action is ever due
        beyond = limit < lowest - HALF or limit > highest + HALF
        if any(low - HALF <= limit <= high + HALF for low, high in values):
            return
        nearest = [low for low, _ in values if (low < limit if key == "at_most" else low > limit)]
        acts = limit if not nearest else nearest[-1] if key == "at_most" else nearest[0]
        if not beyond and abs(acts - round(acts, 2)) > HALF:
            return  # a third of 100, say, cannot be written: a limit beside it must do
        hint = f"it acts like {acts:g}" if nearest else "no answer meets it"
        if key == "expect" and not nearest:
            hint = "every answer falls short of it"
        said = f"{limit:g} is no value of `{name}`, whose values are {_listed(values)}"
        yield self.finding(path, said, hint)


def _listed(values: Set) -> str:
    ranges = [f"{low:g}" if high - low < HALF else f"{low:g} to {high:g}" for low, high in values]
    return ", ".join(ranges if len(ranges) <= 8 else [*ranges[:3], "…", *ranges[-2:]])


class UnearnedName(Rule):
    """No answers earn a relationship its name.

    Rules are read in order, and the first that holds names the deal. A rule that no answers meet, or only
    answers that an earlier rule has already caught, never names a deal.
    """

    code, name = "RC108", "unearned-name"
    bad = """
        relationship:
          - {call: partnership, title: Partnership, when: {criterion: joint-team, at_least: 50}}
          - {call: close-partnership, title: Close partnership, when: {criterion: joint-team, at_least: 75}}
          - {call: commercial-agreement, title: Commercial agreement}
    """
    good = """
        relationship:
          - {call: close-partnership, title: Close partnership, when: {criterion: joint-team, at_least: 75}}
          - {call: partnership, title: Partnership, when: {criterion: joint-team, at_least: 50}}
          - {call: commercial-agreement, title: Commercial agreement}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rules = subject.rubric.relationship
        for r, rule in enumerate(rules):
            if not subject.ever((self._earned(subject, r, each), each) for each in subject.deals):
                said = f"no answers earn the name `{rule.call}`"
                alone = rule.when is None or subject.ever(
                    (tested(rule.when, each, holds=True), each) for each in subject.deals
                )
                hint = (
                    "earlier rules catch them all"
                    if alone
                    else "no answers meet its test: compare its limits"
                )
                yield self.finding(("relationship", r, "call"), said, hint)

    def _earned(self, subject: Subject, index: int, situation: Situation) -> Formula:
        """Return that a rule holds and none before it."""
        *before, rule = subject.rubric.relationship[: index + 1]
        passed = [tested(each.when, situation, holds=False) for each in before if each.when is not None]
        return All((*passed, *([tested(rule.when, situation, holds=True)] if rule.when is not None else ())))


RULES = (FlagNeverRaised(), FlagAlwaysRaised(), LimitOffScale(), UnearnedName())
