"""What one side is asked about a partner: the questions of a rubric, facts, and sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.section_tables import asked_section
from partnercheck.measures import SECTIONS
from partnercheck.model.answering import Option
from partnercheck.model.asked import AskedForm, digest_of, fingerprint
from partnercheck.model.asking import ASKED
from partnercheck.model.entry import says_unknown
from partnercheck.model.questionnaire import AskedSection, Group, Question, Questionnaire
from partnercheck.model.tests import AllOf, AnyOf, ProfileTest, holds_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from partnercheck.model.asking import Side
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.profile import Fact
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts, Test

_SEEN = {
    "us": "All who read the assessment of {partner}, under your name",
    "them": "{us} and all who read its assessment of {partner}, under your name",
    "reference": "All who read the assessment of {partner}, under your name",
}

_MEANT = "“We” are {us}; the partner, also where a question calls it something else, is {partner}"
"""Who is meant in questions, which are worded alike for every side."""


class Request(NamedTuple):
    """What is asked for.

    Attributes:
        person: Who is asked, where one person is.
        by: The day by which to return it.
        only: Criteria, dimensions, facts and sections; None for all.
        left: Of these, the criteria and facts that are still open; None for all.
    """

    side: Side
    person: str | None = None
    by: dt.date | None = None
    only: Collection[str] | None = None
    left: Collection[str] | None = None


def questionnaire(inputs: Inputs, request: Request) -> Questionnaire:
    """Return what a side is asked about the partner of a dossier.

    Facts that the dossier states are not asked; they decide which questions apply. Sections are asked where a
    measure of an applicable criterion needs them and the dossier itself gives none.
    """
    rubric, dossier = inputs.rubric, inputs.dossier
    wanted = _Wanted(rubric, request)
    facts = {
        name: fact
        for name, fact in rubric.profile.items()
        if wanted.fact(name, fact) and _unstated(dossier, name) and _may_apply(fact.when, inputs.facts)
    }

    of = None if request.side == "them" else dossier.partner.name

    def left_of(test: Test | None) -> Test | None:
        return None if test is None else _left_of(test, inputs.facts, facts)

    groups = (
        Group(
            dimension.id,
            dimension.title,
            tuple(
                _question(each, left_of(each.when), of)
                for each in dimension.criteria
                if each.measure is None and wanted.criterion(each) and each.id in inputs.applying
            ),
        )
        for dimension in rubric.dimensions
    )
    used, outsider = inputs.rubric_used, request.side == "reference"
    named = inputs.organisation.name if inputs.organisation else None
    found = Questionnaire(
        form="",
        partner=dossier.partner.name,
        scope=dossier.scope,
        rubric=f"{rubric.id}@{rubric.version}",
        title=rubric.title,
        sha256=used.sha256,
        side=request.side,
        person=request.person,
        by=None if request.by is None else request.by.isoformat(),
        send_to=None if outsider else _assessors(dossier),
        meant=_MEANT.format(
            partner=dossier.partner.name, us="those who ask" if outsider or not named else named
        ),
        seen_by=_SEEN[request.side].format(partner=dossier.partner.name, us=named or "We"),
        facts=tuple(_fact(name, fact, left_of(fact.when)) for name, fact in facts.items()),
        groups=tuple(group for group in groups if group.questions),
        sections=tuple(_sections(inputs, wanted)),
        grades=_grades(rubric, request.side),
    )
    return found._replace(form=_form_id(found, inputs.dossier_used.sha256))


def everything(inputs: Inputs) -> Questionnaire:
    """Return all that anybody may be asked, for what reads a form that has come back."""
    rubric = inputs.rubric
    sections = (asked_section(each) for each in SECTIONS.holding(_measured_sections(rubric)))
    return Questionnaire(
        form="",
        partner=inputs.dossier.partner.name,
        scope=inputs.dossier.scope,
        rubric=f"{rubric.id}@{rubric.version}",
        title=rubric.title,
        sha256=inputs.rubric_used.sha256,
        side="us",
        person=None,
        by=None,
        send_to=None,
        meant="",
        seen_by="",
        facts=tuple(_fact(name, fact, None) for name, fact in rubric.profile.items()),
        groups=tuple(
            Group(
                each.id,
                each.title,
                tuple(_question(one, None) for one in each.criteria if one.measure is None),
            )
            for each in rubric.dimensions
        ),
        sections=tuple(each for each in sections if each is not None),
        grades=_grades(rubric, "us"),
    )


def asked_form(asked: Questionnaire, rubric: Rubric, by: dt.date | None, file: str) -> AskedForm:
    """Return what is kept of a form that is sent."""
    return AskedForm(
        id=asked.form,
        side=asked.side,
        for_=asked.person,
        by=by,
        file=file,
        rubric=asked.rubric,
        sha256=asked.sha256,
        questions={each.id: fingerprint(rubric.criteria[each.id]) for each in asked.questions},
        facts=tuple(each.id for each in asked.facts),
        sections=tuple(each.name for each in asked.sections),
    )


def _form_id(asked: Questionnaire, dossier: str) -> str:
    """Return the id of a form; nobody who has not the dossier can make one up."""
    questions = [[each.id for each in asked.questions], [each.id for each in asked.facts]]
    sections = [each.name for each in asked.sections]
    return digest_of([dossier, asked.side, asked.person, asked.by, asked.sha256, questions, sections])


class _Wanted:
    """What a request asks of a side."""

    def __init__(self, rubric: Rubric, request: Request) -> None:
        self._dimension_of = rubric.dimension_of
        self._asks = ASKED[request.side]
        self._only = request.only
        self._left = request.left
        self.side = request.side

    def criterion(self, criterion: Criterion) -> bool:
        home = self._dimension_of[criterion.id]
        return criterion.ask in self._asks and self._named(criterion.id, home)

    def fact(self, name: str, fact: Fact) -> bool:
        return fact.ask in self._asks and self._named(name)

    def section(self, criterion: Criterion, name: str) -> bool:
        """Return whether a section is asked because a criterion is worked out from it."""
        own = self.side == "them" or (self.side == "us" and bool(SECTIONS[name].by_side))
        return own and self._named(criterion.id, self._dimension_of[criterion.id], name)

    def _named(self, *names: str) -> bool:
        left = self._left is None or names[0] in self._left
        return left and (self._only is None or any(name in self._only for name in names))


def _unstated(dossier: Dossier, name: str) -> bool:
    fact = dossier.profile.get(name)
    return fact is None or says_unknown(fact.is_)


def _fact(name: str, fact: Fact, when: Test | None) -> Question:
    form, options, unit = fact.answering
    return Question(name, fact.question or name, form, options, unit=unit, when=when)


def _question(criterion: Criterion, when: Test | None, of: str | None = None) -> Question:
    """Return a criterion as a question; it says `of` whom it is asked where that may be either firm."""
    form, options, unit = criterion.answering
    why = _without_values(criterion)
    if of is not None and criterion.positions:
        why = " ".join(filter(None, (f"Say what holds for {of}, not for your own firm.", why)))
    return Question(criterion.id, criterion.question, form, options, why, unit, criterion.allow_na, when)


def _without_values(criterion: Criterion) -> str | None:
    """Return why a question is asked, without the sentences that tell which number is worth how much."""
    values = {f"{value:g}" for _, value in criterion.points if 0 < value < _BEST}
    kept = [
        each for each in _SENTENCE_END.split(criterion.why or "") if values.isdisjoint(_NUMBER.findall(each))
    ]
    return " ".join(kept) or None


_BEST = 100.0
_SENTENCE_END, _NUMBER = re.compile(r"(?<=[.!?])\s+"), re.compile(r"\d+(?:\.\d+)?")


def _sections(inputs: Inputs, wanted: _Wanted) -> Iterator[AskedSection]:
    names = {
        each.section: None
        for each in inputs.rubric.criteria.values()
        if each.section is not None and each.id in inputs.applying and wanted.section(each, each.section)
    }
    for name in names:
        section = SECTIONS[name]
        if (
            not section.given_by(inputs.dossier, wanted.side)
            and (found := asked_section(section)) is not None
        ):
            yield found


def _measured_sections(rubric: Rubric) -> Iterator[str]:
    yield from (each.section for each in rubric.criteria.values() if each.section)


def _grades(rubric: Rubric, side: Side) -> tuple[Option, ...]:
    """Return how one may know: our own side says it in the words of the grades, others declare."""
    grades = rubric.evidence.grades
    if side == "us":
        return tuple(Option(name, grade.meaning or name) for name, grade in grades.items())
    name = "declared" if "declared" in grades else rubric.evidence.weakest
    return (Option(name, grades[name].meaning or name),)


def _assessors(dossier: Dossier) -> str | None:
    people = (f"{each.name} ({each.role})" if each.role else each.name for each in dossier.assessors)
    return ", ".join(people) or None


def _may_apply(test: Test | None, facts: Facts) -> bool:
    return test is None or holds_for(test, facts) is not False


def _left_of(test: Test, facts: Facts, asked: Collection[str]) -> Test | None:
    """Return what a form has to ask of a test; None where its question appears in any case.

    What is known of a partner does not leave the house: of a test that may hold, what is known to hold falls
    away, and so does what the form does not ask and might hold.
    """
    if isinstance(test, ProfileTest):
        return test if test.profile in asked else None
    if isinstance(test, AllOf):
        kept = [left for each in test.all if (left := _left_of(each, facts, asked)) is not None]
        return AllOf(all=tuple(kept)) if len(kept) > 1 else kept[0] if kept else None
    if isinstance(test, AnyOf):
        open_ = [each for each in test.any if _may_apply(each, facts)]
        rest = [_left_of(each, facts, asked) for each in open_]
        some = [each for each in rest if each is not None]
        if len(some) < len(rest):
            return None
        return AnyOf(any=tuple(some)) if len(some) > 1 else some[0]
    return None
