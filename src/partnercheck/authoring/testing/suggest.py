"""Cases for changes that no case notices: for each the shortest that is found.

A case is looked for that comes out otherwise under the changed rubric: without any answer of its own, then
with one, then with two, of the criteria that the change is about. Where only many answers between them reach
a limit, each in turn is set as low as still leaves the number above it, and those are taken back that it does
without. So much is tried for one change and no more; what nothing was found for may still be noticed by some
case.
"""

from __future__ import annotations

import math
from itertools import combinations, product, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.authoring.reach.situations import situations
from partnercheck.authoring.reach.sums import TooManyError
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.trying import ACTUAL, Trier
from partnercheck.authoring.testing.updates import written
from partnercheck.engine.numbers import at_least, at_most

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.diagnostics import Path
    from partnercheck.engine import Decision
    from partnercheck.load.cases import LoadedCase
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

    Make = Callable[[Mapping[str, Any]], LoadedCase | None]

_MOST_TRIED = 600
_MOST_PROFILES = 8
_MOST_SINGLE, _MOST_PAIRED = 12, 4
_PREFERRED = ("verdict", "raised", "open", "relationship", "conditions", "firm", "score")


class _Given(NamedTuple):
    """Something that a case says of one criterion: the key of the case, the name under it, and the value."""

    key: str
    name: str
    value: Any


class Suggester:
    """Finds cases of one rubric."""

    def __init__(self, rubric: Rubric, make: Make) -> None:
        """Take a rubric, and what makes a case of it; that returns None for one that makes no sense."""
        self._rubric = rubric
        self._make = make
        self._grounds = Grounds()
        self._known: dict[str, Trier | None] = {}
        self._left = 0
        try:
            kinds = situations(rubric)
        except TooManyError:
            kinds = ()
        self._profiles = list({str(kind.facts): dict(kind.facts) for kind in kinds}.values())

    def case_for(self, mutant: Mutant) -> dict[str, Any] | None:
        """Return the shortest case that is found to notice a change, in plain data without a name."""
        self._left = _MOST_TRIED
        about = list(dict.fromkeys(self._about(mutant)))
        ways = (self._short(mutant, about), self._long(mutant, about))
        return next((case for way in ways for case in way), None)

    def _short(self, mutant: Mutant, about: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield noticing cases with at most two answers of their own."""
        yield from self._noticing(mutant, [()])
        single = [given for name in about[:_MOST_SINGLE] for given in self._answers(name, mutant)]
        yield from self._noticing(mutant, [(each,) for each in single])
        few = [given for name in about[:_MOST_PAIRED] for given in self._answers(name, mutant)]
        pairs = (pair for pair in combinations(few, 2) if pair[0].name != pair[1].name)
        yield from self._noticing(mutant, pairs)

    def _noticing(self, mutant: Mutant, answered: Iterable[tuple[_Given, ...]]) -> Iterator[dict[str, Any]]:
        for given in answered:
            for profile, base in product(self._profiles[:_MOST_PROFILES], ("best", "worst", "unanswered")):
                if self._left <= 0:
                    return
                if (case := self._noticed(mutant, profile, base, given)) is not None:
                    yield case

    def _long(self, mutant: Mutant, about: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield noticing cases that bring a number of the verdict down to its limit, from the best on."""
        number = _NUMBERS.get(mutant.kind)
        if number is None:
            return
        self._left = 3 * _MOST_TRIED
        limit = min(_limits(self._rubric, mutant.path), _limits(mutant.rubric, mutant.path))
        for profile in self._profiles[:2]:
            given: dict[str, _Given] = {}
            reached = math.inf
            for name in self._apart(about):
                lowest = given.get(name)
                for each in self._steps(name, mutant):
                    if self._left <= 0:
                        return
                    trial = {**given, name: each}
                    trier, found = self._tried(mutant, profile, "best", tuple(trial.values()))
                    if found is not None:
                        yield self._shortened(mutant, profile, "best", trial)
                    now = number(trier.decision) if trier is not None else math.inf
                    if limit <= now < reached:
                        reached, lowest = now, each
                if lowest is not None:
                    given[name] = lowest

    def _apart(self, names: Sequence[str]) -> list[str]:
        """Return names, those that no flag tests first, and of each dimension one after the other."""
        groups: dict[str, list[str]] = {}
        for name in names:
            groups.setdefault(self._rubric.dimension_of[name], []).append(name)
        mixed = [name for row in zip_longest(*groups.values()) for name in row if name is not None]
        return sorted(mixed, key=self._rubric.criteria_tested.__contains__)

    def _shortened(
        self, mutant: Mutant, profile: Mapping[str, Any], base: str, given: dict[str, _Given]
    ) -> dict[str, Any]:
        for name in list(given):
            fewer = {other: each for other, each in given.items() if other != name}
            if self._noticed(mutant, profile, base, tuple(fewer.values())) is not None:
                given = fewer
        found = self._noticed(mutant, profile, base, tuple(given.values()))
        assert found is not None  # noqa: S101  (the last one that noticed)
        return found

    def _noticed(
        self, mutant: Mutant, profile: Mapping[str, Any], base: str, given: Sequence[_Given]
    ) -> dict[str, Any] | None:
        return self._tried(mutant, profile, base, given)[1]

    def _tried(
        self, mutant: Mutant, profile: Mapping[str, Any], base: str, given: Sequence[_Given]
    ) -> tuple[Trier | None, dict[str, Any] | None]:
        """Return a case that was tried; and in plain data, with what it expects, if it notices a change."""
        self._left -= 1
        case: dict[str, Any] = {"from": base}
        if profile:
            case["profile"] = dict(profile)
        for each in given:
            case.setdefault(each.key, {})[each.name] = each.value
            if each.key == "set" and (positions := self._rubric.criteria[each.name].positions):
                case.setdefault("ours", {})[each.name] = min(positions)
        trier = self._trier(case)
        if trier is None:
            return None, None
        before = trier.decision
        after = trier.decide(mutant.rubric)
        fact = next((fact for fact in _PREFERRED if _differs(fact, before, after)), None)
        return trier, None if fact is None else {**case, "expect": {fact: _expected(fact, before)}}

    def _trier(self, case: dict[str, Any]) -> Trier | None:
        key = repr(case)
        if key not in self._known:
            loaded = self._make(case)
            self._known[key] = None if loaded is None else Trier(loaded, self._grounds)
        return self._known[key]

    def _about(self, mutant: Mutant) -> Iterator[str]:
        """Yield the criteria that a change is about, then those that may bear on it, the heaviest first."""
        rubric, path = self._rubric, mutant.path
        weights = {
            each.id: dimension.weight * each.weight / sum(one.weight for one in dimension.criteria)
            for dimension in rubric.dimensions
            for each in dimension.criteria
            if each.scored
        }
        heaviest = sorted(weights, key=lambda name: -weights[name])
        near: frozenset[str] = frozenset()
        if mutant.criterion is not None:
            yield mutant.criterion
            near = frozenset({rubric.dimension_of[mutant.criterion]})
        elif path[0] == "dimensions" and isinstance(path[1], int):
            near = frozenset({rubric.dimensions[path[1]].id})
        elif path[0] == "red_flags" and isinstance(path[1], int):
            yield from sorted(rubric.criteria_of_flag[rubric.red_flags[path[1]].id])
        elif path[0] in {"relationship", "evidence"}:
            yield from rubric.criteria_tested
        elif path[:1] == ("verdict",):
            near = frozenset(str(step) for step in path)
        yield from (name for name in heaviest if rubric.dimension_of[name] in near)
        yield from heaviest

    def _answers(self, name: str, mutant: Mutant) -> Iterator[_Given]:
        """Yield what a case may say of a criterion; with each grade where the change is about grades."""
        for each in self._plain_answers(self._rubric.criteria[name]):
            yield each
            if mutant.kind in {"clears", "evidence"} and each.key == "set":
                for grade in self._rubric.evidence.grades:
                    yield each._replace(value={"answer": each.value, "grade": grade})

    def _plain_answers(self, criterion: Criterion) -> Iterator[_Given]:
        key, name = ("set", criterion.id) if criterion.measure is None else ("measures", criterion.measure)
        for answer in criterion.samples():
            yield _Given(key, name, answer)
        if criterion.allow_na:
            yield _Given("set", criterion.id, {"not_applicable": "it is of no use here"})

    def _steps(self, name: str, mutant: Mutant) -> list[_Given]:
        """Return what a case may say of a criterion to bring a number of the verdict down."""
        criterion = self._rubric.criteria[name]
        if mutant.kind == "coverage":
            return [] if criterion.measure else [_Given("set", name, "unknown")]
        return [each for each in self._plain_answers(criterion) if not isinstance(each.value, dict)]


_NUMBERS: dict[str, Callable[[Decision], float]] = {
    "score": lambda decision: decision.tree.whole.point or 0.0,
    "floor": lambda decision: min(each.score.point or 0.0 for each in decision.tree.branches.values()),
    "coverage": lambda decision: decision.tree.whole.coverage,
}
"""What limits of the verdict are held against, by the kind of change."""


def _limits(rubric: Rubric, path: Path) -> float:
    """Return the limit of a verdict at a path."""
    found: Any = rubric
    for step in path:
        found = found.get(step, 0.0) if isinstance(found, dict) else getattr(found, str(step))
    return float(found)


def _differs(fact: str, before: Decision, after: Decision) -> bool:
    one, two = ACTUAL[fact](before), ACTUAL[fact](after)
    if fact == "score" and one is not None and two is not None:
        low, high = written("score", one)
        return not (at_least(two, low) and at_most(two, high))
    if isinstance(one, tuple):
        return frozenset(one) != frozenset(two)
    return bool(one != two) and one is not None


def _expected(fact: str, decision: Decision) -> Any:
    return written(fact, ACTUAL[fact](decision))
