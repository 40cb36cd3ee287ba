"""All that an import says of workbooks, of several files and of maps, word for word.

`pytest --update-golden` writes the texts anew.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import openpyxl
import pytest
from companies import company, section
from said_of_imports import PLAIN, balance, said

from partnercheck.diagnostics import InputError
from partnercheck.importing import File, Request, financials_from
from partnercheck.importing.mapping import read_map
from pinning import pin


def test_what_is_said_of_files_that_do_not_belong_together() -> None:
    filing = File("a.json", json.dumps(company(**balance())).encode())
    told = []
    for files in (
        [filing, File("b.csv", b"")],
        [File("a.csv", b"")] * 21,
        [File("a.csv", b" " * 10_000_001)],
    ):
        with pytest.raises(InputError) as raised:
            financials_from(files, None, Request())
        told.append(str(raised.value))
    pin("\n".join(told))


def book(**sheets: list[list[object]]) -> bytes:
    """Return a workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


GOOD = [["line", 2025, 2024], ["Revenue", 10, 9.5]]
BOOKS: dict[str, list[list[list[object]]]] = {
    "an amount that is none": [[*GOOD, ["EBIT", "two", True]]],
    "an amount that is none, of several sheets": [GOOD, [["line", 2025], ["Equity", "odd"], ["Cash", 3]]],
    "a sheet that is too large": [GOOD, [["line", 2025]] + [["x", 1]] * 2_000],
    "a sheet that is too wide": [GOOD, [["line", *[2025] * 120]]],
    "one sheet that is too large": [[["line", 2025]] + [["x", 1]] * 2_000],
    "results that are missing": [[*GOOD, ["EBIT", "=1+1", 4]], [["line", 2025], ["Cash", "=1+1"]]],
    "days": [[["line", dt.datetime(2025, 3, 31), dt.datetime(2024, 3, 31)], ["Revenue", 1, 2]]],  # noqa: DTZ001
    "hours": [[["line", dt.datetime(2025, 3, 31, 1, 2), 2024], ["Revenue", 1, 2]]],  # noqa: DTZ001
    "too many digits": [[*GOOD, ["EBIT", 2**53, 1]]],
    "as many digits as there may be": [[*GOOD, ["Market cap", 2**53 - 1, 1 - 2**53]]],
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_said_of_a_workbook(name: str) -> None:
    raw = book(**{f"S{number}": rows for number, rows in enumerate(BOOKS[name], start=1)})
    wishes = {**PLAIN, "year_end": None if name == "days" else "12-31"}
    # A workbook's digest changes with the time at which it was packed.
    pin(re.sub("SHA-256 [0-9a-f]+", "SHA-256 …", said(raw, "a.xlsx", **wishes)))


def test_as_many_files_as_there_may_be_are_one_section() -> None:
    files = [File(f"{year}.csv", f"line,{year}\nrevenue,{year - 1}\n".encode()) for year in range(2001, 2021)]
    found = section(financials_from(files, None, Request(currency="GBP", unit=1)))
    assert found.years == {year: {"revenue": year - 1} for year in range(2001, 2021)}
    assert len(found.evidence or ()) == len(files)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue: revenues",
        "Revenue: 5",
        "Revenue: {line: revenue, sing: -1}",
        "Revenue: {sign: -1}",
        "Revenue: {line: revenue, sign: 2}",
        "- Revenue",
        "Revenue: revenue\nRevenue: ebit",
    ],
)
def test_what_is_said_of_a_map(text: str) -> None:
    with pytest.raises(InputError) as raised:
        read_map(text.encode(), "map.yaml")
    pin(str(raised.value))
