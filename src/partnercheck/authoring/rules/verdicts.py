"""RC101, 102, 106, 107 and 109: which verdicts answers can bring about, decided exactly (see `reach`)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from partnercheck.authoring.reach.formulas import (
    All,
    below,
    level,
    limits,
    raised,
)
from partnercheck.authoring.reach.points import verdict
from partnercheck.authoring.reach.search import possible
from partnercheck.authoring.reach.situations import WHOLE
from partnercheck.authoring.reach.sums import HALF, TooManyError
from partnercheck.authoring.rules.rule import Rule
from partnercheck.diagnostics import shown
from partnercheck.model.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.reach.formulas import Formula
    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Path, Problem
    from partnercheck.model.levels import Level


@lru_cache(maxsize=len(LEVELS))  # two rules in a row ask it of the same rubric
def _shut(subject: Subject, wanted: Level) -> list[Situation]:
    """Return the kinds of partner for whom no answers reach a verdict."""
    return [
        each
        for each, plain in zip(subject.situations, _plain(subject), strict=True)
        if wanted not in plain and not possible(level(subject.rubric, wanted, each), each)
    ]


@lru_cache(maxsize=1)
def _plain(subject: Subject) -> list[set[Level]]:
    """Return the verdicts on plain answers of each kind of partner: these are possible without a search."""
    return [
        {verdict(subject.rubric, each, scores) for scores in (each.lowest, each.middling, each.highest)}
        for each in subject.situations
    ]


def _reported_elsewhere(subject: Subject, situation: Situation) -> bool:
    """Return whether a floor or a flag already explains that a verdict is out of reach."""
    rules = subject.rubric.verdict
    floors = (
        not situation.reaches(each.id, asked.floor(each.id))
        for asked in (rules.proceed, rules.conditional)
        for each in situation.dimensions
    )
    return any(floors) or bool(subject.always_raised)


def _why(subject: Subject, wanted: Level, situation: Situation) -> str:
    rules = subject.rubric.verdict
    if wanted == "conditional":
        return "every answer leads to proceed or to decline; limits and flags leave nothing between them"
    if wanted == "decline":
        return "even the worst answers meet the limits of conditional, and no flag that declines is raised"
    if not situation.reaches(WHOLE, rules.proceed.score):
        return f"even the best answers score less than {rules.proceed.score:g}"
    return "even the best answers raise a flag or miss a limit"


class UnreachableVerdict(Rule):
    """No answers can reach a verdict.

    A verdict that nobody can get is a promise that the rubric does not keep: readers think that there are
    three outcomes where there are two. It comes from limits that lie above what the values can reach, from
    limits of both verdicts so near to each other that no values lie between them, or from flags that are
    raised whatever is answered. All answers with full evidence are considered, for every profile.
    """

    code, name, severity = "RC101", "unreachable-verdict", "error"
    bad = """
        red_flags:
          - {id: sanctioned, effect: note}
          - {id: broken-promises, effect: note}
        verdict:
          proceed: {score: 0, dimension: 0}
          conditional: {score: 0, dimension: 0}
    """
    good = """
        verdict:
          proceed: {score: 80, dimension: 50}
          conditional: {score: 40, dimension: 20}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for wanted in LEVELS:
            shut = _shut(subject, wanted)
            if len(shut) == len(subject.situations) and not _reported_elsewhere(subject, shut[0]):
                path: Path = ("verdict", "proceed" if wanted == "proceed" else "conditional")
                said = f"no answers can reach `{wanted}`: {_why(subject, wanted, shut[0])}"
                yield self.finding(path, said, "move the limits, the values or the flags", key=True)


class UnreachableForSome(Rule):
    """No answers of a certain kind of partner can reach a verdict.

    What applies to a partner depends on its profile. Where one profile leaves too few criteria, or raises a
    flag by itself, such partners can never reach a verdict that others can. That may be intended (then say
    so); more often a limit was set with other partners in mind.
    """

    code, name = "RC102", "unreachable-for-some"
    bad = """
        red_flags:
          - id: too-young
            title: The partner is a start-up
            source: [OWN]
            effect: conditional
            when: {profile: stage, is: startup}
            action: Ask a parent or an investor for a guarantee.
    """
    good = """
        red_flags:
          - id: too-young
            title: A start-up about to run out of money
            source: [OWN]
            effect: conditional
            when: {all: [{profile: stage, is: startup}, {criterion: months-of-cash, at_most: 25}]}
            action: Ask a parent or an investor for a guarantee.
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for wanted in LEVELS:
            shut = _shut(subject, wanted)
            elsewhere = [each for each in shut if _reported_elsewhere(subject, each)]
            if shut and len(shut) < len(subject.situations) and len(elsewhere) < len(shut):
                path: Path = ("verdict", "proceed" if wanted == "proceed" else "conditional")
                who = shown(next(each for each in shut if each not in elsewhere).shown)
                said = f"no answers of a partner with {who} can reach `{wanted}`"
                yield self.finding(path, said, "look at what its profile asks and raises", key=True)


class FloorOutOfReach(Rule):
    """A dimension cannot reach the floor that a verdict asks of it.

    No partner that the dimension applies to can then reach that verdict, however good the rest is. The best
    that a dimension can reach is the weighted mean of each criterion's highest value, for the profile that
    leaves it least.
    """

    code, name, severity = "RC106", "floor-out-of-reach", "error"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: customer-concentration, curve: [[10, 60], [50, 25], [80, 0]]}
        verdict:
          proceed: {dimension: {default: 50, standing: 90}}
    """
    good = """
        verdict:
          proceed: {dimension: {default: 50, standing: 60}}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rules = subject.rubric.verdict
        for wanted, asked in (("proceed", rules.proceed), ("conditional", rules.conditional)):
            for dimension in subject.rubric.dimensions:
                floor = asked.floor(dimension.id)
                where = [each for each in subject.situations if dimension.id in each.names]
                short = [each for each in where if not each.reaches(dimension.id, floor)]
                if short:
                    key = dimension.id if dimension.id in asked.dimension else "default"
                    path: Path = ("verdict", wanted, "dimension", key)
                    whose = f" for {shown(short[0].shown)}" if len(short) < len(where) else ""
                    said = (
                        f"`{dimension.id}` cannot reach {floor:g}{whose}, so that nobody reaches `{wanted}`"
                    )
                    yield self.finding(path, said, "lower the floor, or give its best answers more")


class ImpliedExpectation(Rule):
    """What is expected of a criterion is already implied by the verdict.

    An `expect` says below which value an action is due. Where every answer below it is declined anyway, by a
    flag or a floor, the action never becomes a condition of any deal: it only looks as if something were
    asked.
    """

    code, name = "RC107", "implied-expectation"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: sanctions, expect: 100}
    """
    good = """
        dimensions:
          - id: working-together
            criteria:
              - {id: promises-kept, expect: 75}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for placed in subject.criteria:
            each = placed.criterion
            if "expect" not in each.model_fields_set or each.expect <= subject.domain(each.id)[0][0] + HALF:
                continue
            if not subject.ever(
                (All((below(each.id, each.expect), _carried(subject, situation))), situation)
                for situation in subject.situations
                if each.id in situation.names
            ):
                said = f"every answer to `{each.id}` below {each.expect:g} is declined already"
                hint = "leave `expect` out, or soften the flag or floor that declines"
                yield self.finding((*placed.path, "expect"), said, hint)


def _carried(subject: Subject, situation: Situation) -> Formula:
    """Return that the verdict is conditional or better."""
    rubric = subject.rubric
    undeclined = raised(rubric.red_flags, situation, effect="decline", any_raised=False)
    return All((limits(rubric.verdict.conditional, situation), undeclined))


class Undecided(Rule):
    """There are too many combinations to decide what answers can bring about.

    Rules about verdicts, flags and names go through every combination of the profile facts that some test
    names, up to 2,000, and through what weighted values can add up to. Where that would take too long they
    say nothing rather than guess. With fewer facts, or rounder weights, they can decide.
    """

    code, name, severity = "RC109", "undecided", "note"
    bad = """
        profile: {f1: {type: yes_no}, f2: {type: yes_no}, f3: {type: yes_no}, f4: {type: yes_no},
          f5: {type: yes_no}, f6: {type: yes_no}, f7: {type: yes_no}, f8: {type: yes_no},
          f9: {type: yes_no}, f10: {type: yes_no}}
        red_flags:
          - id: broken-promises
            when:
              all:
                - {criterion: promises-kept, at_most: 25}
                - any: [{profile: f1, is: yes}, {profile: f2, is: yes}, {profile: f3, is: yes},
                    {profile: f4, is: yes}, {profile: f5, is: yes}, {profile: f6, is: yes},
                    {profile: f7, is: yes}, {profile: f8, is: yes}, {profile: f9, is: yes},
                    {profile: f10, is: yes}]
    """
    good = """
        profile: {signs: {question: Does the partner show warning signs?, options: [none, some]}}
        red_flags:
          - id: broken-promises
            when: {all: [{criterion: promises-kept, at_most: 25}, {profile: signs, is: some}]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:  # noqa: ARG002  (as every rule's)
        """Yield nothing: what is undecided is known only when all rules were asked; `check` tells then."""
        return iter(())

    def problem_of(self, subject: Subject, codes: list[str]) -> Problem:
        """Return the finding that some rules could not be decided."""
        said = f"there are too many combinations to decide {', '.join(codes)}"
        try:
            assert subject.situations  # noqa: S101  (there is always a kind of partner)
        except TooManyError:
            return self.finding(("profile",), said, "several facts that go together may be one", key=True)
        return self.finding(("dimensions",), said, "rounder weights add up to fewer numbers", key=True)


UNDECIDED = Undecided()

RULES = (UnreachableVerdict(), UnreachableForSome(), FloorOutOfReach(), ImpliedExpectation(), UNDECIDED)
