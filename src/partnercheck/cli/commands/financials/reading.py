"""The options of `partnercheck financials import` that say how files are read."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from partnercheck.importing import Request


class Source(StrEnum):
    """What statements are imported from."""

    companyfacts = "companyfacts"
    oim = "oim"
    csv = "csv"
    xlsx = "xlsx"


class DayOrder(StrEnum):
    """Which of day and month comes first."""

    dmy = "dmy"
    mdy = "mdy"


class DecimalMark(StrEnum):
    """What parts a whole number from its decimals."""

    point = "."
    comma = ","


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise typer.BadParameter("a currency is three capital letters, such as GBP")
    return text


def _unit(text: str) -> int:
    from partnercheck.importing import UNITS

    if text not in map(str, UNITS):
        raise typer.BadParameter(f"it is one of {', '.join(map(str, UNITS))}")
    return int(text)


def _year_end(text: str) -> str:
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", text):
        raise typer.BadParameter("it is a month and day, such as 03-31")
    return text


def _whom(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("say by whom")
    return text.strip()


def chosen(choice: StrEnum | None) -> Any:
    """Return the word that is chosen, which mypy does not know to be one of those that there are."""
    return choice and choice.value


class Reading(NamedTuple):
    """How files are read."""

    source: Annotated[
        Source | None, typer.Option("--from", help="By default found from the file.", show_default=False)
    ] = None
    map: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            help="YAML that says which line a caption stands for: caption: line, or ignore.",
            show_default=False,
        ),
    ] = None
    sheet: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this sheet of a workbook; repeatable.", show_default=False),
    ] = None
    currency: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", parser=_currency, help="The amounts' currency, such as GBP.", show_default=False
        ),
    ] = None
    unit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=_unit,
            help="The unit of the amounts in a table: 1, 1000, 100000 (lakh), 1000000, 10000000 (crore) or "
            "1000000000; what filed amounts are divided by, if all divide exactly.",
            show_default=False,
        ),
    ] = None
    year_end: Annotated[
        str | None,
        typer.Option(
            metavar="MM-DD", parser=_year_end, help="The last day of fiscal years.", show_default=False
        ),
    ] = None
    decimal: Annotated[
        DecimalMark | None,
        typer.Option(metavar="MARK", help="The decimal mark of amounts: . or ,", show_default=False),
    ] = None
    dates: Annotated[
        DayOrder | None, typer.Option(help="How to read dates such as 03/04/2025.", show_default=False)
    ] = None
    years: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the latest N fiscal years.", show_default=False),
    ] = None
    allow_short: Annotated[
        bool, typer.Option("--allow-short", help="Also take flows of filed periods that are not a year.")
    ] = False
    audited: Annotated[
        str | None,
        typer.Option(
            metavar="WHOM",
            parser=_whom,
            help="Who has audited the amounts: the evidence is then `audited`.",
            show_default=False,
        ),
    ] = None

    def request(self) -> Request:
        """Return what is asked of the import; the map is read.

        Raises:
            InputError: The map cannot be used.
        """
        from partnercheck.importing import Request
        from partnercheck.importing.mapping import read_map
        from partnercheck.load import read

        return Request(
            currency=self.currency,
            unit=self.unit,
            years=self.years,
            year_end=self.year_end,
            decimal=chosen(self.decimal),
            dates=chosen(self.dates),
            sheets=tuple(self.sheet or ()),
            mapping=read_map(read(self.map, str(self.map)), str(self.map)) if self.map else {},
            audited=self.audited or "",
            allow_short=self.allow_short,
        )
