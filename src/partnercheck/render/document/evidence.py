"""The register of evidence, and what to find out next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures import SECTIONS
from partnercheck.model.asking import CAN_ANSWER
from partnercheck.model.sections import section_of
from partnercheck.render import words
from partnercheck.render.document.answers import STATE
from partnercheck.render.document.criteria import file_of, items
from partnercheck.render.document.tasks import open_points
from partnercheck.render.report.evidence import EvidencePart, Source, Step
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.evidence import EvidenceItem
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Missing

_TELLING = 0.05
"""What could move the score by less shows as 0.0 and is not worth a line."""


def evidence(assessment: Assessment, inputs: Inputs) -> EvidencePart:
    """Return what the judgement rests on, and what to find out next."""
    sources = _sources(assessment, inputs)
    steps = _steps(assessment, inputs)
    columns = [
        Column("Find out"),
        Column("From whom"),
        Column("Moves the score by", number=True),
        Column("Red flags"),
    ]
    rows = [
        [f"{step.todo}: {step.title}", step.ask or "–", step.text, ", ".join(step.flags) or "–"]
        for step in steps
    ]
    return EvidencePart(
        grades=_grades(assessment, inputs),
        sources=sources,
        expired=[f"{source.source}: {why}" for source in sources for why in source.why_not],
        steps=steps,
        next_table=Table("What to find out next, most telling first", columns, rows),
    )


def _sources(assessment: Assessment, inputs: Inputs) -> list[Source]:
    """Return every source once, with the criteria it supports and those for which it does not count."""
    used: dict[EvidenceItem, tuple[list[str], dict[str, list[str]]]] = {}
    read = set()
    for result in assessment.criteria.values():
        read.add(section_of(result.measure.name) if result.measure else None)
        for item, why_not in items(result, inputs):
            supports, refused = used.setdefault(item, ([], {}))
            (supports if why_not is None else refused.setdefault(why_not, [])).append(result.title)
    for name, section in inputs.dossier.sections():
        if name not in read and not isinstance(section.evidence, str):
            for item in section.evidence or ():
                _, refused = used.setdefault(item, ([], {}))
                refused.setdefault("no criterion reads that section here", []).append(
                    f"“{SECTIONS[name].title}”"
                )
    return [
        Source(
            source=item.source,
            grade=item.grade,
            date=words.day(item.date) if item.date else "undated",
            valid_until=words.day(item.valid_until) if item.valid_until else None,
            file=file_of(item),
            url=item.url,
            note=item.note,
            supports=supports,
            why_not=[f"does not count for {words.listed(titles)}: {why}" for why, titles in refused.items()],
        )
        for item, (supports, refused) in used.items()
    ]


def _grades(assessment: Assessment, inputs: Inputs) -> Table:
    earned = [each.evidence.grade for each in assessment.criteria.values() if each.evidence]
    rows = [
        [name, grade.meaning or "–", words.share(grade.reliability), str(earned.count(name))]
        for name, grade in inputs.rubric.evidence.grades.items()
    ]
    columns = [
        Column("Grade"),
        Column("What earns it"),
        Column("Believed to", number=True),
        Column("Answers", number=True),
    ]
    return Table("Grades of evidence, strongest first, and how many answers rest on each", columns, rows)


def _steps(assessment: Assessment, inputs: Inputs) -> list[Step]:
    """Return what to find out next: missing answers, weak evidence, disagreement; the most telling first."""
    return [
        _step(missing, inputs, todo)
        for todo, missing in open_points(assessment)
        if missing.flags or missing.swing >= _TELLING
    ]


def _step(missing: Missing, inputs: Inputs, todo: str) -> Step:
    criterion, swing = inputs.rubric.criteria[missing.criterion], words.number(missing.swing)
    said, who = f"{todo} “{criterion.title}”", inputs.who_answers(criterion)
    if todo == "Reconcile":
        said = f"Bring those who rated “{criterion.title}” together"
    elif inputs.lacks_position(criterion):
        todo, said = "State", f"{STATE} “{criterion.title}”"
    elif criterion.section is not None and todo == "Answer":
        todo, said = "Fill in", f"Fill in “{SECTIONS[criterion.section].title}” for “{criterion.title}”"
    number = len(missing.flags)
    settled = [f"settle {'a red flag' if number == 1 else f'{number} red flags'}"] if number else []
    if words.prose(missing.swing) != "0":
        settled.append(f"move the score by up to {words.points(missing.swing)}")
    return Step(
        criterion=criterion.id,
        title=criterion.title,
        todo=todo,
        swing=missing.swing,
        text=swing,
        flags=[inputs.rubric.flags[name].title for name in missing.flags],
        ask=CAN_ANSWER[who] if who else None,
        sentence=words.sentence(f"{said}: this could {words.listed(settled)}" if settled else said),
    )
