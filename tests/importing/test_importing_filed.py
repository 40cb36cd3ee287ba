"""What was filed: every value that an import takes over is the newest that the company has filed."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from companies import read, section

from building import dump
from partnercheck.engine import decide, explain
from partnercheck.load import Loader
from partnercheck.measures.finance.financials import LINES
from partnercheck.measures.finance.statements import end_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parents[1] / "data"
FILED = ("snowflake", "marvell", "aar")
OURS = {"shares_outstanding", "market_value_equity", "our_revenue", "largest_customer_revenue"}
OURS |= {"monthly_net_burn", "net_new_arr", "redeemable_equity"}
"""What no statement has, or not every one."""


def raw(company: str) -> bytes:
    return (DATA / f"{company}-excerpt.json").read_bytes()


def newest(facts: Any, tag: str, end: dt.date) -> Decimal | None:
    """Return what was filed last for a tag and the fiscal year to a day: of a day, or of about a year."""

    def about(fact: Any) -> bool:
        if fact["end"] != end.isoformat() or not fact["form"].startswith("10-K"):
            return False
        days = (end - dt.date.fromisoformat(fact["start"])).days + 1 if "start" in fact else None
        return days is None or 350 <= days <= 380

    filed = [
        each
        for units in (tags[tag]["units"] for tags in facts.values() if tag in tags)
        for each in (fact for of_unit in units.values() for fact in of_unit)
        if about(each)
    ]
    return Decimal(str(max(filed, key=lambda fact: fact["filed"])["val"])) if filed else None


def taken(text: str) -> Iterator[tuple[int, str, Decimal, str]]:
    """Yield year, line, amount and tag of every line that is one tag's."""
    year = 0
    for line in text.splitlines():
        if head := re.fullmatch(r"    (\d{4}):", line):
            year = int(head[1])
        elif found := re.match(r"      (\w+): (-?[\d.]+)  # ([A-Za-z0-9]+)(?:, |$)", line):
            yield year, found[1], Decimal(found[2]), found[3]


@pytest.mark.parametrize("company", FILED)
def test_every_value_is_the_newest_that_was_filed(company: str) -> None:
    found = read(raw(company), f"{company}.json", unit=1)
    facts = json.loads(raw(company))["facts"]
    values = list(taken(found.text))
    assert len(values) > 30
    for year, line, amount, tag in values:
        if line == "shares_outstanding" and tag.startswith("Entity"):
            continue  # of the day on the cover
        assert newest(facts, tag, end_of(section(found), year)) == amount, (year, line, tag)


@pytest.mark.parametrize("company", FILED)
def test_every_line_that_is_missing_is_named(company: str) -> None:
    found = read(raw(company), f"{company}.json")
    for number, year in section(found).years.items():
        said = " ".join(each.what for each in section(found).notes if each.year == number)
        for line in (each for each in LINES if each not in year and each not in OURS):
            assert f"`{line}`" in said + found.text, (number, line)


def test_a_filing_carries_the_financials_of_the_default_rubric(
    folder: Path, write: Callable[..., Path]
) -> None:
    found = read(raw("marvell"), "marvell.json", audited="Deloitte & Touche LLP")
    head = {
        "partnercheck": "dossier/1",
        "partner": {"name": "X"},
        "as_of": "2026-06-01",
        "rubric": "strategic-alliance",
    }
    known = Loader().rubric("strategic-alliance").rubric.profile
    facts = {name: fact.values[0] if fact.values else 100_000 for name, fact in known.items()}
    facts |= {"stage": "established", "listed": "yes", "sector": "other"}
    write(
        "dossier.yaml",
        f"{found.text}\n" + "".join(f"{k}: {dump(v)}\n" for k, v in {**head, "profile": facts}.items()),
    )
    assert folder.is_dir()
    inputs = Loader().dossier(folder / "dossier.yaml")
    (money,) = [each for each in explain(decide(inputs)).dimensions if each.id == "financials"]
    limits = inputs.rubric.verdict.coverage
    assert money.score.coverage >= limits.dimension
