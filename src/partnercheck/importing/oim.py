"""Reports of European issuers (ESEF) as xBRL-JSON: the facts of `ifrs-full`, read like companyfacts.

The form is that of the Open Information Model (`documentType` https://xbrl.org/2021/xbrl-json). Facts with
dimensions beside concept, entity, period and unit are parts of others and are not read; concepts of other
namespaces are the issuer's own and are listed.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from math import inf
from typing import Any, NoReturn

from partnercheck.diagnostics import fail, shown, visible
from partnercheck.importing.sec.companyfacts import Company, Fact, read_json
from partnercheck.importing.sec.debt import looks_like_debt
from partnercheck.importing.sec.tags import REPORT, Taxonomy, mapped

_HINT = "it takes a report in xBRL-JSON, as converters of ESEF filings write it"
_PERIOD = re.compile(r"(?:([0-9-]{10})T00:00:00/)?([0-9-]{10})T00:00:00")
_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,2})?")
_NAMESPACE = re.compile(r"https?://xbrl\.ifrs\.org/taxonomy/[0-9-]{10}/ifrs-full/?")
_MEASURE = re.compile(r"[^:/*()]+:([^:/*()]+)")
"""A unit of one measure, such as `iso4217:EUR`."""
_CORE = {"concept", "entity", "period", "unit", "language", "noteId"}
_TAXONOMY: Taxonomy = "ifrs-full"


def read_report(raw: bytes, file: str) -> Company:
    """Return the facts of a report.

    Raises:
        InputError: It is not JSON, too large or deeply nested, or not of the form of xBRL-JSON.
    """
    data = read_json(raw, file)
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("facts"), dict)
        or not isinstance(data.get("documentInfo"), dict)
    ):
        _wrong(file, "`documentInfo` or `facts` is missing: this is no xBRL-JSON report")
    facts: dict[str, dict[str, dict[tuple[dt.date | None, dt.date], tuple[float, list[Fact]]]]] = {}
    others: dict[str, set[str]] = {}
    extensions: set[str] = set()
    entities: set[str] = set()
    known = mapped(_TAXONOMY)
    own = _prefixes(data["documentInfo"])
    for name, body in data["facts"].items():
        read = _fact(name, body, file)
        if read is None:
            continue
        concept, entity, unit, precision, fact = read
        prefix, _, tag = concept.partition(":")
        entities.add(entity)
        if prefix not in own:
            extensions.add(concept)
            tag = concept
        if looks_like_debt(tag) or (prefix in own and tag in known):
            key = (fact.start, fact.end)
            by_period = facts.setdefault(tag, {}).setdefault(unit, {})
            if key not in by_period or by_period[key][0] < precision:
                by_period[key] = precision, [fact]
            elif by_period[key][0] == precision:
                by_period[key][1].append(fact)
        elif prefix in own:
            others.setdefault(tag, set()).add(fact.end.isoformat())
    if len(entities) > 1:
        _wrong(file, "the facts are of more than one entity")
    periods = (key for units in facts.values() for found in units.values() for key in found)
    last = max((end for _, end in periods), default=dt.date.min)
    read_facts = {
        tag: {
            unit: tuple(fact._replace(filed=last) for _, each in found.values() for fact in each)
            for unit, found in units.items()
        }
        for tag, units in facts.items()
    }
    entity = visible(next(iter(entities), "")).removeprefix("scheme:").removeprefix("lei:")
    return Company(
        f"xBRL-JSON report of {entity or 'an unnamed entity'}",
        {"us-gaap": {}, _TAXONOMY: read_facts},
        {(_TAXONOMY, tag): frozenset(ends) for tag, ends in others.items()},
        tuple(sorted(extensions)),
    )


def _prefixes(info: dict[str, Any]) -> set[str]:
    """Return the prefixes that a report gives concepts of the taxonomy: its own choice."""
    spaces = info.get("namespaces")
    given = spaces.items() if isinstance(spaces, dict) else ()
    return {_TAXONOMY, *(key for key, uri in given if isinstance(uri, str) and _NAMESPACE.fullmatch(uri))}


def _fact(name: str, body: Any, file: str) -> tuple[str, str, str, float, Fact] | None:
    """Return concept, entity, unit, precision and amount; None where a fact is no amount of the whole."""
    if not isinstance(body, dict) or not isinstance(body.get("dimensions"), dict):
        _wrong(file, f"`facts.{shown(name)}.dimensions` must be an object")
    dimensions = body["dimensions"]
    concept, unit, period = (dimensions.get(key) for key in ("concept", "unit", "period"))
    if not isinstance(concept, str):
        _wrong(file, f"`facts.{shown(name)}.dimensions.concept` must be a text")
    value = body.get("value")
    if dimensions.keys() - _CORE or not isinstance(unit, str) or value is None or value == "":
        return None
    if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
        _wrong(file, f"`facts.{shown(name)}.value` must be a number in a text")
    start, end = _period(period, name, file)
    decimals = body.get("decimals")
    precision = decimals if isinstance(decimals, int) and not isinstance(decimals, bool) else inf
    measure = _MEASURE.fullmatch(unit)
    currency = measure[1] if measure else unit
    fact = Fact(start, end, Decimal(value.strip()), end, "report", REPORT)
    return concept, str(dimensions.get("entity", "")), currency, precision, fact


def _period(text: object, name: str, file: str) -> tuple[dt.date | None, dt.date]:
    """Return first and last day; the moment that ends a period is midnight of the next day."""
    match = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    try:
        if match:
            start = dt.date.fromisoformat(match[1]) if match[1] else None
            return start, dt.date.fromisoformat(match[2]) - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        pass
    return _wrong(
        file,
        f"`facts.{shown(name)}.dimensions.period` must be such as 2025-01-01T00:00:00/2026-01-01T00:00:00",
    )


def _wrong(file: str, message: str) -> NoReturn:
    raise fail("wrong-facts", message, file, _HINT)
