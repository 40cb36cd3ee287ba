"""A dossier as rows of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.measures import SECTIONS, Sides, measure
from partnercheck.model.warehouse_tables import (
    ANSWERS,
    EVENTS,
    EVIDENCE,
    MEASURES,
    PARTNERS,
    RATINGS,
    WAIVERS,
    fact_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.model.criteria import AnswerValue
    from partnercheck.model.evidence import Evidence
    from partnercheck.model.inputs import Given, Inputs
    from partnercheck.model.warehouse_tables import Table

Row = tuple[Any, ...]


class Placed(NamedTuple):
    """A row and the table that it stands in."""

    table: Table
    row: Row


def rows(inputs: Inputs, partner: str) -> Iterator[Placed]:
    """Yield the rows of one dossier, all but that of `partners`; `partner` is its key."""
    dossier = inputs.dossier
    for criterion, given in inputs.given.items():
        yield from _answer(partner, criterion, given)
    for subject, evidence in _evidence(inputs):
        for item in evidence:
            yield Placed(EVIDENCE, (partner, subject, *item))
    sides = Sides(dossier, inputs.organisation, inputs.as_of)
    for section, _ in dossier.sections():
        for each in SECTIONS[section].measures:
            found = measure(f"{section}.{each.name}", sides)
            if found.value is not None or found.extreme is not None:
                value = None if found.extreme else found.value
                yield Placed(MEASURES, (partner, f"{section}.{each.name}", value, found.extreme))
    for event in dossier.events:
        yield from (Placed(EVENTS, (partner, about, event.on)) for about in event.about)
    for waiver in dossier.waivers:
        yield Placed(WAIVERS, (partner, waiver.flag, waiver.until))


def partner_row(inputs: Inputs, partner: str) -> dict[str, Any]:
    """Return the row of `partners`, by column: those of every table, and one for each fact of its rubric."""
    who = inputs.dossier.partner
    said = (partner, who.name, who.country, inputs.as_of, inputs.dossier.rubric)
    row = dict(zip(PARTNERS.names, said, strict=True))
    given = inputs.profile.given
    for fact, column in fact_columns(inputs.rubric).items():
        if fact not in given:
            row[column] = None
        else:
            value = given[fact]
            row[column] = "unknown" if value is None else _written(value)
    return row


def _answer(partner: str, criterion: str, given: Given) -> Iterator[Placed]:
    if given.entry.not_applicable is not None:
        yield Placed(ANSWERS, (partner, criterion, None, True))
    elif given.answer is not None:
        yield Placed(ANSWERS, (partner, criterion, _written(given.answer), False))
    for rating, answer in given.rated:
        written = None if answer is None else _written(answer)
        yield Placed(RATINGS, (partner, criterion, rating.side, rating.by, written))


def _written(answer: AnswerValue | float) -> str:
    """Return an answer as the text that tables hold."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return ",".join(answer)
    return repr(answer) if isinstance(answer, float) else str(answer)


def _evidence(inputs: Inputs) -> Iterator[tuple[str | None, Iterable[Row]]]:
    """Yield what evidence supports: a criterion, a section, or all answers without any; with its items."""
    if inputs.dossier.evidence:
        yield None, _items(inputs, inputs.dossier.evidence)
    for criterion, given in inputs.given.items():
        if inputs.rubric.criteria[criterion].measure is not None:
            continue
        if given.entry.evidence:
            yield criterion, _items(inputs, given.entry.evidence)
        beside = [each.rating.evidence for each in given.rated if each.answer is not None]
        for evidence in beside:
            if evidence is not None:
                yield criterion, _items(inputs, evidence)
    for section, data in inputs.dossier.sections():
        if data.evidence:
            yield section, _items(inputs, data.evidence)


def _items(inputs: Inputs, evidence: Evidence) -> Iterator[Row]:
    """Yield grade, date, last day and soundness of every item; a grade in short is an item without a date."""
    if isinstance(evidence, str):
        yield evidence, None, None, True
        return
    for item in evidence:
        sound = item.file is None or (item.file, item.sha256) not in inputs.faults
        yield item.grade, item.date, item.valid_until, sound
