"""A partner decided on again under a changed copy of its rubric: what both share is not worked out anew.

The parts of a frozen rubric that a copy shares are the same objects, and so are the judgements, scores and
flags that rest on nothing else. So many small changes can be tried on many partners.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from partnercheck.engine.assess import Decision
from partnercheck.engine.criteria import Judgement
from partnercheck.engine.flags import Reader, raise_flags
from partnercheck.engine.numbers import at_least
from partnercheck.engine.scores import score_tree
from partnercheck.engine.verdict import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from partnercheck.engine.conditions import Arisen
    from partnercheck.engine.flags import Flag
    from partnercheck.engine.scores import Tree
    from partnercheck.model.assessment import Relationship
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

_NUMBERS = slice(Judgement._fields.index("point"), None)


class DecidedAgain(Decision):
    """A decision that keeps of an earlier one what did not change.

    It comes to what deciding anew does, but for the order of conditions: weights that move no score are not
    looked at again.
    """

    def __init__(
        self, before: Decision, rubric: Rubric, judge: Callable[[Criterion, str], Judgement]
    ) -> None:
        """Decide again.

        Args:
            before: The decision under the rubric itself.
            rubric: A copy of it: the same ids in the same order, the same profile and rules of evidence.
            judge: Judges a changed criterion of a dimension.
        """
        self._before = before
        self.inputs = before.inputs._replace(rubric=rubric)
        self._odd_evidence, self._facts_rest_on = before._odd_evidence, before._facts_rest_on  # noqa: SLF001
        self.judgements, self.by_id = before.judgements, before.by_id
        anew = dict(_judged_anew(before, rubric, judge))
        if anew:
            self.judgements = [anew.get(place, each) for place, each in enumerate(before.judgements)]
            self.by_id = before.by_id | {each.criterion.id: each for each in anew.values()}
        self.tree = self._tree({each.dimension for each in anew.values()})
        self._moved = {
            each.criterion.id
            for place, each in anew.items()
            if each[_NUMBERS] != before.judgements[place][_NUMBERS]
        }
        if self.tree is not before.tree:
            old = before.tree.branches
            self._moved |= {
                name for name, each in self.tree.branches.items() if each.score != old[name].score
            }
        self.reader = Reader(self.inputs, self.by_id, self.tree)
        self.flags = raise_flags(self.inputs, self.reader, self._standing())
        if all(map(_alike, self.flags, before.flags)):
            self.flags = before.flags
        was = before.inputs.rubric
        self._ruled_alike = (
            self.tree is before.tree and self.flags is before.flags and rubric.verdict is was.verdict
        )
        if self._ruled_alike:
            self.ruling = before.ruling
        else:
            unknown = self.inputs.profile.unknown
            self.ruling = rule(rubric, self.judgements, self.tree, self.flags, unknown)

    def _tree(self, within: AbstractSet[str]) -> Tree:
        """Return the scores; those of the dimensions in which nothing is judged otherwise are known."""
        before, rubric = self._before, self.inputs.rubric
        pairs = zip(rubric.dimensions, before.inputs.rubric.dimensions, strict=True)
        if not within and all(one is two or one.weight == two.weight for one, two in pairs):
            return before.tree
        known = {name: each for name, each in before.tree.branches.items() if name not in within}
        tree = score_tree(rubric, self.judgements, known)
        # Weights count for nothing else where nobody has declared that something does not apply.
        if _scores(tree) == _scores(before.tree) and not any(
            each.excluded == "assessor" for each in self.judgements
        ):
            return before.tree
        return tree

    def _standing(self) -> dict[str, Flag]:
        """Return the flags that stand as before, by id."""
        before, rubric, moved = self._before, self.inputs.rubric, self._moved
        named = before.inputs.rubric.names_in_flag
        return {
            flag.rule.id: flag
            for flag, rule in zip(before.flags, rubric.red_flags, strict=True)
            if flag.rule is rule and named[rule.id].isdisjoint(moved)
        }

    @cached_property
    def relationship(self) -> Relationship:
        """What the deal is, and whether both sides call it that."""
        if not self._moved and self.inputs.rubric.relationship is self._before.inputs.rubric.relationship:
            return self._before.relationship
        return super().relationship

    @cached_property
    def arisen(self) -> tuple[Arisen, ...]:
        """What gives a condition."""
        if self._ruled_alike and self.judgements is self._before.judgements:
            return self._before.arisen
        return super().arisen


def _judged_anew(
    before: Decision, rubric: Rubric, judge: Callable[[Criterion, str], Judgement]
) -> Iterator[tuple[int, Judgement]]:
    """Yield, by their place, the judgements that a changed criterion makes different ones."""
    first = 0
    for old, new in zip(before.inputs.rubric.dimensions, rubric.dimensions, strict=True):
        if old is not new and old.criteria is not new.criteria:
            for place, (one, two) in enumerate(zip(old.criteria, new.criteria, strict=True), first):
                if one is not two:
                    known = before.judgements[place]
                    unknown = two.id in before.inputs.profile.undetermined
                    judged = Judgement(two, new.id, None) if unknown else judge(two, new.id)
                    if _counts(judged) != _counts(known):
                        yield place, judged
        first += len(new.criteria)


def _counts(judgement: Judgement) -> tuple[Any, ...]:
    """Return all of a judgement that counts: its numbers, its weight, and whether less than expected."""
    criterion, point = judgement.criterion, judgement.point
    met = point is None or at_least(point, criterion.expect)
    return (*tuple(judgement)[_NUMBERS], criterion.weight, met)


def _scores(tree: Tree) -> list[Any]:
    return [tree.whole, *(each.score for each in tree.branches.values())]


def _alike(one: Flag, two: Flag) -> bool:
    """Return whether two flags do the same; what is false in every reading has no effect."""
    return one is two or (one.status, one.worst, one.best, one.worst and one.effect) == (
        two.status,
        two.worst,
        two.best,
        two.worst and two.effect,
    )
