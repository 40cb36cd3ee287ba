"""Lines that jump from one year to the next: a year in a wrong unit, and what is none."""

from __future__ import annotations

import pytest
from checked_years import year, years

from partnercheck.importing.checks import checked
from partnercheck.measures.finance.financials import LINES as ALL


@pytest.mark.parametrize(
    ("scales", "odd"),
    [
        ((7, 7), set()),
        ((7, 7 * 400), set()),
        ((7, 7 * 500), {2020, 2021}),
        ((7, 7 * 2000), {2020, 2021}),
        ((7, 7 * 2001), set()),
        ((7000, 7), {2020, 2021}),
        ((7 * 400, 7), set()),
        ((7 * 500, 7), {2020, 2021}),
        ((7 * 2000, 7), {2020, 2021}),
        ((7 * 2001, 7), set()),
        ((7, 7_000_000), {2020, 2021}),
        ((7, 7000, 7), {2021}),
        ((7, 7, 7000), {2022}),
        ((7, 7000, 7000), {2020}),
        ((7, 7000, 7, 7), {2021}),
    ],
)
def test_a_year_in_a_wrong_unit_is_left_out(scales: tuple[float, ...], odd: set[int]) -> None:
    found, remarks = checked(years(*scales))
    assert {number for number, lines in found.items() if not lines} == odd
    assert {each.year for each in remarks if each.code == "wrong-unit"} == odd


def test_single_lines_that_jump_are_no_wrong_unit() -> None:
    few = {2020: year(revenue=1, ebit=1, cash=5), 2021: year(revenue=1000, ebit=1000, cash=5)}
    assert checked(few)[0] == few


@pytest.mark.parametrize(
    ("jumping", "steady", "wrong"),
    [(2, 0, False), (3, 0, True), (3, 2, True), (3, 3, False), (4, 3, True), (4, 4, False)],
)
def test_a_unit_is_wrong_where_three_lines_jump_and_more_than_half(
    jumping: int, steady: int, *, wrong: bool
) -> None:
    names = (
        "net_income",
        "cash",
        "equity",
        "retained_earnings",
        "inventory",
        "receivables",
        "market_value_equity",
        "ebit",
    )
    before = year(**dict.fromkeys(names[: jumping + steady], 2))
    after = {**before, **year(**dict.fromkeys(names[:jumping], 2000))}
    kept, remarks = checked({2020: before, 2021: after})
    assert (kept[2020] == {}) == (kept[2021] == {}) == wrong
    if wrong:
        one = min(names[:jumping], key=ALL.index)
        told = f"such as `{one}` 2 and 2000; one of the two is in a wrong unit"
        assert {each.what.partition(": ")[2] for each in remarks} == {
            f"most lines jump by about 1,000 from 2020 to 2021, {told}"
        }


def test_lines_without_an_amount_and_numbers_of_shares_tell_nothing_of_a_unit() -> None:
    few = {
        2020: year(ebit=1, cash=1, net_income=0, shares_outstanding=1),
        2021: year(ebit=1000, cash=1000, net_income=1000, shares_outstanding=1000),
    }
    assert checked(few)[0] == few
    more = {number: {**lines, "equity": lines["ebit"]} for number, lines in few.items()}
    found, remarks = checked(more)
    assert {number: set(lines) for number, lines in found.items()} == {
        2020: {"shares_outstanding"},
        2021: {"shares_outstanding"},
    }
    assert {each.line for each in remarks} == {"ebit", "cash", "net_income", "equity"}
