"""Where in a table the years, the captions and the amounts are found."""

from __future__ import annotations

import pytest
from companies import codes, section, table
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from partnercheck.importing.tables.delimited import read_csv
from partnercheck.importing.tables.layout import Block, blocks


def found(text: str, file: str = "a.csv") -> list[Block]:
    return blocks(read_csv(text.encode(), file), [])


def heads(text: str) -> list[list[int]]:
    return [[each.heading.year for each in block.columns] for block in found(text)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020,2021\nline,2025,2024\nrevenue,1,2\n", [[2025, 2024]]),  # no captions stand left of them
        ("2020,2021,\nrevenue,1,2\n", [[2020, 2021]]),
        ("line,2025\nrevenue,1\n", [[2025]]),
        ("2025,line\nrevenue,1\n", []),
        ("line,2025,2025\nrevenue,1,2\n", [[2025, 2025]]),
        ("line,2025\nrevenue,1\nline,2025,2024\nebit,1,2\n", [[2025, 2024]]),
        ("line,2025\nrevenue,1\nline,2024\nebit,1\n", [[2025]]),
        ("line,TTM,2025\nrevenue,1,2\n", [[0, 2025]]),
        ("line,2025,2024\nrevenue,1,2\nBalance sheet,2023,2022\nequity,3,4\n", [[2025, 2024], [2023, 2022]]),
        ("line,2025,2024\nrevenue,1,2\nother,2023,2022\nequity,3,4\n", [[2025, 2024]]),
        ("line,2025,2024\nrevenue,1,2\nrevenue,2023,2022\nequity,3,4\n", [[2025, 2024]]),
        ("line,2025,2024\nrevenue,2024,2025\nequity,3,4\n", [[2025, 2024]]),
        ("line,2025,2024\nrevenue,2025,2025\nebit,2024,2025\n", [[2025, 2024]]),
        ("line,2025,2024\nrevenue,1,2\nx,2024,2025\nequity,3,4\n", [[2025, 2024], [2024, 2025]]),
        ("line,2025,2024\nrevenue,1,2\nequity,2025,2024\nequity,3,4\n", [[2025, 2024], [2025, 2024]]),
        ("line,2025,2024\nrevenue,1,2\nAssets,2024,2025\nequity,3,4\n", [[2025, 2024], [2024, 2025]]),
        ("line,2025,Change %,2024\nrevenue,1,2,3\n", [[2025, 2024]]),
        ("line,2025,Notes,2024\nrevenue,1,2,3\n", [[2025, 2024]]),
        ("line,2025,change,2024\nrevenue,1,2,3\n", [[2025, 2024]]),
        ("line,2025,2024,Δ,2023\nrevenue,1,2,3,4\n", [[2025, 2024, 2023]]),
        ("line,2025,2024,Change,2023\nrevenue,1,2,3,4\n", [[2025, 2024, 2023]]),
        ("line,2025,2024,Group,2023\nrevenue,1,2,3,4\n", [[2025, 2024]]),
        ("line,2025,2024,Group\nrevenue,1,2,3\n", [[2025, 2024]]),
        ("line,2025,2024,,2025,2024\nrevenue,1,2,,3,4\n", [[2025, 2024]]),
        ("line,2025,2024,,2023\nrevenue,1,2,,3\n", [[2025, 2024, 2023]]),
    ],
)
def test_which_columns_are_of_one_statement(text: str, years: list[list[int]]) -> None:
    assert heads(text) == years


@pytest.mark.parametrize(
    ("above", "below", "year_end"),
    [
        ("Year ended 31 March,,", ",,", "03-31"),
        (",Year ended 31 March,", ",,", "03-31"),
        (",,", ",31 March,31 March", "03-31"),
        ("Year ended 31 March,,\nUnaudited,,", ",,", "03-31"),
        ("Year ended 31 March,,\na,,\nb,,", ",,", "03-31"),
        ("Year ended 31 March,,\na,,\nb,,\nc,,", ",,", "12-31"),
    ],
)
def test_three_rows_above_years_and_one_below_are_read_with_them(
    above: str, below: str, year_end: str
) -> None:
    assert section(table(f"{above}\nline,2025,2024\n{below}\nrevenue,1,2\n")).year_end == year_end


def test_a_row_below_years_is_read_with_them_even_where_no_other_follows() -> None:
    (block,) = found("line,2025,2024\nx,restated,\n")
    assert [each.heading.restated for each in block.columns] == [True, False]
    assert [cell.text for cell in block.texts] == ["line", "2025", "2024", "x", "restated"]
    (block,) = found("line,2025,2024\nrevenue,1,\n")
    assert [cell.text for cell in block.texts] == ["line", "2025", "2024"]


def test_the_amounts_of_one_statement_are_no_title_of_the_next() -> None:
    one, other = found(
        "Income €,2025,2024\nrevenue,1,2\nEUR thousands,,\nBalance sheet,2025,2024\nequity,3,4\n"
    )
    assert [cell.text for cell in one.texts] == ["Income €", "2025", "2024"]
    assert [cell.text for cell in other.texts] == ["EUR thousands", "Balance sheet", "2025", "2024"]
    assert [line.caption.text for line in other.lines] == ["equity"]


@pytest.mark.parametrize(
    ("text", "file", "statement"),
    [
        ("Balance sheet,2025\nx,1\n", "a.csv", "balance"),
        ("line,2025\nx,1\n", "cash-flow-statement.csv", "cash"),
        ("line,2025\nx,1\n", "accounts/Acme balance_sheet 2025.csv", "balance"),
        ("line,2025\nx,1\n", "accounts\\income statement.csv", "income"),
        ("line,2025\nx,1\n", "income statement/a.csv", ""),
        ("Income statement,2025\nx,1\n", "cash-flow.csv", "income"),
        ("Income statement,\nCash flow,2025\nx,1\n", "a.csv", "cash"),
        ("line,2025\nOperating cash flow,1\nInvesting cash flow,2\nx,1\n", "a.csv", "cash"),
        ("line,2025\nOperating cash flow,1\nRevenue,2\nInvesting cash flow,2\nx,1\n", "a.csv", ""),
        ("line,2025\nOperating cash flow,1\nx,1\n", "a.csv", ""),
        ("line,2025\nBalance sheet,\nx,1\n", "a.csv", "balance"),
        ("Cash flow statement and profit and loss,2025\nx,1\n", "a.csv", "cash"),  # the longer title
        ("The balance sheet of the group,2025\nx,1\n", "a.csv", "balance"),
        ("The bilan of the group,2025\nx,1\n", "a.csv", ""),  # within other words two words are needed
        ("line,2025\nFixed assets,\nx,1\n", "a.csv", "balance"),
    ],
)
def test_what_tells_of_which_statement_a_row_is(text: str, file: str, statement: str) -> None:
    (block,) = found(text, file)
    assert block.lines[-1].context.statement == statement


def test_a_part_lasts_until_a_total_or_another_title() -> None:
    (block,) = found(
        "Balance sheet,2025\nCurrent assets,\nA,1\nB,2\nTotal current assets,3\nC,4\nEquity,\nD,5\n"
        "Income statement,\nE,6\nCURRENT LIABILITIES - F,7\nG,8\n"
    )
    assert [(each.caption.text, *each.context) for each in block.lines] == [
        ("A", "balance", "current-assets"),
        ("B", "balance", "current-assets"),
        ("Total current assets", "balance", "current-assets"),
        ("C", "balance", ""),
        ("D", "balance", "equity"),
        ("E", "income", ""),
        ("CURRENT LIABILITIES - F", "income", "current-liabilities"),
        ("G", "income", ""),
    ]


def test_captions_stand_in_the_column_that_has_most_of_them() -> None:
    (block,) = found("no,group,line,2025\n1,Revenue,x,5\n2,y,Revenue,6\n3,z,EBIT,7\n4,w,,8\n")
    assert [line.caption.text for line in block.lines] == ["x", "Revenue", "EBIT", "w"]
    (block,) = found("line,Notes,2025\n,Revenue,5\n,Revenue,5\nx,EBIT,6\n")
    assert [line.caption.text for line in block.lines] == ["x"]


def test_an_amount_in_a_column_without_a_year_is_told() -> None:
    found = table("line,2025\nrevenue,1,777\nsome thing,1,888\n")
    assert [each.message for each in found.notes if each.code == "no-year"] == [
        "777 stands in a column without a year and is left out"
    ]
    assert "no-year" not in codes(table("line,2025,x\nrevenue,1,777\n"))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Year,Revenue,Equity\n2024,1,2\n2025,3,4\n", {2024: 1, 2025: 3}),
        ("x,Year,Revenue,Equity\na,2024,1,2\na,2025,3,4\n", {2024: 1, 2025: 3}),
        ("x,y,Year,Revenue,Equity\na,b,2024,1,2\na,b,2025,3,4\n", {2024: 1, 2025: 3}),
        ("title,,\n" * 24 + "Year,Revenue,Equity\n2024,1,2\n", {2024: 1}),
    ],
)
def test_years_may_run_down_in_one_of_the_first_three_columns(text: str, years: dict[int, int]) -> None:
    assert {year: lines["revenue"] for year, lines in section(table(text)).years.items()} == years


def test_captions_that_run_across_are_looked_for_in_the_first_rows_alone() -> None:
    with pytest.raises(InputError, match="no-years"):
        table("title,,\n" * 25 + "Year,Revenue,Equity\n2024,1,2\n")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('line,2025\nrevenue,3\ncost_of_sales,"1,500"\ngross_profit,"1,500"\n', "1.500"),
        ('line,2025\nrevenue,"1,500"\ncost_of_sales,500\ngross_profit,"1,000"\n', "500"),
        ('line,2025,2024\nrevenue,"1,500",1800\ncost_of_sales,500,600\ngross_profit,"1,000",1200\n', "500"),
    ],
)
def test_sums_settle_which_decimal_mark_it_is(text: str, mark: str) -> None:
    assert str(section(table(text)).years[2025]["cost_of_sales"]) == mark


@pytest.mark.parametrize(
    "text",
    [
        'line,2025\nrevenue,"1,500"\n',  # no sum
        'line,2025\nrevenue,"1,500"\ncost_of_sales,"1,000"\ngross_profit,700\n',  # holds with neither
        'line,2025\nrevenue,"3,000"\ncost_of_sales,"1,000"\ngross_profit,"2,000"\n',  # holds with both
        # A sum holds in one year and fails in the other, whichever comes first.
        'line,2025,2024\nrevenue,"1,500",1800\ncost_of_sales,500,600\ngross_profit,"1,000",900\n',
        'line,2025,2024\nrevenue,1800,"1,500"\ncost_of_sales,600,500\ngross_profit,900,"1,000"\n',
    ],
)
def test_no_decimal_mark_is_guessed_where_sums_do_not_settle_it(text: str) -> None:
    with pytest.raises(InputError, match="no-decimal"):
        table(text)


@given(st.lists(st.lists(st.sampled_from(["2025", "2024", "Revenue", "7", "", "%", "Notes"]), max_size=5)))
def test_no_column_of_a_statement_stands_left_of_another_and_no_row_is_of_two(rows: list[list[str]]) -> None:
    read_blocks = found("\n".join(",".join(row) for row in rows))
    lines = [line.caption.position for block in read_blocks for line in block.lines]
    assert len(lines) == len(set(lines))
    for block in read_blocks:
        places = [each.place for each in block.columns]
        assert places == sorted(set(places))
