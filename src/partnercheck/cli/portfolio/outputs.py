"""What a run is for: the page and the tables, written from the entries in one pass over all partners."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

from partnercheck.cli.portfolio.dates import past_of
from partnercheck.cli.portfolio.workbook_process import WorkbookProcess
from partnercheck.extras import install
from partnercheck.insight.overview import Overview, overview
from partnercheck.render.portfolio import machine
from partnercheck.render.portfolio.index import index
from partnercheck.render.portfolio.listing import Listed, Portfolio, cells, columns, headings
from partnercheck.render.portfolio.spreadsheets import Workbook, delimited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.cli.portfolio.store import Store
    from partnercheck.model.portfolio import Partner, Refused
    from partnercheck.model.series import Latest, Past

_FIRST = 100
"""How much of what is due the page tells before its table."""
_MANY = 1000
"""With fewer partners, a process for the workbook takes longer to start than it saves."""


def write_outputs(
    dossiers: list[str],
    latest: Latest,
    others: int,
    store: Store,
    settings: Settings,
    jobs: int | None,
    *,
    every_date: bool,
) -> tuple[Portfolio, list[str]]:
    """Write all outputs and the state that stays; returns what they say, and their names."""
    refused: list[Refused] = []
    wanted: list[str] = []

    def partners() -> Iterator[tuple[str, Partner, Past | None]]:
        for entry, _ in store.read(dossiers):
            wanted.extend(entry.reports)
            if entry.partner is not None and entry.dossier in latest:
                yield entry.dossier, entry.partner, past_of(entry.partner, latest[entry.dossier], store)
            elif entry.refused is not None:
                refused.append(entry.refused)

    with ExitStack() as opened:
        # Before anything is read, so that its process begins in the meantime.
        book = _workbook(store, opened, apart=jobs != 1 and len(dossiers) > _MANY)
        seen = overview(partners(), _FIRST)
        options = settings.options() | {"every_date": every_date}
        portfolio = Portfolio(settings.version, seen, refused, others, options, book is not None)
        _write(portfolio, latest, store, book)
        written = ["index.html", "portfolio.json", "portfolio.csv"]
        if book is not None:
            with store.replacing("portfolio.xlsx") as file:
                file.write(book.written())
            written.append("portfolio.xlsx")
    store.finish(wanted)
    return portfolio, written


def _workbook(store: Store, opened: ExitStack, *, apart: bool) -> Workbook | WorkbookProcess | None:
    """Return a workbook to fill, None where it cannot be written."""
    if find_spec("xlsxwriter") is None:
        print(f"portfolio.xlsx is not written; it needs: {install('xlsx')}", file=sys.stderr)
        store.remove("portfolio.xlsx")
        return None
    return opened.enter_context(WorkbookProcess(store.scratch)) if apart else Workbook(store.scratch)


def _listed(seen: Overview, latest: Latest, store: Store) -> Iterator[Listed]:
    """Yield the partners in order."""
    for entry, text in store.read(seen.order):
        if entry.partner is not None:  # as of all in that order
            past = past_of(entry.partner, latest[entry.dossier], store)
            yield Listed(seen.rank[entry.dossier], entry.partner, entry.reports, text, past)


def _write(
    portfolio: Portfolio,
    latest: Latest,
    store: Store,
    book: Workbook | WorkbookProcess | None,
) -> None:
    """Write the page; what passes by for it is written as JSON and CSV, and fills the workbook."""
    seen = portfolio.overview
    keys = [each.key for each in seen.first]
    links = {entry.dossier: next(iter(entry.reports), None) for entry, _ in store.read(keys)}
    shown = columns(seen)
    titles = headings(shown)
    with ExitStack() as files:
        page, data, table = (
            files.enter_context(store.replacing(name))
            for name in ("index.html", "portfolio.json", "portfolio.csv")
        )

        def passing() -> Iterator[Listed]:
            for number, listed in enumerate(_listed(seen, latest, store), 1):
                row = cells(listed, shown)
                data.write(machine.row(listed, last=number == len(seen.order)).encode())
                table.write(delimited([row]).encode())
                if book is not None:
                    book.add(row)
                yield listed

        data.write(machine.head(portfolio).encode())
        table.write(delimited([[each.title for each in titles]]).encode())
        if book is not None:
            book.begin(titles)
        for part in index(portfolio, passing(), links):
            page.write(part.encode())
        data.write(machine.TAIL.encode())
