"""Arithmetic that shows its working: what is computed and what is told are the same expression.

Everything is exact (fractions of whole numbers) until the end, so 0.1 + 0.2 is 0.3 and a sum does not depend
on its order. A number is told in full, with thousands separators; a result to four decimals, after `=` where
that is all of it and after an approximation sign where it is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from partnercheck.measures.measured import UnmeasurableError

if TYPE_CHECKING:
    from collections.abc import Iterable

TIMES, MINUS = "\u00d7", "\u2212"
"""The signs of multiplication and subtraction, which the linter takes for letters where they stand bare."""

DAYS_A_YEAR = "365.25"
"""Days in a year of the Julian calendar, by which lengths of time become years."""

PLACES = 4
"""Decimals of a result."""

_WITHIN = 6
"""Decimals of a number that is worked with further."""

_SMALL, _LARGE = Fraction(1, 10**PLACES), 10**21
# Amounts reach from 1e18 down to 40 digits times 1e-99, so that this is wider than any sum of them.
_WIDE = Context(prec=400)

_SUM, _PRODUCT, _ATOM = range(3)


def exact(value: Fraction | int) -> str:
    """Return a number with all its digits, as in `1,234.5`; it must be one that decimals can write."""
    fraction = Fraction(value)
    text = f"{_WIDE.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, places: int = PLACES) -> str:
    """Return a number to so many decimals; one too small or too large for that to four or more digits."""
    if value and abs(value) < _SMALL:
        return f"{float(value):.4g}"
    if abs(value) >= _LARGE:
        return f"{float(value):.6g}"
    # Halves away from zero, as calculators do; `round` would take them to the even digit.
    shifted = floor(abs(value) * 10**places + Fraction(1, 2))
    return exact(Fraction(shifted if value > 0 else -shifted, 10**places))


def result(value: Fraction, places: int = PLACES) -> str:
    """Return `= 0.5`, or with an approximation sign where the number shown is rounded."""
    text = rounded(value, places)
    return f"{'=' if Fraction(text.replace(',', '')) == value else '≈'} {text}"


@dataclass(frozen=True, slots=True)
class Term:
    """A number together with the expression it comes from.

    Attributes:
        value: The exact number.
        text: The expression, such as `EBIT 50 ÷ total assets 1,000`.
        steps: How the named parts of the expression were worked out, in order.
        rank: Whether the expression is a sum, a product or indivisible; decides on brackets.
    """

    value: Fraction
    text: str
    steps: tuple[str, ...] = ()
    rank: int = _ATOM

    @classmethod
    def line(cls, name: str, value: Fraction) -> Term:
        """Return a number with its name, as in `EBIT 50` or `EBIT (-50)`."""
        return cls(value, _labelled(name, value, exact(value)))

    @classmethod
    def constant(cls, digits: str) -> Term:
        """Return a number of the formula itself."""
        return cls(Fraction(digits), digits)

    def named(self, name: str, note: str = "") -> Term:
        """Return this number under a name; how it was worked out becomes a step."""
        step = f"{name} = {self.text} {result(self.value, _WITHIN)}{note}"
        text = _labelled(name, self.value, rounded(self.value, _WITHIN))
        return Term(self.value, text, (*self.steps, step))

    def __add__(self, other: Term) -> Term:
        """Return the sum."""
        return self._with(other, self.value + other.value, f"{self.text} + {other.text}", _SUM)

    def __sub__(self, other: Term) -> Term:
        """Return the difference."""
        text = f"{self.text} {MINUS} {other._from(_PRODUCT)}"
        return self._with(other, self.value - other.value, text, _SUM)

    def __truediv__(self, other: Term) -> Term:
        """Return the quotient.

        Raises:
            UnmeasurableError: The divisor is zero or negative: the ratio would have no meaning.
        """
        if other.value <= 0:
            raise UnmeasurableError(f"{other.text} is not above zero, and nothing can be divided by it")
        text = f"{self._from(_PRODUCT)} ÷ {other._from(_ATOM)}"
        return self._with(other, self.value / other.value, text, _PRODUCT)

    def times(self, digits: str) -> Term:
        """Return this number multiplied by one of the formula's own."""
        text = f"{digits} {TIMES} {self._from(_PRODUCT)}"
        return Term(Fraction(digits) * self.value, text, self.steps, _PRODUCT)

    def sentence(self, unit: str = "") -> str:
        """Return the steps, the expression and the result as one sentence."""
        return "; ".join((*self.steps, f"{self.text} {result(self.value)}{unit}"))

    def _from(self, rank: int) -> str:
        return self.text if self.rank >= rank else f"({self.text})"

    def _with(self, other: Term, value: Fraction, text: str, rank: int) -> Term:
        return Term(value, text, merged(self.steps, other.steps), rank)


def merged(*steps: Iterable[str]) -> tuple[str, ...]:
    """Return all steps in order, each once."""
    return tuple(dict.fromkeys(step for some in steps for step in some))


def bracketed(value: Fraction) -> str:
    """Return a number to be worked with further, in brackets where it is negative."""
    return f"({rounded(value, _WITHIN)})" if value < 0 else rounded(value, _WITHIN)


def _labelled(name: str, value: Fraction, digits: str) -> str:
    # Brackets, because a bare minus after a name would read as a subtraction.
    return f"{name} ({digits})" if value < 0 else f"{name} {digits}"
