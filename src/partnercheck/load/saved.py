"""Assessments that were written as JSON, so that reports are made of them: nothing else is read.

Whoever wrote such a file may have written anything. Its form is checked, its inputs as those of a dossier
are, and that the decision tells of nothing that the inputs do not hold.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_json

from partnercheck.diagnostics import MAX_PROBLEMS, Problem, fail, shown
from partnercheck.load.assessments import CODE, assessment_data, problems_of, refused
from partnercheck.load.fitting import fitted
from partnercheck.load.named import names_in
from partnercheck.measures import MEASURES, SECTIONS, dossier_model, organisation_model
from partnercheck.model.answered import Merged
from partnercheck.model.answers import check_organisation, read_answer
from partnercheck.model.asking import SIDES
from partnercheck.model.assessment import ADDED_LATER, Assessment, InputsUsed
from partnercheck.model.entry import Rating
from partnercheck.model.inputs import Inputs
from partnercheck.model.profile import profiled
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import Model, validate
from partnercheck.model.tests import leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Path
    from partnercheck.model.assessment import Reason
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.named import Kind
    from partnercheck.model.organisation import Organisation


class Saved(NamedTuple):
    """An assessment, and what it was made from as far as it holds that."""

    assessment: Assessment
    inputs: Inputs


@cache
def adapter() -> TypeAdapter[Assessment]:
    """Return what reads and describes the JSON of an assessment."""
    return TypeAdapter(Assessment, config=ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))


def read_saved(raw: bytes, name: str) -> Saved:
    """Return the assessment that JSON holds, with what it was made from.

    Raises:
        InputError: It is no assessment, is damaged, or tells of what it does not hold.
    """
    data = assessment_data(raw, name)
    raw = raw.removeprefix(BOM_UTF8)
    try:
        assessment = adapter().validate_json(to_json(data) if _completed(data) else raw)
    except ValidationError as error:
        raise refused(problems_of(error), data, raw, name) from None
    if assessment.inputs is None:
        hint = "assess the dossier again; what is written now holds them"
        raise fail(CODE, "it does not hold what it was made from (`inputs`)", name, hint)
    problems: list[Problem] = []
    inputs = _inputs(assessment, assessment.inputs, problems)
    if inputs is not None and not _errors(problems):
        problems += islice(_strangers(assessment, inputs), MAX_PROBLEMS)
    if inputs is None or _errors(problems):
        raise refused(problems, data, raw, name)
    return Saved(assessment, inputs)


def _completed(data: dict[str, Any]) -> bool:
    """Put in what earlier releases did not write; returns whether anything was missing."""
    missing = [
        (each, key, value)
        for part, keys in ADDED_LATER.items()
        for each in (data[part] if isinstance(data.get(part), list) else ())
        for key, value in keys.items()
        if isinstance(each, dict) and key not in each
    ]
    for each, key, value in missing:
        each[key] = value
    return bool(missing)


def _errors(problems: list[Problem]) -> bool:
    return any(each.severity == "error" for each in problems)


def _inputs(assessment: Assessment, used: InputsUsed, problems: list[Problem]) -> Inputs | None:
    """Return the inputs that an assessment holds, None where they are not even of the right form."""
    rubric = _model(Rubric, used.rubric, "rubric", problems)
    theirs: type[Dossier] = dossier_model(used.dossier)
    dossier = _model(theirs, used.dossier, "dossier", problems)
    ours: Organisation | None = None
    if used.organisation is not None:
        ours = _model(organisation_model(used.organisation), used.organisation, "organisation", problems)
    beside = {name: _ratings(name, given, problems) for name, given in used.beside.items()}
    if rubric is None or dossier is None or problems:
        return None
    problems += _within("rubric", islice(check_rubric(rubric, MEASURES), MAX_PROBLEMS))
    if _errors(problems):  # names that lead nowhere
        return None
    unfit: list[Problem] = []
    profile, given, _ = fitted(Merged(dossier, beside), rubric, partial(profiled, rubric), unfit)
    problems += _within("dossier", unfit)
    if ours is not None:
        problems += _within("organisation", check_organisation(ours, rubric))
    return Inputs(
        dossier=dossier,
        rubric=rubric,
        organisation=ours,
        as_of=assessment.as_of,
        profile=profile,
        given=given,
        faults={(each.file, each.sha256): each.why for each in used.faults},
        warnings=(),
        locate=lambda _: iter(()),
        rubric_used=assessment.rubric,
        dossier_used=assessment.dossier,
        organisation_used=assessment.organisation,
        overrides=used.overrides,
        replies=assessment.replies,
    )


def _model(model: type[Model], data: Any, part: str, problems: list[Problem]) -> Model | None:
    found, wrong = validate(model, data)
    problems += _within(part, wrong)
    return found


def _ratings(criterion: str, given: Any, problems: list[Problem]) -> tuple[Rating, ...]:
    """Return what people replied beside the answer to one criterion."""
    rows = given if isinstance(given, list) else [given]
    read = [validate(Rating, each) for each in rows]
    for index, (_, wrong) in enumerate(read):
        problems += _within("beside", wrong, (criterion, index))
    return tuple(rating for rating, _ in read if rating is not None)


def _within(part: str, problems: Iterable[Problem], path: Path = ()) -> Iterator[Problem]:
    """Yield problems of a part of the inputs at their paths in the assessment."""
    for each in problems:
        yield each._replace(path=("inputs", part, *path, *each.path))


def _strangers(assessment: Assessment, inputs: Inputs) -> Iterator[Problem]:
    """Yield what a decision tells of that its inputs do not hold; a report would look for it in vain."""
    rubric = inputs.rubric
    asked = [(each.id, [(one.id, one.kind) for one in each.criteria]) for each in rubric.dimensions]
    recorded = [(each.id, [(one.id, one.kind) for one in each.criteria]) for each in assessment.dimensions]
    if recorded != asked:
        yield Problem(CODE, ("dimensions",), "these are not the dimensions and criteria of its rubric")
        return
    if [each.id for each in assessment.red_flags] != list(rubric.flags):
        yield Problem(CODE, ("red_flags",), "these are not the red flags of its rubric")
    rules = [
        (each.call, len([*leaves(each.when)]) if each.when is not None else 0) for each in rubric.relationship
    ]
    walked = [(each.call, len(each.tests)) for each in assessment.relationship.rules]
    if walked != rules[: len(walked)]:
        yield Problem(CODE, ("relationship", "rules"), "these are not the rules of its rubric")
    for d, dimension in enumerate(assessment.dimensions):
        for c, each in enumerate(dimension.criteria):
            path: Path = ("dimensions", d, "criteria", c)
            if each.measure is not None and each.measure.name != rubric.criteria[each.id].measure:
                message = f"the inputs hold no `{shown(each.measure.name)}`"
                yield Problem(CODE, (*path, "measure", "name"), message)
            if each.id in inputs.given and inputs.given[each.id].rated:
                continue
            if {each.perception_gap, each.inner_gap} != {None}:
                yield Problem(CODE, path, "there is a gap, but nobody has rated it")
            if each.status == "answered" and each.measure is None and not _is_value(each.answer):
                yield Problem(CODE, (*path, "answer"), "it is answered, but this is no answer")
    for criterion, answer, path in _answers(assessment, rubric):
        yield from _unreadable(criterion, answer, path)
    known = _known(inputs)
    for kind, name, path, within in names_in(assessment):
        there = _subjects(within, known) if kind == "subject" else known[kind]
        if name not in there:
            yield Problem(CODE, path, f"the inputs hold no `{shown(name)}`")


def _answers(assessment: Assessment, rubric: Rubric) -> Iterator[tuple[Criterion, Any, Path]]:
    """Yield the answers that a decision tells of, each with its criterion and path."""
    for d, dimension in enumerate(assessment.dimensions):
        for c, each in enumerate(dimension.criteria):
            yield rubric.criteria[each.id], each.answer, ("dimensions", d, "criteria", c, "answer")
    for f, flip in enumerate(assessment.flips or ()):
        if flip.criterion in rubric.criteria:
            yield rubric.criteria[flip.criterion], flip.from_, ("flips", f, "from")
            yield rubric.criteria[flip.criterion], flip.to, ("flips", f, "to")


def _unreadable(criterion: Criterion, answer: Any, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with an answer: a value, why it does not apply, or a list of ratings."""
    problems: list[Problem] = []
    match answer:
        case {"not_applicable": str()}:
            pass
        case [{"by": str(), "side": str(side)}, *_] if side in SIDES:
            for index, rating in enumerate(answer):
                said = rating.get("answer") if isinstance(rating, dict) else rating
                read_answer(criterion, said, (*path, index, "answer"), problems)
        case _ if criterion.measure is None:
            read_answer(criterion, answer, path, problems)
    yield from problems


def _is_value(answer: Any) -> bool:
    """Return whether an answer is a value: not unknown, why it does not apply, or a list of ratings."""
    match answer:
        case None | "unknown" | dict() | [dict(), *_]:
            return False
    return True


def _known(inputs: Inputs) -> Mapping[Kind, Collection[str]]:
    """Return what there is of each kind, but for what reasons are about."""
    rubric = inputs.rubric
    dimensions = {each.id for each in rubric.dimensions}
    return {
        "criterion": rubric.criteria,
        "dimension": dimensions,
        "flag": rubric.flags,
        "fact": rubric.profile,
        "grade": rubric.evidence.grades,
        "call": {rule.call for rule in rubric.relationship},
        "condition": {*rubric.flags, *rubric.criteria},
        "about": {*rubric.flags, *rubric.criteria, *dimensions, *SECTIONS},
    }


def _subjects(reason: Reason, known: Mapping[Kind, Collection[str]]) -> Collection[str]:
    """Return what a reason may be about."""
    match reason.code:
        case "flag" | "open-flag" | "waiver":
            return known["flag"]
        case "profile":
            return known["fact"]
        case _:  # what is about the whole names nothing
            return {"", *known["dimension"]}
