"""What other weights of the dimensions would give: the engine's numbers, and the words for what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.assessment import plain
from partnercheck.model.levels import LEVELS
from partnercheck.render import words
from partnercheck.render.report.what_if import MovableWeight, WhatIf

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.insight import Weighting
    from partnercheck.model.levels import Level, VerdictLevel


def what_if(assessment: Assessment, weighting: Weighting) -> WhatIf | None:
    """Return what a reader may move; None where fewer than two dimensions have a part in the score."""
    if sum(each.low is not None for each in weighting.dimensions) < 2:
        return None
    titles = {each.id: each.title for each in assessment.dimensions}
    shares = {each.id: each.weight for each in assessment.dimensions}
    return WhatIf(
        weights=[
            MovableWeight(titles[each.dimension], each.weight, words.share(shares[each.dimension]))
            for each in weighting.dimensions
        ],
        most=sum(each.weight for each in weighting.dimensions),
        facts=plain(weighting)
        | {
            "symbols": {level: symbol for level, (symbol, _) in words.VERDICTS.items()},
            "verdicts": {level: headline for level, (_, headline) in words.VERDICTS.items()},
            "firmness": {"hold": _firmness(assessment, "hold"), "decided": _firmness(assessment, "proceed")},
        },
    )


def _firmness(assessment: Assessment, level: VerdictLevel) -> dict[str, dict[str, str]]:
    """Return, by the worst and the best level, whether missing evidence could change a verdict."""

    def said(worst: Level, best: Level) -> str:
        firm = level != "hold" and worst == best
        verdict = assessment.verdict._replace(level=level, firm=firm, worst=worst, best=best)
        return words.firmness(assessment._replace(verdict=verdict))

    return {
        worst: {best: said(worst, best) for best in LEVELS[: place + 1]} for place, worst in enumerate(LEVELS)
    }
