"""A section of financials put into a dossier's text, every other byte as it was."""

from __future__ import annotations

from typing import NamedTuple

from partnercheck.load.checked import mapping
from partnercheck.measures import dossier_model
from partnercheck.source import Table, parse
from partnercheck.yaml_edit import Lines, edited

_NAME = "financials"


class Placed(NamedTuple):
    """A dossier's bytes with the section.

    Attributes:
        lost: The lines that the old section had in some year and the new one has in none.
    """

    raw: bytes
    lost: tuple[str, ...]


def placed(raw: bytes, file: str, section: str) -> Placed:
    """Return a dossier with a section in place of its old one, or at its end.

    Args:
        raw: The dossier's bytes.
        file: Its name.
        section: The text of the new section, ending with a line break.

    Raises:
        InputError: The file is no YAML or no dossier, holds what may not be there, or is written in braces.
    """
    document = parse(raw, file)
    mapping(document, "dossier/1", dossier_model(document.data).model_fields)
    result = edited(raw, file, [Lines((_NAME,), section)])
    old, new = (each.data.get(_NAME) for each in (document, parse(section.encode(), file)))
    return Placed(result, tuple(sorted(_lines(old) - _lines(new))))


def _lines(section: object) -> set[str]:
    years = section.get("years") if isinstance(section, Table) else None
    if not isinstance(years, Table):
        return set()
    return {line for year in years.values() if isinstance(year, Table) for line in year}
