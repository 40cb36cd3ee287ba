"""Dossiers are assessed, explained, supposed otherwise, compared and gone through."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.api.results import Result
from partnercheck.api.sources import LoadedDossier, LoadedRubric, Source, all_inputs, load_dossier
from partnercheck.diagnostics import Diagnostic, InputError, Position, did_you_mean, fail, shown
from partnercheck.engine import decide
from partnercheck.engine import explain as explained
from partnercheck.insight import with_insight

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.diagnostics import Problem
    from partnercheck.engine.steps import Step
    from partnercheck.model.comparison import Comparison
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.whatif import WhatIf

    Assessable = Result | LoadedDossier | Source


class Explanation(NamedTuple):
    """How one criterion came to its value; as a text, what `assess --explain` shows.

    Attributes:
        criterion: Its id.
        steps: What is worked out, and how, in order.
        text: The same with the question, the answer and the evidence.
    """

    criterion: str
    steps: tuple[Step, ...]
    text: str

    def __str__(self) -> str:
        return self.text


def assess(
    dossier: LoadedDossier | Source,
    rubric: Source | LoadedRubric | None = None,
    *,
    organisation: Source | None = None,
    as_of: dt.date | str | None = None,
) -> Result:
    """Return the decision on a partner, with what would change it.

    A dossier that is loaded is read again only where something is given in place of what it names.

    Raises:
        InputError: A file cannot be read or has errors; its `diagnostics` say what and where.
        TypeError: `as_of` is neither a date nor a text; a datetime is none, for want of a time zone.
        ValueError: `as_of` is a text that is no day.
    """
    asked: dict[str, Any] = {"rubric": rubric, "organisation": organisation, "as_of": as_of}
    if not isinstance(dossier, LoadedDossier):
        dossier = load_dossier(dossier, **asked)
    elif given := {name: value for name, value in asked.items() if value is not None}:
        dossier = load_dossier(dossier.source, **{**dossier.given, **given})
    return _assessed(dossier.inputs)


def _assessed(inputs: Inputs) -> Result:
    decision = decide(inputs)
    result = Result(with_insight(decision, explained(decision)), inputs)
    vars(result)["decision"] = decision  # which it need not make again
    return result


def explain(dossier: Assessable, criterion: str) -> Explanation:
    """Return how a criterion came to its value.

    Raises:
        InputError: The rubric has no such criterion, or the dossier cannot be used.
    """
    from partnercheck.engine.steps import steps  # noqa: PLC0415  (few ask for it)
    from partnercheck.render import reckoning  # noqa: PLC0415

    result = _result(dossier)
    results = result.assessment.criteria
    if criterion not in results:
        message = f"the rubric `{result.inputs.rubric.id}` has no criterion `{shown(criterion)}`"
        raise fail("unknown-criterion", message, "criterion", did_you_mean(criterion, results))
    found = steps(result.decision, criterion)
    asked = result.inputs.rubric.criteria[criterion]
    return Explanation(criterion, found, reckoning.render(results[criterion], asked, result.inputs, found))


def whatif(
    dossier: Assessable,
    *,
    answers: Mapping[str, object] | None = None,
    grades: Mapping[str, str] | None = None,
    weights: Mapping[str, float] | None = None,
) -> WhatIf:
    """Return the decision as it would be if something were otherwise, and what moves.

    Args:
        dossier: What is assessed.
        answers: By criterion, another answer; by measure, another number; `unknown` for none.
        grades: By criterion, the grade that its answer would count with.
        weights: By dimension, another weight, on the scale of the rubric's own.

    Raises:
        InputError: The dossier cannot be used, or what is supposed cannot be.
    """
    from partnercheck.insight.whatif import what_if  # noqa: PLC0415  (few ask for it)
    from partnercheck.model.suppositions import read_suppositions  # noqa: PLC0415

    result = _result(dossier)
    problems: list[Problem] = []
    supposed = read_suppositions(result.inputs, _pairs(answers), _pairs(grades), _pairs(weights), problems)
    if any(each.severity == "error" for each in problems):
        raise InputError(
            Diagnostic(each.code, each.severity, each.message, Position(str(each.path[0]), 1, 1), each.hint)
            for each in problems
        )
    return what_if(result.inputs, supposed, explained(result.decision))


def compare(*dossiers: Assessable) -> Comparison:
    """Return candidates side by side; of one partner at two dates, what moved.

    Raises:
        InputError: A dossier cannot be used, or their rubrics differ.
        TypeError: They are given as a list, not one by one.
        ValueError: There are fewer than two.
    """
    from partnercheck.insight import comparison  # noqa: PLC0415  (few ask for it)

    if any(isinstance(each, Iterable) and not isinstance(each, str | Mapping) for each in dossiers):
        raise TypeError(
            "give the dossiers one by one: compare(first, second), or compare(*dossiers) of a list"
        )
    if len(dossiers) < 2:
        raise ValueError("it takes two dossiers or more")
    results = [_result(each) for each in dossiers]
    first = results[0].assessment.rubric
    for each in results[1:]:
        used = each.assessment.rubric
        if (used.id, used.version, used.sha256) != (first.id, first.version, first.sha256):
            message = (
                f"its rubric is {used.id} {used.version}, but that of the first is {first.id} {first.version}"
            )
            raise fail("different-rubrics", message, each.assessment.dossier.named)
    limits = comparison.limits_of(results[0].inputs.rubric.verdict)
    return comparison.compare([each.assessment for each in results], limits)


def portfolio(
    dossiers: Iterable[Source] | Source,
    rubric: Source | LoadedRubric | None = None,
    *,
    organisation: Source | None = None,
    as_of: dt.date | str | None = None,
) -> Iterator[Result | InputError]:
    """Yield the decision on one partner after the other, each when it is asked for.

    What is wrong with one dossier is yielded in its place, and stops none of the others; so is why a folder
    below one that is named cannot be looked into.

    Args:
        dossiers: Files, and folders, which stand for all dossiers below; or texts and data.
        rubric: For all of them, in place of what they name. What they share is read once.
        organisation: Our own side, in place of what they name.
        as_of: The day to assess for.

    Raises:
        InputError: A path leads nowhere, or the rubric cannot be used.
    """
    sources = (each for given in _many(dossiers) for each in _found(given))
    for found in all_inputs(sources, rubric, organisation, as_of):
        yield found if isinstance(found, InputError) else _assessed(found)


def _many(dossiers: Iterable[Source] | Source) -> Iterable[Source]:
    if isinstance(dossiers, str | os.PathLike | Mapping):
        return [dossiers]
    return dossiers


def _found(source: Source) -> Iterable[Source | InputError]:
    """Return the dossiers in a folder, and why those below cannot be looked into; anything else as it is."""
    if (
        isinstance(source, Mapping)
        or (isinstance(source, str) and "\n" in source)
        or not Path(source).is_dir()
    ):
        return [source]
    from partnercheck.load.folders import dossiers_in  # noqa: PLC0415  (for folders only)

    found = dossiers_in([Path(source)], Path.cwd())
    return [*found.dossiers.values(), *found.unreadable.values()]


def _result(dossier: Assessable) -> Result:
    return dossier if isinstance(dossier, Result) else assess(dossier)


def _pairs(given: Mapping[str, object] | None) -> list[tuple[str, str]]:
    """Return what is supposed as the command line has it."""
    return [(name, _written(value)) for name, value in (given or {}).items()]


def _written(value: object) -> str:
    """Return an answer as the command line has it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
