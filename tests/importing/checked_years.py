"""Years of amounts, and what is kept of them."""

from __future__ import annotations

from decimal import Decimal

from partnercheck.importing.checks import checked
from partnercheck.importing.statements import Entry


def year(**amounts: float) -> dict[str, Entry]:
    return {name: Entry(Decimal(str(amount))) for name, amount in amounts.items()}


def kept(**amounts: float) -> set[str]:
    return set(checked({2025: year(**amounts)})[0][2025])


LINES = ("revenue", "ebit", "net_income", "cash")


def years(*scales: float) -> dict[int, dict[str, Entry]]:
    return {2020 + at: year(**dict.fromkeys(LINES, scale)) for at, scale in enumerate(scales)}
