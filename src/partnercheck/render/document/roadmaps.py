"""Both roadmaps, theme by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.roadmap import SECTION, compared, theme_key
from partnercheck.render import words
from partnercheck.render.document.sections import draws
from partnercheck.render.report.parts import Column, Table
from partnercheck.render.report.relation import DRAWN, Bearing, Plan, Roadmaps, Theme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from partnercheck.measures import Sides
    from partnercheck.measures.roadmap import Course, Plans, RoadmapItem

_RELATIONS: dict[Bearing, tuple[str, str]] = {
    "conflicting": ("✘", "conflicting"),
    "missing": ("○", "missing on their side"),
    "partly": ("◐", "shared in part"),
    "shared": ("✔", "shared"),
    "ours": ("·", "ours alone"),
    "theirs": ("·", "theirs alone"),
}
"""Sign and word of each relation, the gravest first."""


@draws(SECTION)
def roadmaps(sides: Sides, missing: list[str]) -> Roadmaps | None:
    """Return both roadmaps; why they cannot be compared goes to `missing`."""
    try:
        plans, courses = compared(sides)
    except UnmeasurableError as reason:
        missing.append(f"Roadmaps: {reason}.")
        return None
    themes = [_theme(of_theme, plans) for of_theme in _by_theme(plans, courses)]
    themes = [theme for theme in themes if theme.ours or theme.theirs]
    themes.sort(key=lambda theme: list(_RELATIONS).index(theme.relation))
    columns = [Column("Theme"), Column("Ours"), Column("Theirs"), Column("Relation")]
    rows = [
        [each.theme, _in_words(each.ours), _in_words(each.theirs), f"{each.symbol} {each.word}"]
        for each in themes
    ]
    return Roadmaps(
        title=_title(themes),
        message=_message(themes),
        table=Table(
            f"Plans by theme from {words.day(plans.first)} to {words.day(plans.horizon)}", columns, rows
        ),
        first=plans.first,
        last=plans.horizon,
        themes=themes,
        whole=len(themes) <= DRAWN,
    )


class _OfTheme(NamedTuple):
    """What both sides plan about one theme, and how our items fare."""

    name: str
    ours: list[RoadmapItem]
    theirs: list[RoadmapItem]
    courses: list[Course]


def _by_theme(plans: Plans, courses: Sequence[Course]) -> Iterable[_OfTheme]:
    """Return the themes in the order in which they are first named, ours first."""
    found: dict[str, _OfTheme] = {}
    for item in plans.ours:
        found.setdefault(theme_key(item), _OfTheme(item.theme, [], [], [])).ours.append(item)
    for item in plans.theirs:
        found.setdefault(theme_key(item), _OfTheme(item.theme, [], [], [])).theirs.append(item)
    for course in courses:
        found[theme_key(course.item)].courses.append(course)
    return found.values()


def _theme(of_theme: _OfTheme, plans: Plans) -> Theme:
    ours, theirs, here = _plans(of_theme.ours, plans), _plans(of_theme.theirs, plans), of_theme.courses
    relation: Bearing = "ours" if ours else "theirs"
    if any(course.against for course in here):
        relation = "conflicting"
    elif wanted := [course for course in here if course.item.stance == "invest"]:
        if all(course.invest == course.days for course in wanted):
            relation = "shared"
        else:
            relation = "partly" if any(course.invest or course.maintain for course in wanted) else "missing"
    elif here and any(course.invest or course.maintain for course in here):
        relation = "shared"
    return Theme(of_theme.name, relation, *_RELATIONS[relation], ours, theirs)


def _plans(items: Sequence[RoadmapItem], plans: Plans) -> list[Plan]:
    """Return the items within the days shown."""
    clipped = [
        Plan(
            max(item.from_.first, plans.first),
            min(item.to.last, plans.horizon) if item.to else plans.horizon,
            item.stance,
        )
        for item in items
    ]
    return [plan for plan in clipped if plan.first <= plan.last]


def _in_words(plans: Sequence[Plan]) -> str:
    return (
        "; ".join(f"{plan.stance} {_month(plan.first)} to {_month(plan.last)}" for plan in plans) or "nothing"
    )


def _month(day: dt.date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


_GRAVEST: tuple[tuple[Bearing, str, str], ...] = (
    ("conflicting", "conflicts", "conflict"),
    ("missing", "is missing on their side", "are missing on their side"),
    ("partly", "is shared in part", "are shared in part"),
)


def _title(themes: Sequence[Theme]) -> str:
    """Return the gravest that can be said: what conflicts, what is missing, what is shared."""
    both = [each for each in themes if each.relation not in {"ours", "theirs"}]
    for relation, one, many in _GRAVEST:
        if found := [each.theme for each in both if each.relation == relation]:
            bearing = "theme that bears" if len(both) == 1 else "themes that bear"
            number = f"{len(found)} of {len(both)} {bearing} on both sides"
            return f"{number} {one if len(found) == 1 else many}: {words.few(found)}."
    if both:
        return "Both sides plan the same wherever their roadmaps meet."
    return "The two roadmaps have nothing to do with each other."


def _message(themes: Sequence[Theme]) -> str:
    named = [
        (word, [theme.theme for theme in themes if theme.relation == relation])
        for relation, (_, word) in _RELATIONS.items()
        if relation not in {"ours", "theirs"}
    ]
    said = [f"{word}: {words.few(found)}" for word, found in named if found]
    text = "; ".join(said)
    return f"{words.capitalised(text)}." if said else ""
