"""Columns that are no fiscal year: named, and silent about when fiscal years end."""

from __future__ import annotations

import pytest
from companies import codes, section, table

HEADS = ["2025 (unaudited)", "2025 (1)", "18 months to 31 December 2025", "31/02/2025", "Current year"]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("order", ["{}", "2024", "2023"])
def test_a_column_whose_head_is_not_read_is_named(head: str, order: str) -> None:
    heads = {"{}": f"{head},2024,2023", "2024": f"2024,{head},2023", "2023": f"2024,2023,{head}"}[order]
    found = table(f",{heads}\nRevenue,7,8,9\nCash,1,2,3\n")
    assert sorted(section(found).years) == [2023, 2024]
    (told,) = [each.message for each in found.notes if each.code == "no-year"]
    assert told.startswith(f"the column `{head}` is ")
    assert told.endswith(("left out", "left out: its head is not read as a fiscal year"))
    assert f"the column `{head}`" in found.text.replace("\n  #  ", "")
    assert section(found).year_end == "12-31"
    assert [each.code for each in found.notes if each.code == "year-end"] == ["year-end"]


def test_a_column_without_a_head_is_named_by_its_first_amount() -> None:
    found = table(",2024,,2023\nNet worth of friends,,5,\nRevenue,7,8,9\nCash,1,2,3\n")
    assert [each.message for each in found.notes if each.code == "no-year"] == [
        "8 and what is below it are left out: their column has no head"
    ]


@pytest.mark.parametrize("head", ["Note", "Change", "%", "Group"])
def test_a_column_of_something_else_needs_no_word(head: str) -> None:
    assert "no-year" not in codes(table(f",2024,{head},2023\nRevenue,7,8,9\nCash,1,2,3\n"))


def test_a_column_without_amounts_of_lines_needs_no_word() -> None:
    assert "no-year" not in codes(table(",2024,2025 (1)\nRevenue,7,\nStaff,,3\n"))


def test_the_end_of_a_fiscal_year_is_read_behind_its_letters() -> None:
    for head in ("FYE 31 March 2025", "Y/E 31.03.2025", "YE Mar 2025"):
        found = section(table(f",{head},2024\nRevenue,7,8\n"))
        assert (found.year_end, sorted(found.years)) == ("03-31", [2024, 2025])


@pytest.mark.parametrize(
    "head",
    [
        "6 months to 30 June 2026",
        "Q1 2026 (31 March 2026)",
        "Half year to 30 June 2026",
        "31 January 2025 (x)",
    ],
)
def test_a_column_that_is_left_out_says_no_end_of_fiscal_years(head: str) -> None:
    found = table(f",2025,2024,{head}\nRevenue,7,8,4\n")
    assert section(found).year_end == "12-31"
    assert str(section(found).evidence[0].date) == "2025-12-31"
    assert "the end of fiscal years is not given: 12-31 is assumed" in [
        each.message for each in found.notes if each.code == "year-end"
    ]


def test_what_stands_above_a_column_that_is_left_out_is_about_it_alone() -> None:
    found = table(",,,30 September\n,2025,2024,Q3 2026\nRevenue,7,8,4\n")
    assert section(found).year_end == "12-31"
    titled = table("Year ended 31 March,,,\n,2025,2024,Q3 2026\nRevenue,7,8,4\n")
    assert section(titled).year_end == "03-31"
