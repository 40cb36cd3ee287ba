"""Calendar months: what is so many months later, in the one way this program counts them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dateutil.relativedelta import relativedelta


@lru_cache(maxsize=4096)  # many items of many dossiers share their dates
def later(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later (earlier, where negative), cut to its month's last.

    A day beyond the calendar, which has the years 1 to 9999, is its last or first.
    """
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return dt.date.max if months > 0 else dt.date.min


def anniversary(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later (earlier, where negative); the next one where there is none such.

    For 29 February that is 1 March in a year without one. Like `later` it stays within the calendar.
    """
    found = later(day, months)
    return found if found.day >= day.day or found == dt.date.min else found + dt.timedelta(days=1)


def in_words(day: dt.date) -> str:
    """Return a day as it stands in a sentence, such as `11 Dec 2026`."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in(year: int, month: int, day: int) -> dt.date:
    """Return a day of a month, cut to the month's last."""
    return dt.date(year, month, 1) + relativedelta(day=day)
