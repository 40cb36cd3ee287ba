"""What an ESEF report says of itself, and what it does not: its prefixes, its form and day, its own tags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from companies import read, section
from test_importing_oim import END, WHOLE, item, report

if TYPE_CHECKING:
    from partnercheck.importing import Found

TAXONOMY = "https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full"


def imported(*facts: dict[str, Any], **namespaces: str) -> Found:
    data = report(*facts)
    data["documentInfo"]["namespaces"] = namespaces
    return read(json.dumps(data).encode(), "report.json")


def test_form_and_filing_day_are_not_made_up() -> None:
    found = imported(*WHOLE)
    (evidence,) = section(found).evidence
    assert evidence.source == "xBRL-JSON report of 529900EXAMPLE0000001, report.json"
    assert str(evidence.date) == "2025-12-31"
    assert "filed" not in found.text
    assert "20-F" not in found.text
    assert "revenue: 5000  # Revenue\n" in found.text


def test_a_report_chooses_its_own_prefixes() -> None:
    text = json.dumps(WHOLE).replace("ifrs-full:", "i:").replace("iso4217:", "money:")
    found = imported(*json.loads(text), i=TAXONOMY, money="http://www.xbrl.org/2003/iso4217")
    assert section(found).years == section(imported(*WHOLE)).years
    assert section(found).currency == "EUR"


def test_an_amount_per_share_is_in_no_currency() -> None:
    shares = item("ifrs-full:NumberOfSharesOutstanding", "7", END, "iso4217:EUR/xbrli:shares")
    assert "shares_outstanding" not in section(imported(*WHOLE, shares)).years[2025]
    shares = item("ifrs-full:NumberOfSharesOutstanding", "7", END, "xbrli:shares")
    assert section(imported(*WHOLE, shares)).years[2025]["shares_outstanding"] == 7


PARTS = (
    item("ifrs-full:CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings", "300", END),
    item("ifrs-full:NoncurrentPortionOfNoncurrentBorrowings", "1700", END),
)


@pytest.mark.parametrize(
    ("tag", "value", "debt"),
    [
        ("own:OwnersLoans", "800", None),
        ("own:OwnersLoans", "0", 2000),
        ("own:LoansGrantedToOwners", "800", 2000),
        ("own:ProfitOnTin", "800", 2000),
        ("ifrs-full:NotesAndDebenturesIssued", "800", None),
    ],
)
def test_a_tag_of_the_issuers_own_that_looks_like_debt_makes_debt_uncertain(
    tag: str, value: str, debt: int | None
) -> None:
    found = imported(*WHOLE[:-1], *PARTS, item(tag, value, END))
    assert section(found).years[2025].get("total_debt") == debt
    (note,) = [each.what for each in section(found).notes if each.line == "total_debt"]
    assert (f"{tag.removeprefix('ifrs-full:')} {value} may or may not lie within" in note) == (debt is None)
    assert not tag.startswith("own:") or f"not read (1): {tag}" in " ".join(
        each.message for each in found.notes
    )
