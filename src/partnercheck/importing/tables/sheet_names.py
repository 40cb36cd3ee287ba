"""What the sheets of a workbook are called, by the parts of its package that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOK, LEADS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
"""The parts that name the sheets, and say which part holds which."""


def sheet_names(leading: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of sheets by the parts that hold them, as far as the workbook says."""
    leads: dict[str, str] = {}
    names: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        tag, target = name.rpartition(":")[2], attributes.get("Target", "")
        if tag == "Relationship":
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            leads[attributes.get("Id", "")] = part.lower()
        elif tag == "sheet":
            lead = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            names.setdefault(leads.get(lead, ""), attributes.get("name", ""))

    for part in (LEADS, BOOK):
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.Parse(leading.get(part, b"<none/>"), True)
    return names
