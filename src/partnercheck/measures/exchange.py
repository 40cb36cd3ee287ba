"""Measures of the section `exchange`: whether both sides get out of the venture what they put in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, UnmeasurableError, or_reason
from partnercheck.measures.working import MINUS, TIMES, exact, result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.measures.measured import Sides
    from partnercheck.model.sections import Benefit, Contribution, Exchange


class _Sum(NamedTuple):
    """Amounts of one side, added up and told."""

    value: Fraction
    text: str

    @classmethod
    def of(cls, entries: Iterable[Contribution | Benefit], side: str) -> _Sum:
        mine = [entry for entry in entries if entry.side == side]
        value = sum((Fraction(entry.amount) for entry in mine), Fraction())
        parts = " + ".join(f"{shown(entry.what)} {exact(Fraction(entry.amount))}" for entry in mine)
        return cls(value, f"{exact(value)} ({parts})" if parts else "nothing")


@or_reason
def balance(sides: Sides) -> Measured:
    """100 * min(q) / max(q), in %, where q = benefits / contributions of each side; 100 is an even deal.

    0 where a side gets nothing, or gives nothing while the other gives. Source: DESIGN of this program,
    section 7. None where nobody gives anything or no benefits are listed.
    """
    section, (ours, theirs) = _contributions(sides)
    if not section.benefits:
        raise UnmeasurableError("`exchange` lists no benefits")
    our_gain, their_gain = _Sum.of(section.benefits, "us"), _Sum.of(section.benefits, "them")
    working = (
        f"in {section.currency}: we give {ours.text} and get {our_gain.text}; "
        f"they give {theirs.text} and get {their_gain.text}"
    )
    for name, given, got in (("we", ours, our_gain), ("they", theirs, their_gain)):
        if not given.value or not got.value:
            return Measured(0.0, f"{working}; {name} {'get' if given.value else 'give'} nothing: balance = 0")
    quotients = sorted(
        (got.value / given.value, f"{exact(got.value)} ÷ {exact(given.value)}")
        for given, got in ((ours, our_gain), (theirs, their_gain))
    )
    (low, low_text), (high, high_text) = quotients
    value = 100 * low / high
    return Measured(float(value), f"{working}; 100 {TIMES} ({low_text}) ÷ ({high_text}) {result(value)} %")


@or_reason
def effort_share(sides: Sides) -> Measured:
    """100 * contributions of the side that carries more / all contributions, in %; 50 is even.

    Source: DESIGN of this program, section 7. None where nobody gives anything.
    """
    section, (ours, theirs) = _contributions(sides)
    more, whole = max(ours.value, theirs.value), ours.value + theirs.value
    value = 100 * more / whole
    return Measured(
        float(value),
        f"in {section.currency}: we give {ours.text}, they give {theirs.text}; "
        f"100 {TIMES} {exact(more)} ÷ {exact(whole)} {result(value)} %",
    )


@or_reason
def upfront_share(sides: Sides) -> Measured:
    """100 * |our upfront contributions - theirs| / all contributions, in %; 0 without any upfront.

    Source: DESIGN of this program, section 7. None where nobody gives anything.
    """
    section, (all_ours, all_theirs) = _contributions(sides)
    upfront = [entry for entry in section.contributions if entry.upfront]
    ours, theirs = _Sum.of(upfront, "us"), _Sum.of(upfront, "them")
    whole = all_ours.value + all_theirs.value
    high, low = max(ours.value, theirs.value), min(ours.value, theirs.value)
    value = 100 * (high - low) / whole
    return Measured(
        float(value),
        f"in {section.currency}: upfront we give {ours.text}, they give {theirs.text}; all contributions "
        f"{exact(whole)}; 100 {TIMES} ({exact(high)} {MINUS} {exact(low)}) ÷ {exact(whole)} "
        f"{result(value)} %",
    )


def _contributions(sides: Sides) -> tuple[Exchange, tuple[_Sum, _Sum]]:
    """Return the section with our and their contributions.

    Raises:
        UnmeasurableError: There is no section, or nobody gives anything.
    """
    section = sides.theirs.exchange
    if section is None:
        raise UnmeasurableError("the dossier has no section `exchange`")
    if not section.contributions:
        raise UnmeasurableError("`exchange` lists no contributions")
    ours, theirs = _Sum.of(section.contributions, "us"), _Sum.of(section.contributions, "them")
    if not ours.value and not theirs.value:
        raise UnmeasurableError("all contributions of `exchange` are zero")
    return section, (ours, theirs)


MEASURES = (balance, effort_share, upfront_share)
