"""What the deal should be called (DESIGN, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.kleene import Truth, evaluate
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.model.assessment import Declared, Relationship
from partnercheck.model.tests import CriterionTest, DimensionTest, Leaf, ProfileTest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.scores import Tree
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import RelationshipRule


def name_relationship(inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> Relationship:
    """Return what the deal is, and whether both sides call it that.

    Rules are read at the plain point; a criterion whose evidence is too weak to clear a flag is unknown.
    """
    rules = inputs.rubric.relationship
    call, possible = _walk(rules, lambda leaf: read_leaf(leaf, inputs, judgements, tree))
    called = inputs.dossier.called
    names = {
        name for name in (_folded(called.us, rules), _folded(called.them, rules), call) if name is not None
    }
    return Relationship(
        call=call,
        possible=possible,
        declared=Declared(us=called.us, them=called.them),
        differs=len(names) > 1,
    )


def _walk(
    rules: Sequence[RelationshipRule], read: Callable[[Leaf], Truth]
) -> tuple[str | None, tuple[str, ...]]:
    """Return the name, or None with the names it may turn out to be."""
    unknown: list[str] = []
    for rule in rules:
        truth = True if rule.when is None else evaluate(rule.when, read)
        if truth is None:
            unknown.append(rule.call)
        elif truth:
            return (None, (*unknown, rule.call)) if unknown else (rule.call, ())
    return None, tuple(unknown)


def read_leaf(leaf: Leaf, inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> Truth:
    """Return whether a leaf of a rule holds at the plain point; unknown where the evidence is too weak."""
    if type(leaf) is ProfileTest:
        return inputs.facts.get(leaf.profile) in leaf.values
    if type(leaf) is DimensionTest:
        branch = tree.branches.get(leaf.dimension)
        return False if branch is None else _compare(leaf, branch.score.point)
    judgement = judgements[leaf.criterion]
    if not judgement.applies:
        return False
    clears = inputs.rubric.evidence.rank[inputs.rubric.evidence.clears]
    weak = judgement.support is None or judgement.support.rank > clears
    return None if weak else _compare(leaf, judgement.point)


def _compare(leaf: CriterionTest | DimensionTest, value: float | None) -> Truth:
    if value is None:
        return None
    if leaf.at_most is not None:
        return at_most(value, leaf.at_most)
    return leaf.at_least is not None and at_least(value, leaf.at_least)


def _folded(name: str | None, rules: Sequence[RelationshipRule]) -> str | None:
    """Return the rule that a side's name means, or the name itself in one spelling."""
    if name is None:
        return None
    folded = name.strip().casefold()
    return next(
        (rule.call for rule in rules if folded in {rule.call.casefold(), rule.title.casefold()}), folded
    )
