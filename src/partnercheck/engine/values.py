"""From an answer to a value on 0-100 (DESIGN, section 3.1)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.model.criteria import AnswerValue, Criterion


def value_of(criterion: Criterion, answer: AnswerValue, ours: int | None) -> float | None:
    """Return the value of an answer that the criterion has read.

    Args:
        criterion: The question.
        answer: What `criterion.read_answer` returned.
        ours: Our position on a `match` axis, None where we have not stated one.

    Returns:
        The value on 0-100, or None for a match without our position.
    """
    if criterion.kind == "levels":
        return criterion.scale[int(answer)]  # type: ignore[arg-type]
    if criterion.kind == "yes_no":
        return 100.0 if answer == criterion.good else 0.0
    if criterion.kind == "choice":
        return criterion.options[str(answer)].value
    if criterion.kind == "checklist":
        weights = {key: item.weight for key, item in criterion.items.items()}
        chosen = [weights[key] for key in weights if key in answer]  # type: ignore[operator]
        return 100.0 * sum(chosen) / sum(weights.values())
    if criterion.kind == "metric":
        return interpolate(criterion.curve, float(answer))  # type: ignore[arg-type]
    return None if ours is None else interpolate(criterion.gap_curve, abs(int(answer) - ours))  # type: ignore[arg-type]


def interpolate(curve: Sequence[tuple[float, float]], x: float) -> float:
    """Return the value at `x` of the straight lines through `curve`, flat beyond both ends."""
    after = bisect_right(curve, x, key=lambda point: point[0])
    if after == 0:
        return curve[0][1]
    (x0, v0) = curve[after - 1]
    if after == len(curve) or x == x0:
        return v0
    (x1, v1) = curve[after]
    return v0 + (v1 - v0) * ((x - x0) / (x1 - x0))
