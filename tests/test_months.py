"""Months are counted in one way: the same day of another month, or what the rule says of a day it lacks."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.months import anniversary, day_in, later

MONTHS = st.integers(-9999, 9999)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "months", "cut", "next_one"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2096-02-29", 48, "2100-02-28", "2100-03-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-12-15", 1, "2027-01-15", "2027-01-15"),
        ("9999-12-31", 1, "9999-12-31", "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01", "0001-01-01"),
        ("2026-05-05", 0, "2026-05-05", "2026-05-05"),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last_or_the_next(
    first: str, months: int, cut: str, next_one: str
) -> None:
    assert later(day(first), months) == day(cut)
    assert anniversary(day(first), months) == day(next_one)


@given(st.dates(), MONTHS)
def test_months_add_up_to_the_month_that_they_lead_to(first: dt.date, months: int) -> None:
    year, month = divmod(12 * first.year + first.month - 1 + months, 12)
    found = later(first, months)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        assert found == (dt.date.max if months > 0 else dt.date.min)
        return
    assert (found.year, found.month) == (year, month + 1)
    assert found.day == min(first.day, calendar.monthrange(year, month + 1)[1])


@given(st.dates(dt.date(900, 1, 1), dt.date(9000, 1, 1)), MONTHS, st.integers(-3, 3))
def test_an_anniversary_is_the_first_day_from_which_as_many_months_lead_back(
    first: dt.date, months: int, off: int
) -> None:
    """Evidence of a day counts until its months are over; the oldest that counts is found the other way."""
    oldest = anniversary(first, -abs(months))
    each = oldest + dt.timedelta(days=off)
    assert (later(each, abs(months)) >= first) == (each >= oldest)


def test_a_day_of_a_month_is_at_most_its_last() -> None:
    assert day_in(2024, 2, 31) == day("2024-02-29")
    assert day_in(2026, 4, 30) == day("2026-04-30")
