"""What amounts must hold together before any of them is taken over, wherever they come from.

Of a sum that fails by more than 1 % all lines that no other sum confirms are left out, and so are lines of
which a part is larger than the whole. What is left out is told with both numbers.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.importing.statements import SHARES, Entry, Remark, exact
from partnercheck.measures.finance.financials import LINES
from partnercheck.measures.finance.statements import ANY_SIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from partnercheck.importing.statements import Year

TOLERANCE = Fraction(1, 100)

_JUMP = (Fraction(500), Fraction(2_000))
"""Between which factors a line jumps whose unit is off by 1,000; by 1,000,000 it is their squares."""
_MOST = 3
"""How many lines must jump for a unit to be wrong."""


class Sum(NamedTuple):
    """That parts add up to a whole.

    Attributes:
        parts: Each with its sign.
        optional: Parts that filers count or leave out; any of them may be needed.
    """

    whole: str
    parts: tuple[tuple[Literal[1, -1], str], ...]
    optional: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all that must be there."""
        return (self.whole, *(name for _, name in self.parts))

    def given(self, year: Mapping[str, object]) -> bool:
        """Return whether all that it needs is there."""
        return all(name in year for name in self.names)

    def holds(self, year: Year) -> bool:
        """Return whether it holds within the tolerance, with any choice of the optional parts."""
        return self.needed(year) is not None

    def needed(self, year: Year) -> tuple[str, ...] | None:
        """Return the fewest optional parts with which it holds within the tolerance; None: it never does."""
        amounts = {
            name: Fraction(year[name].amount) for name in (*self.names, *self.optional) if name in year
        }
        more = [name for name in self.optional if name in amounts]
        total = sum((sign * amounts[name] for sign, name in self.parts), Fraction())
        largest = max(abs(amounts[name]) for name in self.names)
        choices = (chosen for size in range(len(more) + 1) for chosen in combinations(more, size))
        return next(
            (
                chosen
                for chosen in choices
                if abs(amounts[self.whole] - total - sum(amounts[name] for name in chosen))
                <= TOLERANCE * largest
            ),
            None,
        )

    def sentence(self, year: Year) -> str:
        """Return the sum with its numbers, in words."""
        parts = "".join(
            f" {'+' if sign > 0 else '−'} `{name}` {exact(year[name].amount)}" for sign, name in self.parts
        )
        total = exact(
            sum((sign * year[name].amount for sign, name in self.parts), start=0 * year[self.whole].amount)
        )
        said = f"`{self.whole}` {exact(year[self.whole].amount)} is not{parts.removeprefix(' +')}"
        return f"{said} = {total}" if len(self.parts) > 1 else said


BALANCE = Sum(
    "total_assets",
    ((1, "total_liabilities"), (1, "equity")),
    ("minority_interest", "redeemable_equity", "redeemable_shares", "redeemable_minority"),
)
SUMS = (
    BALANCE,
    Sum("total_assets", ((1, "equity_and_liabilities"),)),
    Sum("gross_profit", ((1, "revenue"), (-1, "cost_of_sales"))),
    Sum("total_assets", ((1, "current_assets"), (1, "non_current_assets"))),
    Sum("total_liabilities", ((1, "current_liabilities"), (1, "non_current_liabilities"))),
    Sum(
        "change_in_cash",
        ((1, "operating_cash_flow"), (1, "investing_cash_flow"), (1, "financing_cash_flow")),
        ("exchange_effect", "discontinued_cash_flow"),
    ),
)

BRIDGES = (
    Sum("profit_before_tax", ((1, "ebit"), (-1, "interest_expense"))),
    Sum("net_income", ((1, "profit_before_tax"), (-1, "income_tax"))),
)
"""What holds in plain statements; it confirms an amount but, where it fails, says nothing against it."""


class Order(NamedTuple):
    """That a part is not larger than its whole, unless something else is shown that may explain it."""

    whole: str
    part: str
    unless: str = ""

    def fails(self, year: Year) -> bool:
        """Return whether both are there and the part is larger by more than the tolerance."""
        if self.whole not in year or self.part not in year or self.unless in year:
            return False
        whole, part = Fraction(year[self.whole].amount), Fraction(year[self.part].amount)
        return part > 0 and part - whole > TOLERANCE * max(abs(part), abs(whole))

    def sentence(self, year: Year) -> str:
        """Return in words what contradicts itself."""
        return (
            f"`{self.part}` {exact(year[self.part].amount)} is more than `{self.whole}` "
            f"{exact(year[self.whole].amount)}"
        )


ORDERS = (
    Order("revenue", "gross_profit"),
    Order("gross_profit", "ebit", "other_income"),
    Order("revenue", "ebit", "other_income"),
    Order("total_assets", "current_assets"),
    Order("current_assets", "cash"),
    Order("current_assets", "receivables"),
    Order("current_assets", "inventory"),
    Order("total_assets", "cash"),
    Order("total_liabilities", "current_liabilities"),
    Order("total_liabilities", "total_debt"),
    Order("total_debt", "long_term_debt"),
)


def confirmed(year: Year, sums: Iterable[Sum] = SUMS) -> frozenset[str]:
    """Return the names that a sum of at least three amounts confirms."""
    return frozenset(
        name
        for each in sums
        if len(each.parts) > 1 and each.given(year) and each.holds(year)
        for name in each.names
    )


def checked(years: Mapping[int, Year]) -> tuple[dict[int, Year], list[Remark]]:
    """Return the years without what contradicts itself, and what was left out with both numbers."""
    remarks: list[Remark] = []
    kept = {number: dict(year) for number, year in years.items()}
    for number, year in sorted(years.items()):
        out = dict(_contradictions(year))
        for name, why in out.items():
            kept[number].pop(name, None)
            if name in LINES:
                remarks.append(
                    Remark("left-out", f"`{name}` is left out: {why}", number, name, year[name].position)
                )
        for name in [name for name in kept[number] if _wrong_sign(name, kept[number][name])]:
            entry = kept[number].pop(name)
            text = f"`{name}` is left out: {exact(entry.amount)} is negative, which it cannot be"
            remarks.append(Remark("negative-amount", text, number, name, entry.position))
        _between_liabilities_and_equity(kept[number])
    for number, name, why in list(_wrong_units(kept)):
        entry = kept[number].pop(name)
        remarks.append(Remark("wrong-unit", f"`{name}` is left out: {why}", number, name, entry.position))
    return kept, remarks


def _between_liabilities_and_equity(year: Year) -> None:
    """Have `redeemable_equity` be all that a balance sheet needs besides liabilities and equity."""
    needed = BALANCE.needed(year) if BALANCE.given(year) else ("redeemable_equity", "redeemable_shares")
    entries = [year[name] for name in needed or () if name in year]
    year.pop("redeemable_equity", None)
    if entries:
        amount = sum((each.amount for each in entries), start=0 * entries[0].amount)
        origin = " + ".join(each.origin for each in entries if each.origin)
        year["redeemable_equity"] = Entry(amount, origin, entries[0].position)


def _wrong_sign(name: str, entry: Entry) -> bool:
    return name in LINES and name not in ANY_SIGN and entry.amount < 0


def _contradictions(year: Year) -> Iterator[tuple[str, str]]:
    """Yield what is to be left out of a year, with the reason; the first reason of a name comes last."""
    safe = confirmed(year)
    faults: list[tuple[tuple[str, ...], str]] = [
        (each.names, each.sentence(year)) for each in SUMS if each.given(year) and not each.holds(year)
    ]
    faults += [((each.whole, each.part), each.sentence(year)) for each in ORDERS if each.fails(year)]
    for names, why in reversed(faults):
        yield from ((name, why) for name in names if name not in safe)
    operating = Sum("ebitda", ((1, "ebit"), (1, "depreciation_amortisation")))
    if operating.given(year) and not operating.holds(year):
        yield "ebitda", operating.sentence(year)


def _wrong_units(years: Mapping[int, Year]) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of years whose unit is wrong, most lines having jumped by 1,000 or 1,000,000 at once.

    The unit that more years share than any other is the right one; where none is, all that jumped goes.
    """
    powers: dict[int, int] = defaultdict(int)
    reasons: dict[int, str] = {}
    for before, after in pairwise(sorted(years)):
        power, why = _jump(years[before], years[after])
        powers[after] = powers[before] + power
        if power:
            reasons[before] = reasons[after] = (
                f"most lines jump by about {1000 ** abs(power):,} from {before} to {after}, such "
                f"as {why}; one of the two is in a wrong unit"
            )
    counts: dict[int, int] = defaultdict(int)
    for power in powers.values():
        counts[power] += 1
    if len(counts) < 2:
        return
    most = max(counts.values())
    right = {power for power, count in counts.items() if count == most}
    for number, power in powers.items():
        if (len(right) > 1 or power not in right) and number in reasons:
            yield from (
                (number, name, reasons[number])
                for name in list(years[number])
                if name in LINES and name != SHARES
            )


def _jump(before: Year, after: Year) -> tuple[int, str]:
    """Return by which power of 1,000 most lines jump, and one of them in words."""
    found: dict[int, list[str]] = defaultdict(list)
    shared = [
        name
        for name in LINES
        if name != SHARES and name in before and name in after and before[name].amount and after[name].amount
    ]
    for name in shared:
        ratio = abs(Fraction(after[name].amount) / Fraction(before[name].amount))
        for power in (1, 2):
            low, high = _JUMP[0] ** power, _JUMP[1] ** power
            if low <= ratio <= high:
                found[power].append(name)
            if low <= 1 / ratio <= high:
                found[-power].append(name)
    for power, names in found.items():
        if len(names) >= _MOST and 2 * len(names) > len(shared):
            one = names[0]
            return power, f"`{one}` {exact(before[one].amount)} and {exact(after[one].amount)}"
    return 0, ""


def settle(candidates: Mapping[str, list[Entry]], tell: Callable[[str, str, str], None]) -> Year:
    """Return one amount for each name: the only one, or the one that a sum confirms.

    Args:
        candidates: The amounts that have the same claim to a name.
        tell: Is told of a name, with the kind of remark and a text, where amounts contradict each other.
    """
    year: Year = {name: found[0] for name, found in candidates.items() if len(found) == 1}
    for name, found in candidates.items():
        if len(found) == 1:
            continue
        amounts = [each.amount for each in found]
        if max(amounts) - min(amounts) <= max(map(abs, amounts)) / 100:
            year[name] = found[0]
            text = f"`{name}` is {exact(found[0].amount)}; {_listed(found[1:])} is not used"
            tell(name, "other-amount", text)
            continue
        fits = [each for each in found if name in confirmed({**year, name: each}, (*SUMS, *BRIDGES))]
        others = _listed(found)
        if len(fits) == 1:
            year[name] = fits[0]
            tell(
                name,
                "other-amount",
                f"`{name}` is {exact(fits[0].amount)}, as the sums confirm; given are {others}",
            )
        else:
            tell(name, "conflict", f"`{name}` is left out: the file gives {others}")
    return year


def _listed(entries: Iterable[Entry]) -> str:
    return " and ".join(
        f"{exact(each.amount)} ({each.origin})" if each.origin else str(exact(each.amount))
        for each in entries
    )
