"""Total debt where no tag means all of it: a sum that is whole, or nothing.

Debt due within a year and debt due later are added where both are tagged, each once: the current part of
long-term debt lies within `LongTermDebt`, and often again within `ShortTermBorrowings`. Any other tag that
looks like debt and has an amount that is not one of those makes the total uncertain, and so it is left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.importing.sec.tags import DEBT_TAGS
from partnercheck.importing.statements import Entry, exact, sum_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.importing.sec.companyfacts import Fact
    from partnercheck.importing.sec.tags import Taxonomy

_NAMED = 20

_DEBT = re.compile(
    r"Debt|Borrowing|Loans?(?![a-z])|NotePayable|Notes(?![a-z])|Bonds?(?![a-z])|SubordinatedLiabilities|"
    r"Debenture|Lines?OfCredit|CreditFacility|CommercialPaper|MortgagePayable|BankOverdraft|"
    r"FederalHomeLoanBankAdvances|DueTo(?:RelatedPart|Affiliate|Officers|OtherRelated)"
)
_NO_DEBT = re.compile(
    r"Receivable|Securities|AvailableForSale|HeldForSale|HeldToMaturity|HeldForInvestment|Issuance|Costs?(?![a-z])|Discount|Premium|"
    r"Unamortized|FairValue|Maturit|Proceeds|Repayment|Interest|(?<!Floating)(?<!Fixed)(?<!Variable)Rate(?![a-z])|Gain|Loss|Extinguish|Capacity|Unused|"
    r"FaceAmount|DebtInstrument|Allowance|Deposit|Conversion|Collateral|Guarant|Covenant|(?<!Long)(?<!Short)Term$|Fee|Expense|Increase|"
    r"LoansTo(?![a-z])|LoansGranted|BankStock|Decrease|Percent|Average|Assets?(?![a-z])|Equity|Investments?(?![a-z])|Excluding|Including.*Fair|(?<!HomeLoanBank)Advances(?!FromFederal)|Commitment|Undrawn|Originat|Purchase"
)


_SHORT = re.compile(r"(?<!Non)Current|ShortTerm|CommercialPaper")
"""What lies within `DebtCurrent`, which is all debt due within a year."""


def looks_like_debt(tag: str) -> bool:
    """Return whether a tag names money owed: loans, notes, bonds, credit lines, related parties."""
    return bool(_DEBT.search(tag)) and not _NO_DEBT.search(tag)


class Debt(NamedTuple):
    """Total debt, and what a reader must know of it.

    Attributes:
        entry: None where it is left out.
        parts: The tags that were added.
        why: Empty where there is nothing to say.
    """

    entry: Entry | None
    parts: tuple[str, ...]
    why: str


def total_debt(taxonomy: Taxonomy, facts: Mapping[str, Fact]) -> Debt:
    """Return the debt of a fiscal year's end.

    Args:
        taxonomy: Whose tags.
        facts: The amount that counts for each tag that is debt or looks like it, if it has one.
    """
    parts, lacking = _parts_ifrs(facts) if taxonomy == "ifrs-full" else _parts(facts)
    counted = {fact.amount for tag, fact in facts.items() if tag in DEBT_TAGS[taxonomy]}
    total = sum_of([facts[tag].amount for tag in parts])
    outside = [
        tag
        for tag, fact in facts.items()
        if tag not in DEBT_TAGS[taxonomy]
        and fact.amount
        and not ("LongTermDebt" in tag and fact.amount in {*counted, total})  # the same under another name
        and not ("DebtCurrent" in parts and _SHORT.search(tag) and fact.amount <= facts["DebtCurrent"].amount)
    ]
    summed = " + ".join(parts)
    if outside:
        more = f" and {len(outside) - _NAMED} more" if len(outside) > _NAMED else ""
        within = f" within {summed}"
        listed = f"{_listed(outside, facts)}{more}"
        why = f"{listed} may or may not lie{within}" if summed else f"only parts of it are tagged: {listed}"
        return Debt(None, (), f"`total_debt` is left out: {why}")
    if lacking or not parts:
        return Debt(None, (), f"`total_debt` is left out: {lacking}" if lacking else "")
    if len({facts[tag].accession for tag in parts}) > 1:
        return Debt(None, (), f"`total_debt` is left out: {summed} come from different filings")
    leased = any("Lease" in tag for tag in parts)
    alike = {tag: fact for tag, fact in facts.items() if leased or "Lease" not in tag}
    if larger := larger_part(alike, total, summed, margin=_DISCOUNT):
        return Debt(None, (), f"`total_debt` is left out: {larger}")
    if exact(total) is None:
        return Debt(None, (), "`total_debt` is left out: the sum is no amount a section can hold")
    leases = ", with leases" if leased else ""
    if with_them := [tag for tag, fact in facts.items() if tag not in alike and fact.amount > total]:
        leases = f", without leases ({_listed(with_them, facts)} with them)"
    is_sum = "the sum of " if len(parts) > 1 else ""
    also = "; ShortTermBorrowings is its current part" if parts[0] in _WHOLE else ""
    return Debt(
        Entry(total, f"{'sum of ' if is_sum else ''}{summed}"),
        parts,
        f"`total_debt` {exact(total)} is {is_sum}{summed}{leases}{also}",
    )


_DISCOUNT = Decimal("0.05")
"""How much more than its amount in the balance sheet the principal of debt may be, which some tag instead."""


def larger_part(facts: Mapping[str, Fact], whole: Decimal, name: str, *, margin: Decimal = Decimal(0)) -> str:
    """Return that a tag is more than the whole that should hold it; empty where none is.

    `margin` is a share of the whole, 0 to 1, by which a part may be more.
    """
    tag = next((tag for tag, fact in facts.items() if fact.amount > whole * (1 + margin)), None)
    return f"{tag} {exact(facts[tag].amount)} is more than {name} {exact(whole)}" if tag else ""


def _listed(tags: list[str], facts: Mapping[str, Fact]) -> str:
    return ", ".join(f"{tag} {exact(facts[tag].amount)}" for tag in tags[:_NAMED])


_WHOLE = ("LongTermDebt", "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities")
_LATER = ("LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations")
_CURRENT = ("LongTermDebtCurrent", "LongTermDebtAndCapitalLeaseObligationsCurrent")
"""Long-term debt: with its current part, without it, and that part alone."""


def _parts(facts: Mapping[str, Fact]) -> tuple[tuple[str, ...], str]:
    """Return the tags of a whole sum, or what is lacking."""
    whole, later, current = (_first(tags, facts) for tags in (_WHOLE, _LATER, _CURRENT))
    short = facts["ShortTermBorrowings"].amount if "ShortTermBorrowings" in facts else None
    if "DebtCurrent" in facts:
        due = {tag: facts[tag] for tag in ("ShortTermBorrowings", *_CURRENT) if tag in facts}
        if larger := larger_part(due, facts["DebtCurrent"].amount, "DebtCurrent"):
            return (), larger
        if later:
            return ("DebtCurrent", later), ""
        alone = "only debt due within a year is tagged: DebtCurrent"
        return (), f"{whole} holds a part of DebtCurrent" if whole else alone
    if not whole and not later:
        found = [tag for tag in ("ShortTermBorrowings", current) if tag in facts]
        return (), f"only debt due within a year is tagged: {', '.join(found)}" if found else ""
    if current and later:
        if short is None or short == facts[current].amount:
            return (current, later), ""
        return ("ShortTermBorrowings", current, later), ""
    if whole and later and short is not None and sum_of([short, facts[later].amount]) == facts[whole].amount:
        return (whole,), ""
    if whole and short:
        return (), f"ShortTermBorrowings {exact(short)} may hold the current part of {whole}"
    if whole or short is None:
        return (), f"{whole or later} alone is long-term debt, not all debt"
    said = f"ShortTermBorrowings {exact(short)}"
    return (), f"nothing says whether {said} holds the current part of {later}"


def _first(tags: tuple[str, ...], facts: Mapping[str, Fact]) -> str:
    return next((tag for tag in tags if tag in facts), "")


def _parts_ifrs(facts: Mapping[str, Fact]) -> tuple[tuple[str, ...], str]:
    later = _first(("LongtermBorrowings", "NoncurrentPortionOfNoncurrentBorrowings"), facts)
    both = "CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings"
    if both in facts and later:
        return (both, later), ""
    apart = ("ShorttermBorrowings", "CurrentPortionOfLongtermBorrowings")
    if later and all(tag in facts for tag in apart):
        return (*apart, later), ""
    found = [tag for tag in (both, *apart, later) if tag in facts]
    return (), f"only parts of it are tagged: {', '.join(found)}" if found else ""
