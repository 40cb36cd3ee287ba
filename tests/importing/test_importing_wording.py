"""All that an import says of a table, word for word, and the section that it writes.

Longer than most modules, as it is one list of tables. `pytest --update-golden` writes the texts anew.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from said_of_imports import PLAIN, said

from partnercheck.importing.mapping import read_map
from partnercheck.importing.section import section as written
from partnercheck.importing.statements import Entry, Remark, Statements, Support
from pinning import pin

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
