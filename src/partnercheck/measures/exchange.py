"""The section `exchange`: whether both sides get out of the venture what they put in."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import Section
from partnercheck.measures.working import MINUS, TIMES, bracketed, exact, result
from partnercheck.model.asking import WE_AND_THEY
from partnercheck.model.scalars import Currency, NotNegative, Text, YesNo, refuse, refuse_all
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table

Side = Literal["us", "them"]


class Benefit(Strict):
    """What a side gets."""

    side: Side
    """Whose it is: ours or theirs."""
    what: Text
    """What it is."""
    amount: NotNegative
    """Its worth, in the currency of the section."""
    currency: Currency | None = None
    """If given, it must be that of the section."""

    def check_currency(self, currency: str, at: tuple[str | int, ...]) -> None:
        """Refuse an amount in another currency, which stands at the path `at`: nothing here converts."""
        if self.currency != currency:
            message = f"{self.currency} cannot be added to {currency}, the currency of the section"
            refuse("mixed-currencies", message, "convert the amount, and say in `what` at which rate", at)


class Contribution(Benefit):
    """What a side gives."""

    upfront: YesNo = False
    """Whether it is given before anything comes back."""


class Exchange(SectionData):
    """What each side gives and gets, in one currency."""

    currency: Currency
    """Three letters, ISO 4217."""
    contributions: tuple[Contribution, ...] = ()
    """What each side gives."""
    benefits: tuple[Benefit, ...] = ()
    """What each side gets."""

    @model_validator(mode="after")
    def _one_currency(self) -> Self:
        refuse_all(
            partial(each.check_currency, self.currency, (name, index, "currency"))
            for name, amounts in (("contributions", self.contributions), ("benefits", self.benefits))
            for index, each in enumerate(amounts)
            if each.currency is not None
        )
        return self


class _Sum(NamedTuple):
    """Amounts of one side, added up and told."""

    value: Fraction
    text: str

    @classmethod
    def of(cls, entries: Iterable[Contribution | Benefit], side: str) -> "_Sum":
        mine = [entry for entry in entries if entry.side == side]
        value = sum((Fraction(entry.amount) for entry in mine), Fraction())
        parts = " + ".join(f"{shown(entry.what)} {exact(Fraction(entry.amount))}" for entry in mine)
        return cls(value, f"{exact(value)} ({parts})" if parts else "nothing")


@measure_in("%")
def balance(exchange: Exchange, _: Sides) -> Measured:
    """100 * min(q) / max(q), in %, where q = benefits / contributions of each side; 100 is an even deal.

    0 where a side gets nothing, or gives nothing while the other gives. Source: this program. None where
    nobody gives anything or no benefits are listed.

    Reads `contributions`, `benefits`, `side`, `amount`.
    """
    both = _both(exchange)
    (_us, ours, our_gain), (_them, theirs, their_gain) = both
    working = (
        f"in {exchange.currency}: we give {ours.text} and get {our_gain.text}; "
        f"they give {theirs.text} and get {their_gain.text}"
    )
    for name, given, got in both:
        if not given.value or not got.value:
            return Measured(0.0, f"{working}; {name} {'get' if given.value else 'give'} nothing: balance = 0")
    quotients = sorted(
        (got.value / given.value, f"{exact(got.value)} ÷ {exact(given.value)}") for _side, given, got in both
    )
    (low, low_text), (high, high_text) = quotients
    value = 100 * low / high
    return Measured(float(value), f"{working}; 100 {TIMES} ({low_text}) ÷ ({high_text}) {result(value)} %")


@measure_in("times")
def least_return(exchange: Exchange, _: Sides) -> Measured:
    """Smaller of benefits / contributions over the sides that give anything, in ×; below 1 a side loses.

    0 for a side that gives and gets nothing back. Source: this program. None where
    nobody gives anything or no benefits are listed.

    Reads `contributions`, `benefits`, `side`, `amount`.
    """
    returns = [
        (gain.value / given.value, f"{name} {exact(gain.value)} ÷ {exact(given.value)}")
        for name, given, gain in _both(exchange)
        if given.value
    ]
    value = min(quotient for quotient, _text in returns)
    listed = "; ".join(f"{each} {result(quotient)}" for quotient, each in returns)
    return Measured(
        float(value),
        f"in {exchange.currency}, benefits ÷ contributions: {listed}; the smaller {result(value)} ×",
    )


@measure_in("%")
def net_split(exchange: Exchange, _: Sides) -> Measured:
    """100 * smaller net gain / sum of both net gains, in %, at least 0; 50 is even.

    A net gain is benefits less contributions. Source: this program. None where nobody
    gives anything, no benefits are listed, or both together gain nothing.

    Reads `contributions`, `benefits`, `side`, `amount`.
    """
    nets = [
        (gain.value - given.value, f"{name} {exact(gain.value)} {MINUS} {exact(given.value)}")
        for name, given, gain in _both(exchange)
    ]
    whole = sum((net for net, _ in nets), Fraction())
    listed = "; ".join(f"{each} {result(net)}" for net, each in nets)
    if whole <= 0:
        raise UnmeasurableError(f"both sides together gain nothing (in {exchange.currency}, net: {listed})")
    least = min(net for net, _ in nets)
    value = max(Fraction(), 100 * least / whole)
    working = f"in {exchange.currency}, net gains: {listed}; 100 {TIMES} {bracketed(least)} ÷ {exact(whole)}"
    return Measured(
        float(value),
        f"{working}, at least 0, {result(value)} %" if least < 0 else f"{working} {result(value)} %",
    )


@measure_in("%")
def effort_share(exchange: Exchange, _: Sides) -> Measured:
    """100 * contributions of the side that carries more / all contributions, in %; 50 is even.

    Source: this program. None where nobody gives anything.

    Reads `contributions`, `side`, `amount`.
    """
    ours, theirs = _contributions(exchange)
    more, whole = max(ours.value, theirs.value), ours.value + theirs.value
    value = 100 * more / whole
    return Measured(
        float(value),
        f"in {exchange.currency}: we give {ours.text}, they give {theirs.text}; "
        f"100 {TIMES} {exact(more)} ÷ {exact(whole)} {result(value)} %",
    )


@measure_in("%")
def upfront_share(exchange: Exchange, _: Sides) -> Measured:
    """100 * |our upfront contributions - theirs| / all contributions, in %; 0 without any upfront.

    Source: this program. None where nobody gives anything.

    Reads `contributions`, `side`, `amount`, `upfront`.
    """
    all_ours, all_theirs = _contributions(exchange)
    upfront = [entry for entry in exchange.contributions if entry.upfront]
    ours, theirs = _Sum.of(upfront, "us"), _Sum.of(upfront, "them")
    whole = all_ours.value + all_theirs.value
    high, low = max(ours.value, theirs.value), min(ours.value, theirs.value)
    value = 100 * (high - low) / whole
    return Measured(
        float(value),
        f"in {exchange.currency}: upfront we give {ours.text}, they give {theirs.text}; all contributions "
        f"{exact(whole)}; 100 {TIMES} ({exact(high)} {MINUS} {exact(low)}) ÷ {exact(whole)} "
        f"{result(value)} %",
    )


def _both(exchange: Exchange) -> tuple[tuple[str, _Sum, _Sum], tuple[str, _Sum, _Sum]]:
    """Return, for us and for them, what each gives and gets.

    Raises:
        UnmeasurableError: Nobody gives anything, or no benefits are listed.
    """
    ours, theirs = _contributions(exchange)
    if not exchange.benefits:
        raise UnmeasurableError("`exchange` lists no benefits")
    our_gain, their_gain = _Sum.of(exchange.benefits, "us"), _Sum.of(exchange.benefits, "them")
    return ("we", ours, our_gain), ("they", theirs, their_gain)


def _contributions(exchange: Exchange) -> tuple[_Sum, _Sum]:
    """Return our and their contributions.

    Raises:
        UnmeasurableError: Nobody gives anything.
    """
    if not exchange.contributions:
        raise UnmeasurableError("`exchange` lists no contributions")
    ours, theirs = _Sum.of(exchange.contributions, "us"), _Sum.of(exchange.contributions, "them")
    if not ours.value and not theirs.value:
        raise UnmeasurableError("all contributions of `exchange` are zero")
    return ours, theirs


def everything(exchange: Exchange) -> Table:
    """Return all that is given and got."""
    columns = [
        Column("Side"),
        Column("What"),
        Column("Kind"),
        Column(f"Amount, {exchange.currency}", number=True),
    ]
    entries: list[tuple[Benefit, str]] = [
        (each, "gives, up front" if each.upfront else "gives") for each in exchange.contributions
    ]
    entries += [(each, "gets") for each in exchange.benefits]
    rows = [[WE_AND_THEY[each.side], each.what, kind, exact(Fraction(each.amount))] for each, kind in entries]
    return Table("Everything that is given and got", columns, rows)


def _tables(exchange: Exchange, _: Sides) -> Iterator[Table]:
    yield everything(exchange)


SECTION = Section(
    name="exchange",
    title="Give and take",
    summary="What each side gives and gets.",
    model=Exchange,
    measures=(balance, least_return, net_split, effort_share, upfront_share),
    sample="""\
exchange:
  currency: GBP
  contributions:
    - {side: us, what: Integration work, amount: 120000, upfront: yes}
    - {side: them, what: Two engineers for a year, amount: 150000}
  benefits:
    - {side: us, what: Margin of the first two years, amount: 300000}
    - {side: them, what: Margin of the first two years, amount: 280000}
""",
    tables=_tables,
    by_side=("contributions", "benefits"),
    unasked=("contributions.currency", "benefits.currency"),
)
