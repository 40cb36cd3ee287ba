"""Validation tells the first problems of a file; it does not build an error for every faulty entry."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from partnercheck.diagnostics import MAX_PROBLEMS
from partnercheck.model.dossier import Dossier
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import Faults, validate

MANY = 20_000
DOSSIER = {"partnercheck": "dossier/1", "partner": {"name": "X"}, "as_of": "2026-01-01"}
FLAG = {"id": "a", "title": "A", "effect": "decline"}
DIMENSION = {"id": "a", "title": "A", "weight": 1}


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Dossier, DOSSIER | {"conditions": [{}] * MANY}),
        (Dossier, DOSSIER | {"waivers": [{}] * MANY}),
        (Rubric, {"dimensions": [{}] * MANY}),
        (Rubric, {"dimensions": [DIMENSION | {"criteria": [{}] * MANY}]}),
        (Rubric, {"dimensions": [{}], "red_flags": [FLAG | {"when": {"all": [{}] * MANY}}]}),
    ],
)
def test_errors_are_bounded_before_they_are_built(model: type[BaseModel], data: object) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data, context=Faults())
    fields = len(model.model_fields)
    assert MAX_PROBLEMS < caught.value.error_count() <= (MAX_PROBLEMS + 2) * fields
    found, problems = validate(model, data)
    assert (found, len(problems)) == (None, MAX_PROBLEMS + 1)


def test_few_faults_are_all_told() -> None:
    _, problems = validate(Dossier, DOSSIER | {"conditions": [{}] * 10})
    assert {problem.path[:2] for problem in problems} == {("conditions", n) for n in range(10)}
