"""What an assessment was made from, as its JSON holds it, so that a report can be made from that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.model.as_data import as_data
from partnercheck.model.assessment import FileFault, InputsUsed
from partnercheck.model.entry import says_unknown
from partnercheck.model.scale import DataAsWritten

if TYPE_CHECKING:
    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.inputs import Given, Inputs


def inputs_used(inputs: Inputs) -> InputsUsed:
    """Return all that a report tells beside the decision; pictures stay where they are."""
    ours = inputs.organisation
    return InputsUsed(
        rubric=DataAsWritten(inputs.rubric.as_data),
        dossier=DataAsWritten(_dossier(inputs)),
        organisation=None if ours is None else DataAsWritten(as_data(ours)),
        beside=DataAsWritten(
            {
                name: [
                    as_data(each.rating) | {"answer": _answer(inputs.rubric.criteria[name], each.answer)}
                    for each in given.beside
                ]
                for name, given in inputs.given.items()
                if given.beside
            }
        ),
        faults=tuple(FileFault(file, digest, why) for (file, digest), why in inputs.faults.items()),
        overrides=inputs.overrides,
    )


def _dossier(inputs: Inputs) -> dict[str, Any]:
    """Return a dossier whose answers and facts are written as their criteria read them."""
    data: dict[str, Any] = as_data(inputs.dossier)
    for name, fact in data.get("profile", {}).items():
        if name in inputs.profile.given:
            fact["is"] = _known(inputs.profile.given[name])
    for group, entries in inputs.dossier.answers.items():
        for name in entries:
            if name in inputs.given:
                _answered(data["answers"][group][name], inputs.rubric.criteria[name], inputs.given[name])
    return data


def _answered(entry: dict[str, Any], criterion: Criterion, given: Given) -> None:
    if given.answer is not None:
        entry["answer"] = _answer(criterion, given.answer)
    for rating, (_, answer) in zip(entry.get("ratings", ()), given.rated, strict=True):
        rating["answer"] = _answer(criterion, answer)


def _answer(criterion: Criterion, answer: AnswerValue | None) -> Any:
    return _known(None if answer is None else as_data(criterion.written(answer)))


def _known(value: Any) -> Any:
    return "unknown" if says_unknown(value) else value
