"""Point, range and coverage, up the tree (docs/worked-example.md)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.assessment import Gap, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.rubric import Dimension, Rubric


class Scored(NamedTuple):
    """A point, None where nothing is answered, and the range that evidence leaves; all on 0-100."""

    point: float | None
    low: float
    high: float

    @property
    def coverage(self) -> float:
        """How much of the judgement the evidence carries, in %."""
        return 100 - (self.high - self.low)

    def with_gap(self, gap: Gap) -> Score:
        """Return it as an assessment gives it, with what the width of the range is made of."""
        return Score(point=self.point, low=self.low, high=self.high, coverage=self.coverage, gap=gap)


NOTHING_KNOWN = Scored(None, 0.0, 100.0)


class Branch(NamedTuple):
    """A dimension with at least one applicable criterion.

    `share` is its part of the whole; `share_of_point` its part among the dimensions that have a point.
    """

    dimension: Dimension
    score: Scored
    share: float
    share_of_point: float
    weight: float
    weight_of_point: float


class Tree(NamedTuple):
    """The scores of the whole and of every dimension that applies."""

    whole: Scored
    branches: dict[str, Branch]

    def share(self, judgement: Judgement) -> float:
        """Return a criterion's share of the whole, on 0-1; 0 where it does not apply."""
        branch = self.branches.get(judgement.dimension)
        if branch is None or not judgement.applies:
            return 0.0
        return branch.share * judgement.criterion.weight / branch.weight

    def contribution(self, judgement: Judgement) -> float | None:
        """Return what a criterion adds to the whole's point; None where it has no point itself."""
        if judgement.point is None:
            return None
        branch = self.branches[judgement.dimension]
        return branch.share_of_point * judgement.criterion.weight / branch.weight_of_point * judgement.point


def score_tree(
    rubric: Rubric, judgements: Sequence[Judgement], known: Mapping[str, Branch] = MappingProxyType({})
) -> Tree:
    """Return the scores of a rubric's dimensions and of the whole.

    Args:
        rubric: The rubric.
        judgements: In rubric order.
        known: Branches whose judgements have been summed up before.
    """
    found: list[tuple[Dimension, Scored, float, float]] = []
    first = 0
    for dimension in rubric.dimensions:
        within = slice(first, first := first + len(dimension.criteria))
        if (branch := known.get(dimension.id)) is not None:
            found.append((dimension, branch.score, branch.weight, branch.weight_of_point))
            continue
        applying = [(each.criterion.weight, each) for each in judgements[within] if each.excluded is None]
        if applying:
            weight = sum([weight for weight, _ in applying])
            of_point = sum([weight for weight, each in applying if each.point is not None])
            found.append((dimension, combine(applying), weight, of_point))
    all_weight = sum(dimension.weight for dimension, *_ in found)
    point_weight = sum(dimension.weight for dimension, score, *_ in found if score.point is not None)
    branches = {
        dimension.id: Branch(
            dimension,
            score,
            dimension.weight / all_weight,
            dimension.weight / point_weight if score.point is not None else 0.0,
            weight,
            of_point,
        )
        for dimension, score, weight, of_point in found
    }
    whole = combine((dimension.weight, score) for dimension, score, *_ in found) if found else NOTHING_KNOWN
    return Tree(whole, branches)


def combine(children: Iterable[tuple[float, Scored | Judgement]]) -> Scored:
    """Return the weighted mean of children: points of those that have one, ranges of all."""
    weight = weight_of_point = point = low = high = 0.0
    for w, child in children:
        weight += w
        low += w * child.low
        high += w * child.high
        if child.point is not None:
            weight_of_point += w
            point += w * child.point
    return Scored(point / weight_of_point if weight_of_point else None, low / weight, high / weight)


class Gaps(NamedTuple):
    """What the widths of the ranges are made of: the whole's, and that of every dimension that applies."""

    whole: Gap
    dimensions: dict[str, Gap]


def gaps(tree: Tree, judgements: Iterable[Judgement]) -> Gaps:
    """Return what the widths of the ranges are made of, by the weights of the ranges themselves."""
    inside: dict[str, list[tuple[float, Gap]]] = {}
    for each in judgements:
        if each.excluded is None:
            inside.setdefault(each.dimension, []).append((each.criterion.weight, each.gap))
    dimensions = {name: _mean(children) for name, children in inside.items()}
    weights = [(branch.dimension.weight, dimensions[name]) for name, branch in tree.branches.items()]
    return Gaps(_mean(weights) if weights else Gap(100.0, 0.0, 0.0), dimensions)


def _mean(children: Sequence[tuple[float, Gap]]) -> Gap:
    weight = sum([weight for weight, _ in children])
    return Gap(*(sum([w * gap[part] for w, gap in children]) / weight for part in range(3)))
