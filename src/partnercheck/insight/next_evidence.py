"""What to find out next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_most
from partnercheck.model.insight import Missing, NextEvidence
from partnercheck.model.scale import DECIMALS
from partnercheck.model.strict import changed
from partnercheck.model.tests import CriterionTest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnercheck.engine import Decision
    from partnercheck.engine.flags import Reader
    from partnercheck.model.rubric import RedFlag
    from partnercheck.model.tests import DimensionTest


def next_evidence(decision: Decision) -> NextEvidence:
    """Return the criteria whose range has a gap, by what it is made of.

    First those with a flag that is not alike in worst and best, then by swing, the share of the whole × that
    part of the gap, on 0-100; ties stand in rubric order.
    """
    return NextEvidence(*(_most_telling_first(each) for each in _missing(decision)))


def _missing(decision: Decision) -> tuple[list[Missing], list[Missing], list[Missing]]:
    """Return what is unanswered, weak and disputed, in rubric order."""
    touching = _unsettled(decision)
    found: tuple[list[Missing], list[Missing], list[Missing]] = ([], [], [])
    for each in decision.judgements:
        if not each.applies:
            continue
        named = {*touching.get(each.criterion.id, ()), *touching.get(each.dimension, ())}
        flags = tuple(flag.rule.id for flag in decision.flags if flag.rule.id in named)
        share = decision.tree.share(each)
        for missing, part in zip(found, each.gap, strict=True):
            if not at_most(part, 0):
                missing.append(Missing(each.criterion.id, share * part, flags))
    return found


def _most_telling_first(found: Iterable[Missing]) -> tuple[Missing, ...]:
    return tuple(sorted(found, key=lambda each: (not each.flags, -round(each.swing, DECIMALS))))


def _unsettled(decision: Decision) -> Mapping[str, Sequence[str]]:
    """Return, by criterion or dimension id, the flags that evidence on it could still settle.

    Such a flag is not alike in worst and best, and nor is its leaf on that criterion or dimension: where
    a flag is unsettled for another reason, evidence on this one would not settle it.
    """
    found: dict[str, list[str]] = {}
    for flag in decision.flags:
        if flag.worst == flag.best:
            continue
        named = decision.inputs.rubric.flag_leaves[flag.rule.id]
        for leaf in named:
            if leaf is flag.rule.when or not _alike(decision.reader, flag.rule, leaf):
                name = leaf.criterion if isinstance(leaf, CriterionTest) else leaf.dimension
                found.setdefault(name, []).append(flag.rule.id)
    return found


def _alike(reader: Reader, flag: RedFlag, leaf: CriterionTest | DimensionTest) -> bool:
    alone = changed(flag, when=leaf)
    worst, _, best = reader.read(alone)
    return worst == best
