"""Files of known or recognised formats to one section."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, Position, fail, visible
from partnercheck.importing.mapping import Proposal, written
from partnercheck.importing.oim import read_report
from partnercheck.importing.sec.companyfacts import read_company
from partnercheck.importing.sec.filings import statements as of_filings
from partnercheck.importing.section import section
from partnercheck.importing.statements import Statements, Support
from partnercheck.importing.tables.delimited import read_csv
from partnercheck.importing.tables.read import statements as of_tables
from partnercheck.importing.tables.workbook import read_xlsx
from partnercheck.measures.finance.statements import year_end
from partnercheck.source import MAX_BYTES as MAX_TEXT_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.importing.statements import Request
    from partnercheck.importing.tables.cells import Sheet

Format = Literal["companyfacts", "oim", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)

MAX_BYTES = 100_000_000
"""How large companyfacts, reports and workbooks may be; CSV files may be as large as dossiers."""

MAX_FILES = 20

_SUFFIXES: dict[str, Format] = {"csv": "csv", "tsv": "csv", "xlsx": "xlsx"}
_OIM = b"https://xbrl.org/2021/xbrl-json"
_LOOKED = 4_000


class File(NamedTuple):
    """A file to import.

    Attributes:
        name: How messages name it.
        raw: At most `MAX_BYTES`.
        path: How the evidence names it, relative to the dossier's folder; empty where it lies elsewhere.
    """

    name: str
    raw: bytes
    path: str = ""


class Found(NamedTuple):
    """A section as data and as text, what its reader must know, and the captions that were not certain."""

    section: dict[str, Any]
    text: str
    notes: tuple[Diagnostic, ...]
    proposals: tuple[Proposal, ...]

    @property
    def map(self) -> str:
        """Return the map to be confirmed, as YAML."""
        return written(self.proposals)


def financials_from(
    files: Sequence[File],
    format: Format | None,  # noqa: A002  (the name of the option)
    request: Request,
) -> Found:
    """Return the `financials:` section of files that belong together.

    Args:
        files: One filing, or the tables of one company's statements.
        format: Of all files; None: told by a name's suffix, or else by the first bytes.
        request: What the user asks of them.

    Raises:
        InputError: They cannot be read or hold nothing that fits.
    """
    if len(files) > MAX_FILES:
        raise fail("too-large", f"more than {MAX_FILES} files are given at once", visible(files[0].name))
    kinds = [format or recognised(each.raw, each.name) for each in files]
    notes: list[Diagnostic] = []
    proposals: list[Proposal] = []
    if any(kind in {"companyfacts", "oim"} for kind in kinds):
        if len(files) > 1:
            raise fail(
                "several-files", "a filing is imported alone, without other files", visible(files[1].name)
            )
        found = _of_filing(files[0], kinds[0], request)
    else:
        sheets = [
            sheet
            for each, kind in zip(files, kinds, strict=True)
            for sheet in _sheets(each, kind, request, notes)
        ]
        found = of_tables(sheets, request, ", ".join(visible(each.name) for each in files), notes, proposals)
    latest = max(found.years)
    data, text = section(found, [_support(each, found, latest) for each in files], request.audited, notes)
    diagnostics = (*notes, *(each.diagnostic(files[0].name) for each in found.remarks))
    return Found(data, text, _the_first(diagnostics, files[0].name), tuple(dict.fromkeys(proposals)))


def _sheets(file: File, kind: Format, request: Request, notes: list[Diagnostic]) -> list[Sheet]:
    name = visible(file.name)
    if kind == "xlsx":
        return read_xlsx(file.raw, name, request.sheets, notes)
    if len(file.raw) > MAX_TEXT_BYTES:
        raise fail("too-large", f"a table is larger than {MAX_TEXT_BYTES // 1_000_000} MB", name)
    return [read_csv(file.raw, name)]


def _of_filing(file: File, kind: Format, request: Request) -> Statements:
    name = visible(file.name)
    company = read_report(file.raw, name) if kind == "oim" else read_company(file.raw, name)
    return of_filings(company, request, name)


def _support(file: File, found: Statements, latest: int) -> Support:
    name = visible(file.name).replace("\\", "/").rpartition("/")[2]
    source = f"{found.support}, {name}" if found.support else f"Financial statements, {name}"
    end = found.ends.get(latest) or year_end(found.year_end, latest)
    return Support(source, end, file.path, hashlib.sha256(file.raw).hexdigest())


def _the_first(notes: tuple[Diagnostic, ...], file: str) -> tuple[Diagnostic, ...]:
    """Return no more notes than are told of any input."""
    rest = len(notes) - MAX_PROBLEMS
    if rest <= 0:
        return notes
    more = Diagnostic("too-many", "warning", f"there are {rest} further notes", Position(visible(file), 1, 1))
    return (*notes[:MAX_PROBLEMS], more)


def recognised(raw: bytes, file: str) -> Format:
    """Return the format that a file's name ends in, or else the one that its first bytes show."""
    if known := _SUFFIXES.get(file.rpartition(".")[2].lower()):
        return known
    if raw.startswith(b"PK\x03\x04"):
        return "xlsx"
    start = raw[:_LOOKED].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in {b"{", b"["} or file.lower().endswith(".json"):
        return "oim" if _OIM in raw[:_LOOKED] or b'"documentInfo"' in raw[:_LOOKED] else "companyfacts"
    return "csv"
