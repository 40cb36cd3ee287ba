"""SEC EDGAR companyfacts JSON to the facts of annual reports, read exactly and in bounded time and memory.

The form is that of `https://data.sec.gov/api/xbrl/companyfacts/CIK##########.json`: facts by taxonomy, tag
and unit, each with its period, amount, form, filing date and accession number. A real file has 1 to 30 MB.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from partnercheck.diagnostics import fail, shown
from partnercheck.importing.sec.debt import looks_like_debt
from partnercheck.importing.sec.tags import FORMS, INTERIM, REPORT, TAXONOMIES, Taxonomy, mapped
from partnercheck.source import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LISTS, MAX_OBJECTS, MAX_VALUES = 200_000, 2_000_000, 10_000_000
"""How many brackets, braces and commas a file may have; real ones stay ten times below. Counting them first
bounds what a hostile file can make of its 100 MB."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CIK = re.compile(r"[0-9]{1,10}")
_HINT = "it takes what data.sec.gov/api/xbrl/companyfacts gives"


class Fact(NamedTuple):
    """One amount of an annual report.

    Attributes:
        start: None for an amount at a day.
        filed: With the accession number, the order of filings.
    """

    start: dt.date | None
    end: dt.date
    amount: Decimal
    filed: dt.date
    accession: str
    form: str

    @property
    def filing(self) -> str:
        """The form and its day, `10-K filed 2025-02-01`; empty of a report that says neither."""
        return "" if self.form == REPORT else f"{self.form} filed {self.filed}"


Units = dict[str, tuple[Fact, ...]]


class Company(NamedTuple):
    """What a company filed in annual reports.

    Attributes:
        source: What the facts come from, in words.
        facts: Those of tags that are read or look like debt, by taxonomy, tag and unit.
        others: The ends of the annual facts of every other tag.
        extensions: Tags of the company's own.
    """

    source: str
    facts: dict[Taxonomy, dict[str, Units]]
    others: dict[tuple[Taxonomy, str], frozenset[str]]
    extensions: tuple[str, ...] = ()


class _RefusedError(ValueError):
    """The text is JSON that no file of facts holds."""


def read_company(raw: bytes, file: str) -> Company:
    """Return the facts of annual reports in a companyfacts file.

    Raises:
        InputError: It is not JSON, too large or deeply nested, holds a key twice or a number that is none, or
            is not of the form that EDGAR gives.
    """
    data = read_json(raw, file)
    if not isinstance(data, dict) or not isinstance(data.get("facts"), dict):
        _wrong(file, "`facts` is missing: this is no companyfacts file")
    cik = str(data.get("cik"))
    if isinstance(data.get("cik"), bool) or not _CIK.fullmatch(cik):
        _wrong(file, "`cik` must be a company's number of up to ten digits")
    name = data.get("entityName") or ""
    if not isinstance(name, str):
        _wrong(file, "`entityName` must be a text")
    source = ", ".join(filter(None, ("SEC EDGAR companyfacts", f"CIK {cik.zfill(10)}", name)))
    company = Company(source, {}, {})
    for taxonomy in TAXONOMIES:
        tags = data["facts"].get(taxonomy, {})
        if not isinstance(tags, dict):
            _wrong(file, f"`facts.{taxonomy}` must be an object")
        known = mapped(taxonomy)
        company.facts[taxonomy] = {}
        for tag, body in tags.items():
            place = f"facts.{taxonomy}.{tag}"
            if tag in known or looks_like_debt(tag):
                company.facts[taxonomy][tag] = {
                    unit: tuple(_fact(each, at, file) for each, at in rows)
                    for unit, rows in _units(body, place, file)
                }
            else:
                rows = [
                    each
                    for unit, found in _units(body, place, file)
                    for each, _ in found
                    if is_currency(unit)
                ]
                ends = frozenset(str(each.get("end")) for each in rows)
                if ends:
                    company.others[taxonomy, tag] = ends
    return company


def is_currency(unit: str) -> bool:
    """Return whether amounts in a unit are money: its code has three capital letters."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _units(body: Any, place: str, file: str) -> Iterator[tuple[str, list[tuple[dict[str, Any], str]]]]:
    """Yield the annual facts of a tag by unit, each with its place."""
    units = body.get("units") if isinstance(body, dict) else None
    if not isinstance(units, dict):
        _wrong(file, f"`{shown(place)}.units` must be an object")
    for unit, rows in units.items():
        if not isinstance(rows, list):
            _wrong(file, f"`{shown(place)}.units.{shown(unit)}` must be a list")
        found = []
        for index, each in enumerate(rows):
            if each is _OTHER_FORM:
                continue
            at = f"{place}.units.{unit}[{index}]"
            if not isinstance(each, dict):
                _wrong(file, f"`{_tail(at)}` must be an object with end, val, form and filed")
            found.append((each, at))
        yield unit, found


def _fact(data: dict[str, Any], place: str, file: str) -> Fact:
    amount = data.get("val")
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        _wrong(file, f"`{_tail(place)}.val` must be a number")
    for key in ("accn", "form"):
        if not isinstance(data.get(key), str):
            _wrong(file, f"`{_tail(place)}.{key}` must be a text")
    return Fact(
        start=_day(data["start"], f"{place}.start", file) if data.get("start") is not None else None,
        end=_day(data.get("end"), f"{place}.end", file),
        amount=Decimal(amount),
        filed=_day(data.get("filed"), f"{place}.filed", file),
        accession=data["accn"],
        form=data["form"],
    )


def _day(value: object, place: str, file: str) -> dt.date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    return _wrong(file, f"`{_tail(place)}` must be a day such as 2026-01-31")


def _tail(place: str) -> str:
    """Return the end of a place, which says most, in what a message can show."""
    return shown(place if len(place) <= 60 else "…" + place[-58:])


def _wrong(file: str, message: str) -> NoReturn:
    raise fail("wrong-facts", message, file, _HINT)


_OTHER_FORM = object()
"""Stands for a fact of a form that is no annual report; most are, and need not be kept."""


def _object(pairs: list[tuple[str, Any]]) -> Any:
    data = dict(pairs)
    if len(data) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _RefusedError(f"the key `{shown(twice)}` is given twice in one object")
    form = data.get("form")
    if "val" in data and isinstance(form, str) and form not in FORMS and form not in INTERIM:
        return _OTHER_FORM
    return data


def _constant(text: str) -> NoReturn:
    raise _RefusedError(f"`{text}` is no number")


def read_json(raw: bytes, file: str) -> Any:
    """Return what a JSON file holds, numbers exactly, in bounded time and memory.

    Raises:
        InputError: It is not JSON, too large or deeply nested, or holds a key twice or a number that is none.
    """
    counts = ((b"[", MAX_LISTS), (b"{", MAX_OBJECTS), (b",", MAX_VALUES))
    if any(raw.count(sign) > most for sign, most in counts):
        raise fail("too-large", "the file holds more values than any company has filed", file, _HINT)
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_constant)
    except _RefusedError as error:
        raise fail("wrong-facts", str(error), file) from None
    except UnicodeDecodeError as error:
        raise fail("not-utf8", f"byte {raw[error.start]:#04x} is not UTF-8 text", file) from None
    except RecursionError:
        raise fail("too-deep", f"nested deeper than {MAX_DEPTH} levels", file) from None
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise fail("not-json", shown(message), file, _HINT) from None
    except (ValueError, ArithmeticError):
        raise fail("not-json", "a number has more digits than can be read", file) from None
