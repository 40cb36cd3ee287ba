"""All that an import says of a file, word for word, and the section that it writes.

`pytest --update-golden` writes the texts anew.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from companies import company, fact, flow, instant, read, section

from partnercheck.diagnostics import InputError
from partnercheck.importing import File, Request, financials_from
from partnercheck.importing.mapping import read_map
from partnercheck.importing.section import section as written
from partnercheck.importing.statements import Entry, Remark, Statements, Support
from pinning import pin


def said(raw: bytes, file: str, **request: Any) -> str:
    """Return the errors; or the notes, the section and the map to be confirmed."""
    try:
        found = read(raw, file, **request)
    except InputError as error:
        return str(error)
    return "\n".join([*map(str, found.notes), found.text.rstrip(), *([found.map] if found.proposals else [])])


PLAIN: dict[str, Any] = {"currency": "GBP", "unit": 1, "year_end": "12-31"}

TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "no years": ("line,a,b\nrevenue,1,2\n", PLAIN),
    "no amounts": ("line,2025,2024\nrevenue,,n/a\n", PLAIN),
    "an amount that is none": ("line,2025,2024\nrevenue,1,two\n", PLAIN),
    "an amount with too many digits": (f"line,2025,2024\nrevenue,1,0.{'1' * 31}\n", PLAIN),
    "thousands that are not grouped": ('line,2025,2024\nrevenue,"1,23,4.5","2.5"\n', PLAIN),
    "nothing is said": ("line,2025,2024\nrevenue,1000,-2000\n", {}),
    "only doubtful signs": ("$ ¥,2025,2024\nrevenue,1000,2000\n", {}),
    "currency and no unit": ("line,2025,2024\ncurrency,GBP,GBP\nrevenue,1,2\n", {}),
    "a unit that is none": ("line,2025,2024\nunit,7,7\nrevenue,1,2\n", {"currency": "GBP"}),
    "more than one unit": ("£000,£m,\nline,2025,2024\nrevenue,1,2\n", {}),
    "another unit": ("£000,,\nline,2025,2024\nrevenue,1,2\n", {"unit": 1_000_000}),
    "another currency": ("£000,,\nline,2025,2024\nrevenue,1,2\n", {"currency": "EUR"}),
    "settings that differ": (
        "line,2025,2024\ncurrency,GBP,EUR\nunit,1,1000\nyear end,12-31,03-31\nrevenue,1,2\n",
        {},
    ),
    "settings that are none": (
        "line,2025,2024\ncurrency,pound,pound\nyear end,31,31\nrevenue,1,2\n",
        {"unit": 1},
    ),
    "two currencies": (
        "Income statement £000,2025,2024\nrevenue,1,2\n\nBalance sheet €000,2025,2024\ntotal assets,1,2\n",
        {},
    ),
    "years as two": ("line,2024/25,2023/24\nrevenue,1,2\n", {"currency": "GBP", "unit": 1}),
    "days that could be two": ("line,03/04/2024,03/04/2025\nrevenue,1,2\n", PLAIN),
    "ends that differ": (
        "line,31.12.2025,31.12.2024\nrevenue,1,2\n\nline,31.03.2025,31.03.2024\ntotal assets,1,2\n",
        {"currency": "GBP", "unit": 1},
    ),
    "a leap year's end": ("line,29.02.2024,28.02.2023\nrevenue,1,2\n", {"currency": "GBP", "unit": 1}),
    "periods that are no years": ("line,2026E,H1 2025,Q3 2025,TTM,2024\nrevenue,1,2,3,4,5\n", PLAIN),
    "a year twice": ("line,2025,2025,2024\nrevenue,1,2,3\n", PLAIN),
    "a restated year": ("line,2025,2024 (restated),2024\nrevenue,1,2,3\n", PLAIN),
    "too many columns": ("line" + ",2025" * 51 + "\nrevenue" + ",1" * 51 + "\n", PLAIN),
    "two decimal marks": ('line;2025;2024\nrevenue;"1.234,5";"1,234.5"\n', PLAIN),
    "no decimal mark for certain": ('line;2025;2024\nrevenue;"1.234";"2,345"\n', PLAIN),
    "a decimal mark that sums confirm": (
        (
            'line;2025;2024\nRevenue;"9.500";"9.000"\nCost of sales;"250";"500"\n'
            'Gross profit;"9.250";"8.500"\n'
            'Total assets;"10.000";"10"\n'
        ),
        PLAIN,
    ),
    "captions": (
        (
            "line,2025,2024\nRevenue,10,9\nTurnover of a segment,3,2\nRevenu,8,7\n"
            "Something odd,5,4\nMore odd,5,4\n"
            "Net profitt,1,1\n"
        ),
        PLAIN,
    ),
    "captions of a map": (
        "line,2025,2024\nUmsatz der Gruppe,10,9\nSonstiges Dings,3,2\nKosten der Gruppe,-4,-3\n",
        {**PLAIN, "mapping": read_map(b"Umsatz der Gruppe: revenue\nSonstiges Dings: ignore\n", "map.yaml")},
    ),
    "debt in no line": (
        (
            "Balance sheet,2025,2024\nTotal assets,100,90\nLoans from shareholders,7,0\nBank overdraft,3,2\n"
            "Loans receivable,5,5\nTotal liabilities,60,50\nEquity,40,40\n"
        ),
        PLAIN,
    ),
    "sums that fail": (
        (
            "line,2025,2024\nRevenue,100,90\nCost of sales,30,40\nGross profit,60,50\nEBIT,70,10\n"
            "Total assets,500,400\nCurrent assets,100,100\nCash,120,10\nTotal liabilities,300,300\n"
            "Equity,99,99\n"
        ),
        PLAIN,
    ),
    "sums in cash": (
        (
            "Cash flow statement,2025,2024\nNet cash from operating activities,10,9\n"
            "Net cash used in investing activities,-4,-3\nNet cash from financing activities,-1,-2\n"
            "Effect of exchange rate changes on cash,1,0\nNet change in cash,6,7\n"
        ),
        PLAIN,
    ),
    "negative amounts": (
        (
            "line,2025,2024\nRevenue,100,90\nCost of sales,-60,-50\nGross profit,40,40\n"
            "Interest expense,-2,3\n"
            "Inventory,-5,4\nEBITDA,-7,8\n"
        ),
        PLAIN,
    ),
    "signs that no convention explains": (
        "Income statement,2025\nRevenue,100\nCost of sales,-60\nInterest expense,2\nDepreciation,3\n",
        PLAIN,
    ),
    "ebitda that is no sum": (
        "line,2025,2024\nEBIT,10,10\nDepreciation and amortisation,5,5\nEBITDA,20,15\n",
        PLAIN,
    ),
    "a unit that jumps": (
        (
            "line,2025,2024,2023\nrevenue,1000,1000000,999\nebit,100,100000,99\ntotal assets,500,500000,499\n"
            "equity,200,200000,199\n"
        ),
        PLAIN,
    ),
    "a unit that jumps by a million": (
        "line,2025,2024\nrevenue,1000,1000000000\nebit,100,100000000\ntotal assets,500,500000000\n",
        PLAIN,
    ),
    "rows of one line": (
        "line,2025,2024\nRevenue,100,90\nRevenue,200,90\nTotal assets,100,90\nTotal assets,100.5,90\n",
        PLAIN,
    ),
    "rows of one line that a sum settles": (
        "line,2025,2024\nRevenue,100,90\nRevenue,200,90\nCost of sales,50,40\nGross profit,150,50\n",
        PLAIN,
    ),
    "two tables beside each other": (
        "Income statement,2025,2024,,2025,2024\nrevenue,1,2,,3,4\nebit,1,2,,3,4\n",
        PLAIN,
    ),
    "years that run down": ("Year,Revenue,EBIT\n2025,10,2\n2024,9,1\n", PLAIN),
    "letters behind amounts": ("line,2025,2024\nrevenue,48.2k,47k\nebit,3k,2k\n", {"currency": "GBP"}),
    "lines that some years lack": ("line,2025,2024,2023\nrevenue,1,2,3\nebit,1,,\nequity,,,3\n", PLAIN),
    "letters behind some amounts": (
        "line,2025,2024\nrevenue,48.2k,47\nebit,-3 k,2\nequity,5m,\n",
        {"currency": "GBP"},
    ),
    "letters behind amounts of another unit": (
        "in GBP millions,2025,2024\nrevenue,48.2k,47\nebit,3bn,2\n",
        {},
    ),
    "a leap year's end before another": (
        "line,28.02.2025,29.02.2024\nrevenue,1,2\n",
        {"currency": "GBP", "unit": 1},
    ),
    "names of lines": (
        "line,2025\nRevenue from operations,2\nrevenue,3\ntotal_debt,4\nTotal debt,5\nlong_term_debts,6\n",
        PLAIN,
    ),
    "what stands between": (
        "line,2025\nTotal assets,100\nTotal liabilities,60\nEquity,15\nMinority interest,25\n",
        PLAIN,
    ),
    "separators of which one is everywhere": ("a;b\nline;2025;2024\nrevenue;1,5;2,5\n", {**PLAIN}),
    "separators of which none is everywhere": ("Northgate\nline,2025,2024\nrevenue,1,2\n", PLAIN),
    "commas and tabs everywhere": ("line,\t2025,\t2024\nrevenue,\t1,\t2\n", PLAIN),
    "blank lines between": ("\n\n \nline;2025\n\nrevenue;1,5\n", PLAIN),
    "units in rows": ("line,2025,2024\ncurrency,GBP,GBP\nunit,Crore,crore\nrevenue,1,2\n", {}),
    "a unit that is no number": ("line,2025\ncurrency,GBP\nunit,1000000000000\nrevenue,1\n", {}),
    "only the latest": ("line,2025,2024,2023\nrevenue,1,2,3\n", {**PLAIN, "years": 2}),
    "audited": ("line,2025,2024\nrevenue,1,2\n", {**PLAIN, "audited": "PwC, 3 March 2026"}),
    "a column without a year": ("line,2025,2024\nrevenue,1,2,3\nebit,1,2\n", PLAIN),
    "debt of three lenders": (
        (
            "Balance sheet,2025,2024\nCurrent liabilities,,\nBank loans,5,4\nBank overdraft,3,\nLoans,2,1\n"
            "Non-current liabilities,,\nBorrowings,10,9\nEquity,9,9\n"
        ),
        PLAIN,
    ),
    "debt of two lenders": (
        (
            "Balance sheet,2025,2024\nCurrent liabilities,,\nBank loans,5,4\nBank overdraft,3,2\n"
            "Non-current liabilities,,\nBorrowings,10,9\nEquity,9,9\n"
        ),
        PLAIN,
    ),
    "debt due within a year alone": (
        "Balance sheet,2025,2024\nCurrent liabilities,,\nBank loans,5,4\nEquity,9,9\n",
        PLAIN,
    ),
    "debt in rows of different length": (
        "Balance sheet,2025,2024\nEquity,9,9\nBonds,5\nBonds,-,3\nDebentures,0,odd\nNotes payable\n",
        PLAIN,
    ),
    "rows of several ranks": (
        (
            "line,2025,2024\nOperating revenue,70,60\nRevenue,80,60\nTotal revenue,90,60\n"
            "Revenue from operations,100,60\nRevenue from operations,100,60\n"
        ),
        PLAIN,
    ),
    "rows of the first rank that contradict each other": (
        "line,2025,2024\nOperating revenue,70,60\nTotal revenue,90,60\nTotal revenue,100,60\n",
        PLAIN,
    ),
    "parts that are larger than their wholes": (
        (
            "line,2025,2024,2023\nRevenue,0.5,100,100\nGross profit,0.9,101,101.1\n"
            "EBIT,-5,-5,90\nCurrent assets,10,10,10\nCash,10.1,10.2,1\n"
        ),
        PLAIN,
    ),
    "a title between columns of years": (
        "line,2025,Group,2024\nrevenue,10,9,20\n\nEBIT,3,9,4\n",
        PLAIN,
    ),
    "notes and changes between columns of years": (
        "line,Notes,2025,Note,2024,Change,2023,%,2022,Δ\nrevenue,3,1,4,2,-50%,3,7,4,1\n",
        PLAIN,
    ),
    "another table behind years": (
        "line,2025,2024,Company,2023\nrevenue,1,2,x,3\n",
        PLAIN,
    ),
    "statements that follow each other": (
        (
            "EUR thousands,FY2025,FY2024 restated\nRevenue,1,2\nBalance sheet EUR million,FY2025,FY2024\n"
            "Total assets,5,6\n"
        ),
        {"year_end": "12-31"},
    ),
    "words around heads": (
        (
            "Northgate,,,\nYears ended,,30 June,\n(restated),,,restated\nIn EUR million,2025,2024,2023\n"
            ",,(restated),\nRevenue,1,2,3\n"
        ),
        {},
    ),
    "one year alone": (
        "Accounts of Northgate,\nin £000,\nYear ended 31 March,2025\nRevenue,10\nEquity,4\n",
        {},
    ),
    "amounts that look like years": (
        "line,2025,2024\nRevenue,2025,2024\nEBIT,1999,1998\nEquity,2001,2002\n",
        PLAIN,
    ),
    "a day in February that not every year has": (
        "Year ended 29 February,2024,2023\nRevenue,1,2\n",
        {"currency": "GBP", "unit": 1},
    ),
    "years that need no order of days": (
        "line,2025,2024,03/04/2205\nRevenue,1,2,3\n",
        {**PLAIN, "dates": "dmy"},
    ),
    "days in two orders that are both certain": (
        "line,31/12/2025,12/30/2024\nRevenue,1,2\n",
        {"currency": "GBP", "unit": 1},
    ),
    "three statements below each other": (
        (
            "Income statement,2025,2024\nRevenue,1,2\n\nBalance sheet,2024,2025\nTotal assets,3,4\n\n"
            "Cash flow statement,2025,2024\nOperating cash flow,5,6\n"
        ),
        PLAIN,
    ),
    "years first in a row": ("2025,2024,line\n1,2,revenue\n3,4,ebit\n", PLAIN),
    "years that run down with a title": (
        "Northgate,,,\nYear ended,Revenue,EBIT,Total assets\n31.12.2025,10,2,30\n31.12.2024,9,1,28\n",
        {"currency": "GBP", "unit": 1},
    ),
    "years that run down in rows of different length": (
        "Year,Note,Revenue,EBIT,Equity\n2025,3,10\n2024,,9,1,7\n",
        PLAIN,
    ),
    "a cash flow statement that nothing names": (
        (
            "line,2025,2024\nNet income,3,2\nDepreciation and amortisation,4,4\nOperating cash flow,10,9\n"
            "Investing cash flow,-4,-3\nNet income,5,4\n"
        ),
        PLAIN,
    ),
    "a cash flow statement beside revenue": (
        (
            "line,2025,2024\nRevenue,30,20\nOperating cash flow,10,9\nInvesting cash flow,-4,-3\n"
            "Net income,5,4\n"
        ),
        PLAIN,
    ),
    "parts of a balance sheet": (
        (
            "Balance sheet,2025,2024\nNon-current assets,,\nTrade receivables,4,4\n"
            "Total non-current assets,4,4\nCurrent assets,,\nTrade receivables,6,5\n"
            "Total current assets,6,5\nAssets - Inventories,2,1\n"
            "Income statement,,\nRevenue,50,40\nTrade receivables,7,7\n"
        ),
        PLAIN,
    ),
    "captions in two columns": (
        "Code,Line,Statement,2025,2024\n10,Revenue,income,5,4\n20,Net income,cash flow,1,1\n,,,3,2\n",
        PLAIN,
    ),
    "outflows in a statement of their own": (
        "Cash flow statement,2025,2024\nCapital expenditure,-6,-5\nOperating cash flow,9,8\n",
        PLAIN,
    ),
    "taxes that follow the costs": (
        "Income statement,2025,2024\nCost of sales,-60,-50\nIncome tax,4,-3\nFinance costs,-2,\n",
        PLAIN,
    ),
    "a map that turns signs": (
        "line,2025,2024\nDebt of the group,-7,-6\nFinance costs,-3,2\n",
        {
            **PLAIN,
            "mapping": read_map(
                b"Debt of the group: {line: total_debt, sign: -1}\n"
                b"Finance costs: {line: interest_expense, sign: 1}\n",
                "map.yaml",
            ),
        },
    ),
    "very many captions": (
        "line,2025\nrevenue,1\n" + "".join(f"Thing {each},1\n" for each in range(43)),
        PLAIN,
    ),
    "tabs and quotes": ('line\t2025\t2024\nrevenue\t"1,5"\todd\n"Total, all\tassets"\t3\t4\n', PLAIN),
    "quoted cells": ('line,2025,2024\n"revenue, net","1,234.5","x, y"\nebit,"2,5",1\n', PLAIN),
    "cells that repeat": ("line,2025,2024\n rev , 7 ,7\nebit,7, seven\n", PLAIN),
    "no CSV": ('line,2025\nrevenue,"1\n', PLAIN),
    "too many rows": ("line,2025\n" + "a,1\n" * 2_000, PLAIN),
    "too many cells in a row": ("line" + ",1" * 120 + "\n", PLAIN),
}


def test_what_to_look_at_is_wrapped_between_words_alone() -> None:
    remark = Remark("odd", f"{'x' * 92} forms-of-debt")
    lines = {2025: {"revenue": Entry(Decimal(1))}}
    support = Support("Accounts", dt.date(2025, 12, 31), "", "0" * 64)
    _, text = written(Statements("GBP", 1, "12-31", {}, lines, "", (remark,)), [support], "", ())
    assert f"  # - {'x' * 92}\n  #   forms-of-debt\n" in text


@pytest.mark.parametrize("name", TABLES)
def test_what_is_said_of_a_table(name: str) -> None:
    text, wishes = TABLES[name]
    pin(said(text.encode(), "a.csv", **wishes))


def balance(year: int = 2024, **more: Any) -> dict[str, Any]:
    """Return the tags of a company, and more."""
    return {
        **{tag: [flow(amount, year)] for tag, amount in (("Revenues", 1000), ("OperatingIncomeLoss", 90))},
        "Assets": [instant(5000, year)],
        **more,
    }


FILED: dict[str, tuple[Any, dict[str, Any]]] = {
    "no amounts": (company(), {}),
    "no years": (company(Assets=[instant(1)]), {}),
    "two currencies": (
        company(Revenues={"USD": [flow(1)], "EUR": [flow(2)]}, Assets={"EUR": [instant(3)]}),
        {},
    ),
    "two currencies, one asked for": (
        company(Revenues={"USD": [flow(1)], "EUR": [flow(2)]}, Assets={"EUR": [instant(3)]}),
        {"currency": "USD"},
    ),
    "another currency": (company(Revenues=[flow(1)]), {"currency": "EUR"}),
    "tags": (
        company(
            **balance(
                RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
                CostOfRevenue=[flow(400)],
                CostOfGoodsAndServicesSold=[flow(300)],
                DepreciationAndAmortization=[flow(10)],
                Unheard=[flow(5)],
                UnheardShares={"shares": [instant(5)]},
            )
        ),
        {},
    ),
    "revenue of which one is a part": (
        company(**balance(RevenueFromContractWithCustomerExcludingAssessedTax=[flow(800)])),
        {},
    ),
    "revenue that nothing settles": (
        company(
            Revenues=[flow(800)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            GrossProfit=[flow(1)],
        ),
        {},
    ),
    "revenue too small for the profit": (
        company(
            SalesRevenueNet=[flow(80)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            OperatingIncomeLoss=[flow(90)],
        ),
        {},
    ),
    "cost of goods alone": (company(**balance(CostOfGoodsSold=[flow(400)])), {}),
    "cost of goods with services": (
        company(**balance(CostOfGoodsSold=[flow(400)], CostOfServices=[flow(50)])),
        {},
    ),
    "cost of goods beside services": (
        company(**balance(CostOfGoodsSold=[flow(400)], LicenseCosts=[flow(50)])),
        {},
    ),
    "depreciation alone": (company(**balance(Depreciation=[flow(7)])), {}),
    "depreciation and amortisation": (
        company(**balance(Depreciation=[flow(7)], AmortizationOfIntangibleAssets=[flow(3)])),
        {},
    ),
    "a restated amount": (
        company(**balance(NetIncomeLoss=[flow(5, filed="2025-03-01"), flow(6, filed="2026-03-01")])),
        {},
    ),
    "two amounts in one filing": (company(**balance(NetIncomeLoss=[flow(5), flow(6)])), {}),
    "an amount in a wrong unit": (
        company(
            **balance(
                NetIncomeLoss=[
                    flow(100, accession="0000000001-25-000001"),
                    flow(100_000, accession="0000000001-26-000001", filed="2026-03-01"),
                ]
            )
        ),
        {},
    ),
    "an amount that no section holds": (company(**balance(NetIncomeLoss=[flow(10**19)])), {}),
    "two revenues of which one no section holds": (
        company(
            Revenues=[flow(10**19)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            Assets=[instant(1)],
        ),
        {},
    ),
    "units": (company(**balance(NetIncomeLoss=[flow(2000)])), {"unit": 1000}),
    "units that divide": (company(Revenues=[flow(2000)], Assets=[instant(3000)]), {"unit": 1000}),
    "another taxonomy": (
        {
            **company(),
            "facts": company(**balance())["facts"] | company("ifrs-full", Revenue=[flow(7)])["facts"],
        },
        {},
    ),
    "a changed tag": (
        company(
            CostOfRevenue=[flow(4, 2023)],
            CostOfGoodsAndServicesSold=[flow(5)],
            Revenues=[flow(9, 2023), flow(9)],
        ),
        {},
    ),
    "sums that fail": (
        company(**balance(GrossProfit=[flow(700)], CostOfRevenue=[flow(200)], Liabilities=[instant(9)])),
        {},
    ),
    "a year of which nothing is left": (
        company(Revenues=[flow(100, 2023), flow(100)], GrossProfit=[flow(700)], CostOfRevenue=[flow(200)]),
        {},
    ),
    "a short year": (
        company(
            Revenues=[flow(9, 2023), fact(5, "2024-06-30", "2024-01-01", filed="2024-09-01", accession="s")],
            Assets=[instant(9, 2023), fact(5, "2024-06-30", filed="2024-09-01", accession="s")],
        ),
        {},
    ),
    "a short year that is asked for": (
        company(
            Revenues=[flow(9, 2023), fact(5, "2024-06-30", "2024-01-01", filed="2024-09-01", accession="s")],
            Assets=[instant(9, 2023), fact(5, "2024-06-30", filed="2024-09-01", accession="s")],
        ),
        {"allow_short": True},
    ),
    "a short year beside a whole one": (
        company(
            Revenues=[flow(9), fact(5, "2024-03-31", "2024-01-01", filed="2024-09-01", accession="s")],
        ),
        {},
    ),
    "a year from a report between": (
        company(Revenue=[flow(9, 2023, form="20-F"), flow(8, form="6-K")], taxonomy="ifrs-full"),
        {},
    ),
    "years around new year": (
        company(
            Revenues=[
                fact(3, "2025-01-02", "2023-12-30", filed="2025-03-01"),
                fact(2, "2023-12-29", "2022-12-31", filed="2024-03-01"),
            ]
        ),
        {},
    ),
    "ends that differ": (
        company(
            Revenues=[flow(1)],
            NetIncomeLoss=[flow(1)],
            OperatingIncomeLoss=[fact(3, "2024-11-30", "2023-12-01")],
        ),
        {},
    ),
    "ends of which none is the one": (
        company(Revenues=[flow(1), flow(1, 2023)], OperatingIncomeLoss=[fact(3, "2024-11-30", "2023-12-01")]),
        {},
    ),
    "a contradiction in one year alone": (
        company(
            **balance(
                CostOfRevenue=[flow(5, 2022), flow(6, 2023), flow(7, 2023)],
                CostOfGoodsSold=[flow(4, 2022), flow(4, 2023), flow(4)],
                DepreciationDepletionAndAmortization=[flow(1, 2023), flow(2, 2023)],
                Depreciation=[flow(3, 2023), flow(3)],
            )
        ),
        {},
    ),
    "a cost that no section holds beside one of goods": (
        company(
            **balance(
                CostOfRevenue=[flow(10**19)],
                CostOfGoodsSold=[flow(4)],
                DepreciationDepletionAndAmortization=[flow(10**19)],
                Depreciation=[flow(3)],
            )
        ),
        {},
    ),
    "services that cost nothing": (
        company(**balance(CostOfGoodsSold=[flow(400)], LicenseCosts=[flow(0)])),
        {},
    ),
    "debt of which one filing gives two": (
        company(
            **balance(
                LongTermDebtCurrent=[instant(71)],
                LongTermDebtNoncurrent=[instant(644)],
                NotesPayable=[instant(4), instant(3), instant(2), instant(1)],
            )
        ),
        {},
    ),
    "a total of debt of which one filing gives two": (
        company(
            **balance(
                DebtLongtermAndShorttermCombinedAmount=[instant(700), instant(715)],
                LongTermDebtCurrent=[instant(71)],
                LongTermDebtNoncurrent=[instant(644)],
            )
        ),
        {},
    ),
    "debt of changing tags": (
        company(
            Revenues=[flow(9, year) for year in (2021, 2022, 2023, 2024)],
            DebtLongtermAndShorttermCombinedAmount=[instant(700, 2021), instant(710, 2022)],
            LongTermDebtCurrent=[instant(71, 2023), instant(71)],
            LongTermDebtNoncurrent=[instant(644, 2023), instant(650)],
        ),
        {},
    ),
    "restated from what no section holds": (
        company(**balance(NetIncomeLoss=[flow(10**19), flow(6, filed="2026-03-01")])),
        {},
    ),
    "restated twice": (
        company(
            **balance(
                NetIncomeLoss=[
                    flow(7, filed="2026-03-01"),
                    flow(5),
                    flow(6, filed="2025-09-01", form="10-K/A"),
                ]
            )
        ),
        {},
    ),
    "two taxonomies that give as much": (
        {
            **company(),
            "facts": company("ifrs-full", Revenue=[flow(7)], Assets=[instant(8)])["facts"]
            | company(Revenues=[flow(1)], Assets=[instant(2)])["facts"],
        },
        {},
    ),
    "a year of two ends before one that is sure": (
        company(
            Revenues=[flow(1, 2022), flow(2)],
            OperatingIncomeLoss=[fact(3, "2022-11-30", "2021-12-01", filed="2023-03-01")],
        ),
        {},
    ),
    "ends of seven kinds": (
        company(
            Revenues=[
                flow(1),
                *(fact(2, f"2024-{month:02}-28", f"2023-{month:02}-28") for month in range(4, 11)),
            ],
            NetIncomeLoss=[flow(1)],
        ),
        {},
    ),
    "periods that are no years": (
        company(
            "ifrs-full",
            Revenue=[
                fact(1, "2021-12-31", "2021-11-01", form="6-K", filed="2022-01-15", accession="i"),
                flow(2, 2022, form="20-F", accession="a"),
                fact(4, "2023-06-30", "2023-01-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(3, "2023-06-30", "2023-04-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(5, "2023-03-31", "2023-01-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(6, "2023-06-30", "2023-02-01", form="20-F/A", filed="2023-10-01", accession="c"),
                fact(7, "2024-06-30", "2023-07-01", form="20-F", filed="2024-09-01", accession="d"),
            ],
            Assets=[fact(8, "2023-06-30", form="20-F", filed="2023-09-01", accession="b")],
        ),
        {"allow_short": True},
    ),
    "years of February": (
        company(
            Revenues=[
                fact(1, "2024-02-29", "2023-03-01", filed="2024-05-01"),
                fact(2, "2023-02-28", "2022-03-01", filed="2023-05-01"),
            ]
        ),
        {},
    ),
}

OWED: dict[str, dict[str, int]] = {
    "total with leases": {"DebtAndCapitalLeaseObligations": 700},
    "total and a larger part": {"DebtLongtermAndShorttermCombinedAmount": 700, "LongTermDebt": 800},
    "total and a smaller part": {"DebtLongtermAndShorttermCombinedAmount": 700, "LongTermDebt": 600},
    "current and later": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644},
    "current, later and short": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 9,
    },
    "current part told twice": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 71,
    },
    "whole, current and later": {
        "LongTermDebt": 715,
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and its current part": {
        "LongTermDebt": 715,
        "ShortTermBorrowings": 71,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and another short": {
        "LongTermDebt": 715,
        "ShortTermBorrowings": 70,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and short": {"LongTermDebt": 715, "ShortTermBorrowings": 71},
    "whole alone": {"LongTermDebt": 715},
    "later alone": {"LongTermDebtNoncurrent": 644},
    "later and short": {"LongTermDebtNoncurrent": 644, "ShortTermBorrowings": 71},
    "due within a year alone": {"ShortTermBorrowings": 71, "LongTermDebtCurrent": 5},
    "all due within a year alone": {"DebtCurrent": 71},
    "all due within a year and later": {"DebtCurrent": 71, "LongTermDebtNoncurrent": 644},
    "all due within a year and the whole": {"DebtCurrent": 71, "LongTermDebt": 715},
    "all due within a year, later and a part": {
        "DebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "CommercialPaper": 70,
    },
    "all due within a year, later and more": {
        "DebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "CommercialPaper": 72,
    },
    "with leases": {
        "LongTermDebtAndCapitalLeaseObligations": 644,
        "LongTermDebtAndCapitalLeaseObligationsCurrent": 71,
    },
    "whole, current and later, with leases": {
        "LongTermDebt": 715,
        "LongTermDebtAndCapitalLeaseObligationsCurrent": 71,
        "LongTermDebtAndCapitalLeaseObligations": 644,
    },
    "whole with leases and short": {
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 715,
        "ShortTermBorrowings": 71,
    },
    "whole with leases, short and later": {
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 715,
        "LongTermDebtAndCapitalLeaseObligations": 644,
        "ShortTermBorrowings": 71,
    },
    "whole, later and no short": {
        "LongTermDebt": 715,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 0,
    },
    "whole and its current part alone": {"LongTermDebt": 715, "LongTermDebtCurrent": 71},
    "whole and later alone": {"LongTermDebt": 715, "LongTermDebtNoncurrent": 644},
    "whole and no short": {"LongTermDebt": 715, "ShortTermBorrowings": 0},
    "later and no short": {"LongTermDebtNoncurrent": 644, "ShortTermBorrowings": 0},
    "later with leases alone": {"LongTermDebtAndCapitalLeaseObligations": 644},
    "current part with leases alone": {"LongTermDebtAndCapitalLeaseObligationsCurrent": 5},
    "outside": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644, "NotesPayable": 3},
    "outside alone": {"NotesPayable": 3, "BridgeLoan": 4},
    "outside and zero": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644, "NotesPayable": 0},
    "outside, many": {f"Loan{letter}": 1 for letter in "ABCDEFGHIJKLMNOPQRSTUVW"},
    "the same under another name": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "LongTermDebtFoo": 715,
    },
    "a part under another name": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "OtherLongTermDebtNoncurrent": 644,
    },
    "long-term debt outside": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "OtherLongTermDebtNoncurrent": 643,
    },
    "too much": {"LongTermDebtCurrent": 10**18, "LongTermDebtNoncurrent": 10**18},
}
OWED_IFRS: dict[str, dict[str, int]] = {
    "both": {"CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 71, "LongtermBorrowings": 644},
    "parts": {
        "ShorttermBorrowings": 9,
        "CurrentPortionOfLongtermBorrowings": 71,
        "NoncurrentPortionOfNoncurrentBorrowings": 644,
    },
    "later alone": {"LongtermBorrowings": 644},
    "short alone": {"ShorttermBorrowings": 9},
    "short and later": {"ShorttermBorrowings": 9, "LongtermBorrowings": 644},
    "current part and later": {"CurrentPortionOfLongtermBorrowings": 71, "LongtermBorrowings": 644},
    "both alone": {"CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 80},
    "both and its parts": {
        "CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 80,
        "ShorttermBorrowings": 9,
        "CurrentPortionOfLongtermBorrowings": 71,
        "NoncurrentPortionOfNoncurrentBorrowings": 644,
    },
}


@pytest.mark.parametrize("name", FILED)
def test_what_is_said_of_a_filing(name: str) -> None:
    data, wishes = FILED[name]
    text = said(json.dumps(data).encode(), "a.json", **wishes)
    if name != "tags":  # that says all of it
        lines = [line for line in text.splitlines() if "none of its tags" not in line]
        at = lines.index("financials:") if "financials:" in lines else len(lines)
        text = "\n".join(lines[:at] + [line for line in lines[at:] if not line.startswith("  #")])
    pin(text)


@pytest.mark.parametrize(
    ("taxonomy", "name"),
    [*(("us-gaap", each) for each in OWED), *(("ifrs-full", each) for each in OWED_IFRS)],
)
def test_what_is_said_of_debt(taxonomy: str, name: str) -> None:
    revenue = {"Revenues" if taxonomy == "us-gaap" else "Revenue": [flow(1000)]}
    owed = (OWED if taxonomy == "us-gaap" else OWED_IFRS)[name]
    data = company(taxonomy, **revenue, **{tag: [instant(amount)] for tag, amount in owed.items()})
    text = said(json.dumps(data).encode(), "a.json")
    about = ("a.json:1:1: warning total-debt: ", "      total_debt: ")
    told = "\n".join(
        line.removeprefix(about[0]).strip() for line in text.splitlines() if line.startswith(about)
    )
    pin(told)


def test_debt_from_different_filings_is_left_out() -> None:
    data = company(
        Revenues=[flow(1000)],
        LongTermDebtCurrent=[instant(71)],
        LongTermDebtNoncurrent=[instant(644, accession="0000000001-25-000002")],
    )
    text = said(json.dumps(data).encode(), "a.json")
    told = "LongTermDebtCurrent + LongTermDebtNoncurrent come from different filings"
    assert f"a.json:1:1: warning total-debt: 2024: `total_debt` is left out: {told}" in text.splitlines()


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
