"""What would change an assessment: the part of it that looks ahead."""

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from partnercheck.model.levels import VerdictLevel


class Missing(NamedTuple):
    """A criterion whose evidence leaves a range, and what that range could still move."""

    criterion: str
    swing: Annotated[float, Field(description="Share of the whole × width of the range, on 0-100.")]
    flags: Annotated[
        tuple[str, ...], Field(description="Flags that are not alike in the worst and the best reading.")
    ]


class NextEvidence(NamedTuple):
    """What to find out next, most telling first."""

    answer: tuple[Missing, ...]
    verify: tuple[Missing, ...]


class Flip(NamedTuple):
    """The nearest other answer at which the verdict changes."""

    criterion: str
    direction: Literal["better", "worse"]
    from_: Any
    to: Any
    verdict: VerdictLevel


class WeightStability(NamedTuple):
    """How far a dimension's share of the whole may move before `now` changes."""

    dimension: str
    share: float
    low: float
    high: float


class Agreement(NamedTuple):
    """The share of all weightings of the dimensions that gives each level."""

    proceed: float
    conditional: float
    decline: float


class Stability(NamedTuple):
    """How much the verdict owes to the dimensions' weights."""

    weights: tuple[WeightStability, ...]
    agreement: Agreement
