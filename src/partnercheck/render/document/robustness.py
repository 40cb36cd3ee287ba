"""How much the verdict owes to single answers and to the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    found, hold = assessment.stability, assessment.verdict.level == "hold"
    decided = found is not None and not hold
    note = "While the verdict is on hold, evidence decides it and no weight does." if hold else None
    return Robustness(
        flips=_flips(assessment, inputs),
        weights=_weights(found, assessment, inputs) if found and decided else None,
        agreement=_agreement(found, assessment) if found and decided else None,
        note=note,
        what_if=what_if(assessment, weighting) if weighting else None,
    )


def _flips(assessment: Assessment, inputs: Inputs) -> list[str]:
    """Return the other answers that would change the verdict, nearest first; then what is not worked out."""
    titles = {name: criterion.title for name, criterion in inputs.rubric.criteria.items()}
    return [
        *(
            f"“{titles[each.criterion]}” {moved(each)}: "
            f"the verdict would be “{words.VERDICTS[each.verdict][1]}”."
            for each in assessment.flips or ()
        ),
        *(
            f"Another answer to “{titles[name]}” would change the verdict; "
            "which is nearest is not worked out, as there are too many."
            for name in assessment.flips_not_worked_out or ()
        ),
    ]


def _weights(found: Stability, assessment: Assessment, inputs: Inputs) -> Weights:
    titles = {dimension.id: dimension.title for dimension in inputs.rubric.dimensions}
    weights = []
    for each in found.weights:
        fixed = each.low <= 0 and each.high >= 1
        finding = (
            "no other weight would change the verdict"
            if fixed
            else f"the verdict stays from {words.share(each.low)} to {words.share(each.high)}"
        )
        weights.append(Weight(titles[each.dimension], each.share, each.low, each.high, finding))
    level = words.LEVELS[assessment.verdict.now]
    narrow = [each for each in weights if each.low > 0 or each.high < 1]
    if narrow:
        least = min(narrow, key=lambda each: min(each.share - each.low, each.high - each.share))
        message = (
            f"“{level}” hangs most on the weight of {least.title}: it weighs {words.share(least.share)}, "
            f"and {least.finding}."
        )
    else:
        message = f"The weight of no single dimension, whatever it were, would change “{level}”."
    columns = [
        Column("Dimension"),
        *(Column(title, number=True) for title in ("Weight", "Least", "Greatest")),
    ]
    rows = [
        [each.title, *(words.share(share) for share in (each.share, each.low, each.high))] for each in weights
    ]
    return Weights(
        title="How far weights may move",
        message=message,
        table=Table("Between which weights the verdict stays", columns, rows),
        weights=weights,
    )


def _agreement(found: Stability, assessment: Assessment) -> Agreement:
    shares = [
        (level, words.VERDICTS[level][0], words.LEVELS[level], getattr(found.agreement, level))
        for level in ("proceed", "conditional", "decline")
    ]
    now = assessment.verdict.now
    message = (
        f"At the answers given, {words.share(getattr(found.agreement, now))} of all possible weightings "
        f"give “{words.LEVELS[now]}”."
    )
    rows = [[f"{symbol} {word}", words.share(share)] for _, symbol, word, share in shares]
    columns = [Column("Verdict"), Column("Share of weightings", number=True)]
    return Agreement(
        title="Agreement across weightings",
        message=message,
        table=Table("What all possible weightings of the dimensions give", columns, rows),
        shares=shares,
    )
