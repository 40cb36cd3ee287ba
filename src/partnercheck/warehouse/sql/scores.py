"""Scores up the tree, by the rules of `engine.scores` and in its order of adding up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import number
from partnercheck.warehouse.sql.criteria import applies, point
from partnercheck.warehouse.sql.profile import may_be_asked
from partnercheck.warehouse.sql.text import Step, Value, name, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Dimension, Rubric

GAPS = ("unanswered", "weak", "disagreement")


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps; the last is `whole`."""
    children = {dimension.id: _scored(dimension) for dimension in rubric.dimensions}
    weights = [
        value
        for dimension in rubric.dimensions
        for value in _weights(rubric, dimension, children[dimension.id])
    ]
    yield Step("summed", "Sums within each dimension, by weight.", weights, "FROM ranged", ("ranged",))
    scores = [value for dimension in rubric.dimensions for value in _scores(dimension)]
    yield Step(
        "dimensions",
        "Each dimension's score; NULL where it does not apply.",
        scores,
        "FROM summed",
        ("summed",),
    )
    yield Step(
        "totals",
        "Sums over the dimensions, by weight.",
        list(_totals(rubric)),
        "FROM dimensions",
        ("dimensions",),
    )
    yield Step("whole", "The score of the whole.", list(_whole(rubric)), "FROM totals", ("totals",))


def present(dimension: str) -> str:
    """Return whether anything of a dimension applies."""
    return f"{name(dimension, 'low')} IS NOT NULL"


def _scored(dimension: Dimension) -> list[Criterion]:
    return [each for each in dimension.criteria if each.scored]


def _known(term: str) -> str:
    """Return a term of a sum that adds nothing where it is NULL."""
    return f"COALESCE({term}, 0e0)"


def times(weight: float, value: str) -> str:
    """Return a value by its weight."""
    return value if weight == 1 else f"{number(weight)} * {value}"


def _if(test: str, term: str) -> str:
    return term if test == "TRUE" else f"CASE WHEN {test} THEN {term} ELSE 0e0 END"


def _weights(rubric: Rubric, dimension: Dimension, criteria: Sequence[Criterion]) -> Iterator[Value]:
    def sum_of(what: str) -> str:
        return total(_known(times(each.weight, name(each.id, what))) for each in criteria)

    def apart(criterion: Criterion) -> str:
        most, least, share = (name(criterion.id, each) for each in ("most", "least", "r"))
        return _known(times(criterion.weight, f"{share} * ({most} - {least})"))

    weight = total(_if(applies(rubric, each), number(each.weight)) for each in criteria)
    of_point = total(_if(f"{point(each)} IS NOT NULL", number(each.weight)) for each in criteria)
    yield Value(weight, f"{dimension.id}.weight", f"Dimension {dimension.id}: {dimension.title}")
    yield Value(of_point, f"{dimension.id}.weight of point")
    for what in ("point", "low", "high"):
        yield Value(sum_of(what), f"{dimension.id}.sum of {what}")
    rated = [each for each in criteria if each.measure is None]
    yield Value(total(map(apart, rated)), f"{dimension.id}.sum of disagreement")
    allowed = [_if(may_be_asked(rubric, each), number(each.weight)) for each in criteria]
    declared = [_if(name(each.id, "excluded"), number(each.weight)) for each in criteria if each.allow_na]
    yield Value(total(allowed), f"{dimension.id}.allowed")
    yield Value(total(declared), f"{dimension.id}.declared")


def _scores(dimension: Dimension) -> Iterator[Value]:
    def of(what: str) -> str:
        return name(dimension.id, what)

    by_point = f"{of('sum of point')} / NULLIF({of('weight of point')}, 0e0)"
    yield Value(by_point, f"{dimension.id}.point")
    weight = f"NULLIF({of('weight')}, 0e0)"
    for what in ("low", "high", "disagreement"):
        yield Value(f"{of(f'sum of {what}')} / {weight}", f"{dimension.id}.{what}")
    unanswered = f"1e2 * ({of('weight')} - {of('weight of point')}) / {weight}"
    yield Value(unanswered, f"{dimension.id}.unanswered")


def _totals(rubric: Rubric) -> Iterator[Value]:
    def sum_of(what: str, *, known: bool = False) -> str:
        return total(
            _if(
                f"{name(each.id, 'point')} IS NOT NULL" if known else present(each.id),
                f"{number(each.weight)} * {name(each.id, what)}" if what else number(each.weight),
            )
            for each in rubric.dimensions
        )

    yield Value(sum_of(""), "weight")
    yield Value(sum_of("", known=True), "weight of point")
    yield Value(sum_of("point", known=True), "sum of point")
    for what in ("low", "high", "unanswered", "disagreement"):
        yield Value(sum_of(what), f"sum of {what}")
    asked = [(each, f"{name(each.id, 'allowed')} > 0e0") for each in rubric.dimensions]
    share = "{w} * ({declared} / {allowed})"
    declared = total(
        _if(
            test,
            share.format(
                w=number(each.weight),
                declared=name(each.id, "declared"),
                allowed=name(each.id, "allowed"),
            ),
        )
        for each, test in asked
    )
    yield Value(declared, "declared")
    yield Value(total(_if(test, number(each.weight)) for each, test in asked), "allowed")


def _whole(rubric: Rubric) -> Iterator[Value]:
    weight = name("weight")
    yield Value(f"{name('sum of point')} / NULLIF({name('weight of point')}, 0e0)", "point")
    nothing_known = {"low": "0e0", "high": "1e2", "unanswered": "1e2", "disagreement": "0e0"}
    for what, otherwise in nothing_known.items():
        mean = f"COALESCE({name(f'sum of {what}')} / NULLIF({weight}, 0e0), {otherwise})"
        yield Value(mean, what if what in {"low", "high"} else f"gap_{what}")
    for each in rubric.dimensions:
        range_ = f"({name(each.id, 'high')} - {name(each.id, 'low')})"
        yield Value(f"1e2 - {range_}", f"{each.id}.coverage")
    share = "1e2 * declared / COALESCE(NULLIF(allowed, 0e0), 1e0)"
    yield Value(share, "not_applicable_share")
