"""Total debt of a filing: a tag, or a whole sum, and never a part."""

from __future__ import annotations

import pytest
from companies import codes, company, flow, imported, instant, section


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"DebtLongtermAndShorttermCombinedAmount": 9, "LongTermDebtCurrent": 1}, 9),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5}, 7),
        ({"DebtCurrent": 3, "LongTermDebtNoncurrent": 5, "CommercialPaper": 1}, 8),
        ({"ShortTermBorrowings": 1, "LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5}, 8),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5, "CommercialPaper": 1}, None),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5, "CommercialPaper": 0}, 7),
        ({"LongTermDebtNoncurrent": 5}, None),
        ({"LongTermDebt": 5}, None),
        ({"ConvertibleDebtNoncurrent": 5}, None),
        ({}, None),
    ],
)
def test_total_debt_is_a_tag_or_a_whole_sum_and_never_a_part(
    tags: dict[str, int], expected: int | None
) -> None:
    facts = {tag: [instant(value)] for tag, value in tags.items()}
    found = imported(company(Revenues=[flow(1)], **facts))
    assert section(found).years[2024].get("total_debt") == expected
    told = "total-debt" in codes(found)
    assert told == (bool(tags) and expected != 9)
    assert ("# sum of" in found.text) == (expected in {7, 8})


DEBTS = {
    "current part twice": (
        {
            "LongTermDebt": 4471,
            "ShortTermBorrowings": 500,
            "LongTermDebtNoncurrent": 3971,
            "OtherLongTermDebtNoncurrent": 3971,
        },
        4471,
        "ShortTermBorrowings is its current part",
    ),
    "current part under two names": (
        {"ShortTermBorrowings": 500, "LongTermDebtCurrent": 500, "LongTermDebtNoncurrent": 3971},
        4471,
        "sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
    "current part perhaps twice": (
        {"LongTermDebt": 4471, "ShortTermBorrowings": 600, "LongTermDebtNoncurrent": 3971},
        None,
        "ShortTermBorrowings 600 may hold the current part of LongTermDebt",
    ),
    "short and long, nothing said of the current part": (
        {"LongTermDebt": 4471, "ShortTermBorrowings": 500},
        None,
        "ShortTermBorrowings 500 may hold the current part of LongTermDebt",
    ),
    "with leases": (
        {"DebtCurrent": 28, "LongTermDebtAndCapitalLeaseObligations": 282},
        310,
        "DebtCurrent + LongTermDebtAndCapitalLeaseObligations, with leases",
    ),
    "debt outside": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "BridgeLoan": 25, "SecuredDebtCurrent": 40},
        None,
        "BridgeLoan 25, SecuredDebtCurrent 40 may or may not lie within",
    ),
    "a whole that is more": (
        {"LongTermDebt": 100, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 50},
        None,
        "LongTermDebt 100 is more than LongTermDebtCurrent + LongTermDebtNoncurrent 60",
    ),
    "principal before a discount": (
        {"LongTermDebt": 105, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90},
        100,
        "is the sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
    "principal that is too much more": (
        {"LongTermDebt": 106, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90},
        None,
        "LongTermDebt 106 is more than LongTermDebtCurrent + LongTermDebtNoncurrent 100",
    ),
    "more with leases": (
        {"LongTermDebtCurrent": 1, "LongTermDebtNoncurrent": 9, "LongTermDebtAndCapitalLeaseObligations": 50},
        10,
        ", without leases (LongTermDebtAndCapitalLeaseObligations 50 with them)",
    ),
    "more with leases, which are in it": (
        {
            "LongTermDebtAndCapitalLeaseObligationsCurrent": 1,
            "LongTermDebtAndCapitalLeaseObligations": 9,
            "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 50,
        },
        None,
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities 50 is more than",
    ),
    "parts that are more": (
        {"DebtCurrent": 10, "ShortTermBorrowings": 30, "LongTermDebtNoncurrent": 90},
        None,
        "ShortTermBorrowings 30 is more than DebtCurrent 10",
    ),
    "parts that are as much": (
        {"DebtCurrent": 30, "ShortTermBorrowings": 30, "LongTermDebtNoncurrent": 90},
        120,
        "",
    ),
    "related parties": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "DueToRelatedPartiesCurrent": 7},
        None,
        "DueToRelatedPartiesCurrent 7",
    ),
    **{
        tag: (
            {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, tag: 7},
            None,
            f"{tag} 7 may or may not lie within",
        )
        for tag in (
            *("MediumTermNotes", "JuniorSubordinatedNotes", "FloatingRateNotes", "OtherNotePayable"),
            *("FederalHomeLoanBankAdvancesLongTerm", "AdvancesFromFederalHomeLoanBanks"),
        )
    },
    **{
        tag: (
            {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, tag: 7},
            100,
            "is the sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
        )
        for tag in ("NotesReceivableNet", "LoansAndAdvancesToBanks", "FederalHomeLoanBankStock")
    },
    "long-term alone": ({"LongTermDebtNoncurrent": 90}, None, "alone is long-term debt, not all debt"),
    "due within a year alone": (
        {"DebtCurrent": 9},
        None,
        "only debt due within a year is tagged: DebtCurrent",
    ),
    "no debt outside": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "AvailableForSaleDebtSecuritiesX": 7},
        100,
        "is the sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
}


@pytest.mark.parametrize("name", DEBTS)
def test_debt_is_whole_or_left_out_with_what_is_in_doubt(name: str) -> None:
    tags, expected, told = DEBTS[name]
    found = imported(company(Revenues=[flow(1)], **{tag: [instant(value)] for tag, value in tags.items()}))
    assert section(found).years[2024].get("total_debt") == expected
    notes = [each.what for each in section(found).notes if each.line == "total_debt"]
    assert len(notes) == 1
    assert told in notes[0]
