"""What testing a rubric found: diagnostics at their places, and figures."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.testing.coverage import KINDS, Coverage, Part
from partnercheck.diagnostics import Diagnostic, Problem
from partnercheck.engine.numbers import apart
from partnercheck.model.findings import Examined, Figure, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnercheck.authoring.testing.mutation import Mutation
    from partnercheck.authoring.testing.trying import Attempt
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.source import Document

RULES = "rules"
"""The name of flags, verdict and relationship rules, taken together."""

_OF_RULES = ("flags", "verdict", "relationship")
_NAMES = {
    "criteria": "criteria covered",
    "levels": "levels and options covered",
    "flags": "flags raised and cleared",
    "verdict": "verdict rules covered",
    "relationship": "relationship rules covered",
    RULES: "flags and rules covered in all",
}
_MOST_REASONS = 6


class Demands(NamedTuple):
    """What the command line asks of the cases.

    Attributes:
        coverage: The least coverage in %, by kind or `RULES`.
        mutation: The least share of changes noticed, in %.
        uncovered: Whether to list what is not covered.
    """

    coverage: Mapping[str, float] = {}
    mutation: float | None = None
    uncovered: bool = False


class Tried(NamedTuple):
    """What came of changing a rubric.

    Attributes:
        holding: How many cases of what it extends hold for it too.
        inherited: How many of those there are; 0 where it extends nothing that has cases.
    """

    mutation: Mutation
    holding: int = 0
    inherited: int = 0


def subject(
    loaded: LoadedRubric,
    attempts: Sequence[Attempt],
    found: Coverage,
    tried: Tried | None,
    demands: Demands,
) -> Subject:
    """Return everything that testing one rubric found."""
    document = loaded.document
    cases = [
        Examined(each.loaded.case.name, each.loaded.position("name"), tuple(_failures(each)))
        for each in attempts
    ]
    figures = list(_figures(found, tried, demands))
    asked = [_asked(figure, document) for figure in figures if figure.least is not None]
    besides = [
        *_no_cases(document, attempts),
        *_gaps(found, document, _listed(figures, demands)),
        *(_unnoticed(tried.mutation, document) if tried is not None else ()),
    ]
    besides = [*loaded.in_own_files(besides)]
    return Subject(document.source.file, (*cases, *asked), figures=tuple(figures), besides=tuple(besides))


def _failures(attempt: Attempt) -> Iterator[Diagnostic]:
    """Yield every fact that came out otherwise than a case expects, with its reasons."""
    for each in attempt.differences:
        more = len(each.reasons) - _MOST_REASONS
        said = [
            f"“{attempt.loaded.case.name}”: {each.fact} is {each.actual}, not {each.expected}.",
            *each.reasons[:_MOST_REASONS],
            *([f"And {more} more."] if more > 0 else []),
        ]
        place = attempt.loaded.position("expect", each.fact)
        yield Diagnostic("case-failed", "error", " ".join(said), place)


def _figures(found: Coverage, tried: Tried | None, demands: Demands) -> Iterator[Figure]:
    by_kind: dict[str, Sequence[Part]] = dict(zip(KINDS, found, strict=True))
    by_kind[RULES] = [part for kind in _OF_RULES for part in by_kind[kind]]
    for kind, parts in by_kind.items():
        covered = sum(part.covered for part in parts)
        yield Figure(_NAMES[kind], covered, len(parts), demands.coverage.get(kind))
    if tried is not None:
        total, unnoticed, others = tried.mutation
        yield Figure("changes noticed", total - len(unnoticed), total, demands.mutation)
        if tried.inherited:
            yield Figure("changes that only cases of what it extends notice", others, total)
            yield Figure("cases of what it extends that hold for it too", tried.holding, tried.inherited)


def _asked(figure: Figure, document: Document) -> Examined:
    """Return whether a share that was asked for is met."""
    least = figure.least or 0.0
    place = document.source.position(document.source.first)
    short: tuple[Diagnostic, ...] = ()
    if figure.share < least:
        share, asked = apart(figure.share, least)
        message = f"{figure.name}: {share} %, and {asked} % is asked for"
        short = (Diagnostic("below-minimum", "error", message, place),)
    return Examined(f"{figure.name}: {least:g} %", place, short)


def _listed(figures: Iterable[Figure], demands: Demands) -> frozenset[str]:
    """Return the kinds of which everything is listed that no case covers."""
    short = {each.name for each in figures if each.least is not None and each.share < each.least}
    if demands.uncovered:
        return frozenset(KINDS)
    rules = _OF_RULES if _NAMES[RULES] in short else ()
    return frozenset({*rules, *(kind for kind in KINDS if _NAMES[kind] in short)})


def _gaps(found: Coverage, document: Document, kinds: frozenset[str]) -> Iterator[Diagnostic]:
    for kind, parts in zip(KINDS, found, strict=True):
        left = [part for part in parts if not part.covered and kind in kinds]
        for name, group in groupby(left, key=lambda part: part.name):
            yield from document.locate([_gap(name, list(group))])


def _gap(name: str, parts: Sequence[Part]) -> Problem:
    states = ", ".join(part.state for part in parts if part.state)
    message = f"no case covers {name}{f' {states}' if states else ''}"
    return Problem("not-covered", parts[0].path, message, severity="note")


def _unnoticed(mutation: Mutation, document: Document) -> Iterator[Diagnostic]:
    for mutant in mutation.unnoticed:
        message = f"no case notices this change: {mutant.what}"
        yield from document.locate([Problem("not-noticed", mutant.path, message, severity="note")])


def _no_cases(document: Document, attempts: Sequence[Attempt]) -> Iterator[Diagnostic]:
    if not attempts:
        message = "this rubric has no test cases"
        hint = "write them in NAME.cases.yaml beside it, or under `cases:` in it"
        yield from document.locate([Problem("no-cases", (), message, hint, severity="warning")])
