"""The verdict and its reasons (docs/worked-example.md): gates decide, the score informs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.numbers import apart, at_least, at_most, words
from partnercheck.model.assessment import Reason
from partnercheck.model.scale import DECIMALS
from partnercheck.months import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.flags import Flag
    from partnercheck.engine.scores import Gaps, Scored, Tree
    from partnercheck.model.assessment import Gap, ReasonCode
    from partnercheck.model.levels import Level, VerdictLevel
    from partnercheck.model.rubric import Effect, Rubric
    from partnercheck.model.verdict_rules import Limits


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


def level(rubric: Rubric, reading: Reading, effects: Collection[Effect | None]) -> Level:
    """Return the highest level whose limits are met, lowered to at most each effect."""
    rules = rubric.verdict
    if "decline" in effects:
        return "decline"
    if _all_met(rules.proceed, reading):
        return "conditional" if "conditional" in effects else "proceed"
    return "conditional" if _all_met(rules.conditional, reading) else "decline"


def _all_met(limits: Limits, reading: Reading) -> bool:
    return meets(reading.whole, limits.score) and all(
        meets(value, limits.floor(name)) for name, value in reading.dimensions.items()
    )


class Ruling(NamedTuple):
    """The verdict, the levels of the three readings it comes from, and what it would be without waivers."""

    level: VerdictLevel
    firm: bool
    worst: Level
    now: Level
    best: Level
    without_waivers: VerdictLevel


def rule(
    rubric: Rubric,
    judgements: Sequence[Judgement],
    tree: Tree,
    flags: Sequence[Flag],
    unknown: Sequence[str] = (),
) -> Ruling:
    """Return the verdict; `unknown` are the facts of the profile that hold it."""
    basis = Basis(rubric, judgements, tree, flags, unknown)
    lows, points, highs = readings(tree)
    worst = level(rubric, lows, [flag.effect for flag in flags if flag.worst])
    now = level(rubric, points, [flag.effect for flag in flags if flag.now])
    best = level(rubric, highs, [flag.effect for flag in flags if flag.best])
    verdict = without = _verdict(basis, now, best)
    if any(flag.waiver for flag in flags):
        bare = [flag._replace(effect=flag.rule.effect) for flag in flags]
        without = _verdict(
            basis._replace(flags=bare),
            level(rubric, points, [flag.effect for flag in bare if flag.now]),
            level(rubric, highs, [flag.effect for flag in bare if flag.best]),
        )
    return Ruling(verdict, verdict != "hold" and worst == best, worst, now, best, without)


class Basis(NamedTuple):
    """What a verdict is given on."""

    rubric: Rubric
    judgements: Sequence[Judgement]
    tree: Tree
    flags: Sequence[Flag]
    unknown: Sequence[str]


def _verdict(basis: Basis, now: Level, best: Level) -> VerdictLevel:
    if best == "decline":
        return best
    return "hold" if any(True for _ in _holds(basis, now)) else now


class Wording(NamedTuple):
    """What reasons are put into words with.

    Attributes:
        because: Says why a flag is raised or open.
        gaps: What the widths of the ranges are made of.
    """

    because: Callable[[Flag], tuple[str, ...]]
    gaps: Gaps


def reasons(basis: Basis, ruling: Ruling, wording: Wording) -> list[Reason]:
    """Return every reason for a verdict, what decides first.

    Flags that stop the deal, open ones, other flags, floors, the score, coverage, the rest.
    """
    _, points, highs = readings(basis.tree)
    rules, counted = basis.rubric.verdict, [flag for flag in basis.flags if flag.now]
    found: list[Reason]
    match ruling.level:
        case "hold":
            found = list(_holds(basis, ruling.now, wording))
        case "decline" if ruling.best == "decline":
            stopping = [flag for flag in basis.flags if flag.best and flag.effect == "decline"]
            found = [*_flags(stopping, wording), *_limits(basis.tree, rules.conditional, highs, met=False)]
        case "decline":
            stopping = [flag for flag in counted if flag.effect == "decline"]
            found = [*_flags(stopping, wording), *_limits(basis.tree, rules.conditional, points, met=False)]
        case "conditional":
            capping = [flag for flag in counted if flag.effect == "conditional"]
            found = [*_flags(capping, wording), *_limits(basis.tree, rules.proceed, points, met=False)]
        case _:
            found = list(_limits(basis.tree, rules.proceed, points, met=True))
    return [*found, *_waived(basis.flags)]


def not_applicable_shares(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return, by dimension that `when` allows, the share of its weight declared not applicable, on 0-1."""
    allowed: dict[str, float] = {}
    declared: dict[str, float] = {}
    for each in judgements:
        if each.excluded not in {"when", "unscored"}:
            allowed[each.dimension] = allowed.get(each.dimension, 0.0) + each.criterion.weight
            if each.excluded == "assessor":
                declared[each.dimension] = declared.get(each.dimension, 0.0) + each.criterion.weight
    return {name: declared.get(name, 0.0) / weight for name, weight in allowed.items()}


def not_applicable_share(rubric: Rubric, judgements: Sequence[Judgement]) -> float:
    """Return how much of all weight the assessor declared not applicable, in %."""
    shares = not_applicable_shares(judgements)
    weights = {dimension.id: dimension.weight for dimension in rubric.dimensions if dimension.id in shares}
    return 100 * sum(weights[name] * share for name, share in shares.items()) / (sum(weights.values()) or 1)


def _holds(basis: Basis, now: Level, wording: Wording | None = None) -> Iterator[Reason]:
    """Yield every reason why the evidence does not carry a verdict; in words only where some are given."""
    rules, tree = basis.rubric.verdict, basis.tree
    if now != "decline":
        for flag in basis.flags:
            if flag.status == "open" and flag.effect == "decline":
                yield _flag(flag, wording)
    yield from _covered(
        None, "the judgement", tree.whole, rules.coverage.overall, wording and wording.gaps.whole
    )
    for name, branch in tree.branches.items():
        gap = wording and wording.gaps.dimensions[name]
        title = f"“{branch.dimension.title}”"
        yield from _covered(name, title, branch.score, rules.coverage.dimension, gap)
    if tree.whole.point is None:
        yield _reason("nothing-answered", None, None, None, "Nothing is answered.")
    share = not_applicable_share(basis.rubric, basis.judgements)
    if not at_most(share, rules.not_applicable):
        said, most = apart(share, rules.not_applicable)
        text = f"{said} % of all weight is declared not applicable; at most {most} % may be."
        yield _reason("not-applicable", None, share, rules.not_applicable, text)
    for name in basis.unknown:
        text = (
            f"The profile fact “{name}” is unknown; what is asked, or which flags there are, depends on it."
        )
        yield _reason("profile", name, None, None, text)


def _covered(name: str | None, what: str, score: Scored, limit: float, gap: Gap | None) -> Iterator[Reason]:
    if not at_least(score.coverage, limit):
        covered, least = apart(score.coverage, limit)
        text = f"Evidence supports {covered} % of {what}; a verdict needs {least} %."
        yield _reason("coverage", name, score.coverage, limit, text + (_largest(gap) if gap else ""))


def _largest(gap: Gap) -> str:
    """Return a sentence that says which part of a gap is the largest."""
    part = max(gap._fields, key=lambda name: round(getattr(gap, name), DECIMALS))
    said = {
        "unanswered": "questions without an answer",
        "weak": "weak evidence",
        "disagreement": "disagreement between raters",
    }
    points = f"{words(getattr(gap, part))} of {words(sum(gap))} points"
    return f" The largest part of the gap is {said[part]}: {points}."


def _limits(tree: Tree, limits: Limits, reading: Reading, *, met: bool) -> Iterator[Reason]:
    """Yield the limits that are met, or those that are missed; floors of 0 ask for nothing."""
    for name, value in reading.dimensions.items():
        floor = limits.floor(name)
        if meets(value, floor) == met and floor > 0:
            yield _limit("floor", name, tree.branches[name].dimension.title, value, floor, met=met)
    if meets(reading.whole, limits.score) == met:
        yield _limit("score", None, "The score", reading.whole, limits.score, met=met)


def _limit(
    code: ReasonCode, name: str | None, title: str, value: float | None, limit: float, *, met: bool
) -> Reason:
    number, least = apart(limit if value is None else value, limit)
    said = "has no score" if value is None else f"is {number}" if name is None else f"scores {number}"
    asked = "the limit" if name is None else "the floor"
    text = f"{title} {said}, {'at or above' if met else 'below'} {asked} of {least}."
    return _reason(code, name, value, limit, text)


def _flags(flags: Sequence[Flag], wording: Wording) -> Iterator[Reason]:
    """Yield the flags that are open, then those that are raised; of those that stop the deal none is open."""
    for flag in sorted(flags, key=lambda each: each.status != "open"):
        yield _flag(flag, wording)


def _flag(flag: Flag, wording: Wording | None) -> Reason:
    because = "; ".join(wording.because(flag) if wording else ()) or "the partner's profile raises it"
    if flag.status == "open":
        would = "stop the deal" if flag.effect == "decline" else "set conditions"
        text = f"The flag “{flag.rule.title}” is open and would {would}: {because}."
        return _reason("open-flag", flag.rule.id, None, None, text)
    return _reason("flag", flag.rule.id, None, None, f"Red flag “{flag.rule.title}”: {because}.")


def _waived(flags: Sequence[Flag]) -> Iterator[Reason]:
    for flag in flags:
        if flag.waiver is not None:
            said = f"is waived until {in_words(flag.waiver.until)} by {flag.waiver.by}: {flag.waiver.reason}"
            yield _reason("waiver", flag.rule.id, None, None, f"The flag “{flag.rule.title}” {said}")


def _reason(
    code: ReasonCode, subject: str | None, actual: float | None, limit: float | None, text: str
) -> Reason:
    return Reason(code=code, subject=subject, actual=actual, limit=limit, text=text)
