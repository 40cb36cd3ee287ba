"""The page of a portfolio: what needs somebody first, then every partner in a table that can be sorted.

It is one file; without script it is read as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.render import shortened, templates, words
from partnercheck.render.approvals import short
from partnercheck.render.portfolio.listing import dimension_score

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.insight.overview import Shared
    from partnercheck.model.portfolio import Due, Partner
    from partnercheck.model.series import Earlier, Past
    from partnercheck.render.portfolio.listing import Listed, Portfolio

_BETTER = [f"{name}, from {least:g}" for name, least in reversed(words.BANDS[:-1])]
BANDS = (f"{words.BANDS[-1][0]}, below {words.BANDS[-2][1]:g}", *_BETTER)
"""The bands of the heat map; a score on a limit is in the higher one."""


_SCOPE = 60
"""How many letters of a scope are shown."""


class HeatCell(NamedTuple):
    """A dimension's score; `band` is the place in `BANDS`, None where there is no score."""

    text: str
    band: int | None


class Date(NamedTuple):
    """A date before: its day, how it stood then, and its report."""

    day: str
    stood: str
    link: str | None


class Row(NamedTuple):
    """A partner in the table; keys sort days, what is due (empty: nothing is), and the trend, worse first."""

    rank: int
    name: str
    scope: str | None
    link: str | None
    level: int
    verdict: str
    symbol: str
    firm: bool
    decided: str | None
    score: str
    span: str
    point: float | None
    low: float | None
    wide: float
    heat: list[HeatCell]
    flags: str
    flags_key: int
    due: str
    due_key: str
    trend: str
    trend_key: str
    dates: list[Date]
    known_by: str
    as_of: str
    as_of_key: str
    rubric: str


class Item(NamedTuple):
    """Something that is due."""

    day: str
    overdue: bool
    partner: str
    link: str | None
    kind: str
    text: str
    owner: str


def index(
    portfolio: Portfolio,
    partners: Iterable[Listed],
    links: Mapping[str, str | None],
    *,
    scored: bool = False,
) -> Iterator[str]:
    """Yield the parts of the page; `links` leads from the partners in `overview.first` to their reports.

    Of partners that were `scored` in a warehouse nobody knows what is due, and those in `overview.order` are
    listed.
    """
    seen = portfolio.overview
    yield from templates.page(
        "portfolio.html.j2",
        count=sum(seen.levels.values()),
        listed=len(seen.order),
        scored=scored,
        verdicts=[(*words.VERDICTS[level], seen.levels[level]) for level in VERDICT_LEVELS],
        firm=seen.firm,
        days=_days(seen.days),
        rubrics=seen.rubrics,
        overdue=seen.overdue,
        due=seen.due,
        trends=[(*words.TRENDS[trend], number) for trend, number in seen.trends.items()],
        earlier=seen.earlier,
        first=[_item(each.partner, _href(links.get(each.key)), each.due) for each in seen.first],
        dimensions=list(seen.dimensions.values()),
        bands=BANDS,
        countries=[(each.what, each.number, _sharing(each)) for each in seen.countries],
        owners=[(each.what, each.number, _sharing(each)) for each in seen.owners],
        rows=(_row(each, list(seen.dimensions)) for each in partners),
        refused=[(each, _href(next(iter(each.reports), None))) for each in portfolio.refused],
        others=portfolio.others,
        workbook=portfolio.workbook,
        version=portfolio.version,
        options=[
            (name, value)
            for name, value in portfolio.options.items()
            if value is not None and value is not False
        ],
        levels=[
            (place, words.VERDICTS[level][1].partition(":")[0]) for place, level in enumerate(VERDICT_LEVELS)
        ],
    )


def _sharing(shared: Shared) -> str:
    """Return the partners that share something, the first by name."""
    more = shared.number - len(shared.partners)
    return words.few([*shared.partners, *[""] * more], len(shared.partners))


def _days(days: tuple[dt.date, dt.date] | None) -> str:
    if days is None:
        return "–"
    first, last = map(words.day, days)
    return first if first == last else f"{first} to {last}"


def _href(report: str | None) -> str | None:
    return None if report is None else quote(report)


def _item(partner: str, link: str | None, due: Due) -> Item:
    about = due.text if due.kind != "waiver" else f"{', '.join(due.about)}: {due.text}"
    return Item(words.day(due.day), due.overdue, partner, link, due.kind, about, due.owner or "nobody yet")


def _row(listed: Listed, dimensions: list[str]) -> Row:
    partner = listed.partner
    symbol, verdict = words.VERDICTS[partner.verdict.level]
    text, key = _dues(partner)
    trend, trend_key = _trend(partner, listed.past)
    return Row(
        rank=listed.rank,
        name=partner.name,
        scope=partner.scope and shortened.cut(partner.scope, _SCOPE),
        link=_href(next(iter(listed.reports), None)),
        level=VERDICT_LEVELS.index(partner.verdict.level),
        verdict=verdict.partition(":")[0],
        symbol=symbol,
        firm=partner.verdict.firm,
        decided=short(partner.decided),
        score=words.number(partner.score.point),
        span=words.span(partner.score),
        point=_rounded(partner.score.point),
        low=_rounded(partner.score.low),
        wide=round((partner.score.high or 0.0) - (partner.score.low or 0.0), 1),
        heat=[_heat(dimension_score(partner, name).point) for name in dimensions],
        flags=_counted(
            (len(partner.raised), "raised"),
            (len(partner.open), "open"),
            (len(partner.waived), "of them waived"),
        ),
        flags_key=1000 * len(partner.raised) + len(partner.open),
        due=text,
        due_key=key,
        trend=trend,
        trend_key=trend_key,
        dates=[_date(each) for each in reversed(listed.past.earlier)] if listed.past else [],
        known_by=words.KNOWN_BY[listed.past.identified_by] if listed.past else "",
        as_of=words.day(partner.as_of),
        as_of_key=str(partner.as_of),
        rubric=f"{partner.rubric.id} {partner.rubric.version}",
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _heat(point: float | None) -> HeatCell:
    reached = None if point is None else sum(round(point, 9) >= least for _, least in words.BANDS)
    return HeatCell(words.number(point), None if reached is None else reached - 1)


def _dues(partner: Partner) -> tuple[str, str]:
    """Return how much is overdue and due, and what sorts it: overdue before the rest, then by day."""
    if not partner.due:
        return "–", ""
    overdue = sum(each.overdue for each in partner.due)
    counted = _counted((overdue, "overdue"), (len(partner.due) - overdue, "due"))
    first = partner.due[0]
    return f"{counted}; first {words.day(first.day)}", f"{int(not first.overdue)} {first.day}"


def _trend(partner: Partner, past: Past | None) -> tuple[str, str]:
    """Return where a partner went since the date before, and what sorts it: the worse first."""
    if past is None:
        return "–", ""
    before = past.earlier[-1]
    symbol, word = words.TRENDS[past.trend]
    moved = "" if past.moved is None else f" {words.moved(past.moved)}"
    parts = [f"{symbol} {word}{moved} since {words.day(before.as_of)}"]
    if before.level != partner.verdict.level:
        parts.append(f"was {words.LEVEL_NAMES[before.level]}")
    parts += [
        f"{what}: {words.quoted(flags)}"
        for what, flags in (("raised", past.newly_raised_titles), ("no longer raised", past.cleared_titles))
        if flags
    ]
    return "; ".join(parts), str(list(words.TRENDS).index(past.trend))


def _date(earlier: Earlier) -> Date:
    symbol, verdict = words.VERDICTS[earlier.level]
    score = f"{words.number(earlier.score.point)} ({words.span(earlier.score)})"
    stood = f"{symbol} {verdict.partition(':')[0]} {score}"
    return Date(words.day(earlier.as_of), stood, _href(next(iter(earlier.reports), None)))


def _counted(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{count} {name}" for count, name in counts if count) or "–"
