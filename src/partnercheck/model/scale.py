"""The scale of values, 0 to 100: when two are one, how one is rounded and written; counts in words, too."""

from math import floor
from typing import Annotated, Any

from pydantic import Field

DECIMALS = 9
"""Numbers are compared after rounding to this many decimals, so that 70 is 70."""


Scale = Annotated[float, Field(ge=0, le=100)]
"""A value, score, gap or coverage, on 0-100."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A share of the whole, or a reliability, on 0-1."""


FAR_APART = 50.0
"""Two sides, or two people of one side, this far apart are in dispute: two of five levels."""


def far_apart(*gaps: float | None) -> bool:
    """Return whether one of some distances between ratings is that of a dispute; None is no distance."""
    return any(gap is not None and round(gap, DECIMALS) >= FAR_APART for gap in gaps)


class DataAsWritten(dict[str, Any]):
    """Data of a file; machine output leaves all of it as it is."""


class AsWritten(float):
    """A number that stands in a file; machine output, which rounds what is worked out, leaves it as it is."""


def as_written(value: Any) -> Any:
    """Return data that stand in a file with every fraction in them marked as such."""
    if type(value) is float:
        return AsWritten(value)
    if isinstance(value, list):
        return [as_written(each) for each in value]
    return {key: as_written(each) for key, each in value.items()} if isinstance(value, dict) else value


def rounded(value: float, decimals: int = 0) -> float:
    """Return a number to so many decimals, halves up: as floats are, some halves would go down."""
    parts = 10.0**decimals
    return floor(round(value * parts, 6) + 0.5) / parts


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return how many there are, such as `1 flag` or `3 flags`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def written_out(value: float) -> str:
    """Return a number to four decimals, for a reader who works it out again."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
