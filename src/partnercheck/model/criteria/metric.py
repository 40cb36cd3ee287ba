"""A number, read off a curve."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Literal

from pydantic import Field, field_validator

from partnercheck.model.answering import Answering
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.curves import (
    Curve,
    Point,
    bent,
    increasing,
    interpolate,
    listed,
    reaching,
    read_off,
)
from partnercheck.model.criteria.in_sql import Said, curve
from partnercheck.model.criteria.ladder import Alternative, Direction, Ladder
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import Text, read_number
from partnercheck.model.scale import written_out
from partnercheck.model.strict import changed

STEPS = 10_000
"""Other answers are the multiples of 1 ÷ this."""

_STEP = 2.5
"""How far apart the values of the numbers are that test cases try."""


class MetricCriterion(Criterion):
    """A number, asked for or worked out from a section, read off a curve."""

    kind: Literal["metric"]
    """A number."""
    unit: Text | None = None
    """What the number counts, such as `%` or `months`."""
    from_: Text | None = Field(None, alias="from")
    """The measure that gives the number, such as `financials.current_ratio`."""
    curve: Curve
    """Points [number, value]; straight lines between them, flat beyond both ends."""

    _increasing = field_validator("curve")(increasing)

    @property
    def measure(self) -> str | None:
        """The measure that gives the number; None where it is asked for."""
        return self.from_

    @property
    def points(self) -> Sequence[Point]:
        """The points of the curve."""
        return self.curve

    def read_answer(self, raw: object) -> float:
        """Return the number."""
        return read_number(raw)

    def doubt(self, answer: float) -> str | None:
        """Return that a share may be meant of 1, not of 100: only 100 times it lies on the curve."""
        (first, _), (last, _) = self.curve[0], self.curve[-1]
        if self.unit != "%" or not 0 < answer <= 1 or not answer < first <= 100 * answer <= last:
            return None
        meant = written_out(100 * answer)
        return f"{written_out(answer)} % is below where its curve begins; {meant} % is written {meant}"

    @property
    def instruction(self) -> str:
        """The unit; nothing where the number is worked out."""
        return "" if self.measure else f"a number{f', in {self.unit}' if self.unit else ''}"

    @property
    def answering(self) -> Answering:
        """A number is written."""
        return Answering("number", unit=self.unit)

    def value(self, answer: float, ours: int | None) -> float:
        """Return the value on the curve."""
        return interpolate(self.curve, answer)

    def in_sql(self, said: Said) -> str:
        """Return the value on the curve."""
        return curve(self.curve, said.number)

    def worth(self, answer: float, ours: int | None, value: float) -> str:
        """Return how the number is read off the curve."""
        return read_off(self.curve, answer, value)

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return the whole curve: where the numbers of a measure end before it does is not known here."""
        values = [value for _, value in self.curve]
        return ([(min(values), max(values))],)

    def answers(self) -> Sequence[float]:
        """Return none: any number is one."""
        return ()

    def samples(self) -> Sequence[float]:
        """Return numbers whose values are a small step apart."""
        low, high = self.ends
        steps = (_STEP * step for step in range(round(100 / _STEP) + 1))
        return [round(reaching(self.curve, value), 4) for value in steps if low <= value <= high]

    def ladder(
        self,
        answer: float,
        point: float,
        direction: Direction,
        ours: int | None,
    ) -> Ladder:
        """Return the multiples of 0.0001 beyond a number, up to the first at or beyond the curve's end."""
        values = [value for _, value in self.curve]
        rising, falling = values == sorted(values), values == sorted(values, reverse=True)
        sign = 1 if rising == (direction == "better") else -1
        end = Decimal(repr(self.curve[-1 if sign > 0 else 0][0]))
        first = floor(sign * Decimal(repr(answer)) * STEPS) + 1
        count = ceil(sign * end * STEPS) - first + 1

        def at(rung: int) -> Alternative:
            other = sign * (first + rung) / STEPS
            return Alternative(other, interpolate(self.curve, other))

        def near(value: float) -> int:
            return floor(sign * reaching(self.curve, value) * STEPS) - first

        return Ladder(max(count, 0) if rising != falling else 0, at, near)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with each value of the curve moved half-way to the next."""
        return [
            Variant(
                ("curve", index, 1),
                f"value at {self.curve[index][0]:g}",
                f"{self.curve[index][1]:g}",
                f"{after:g}",
                changed(self, curve=curve),
            )
            for index, after, curve in bent(self.curve)
        ]

    @property
    def anchors(self) -> Sequence[Anchor]:
        """None: a number needs no text."""
        return ()

    @property
    def settings(self) -> Mapping[str, str]:
        """The measure, the unit and the curve."""
        named = {"measure": self.measure, "unit": self.unit, "curve": listed(self.curve)}
        return {name: text for name, text in named.items() if text}
