"""How much the verdict owes to single answers and to the weights."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Chart
from partnercheck.render.report.what_if import WhatIf


@dataclass(frozen=True)
class Weight:
    """How far one dimension's weight may move.

    Attributes:
        title: The dimension.
        share: Its share of the whole, 0 to 1.
        low: The least share at which the verdict stays, 0 to 1.
        high: The greatest share at which it stays, 0 to 1.
        finding: That in words.
    """

    title: str
    share: float
    low: float
    high: float
    finding: str


@dataclass(frozen=True)
class Weights(Chart):
    """How far the dimensions' weights may move before the verdict changes.

    Attributes:
        weights: The dimensions, in the rubric's order.
    """

    weights: list[Weight]


@dataclass(frozen=True)
class Agreement(Chart):
    """The share of all possible weightings that gives each verdict.

    Attributes:
        shares: Verdict, symbol, words and share of each, 0 to 1.
    """

    shares: list[tuple[str, str, str, float]]


@dataclass(frozen=True)
class Robustness:
    """How robust the verdict is.

    Attributes:
        flips: Other answers that would change the verdict, nearest first, a sentence each; then the questions
            of which the nearest such answer is not worked out.
        weights: How far weights may move; None where no weight would change the verdict.
        agreement: What all weightings give; None where all give the same.
        notes: Why one or both are not there, a sentence each.
        what_if: What a page needs to try other weights; None where there is nothing to try.
    """

    flips: list[str]
    weights: Weights | None
    agreement: Agreement | None
    notes: list[str]
    what_if: WhatIf | None
