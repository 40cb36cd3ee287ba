"""What the cases of a rubric cover, and what they leave out.

Something is covered where a case could notice that it went wrong:

- a criterion where a case sets or measures it, or starts from a dossier that answers it;
- a level, an option, a yes or a no where a case gives it so, or as the best or the worst;
- a flag twice: raised, and clear, in cases that name `raised`;
- a verdict rule where a case names `verdict`: each level, and a hold for each reason there can be;
- a relationship rule where a case expects its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.testing.distinguish import Distinguisher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.authoring.testing.trying import Attempt
    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.rubric import Rubric


class Part(NamedTuple):
    """One thing to be covered.

    Attributes:
        name: What it is, in words.
        state: The state of it that is to be covered; empty where there is but one.
        path: Where it stands in the rubric.
    """

    name: str
    state: str
    path: Path
    covered: bool


class Coverage(NamedTuple):
    """Everything to be covered, by kind."""

    criteria: tuple[Part, ...]
    levels: tuple[Part, ...]
    flags: tuple[Part, ...]
    verdict: tuple[Part, ...]
    relationship: tuple[Part, ...]


KINDS = Coverage._fields


def coverage(rubric: Rubric, attempts: Sequence[Attempt]) -> Coverage:
    """Return what the cases of a rubric cover."""
    return Coverage(
        criteria=tuple(_criteria(rubric, attempts)),
        levels=tuple(_levels(rubric, attempts)),
        flags=tuple(_flags(rubric, attempts)),
        verdict=tuple(_verdict(rubric, attempts)),
        relationship=tuple(_relationship(rubric, attempts)),
    )


def _each(rubric: Rubric) -> Iterator[tuple[Criterion, Path]]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, criterion in enumerate(dimension.criteria):
            yield criterion, ("dimensions", d, "criteria", c)


def _criteria(rubric: Rubric, attempts: Sequence[Attempt]) -> Iterator[Part]:
    for criterion, path in _each(rubric):
        if not criterion.scored:
            continue
        covered = any(_is_given(criterion, attempt) for attempt in attempts)
        yield Part(f"`{criterion.id}`", "", (*path, "id"), covered)


def _is_given(criterion: Criterion, attempt: Attempt) -> bool:
    case, answers = attempt.loaded.case, attempt.loaded.answers
    if criterion.id in answers or (
        criterion.measure in case.measures and attempt.decision.by_id[criterion.id].applies
    ):
        return True
    return case.from_ not in {"best", "worst"} and attempt.decision.by_id[criterion.id].point is not None


def _levels(rubric: Rubric, attempts: Sequence[Attempt]) -> Iterator[Part]:
    for criterion, path in _each(rubric):
        worth = {answer: criterion.value(answer, None) for answer in criterion.answers()}
        values = {answer: value for answer, value in worth.items() if value is not None}
        if not values:
            continue
        seen = {answer for attempt in attempts for answer in _answers(criterion, values, attempt)}
        for answer in values:
            step: Path = (*path, *criterion.place(answer))
            yield Part(f"`{criterion.id}`", f"at {criterion.written(answer)}", step, answer in seen)


def _answers(
    criterion: Criterion, values: Mapping[AnswerValue, float], attempt: Attempt
) -> Iterator[AnswerValue | None]:
    """Yield the answers that a case gives a criterion."""
    stated = attempt.loaded.answers.get(criterion.id)
    judgement = attempt.decision.by_id[criterion.id]
    if stated is not None:
        yield stated.answer
    elif judgement.given is not None:
        yield judgement.given.answer
        yield from (rated.answer for rated in judgement.given.rated)
    elif judgement.point is not None:  # the best or the worst: the outermost answer of that value
        order = list(values) if judgement.point == min(values.values()) else list(reversed(values))
        yield next((answer for answer in order if values[answer] == judgement.point), None)


def _flags(rubric: Rubric, attempts: Sequence[Attempt]) -> Iterator[Part]:
    stood: dict[str, set[str]] = {flag: set() for flag in rubric.flags}
    for attempt in attempts:
        if attempt.loaded.case.expect.raised is not None:
            for flag in attempt.decision.flags:
                stood[flag.rule.id].add(flag.status)
    for f, flag_id in enumerate(rubric.flags):
        for status in ("raised", "clear"):
            yield Part(f"`{flag_id}`", status, ("red_flags", f, "id"), status in stood[flag_id])


def _verdict(rubric: Rubric, attempts: Sequence[Attempt]) -> Iterator[Part]:
    judged = [attempt.decision for attempt in attempts if attempt.loaded.case.expect.verdict is not None]
    levels = {decision.ruling.level for decision in judged}
    for level in ("proceed", "conditional"):
        yield Part(level, "", ("verdict", level), level in levels)
    yield Part("decline", "", ("verdict", "conditional"), "decline" in levels)
    held = {
        (reason.code, reason.subject is None)
        for decision in judged
        if decision.ruling.level == "hold"
        for reason in decision.reasons
    }
    for name, path, code, whole in _holds(rubric):
        yield Part(f"a hold: {name}", "", path, (code, whole) in held)


def _holds(rubric: Rubric) -> Iterator[tuple[str, Path, str, bool]]:
    """Yield the reasons there can be to hold: words, place, the reason's code, whether it has no subject."""
    rules = rubric.verdict
    yield "nothing is answered", ("verdict",), "nothing-answered", True
    if rules.coverage.overall > 0:
        yield "coverage of the whole", ("verdict", "coverage", "overall"), "coverage", True
    if rules.coverage.dimension > 0:
        yield "coverage of a dimension", ("verdict", "coverage", "dimension"), "coverage", False
    if any(each.allow_na for each in rubric.criteria.values()) and Distinguisher(rubric).declare(
        rules.not_applicable
    ):
        yield "too much not applicable", ("verdict", "not_applicable"), "not-applicable", True
    if rubric.facts_that_hold:
        yield "a profile that is not known", ("profile",), "profile", False
    for f, flag in enumerate(rubric.red_flags):
        if flag.effect == "decline" and rubric.flag_leaves[flag.id]:
            yield "an open flag that would decline", ("red_flags", f), "open-flag", False
            return


def _relationship(rubric: Rubric, attempts: Sequence[Attempt]) -> Iterator[Part]:
    called = {
        attempt.decision.relationship.call
        for attempt in attempts
        if attempt.loaded.case.expect.relationship is not None
    }
    for r, rule in enumerate(rubric.relationship):
        yield Part(f"`{rule.call}`", "", ("relationship", r, "call"), rule.call in called)
