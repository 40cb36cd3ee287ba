"""Whether a test case fits its rubric, and what it says in the rubric's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Path, Problem, did_you_mean, shown
from partnercheck.model.answers import read_answer
from partnercheck.model.references import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from partnercheck.model.cases import Case
    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.rubric import Rubric

BASES = ("best", "worst", "unanswered")
"""What a case may start from that is not a dossier."""


class CaseAnswer(NamedTuple):
    """An answer that a case sets, read by its criterion; None where it says that nothing is known.

    `grade` is None where it counts with the case's own.
    """

    answer: AnswerValue | None
    grade: str | None
    not_applicable: str | None


def same_names(names: Sequence[tuple[str, Path]], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the cases whose name another has; `taken` says where names stand that are taken already."""
    seen = dict(taken)
    for name, path in names:
        if name in seen:
            message = f"there is already a case of this name, in {seen[name]}"
            yield Problem("duplicate-case", (*path, "name"), message, "a name says what this case shows")
        seen.setdefault(name, "this file")


def read_case(
    case: Case,
    rubric: Rubric,
    apply: frozenset[str],
    ours: Mapping[str, int],
    measures: Collection[str],
    path: Path,
) -> tuple[dict[str, CaseAnswer], list[Problem]]:
    """Return what a case sets, and what is wrong with the names in it.

    Args:
        case: The case.
        rubric: The rubric that it tests.
        apply: The criteria that apply to such a partner.
        ours: Our positions: the case's own, and those of the organisation that its dossier names.
        measures: All measures there are.
        path: Where the case stands.
    """
    problems = list(_grades(case, rubric, path))
    problems += _measures(case, rubric, apply, measures, path)
    problems += _positions(case, rubric, path)
    stated: dict[str, CaseAnswer] = {}
    for name, given in case.set.items():
        place: Path = (*path, "set", name)
        criterion = rubric.criteria.get(name)
        if criterion is None:
            problems.append(unknown("criterion", name, place, rubric.criteria, key=True))
        elif name not in apply:
            message = f"`{name}` does not apply to this profile; what is set here changes nothing"
            problems.append(Problem("ignored-answer", place, message, key=True))
        elif refused := criterion.refuses(given, place):
            if given.not_applicable is None:
                refused = refused._replace(hint=f"give the number: `measures: {{{criterion.measure}: …}}`")
            problems.append(refused)
        else:
            answer = read_answer(criterion, given.answer, (*place, "answer"), problems)
            stated[name] = CaseAnswer(answer, given.grade, given.not_applicable)
            if answer is not None:
                problems += _unmatched(criterion, ours, place)
    problems += _expected(case, rubric, path)
    return stated, problems


def _grades(case: Case, rubric: Rubric, path: Path) -> Iterator[Problem]:
    grades = rubric.evidence.grades
    if case.evidence is not None and case.evidence not in grades:
        yield unknown("grade", case.evidence, (*path, "evidence"), grades)
    for name, given in case.set.items():
        if given.grade is not None and given.grade not in grades:
            yield unknown("grade", given.grade, (*path, "set", name, "grade"), grades)


def _measures(
    case: Case, rubric: Rubric, apply: frozenset[str], known: Collection[str], path: Path
) -> Iterator[Problem]:
    used: dict[str, list[str]] = {}
    for criterion in rubric.criteria.values():
        if criterion.measure is not None:
            used.setdefault(criterion.measure, []).append(criterion.id)
    for name in case.measures:
        place: Path = (*path, "measures", name)
        if name not in known:
            problem = unknown("measure", name, place, used, key=True)
            yield problem if used else problem._replace(hint="no criterion of this rubric takes a measure")
        elif name not in used:
            message, hint = f"no criterion of this rubric takes `{name}`", did_you_mean(name, used)
            yield Problem("unused-measure", place, message, hint, key=True)
        elif apply.isdisjoint(used[name]):
            which = " and ".join(f"`{each}`" for each in used[name])
            message = f"only {which} takes this measure, and does not apply to this profile"
            yield Problem("unused-measure", place, message, key=True)


def _positions(case: Case, rubric: Rubric, path: Path) -> Iterator[Problem]:
    matched = {name: each.positions for name, each in rubric.criteria.items() if each.positions}
    for name, position in case.ours.items():
        if name not in matched:
            yield unknown("matched criterion", name, (*path, "ours", name), matched, key=True)
        elif position not in matched[name]:
            first, last = min(matched[name]), max(matched[name])
            message = f"position {position} is not on the axis of `{name}`, which goes from {first} to {last}"
            yield Problem("unknown-position", (*path, "ours", name), message)


def _unmatched(criterion: Criterion, ours: Mapping[str, int], path: Path) -> Iterator[Problem]:
    """Yield that there is nothing to match an answer with, where that is so."""
    if criterion.positions and criterion.id not in ours:
        message = f"`{criterion.id}` is matched with our position, and this case has none"
        hint = f"say it: `ours: {{{criterion.id}: …}}`; or leave it at best or worst"
        yield Problem("no-position", path, message, hint, key=True)


def _expected(case: Case, rubric: Rubric, path: Path) -> Iterator[Problem]:
    expect = case.expect
    lists = (
        ("raised", expect.raised, rubric.flags, "flag"),
        ("open", expect.open, rubric.flags, "flag"),
        ("conditions", expect.conditions, {**rubric.flags, **rubric.criteria}, "condition"),
    )
    for key, names, known, kind in lists:
        for index, name in enumerate(names or ()):
            if name not in known:
                yield unknown(kind, name, (*path, "expect", key, index), known)
    for index, name in enumerate(expect.open or ()):
        if name in (expect.raised or ()):
            message = f"`{shown(name)}` cannot be raised and open at once"
            yield Problem("wrong-value", (*path, "expect", "open", index), message)
    calls = [rule.call for rule in rubric.relationship]
    if expect.relationship is not None and expect.relationship not in calls:
        yield unknown("relationship", expect.relationship, (*path, "expect", "relationship"), calls)
