"""What moved between two assessments of one partner: two dates, or as it is and as it might be.

A criterion's `effect` is its part of the difference between both scores; the effects of all criteria add up
to it. With s and s′ its shares of the score before and after, p and p′ its values, and S̄ the mean of both
scores, the effect is `by_answer` = (s + s′) ÷ 2 × (p′ − p) plus `by_share` = (s′ − s) × ((p + p′) ÷ 2 − S̄).
So a share that a criterion wins or loses counts against what the rest scores: weight that goes to what is as
good as the rest moves nothing. Where it has a value on one side only, all of it is by share. The
contributions on both sides differ by the same sum.
"""

from typing import Any, NamedTuple

from partnercheck.model.assessment import Condition, FlagStatus, Reason, Score, Status, Value
from partnercheck.model.levels import Level, VerdictLevel
from partnercheck.model.rubric import Effect


class Standing(NamedTuple):
    """How a decision stands, in short."""

    level: VerdictLevel
    firm: bool
    worst: Level
    now: Level
    best: Level
    score: Score
    call: str | None
    """What to call the deal; null while there is no name."""


class CriterionState(NamedTuple):
    """A criterion on one side."""

    status: Status
    answer: Any
    """As written; a measured number for a measured criterion."""
    grade: str | None
    value: Value
    weight: float
    """Its share of the whole."""
    contribution: float | None


class CriterionMoved(NamedTuple):
    """A criterion that is not the same on both sides, and its part of the difference of the scores."""

    id: str
    title: str
    dimension: str
    before: CriterionState
    after: CriterionState
    effect: float
    """What it moved the score by: by_answer + by_share."""
    by_answer: float
    """From the value of its answer."""
    by_share: float
    """From its share of the score: weights, and who has a value."""


class DimensionState(NamedTuple):
    """A dimension on one side."""

    weight: float
    """Its share of the whole; 0 where nothing of it applies."""
    score: Score


class DimensionMoved(NamedTuple):
    """A dimension on both sides, and the effects of its criteria added up."""

    id: str
    title: str
    before: DimensionState
    after: DimensionState
    effect: float


class FlagMoved(NamedTuple):
    """A red flag that stands otherwise than before."""

    id: str
    title: str
    effect: Effect
    """Before any waiver."""
    before: FlagStatus
    after: FlagStatus
    waived_before: bool
    waived_after: bool
    because: tuple[str, ...]
    """Why it is raised or open afterwards."""


class ConditionsMoved(NamedTuple):
    """Conditions that are gone, and those that are new."""

    gone: tuple[Condition, ...]
    new: tuple[Condition, ...]


class ReasonsMoved(NamedTuple):
    """Reasons that no longer hold, and those that are new; one whose number alone moved is neither."""

    gone: tuple[Reason, ...]
    new: tuple[Reason, ...]


class Movement(NamedTuple):
    """What moved: everything that is not the same on both sides."""

    before: Standing
    after: Standing
    difference: float | None
    """Of the scores' points; null where one side has none."""
    dimensions: tuple[DimensionMoved, ...]
    """Those that moved, in rubric order."""
    criteria: tuple[CriterionMoved, ...]
    """Those that moved, the largest effect first."""
    red_flags: tuple[FlagMoved, ...]
    conditions: ConditionsMoved
    reasons: ReasonsMoved
