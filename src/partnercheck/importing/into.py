"""A key put into a dossier's text: in place of the old one or at the end, every other byte as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import InputError, fail
from partnercheck.source import Table, end_of_content, parse

if TYPE_CHECKING:
    from partnercheck.source import Document

_BOM = b"\xef\xbb\xbf"


class Placed(NamedTuple):
    """A dossier's bytes with the section.

    Attributes:
        lost: The lines that the old section had in some year and the new one has in none.
    """

    raw: bytes
    lost: tuple[str, ...]


def placed(raw: bytes, file: str, section: str, name: str = "financials") -> Placed:
    """Return a dossier with a section, or another key, in place of its old one, or at its end.

    The old section begins with its key and ends with its last scalar or bracket: what follows on that line
    goes with it, comments and blank lines below it stay.

    Args:
        raw: The dossier's bytes.
        file: Its name.
        section: The text of the new section, ending with a line break.
        name: Its key.

    Raises:
        InputError: The dossier is no YAML, holds what may not be there, or is written in braces.
    """
    document = parse(raw, file)
    if document.problems:
        raise InputError(document.problems)
    if not isinstance(document.data, Table):
        raise fail("wrong-type", "a dossier is a mapping of keys such as `partnercheck: dossier/1`", file)
    text = document.source.text
    if text[document.source.first : document.source.first + 1] == "{":
        hint = "write its keys on lines of their own, or paste the section"
        raise fail("wrong-file", "a dossier in braces takes no section", file, hint)
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    new = section.replace("\n", end_of_line)
    start, end = _span(document, name)
    before, after = text[:start], text[end:]
    if before and not before.endswith("\n"):
        before += end_of_line
    result = before + new + after
    _unchanged(document, parse(result.encode(), file), file, name)
    bom = _BOM if raw.startswith(_BOM) else b""
    return Placed(bom + result.encode(), _lost(document.data.get(name), section, name))


def _span(document: Document, name: str) -> tuple[int, int]:
    """Return where the old section begins and ends, or twice where a new one goes."""
    text = document.source.text
    data: Table = document.data
    if name not in data:
        at = _end_of_document(text)
        return at, at
    at = data.marks[name][0]
    following = min((mark[0] for mark in data.marks.values() if mark[0] > at), default=len(text))
    content = text[: end_of_content(text, at, following)].rstrip("\r\n \t")
    newline = text.find("\n", len(content))
    return text.rfind("\n", 0, at) + 1, len(text) if newline < 0 else newline + 1


def _end_of_document(text: str) -> int:
    """Return where a key can be added: before a mark that ends the document, or at the end."""
    at = len(text)
    for line in reversed(text.splitlines(keepends=True)):
        at -= len(line)
        if line.rstrip() == "...":
            return at
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return len(text)


def _unchanged(old: Document, new: Document, file: str, name: str) -> None:
    """Make sure that all but the section reads as it did."""
    others = [{key: value for key, value in each.data.items() if key != name} for each in (old, new)]
    if new.problems or others[0] != others[1] or name not in new.data:
        message = "the section cannot be put into this dossier without changing the rest of it"
        raise fail("wrong-file", message, file, "paste the section yourself")


def _lost(old: object, section: str, name: str) -> tuple[str, ...]:
    new = parse(section.encode(), "section").data[name]
    return tuple(sorted(_lines(old) - _lines(new)))


def _lines(section: object) -> set[str]:
    years = section.get("years") if isinstance(section, Table) else None
    if not isinstance(years, Table):
        return set()
    return {line for year in years.values() if isinstance(year, Table) for line in year}
