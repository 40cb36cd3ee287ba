"""Many partners at a glance: in order of need, ranked by verdict and score."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from partnercheck.insight.overview import overview
from partnercheck.insight.trend import past
from partnercheck.model.assessment import FileUsed, Gap, RubricUsed, Score
from partnercheck.model.portfolio import DimensionScore, Due, Partner, Standing
from partnercheck.model.series import Earlier

if TYPE_CHECKING:
    from partnercheck.model.series import Past

DAY = dt.date(2026, 11, 20)


def partner(
    name: str, level: Any = "proceed", point: float | None = 50.0, **other: Any
) -> tuple[str, Partner, Past | None]:
    score = Score(point, 40.0, 60.0, 80.0, Gap(0.0, 20.0, 0.0))
    made = Partner(
        name=name,
        country=other.pop("country", None),
        identifiers=None,
        scope=None,
        owners=other.pop("owners", ()),
        dated=DAY,
        dossier=FileUsed(name, "0"),
        rubric=RubricUsed("small", "1.0", None, "0"),
        organisation=None,
        as_of=other.pop("as_of", DAY),
        verdict=Standing(level, other.pop("firm", False), "decline", "proceed", "proceed"),
        decided=None,
        score=score,
        dimensions=tuple(DimensionScore(each, each.title(), score) for each in other.pop("dimensions", "a")),
        raised=(),
        open=(),
        waived=(),
        relationship=None,
        conditions=0,
        due=tuple(Due("condition", day, day < DAY, ("x",), "Do it", None) for day in other.pop("due", ())),
        warnings=0,
    )
    return name, made, other.pop("past", None)


def test_what_is_overdue_comes_first_then_what_is_due_then_the_rank() -> None:
    soon, late = DAY + dt.timedelta(5), DAY - dt.timedelta(5)
    seen = overview(
        [
            partner("worst", "decline"),
            partner("best", "proceed", 90.0),
            partner("soon", "decline", due=[soon]),
            partner("late", "hold", due=[late, soon]),
            partner("good", "proceed", 80.0),
            partner("unknown", "proceed", None),
        ],
        10,
    )
    assert seen.order == ("late", "soon", "best", "good", "unknown", "worst")
    assert [seen.rank[each] for each in ("best", "good", "unknown", "late", "soon", "worst")] == [
        1,
        2,
        3,
        4,
        5,
        5,
    ]
    assert (seen.overdue, seen.due) == (1, 2)
    assert [(each.key, each.due.day) for each in seen.first] == [
        ("late", late),
        ("late", soon),
        ("soon", soon),
    ]


def test_counts_days_dimensions_and_rubrics_are_those_of_all() -> None:
    seen = overview(
        [
            partner("one", firm=True, dimensions="ab"),
            partner("two", "hold", dimensions="bc", as_of=dt.date(2026, 1, 1)),
        ],
        10,
    )
    assert seen.levels == {"proceed": 1, "conditional": 0, "hold": 1, "decline": 0}
    assert (seen.firm, seen.days) == (1, (dt.date(2026, 1, 1), DAY))
    assert list(seen.dimensions) == ["a", "b", "c"]
    assert seen.rubrics == {"small 1.0": 2}


def test_however_much_is_due_only_the_first_are_told() -> None:
    days = [DAY + dt.timedelta(number) for number in range(1, 40)]
    partners = [partner(f"p{number}", due=[day]) for number, day in enumerate(reversed(days))]
    seen = overview(partners, 3)
    assert [each.due.day for each in seen.first] == days[:3]
    assert seen.due == 39


def test_nobody_at_all_is_an_overview_too() -> None:
    seen = overview([], 10)
    assert (seen.order, seen.days, seen.first) == ((), None, ())


def test_a_dimension_that_rubrics_call_differently_has_all_its_titles() -> None:
    key, other, _ = partner("b", dimensions="a")
    renamed = other._replace(dimensions=(other.dimensions[0]._replace(title="Another"),))
    seen = overview([partner("a", dimensions="ab"), (key, renamed, None)], 1)
    assert seen.dimensions == {"a": "A / Another", "b": "B"}


def test_those_that_stand_worse_than_before_are_told_the_worst_verdict_first() -> None:
    then = Earlier("then.yaml", DAY, "conditional", False, Score(50.0, 40.0, 60.0, 80.0, None), (), ())

    def since(name: str, level: Any) -> Any:
        key, made, _ = partner(name, level)
        return key, made, past(made, "lei", [then, then])

    seen = overview([since("a", "hold"), since("b", "decline"), since("c", "proceed"), partner("d")], 1)
    assert seen.trends == {"worse": 2, "same": 0, "better": 1}
    assert seen.earlier == 6
    assert [each.partner for each in seen.worse] == ["b"]


def test_owners_and_countries_that_several_partners_share_are_told_the_most_first() -> None:
    seen = overview(
        [
            partner("Ash", country="GB", owners=("Holding Ltd", "\uff28olding  LTD", "A. Person")),
            partner("Birch", country="GB", owners=("a. person", "holding ltd")),
            partner("Birch", country="GB", owners=("A. Person",)),
            partner("Cedar", country="IE", owners=("HOLDING LTD", "B. Person")),
        ],
        9,
    )
    assert [tuple(each) for each in seen.owners] == [
        ("Holding Ltd", ("Ash", "Birch", "Cedar"), 3),
        ("A. Person", ("Ash", "Birch"), 2),
    ]
    assert [tuple(each) for each in seen.countries] == [("GB", ("Ash", "Birch"), 2)]
    many = overview([partner(f"P{n}", country="GB") for n in range(9) for _ in range(2)], 9).countries[0]
    assert (many.number, len(many.partners)) == (9, 5)
