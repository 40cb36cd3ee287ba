"""What each side gives and gets, and whose strengths cover whose weak spots."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from partnercheck.measures import capabilities
from partnercheck.measures.capabilities import weak_spots
from partnercheck.measures.exchange import SECTION, everything
from partnercheck.measures.working import exact, rounded
from partnercheck.render import words
from partnercheck.render.document.sections import draws
from partnercheck.render.report.parts import Column, Table
from partnercheck.render.report.relation import DRAWN, GiveAndTake, Strengths, Total, WeakSpot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from partnercheck.measures.capabilities import Capability
    from partnercheck.measures.exchange import Benefit, Contribution, Side
    from partnercheck.model.inputs import Inputs


@draws(SECTION)
def exchange(inputs: Inputs, missing: list[str]) -> GiveAndTake | None:
    """Return what each side gives and gets; why that cannot be told goes to `missing`."""
    section = SECTION.of(inputs.dossier)
    if section is None or not (section.contributions or section.benefits):
        missing.append("Give and take: the dossier does not say what each side gives and gets.")
        return None
    totals = [
        _total("We give", "us", section.contributions),
        _total("We get", "us", section.benefits),
        _total("They give", "them", section.contributions),
        _total("They get", "them", section.benefits),
    ]
    columns = [
        Column("Side"),
        *(
            Column(title, number=True)
            for title in ("Gives", "of it up front", "Gets", "Back for each 1 given")
        ),
    ]
    rows = [
        [side, gives.text, rounded(Fraction(gives.upfront), 2), gets.text, _back(gives, gets)]
        for side, gives, gets in (("We", totals[0], totals[1]), ("They", totals[2], totals[3]))
    ]
    return GiveAndTake(
        title=_balance(totals, section.currency),
        message="",
        table=Table(f"What each side gives and gets, in {section.currency}", columns, rows),
        currency=section.currency,
        totals=totals,
        items=everything(section),
    )


def _total(who: str, side: Side, entries: Iterable[Contribution | Benefit]) -> Total:
    mine = [entry for entry in entries if entry.side == side]
    amount = sum((Fraction(entry.amount) for entry in mine), Fraction())
    upfront = sum((Fraction(entry.amount) for entry in mine if getattr(entry, "upfront", False)), Fraction())
    return Total(who, side, float(amount), float(upfront), exact(amount))


def _back(gives: Total, gets: Total) -> str:
    return f"{gets.amount / gives.amount:.2f}" if gives.amount else "–"


def _balance(totals: list[Total], currency: str) -> str:
    we_give, we_get, they_give, they_get = totals
    ours, theirs, one = _back(we_give, we_get), _back(they_give, they_get), words.money("1", currency)
    if "–" in (ours, theirs):
        who = "we" if ours == "–" else "they"
        return f"In this list {who} give nothing, so that returns cannot be compared."
    if ours == theirs:
        return f"Both sides get back {words.money(ours, currency)} for each {one} they give."
    more, less, best, least = (
        ("we", "they", ours, theirs) if float(ours) > float(theirs) else ("they", "we", theirs, ours)
    )
    best, least = words.money(best, currency), words.money(least, currency)
    return f"For each {one} given, {more} get back {best} and {less} {least}."


@draws(capabilities.SECTION)
def strengths(inputs: Inputs, missing: list[str]) -> Strengths | None:
    """Return each side's weak spots against the other's strengths."""
    theirs, ours = capabilities.SECTION.of(inputs.dossier), capabilities.OURS.of(inputs.organisation)
    if theirs is None or ours is None:
        whose = "the partner's" if theirs is None else "our own"
        missing.append(f"Strengths and weak spots: {whose} capabilities are not given.")
        return None
    spots = [
        *_spots("us", ours.items, theirs.items),
        *_spots("them", theirs.items, ours.items),
    ]
    said = f"{_covered(spots, 'us', 'our', 'they')}; {_covered(spots, 'them', 'their', 'we')}"
    columns = [
        Column("Weak spot"),
        Column("Whose"),
        Column("Needed, 1 to 5", number=True),
        Column("The other side's level, 0 to 4", number=True),
        Column("Covered"),
    ]
    rows = [
        [
            each.name,
            "ours" if each.whose == "us" else "theirs",
            str(each.needed),
            "–" if each.other is None else str(each.other),
            f"{each.symbol} {each.word}",
        ]
        for each in spots
    ]
    return Strengths(
        title=f"{words.capitalised(said)}.",
        message="",
        table=Table(
            "Weak spots (level 0 or 1), and whether the other side is strong there (3 or 4)", columns, rows
        ),
        spots=spots,
        whole=len(spots) <= DRAWN,
    )


def _spots(whose: Side, side: Mapping[str, Capability], other: Mapping[str, Capability]) -> list[WeakSpot]:
    found = sorted(weak_spots(side, other), key=lambda spot: -spot.needed)
    return [
        WeakSpot(
            whose,
            each.name,
            each.needed,
            each.level,
            each.other,
            each.covered,
            *_word(each.covered, each.other),
        )
        for each in found
    ]


def _word(covered: bool, other: int | None) -> tuple[str, str]:
    if other is None:
        return "?", "not listed"
    return ("✔", "covered") if covered else ("✘", "not covered")


def _covered(spots: list[WeakSpot], whose: Side, whose_word: str, others: str) -> str:
    mine = [spot for spot in spots if spot.whose == whose]
    if not mine:
        return f"no weak spot is among {whose_word} capabilities"
    strong = sum(spot.covered for spot in mine)
    return f"{others} cover {strong} of {whose_word} {words.counted(len(mine), 'weak spot')}"
