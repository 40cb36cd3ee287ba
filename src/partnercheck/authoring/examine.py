"""A rubric as `rubric check` tells of it: what its form shows, then what each rule found.

Of a file of test cases the form is told, and where its names lead; `rubric test` tries the cases.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.authoring.check import check
from partnercheck.authoring.rules import RULES
from partnercheck.diagnostics import InputError, Position, visible
from partnercheck.load import CASES, NotARubricError
from partnercheck.model.findings import Examined, Ignored, Subject
from partnercheck.model.rule_list import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.authoring.check import Known
    from partnercheck.load import Loader
    from partnercheck.load.lineage import LoadedRubric

FORM = "schema and references"


def rules() -> dict[str, Rule]:
    """Return every rule by its code, as findings name it."""
    return {
        code: Rule(code, rule.name, rule.severity, rule.summary, rule.page) for code, rule in RULES.items()
    }


def examine(loader: Loader, references: Iterable[str]) -> tuple[Subject, ...]:
    """Return what is found about each rubric that an id or path names, or file of test cases."""
    known: Known = {}
    return tuple(
        _cases(loader, each) if each.endswith(CASES) else _examine(loader, each, known) for each in references
    )


def _cases(loader: Loader, reference: str) -> Subject:
    name = loader.name(Path(reference))
    error = _wrong_in_cases(loader, reference)
    subject = (
        Subject(name, (Examined(FORM, Position(name, 1, 1)),)) if error is None else _misshapen(name, error)
    )
    return subject._replace(kind="cases file")


def _wrong_in_cases(loader: Loader, reference: str | LoadedRubric) -> InputError | None:
    from partnercheck.load.cases import casebook, load_cases  # noqa: PLC0415  (most runs see none)

    try:
        if isinstance(reference, str):
            load_cases(loader, reference)
        else:
            casebook(loader, reference)
    except InputError as error:
        return error
    return None


def _misshapen(name: str, error: InputError) -> Subject:
    form = Examined(FORM, Position(name, 1, 1), error.diagnostics)
    return Subject(name, (form,), usable=not isinstance(error, NotARubricError))


def _examine(loader: Loader, reference: str, known: Known) -> Subject:
    try:
        loaded = loader.rubric(reference)
    except InputError as error:
        return _misshapen(error.diagnostics[0].position.file, error)
    return examined(loader, loaded, known)


def examined(loader: Loader, loaded: LoadedRubric, known: Known) -> Subject:
    """Return what is found about a rubric; `known` keeps what rubrics share."""
    name = loaded.document.source.file
    start = Position(name, 1, 1)
    checked = check(loaded, known)
    wrong = _wrong_in_cases(loader, loaded) if loaded.rubric.cases else None
    things = [Examined(FORM, start, (*loaded.warnings, *(wrong.diagnostics if wrong else ())))]
    for code, found in checked.found.items():
        place = found[0].position if found else start
        things.append(Examined(f"{code} {RULES[code].name}", place, tuple(found)))
    ignored = tuple(Ignored(diagnostic, visible(reason)) for diagnostic, reason in checked.ignored)
    return Subject(visible(name), tuple(things), ignored)
