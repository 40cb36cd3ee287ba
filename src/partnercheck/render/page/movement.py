"""What moved between two decisions, in words: for a partner at two dates, and for what is supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.kinds import both_in_short
from partnercheck.render.page import Bullets, Column, Part, Section, Table, Waterfall, Words
from partnercheck.render.page.sums import adding_up, signed, tenths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.movement import (
        CriterionMoved,
        CriterionState,
        DimensionMoved,
        DimensionState,
        FlagMoved,
        Movement,
        Standing,
    )
    from partnercheck.model.rubric import Rubric

_BY_SHARE = (
    "A criterion moves the score by its answer and by its share: where weights differ, or more or less is "
    "answered, it counts for more or less of the score."
)
_STEPS = 10
"""How many criteria a waterfall shows by themselves."""
_REST = "Weight redistributed among the rest"
_FLAGS = {"raised": "raised", "open": "open", "clear": "clear", "not_applicable": "not asked"}


def headline(movement: Movement) -> str:
    """Return where the verdict went."""
    old, new = words.LEVEL_NAMES[movement.before.level], words.LEVEL_NAMES[movement.after.level]
    if old == new:
        return f"The verdict is still: {new}."
    return f"The verdict moved from {old} to {new}."


def sections(
    movement: Movement, before: str, after: str, rubric: Rubric, level: int = 2
) -> Iterator[Section]:
    """Yield what moved, under headings of a level; `before` and `after` name both sides.

    What nothing is said of did not move.
    """
    yield Section(
        "The decision", [Words(headline(movement)), _standings(movement, before, after, rubric)], level
    )
    if movement.criteria:
        yield Section("What moved the score", list(_score(movement, before, after, rubric)), level)
    if movement.dimensions:
        yield Section("What moved in the dimensions", [_dimensions(movement, before, after)], level)
    for title, items in (
        ("What moved in the red flags", [_flag(each) for each in movement.red_flags]),
        ("What moved in the conditions and actions", list(_conditions(movement, rubric))),
        ("What moved in the reasons", list(_reasons(movement))),
    ):
        if items:
            yield Section(title, [Bullets(items)], level)


def _conditions(movement: Movement, rubric: Rubric) -> Iterator[str]:
    """Yield the conditions that are new or gone, each with the criterion or flag that it comes from."""
    titles = {name: each.title for name, each in rubric.criteria.items()}
    titles |= {name: each.title for name, each in rubric.flags.items()}
    for word, conditions in (("New", movement.conditions.new), ("Gone", movement.conditions.gone)):
        yield from (f"{word}: {each.action} (“{titles.get(each.for_, each.for_)}”)" for each in conditions)


def _reasons(movement: Movement) -> Iterator[str]:
    yield from (f"New: {each.text}" for each in movement.reasons.new)
    yield from (f"Gone: {each.text}" for each in movement.reasons.gone)


def _standings(movement: Movement, before: str, after: str, rubric: Rubric) -> Table:
    sides = (movement.before, movement.after)
    names = {rule.call: rule.title for rule in rubric.relationship}
    rows = [
        ["Verdict", *(words.VERDICTS[each.level][1].partition(":")[0] for each in sides)],
        ["Firm", *("yes" if each.firm else "no" for each in sides)],
        ["Still possible", *(_could_be(each) for each in sides)],
        ["Score", *(words.number(each.score.point) for each in sides)],
        ["Range", *(words.span(each.score) for each in sides)],
        ["Coverage", *(_percent(each.score.coverage) for each in sides)],
        ["Call it", *(names[each.call] if each.call else "no name yet" for each in sides)],
    ]
    columns = [Column("What"), Column(before), Column(after)]
    return Table("The decision on both sides", columns, rows)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{words.number(value)} %"


def _could_be(standing: Standing) -> str:
    worst, best = words.LEVEL_NAMES[standing.worst], words.LEVEL_NAMES[standing.best]
    return worst if worst == best else f"{worst} to {best}"


def _difference(movement: Movement) -> int:
    """Return by how many tenths the score moved, as both are written; without a score, what the parts say."""
    old, new = movement.before.score.point, movement.after.score.point
    if old is None or new is None:
        return round(10 * sum(each.effect for each in movement.criteria))
    return tenths(new) - tenths(old)


def _waterfall(
    movement: Movement, before: str, after: str, moved: Sequence[tuple[str, int]], shares: int, table: Table
) -> Waterfall:
    """Return what moved the score most, part after part, and all others as one."""
    changed = sorted((each for each in moved if each[1]), key=lambda each: -abs(each[1]))
    most, others = changed[:_STEPS], changed[_STEPS:]
    if others:
        name = others[0][0] if len(others) == 1 else f"{len(others)} others together"
        most.append((name, sum(by for _, by in others)))
    if shares:
        most.append((_REST, shares))
    start = tenths(movement.before.score.point or 0)
    parts, at = [], start
    for name, by in most:
        parts.append(Part(name, at / 10, (at + by) / 10, signed(by)))
        at += by
    return Waterfall(
        title=_most(changed, start, at),
        message="",
        table=table,
        before=f"{before}: {start / 10:.1f}",
        after=f"{after}: {at / 10:.1f}",
        parts=parts,
    )


def _most(changed: Sequence[tuple[str, int]], start: int, end: int) -> str:
    """Return where the score went, and what moved it most either way."""
    before, after = words.apart(start / 10, end / 10)
    moved = f"{'rose' if end > start else 'fell'} from {before} to {after}"
    where = f"The score {moved if end != start else f'stayed at {words.prose(end / 10)}'}"
    up = next((f"“{name}” added most ({signed(by)})" for name, by in changed if by > 0), "")
    down = next((f"“{name}” cost most ({signed(by)})" for name, by in changed if by < 0), "")
    causes = "; ".join(filter(None, (up, down) if end >= start else (down, up)))
    return f"{where}; {causes}." if causes else f"{where}."


def _score(
    movement: Movement, before: str, after: str, rubric: Rubric
) -> Iterator[Words | Table | Waterfall]:
    """Yield what moved the score: each criterion that is not as it was, and the shares of all others."""
    if movement.difference is None:
        yield Words("One side has no score, so there is no difference to share out.")
    own = [each for each in movement.criteria if _own(each)]
    rest = [each for each in movement.criteria if not _own(each)]
    parts = [part for each in own for part in (each.by_answer, each.by_share)]
    *moved, last = adding_up([*parts, sum(each.effect for each in rest)], _difference(movement))
    pairs = list(zip(moved[::2], moved[1::2], strict=True))
    rows = [
        [
            each.title,
            *_answers(each, rubric.criteria[each.id]),
            signed(by_answer + by_share),
            signed(by_share),
        ]
        for each, (by_answer, by_share) in zip(own, pairs, strict=True)
    ]
    if rest or not own:
        rows.append([_REST, "", "", signed(last), signed(last)])
    shared = sum(by_share for _, by_share in pairs) + last
    rows.append(["Together", "", "", signed(sum(moved) + last), signed(shared)])
    columns = [
        Column("Criterion"),
        Column(before),
        Column(after),
        Column("Moves it by", number=True),
        Column("By its share", number=True),
    ]
    table = Table("What moved the score, criterion by criterion, and what of it is by shares", columns, rows)
    steps = [(each.title, sum(pair)) for each, pair in zip(own, pairs, strict=True)]
    if movement.difference is not None:
        yield _waterfall(movement, before, after, steps, last, table)
    yield Words(_BY_SHARE)
    yield table


def _own(criterion: CriterionMoved) -> bool:
    """Return whether a criterion is not as it was, rather than having another share only."""
    old, new = criterion.before, criterion.after
    return (old.status, old.answer, old.grade, words.span(old.value)) != (
        new.status,
        new.answer,
        new.grade,
        words.span(new.value),
    ) or bool(criterion.by_answer)


def _answers(moved: CriterionMoved, criterion: Criterion) -> list[str]:
    """Return what was answered on both sides, with the grade of its evidence; or why nothing counts."""
    sides = (moved.before, moved.after)
    given = [each.answer if each.status == "answered" else None for each in sides]
    told = both_in_short(criterion, *given)
    return [_answer(state, said) for state, said in zip(sides, told, strict=True)]


def _answer(state: CriterionState, said: str) -> str:
    if state.status != "answered":
        return state.status.replace("_", " ")
    return f"{said} ({state.grade})" if state.grade else said


def _dimensions(movement: Movement, before: str, after: str) -> Table:
    effects = adding_up([each.effect for each in movement.dimensions], _difference(movement))
    rows = [
        [each.title, *(_dimension(side, each) for side in (each.before, each.after)), signed(effect)]
        for each, effect in zip(movement.dimensions, effects, strict=True)
    ]
    columns = [Column("Dimension"), Column(before), Column(after), Column("Moves it by", number=True)]
    return Table("Each dimension's score and range, and its weight where that moved", columns, rows)


def _dimension(side: DimensionState, moved: DimensionMoved) -> str:
    """Return a dimension's score and range, and its weight where that is not the same on both sides."""
    text = f"{words.number(side.score.point)} ({words.span(side.score)})"
    weights = {words.share(each.weight) for each in (moved.before, moved.after)}
    return f"{text}, {words.share(side.weight)}" if len(weights) > 1 else text


def _flag(flag: FlagMoved) -> str:
    was, is_ = (
        _FLAGS[status] + ", waived" * waived
        for status, waived in ((flag.before, flag.waived_before), (flag.after, flag.waived_after))
    )
    effect = words.EFFECTS["raised" if flag.after == "raised" else "open"][flag.effect]
    text = f"“{flag.title}” is {is_}, was {was}"
    text += f"; it {effect}" if flag.after in {"raised", "open"} and not flag.waived_after else ""
    return f"{text}: {'; '.join(flag.because)}." if flag.because else f"{text}."
