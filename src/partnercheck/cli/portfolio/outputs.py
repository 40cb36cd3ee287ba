"""What a run is for: the page and the tables, written from the entries in one pass over all partners."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

from partnercheck.cli.files import replacing, write
from partnercheck.cli.portfolio.aside import aside
from partnercheck.insight.overview import Overview, overview
from partnercheck.render.portfolio import machine
from partnercheck.render.portfolio.index import index
from partnercheck.render.portfolio.listing import Listed, Portfolio, columns
from partnercheck.render.portfolio.spreadsheets import delimited, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.cli.portfolio.store import Entries, Store
    from partnercheck.load.folders import Found
    from partnercheck.model.portfolio import Partner, Refused

_FIRST = 100
"""How much of what is due the page tells before its table."""
_MANY = 1000
"""With fewer partners, a process for the workbook takes longer to start than it saves."""


def write_outputs(
    found: Found, store: Store, settings: Settings, jobs: int | None
) -> tuple[Portfolio, list[str]]:
    """Write all outputs and the state that stays; returns what they say, and their names."""
    dossiers = list(found.dossiers)
    entries = store.settle(dossiers)
    refused: list[Refused] = []
    wanted: list[str] = []

    def partners() -> Iterator[tuple[str, Partner]]:
        for entry, _ in entries.read(dossiers):
            wanted.extend(entry.reports)
            if entry.partner is not None:
                yield entry.dossier, entry.partner
            elif entry.refused is not None:
                refused.append(entry.refused)

    seen = overview(partners(), _FIRST)
    portfolio = Portfolio(settings.version, seen, refused, found.others, _options(settings))
    written = ["index.html", "portfolio.json", "portfolio.csv"]
    apart = jobs != 1 and len(seen.order) > _MANY
    if find_spec("xlsxwriter") is None:
        print("portfolio.xlsx is not written: pip install 'partnercheck[xlsx]'", file=sys.stderr)
        (store.folder / "portfolio.xlsx").unlink(missing_ok=True)
        _write_texts(portfolio, entries, store)
    else:
        with aside(_workbook, seen, entries, store.scratch, apart=apart) as book:
            _write_texts(portfolio, entries, store)
            write(store.folder / "portfolio.xlsx", book(), store.scratch)
        written.append("portfolio.xlsx")
    store.finish(dossiers, wanted)
    return portfolio, written


def _options(settings: Settings) -> dict[str, str | int | None]:
    return {
        "rubric": settings.rubric,
        "organisation": None if settings.organisation is None else settings.organisation.as_posix(),
        "as_of": None if settings.as_of is None else settings.as_of.isoformat(),
        "within": settings.within,
    }


def _listed(seen: Overview, entries: Entries) -> Iterator[Listed]:
    """Yield the partners in order."""
    for entry, text in entries.read(seen.order):
        if entry.partner is not None:  # as of all in that order
            yield Listed(seen.rank[entry.dossier], entry.partner, entry.reports, text)


def _workbook(seen: Overview, entries: Entries, scratch: Path) -> bytes:
    return workbook(seen, _listed(seen, entries), scratch)


def _write_texts(portfolio: Portfolio, entries: Entries, store: Store) -> None:
    """Write the page; what passes by for it is written as JSON and CSV too."""
    seen = portfolio.overview
    keys = [each.key for each in seen.first]
    links = {entry.dossier: next(iter(entry.reports), None) for entry, _ in entries.read(keys)}
    shown = columns(seen)
    with ExitStack() as files:
        page, data, table = (
            files.enter_context(replacing(store.folder / name, store.scratch))
            for name in ("index.html", "portfolio.json", "portfolio.csv")
        )

        def passing() -> Iterator[Listed]:
            for number, listed in enumerate(_listed(seen, entries), 1):
                data.write(machine.row(listed, last=number == len(seen.order)).encode())
                table.write(delimited([[each.pick(listed) for each in shown]]).encode())
                yield listed

        data.write(machine.head(portfolio).encode())
        table.write(delimited([[each.title for each in shown]]).encode())
        for part in index(portfolio, passing(), links):
            page.write(part.encode())
        data.write(machine.TAIL.encode())
