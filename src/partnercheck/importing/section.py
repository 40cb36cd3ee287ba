"""A `financials:` section as YAML text, checked before anybody sees it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, visible
from partnercheck.load.checked import mapping, whole
from partnercheck.measures.finance.financials import LINES, Financials
from partnercheck.model.partial import parse_model
from partnercheck.model.strict import Strict
from partnercheck.source import Plain, parse
from partnercheck.yaml_out import Commented, dump, uncommented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.importing.statements import Remark, Statements, Support

_WIDTH = 110


class _Section(Strict):
    financials: Financials


def section(
    statements: Statements, support: Sequence[Support], audited: str, notes: Sequence[Diagnostic]
) -> tuple[dict[str, Any], str]:
    """Return the section as data, and as text that a dossier takes.

    Args:
        statements: What it holds.
        support: The files that it comes from.
        audited: Who has audited the amounts; empty: nobody says so.
        notes: What else a reader must know, of cells and captions.

    Raises:
        InputError: It would not be valid.
    """
    data = _section(statements, support, audited, notes)
    text = dump({"financials": data}, width=_WIDTH)
    whole(parse_model(_Section, mapping(parse(text.encode(), "the imported section")), {}), ())
    return uncommented(data), text


def _section(
    statements: Statements, support: Sequence[Support], audited: str, notes: Sequence[Diagnostic]
) -> dict[str, Any]:
    noted = [each for each in statements.remarks if each.year is not None and each.line is not None]
    others = [_in_words(each) for each in statements.remarks if each.year is None or each.line is None]
    others += [f"{each.message}; {each.hint}" if each.hint else each.message for each in notes]
    section: dict[str, Any] = {
        # What is about no line of a year stands as comments within the section, so that it goes with it.
        "currency": Commented(statements.currency, tuple(_comments(others[:MAX_PROBLEMS]))),
        "unit": statements.unit,
        "year_end": statements.year_end,
        "evidence": [_evidence(each, audited) for each in support],
        "years": {Plain(each): Commented(dict(_year(statements, each))) for each in statements.years},
    }
    if noted:
        section["notes"] = [
            {"year": each.year, "line": each.line, "what": each.what} for each in noted[:MAX_PROBLEMS]
        ]
    return section


def _comments(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield "What to look at:"
    for text in texts:
        yield from textwrap.wrap(f"- {text}", _WIDTH - 4, subsequent_indent="  ", break_on_hyphens=False)


def _evidence(support: Support, audited: str) -> dict[str, Any]:
    item = {
        "grade": "audited" if audited else "documented",
        "source": visible(f"{support.source}; audited by {audited}" if audited else support.source),
        "date": support.date,
    }
    if support.file:
        return {**item, "file": support.file, "sha256": support.sha256}
    return {**item, "note": f"SHA-256 {support.sha256}"}


def _year(statements: Statements, number: int) -> Iterator[tuple[str, Any]]:
    end = statements.ends.get(number)
    if end is not None and not _usual(statements.year_end, number, f"{end:%m-%d}", end.year):
        yield "ends", end
    for line in LINES:
        if (entry := statements.years[number].get(line)) is not None:
            yield line, Commented(entry.amount, after=entry.origin) if entry.origin else entry.amount


def _usual(year_end: str, number: int, month_day: str, year: int) -> bool:
    return year == number and (month_day == year_end or {month_day, year_end} == {"02-28", "02-29"})


def _in_words(remark: Remark) -> str:
    about = f"{remark.year}: " if remark.year is not None else ""
    return f"{about}{remark.what}; {remark.hint}" if remark.hint else about + remark.what
