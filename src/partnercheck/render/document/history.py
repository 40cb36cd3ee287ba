"""One partner over time: how it stood at each date, and where it went since the one before."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.render import words
from partnercheck.render.report.history import Course, HistoryPart, Moment
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from partnercheck.model.assessment import Assessment, Score
    from partnercheck.model.levels import VerdictLevel
    from partnercheck.model.series import Past


class Stood(NamedTuple):
    """How a partner stood on a day."""

    day: dt.date
    level: VerdictLevel
    score: Score


def history(assessment: Assessment, past: Past | None) -> HistoryPart | None:
    """Return how a partner stood at the dates before and now; None where none are known."""
    if past is None:
        return None
    now = Stood(assessment.as_of, assessment.verdict.level, assessment.score)
    stood = [*(Stood(each.as_of, each.level, each.score) for each in past.earlier), now]
    raised = [each.raised_titles for each in past.earlier]
    raised.append(tuple(flag.title for flag in assessment.red_flags if flag.status == "raised"))
    rows = [
        [
            words.day(each.day),
            " ".join((words.VERDICTS[each.level][0], words.LEVEL_NAMES[each.level])),
            words.number(each.score.point),
            words.span(each.score),
            words.quoted(flags) or "–",
        ]
        for each, flags in zip(stood, raised, strict=True)
    ]
    columns = [
        Column("Date"),
        Column("Verdict"),
        Column("Score", number=True),
        Column("Range", number=True),
        Column("Red flags raised"),
    ]
    table = Table("Each date: verdict, score, range and the red flags that were raised", columns, rows)
    return HistoryPart(
        course=course(stood, table, whole=False),
        trend=_trend(past, stood),
        known_by=f"Its dossiers are those of one partner by {words.KNOWN_BY[past.identified_by]}.",
    )


def course(stood: Sequence[Stood], table: Table, *, whole: bool = True) -> Course:
    """Return the score over time under its message: from where to where, least and most, the verdicts."""
    moments = [Moment(each.day, words.ranged(each.score), words.VERDICTS[each.level][0]) for each in stood]
    runs = [next(run) for _, run in groupby(stood, key=lambda each: each.level)]
    verdicts = "; ".join(f"from {words.day(each.day)} {words.LEVEL_NAMES[each.level]}" for each in runs)
    return Course(_moved(stood), f"The verdict: {verdicts}.", table, moments, whole=whole)


def _moved(stood: Sequence[Stood]) -> str:
    known = [(each.score.point, each.day) for each in stood if each.score.point is not None]
    if not known:
        return "No date has a score."
    first, last, low, high = (
        f"{words.prose(point)} ({words.day(day)})"
        for point, day in (known[0], known[-1], min(known), max(known))
    )
    if len(known) == 1:
        return f"The score is {first}."
    return f"The score moved from {first} to {last}; lowest {low}, highest {high}."


def _trend(past: Past, stood: Sequence[Stood]) -> str:
    symbol, word = words.TRENDS[past.trend]
    before, now = (words.LEVEL_NAMES[each.level] for each in stood[-2:])
    changes = [f"still {now}" if before == now else f"from {before} to {now}"]
    if past.moved is not None:
        changes.append(f"score {words.moved(past.moved)}")
    for what, flags in (("raised", past.newly_raised_titles), ("no longer raised", past.cleared_titles)):
        if flags:
            changes.append(f"{what}: {words.quoted(flags)}")
    than = "as on" if past.trend == "same" else "than on"
    return f"{symbol} {word.capitalize()} {than} {words.day(stood[-2].day)}: {'; '.join(changes)}."
