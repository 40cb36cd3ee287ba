"""Why a fact of a test case came out as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.numbers import words
from partnercheck.engine.relationship import read_leaf
from partnercheck.model.tests import CriterionTest, ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.engine.flags import Flag
    from partnercheck.model.cases import Expectation
    from partnercheck.model.rubric import RelationshipRule
    from partnercheck.model.tests import Leaf


def why(fact: str, expect: Expectation, decision: Decision) -> tuple[str, ...]:
    """Return the sentences that say why a fact is what it is."""
    match fact:
        case "verdict":
            return tuple(reason.text for reason in decision.reasons)
        case "firm":
            ruling = decision.ruling
            return (f"At its worst it would be {ruling.worst}, at its best {ruling.best}.",)
        case "score":
            return tuple(_scores(decision))
        case "raised" | "open":
            return tuple(_flags(fact, expect, decision))
        case "relationship":
            return tuple(_relationship(expect, decision))
        case _:
            return tuple(_conditions(expect, decision))


def _scores(decision: Decision) -> Iterator[str]:
    for branch in decision.tree.branches.values():
        point = branch.score.point
        said = "has no score" if point is None else f"scores {words(point)}"
        yield f"{branch.dimension.title} {said}, at {words(100 * branch.share)} % of the whole."


def _flags(fact: str, expect: Expectation, decision: Decision) -> Iterator[str]:
    """Yield why flags stand otherwise than expected."""
    wanted = frozenset(getattr(expect, fact))
    for flag in decision.flags:
        if (flag.status == fact) != (flag.rule.id in wanted):
            yield f"`{flag.rule.id}` is {flag.status.replace('_', ' ')}: {_standing(flag, decision)}."


def _standing(flag: Flag, decision: Decision) -> str:
    because = decision.reader.because(flag)
    if because:
        return "; ".join(because)
    if flag.status in {"raised", "open"}:
        return "the partner's profile raises it"
    return "; ".join(_read(leaf, decision) for leaf, _ in leaves(flag.rule.when))


def _relationship(expect: Expectation, decision: Decision) -> Iterator[str]:
    found = decision.relationship
    if found.call is None:
        yield f"It may turn out to be {' or '.join(found.possible)}." if found.possible else "No rule holds."
    rules = decision.inputs.rubric.relationship
    wanted = next((rule for rule in rules if rule.call == expect.relationship), None)
    if wanted is None:
        return
    earlier = [rule.call for rule in rules[: rules.index(wanted)]]
    if found.call in earlier:
        yield f"`{found.call}` comes before `{wanted.call}`, and holds."
    yield from _short_of(wanted, decision)


def _short_of(rule: RelationshipRule, decision: Decision) -> Iterator[str]:
    """Yield what keeps a rule from holding."""
    if rule.when is None:
        return
    for leaf, _ in leaves(rule.when):
        if read_leaf(leaf, decision.inputs, decision.by_id, decision.tree) is not True:
            yield f"For `{rule.call}`: {_read(leaf, decision)}."


def _conditions(expect: Expectation, decision: Decision) -> Iterator[str]:
    wanted = frozenset(expect.conditions or ())
    arisen = [each.for_ for each in decision.arisen]
    for name in (name for name in arisen if name not in wanted):
        yield f"`{name}` gives one: {_standing_of(name, decision)}."
    for name in sorted(wanted.difference(arisen)):
        yield f"`{name}` gives none: {_standing_of(name, decision)}."


def _standing_of(name: str, decision: Decision) -> str:
    flag = next((flag for flag in decision.flags if flag.rule.id == name), None)
    if flag is not None:
        return f"the flag is {flag.status.replace('_', ' ')}"
    judgement = decision.by_id[name]
    if judgement.point is None:
        return f"it is {judgement.status.replace('_', ' ')}"
    return f"its value is {words(judgement.point)}, and {words(judgement.criterion.expect)} is expected"


def _read(leaf: Leaf, decision: Decision) -> str:
    """Return what a leaf reads, and what it asks for."""
    if isinstance(leaf, ProfileTest):
        fact = decision.inputs.facts.get(leaf.profile, "not given")
        said = "unknown" if fact is None else fact
        return f"{leaf.profile} is {said}, and {leaf.wanted} is asked for"
    if isinstance(leaf, CriterionTest):
        name, judgement = leaf.criterion, decision.by_id[leaf.criterion]
        point = judgement.point
        on = f", on {judgement.support.grade} evidence" if judgement.support is not None else ""
    else:
        name, branch, on = leaf.dimension, decision.tree.branches.get(leaf.dimension), ""
        point = None if branch is None else branch.score.point
    at = "has no value" if point is None else f"is at {words(point)}{on}"
    limit, more = (leaf.at_most, "less") if leaf.at_most is not None else (leaf.at_least, "more")
    return f"`{name}` {at}, and {words(limit or 0.0)} or {more} is asked for"
