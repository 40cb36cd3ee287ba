"""The verdict and its reasons (DESIGN, section 6): gates decide, the score informs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.numbers import apart, at_least, at_most
from partnercheck.model.assessment import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.flags import Flag
    from partnercheck.engine.scores import Scored, Tree
    from partnercheck.model.assessment import ReasonCode
    from partnercheck.model.levels import Level, VerdictLevel
    from partnercheck.model.rubric import Effect, Limits, Rubric


class Reading(NamedTuple):
    """The numbers of one reading: the whole's, and each applicable dimension's; None for no point."""

    whole: float | None
    dimensions: dict[str, float | None]


def readings(tree: Tree) -> tuple[Reading, Reading, Reading]:
    """Return the lows, the points and the highs of a tree."""

    def read(pick: int) -> Reading:
        return Reading(tree.whole[pick], {name: branch.score[pick] for name, branch in tree.branches.items()})

    return read(1), read(0), read(2)


def meets(value: float | None, limit: float) -> bool:
    """Return whether a score reaches a limit; without a point it meets only a limit of 0."""
    return at_most(limit, 0) if value is None else at_least(value, limit)


def level(rubric: Rubric, reading: Reading, effects: Iterable[Effect | None]) -> Level:
    """Return the highest level whose limits are met, lowered to at most each effect."""
    rules = rubric.verdict
    reached: Level = "decline"
    if _all_met(rules.proceed, reading):
        reached = "proceed"
    elif _all_met(rules.conditional, reading):
        reached = "conditional"
    for effect in effects:
        if effect == "decline" or (effect == "conditional" and reached == "proceed"):
            reached = effect
    return reached


def _all_met(limits: Limits, reading: Reading) -> bool:
    return meets(reading.whole, limits.score) and all(
        meets(value, limits.floor(name)) for name, value in reading.dimensions.items()
    )


class Ruling(NamedTuple):
    """The verdict, and the levels of the three readings it comes from."""

    level: VerdictLevel
    firm: bool
    worst: Level
    now: Level
    best: Level
    without_waivers: Level


def rule(rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, flags: Sequence[Flag]) -> Ruling:
    """Return the verdict."""
    lows, points, highs = readings(tree)
    worst = level(rubric, lows, [flag.effect for flag in flags if flag.worst])
    now = level(rubric, points, [flag.effect for flag in flags if flag.status == "raised"])
    best = level(rubric, highs, [flag.effect for flag in flags if flag.best])
    without = level(rubric, points, [flag.rule.effect for flag in flags if flag.status == "raised"])
    verdict: VerdictLevel = now
    if best == "decline":
        verdict = "decline"
    elif any(True for _ in _holds(rubric, judgements, tree, flags, now)):
        verdict = "hold"
    return Ruling(verdict, verdict != "hold" and worst == best, worst, now, best, without)


def reasons(
    rubric: Rubric,
    judgements: Sequence[Judgement],
    tree: Tree,
    flags: Sequence[Flag],
    ruling: Ruling,
    because: Callable[[Flag], tuple[str, ...]],
) -> Iterator[Reason]:
    """Yield every reason for a verdict; `because` says why a flag is raised or open."""
    _, points, highs = readings(tree)
    raised = [flag for flag in flags if flag.status == "raised"]
    rules = rubric.verdict
    match ruling.level:
        case "hold":
            yield from _holds(rubric, judgements, tree, flags, ruling.now, because)
        case "decline" if ruling.best == "decline":
            yield from _limits(tree, rules.conditional, highs, met=False)
            yield from _flags([flag for flag in flags if flag.best], "decline", because)
        case "decline":
            yield from _limits(tree, rules.conditional, points, met=False)
            yield from _flags(raised, "decline", because)
        case "conditional":
            yield from _limits(tree, rules.proceed, points, met=False)
            yield from _flags(raised, "conditional", because)
        case "proceed":
            yield from _limits(tree, rules.proceed, points, met=True)
    yield from _waived(flags)
    yield from _not_asked(flags)


def not_applicable_shares(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return, by dimension that `when` allows, the share of its weight declared not applicable, on 0-1."""
    allowed: dict[str, float] = {}
    declared: dict[str, float] = {}
    for each in judgements:
        if each.excluded != "when":
            allowed[each.dimension] = allowed.get(each.dimension, 0.0) + each.criterion.weight
            if each.excluded == "assessor":
                declared[each.dimension] = declared.get(each.dimension, 0.0) + each.criterion.weight
    return {name: declared.get(name, 0.0) / weight for name, weight in allowed.items()}


def not_applicable_share(rubric: Rubric, judgements: Sequence[Judgement]) -> float:
    """Return how much of all weight the assessor declared not applicable, in %."""
    shares = not_applicable_shares(judgements)
    weights = {dimension.id: dimension.weight for dimension in rubric.dimensions if dimension.id in shares}
    return 100 * sum(weights[name] * share for name, share in shares.items()) / (sum(weights.values()) or 1)


def _holds(
    rubric: Rubric,
    judgements: Sequence[Judgement],
    tree: Tree,
    flags: Sequence[Flag],
    now: Level,
    because: Callable[[Flag], tuple[str, ...]] = lambda _: (),
) -> Iterator[Reason]:
    """Yield every reason why the evidence does not carry a verdict."""
    rules = rubric.verdict
    if tree.whole.point is None:
        yield _reason("nothing-answered", None, None, None, "Nothing is answered.")
    yield from _covered("The whole", None, tree.whole, rules.coverage.overall)
    for name, branch in tree.branches.items():
        yield from _covered(branch.dimension.title, name, branch.score, rules.coverage.dimension)
    share = not_applicable_share(rubric, judgements)
    if not at_most(share, rules.not_applicable):
        said, most = apart(share, rules.not_applicable)
        text = f"{said} % of all weight is declared not applicable; at most {most} % may be."
        yield _reason("not-applicable", None, share, rules.not_applicable, text)
    if now != "decline":
        for flag in flags:
            if flag.status == "open" and flag.effect == "decline":
                text = f"The flag “{flag.rule.title}” is open and would decline: {_list(because(flag))}."
                yield _reason("open-flag", flag.rule.id, None, None, text)


def _covered(title: str, name: str | None, score: Scored, limit: float) -> Iterator[Reason]:
    if not at_least(score.coverage, limit):
        covered, least = apart(score.coverage, limit)
        text = f"{title} is covered by evidence to {covered} %; a verdict takes {least} %."
        yield _reason("coverage", name, score.coverage, limit, text)


def _limits(tree: Tree, limits: Limits, reading: Reading, *, met: bool) -> Iterator[Reason]:
    """Yield the limits that are met, or those that are missed; floors of 0 ask for nothing."""
    if meets(reading.whole, limits.score) == met:
        yield _limit("score", None, "The score", reading.whole, limits.score, met=met)
    for name, value in reading.dimensions.items():
        floor = limits.floor(name)
        if meets(value, floor) == met and floor > 0:
            yield _limit("floor", name, tree.branches[name].dimension.title, value, floor, met=met)


def _limit(
    code: ReasonCode, name: str | None, title: str, value: float | None, limit: float, *, met: bool
) -> Reason:
    number, least = apart(limit if value is None else value, limit)
    said = "has no score" if value is None else f"is {number}" if name is None else f"scores {number}"
    asked = "the limit" if name is None else "the floor"
    text = f"{title} {said}, {'at or above' if met else 'below'} {asked} of {least}."
    return _reason(code, name, value, limit, text)


def _flags(
    flags: Sequence[Flag], effect: Effect, because: Callable[[Flag], tuple[str, ...]]
) -> Iterator[Reason]:
    for flag in flags:
        if flag.effect == effect:
            text = f"Red flag “{flag.rule.title}”: {_list(because(flag))}."
            yield _reason("flag", flag.rule.id, None, None, text)


def _waived(flags: Sequence[Flag]) -> Iterator[Reason]:
    for flag in flags:
        if flag.waiver is not None:
            said = f"is waived by {flag.waiver.by} until {flag.waiver.until}: {flag.waiver.reason}"
            yield _reason("waiver", flag.rule.id, None, None, f"The flag “{flag.rule.title}” {said}")


def _not_asked(flags: Sequence[Flag]) -> Iterator[Reason]:
    for flag in flags:
        if flag.status == "not_applicable":
            text = f"The flag “{flag.rule.title}” was not asked: nothing that it tests applies here."
            yield _reason("not-applicable", flag.rule.id, None, None, text)


def _reason(
    code: ReasonCode, subject: str | None, actual: float | None, limit: float | None, text: str
) -> Reason:
    return Reason(code=code, subject=subject, actual=actual, limit=limit, text=text)


def _list(sentences: Sequence[str]) -> str:
    return "; ".join(sentences) or "the partner's profile raises it"
