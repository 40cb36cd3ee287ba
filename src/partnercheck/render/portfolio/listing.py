"""What is listed of each partner, in the order of the columns of CSV and XLSX."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import visible
from partnercheck.model.assessment import NO_SCORE
from partnercheck.render.approvals import short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.insight.overview import Overview
    from partnercheck.model.assessment import Score
    from partnercheck.model.portfolio import Partner, Refused
    from partnercheck.model.series import Earlier, Past

Shown = str | float | dt.date
Cell = Shown | None


class Listed(NamedTuple):
    """A partner in its place.

    Attributes:
        reports: Its files, relative to the portfolio's folder.
        json: The partner as JSON.
        past: The dates before its dossier, None without any.
    """

    rank: int
    partner: Partner
    reports: tuple[str, ...]
    json: str
    past: Past | None = None


class Portfolio(NamedTuple):
    """What is said of many partners as a whole; they themselves may be too many to keep.

    Attributes:
        refused: The dossiers that cannot be used.
        others: How many YAML files were no dossiers.
        options: What the command line asked for, by name.
        workbook: Whether the XLSX file is written too.
    """

    version: str
    overview: Overview
    refused: Sequence[Refused]
    others: int
    options: dict[str, str | int | bool | None]
    workbook: bool


class Column(NamedTuple):
    """One column of a table."""

    title: str
    pick: Callable[[Listed], Cell]
    width: int = 10


class Heading(NamedTuple):
    """What stands above a column, and how many letters wide it is."""

    title: str
    width: int


def columns(overview: Overview) -> list[Column]:
    """Return the columns of a table of partners; each dimension of any rubric has one."""
    return [
        Column("Rank", lambda each: each.rank, 6),
        Column("Partner", lambda each: each.partner.name, 32),
        Column("Country", lambda each: each.partner.country, 8),
        Column("Scope", lambda each: each.partner.scope, 32),
        Column("Verdict", lambda each: each.partner.verdict.level, 12),
        Column("Firm", lambda each: "yes" if each.partner.verdict.firm else "no", 6),
        Column("Decided", lambda each: short(each.partner.decided, str), 20),
        Column("Score", lambda each: each.partner.score.point),
        Column("Low", lambda each: each.partner.score.low),
        Column("High", lambda each: each.partner.score.high),
        Column("Coverage", lambda each: each.partner.score.coverage),
        *(Column(title, _dimension(name), 14) for name, title in overview.dimensions.items()),
        Column("Flags raised", lambda each: ", ".join(each.partner.raised), 24),
        Column("Flags open", lambda each: ", ".join(each.partner.open), 24),
        Column("Of them waived", lambda each: ", ".join(each.partner.waived), 24),
        Column("Conditions open", lambda each: each.partner.conditions),
        Column("Overdue", lambda each: sum(due.overdue for due in each.partner.due)),
        Column("Due", lambda each: sum(not due.overdue for due in each.partner.due)),
        Column("First due", lambda each: next((due.day for due in each.partner.due), None), 12),
        Column("Relationship", lambda each: each.partner.relationship, 18),
        Column("As of", lambda each: each.partner.as_of, 12),
        Column("Dates before", lambda each: len(each.past.earlier) if each.past else 0),
        Column("Trend", lambda each: each.past and each.past.trend, 8),
        Column("Score moved by", lambda each: each.past and each.past.moved),
        Column("Verdict before", _before(lambda before: before.level), 12),
        Column("As of before", _before(lambda before: before.as_of), 12),
        Column("Flags newly raised", lambda each: each.past and ", ".join(each.past.newly_raised), 24),
        Column("Rubric", lambda each: f"{each.partner.rubric.id} {each.partner.rubric.version}", 24),
        Column("Dossier", lambda each: each.partner.dossier.named, 40),
        Column("Report", lambda each: next(iter(each.reports), None), 32),
    ]


def _dimension(name: str) -> Callable[[Listed], Cell]:
    return lambda each: dimension_score(each.partner, name).point


def _before(pick: Callable[[Earlier], Cell]) -> Callable[[Listed], Cell]:
    return lambda each: pick(each.past.earlier[-1]) if each.past else None


def dimension_score(partner: Partner, name: str) -> Score:
    """Return a partner's score in a dimension, all None where there is none."""
    return next((each.score for each in partner.dimensions if each.id == name), NO_SCORE)


def headings(columns: Iterable[Column]) -> list[Heading]:
    """Return the titles and widths of columns."""
    return [Heading(visible(each.title), each.width) for each in columns]


def cells(listed: Listed, columns: Iterable[Column]) -> list[Shown]:
    """Return what stands in the columns of a partner: no control characters, nothing for None."""
    return [_shown(each.pick(listed)) for each in columns]


def _shown(value: Cell) -> Shown:
    return "" if value is None else visible(value) if isinstance(value, str) else value
