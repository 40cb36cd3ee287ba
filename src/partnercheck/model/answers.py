"""Whether a dossier and an organisation fit a rubric, and what their answers say in its terms."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import MAX_PROBLEMS, Path, Problem, did_you_mean, shown
from partnercheck.model.entry import says_unknown
from partnercheck.model.inputs import Given, Rated
from partnercheck.model.organisation import PLACEHOLDER
from partnercheck.model.references import unknown
from partnercheck.model.versions import criteria_by_any_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.entry import Entry, Rating
    from partnercheck.model.evidence import Evidence
    from partnercheck.model.organisation import Organisation
    from partnercheck.model.rubric import Rubric


_NONE: Mapping[str, Sequence[Rating]] = MappingProxyType({})


def read_answers(
    dossier: Dossier,
    rubric: Rubric,
    applying: frozenset[str],
    problems: list[Problem],
    beside: Mapping[str, Sequence[Rating]] = _NONE,
) -> dict[str, Given]:
    """Return what the dossier says of each criterion that applies, and what people replied `beside` it.

    What is wrong with an answer is added to `problems`, and so is a warning for each answer that is ignored
    because its criterion does not apply.
    """
    given: dict[str, Given] = {}
    criteria, home = rubric.criteria, rubric.dimension_of
    dimensions = [dimension.id for dimension in rubric.dimensions]
    for group, entries in dossier.answers.items():
        if len(problems) > MAX_PROBLEMS:
            break
        if group not in dimensions:
            problems.append(unknown("dimension", group, ("answers", group), dimensions, key=True))
            continue
        for name, entry in entries.items():
            if len(problems) > MAX_PROBLEMS:
                return given
            criterion = criteria.get(name)
            if criterion is None or home[name] != group:
                problems.append(_misplaced(name, group, rubric))
            elif name not in applying:
                if not entry.is_unknown:
                    message = f"`{name}` does not apply to a partner with this profile; its answer is ignored"
                    problems.append(
                        Problem(
                            "ignored-answer", ("answers", group, name), message, key=True, severity="warning"
                        )
                    )
            else:
                path: Path = ("answers", group, name)
                read = _read_entry(criterion, entry, path, problems)
                if name in beside:
                    read = read._replace(beside=_rated(criterion, beside[name], (*path, "beside"), problems))
                given[name] = read
                if read.rated:
                    problems += _voices(criterion, read, path)
    return given


def _voices(criterion: Criterion, given: Given, path: Path) -> Iterator[Problem]:
    """Yield a warning where only the side that was not to be asked has answered."""
    sides = {each.rating.side for each in given.rated if each.answer is not None}
    for asked, other, whom in (("us", "them", "us"), ("partner", "us", "the partner")):
        if criterion.ask == asked and sides == {other}:
            message = f"`{criterion.id}` asks {whom}, but only the other side has rated it"
            yield Problem("wrong-voice", (*path, "ratings"), message, severity="warning")


def _misplaced(name: str, group: str, rubric: Rubric) -> Problem:
    path: Path = ("answers", group, name)
    if name in rubric.criteria:
        hint = f"it belongs to `{rubric.dimension_of[name]}`"
        return Problem("unknown-criterion", path, f"`{group}` has no criterion `{name}`", hint, key=True)
    problem = unknown("criterion", name, path, rubric.criteria, key=True)
    if now := rubric.renamed.get(name):
        return problem._replace(hint=f"it is called `{now}` now; `partnercheck update` renames it")
    return problem


def _read_entry(criterion: Criterion, entry: Entry, path: Path, problems: list[Problem]) -> Given:
    if criterion.measure is not None and entry.evidence:
        said = "evidence given here changes nothing"
        message = f"`{criterion.id}` is worked out from `{criterion.measure}`; {said}"
        hint = f"give it in the section `{criterion.section}`"
        problems.append(Problem("ignored-evidence", (*path, "evidence"), message, hint, severity="warning"))
    if refused := criterion.refuses(entry, path):
        problems.append(refused)
    if refused or entry.not_applicable is not None:
        return Given(entry)
    if entry.ratings is not None:
        return Given(entry, rated=_rated(criterion, entry.ratings, (*path, "ratings"), problems))
    return Given(entry, _read(criterion, entry.answer, (*path, "answer"), problems))


def _rated(
    criterion: Criterion, ratings: Sequence[Rating], path: Path, problems: list[Problem]
) -> tuple[Rated, ...]:
    """Return ratings, which stand in a list at `path`, as their criterion reads them."""
    return tuple(
        Rated(rating, _read(criterion, rating.answer, (*path, index, "answer"), problems))
        for index, rating in enumerate(ratings)
    )


def _read(criterion: Criterion, raw: object, path: Path, problems: list[Problem]) -> AnswerValue | None:
    """Return an answer of a file: what is odd about it goes to `problems`, too."""
    answer = read_answer(criterion, raw, path, problems)
    if answer is not None and (doubt := criterion.doubt(answer)):
        problems.append(Problem("doubtful", path, doubt, severity="warning"))
    return answer


def read_answer(criterion: Criterion, raw: object, path: Path, problems: list[Problem]) -> AnswerValue | None:
    """Return an answer as its criterion reads it, None for unknown; what is wrong goes to `problems`."""
    if says_unknown(raw):
        return None
    try:
        return criterion.read_answer(raw)
    except PydanticCustomError as error:
        context = error.context or {}
        problems.append(Problem(error.type, (*path, *context["at"]), context["text"], context["hint"]))
        return None


def all_evidence(dossier: Dossier) -> list[tuple[Evidence, Path]]:
    """Return everything the dossier gives as evidence, each with its path."""
    found: list[tuple[Evidence, Path]] = []
    if dossier.evidence is not None:
        found.append((dossier.evidence, ("evidence",)))
    for group, entries in dossier.answers.items():
        for name, entry in entries.items():
            evidence, ratings = entry.evidence, entry.ratings
            if evidence is not None:
                found.append((evidence, ("answers", group, name, "evidence")))
            if ratings is not None:
                found += [
                    (rating.evidence, ("answers", group, name, "ratings", index, "evidence"))
                    for index, rating in enumerate(ratings)
                    if rating.evidence is not None
                ]
    found += [
        (fact.evidence, ("profile", name, "evidence"))
        for name, fact in dossier.profile.items()
        if fact.evidence is not None
    ]
    for name, section in dossier.sections():
        if section.evidence is not None:
            found.append((section.evidence, (name, "evidence")))
    return found


def check_evidence(found: list[tuple[Evidence, Path]], rubric: Rubric) -> Iterator[Problem]:
    """Yield the grades that the rubric does not know, and defaults that claim too much."""
    rank = rubric.evidence.rank
    strongest_default = rank[rubric.evidence.clears]
    for evidence, path in found:
        grades = [evidence] if isinstance(evidence, str) else [item.grade for item in evidence]
        for index, grade in enumerate(grades):
            if grade in rank and (path != ("evidence",) or rank[grade] >= strongest_default):
                continue
            at: Path = path if isinstance(evidence, str) else (*path, index, "grade")
            if grade not in rank:
                yield unknown("grade", grade, at, rank)
            else:
                weaker = rubric.evidence.clears
                message = f"evidence for all answers cannot be stronger than `{weaker}`, but `{grade}` is"
                yield Problem("wrong-evidence", at, message, "give it with the answers it supports")


def evidence_files(found: list[tuple[Evidence, Path]]) -> Iterator[tuple[str, str | None, Path]]:
    """Yield file, expected digest and path of every evidence item that names a file."""
    for evidence, path in found:
        if not isinstance(evidence, str):
            for index, item in enumerate(evidence):
                if item.file is not None:
                    yield item.file, item.sha256, (*path, index, "file")


def check_events(dossier: Dossier, rubric: Rubric, sections: Collection[str]) -> Iterator[Problem]:
    """Yield what events are said to be about, and is not there; `sections` are those of dossiers."""
    if not dossier.events:
        return
    names = {*rubric.criteria, *rubric.dimension_of.values(), *rubric.flags}
    for e, event in enumerate(dossier.events):
        for index, name in enumerate(event.about):
            if name not in names and name not in sections:
                path: Path = ("events", e, "about", index)
                message = f"there is no criterion, dimension, section or flag `{shown(name)}`"
                hint = did_you_mean(name, sorted({*names, *sections}))
                yield Problem("unknown-subject", path, message, hint)


def check_decisions(dossier: Dossier, rubric: Rubric) -> Iterator[Problem]:
    """Yield the waivers and conditions that name what is not there, or what cannot be waived."""
    for w, waiver in enumerate(dossier.waivers):
        flag = rubric.flags.get(waiver.flag)
        if flag is None:
            yield unknown("flag", waiver.flag, ("waivers", w, "flag"), rubric.flags)
        elif not flag.can_be_waived:
            yield Problem("not-waivable", ("waivers", w, "flag"), f"the flag `{flag.id}` cannot be waived")
    seen: set[str] = set()
    known: Collection[str] = [*rubric.flags, *rubric.criteria]
    for c, condition in enumerate(dossier.conditions):
        path: Path = ("conditions", c, "for")
        if condition.for_ not in known:
            yield unknown("condition", condition.for_, path, known)
        elif condition.for_ in seen:
            yield Problem("duplicate-condition", path, f"there is already an entry for `{condition.for_}`")
        seen.add(condition.for_)


def check_organisation(organisation: Organisation, rubric: Rubric) -> Iterator[Problem]:
    """Yield our positions that are not on the axis of their criterion, and where nobody has named us."""
    if organisation.name == PLACEHOLDER:
        message = f"“{PLACEHOLDER}” stands where our own name belongs"
        yield Problem("placeholder", ("name",), message, "write our legal name", severity="warning")
    criteria = criteria_by_any_name(rubric)
    for name, position in organisation.culture.items():
        criterion = criteria.get(name)
        axis = criterion.positions if criterion is not None else {}
        if axis and position not in axis:
            first, last = min(axis), max(axis)
            message = f"position {position} is not on the axis of `{name}`, which goes from {first} to {last}"
            yield Problem("unknown-position", ("culture", name), message)
