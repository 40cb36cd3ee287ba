"""A workbook that another process writes is the same, and its end before time is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnercheck.cli.portfolio.workbook_process import WorkbookProcess
from partnercheck.diagnostics import InputError
from partnercheck.render.portfolio.listing import Heading
from partnercheck.render.portfolio.spreadsheets import Workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = [Heading("Partner", 20), Heading("Score", 8), Heading("As of", 12)]
ROWS = [[f"Partner {number}", number / 7, dt.date(2026, 1, 1 + number % 28)] for number in range(250)]


def filled(book: Workbook | WorkbookProcess) -> bytes:
    book.begin(HEADINGS)
    for row in ROWS:
        book.add(row)
    return book.written()


def test_a_workbook_aside_is_the_same_to_the_byte(tmp_path: Path) -> None:
    with WorkbookProcess(tmp_path) as aside:
        assert filled(aside) == filled(Workbook(tmp_path))


def test_a_process_that_ends_before_its_time_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    with WorkbookProcess(tmp_path) as aside:
        aside._process.kill()
        aside._process.join()
        with pytest.raises(InputError, match=r"portfolio\.xlsx") as error:
            filled(aside)
    assert "--jobs 1" in str(error.value)
