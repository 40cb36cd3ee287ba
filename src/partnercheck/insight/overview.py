"""Many partners at a glance: how they stand, and in which order they need somebody's attention."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.model.names import spelling_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from partnercheck.model.levels import VerdictLevel
    from partnercheck.model.portfolio import Due, Partner
    from partnercheck.model.series import Past, Trend


class Dated(NamedTuple):
    """Something due, and with whom."""

    key: str
    partner: str
    due: Due


class Worse(NamedTuple):
    """A partner that stands worse than at the date before."""

    partner: str
    level: VerdictLevel
    past: Past


class Shared(NamedTuple):
    """Something that several partners have in common.

    Attributes:
        what: The name or code.
        partners: The first of these partners.
        number: How many they are.
    """

    what: str
    partners: tuple[str, ...]
    number: int


class Overview(NamedTuple):
    """Many partners as a whole.

    Attributes:
        order: The partners' keys: first those with something overdue, then those with something due, each
            by its earliest day; then the rest by rank.
        rank: By key, the place by verdict, then score; equal ones share a place.
        levels: How many partners have each verdict.
        firm: How many verdicts no missing evidence could change.
        dimensions: The titles of all dimensions by id, in the order of the rubrics met; of one that rubrics
            call otherwise all titles.
        rubrics: How many partners are held against each rubric, such as `strategic-alliance 1.0.0`.
        days: The first and the last as-of date, None without partners.
        overdue: How many things are overdue.
        due: How many others are due.
        first: What is due first, overdue before the rest; no more than were asked for.
        trends: How many of those with dates before went which way since the last of them.
        worse: Those that stand worse, the worst verdict first; no more than were asked for.
        earlier: How many dossiers are such dates before.
        countries: Those that several partners share, by code, the most first.
        owners: Those that several partners share, by name, the most first; no more than were asked for. They
            are told by their names, in whatever capitals.
    """

    order: tuple[str, ...]
    rank: dict[str, int]
    levels: dict[VerdictLevel, int]
    firm: int
    dimensions: dict[str, str]
    rubrics: dict[str, int]
    days: tuple[dt.date, dt.date] | None
    overdue: int
    due: int
    first: tuple[Dated, ...]
    trends: dict[Trend, int]
    worse: tuple[Worse, ...]
    earlier: int
    countries: tuple[Shared, ...]
    owners: tuple[Shared, ...]


def overview(partners: Iterable[tuple[str, Partner, Past | None]], most: int) -> Overview:
    """Return partners, each with its key and its past, at a glance; `most` limits what is told one by one.

    Of each partner only a few numbers are kept, so that it may be one of a hundred thousand.
    """
    levels = dict.fromkeys(VERDICT_LEVELS, 0)
    dimensions: dict[str, list[str]] = {}
    rubrics: dict[str, int] = {}
    ranked: list[tuple[int, float, str]] = []
    urgent: list[tuple[bool, dt.date, str]] = []
    dated: list[Dated] = []
    days: tuple[dt.date, dt.date] | None = None
    trends: dict[Trend, int] = {"worse": 0, "same": 0, "better": 0}
    worse: list[Worse] = []
    firm = overdue = due = earlier = 0
    at_home: _Having = {}
    held_by: _Having = {}
    for key, partner, past in partners:
        level, point = partner.verdict.level, partner.score.point
        levels[level] += 1
        firm += partner.verdict.firm
        if partner.country is not None:
            _share(at_home, partner.country, partner.country, partner.name)
        for owner in {spelling_key(name): name for name in reversed(partner.owners)}.items():
            _share(held_by, *owner, partner.name)
        rubric = f"{partner.rubric.id} {partner.rubric.version}"
        rubrics[rubric] = rubrics.get(rubric, 0) + 1
        for each in partner.dimensions:
            titles = dimensions.setdefault(each.id, [])
            if each.title not in titles:
                titles.append(each.title)
        days = (min(days[0], partner.as_of), max(days[1], partner.as_of)) if days else (partner.as_of,) * 2
        ranked.append((VERDICT_LEVELS.index(level), -1.0 if point is None else point, key))
        if past is not None:
            trends[past.trend] += 1
            earlier += len(past.earlier)
            if past.trend == "worse":
                worse.append(Worse(partner.name, level, past._replace(earlier=past.earlier[-1:])))
                if len(worse) > 10 * most:
                    worse = _worst(worse, most)
        if partner.due:
            urgent.append((not partner.due[0].overdue, partner.due[0].day, key))
            late = sum(each.overdue for each in partner.due)
            overdue, due = overdue + late, due + len(partner.due) - late
            dated += [Dated(key, partner.name, each) for each in partner.due]
            if len(dated) > 10 * most:
                dated = _first(dated, most)
    ranked.sort(key=lambda each: (each[0], -each[1], each[2]))
    with_dues = {key for *_, key in urgent}
    return Overview(
        order=(
            *(key for *_, key in sorted(urgent)),
            *(key for *_, key in ranked if key not in with_dues),
        ),
        rank=_places(ranked),
        levels=levels,
        firm=firm,
        dimensions={name: " / ".join(titles) for name, titles in dimensions.items()},
        rubrics=rubrics,
        days=days,
        overdue=overdue,
        due=due,
        first=tuple(_first(dated, most)),
        trends=trends,
        worse=tuple(_worst(worse, most)),
        earlier=earlier,
        countries=_common(at_home),
        owners=_common(held_by)[:most],
    )


_NAMED = 5
"""How many partners that share something are kept by name."""


_Having = dict[str, tuple[str, dict[str, None]]]
"""By key, what partners have, and the names of those who have it, in order."""


def _share(having: _Having, key: str, what: str, partner: str) -> None:
    """Note that a partner has something; several dossiers of a name are one partner."""
    having.setdefault(key, (what, {}))[1][partner] = None


def _common(having: _Having) -> tuple[Shared, ...]:
    shared = ((what, partners) for what, partners in having.values() if len(partners) > 1)
    found = (Shared(what, tuple(islice(partners, _NAMED)), len(partners)) for what, partners in shared)
    return tuple(sorted(found, key=lambda each: (-each.number, each.what)))


def _first(dated: list[Dated], most: int) -> list[Dated]:
    return sorted(dated, key=lambda each: (not each.due.overdue, each.due.day, each.partner, each.due.kind))[
        :most
    ]


def _worst(worse: list[Worse], most: int) -> list[Worse]:
    return sorted(worse, key=lambda each: (-VERDICT_LEVELS.index(each.level), each.partner))[:most]


def _places(ranked: list[tuple[int, float, str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    before: tuple[int, float] | None = None
    place = 0
    for number, (level, point, key) in enumerate(ranked, 1):
        if (level, point) != before:
            before, place = (level, point), number
        places[key] = place
    return places
