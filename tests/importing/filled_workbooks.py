"""A form as a workbook, filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from form_workbooks import add, column, form, head, put, row

if TYPE_CHECKING:
    from openpyxl import Workbook


REPLY = {
    "partnercheck": "reply/1",
    "partner": "Ravensmoor Ltd",
    "rubric": "small@1.0.0",
    "sha256": "0" * 64,
    "form": "them-1",
    "side": "them",
    "by": "عمر حداد",
    "role": "commercial director",
    "date": "2026-10-14",
    "profile": {"stage": "grown", "listed": "no", "worth": "2500.5"},
    "answers": {
        "culture": {
            "openness": {
                "answer": 2,
                "note": "x" * 10_000,
                "evidence": [
                    {
                        "source": "Board minutes",
                        "date": "2026-09-30",
                        "file": "minutes.pdf",
                        "grade": "declared",
                    },
                    {"source": "Another", "grade": "declared"},
                ],
            },
            "habits": {"answer": ["asks"]},
            "staff": {"answer": "unknown"},
        },
        "money": {"aim": {"answer": "=To sell"}, "audit": {"note": "Nobody knows"}},
    },
    "roadmap": {
        "items": [
            {
                "theme": "Private 5G",
                "from": "2027-Q1",
                "stance": "invest",
                "importance": "4",
                "funded": "yes",
            },
            {"theme": "Copper", "from": "2027", "stance": "exit"},
        ],
        "evidence": [{"source": "Investor day", "date": "2026-05-04", "grade": "declared"}],
    },
    "capabilities": {"items": {"Billing": {"level": "3"}}},
    "plan": {"start": "2026-01-31", "items": [{"what": "Train ten engineers", "due": "2026-12-01"}]},
}


def filled() -> Workbook:
    """Return a form that is filled in: dates as days or texts, words in any case, keys for words."""
    book = form()
    head(book, by=REPLY["by"], role=REPLY["role"], date=dt.date(2026, 10, 14))
    put(book, "profile/stage", answer="GROWN")
    put(book, "profile/listed", answer="no")
    put(book, "profile/worth", answer=2500.5)
    put(
        book,
        "openness",
        answer="Entirely ",
        note="x" * 10_000,
        _1_source="Board minutes",
        _2_source="Another",
    )
    put(book, "openness", _1_date=dt.date(2026, 9, 30), _1_file="minutes.pdf")
    put(book, "habits#asks", answer="x")
    put(book, "staff", answer="i do not know")
    put(book, "aim", answer="=To sell")
    sheet = book["Questions"]
    sheet.cell(
        row(sheet, "aim"), column(sheet, "answer")
    ).data_type = "s"  # a text, as a spreadsheet makes of '=
    put(book, "audit", note="Nobody knows")
    put(book, "section/plan/start", answer=dt.date(2026, 1, 31))
    first = {"theme": "Private 5G", "from": "2027-Q1", "stance": "invest", "importance": 4, "funded": "Yes"}
    add(book, "Roadmap", first, {"theme": "Copper", "from": 2027, "stance": "Exit"})
    add(book, "Roadmap What shows it", {"source": "Investor day", "date": dt.date(2026, 5, 4)})
    add(book, "Capabilities", {"key": "Billing", "level": 3})
    add(book, "Plan", {"what": "Train ten engineers", "due": dt.date(2026, 12, 1)})
    return book
