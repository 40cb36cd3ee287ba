"""What the deal should be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_least, at_most, words
from partnercheck.model.assessment import Declared, Relationship, RuleWalked, TestRead
from partnercheck.model.tests import CriterionTest, DimensionTest, Leaf, ProfileTest, evaluate, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.scores import Tree
    from partnercheck.model.assessment import Holds
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.kleene import Truth
    from partnercheck.model.rubric import RelationshipRule


_HOLDS: dict[Truth, Holds] = {True: "yes", False: "no", None: "unknown"}


def name_relationship(inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> Relationship:
    """Return what the deal is, whether both sides call it that, and every rule on the way there.

    Rules are read at the plain point; a criterion whose evidence is too weak to clear a flag is unknown.
    """

    def read(leaf: Leaf) -> Truth:
        return read_leaf(leaf, inputs, judgements, tree)

    rules = inputs.rubric.relationship
    walked = list(_walk(rules, read))
    possible = tuple(rule.call for rule, holds in walked if holds is not False)
    call = possible[0] if len(possible) == 1 and walked[-1][1] else None
    called = inputs.dossier.called
    names = {
        name for name in (_folded(called.us, rules), _folded(called.them, rules), call) if name is not None
    }
    return Relationship(
        call=call,
        possible=() if call else possible,
        declared=Declared(us=called.us, them=called.them),
        differs=len(names) > 1,
        rules=tuple(
            RuleWalked(
                rule.call,
                _HOLDS[holds],
                tuple(
                    TestRead(_in_words(leaf, inputs), _HOLDS[read(leaf)])
                    for leaf, _ in (leaves(rule.when) if rule.when is not None else ())
                ),
            )
            for rule, holds in walked
        ),
    )


def _walk(
    rules: Sequence[RelationshipRule], read: Callable[[Leaf], Truth]
) -> Iterator[tuple[RelationshipRule, Truth]]:
    """Yield each rule and whether it holds, up to the first that does."""
    for rule in rules:
        holds = True if rule.when is None else evaluate(rule.when, read)
        yield rule, holds
        if holds:
            return


def _in_words(leaf: Leaf, inputs: Inputs) -> str:
    if isinstance(leaf, ProfileTest):
        return f"{leaf.profile} is {leaf.wanted}"
    if isinstance(leaf, CriterionTest):
        title = inputs.rubric.criteria[leaf.criterion].title
    else:
        title = next(each.title for each in inputs.rubric.dimensions if each.id == leaf.dimension)
    if leaf.at_most is not None:
        return f"{title}: at most {words(leaf.at_most)}"
    return f"{title}: at least {words(leaf.at_least or 0.0)}"


def read_leaf(leaf: Leaf, inputs: Inputs, judgements: Mapping[str, Judgement], tree: Tree) -> Truth:
    """Return whether a leaf of a rule holds at the plain point; unknown where the evidence is too weak."""
    if type(leaf) is ProfileTest:
        return leaf.holds(inputs.facts)
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
