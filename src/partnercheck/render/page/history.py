"""One partner over time, in words."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from partnercheck.render import approvals, words
from partnercheck.render.document.history import Stood, course
from partnercheck.render.page import Bullets, Column, Course, Page, Section, Table, Words
from partnercheck.render.page.movement import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.assessment import Condition
    from partnercheck.model.history import DateInHistory, FlagNamed, History, Step
    from partnercheck.model.rubric import Rubric
    from partnercheck.render.formats import Layout, UnderRubrics

_MOST = 3
"""How many criteria are named that moved the score most."""


def terminal(made: UnderRubrics[History], layout: Layout) -> str:
    """Return it for a terminal: of what moved, criterion by criterion, the last step alone."""
    from partnercheck.render.page import terminal as written

    shown = page(*made, first_step=-1)
    return written.render(shown, width=layout.width, color=layout.color)


def page(history: History, rubrics: Sequence[Rubric], first_step: int = 0) -> Page:
    """Return what is said of one partner over time; steps are told by criterion from `first_step` on.

    Each date has its rubric, as rubrics change; a step that compares criteria has the same at both ends.
    """
    dates = history.dates
    steps = list(zip(history.steps, rubrics[1:], strict=True))
    days = _days(dates)
    known = f", one partner by {words.KNOWN_BY[history.identified_by]}" if history.identified_by else ""
    latest = rubrics[-1]
    chart = _course(dates)
    return Page(
        title=f"{history.partner.name} over time",
        facts=[
            f"{latest.title} {latest.version}, {words.counted(len(dates), 'date')}: {days}{known}",
            *([history.scope] if history.scope else ()),
            *history.notes,
        ],
        sections=[
            Section("Where it stands", list(_standing(history))),
            Section("Date by date", [chart, chart.table]),
            Section(
                "What happened from date to date", [Bullets(list(_steps(history)) or ["There is one date."])]
            ),
            *_part("Red flags", _flags(dates)),
            *_part("Conditions", _conditions(dates[-1])),
            *_part("Events", _events(dates)),
            *_part("Approvals", _approvals(dates)),
            *(section for step, rubric in steps[first_step:] for section in _moved(step, rubric)),
        ],
    )


def _part(title: str, items: Iterator[str]) -> Iterator[Section]:
    found = list(items)
    if found:
        yield Section(title, [Bullets(found)])


def _days(dates: Sequence[DateInHistory]) -> str:
    first, last = dates[0].as_of, dates[-1].as_of
    return words.day(first) if len(dates) == 1 else f"{words.day(first)} to {words.day(last)}"


def _standing(history: History) -> Iterator[Words]:
    """Yield the verdict of the latest date, and where it went since the one before."""
    latest = history.dates[-1]
    symbol, verdict = words.VERDICTS[latest.standing.level]
    score = latest.standing.score
    firm = ", firm" if latest.standing.firm else ""
    yield Words(
        f"As of {words.day(latest.as_of)}: {symbol} {verdict.partition(':')[0]}{firm}. "
        f"Score {words.number(score.point)} ({words.span(score)}), coverage {words.number(score.coverage)} %."
    )
    if history.steps:
        step = history.steps[-1]
        symbol, word = words.TRENDS[step.trend]
        than = "as on" if step.trend == "same" else "than on"
        changes = "; ".join(_changes(step, *history.dates[-2:]))
        yield Words(f"{symbol} {word.capitalize()} {than} {words.day(step.before)}: {changes}.")


def _course(dates: Sequence[DateInHistory]) -> Course:
    columns = [
        Column("Date"),
        Column("Verdict"),
        Column("Score", number=True),
        Column("Range", number=True),
        Column("Coverage", number=True),
        Column("Red flags"),
        Column("Conditions"),
    ]
    caption = "Each date: verdict, score, range, coverage, red flags and conditions"
    stood = [Stood(each.as_of, each.standing.level, each.standing.score) for each in dates]
    return course(stood, Table(caption, columns, list(map(_row, dates))))


def _row(date: DateInHistory) -> list[str]:
    standing, flags, conditions = date.standing, date.red_flags, date.conditions
    return [
        words.day(date.as_of),
        f"{words.VERDICTS[standing.level][0]} {words.LEVEL_NAMES[standing.level]}{', firm' * standing.firm}",
        words.number(standing.score.point),
        words.span(standing.score),
        words.number(standing.score.coverage),
        _sums((sum(each.status == status for each in flags), status) for status in ("raised", "open")),
        _sums(
            [
                (sum(each.status == "open" for each in conditions), "open"),
                (sum(each.overdue for each in conditions), "overdue"),
            ]
        ),
    ]


def _sums(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "–"


def _steps(history: History) -> Iterator[str]:
    shown_steps = list(zip(history.steps, pairwise(history.dates), strict=True))
    for step, dates in reversed(shown_steps):
        symbol, word = words.TRENDS[step.trend]
        changes = "; ".join(_changes(step, *dates))
        yield f"{words.day(step.before)} to {words.day(step.after)}: {symbol} {word}; {changes}."


def _changes(step: Step, before: DateInHistory, after: DateInHistory) -> Iterator[str]:
    """Yield what became of the partner in a step: verdict, score, flags, conditions."""
    old, new = (words.LEVEL_NAMES[each.standing.level] for each in (before, after))
    yield f"from {old} to {new}" if old != new else f"still {new}"
    if step.moved is not None:
        yield f"score {words.moved(step.moved)}{_most(step)}"
    for what, flags in (("raised", step.raised), ("no longer raised", step.cleared)):
        if flags:
            yield f"{what}: {_titles(flags)}"
    for what, conditions in (("met", step.met), ("overdue", step.overdue)):
        yield from (f"{what}: {_condition(each)}" for each in conditions)


def _most(step: Step) -> str:
    """Return the criteria that moved the score most, in brackets."""
    moved = [each for each in step.movement.criteria if round(each.effect, 1)] if step.movement else []
    named = ", ".join(f"{each.title} {words.moved(each.effect)}" for each in moved[:_MOST])
    return f" ({named})" if named else ""


def _titles(flags: Sequence[FlagNamed]) -> str:
    return ", ".join(f"“{each.title}”" for each in flags)


def _condition(condition: Condition) -> str:
    day = f", by {words.day(condition.due)}" if condition.due else ""
    return f"“{condition.action.rstrip('.')}” ({condition.owner or 'nobody yet'}{day})"


def _flags(dates: Sequence[DateInHistory]) -> Iterator[str]:
    """Yield each flag that was ever raised or open, with how it stood from when on."""
    titles = {flag.id: flag.title for each in dates for flag in each.red_flags}
    states = [{flag.id: flag.status + ", waived" * flag.waived for flag in each.red_flags} for each in dates]
    for name, title in titles.items():
        of_it = [(each.as_of, state.get(name, "clear")) for each, state in zip(dates, states, strict=True)]
        runs = [next(run) for _, run in groupby(of_it, key=lambda each: each[1])]
        named = runs[1:] if runs[0][1] == "clear" else runs
        yield f"“{title}”: {'; '.join(f'{state} from {words.day(day)}' for day, state in named)}"


def _conditions(date: DateInHistory) -> Iterator[str]:
    """Yield the conditions of the latest date, and how far they have come."""
    for each in date.conditions:
        day = f", by {words.day(each.due)}" if each.due else ""
        state = "overdue" if each.overdue else each.status
        yield f"{state}: {each.action} ({each.owner or 'nobody yet'}{day})"


def _events(dates: Sequence[DateInHistory]) -> Iterator[str]:
    for date in dates:
        for each in date.events:
            lost = words.counted(each.items, "item")
            yield (
                f"{words.day(each.on)}: {each.what} "
                f"({lost} of evidence no longer counted as of {words.day(date.as_of)})"
            )


def _approvals(dates: Sequence[DateInHistory]) -> Iterator[str]:
    """Yield how each date was decided on; that nobody has decided is no history."""
    for date in dates:
        found = date.approvals
        if found is not None and (found.votes or found.faults):
            said = [approvals.headline(found), approvals.against(found), *approvals.notes(found)]
            yield f"{words.day(date.as_of)}: {' '.join(filter(None, said))}"


def _moved(step: Step, rubric: Rubric) -> Iterator[Section]:
    names = (words.day(step.before), words.day(step.after))
    title = f"From {names[0]} to {names[1]}"
    if step.movement is None:
        yield Section(
            title, [Words("The rubric is not the same, so nothing is compared criterion by criterion.")]
        )
        return
    yield Section(title, [])
    yield from sections(step.movement, *names, rubric, level=3)
