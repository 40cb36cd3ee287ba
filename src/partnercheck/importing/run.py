"""One file of a known or recognised format to one section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from partnercheck.diagnostics import Diagnostic, fail, visible
from partnercheck.importing.companyfacts import read_company
from partnercheck.importing.delimited import read_csv
from partnercheck.importing.filings import statements as of_filings
from partnercheck.importing.section import section
from partnercheck.importing.table import statements as of_table
from partnercheck.importing.workbook import read_xlsx
from partnercheck.source import MAX_BYTES as MAX_TABLE_BYTES

if TYPE_CHECKING:
    from partnercheck.importing.statements import Wishes

Format = Literal["companyfacts", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)

MAX_BYTES = 100_000_000
"""How large a companyfacts file may be; tables may be as large as dossiers."""

_SUFFIXES: dict[str, Format] = {"json": "companyfacts", "csv": "csv", "tsv": "csv", "xlsx": "xlsx"}


class Imported(NamedTuple):
    """A section's text, and what its reader must know, which the text also says in comments."""

    text: str
    notes: tuple[Diagnostic, ...]


def financials_from(raw: bytes, file: str, format: Format | None, wishes: Wishes) -> Imported:  # noqa: A002
    """Return the `financials:` section of a file.

    Args:
        raw: The file's bytes, at most `MAX_BYTES`.
        file: Its name, for messages and the format.
        format: None: told by the name's suffix, or else by the first bytes.
        wishes: What the user asks of it.

    Raises:
        InputError: It cannot be read or holds nothing that fits.
    """
    name = visible(file)
    kind = format or recognised(raw, file)
    if kind != "companyfacts" and len(raw) > MAX_TABLE_BYTES:
        raise fail("too-large", f"a table is larger than {MAX_TABLE_BYTES // 1_000_000} MB", name)
    if kind == "companyfacts":
        return Imported(*section(of_filings(read_company(raw, name), wishes, name), name))
    notes: list[Diagnostic] = []
    table = read_csv(raw, name) if kind == "csv" else read_xlsx(raw, name, notes)
    return Imported(*section(of_table(table, wishes, name, notes), name))


def recognised(raw: bytes, file: str) -> Format:
    """Return the format that a file's name ends in, or else the one that its first bytes show."""
    if known := _SUFFIXES.get(file.rpartition(".")[2].lower()):
        return known
    if raw.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "companyfacts" if raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["} else "csv"
