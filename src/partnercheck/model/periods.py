"""Years, quarters and months, from their first day to their last."""

import datetime as dt
import re
from typing import Annotated, NamedTuple

from partnercheck.model.scalars import kind_of, read_by, refuse
from partnercheck.months import day_in


class Period(NamedTuple):
    """A year, quarter or month, from its first day to its last."""

    text: str
    first: dt.date
    last: dt.date


_PERIOD = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


def read_period(value: object) -> Period:
    """Read `2027`, `2027-Q2` or `2027-06`."""
    if isinstance(value, Period):
        return value
    match = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    if not match or match[1] == "0000":
        refuse(
            "wrong-date", f"a period such as 2027, 2027-Q2 or 2027-06 is needed here, not {kind_of(value)}"
        )
    year, quarter, month = int(match[1]), match[2], match[3]
    first = int(month or 3 * int(quarter or 1) - 2)
    last = int(month or 3 * int(quarter or 4))
    return Period(match[0], dt.date(year, first, 1), day_in(year, last, 31))


PeriodText = Annotated[
    Period,
    read_by(read_period, type=["string", "integer"], pattern="^[0-9]{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$"),
]
