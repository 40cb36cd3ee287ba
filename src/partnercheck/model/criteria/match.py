"""Their position against ours."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

from pydantic import field_validator

from partnercheck.diagnostics import Path
from partnercheck.model.answering import Answering, Option
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.curves import (
    Curve,
    Point,
    bent,
    increasing,
    interpolate,
    listed,
    read_off,
)
from partnercheck.model.criteria.in_sql import NO_VALUE, Said, case, number, text
from partnercheck.model.criteria.keys import consecutive, known_step
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import Text, WholeKey
from partnercheck.model.strict import changed


class MatchCriterion(Criterion):
    """Their position on an axis against ours; the nearer, the better."""

    kind: Literal["match"]
    """Their position against ours."""
    axis: dict[WholeKey, Text]
    """Consecutive numbers, each with what that position looks like."""
    curve: Curve | None = None
    """Points [gap, value]; by default 100 at no gap, 0 at the widest."""

    _increasing = field_validator("curve")(increasing)

    @field_validator("axis")
    @classmethod
    def _check(cls, axis: dict[int, str]) -> dict[int, str]:
        consecutive(sorted(axis), "positions")
        return dict(sorted(axis.items()))

    @cached_property
    def gap_curve(self) -> tuple[Point, ...]:
        """The curve from the gap between both positions to the value."""
        return self.curve or ((0.0, 100.0), (float(self._gaps[-1]), 0.0))

    @property
    def _gaps(self) -> range:
        """Every gap that there can be."""
        return range(max(self.axis) - min(self.axis) + 1)

    @property
    def positions(self) -> Mapping[int, str]:
        """The axis."""
        return self.axis

    @property
    def points(self) -> Sequence[Point]:
        """The points of the curve, where the rubric draws one."""
        return self.curve or ()

    def read_answer(self, raw: object) -> int:
        """Return a position."""
        return known_step(raw, self.axis, "position")

    @property
    def instruction(self) -> str:
        """Whose position it is."""
        return "the partner's position; ours is in the organisation file"

    @property
    def answering(self) -> Answering:
        """One position is chosen by its anchor."""
        return Answering("one", tuple(Option(key, text) for key, text in self.axis.items()))

    def value(self, answer: int, ours: int | None) -> float | None:
        """Return the value of the gap to our position; None without it."""
        return None if ours is None else interpolate(self.gap_curve, abs(answer - ours))

    def in_sql(self, said: Said) -> str:
        """Return the value of the gap to our position."""
        gap = f"abs(TRY_CAST({said.answer} AS INT) - {said.ours})"
        values = [(str(gap), number(interpolate(self.gap_curve, gap))) for gap in self._gaps]
        on_axis = f"{said.answer} IN ({', '.join(text(str(key)) for key in self.axis)})"
        worth = f"WHEN {said.ours} IS NULL THEN {NO_VALUE} ELSE {case(gap, values)}"
        return f"CASE WHEN NOT {on_axis} THEN NULL {worth} END"

    def worth(self, answer: int, ours: int | None, value: float) -> str:
        """Return both positions, and how the gap is read off the curve."""
        gap = abs(answer - (ours or 0))
        apart = f"they stand at {answer}, we at {ours}: {gap} apart; "
        return apart + read_off(self.gap_curve, gap, value)

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return the values of every gap, wherever we stand."""
        values = [interpolate(self.gap_curve, gap) for gap in self._gaps]
        return ([(value, value) for value in values],)

    def answers(self) -> Sequence[int]:
        """Return the positions."""
        return list(self.axis)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with each value of the curve moved half-way to the next, if a gap tells."""
        return [
            Variant(
                ("curve", index, 1),
                f"value at {self.gap_curve[index][0]:g}",
                f"{self.gap_curve[index][1]:g}",
                f"{after:g}",
                changed(self, curve=curve),
            )
            for index, after, curve in bent(self.gap_curve)
            if any(interpolate(curve, gap) != interpolate(self.gap_curve, gap) for gap in self._gaps)
        ]

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The texts of the positions."""
        return [Anchor("position", key, text, self.place(key)) for key, text in self.axis.items()]

    @property
    def settings(self) -> Mapping[str, str]:
        """The curve from gap to value."""
        return {"curve": listed(self.gap_curve)}

    def place(self, answer: int) -> Path:
        """Return where the position stands."""
        return ("axis", str(answer))
