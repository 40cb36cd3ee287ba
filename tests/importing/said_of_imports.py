"""What an import says of a file, as it is pinned."""

from __future__ import annotations

from typing import Any

from companies import flow, instant, read

from partnercheck.diagnostics import InputError


def said(raw: bytes, file: str, **request: Any) -> str:
    """Return the errors; or the notes, the section and the map to be confirmed."""
    try:
        found = read(raw, file, **request)
    except InputError as error:
        return str(error)
    return "\n".join([*map(str, found.notes), found.text.rstrip(), *([found.map] if found.proposals else [])])


PLAIN: dict[str, Any] = {"currency": "GBP", "unit": 1, "year_end": "12-31"}


def balance(year: int = 2024, **more: Any) -> dict[str, Any]:
    """Return the tags of a company, and more."""
    return {
        **{tag: [flow(amount, year)] for tag, amount in (("Revenues", 1000), ("OperatingIncomeLoss", 90))},
        "Assets": [instant(5000, year)],
        **more,
    }
