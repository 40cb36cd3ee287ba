"""Makes the annual report that docs/statements.md takes over: a firm that does not exist."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

INCOME = [
    ["Kestrel Cold Chain Ltd", "", "", "", ""],
    ["", "", "Year ended 30 June", "", ""],
    ["Consolidated income statement", "Notes", "2026", "2025", "2024 (restated)"],
    ["", "", "£'000", "£'000", "£'000"],
    ["Revenue", "3", "£ 61,420", "£ 57,105", "£ 52,870"],
    ["Cost of sales", "4", "(43,610)", "(41,330)", "(38,910)"],
    ["Gross profit", "", "17,810", "15,775", "13,960"],
    ["Administrative expenses", "5", "(11,940)", "(11,215)", "(10,640)"],
    ["Depreciation and amortisation", "9, 10", "(2,310)", "(2,150)", "(2,020)"],
    ["Operating profit", "", "3,560", "2,410", "1,300"],
    ["Finance costs", "7", "(720)", "(790)", "(835)"],
    ["Profit before taxation", "", "2,840", "1,620", "465"],
    ["Taxation", "8", "(715)", "(410)", "(120)"],
    ["Profit for the year", "", "2,125", "1,210", "345"],
]
BALANCE = [
    ["", "", "As at 30 June", "", ""],
    ["Balance sheet", "Notes", 2026, 2025, 2024],
    ["", "", "£'000", "£'000", "£'000"],
    ["Total non-current assets", "", 19400, 19900, 20300],
    ["Current assets", "", "", "", ""],
    ["Inventories", "12", 1180, 1090, 1020],
    ["Trade and other receivables", "13", 11210, 10640, 9980],
    ["Cash and cash equivalents", "14", 4260, 3150, 2240],
    ["Total current assets", "", 16650, 14880, 13240],
    ["Total assets", "", 36050, 34780, 33540],
    ["Current liabilities", "", "", "", ""],
    ["Trade and other payables", "15", -8950, -8610, -8320],
    ["Borrowings", "16", -1400, -1600, -1800],
    ["Total current liabilities", "", -10350, -10210, -10120],
    ["Non-current liabilities", "", "", "", ""],
    ["Borrowings", "16", -8300, -9100, -9500],
    ["Total liabilities", "", -18650, -19310, -19620],
    ["Retained earnings", "18", 15400, 13470, 11920],
    ["Total equity", "", 17400, 15470, 13920],
]
CASH = [
    ["Cash flow statement", "Notes", 2026, 2025, 2024],
    ["", "", "£'000", "£'000", "£'000"],
    ["Net cash from operating activities", "20", 4870, 3905, 3010],
    ["Purchases of plant and equipment", "10", -1810, -1750, -1695],
]


def main() -> None:
    """Write the workbook beside this script, with the same bytes whenever it is written."""
    path = Path(__file__).with_name("kestrel-annual-report.xlsx")
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": "Annual report 2026", "created": dt.datetime(2026, 9, 30)})  # noqa: DTZ001
    for name, rows in (("Income statement", INCOME), ("Balance sheet", BALANCE), ("Cash flow", CASH)):
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 34)
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if value != "":
                    sheet.write(down, across, value)
    book.close()


if __name__ == "__main__":
    main()
