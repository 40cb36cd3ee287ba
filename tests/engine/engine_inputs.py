"""Makes `Inputs` from plain data, by the models' own path but without files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, Position, Problem
from partnercheck.engine import assess, decide
from partnercheck.measures import MEASURES, SECTIONS, dossier_model, organisation_model
from partnercheck.model.answers import (
    all_evidence,
    check_decisions,
    check_events,
    check_evidence,
    check_organisation,
    read_answers,
)
from partnercheck.model.assessment import FileUsed, RubricUsed
from partnercheck.model.inputs import Inputs
from partnercheck.model.profile import profiled, read_profile
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.model.assessment import Assessment, CriterionResult, DimensionResult, FlagResult

    Data = dict[str, Any]

AS_OF = "2026-11-20"
DIGEST = "0" * 64


def criterion(id_: str = "c", kind: str = "levels", **more: Any) -> Data:
    """A criterion; by default of levels 0-4, worth 0, 25, 50, 75 and 100, that no action is due for."""
    form: Data = {
        "levels": {"levels": {0: "a", 1: "b", 2: "c", 3: "d", 4: "e"}},
        "match": {"axis": {0: "a", 1: "b", 2: "c", 3: "d", 4: "e"}},
        "metric": {"curve": [[0, 0], [100, 100]]},
        "checklist": {"items": {"a": {"text": "A"}, "b": {"text": "B"}}},
        "choice": {"options": {"a": {"text": "A", "value": 10}, "b": {"text": "B", "value": 60}}},
        "yes_no": {},
    }[kind]
    head = {"id": id_, "title": id_.title(), "question": f"{id_}?", "kind": kind, "expect": 0}
    return head | form | more


def dimension(id_: str, *criteria: Data, weight: float = 1) -> Data:
    return {"id": id_, "title": id_.title(), "weight": weight, "criteria": list(criteria)}


def flag(id_: str = "f", when: Data | None = None, effect: str = "conditional", **more: Any) -> Data:
    test = when or {"criterion": "c", "at_most": 25}
    return {"id": id_, "title": f"Flag {id_}", "effect": effect, "when": test} | more


def rubric(*parts: Data, **more: Any) -> Data:
    """A rubric of dimensions (or of criteria, then in the one dimension `d`), that holds nothing back.

    No limit applies unless `verdict` sets one.
    """
    dimensions = (
        list(parts) if parts and "criteria" in parts[0] else [dimension("d", *(parts or [criterion()]))]
    )
    return {
        "partnercheck": "rubric/1",
        "id": "made-up",
        "version": "1.0.0",
        "title": "Made up",
        "dimensions": dimensions,
        "verdict": verdict(),
    } | more


def verdict(proceed: Any = 0, conditional: Any = 0, **more: Any) -> Data:
    """Verdict rules without limits but those given; a number is an overall score."""
    return {
        "coverage": {"overall": 0, "dimension": 0},
        "not_applicable": 100,
        "proceed": proceed if isinstance(proceed, dict) else {"score": proceed},
        "conditional": conditional if isinstance(conditional, dict) else {"score": conditional},
    } | more


def dossier(answers: Data | None = None, **more: Any) -> Data:
    """A dossier; answers are by dimension, or by criterion of the one dimension `d`."""
    given = answers or {}
    grouped = all(isinstance(each, dict) and not each.keys() & _ENTRY for each in given.values())
    return {
        "partnercheck": "dossier/1",
        "partner": {"name": "Acme"},
        "as_of": AS_OF,
        "answers": given if given and grouped else {"d": given},
    } | more


_ENTRY = {"answer", "ratings", "evidence", "not_applicable", "note"}


def sure(answer: Any, grade: str = "audited", date: str = AS_OF) -> Data:
    """An answer with one item of evidence, by default the strongest there is."""
    return {"answer": answer, "evidence": [item(grade, date=date)]}


def rated(*ratings: tuple[str, Any], grade: str = "audited") -> Data:
    """Several people's answers, each with their side."""
    return {
        "ratings": [
            {"by": f"P{n}", "side": side, "answer": answer} for n, (side, answer) in enumerate(ratings)
        ],
        "evidence": [item(grade, date=AS_OF)],
    }


def item(grade: str = "audited", source: str = "Somewhere", **more: Any) -> Data:
    return {"grade": grade, "source": source} | more


def na(reason: str = "Out of scope") -> Data:
    return {"not_applicable": reason}


def waiver(flag_: str = "f", until: str = "2027-01-01") -> Data:
    return {"flag": flag_, "by": "CFO", "reason": "Capped", "until": until}


def organisation(**more: Any) -> Data:
    return {"partnercheck": "organisation/1", "name": "Us"} | more


def make(
    rules: Data | Rubric,
    known: Data,
    ours: Data | None = None,
    faults: Mapping[tuple[str, str | None], str] | None = None,
) -> Inputs:
    """Return what `load` would make of the three files; anything wrong with them fails the test."""
    problems: list[Problem] = []
    read_rubric = rules if isinstance(rules, Rubric) else make_rubric(rules)
    read_dossier = _read(dossier_model(known), known)
    us = None if ours is None else _read(organisation_model(ours), ours)
    stated = {name: each.is_ for name, each in read_dossier.profile.items()}
    profile = profiled(read_rubric, read_profile(stated, read_rubric, problems))
    given = read_answers(read_dossier, read_rubric, profile.applying, problems)
    problems += check_evidence(all_evidence(read_dossier), read_rubric)
    problems += check_events(read_dossier, read_rubric, SECTIONS)
    problems += check_decisions(read_dossier, read_rubric)
    if us is not None:
        problems += check_organisation(us, read_rubric)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert not errors, errors
    return Inputs(
        dossier=read_dossier,
        rubric=read_rubric,
        organisation=us,
        as_of=read_dossier.as_of,
        profile=profile,
        given=given,
        faults=faults or {},
        warnings=tuple(_locate(problems)),
        locate=_locate,
        rubric_used=RubricUsed(id=read_rubric.id, version=read_rubric.version, file=None, sha256=DIGEST),
        dossier_used=FileUsed(file="dossier.yaml", sha256=DIGEST),
        organisation_used=None if us is None else FileUsed(file="us.yaml", sha256=DIGEST),
    )


def make_rubric(rules: Data) -> Rubric:
    """Return a rubric as `load` would; anything wrong with it fails the test."""
    read = _read(Rubric, rules)
    errors = [problem for problem in check_rubric(read, MEASURES) if problem.severity == "error"]
    assert not errors, errors
    return read


def _read(model: Any, data: Data) -> Any:
    read, problems = validate(model, data)
    assert read is not None, problems
    return read


def _locate(problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    """Locate a problem at its path, written where the source line would be."""
    for each in problems:
        path = ".".join(str(step) for step in each.path)
        place = Position("dossier.yaml", 1, 1, path)
        yield Diagnostic(each.code, each.severity, each.message, place, each.hint)


def assessed(rules: Data, known: Data, ours: Data | None = None, **more: Any) -> Assessment:
    return assess(make(rules, known, ours, **more))


def warned(inputs: Inputs) -> list[tuple[str, str, str, str]]:
    """Return code, severity, path and message of everything that is odd about a dossier."""
    found = decide(inputs).diagnostics
    return [(each.code, each.severity, each.position.text, each.message) for each in found]


def of_criterion(assessment: Assessment, id_: str = "c") -> CriterionResult:
    return next(each for part in assessment.dimensions for each in part.criteria if each.id == id_)


def of_dimension(assessment: Assessment, id_: str = "d") -> DimensionResult:
    return next(part for part in assessment.dimensions if part.id == id_)


def of_flag(assessment: Assessment, id_: str = "f") -> FlagResult:
    return next(each for each in assessment.red_flags if each.id == id_)
