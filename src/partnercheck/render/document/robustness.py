"""How much the verdict owes to single answers and to the weights."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from partnercheck.model.levels import LEVELS
from partnercheck.model.scale import DECIMALS
from partnercheck.render import words
from partnercheck.render.document.answers import moved
from partnercheck.render.document.what_if import what_if
from partnercheck.render.report.parts import Column, Table
from partnercheck.render.report.robustness import Agreement, Robustness, Weight, Weights

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Stability, Weighting


def robustness(assessment: Assessment, inputs: Inputs, weighting: Weighting | None) -> Robustness:
    """Return what would change the verdict."""
    weights = agreement = None
    notes = []
    if assessment.verdict.level == "hold":
        notes.append("While the verdict is on hold, evidence decides it and no weight does.")
    elif found := assessment.stability:
        said = _all_alike(found, assessment)
        notes += said.values()
        weights = None if "weights" in said else _weights(found, assessment, inputs)
        agreement = None if "agreement" in said else _agreement(found, assessment)
    return Robustness(
        flips=_flips(assessment, inputs),
        weights=weights,
        agreement=agreement,
        notes=notes,
        what_if=what_if(assessment, weighting) if weighting else None,
    )


def _flips(assessment: Assessment, inputs: Inputs) -> list[str]:
    """Return the other answers that would change the verdict, nearest first; then what is not worked out."""
    titles = {name: criterion.title for name, criterion in inputs.rubric.criteria.items()}
    return [
        *(
            f"If “{titles[each.criterion]}” were {moved(each, inputs)}, "
            f"the verdict would be “{words.LEVEL_NAMES[each.verdict]}”."
            for each in assessment.flips or ()
        ),
        *(
            f"Another answer to “{titles[name]}” would change the verdict; "
            "which is nearest is not worked out, as there are too many."
            for name in assessment.flips_not_worked_out or ()
        ),
    ]


def _all_alike(found: Stability, assessment: Assessment) -> dict[str, str]:
    """Return what no weight changes, a sentence for each chart that would show nothing."""
    level, said = words.LEVEL_NAMES[assessment.verdict.now], {}
    if all(each.low <= 0 and each.high >= 1 for each in found.weights):
        said["weights"] = f"The weight of no single dimension, whatever it were, would change “{level}”."
    share = getattr(found.agreement, assessment.verdict.now)
    if round(share, _DECIMALS) == 1:
        how_many = "all" if round(share, DECIMALS) == 1 else "more than 99.9 % of all"
        said["agreement"] = f"At the answers given, {how_many} possible weightings give “{level}”."
    return said


_share = partial(words.share, in_prose=True)

_DECIMALS = 3
"""Shares of weightings are told in tenths of a percent."""


def _weights(found: Stability, assessment: Assessment, inputs: Inputs) -> Weights:
    titles = {dimension.id: dimension.title for dimension in inputs.rubric.dimensions}
    weights = []
    for each in found.weights:
        fixed = each.low <= 0 and each.high >= 1
        finding = (
            "no other weight would change the verdict"
            if fixed
            else f"the verdict stays from {_share(each.low)} to {_share(each.high)}"
        )
        weights.append(Weight(titles[each.dimension], each.share, each.low, each.high, finding))
    level = words.LEVEL_NAMES[assessment.verdict.now]
    narrow = [each for each in weights if each.low > 0 or each.high < 1]
    least = min(narrow, key=lambda each: min(each.share - each.low, each.high - each.share))
    columns = [
        Column("Dimension"),
        *(Column(title, number=True) for title in ("Weight", "Least", "Greatest")),
    ]
    rows = [
        [each.title, *(words.share(share) for share in (each.share, each.low, each.high))] for each in weights
    ]
    return Weights(
        title=(
            f"“{level}” hangs most on the weight of {least.title}: it weighs {_share(least.share)}, "
            f"and {least.finding}."
        ),
        message="",
        table=Table("Between which weights the verdict stays", columns, rows),
        weights=weights,
    )


def _agreement(found: Stability, assessment: Assessment) -> Agreement:
    shares: list[tuple[str, str, str, float]] = [
        (level, words.VERDICTS[level][0], words.LEVEL_NAMES[level], getattr(found.agreement, level))
        for level in LEVELS
    ]
    now = assessment.verdict.now
    agreeing = _share(getattr(found.agreement, now))
    rows = [[f"{symbol} {word}", words.share(share)] for _, symbol, word, share in shares]
    columns = [Column("Verdict"), Column("Share of weightings", number=True)]
    return Agreement(
        title=f"At the answers given, {agreeing} of all possible weightings give “{words.LEVEL_NAMES[now]}”.",
        message="",
        table=Table("What all possible weightings of the dimensions give", columns, rows),
        shares=shares,
    )
