"""Red flags in three readings, and what waivers make of them.

Somebody's word can raise a flag, never clear it: weak evidence is read as if it could be anything. A flag
that would stop the deal it only opens: a rumour holds, it does not decline.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.numbers import at_most, words
from partnercheck.model.assessment import WaiverUnused
from partnercheck.model.kleene import all_of, any_of
from partnercheck.model.tests import AllOf, AnyOf, CriterionTest, DimensionTest, ProfileTest
from partnercheck.months import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.scores import Tree
    from partnercheck.model.assessment import FlagStatus
    from partnercheck.model.dossier import Waiver
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.kleene import Truth
    from partnercheck.model.rubric import Effect, RedFlag
    from partnercheck.model.tests import Leaf, Test

_LOWERED: dict[Effect, Effect | None] = {"decline": "conditional", "conditional": None, "note": "note"}


class Readings(NamedTuple):
    """Whether a test holds with the worst that evidence leaves possible, as things stand, and with the best.

    Only as things stand may it be unknown. What is true at best is true as things stand, and that at worst.
    """

    worst: Truth
    point: Truth
    best: Truth


_HOLDS, _CLEAR = Readings(True, True, True), Readings(False, False, False)
_SAID, _OPEN = Readings(True, True, False), Readings(True, None, False)
"""What somebody says and no evidence carries; what nobody knows."""


def _every(readings: Iterable[Readings]) -> Readings:
    return _joined(all_of, readings, ends=_CLEAR, adds_nothing=_HOLDS)


def _some(readings: Iterable[Readings]) -> Readings:
    return _joined(any_of, readings, ends=_HOLDS, adds_nothing=_CLEAR)


def _joined(
    join: Callable[[Iterable[Truth]], Truth],
    readings: Iterable[Readings],
    *,
    ends: Readings,
    adds_nothing: Readings,
) -> Readings:
    """Return what each reading joins to; once one `ends` it, the rest cannot matter."""
    joined = adds_nothing
    for each in readings:
        if each is ends:
            return ends
        if joined is adds_nothing:
            joined = each
        elif each is not adds_nothing:
            joined = Readings(*map(join, zip(joined, each, strict=True)))
    return joined


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

    @property
    def now(self) -> bool:
        """Whether it counts as things stand: raised, or open where it would make the deal conditional."""
        return self.status == "raised" or (self.status == "open" and self.effect == "conditional")


class Reader:
    """Reads the leaves of flag tests off the judgements."""

    def __init__(self, inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> None:
        self._facts = inputs.facts
        self._rank = inputs.rubric.evidence.rank
        self._clears = inputs.rubric.evidence.clears
        self._judgements = judgements
        self._branches = tree.branches
        self._named = inputs.rubric.names_in_flag

    def read(self, flag: RedFlag) -> Readings:
        """Return whether a flag's test holds in each reading."""
        return self._read(flag.when, flag)

    def _clearing(self, flag: RedFlag) -> str:
        """Return the weakest grade that can clear a flag."""
        return flag.evidence or self._clears

    def _read(self, test: Test, flag: RedFlag) -> Readings:
        """Return the readings of a flag's test, or of a part of it."""
        # What `fold` does, but without a call of its own for every part: no code runs oftener.
        if type(test) is CriterionTest:  # as most are
            judgement = self._judgements[test.criterion]
            return _CLEAR if judgement.excluded else self._criterion(judgement, test.limit, flag)
        if type(test) is AllOf:
            return _every(self._read(each, flag) for each in test.all)
        if type(test) is AnyOf:
            return _some(self._read(each, flag) for each in test.any)
        if type(test) is DimensionTest:
            return self._dimension(test, test.limit, flag)
        holds = test.holds(self._facts)
        return _OPEN if holds is None else _HOLDS if holds else _CLEAR

    def _criterion(self, judgement: Judgement, limit: float, flag: RedFlag) -> Readings:
        support, point = judgement.support, judgement.point
        if support is None or point is None:
            return _OPEN
        low = at_most(point, limit)
        if support.rank > self._rank[self._clearing(flag)]:
            return _SAID if low and flag.effect != "decline" else _OPEN
        if not judgement.sides:
            return _HOLDS if low else _CLEAR
        one_side = any(at_most(median, limit) for median in judgement.sides.values())
        return Readings(
            worst=at_most(judgement.least, limit),
            point=True if low else None if one_side else False,
            best=at_most(judgement.most, limit),
        )

    def _dimension(self, leaf: DimensionTest, limit: float, flag: RedFlag) -> Readings:
        branch = self._branches.get(leaf.dimension)
        if branch is None:
            return _CLEAR
        point, low, high = branch.score
        worst, best = at_most(low, limit), at_most(high, limit)
        holds = best if flag.effect == "decline" else point is not None and at_most(point, limit)
        return Readings(worst, True if holds else None if worst else False, best)

    def applies(self, flag: RedFlag) -> bool:
        """Return whether anything that a flag names applies; one that names the profile only always does."""
        named = self._named[flag.id]
        return not named or not named.isdisjoint(self._applying)

    @cached_property
    def _applying(self) -> set[str]:
        """The criteria and dimensions that apply."""
        criteria = {name for name, each in self._judgements.items() if each.excluded is None}
        return criteria | self._branches.keys()

    def because(self, flag: Flag) -> tuple[str, ...]:
        """Return a sentence for each leaf that raises a flag, or that keeps it open."""
        raised = flag.status == "raised"
        said = (self._sentence(leaf, flag.rule, raised=raised) for leaf in self._leaves(flag))
        return tuple(dict.fromkeys(said))

    def criteria(self, flag: Flag) -> tuple[str, ...]:
        """Return the criteria that raise a flag, or that keep it open."""
        found = (leaf.criterion for leaf in self._leaves(flag) if isinstance(leaf, CriterionTest))
        return tuple(dict.fromkeys(found))

    def _leaves(self, flag: Flag) -> Iterator[Leaf]:
        """Yield the leaves that raise a flag, or that keep it open."""
        if flag.status in {"raised", "open"}:
            truth = True if flag.status == "raised" else None
            yield from self._causes(flag.rule.when, truth, flag.rule)

    def _causes(self, test: Test, truth: Truth, flag: RedFlag) -> Iterator[Leaf]:
        """Yield the leaves by which a test is true, or unknown; of true ones none of the profile."""
        if isinstance(test, AllOf | AnyOf):
            for each in test.all if isinstance(test, AllOf) else test.any:
                if self._read(each, flag).point is truth:
                    yield from self._causes(each, truth, flag)
        elif truth is None or not isinstance(test, ProfileTest):
            yield test

    def _sentence(self, leaf: Leaf, flag: RedFlag, *, raised: bool) -> str:
        if isinstance(leaf, ProfileTest):
            return f"the profile fact “{leaf.profile}” is unknown"
        limit = words(leaf.limit)
        if isinstance(leaf, DimensionTest):
            branch = self._branches[leaf.dimension]
            title, score = branch.dimension.title, branch.score
            said = f"may be as low as {words(score.low)}"
            if score.point is not None and at_most(score.point, leaf.limit):
                said = f"scores {words(score.point)}"
                said += "" if raised else f", but may be as high as {words(score.high)}"
            return f"“{title}” {said}, and {limit} or less raises the flag"
        judgement = self._judgements[leaf.criterion]
        title, grade = judgement.criterion.title, self._clearing(flag)
        if judgement.point is None or judgement.support is None:
            return (
                f"“{title}” {'has no answer' if judgement.measured is None else 'cannot be worked out'} yet"
            )
        if raised:
            return f"“{title}” scores {words(judgement.point)}, and {limit} or less raises the flag"
        if judgement.support.rank <= self._rank[grade]:
            return f"one side rates “{title}” at {limit} or less"
        weak = f"evidence that is only {judgement.support.grade}"
        lost = [why_not for _, why_not in judgement.support.items]
        if lost and lost[0] is not None and None not in lost:
            weak = f"evidence that does not count ({lost[0]})"
        if at_most(judgement.point, leaf.limit):
            return (
                f"“{title}” scores {words(judgement.point)} on {weak}; to raise the flag it must be {grade}"
            )
        return f"“{title}” rests on {weak}; to clear the flag it must be {grade}"


def raise_flags(
    inputs: Inputs, reader: Reader, known: Mapping[str, Flag] = MappingProxyType({})
) -> list[Flag]:
    """Return every red flag of the rubric as it stands, in rubric order; `known` were read before."""
    waivers = {
        waiver.flag: waiver for waiver in reversed(inputs.dossier.waivers) if waiver.until >= inputs.as_of
    }
    flags = []
    for rule in inputs.rubric.red_flags:
        name, effect = rule.id, rule.effect
        if name in known:
            flags.append(known[name])
            continue
        worst, truth, best = reader.read(rule)
        if truth is False:
            status: FlagStatus = "clear" if reader.applies(rule) else "not_applicable"
            waiver = None
        else:
            status = "raised" if truth else "open"
            waiver = waivers.get(name) if effect != "note" else None
        left = _LOWERED[effect] if waiver else effect
        flags.append(Flag(rule, status, worst is True, best is True, waiver, left))
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
            why = f"it ended on {in_words(waiver.until)}"
        elif flag.status in {"clear", "not_applicable"}:
            why = "the flag is clear" if flag.status == "clear" else "the flag does not apply"
        elif flag.rule.effect == "note":
            why = "the flag only notes; there is no effect to lower"
        else:
            why = "another waiver of the same flag is used"
        unused.append(WaiverUnused(flag=waiver.flag, why=why))
    return tuple(unused)
