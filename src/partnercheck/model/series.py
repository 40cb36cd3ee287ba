"""One partner over time: what tells whose a dossier is, and the dossiers that are one series."""

import datetime as dt
from typing import Literal, NamedTuple

from partnercheck.model.assessment import Score
from partnercheck.model.levels import VerdictLevel

Mark = Literal["lei", "company_number", "vat", "name"]
"""What a partner is known by, the strongest first; all but an LEI hold within one country."""

Trend = Literal["better", "same", "worse"]
"""Worse: a lower verdict than at the date before, or a red flag newly raised; better: the opposite alone."""


class Member(NamedTuple):
    """What tells which series a dossier belongs to.

    Attributes:
        dossier: The name of its file.
        dated: The as-of date that stands in it.
        rubric: The rubric's id.
    """

    dossier: str
    dated: dt.date
    name: str
    country: str | None
    identifiers: dict[str, str]
    scope: str | None
    rubric: str


class Series(NamedTuple):
    """The dossiers of one partner, one scope and one rubric, the earliest first.

    Attributes:
        by: The weakest mark without which they would not all be one partner's; None for a single dossier.
        newer: The latest as-of date of the partner's other dossiers, where it comes after all of these.
        later: Those dated after the day that was asked for; no part of `dossiers`.
    """

    by: Mark | None
    dossiers: tuple[str, ...]
    newer: dt.date | None = None
    later: tuple[str, ...] = ()


class Renamed(NamedTuple):
    """Two dossiers that give one LEI and name the partner differently."""

    name: str
    dossier: str
    other_name: str
    other_dossier: str


class Renamings(NamedTuple):
    """Further names under one LEI, each once.

    Attributes:
        first: The first of them.
        more: How many there are beside those.
    """

    first: tuple[Renamed, ...]
    more: int


class Before(NamedTuple):
    """The dossiers of a series before one of them.

    Attributes:
        by: What makes them one partner's; None where there are none.
        due_from: The day from which what falls due is looked at, where it is not the dossier's own.
    """

    by: Mark | None = None
    dossiers: tuple[str, ...] = ()
    due_from: dt.date | None = None


Latest = dict[str, Before]
"""What comes before each dossier that is listed."""


class Earlier(NamedTuple):
    """How the partner stood at a date before."""

    dossier: str
    as_of: dt.date
    level: VerdictLevel
    firm: bool
    score: Score
    raised: tuple[str, ...]
    """Red flags that were raised, the waived ones among them."""
    reports: tuple[str, ...]
    raised_titles: tuple[str, ...] = ()
    """Of the flags that were raised, in their order."""


class Past(NamedTuple):
    """The dates before a partner's dossier, and where it went since the last of them."""

    identified_by: Mark
    """What makes the dossiers those of one partner."""
    trend: Trend
    moved: float | None
    """By how many points the score moved; null where one side has none."""
    newly_raised: tuple[str, ...]
    """Red flags that were not raised at the date before."""
    cleared: tuple[str, ...]
    """Red flags that were raised then, and are not any more."""
    earlier: tuple[Earlier, ...]
    """The earliest first."""
    newly_raised_titles: tuple[str, ...] = ()
    cleared_titles: tuple[str, ...] = ()
