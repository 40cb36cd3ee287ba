"""Tables side by side, and how many there may be of anything."""

from __future__ import annotations

import pytest
from companies import codes, section, table
from refused_tables import error


@pytest.mark.parametrize(
    "text",
    [
        "EUR thousands,2025,2024,,Balance sheet,2025,2024\nRevenue,20,10,,Total assets,100,90\n",
        "Income,EUR thousands,,,Balance,,\n,2025,2024,,,2025,2024\nRevenue,20,10,,Total assets,100,90\n",
        "EUR thousands,2025,2024,Balance sheet,2025,2024\nRevenue,20,10,Total assets,100,90\n",
        "EUR thousands,2025,2024,,,,2025,2024\nRevenue,20,10,,,Total assets,100,90\n",
        "EUR thousands,Notes,2025,2024,,Notes,2025,2024\nRevenue,3,20,10,Total assets,4,100,90\n",
    ],
)
def test_tables_side_by_side_are_both_read(text: str) -> None:
    found = table(text, currency=None, unit=None)
    assert section(found).years == {
        2025: {"revenue": 20, "total_assets": 100},
        2024: {"revenue": 10, "total_assets": 90},
    }
    assert "not-read" not in codes(found)


def test_three_tables_of_one_year_stand_side_by_side() -> None:
    found = table("a,2025,b,2025,c,2025\nRevenue,20,Total assets,100,Capital expenditure,3\n")
    assert section(found).years == {2025: {"revenue": 20, "total_assets": 100, "capital_expenditure": 3}}


def test_ten_tables_stand_side_by_side_and_more_are_refused_with_a_way_through() -> None:
    def beside(count: int) -> str:
        heads = ",".join(f"Group {number},2025" for number in range(count))
        return f"{heads}\n" + ",".join(["Revenue,20"] * count) + "\n"

    assert section(table(beside(10))).years == {2025: {"revenue": 20}}
    told = error(beside(11))
    assert "a.csv:1:1: error too-large: more than 10 tables stand side by side" in told
    assert "hint: put each on a sheet or into a file of its own" in told


def test_a_hundred_rows_of_years_are_read_and_more_are_refused_with_a_way_through() -> None:
    statement = "line,2025,2024\nRevenue,20,10\n"
    assert section(table(100 * statement)).years[2024] == {"revenue": 10}
    told = error(101 * statement)
    assert "a.csv:1:1: error too-large: a table has more than 100 rows of years" in told
    assert "hint: import the statements alone" in told


def test_fifty_periods_are_read_and_more_are_refused() -> None:
    def years(count: int) -> str:
        return ",".join(map(str, range(1950, 1950 + count)))

    assert len(section(table(f"line,{years(50)}\nRevenue{',1' * 50}\n")).years) == 50
    told = error(f"line,{years(51)}\nRevenue{',1' * 51}\n")
    assert "a.csv:1:6: error too-large: a statement has more than 50 columns of periods" in told


def test_years_to_the_right_that_belong_to_no_table_are_told() -> None:
    found = table("Group,2025,2024,,2025,2024\nRevenue,20,10,,2,1\n")
    assert section(found).years == {2025: {"revenue": 20}, 2024: {"revenue": 10}}
    (note,) = [each for each in found.notes if each.code == "not-read"]
    assert (note.position.line, note.position.column) == (1, 18)
    assert "a sheet or into a file of its own" in str(note)


def test_two_tables_side_by_side_that_contradict_each_other_are_left_out_with_both() -> None:
    found = table("Group,2025,,Company,2025\nRevenue,20,,Revenue,12\nTotal assets,9,,Equity,5\n")
    assert section(found).years == {2025: {"total_assets": 9, "equity": 5}}
    assert "20" in found.text
    assert "12" in found.text
