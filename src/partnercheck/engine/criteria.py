"""Each criterion's value and range, from its answer and evidence (docs/worked-example.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.diagnostics import Problem
from partnercheck.engine.numbers import at_least, median
from partnercheck.measures import Measured, Sides, measure
from partnercheck.model.assessment import Gap
from partnercheck.model.scale import far_apart, written_out
from partnercheck.model.sections import section_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Path
    from partnercheck.engine.evidence import Support, Weigher
    from partnercheck.model.asking import Side
    from partnercheck.model.assessment import Status
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.evidence import Evidence
    from partnercheck.model.inputs import Given, Inputs, Rated


class Judgement(NamedTuple):
    """What is known of one criterion.

    Attributes:
        low: The least the value could be, given what the evidence is worth; 0 where unanswered.
        high: The most it could be; 100 where unanswered.
        least: The lowest value anybody gave.
        most: The highest value anybody gave.
        sides: Each side's median, where several people rated.
        inner_gap: The largest distance between two ratings of one side, where one has two.
        excluded: Why it does not count: its `when`, the assessor's word, or that its kind is never scored.
    """

    criterion: Criterion
    dimension: str
    given: Given | None
    point: float | None = None
    low: float = 0.0
    high: float = 100.0
    least: float = 0.0
    most: float = 100.0
    sides: Mapping[Side, float] = {}
    inner_gap: float | None = None
    support: Support | None = None
    measured: Measured | None = None
    excluded: Literal["when", "assessor", "unscored"] | None = None

    @property
    def applies(self) -> bool:
        """Whether it counts at all."""
        return self.excluded is None

    @property
    def status(self) -> Status:
        """Whether it is answered, unanswered, or does not apply."""
        if self.excluded == "unscored":
            return "answered" if self.given is not None and self.given.answered else "unanswered"
        if self.excluded is not None:
            return "not_applicable"
        return "unanswered" if self.point is None else "answered"

    @property
    def gap(self) -> Gap:
        """What the width of its range is made of."""
        if self.point is None or self.support is None:
            return Gap(unanswered=100.0, weak=0.0, disagreement=0.0)
        reliability = self.support.reliability
        return Gap(0.0, 100 * (1 - reliability), reliability * (self.most - self.least))

    @property
    def perception_gap(self) -> float | None:
        """The distance between our side's and their side's median, where both rated."""
        if "us" in self.sides and "them" in self.sides:
            return abs(self.sides["us"] - self.sides["them"])
        return None

    @property
    def disputed(self) -> bool:
        """Whether the sides, or two people of one side, are far apart."""
        return far_apart(self.perception_gap, self.inner_gap)


def judge(inputs: Inputs, weigher: Weigher) -> list[Judgement]:
    """Return a judgement for every criterion, in rubric order."""
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    culture = inputs.organisation.culture if inputs.organisation else {}
    home = inputs.rubric.dimension_of
    return [
        judge_one(inputs, weigher, sides, criterion, home[name], culture.get(name))
        for name, criterion in inputs.rubric.criteria.items()
    ]


def judge_one(
    inputs: Inputs, weigher: Weigher, sides: Sides, criterion: Criterion, dimension: str, ours: int | None
) -> Judgement:
    """Return the judgement of one criterion; `ours` is our position, where it is matched against one."""
    name = criterion.id
    if name not in inputs.profile.applying:
        return Judgement(criterion, dimension, None, excluded="when")
    given = inputs.given.get(name)
    if given is not None and given.entry.not_applicable is not None:
        return Judgement(criterion, dimension, given, excluded="assessor")
    if not criterion.scored:
        if given is not None and given.entry.evidence:
            path = ("answers", dimension, name)
            weigher.weigh(criterion, given.entry.evidence, path)  # for its warnings
        return Judgement(criterion, dimension, given, excluded="unscored")
    if criterion.measure is not None:
        return _measured(sides, weigher, criterion, dimension, given)
    if given is None:
        return Judgement(criterion, dimension, None)
    return _answered(weigher, criterion, dimension, given, ours)


def _answered(
    weigher: Weigher, criterion: Criterion, dimension: str, given: Given, ours: int | None
) -> Judgement:
    """Return the judgement of an answer, or of ratings."""
    if given.rated:
        return _rated(weigher, criterion, dimension, given, ours)
    path: Path = ("answers", dimension, criterion.id)
    evidence = given.entry.evidence
    value = None if given.answer is None else criterion.value(given.answer, ours)
    if value is None:
        if evidence:
            weigher.weigh(criterion, evidence, path)  # for its warnings
        return Judgement(criterion, dimension, given)
    support = weigher.weigh(criterion, evidence, path)
    if given.beside:
        weigher.problems += _apart(criterion, given, value, ours, path)
    low, high = discount(value, value, support.reliability)
    return Judgement(criterion, dimension, given, value, low, high, value, value, support=support)


def _rated(
    weigher: Weigher, criterion: Criterion, dimension: str, given: Given, ours: int | None
) -> Judgement:
    """Return the judgement of ratings, each side with one voice."""
    path: Path = ("answers", dimension, criterion.id)
    evidence = given.entry.evidence
    by_side = _by_side(criterion, given.rated, ours)
    beside: list[tuple[Evidence, Path]] = [
        (rating.evidence, (*path, "ratings", index))
        for index, (rating, answer) in enumerate(given.rated)
        if rating.evidence and answer is not None and criterion.value(answer, ours) is not None
    ]
    if not by_side:
        if evidence:
            weigher.weigh(criterion, evidence, path)  # for its warnings
        return Judgement(criterion, dimension, given)
    support = weigher.weigh(criterion, evidence, path, beside)
    sides, point = _mean(by_side)
    least, most = min(map(min, by_side.values())), max(map(max, by_side.values()))
    low, high = discount(least, most, support.reliability)
    apart = max((max(group) - min(group) for group in by_side.values() if len(group) > 1), default=None)
    return Judgement(criterion, dimension, given, point, low, high, least, most, sides, apart, support)


def _by_side(criterion: Criterion, rated: Iterable[Rated], ours: int | None) -> dict[Side, list[float]]:
    """Return what each side's answers are worth; who did not know has no voice."""
    found: dict[Side, list[float]] = {}
    for rating, answer in rated:
        value = None if answer is None else criterion.value(answer, ours)
        if value is not None:
            found.setdefault(rating.side, []).append(value)
    return found


def _mean(by_side: Mapping[Side, list[float]]) -> tuple[dict[Side, float], float]:
    """Return each side's median, and the mean of the sides."""
    sides = {side: median(group) for side, group in by_side.items()}
    return sides, sum(sides.values()) / len(sides)


def _apart(
    criterion: Criterion, given: Given, value: float, ours: int | None, path: Path
) -> Iterator[Problem]:
    """Yield a warning where the assessor's own answer is far from what people replied beside it."""
    if by_side := _by_side(criterion, given.beside, ours):
        _, theirs = _mean(by_side)
        if at_least(abs(value - theirs), _FAR):
            said = f"the dossier's own answer is worth {written_out(value)}, what people replied"
            message = f"{said} {written_out(theirs)}; the dossier's stands"
            yield Problem("differs", (*path, "answer"), message, severity="warning")


_FAR = 25.0
"""How far apart, in points, an own answer and replies are told to differ."""


def _measured(
    sides: Sides, weigher: Weigher, criterion: Criterion, dimension: str, given: Given | None
) -> Judgement:
    """Return the judgement of a number worked out from a section, which its section's evidence supports."""
    name = str(criterion.measure)
    measured = measure(name, sides)
    point: float | None = None
    if measured.extreme is not None:
        worst, best = criterion.ends
        point = best if measured.extreme == "best" else worst
    elif measured.value is not None:
        point = criterion.value(measured.value, None)
    judgement = Judgement(criterion, dimension, given, measured=measured)
    return judgement if point is None else on_section(judgement, point, sides.theirs, weigher)


def on_section(judgement: Judgement, value: float, dossier: Dossier, weigher: Weigher) -> Judgement:
    """Return the judgement of a measured criterion with this value, worth what its section's evidence is."""
    section = section_of(str(judgement.criterion.measure))
    data = getattr(dossier, section)
    # A number that is only supposed needs no section.
    support = weigher.weigh(judgement.criterion, data.evidence if data else None, (section,))
    return valued(judgement._replace(support=support), value)


def valued(judgement: Judgement, value: float) -> Judgement:
    """Return a judgement with this one value in place of its own, worth what its evidence is worth."""
    support = judgement.support
    assert support is not None  # noqa: S101  (an answer always has the support of some grade)
    low, high = discount(value, value, support.reliability)
    return judgement._replace(
        point=value, low=low, high=high, least=value, most=value, sides={}, inner_gap=None
    )


def discount(least: float, most: float, reliability: float) -> tuple[float, float]:
    """Return low and high of values that are believed to a degree (Shafer, 1976).

    The share `reliability` of the belief is on the values; the rest could be anything from 0 to 100.
    """
    return reliability * least, reliability * most + 100 * (1 - reliability)
