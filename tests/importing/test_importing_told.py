"""What a table's import tells of amounts that it does not take, and where."""

from __future__ import annotations

import pytest
from companies import section, table
from refused_tables import error


def test_a_percentage_is_left_out_as_one_and_not_called_missing() -> None:
    found = table(",2025,2024\nRevenue,70,60\nGross profit,23 %,21 %\nEBIT,5%,4\n")
    assert section(found).years == {2024: {"revenue": 60, "ebit": 4}, 2025: {"revenue": 70}}
    assert {(each.year, each.line): each.what for each in section(found).notes} == {
        (2025, "gross_profit"): "`gross_profit` is left out: `23 %` is a percentage and no amount",
        (2024, "gross_profit"): "`gross_profit` is left out: `21 %` is a percentage and no amount",
        (2025, "ebit"): "`ebit` is left out: `5%` is a percentage and no amount",
    }
    assert "not given for" not in found.text


def test_a_percentage_beside_an_amount_of_the_line_needs_no_word() -> None:
    found = table(",2025\nRevenue,70\nGross profit,23 %\nGross profit,16\n")
    assert section(found).years[2025] == {"revenue": 70, "gross_profit": 16}
    assert section(found).notes == ()


@pytest.mark.parametrize(
    ("heads", "left"), [("2025,2024 (restated),2024", "; `2024` is left out"), ("2025,2024 (restated)", "")]
)
def test_a_year_that_is_restated_has_a_note_in_the_section(heads: str, left: str) -> None:
    found = section(table(f",{heads}\nRevenue,70,60,50\nCash,7,6,5\n"))
    assert found.years[2024] == {"revenue": 60, "cash": 6}
    (note,) = found.notes
    assert (note.year, note.line) == (2024, "revenue")
    assert note.what == f"the amounts of 2024 are restated, as the head of their column says{left}"


def test_decimal_marks_are_told_at_the_amounts_that_show_them() -> None:
    both = error(',2025\nRevenue,"1,234,567"\nCash,"2,25"\n')
    assert "a.csv:3:7: error two-decimals: `1,234,567` and `2,25` cannot have the same decimal mark" in both
    doubt = error(',2025\nRevenue,5\nCash,"1,234"\n')
    assert "a.csv:3:7: error no-decimal: `1,234` could be read in two ways" in doubt
