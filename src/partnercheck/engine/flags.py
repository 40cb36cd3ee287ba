"""Red flags in three readings, and what waivers make of them (DESIGN, section 5).

Somebody's word can raise a flag, never clear it: weak evidence is read as if it could be anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.engine.kleene import Truth, evaluate
from partnercheck.engine.numbers import at_most, words
from partnercheck.model.assessment import WaiverUnused
from partnercheck.model.tests import AllOf, AnyOf, CriterionTest, DimensionTest, ProfileTest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.scores import Tree
    from partnercheck.model.assessment import FlagStatus
    from partnercheck.model.dossier import Waiver
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import Effect, RedFlag
    from partnercheck.model.tests import Leaf, Test

Reading = Literal["worst", "point", "best"]

_LOWERED: dict[Effect, Effect | None] = {"decline": "conditional", "conditional": None, "note": "note"}


class Flag(NamedTuple):
    """A red flag as it stands.

    Attributes:
        worst: Whether it is true in the worst reading.
        best: Whether it is true in the best reading.
        waiver: The waiver that lowers it, if any.
        effect: Its effect after the waiver, None where nothing is left of it.
    """

    rule: RedFlag
    status: FlagStatus
    worst: bool
    best: bool
    waiver: Waiver | None
    effect: Effect | None


class Reader:
    """Reads the leaves of flag tests off the judgements."""

    def __init__(self, inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> None:
        self._facts = inputs.facts
        self._rules = inputs.rubric.evidence
        self._judgements = judgements
        self._branches = tree.branches
        self._named = inputs.rubric.flag_leaves

    def read(self, flag: RedFlag, reading: Reading) -> Truth:
        """Return whether a flag's test holds in a reading; unknown only at point."""
        needed = self._rules.rank[flag.evidence or self._rules.clears]
        if isinstance(flag.when, CriterionTest):  # as most are
            return self._leaf(flag.when, reading, needed)
        return evaluate(flag.when, lambda leaf: self._leaf(leaf, reading, needed))

    def _leaf(self, leaf: Leaf, reading: Reading, needed: int) -> Truth:
        if isinstance(leaf, CriterionTest):
            return self._criterion(self._judgements[leaf.criterion], leaf.at_most, reading, needed)  # type: ignore[arg-type]
        if isinstance(leaf, DimensionTest):
            return self._dimension(leaf, leaf.at_most, reading)  # type: ignore[arg-type]
        return self._facts.get(leaf.profile) in leaf.values

    def _criterion(self, judgement: Judgement, limit: float, reading: Reading, needed: int) -> Truth:
        if judgement.excluded is not None:
            return False
        support, point = judgement.support, judgement.point
        if support is None or point is None:
            return None if reading == "point" else reading == "worst"
        weak = support.rank > needed
        if reading == "worst":
            return weak or at_most(judgement.least, limit)
        if reading == "best":
            return not weak and at_most(judgement.most, limit)
        if at_most(point, limit):
            return True
        if weak or any(at_most(median, limit) for median in judgement.sides.values()):
            return None
        return False

    def _dimension(self, leaf: DimensionTest, limit: float, reading: Reading) -> Truth:
        branch = self._branches.get(leaf.dimension)
        if branch is None:
            return False
        score = branch.score
        if reading == "worst":
            return at_most(score.low, limit)
        if reading == "best":
            return at_most(score.high, limit)
        if score.point is not None and at_most(score.point, limit):
            return True
        return None if at_most(score.low, limit) else False

    def applies(self, flag: RedFlag) -> bool:
        """Return whether anything that a flag names applies; one that names the profile only always does."""
        named = self._named[flag.id]
        return not named or any(
            self._judgements[leaf.criterion].applies
            if isinstance(leaf, CriterionTest)
            else leaf.dimension in self._branches
            for leaf in named
        )

    def because(self, flag: Flag) -> tuple[str, ...]:
        """Return a sentence for each leaf that raises a flag, or that keeps it open."""
        truth = {"raised": True, "open": None}.get(flag.status, False)
        if truth is False:
            return ()
        grade = flag.rule.evidence or self._rules.clears
        causes = self._causes(flag.rule.when, truth, self._rules.rank[grade])
        return tuple(dict.fromkeys(self._sentence(leaf, grade) for leaf in causes))

    def _causes(self, test: Test, truth: Truth, needed: int) -> Iterator[CriterionTest | DimensionTest]:
        """Yield the criterion and dimension leaves by which a test is true, or unknown."""
        if isinstance(test, AllOf | AnyOf):
            for each in test.all if isinstance(test, AllOf) else test.any:
                if evaluate(each, lambda leaf: self._leaf(leaf, "point", needed)) is truth:
                    yield from self._causes(each, truth, needed)
        elif not isinstance(test, ProfileTest):
            yield test

    def _sentence(self, leaf: CriterionTest | DimensionTest, grade: str) -> str:
        limit = words(leaf.at_most or 0.0)
        if isinstance(leaf, DimensionTest):
            branch = self._branches[leaf.dimension]
            title, point, low = branch.dimension.title, branch.score.point, branch.score.low
            if point is not None and at_most(point, leaf.at_most or 0.0):
                return f"{title} scores {words(point)}; {limit} or less raises the flag"
            return f"{title} may be as low as {words(low)}; {limit} or less raises the flag"
        judgement = self._judgements[leaf.criterion]
        title = judgement.criterion.title
        if judgement.point is None or judgement.support is None:
            return f"{title} is unanswered"
        if at_most(judgement.point, leaf.at_most or 0.0):
            return f"{title} is at {words(judgement.point)}; {limit} or less raises the flag"
        if judgement.support.rank > self._rules.rank[grade]:
            return f"{title} rests on evidence that is only {judgement.support.grade}; clearing takes {grade}"
        return f"{title}: one side rates it {limit} or less"


def raise_flags(inputs: Inputs, reader: Reader) -> list[Flag]:
    """Return every red flag of the rubric as it stands, in rubric order."""
    waivers = {
        waiver.flag: waiver for waiver in reversed(inputs.dossier.waivers) if waiver.until >= inputs.as_of
    }
    flags = []
    for rule in inputs.rubric.red_flags:
        truth = reader.read(rule, "point")
        if truth is False:
            status: FlagStatus = "clear" if reader.applies(rule) else "not_applicable"
            waiver = None
        else:
            status = "raised" if truth else "open"
            waiver = waivers.get(rule.id) if rule.effect != "note" else None
        # What is true at point is true at worst, and what is true at best is true at point.
        worst = truth is True or reader.read(rule, "worst") is True
        best = truth is True and reader.read(rule, "best") is True
        flags.append(
            Flag(rule, status, worst, best, waiver, _LOWERED[rule.effect] if waiver else rule.effect)
        )
    return flags


def unused_waivers(inputs: Inputs, flags: Sequence[Flag]) -> tuple[WaiverUnused, ...]:
    """Return the waivers that had nothing to lower, each with the reason."""
    by_id = {flag.rule.id: flag for flag in flags}
    unused = []
    for waiver in inputs.dossier.waivers:
        flag = by_id[waiver.flag]
        if flag.waiver is waiver:
            continue
        if waiver.until < inputs.as_of:
            why = f"it ended on {waiver.until}"
        elif flag.status in {"clear", "not_applicable"}:
            why = "the flag is clear" if flag.status == "clear" else "the flag does not apply"
        elif flag.rule.effect == "note":
            why = "the flag only notes; there is no effect to lower"
        else:
            why = "another waiver of the same flag is used"
        unused.append(WaiverUnused(flag=waiver.flag, why=why))
    return tuple(unused)
