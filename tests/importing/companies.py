"""Companyfacts files of companies that do not exist."""

from __future__ import annotations

import json
from typing import Any

from partnercheck.importing import File, Format, Found, Request, financials_from
from partnercheck.measures.finance.financials import Financials
from partnercheck.source import parse

YEAR = ("2024-01-01", "2024-12-31")


def fact(
    value: Any,
    end: str = YEAR[1],
    start: str | None = None,
    *,
    filed: str = "2025-03-01",
    form: str = "10-K",
    accession: str = "0000000001-25-000001",
) -> dict[str, Any]:
    """Return a fact; with a start, of a period."""
    found = {"end": end, "val": value, "accn": accession, "form": form, "filed": filed}
    return found if start is None else {"start": start, **found}


def flow(value: Any, year: int = 2024, **more: Any) -> dict[str, Any]:
    """Return a fact of a calendar year."""
    return fact(value, f"{year}-12-31", f"{year}-01-01", **{"filed": f"{year + 1}-03-01", **more})


def instant(value: Any, year: int = 2024, **more: Any) -> dict[str, Any]:
    """Return a fact of a calendar year's last day."""
    return fact(value, f"{year}-12-31", **{"filed": f"{year + 1}-03-01", **more})


def company(taxonomy: str = "us-gaap", unit: str = "USD", **tags: Any) -> dict[str, Any]:
    """Return a file with these tags: a list of facts in one unit, or several lists by unit."""
    given = {
        tag: {"units": facts if isinstance(facts, dict) else {unit: facts}} for tag, facts in tags.items()
    }
    return {"cik": 12345, "entityName": "Example Corp", "facts": {taxonomy: given}}


def imported(data: Any, **request: Any) -> Found:
    """Import a companyfacts file."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return financials_from([File("facts.json", raw)], "companyfacts", Request(**request))


def read(raw: bytes, file: str = "a.csv", kind: Format | None = None, **request: Any) -> Found:
    """Import one file of any format."""
    return financials_from([File(file, raw)], kind, Request(**request))


def table(text: str, file: str = "a.csv", **request: Any) -> Found:
    """Import a table of pounds, as it would stand in a CSV file."""
    return read(text.encode(), file, **{"currency": "GBP", "unit": 1, **request})


def section(found: Found) -> Financials:
    """Return the section that was written."""
    return Financials.model_validate(parse(found.text.encode(), "section").data["financials"])


def codes(found: Found) -> list[str]:
    """Return the kinds of notes, but for what is missing or derived, which nearly every import tells."""
    return [note.code for note in found.notes if note.code not in {"missing-line", "derived", "year-end"}]
