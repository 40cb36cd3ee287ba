"""What the head of a column says."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.importing.tables.headings import Heading, read_heading, read_month_day, read_order


@pytest.mark.parametrize(
    ("text", "year", "end"),
    [
        ("2025", 2025, None),
        ("1900", 1900, None),
        ("2100", 2100, None),
        ("FY2025", 2025, None),
        ("FY 25", 2025, None),
        ("FY'25", 2025, None),
        ("2025A", 2025, None),
        ("FY2025 (A)", 2025, None),
        ("2025 actual", 2025, None),
        ("Geschäftsjahr 2025", 2025, None),
        ("Exercice 2025", 2025, None),
        ("2025\n€m", 2025, None),
        ("2025 £'000", 2025, None),
        ("12 months 2025", 2025, None),
        ("31/12/2025", 2025, "2025-12-31"),
        ("12/31/2025", 2025, "2025-12-31"),
        ("31.12.2025", 2025, "2025-12-31"),
        ("31-12-2025", 2025, "2025-12-31"),
        ("2025-12-31", 2025, "2025-12-31"),
        ("2025-01-31 00:00:00", 2025, "2025-01-31"),
        ("2025-01-31T00:00:00Z", 2025, "2025-01-31"),
        ("12/12/2025", 2025, "2025-12-12"),
        ("Dec 2025", 2025, "2025-12-31"),
        ("Feb-24", 2024, "2024-02-29"),
        ("31 Dec 25", 2025, "2025-12-31"),
        ("31-Dec-25", 2025, "2025-12-31"),
        ("December 31, 2025", 2025, "2025-12-31"),
        ("31. Dezember 2025", 2025, "2025-12-31"),
        ("31 décembre 2025", 2025, "2025-12-31"),
        ("31 de diciembre de 2025", 2025, "2025-12-31"),
        ("12 months to 30 June 2025", 2025, "2025-06-30"),
        ("Year ended 31 March 2026", 2026, "2026-03-31"),
        ("For the fiscal year ended June 30, 2025", 2025, "2025-06-30"),
        ("52 weeks ended 28 December 2025", 2025, "2025-12-28"),
        ("As at 31 March 2026", 2026, "2026-03-31"),
        ("As of December 31, 2025", 2025, "2025-12-31"),
        ("Exercice clos le 31 décembre 2024", 2024, "2024-12-31"),
    ],
)
def test_years_and_their_ends(text: str, year: int, end: str | None) -> None:
    found = read_heading(text)
    assert found is not None
    assert (found.year, found.end and found.end.isoformat(), found.other) == (year, end, "")
    assert not found.split


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023/24", 2024),
        ("2023-24", 2024),
        ("2023/2024", 2024),
        ("FY 2024/25", 2025),
        ("FY2021\n(2020-21)", 2021),
        ("1999/00", 2000),
    ],
)
def test_years_written_as_two(text: str, year: int) -> None:
    found = read_heading(text)
    assert found is not None
    assert (found.year, found.split) == (year, True)


@pytest.mark.parametrize(
    "text", ["2024 (restated)", "2024 restated", "2024*", "Restated 2024", "2024 angepasst"]
)
def test_restated_years(text: str) -> None:
    assert read_heading(text) == Heading(2024, restated=True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[(text, "trailing twelve months") for text in ("TTM", "LTM Jun-25", "Trailing 12 months")],
        *[
            (text, "a quarter")
            for text in ("Q1 2025", "Q4'25", "1Q25", "2025 Q1", "3M 2025", "Three months ended 31 March 2025")
        ],
        *[
            (text, "a half year")
            for text in ("H1 2025", "1H25", "HY2025", "HY25", "6 months to 30 June 2025")
        ],
        *[
            (text, "part of a year")
            for text in ("YTD 2025", "Nine months 2025", "9M 2025", "11 months to 30 June 2025")
        ],
        *[
            (text, "a forecast")
            for text in ("2026E", "2026B", "2026F", "2026P", "FY26E", "2026 budget", "Forecast 2026")
        ],
    ],
)
def test_periods_that_are_no_fiscal_years(text: str, kind: str) -> None:
    found = read_heading(text)
    assert found is not None
    assert found.other == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Note",
        "Notes",
        "Change %",
        "revenue 2025",
        "2025 vs 2024",
        "CAGR 2020-25",
        "1,234",
        "1899",
        "2101",
        "12",
        "2023/25",
        "31/31/2025",
        "30 February 2025",
        "half",
        "planned",
        "2025 2024",
        "x" * 81,
    ],
)
def test_what_is_no_head_of_a_year(text: str) -> None:
    assert read_heading(text) is None


def test_days_that_could_be_two() -> None:
    found = read_heading("03/04/2025")
    assert found is not None
    assert dict(found.orders) == {"dmy": dt.date(2025, 4, 3), "mdy": dt.date(2025, 3, 4)}
    assert found.settled("dmy").end == dt.date(2025, 4, 3)
    assert found.settled("mdy").end == dt.date(2025, 3, 4)
    one = read_heading("31/12/2025")
    assert one is not None
    assert one.settled("mdy").end == dt.date(2025, 12, 31)
    assert read_order([found]) is None
    assert read_order([found, one]) == "dmy"
    other = read_heading("12/31/2025")
    assert other is not None
    assert read_order([found, other]) == "mdy"
    assert read_order([one, other]) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Year ended 31 March", "03-31"),
        ("Years ended June 30,", "06-30"),
        ("zum 31. März", "03-31"),
        ("As at 29 February", "02-29"),
        ("31 February", None),
        ("March 2024", None),
        ("Marchand 3", None),
        ("", None),
        ("Year ended March 31", "03-31"),
        ("Year ended December 31st", "12-31"),
        ("Fiscal year to Sept. 30", "09-30"),
    ],
)
def test_month_and_day_of_a_title(text: str, day: str | None) -> None:
    assert read_month_day(text) == day


@given(st.text(max_size=90))
def test_any_text_is_a_head_or_none(text: str) -> None:
    found = read_heading(text)
    assert found is None or found.other or 1900 <= found.year <= 2100
    read_month_day(text)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%Y-%m-%d 00:00:00", "%d %B %Y", "%d-%b-%Y", "%B %d, %Y"):
        found = read_heading(day.strftime(form))
        assert found is not None
        assert found.end == day
