"""A `financials:` section as YAML text, checked before anybody sees it."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, Position, visible
from partnercheck.importing.statements import exact, note
from partnercheck.load.checked import mapping, whole
from partnercheck.measures.finance.financials import LINES, Financials
from partnercheck.measures.finance.statements import financial_warnings
from partnercheck.model.partial import salvage
from partnercheck.model.strict import Strict
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.importing.statements import Statements

_WIDTH = 110
_ODD = {"negative-amount", "unbalanced", "current-assets"}
_UNITS = {1: "single units", 1000: "thousands", 1_000_000: "millions"}


class _Section(Strict):
    financials: Financials


def section(statements: Statements, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the section as a dossier takes it, and all notes on it, which it holds as comments, too.

    Raises:
        InputError: It would not be valid.
    """
    section = _checked("\n".join([*_head(statements), *_years(statements)]))
    odd = tuple(
        Diagnostic(
            each.code, "warning", _told(each.path, each.message), Position(visible(file), 1, 1), each.hint
        )
        for each in financial_warnings(section, dt.date.max)
        if each.code in _ODD
    )
    notes = _the_first((*statements.notes, *odd), file)
    title = f"Imported from {visible(file)}; amounts in {statements.currency}, {_UNITS[statements.unit]}."
    lines = [*_comment(title), *_head(statements), *_years(statements), *_listed(notes)]
    text = "\n".join(lines) + "\n"
    _checked(text)
    return text, notes


def _told(path: tuple[str | int, ...], message: str) -> str:
    return f"{path[2]}: {message}"


def _the_first(notes: tuple[Diagnostic, ...], file: str) -> tuple[Diagnostic, ...]:
    """Return no more notes than are told of any input."""
    rest = len(notes) - MAX_PROBLEMS
    if rest <= 0:
        return notes
    return (*notes[:MAX_PROBLEMS], note("too-many", f"there are {rest} further notes", file))


def _checked(text: str) -> Financials:
    found = salvage(_Section, mapping(parse(text.encode(), "the imported section")), {})
    return whole(found, ()).financials


def _head(statements: Statements) -> Iterator[str]:
    yield "financials:"
    yield f"  currency: {statements.currency}"
    yield f"  unit: {statements.unit}"
    yield f"  year_end: {statements.year_end}"
    if statements.filing is None:
        yield "  # Say what supports these amounts; without it they count as somebody's word:"
        yield "  # evidence: [{grade: documented, source: Which accounts, from whom, date: 2026-01-31}]"
        return
    yield "  # As filed, not as audited: read the auditor's report before you write `grade: audited`."
    yield "  evidence:"
    yield "    - grade: documented"
    yield f"      source: {_quoted(statements.filing.source)}"
    yield f"      date: {statements.filing.date}"


def _years(statements: Statements) -> Iterator[str]:
    yield "  years:"
    for year, lines in statements.years.items():
        yield f"    {year}:"
        for line in LINES:
            if (entry := lines.get(line)) is not None:
                comment = f"  # {visible(entry.origin)}" if entry.origin else ""
                yield f"      {line}: {exact(entry.amount)}{comment}"


def _listed(notes: tuple[Diagnostic, ...]) -> Iterator[str]:
    if notes:
        yield "  # What to look at:"
    for each in notes:
        text = f"{each.message}; {each.hint}" if each.hint else each.message
        yield from (f"  {line}" for line in _comment(f"- {text}", "  "))


def _comment(text: str, indent: str = "") -> list[str]:
    return [
        f"# {line}"
        for line in textwrap.wrap(visible(text), _WIDTH, subsequent_indent=indent, break_on_hyphens=False)
    ]


def _quoted(text: str) -> str:
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
