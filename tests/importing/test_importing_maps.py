"""Captions that stand for no line for certain: proposed, settled by a map, written as one."""

from __future__ import annotations

import pytest
from companies import section, table

from partnercheck.diagnostics import InputError
from partnercheck.importing.captions import captions
from partnercheck.importing.mapping import Proposal, read_map, written


def test_what_matches_nothing_is_proposed_within_its_statement_and_never_taken() -> None:
    text = "Balance sheet,2025\nTotal assets,100\nBorrowings,5\nCash and bank deposits,7\n"
    found = table(text)
    assert section(found).years[2025] == {"total_assets": 100}
    near = {each.caption: each.nearest for each in found.proposals}
    assert near["Borrowings"] == ("long_term_debt", "total_debt")
    assert all(captions().items[line].statement == "balance" for lines in near.values() for line in lines)
    assert '"Borrowings": ignore  # perhaps long_term_debt, total_debt' in found.map


def test_a_map_settles_captions() -> None:
    choices = read_map(b"Borrowings: total_debt\nOther: {line: ebit, sign: -1}\nRevenue: ignore\n", "m.yaml")
    found = table("line,2025\nBorrowings,5\nOther,-3\nRevenue,9\n", mapping=choices)
    assert section(found).years[2025] == {"total_debt": 5, "ebit": 3}
    assert not found.proposals


def test_a_map_tells_parts_apart() -> None:
    text = "Balance sheet,2025\nCurrent liabilities,\nLeases,5\nNon-current liabilities,\nLeases,7\n"
    choices = read_map(b'"current-liabilities: Leases": ignore\nLeases: long_term_debt\n', "m.yaml")
    assert section(table(text, mapping=choices)).years[2025] == {"long_term_debt": 7}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"Sales: revenues\n", "m.yaml:1:8: error unknown-line: `revenues` is no statement line"),
        (b"Sales: {line: revenue, sign: 2}\n", "error wrong-value: `sign` is 1 or -1"),
        (b"Sales: {line: revenue, signs: 1}\n", "error unknown-key"),
        (b"Sales: revenue\nSales: ebit\n", "error duplicate-key"),
        (b"- a\n", "error wrong-type"),
    ],
)
def test_a_map_that_names_no_line_is_told(text: bytes, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_map(text, "m.yaml")
    assert told in str(raised.value)


def test_what_write_map_writes_is_a_map_that_takes_nothing() -> None:
    text = 'line,2025\nRevenue,1\n"Odd: ""x"" \\ income",5\nBorrowings,2\n'
    found = table(text)
    choices = read_map(found.map.encode(), "m.yaml")
    assert {each.line for each in choices.values()} == {"ignore"}
    again = table(text, mapping=choices)
    assert section(again).years == section(found).years
    assert not again.proposals


def test_a_map_names_each_caption_once_and_those_with_a_near_line_first() -> None:
    proposals = [
        Proposal("Übriges", "", ()),
        Proposal("Borrowings", "Current liabilities", ("current_debt", "total_debt")),
        Proposal("Übriges", "", ()),
        Proposal("Loans", "", ("total_debt",)),
    ]
    assert written(proposals).splitlines()[2:] == [
        '"Current liabilities: Borrowings": ignore  # perhaps current_debt, total_debt',
        '"Loans": ignore  # perhaps total_debt',
        '"Übriges": ignore',
    ]
    many = [Proposal(f"Caption {number}", "", ()) for number in range(2_001)]
    assert [len(written(many[:most]).splitlines()) for most in (1, 2_000, 2_001)] == [3, 2_002, 2_002]
