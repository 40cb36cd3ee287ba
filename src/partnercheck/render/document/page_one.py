"""Page one of the memo: the verdict, why, what to do, what to call it; short enough for one page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from partnercheck.model.tests import CriterionTest, DimensionTest, ProfileTest, leaves
from partnercheck.render import facts, shortened, words
from partnercheck.render.document import paper
from partnercheck.render.document.causes import causes
from partnercheck.render.document.tasks import tasks
from partnercheck.render.report.page_one import Limit, PageOne, ScoreLine, Tests
from partnercheck.render.report.parts import Column, Fact, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import RelationshipRule
    from partnercheck.model.tests import Leaf
    from partnercheck.render.document.paper import Room
    from partnercheck.render.report.page_one import Decided, Verdict

_NAME, _WHOLE_NAME, _SENTENCE = 90, 200, 240


def score_line(assessment: Assessment, inputs: Inputs) -> ScoreLine:
    """Return the score between 0 and 100, with its range and what the verdict takes."""
    score, rules = assessment.score, inputs.rubric.verdict
    limits = [
        Limit(rules.conditional.score, words.whole(rules.conditional.score), "with conditions"),
        Limit(rules.proceed.score, words.whole(rules.proceed.score), "proceed"),
    ]
    span, coverage = words.span(score), words.covered(score)
    message = f"It takes {limits[0].text} to proceed with conditions and {limits[1].text} to proceed."
    columns = [
        Column("Score", number=True),
        Column("Range", number=True),
        Column("Coverage", number=True),
        Column("Limit for conditions", number=True),
        Column("Limit to proceed", number=True),
    ]
    row = [words.number(score.point), span, coverage, limits[0].text, limits[1].text]
    return ScoreLine(
        title=words.standing(score),
        message=message,
        table=Table("The score, its range and its limits", columns, [row]),
        range=words.ranged(score),
        coverage=coverage,
        limits=limits,
    )


def page_one(
    assessment: Assessment,
    inputs: Inputs,
    verdict: Verdict,
    decided: Decided | None,
    *,
    alone: bool,
    shown: Callable[[PageOne], PageOne],
) -> PageOne:
    """Return as much as fits page one: where not all does, fewer things whole before shorter ones.

    `alone` is whether the memo is all that is printed, and `shown` gives a page as readers see it.
    """
    logo = inputs.organisation is not None and inputs.organisation.report is not None

    def high(page: PageOne) -> float:
        return paper.height(shown(page), verdict, logo=logo)

    made = partial(_page, assessment, inputs, decided, alone=alone)
    page = paper.fitting(made, paper.ROOMS, high, paper.PAGE)
    return replace(page, roomy=high(page) <= paper.ROOMY)


def _page(
    assessment: Assessment, inputs: Inputs, decided: Decided | None, room: Room, *, alone: bool
) -> PageOne:
    def aside(text: str) -> str:
        return shortened.brief(text, _SENTENCE, _SENTENCE * room.longer_aside)

    todo = tasks(assessment, inputs, room, alone=alone)
    rules = {rule.call: rule for rule in inputs.rubric.relationship}
    scope = inputs.dossier.scope
    return PageOne(
        partner=shortened.brief(assessment.partner.name, _WHOLE_NAME),
        scope=aside(scope) if scope else None,
        as_of=words.day(assessment.as_of),
        why=causes(assessment, inputs, room),
        standing=words.standing(assessment.score),
        decided=decided and _decided(decided, room),
        tasks_title=todo.title,
        tasks_columns=todo.columns,
        tasks=todo.tasks,
        more_tasks=todo.more,
        naming=[aside(each) for each in _naming(assessment, rules)],
        tests=_tests(assessment, inputs, room),
        facts=[Fact(each.name, aside(each.text)) for each in _facts(assessment, inputs, room)],
        roomy=False,
    )


def _decided(found: Decided, room: Room) -> Decided:
    """Return who decided as far as there is room: the first notes whole, by names where all fit."""

    def told(text: str) -> str:
        return shortened.brief(text, _SENTENCE, room.longer * _SENTENCE)

    notes = [told(each) for each in found.notes[: room.tasks]]
    if more := len(found.notes) - len(notes):
        notes.append(f"{words.counted(more, 'more note')} (in the full report).")
    return replace(
        found,
        headline=found.headline if room.aside else told(found.headline),
        against=found.against and told(found.against),
        notes=notes,
    )


_AHEAD = {
    "proceed": "What comes next",
    "conditional": "What comes next, once the conditions are met",
    "hold": "What comes next, once the evidence is enough",
}
"""How what comes next is announced, by verdict; nothing follows from the name of what is declined."""


def _naming(assessment: Assessment, rules: Mapping[str, RelationshipRule]) -> list[str]:
    """Return what the deal should be called, where sides differ, what comes next; of a decline nothing."""
    relationship = assessment.relationship
    said: list[str] = []
    if assessment.verdict.level == "decline":
        return said
    if relationship.call is not None:
        said.append(f"Call it “{rules[relationship.call].title}”.")
    elif relationship.possible:
        names = [f"“{rules[name].title}”" for name in relationship.possible]
        said.append(f"It has no name yet and could still become {words.listed(names, 'or')}.")
        if "partnership" in relationship.possible:
            said.append("Do not call it a partnership yet.")
    us, them = (
        rules[name].title if name is not None and name in rules else name
        for name in (relationship.declared.us, relationship.declared.them)
    )
    if us or them:
        sides = [f"{who} “{name}”" for who, name in (("we call it", us), ("they call it", them)) if name]
        text = f"both sides call it “{us}”" if us == them else " and ".join(sides)
        differs = ": the names differ" if relationship.differs else ""
        said.append(f"{words.capitalised(text)}{differs}.")
    following = rules[relationship.call].next if relationship.call is not None else None
    if following is not None:
        said.append(f"{_AHEAD[assessment.verdict.level]}: {following}")
    return said


_OUTCOMES = {
    "no": ("✘", "Fail"),
    "unknown": ("?", "Not known"),
    "yes": ("✔", "Pass"),
    "left out": ("–", "Does not apply"),
}


def _tests(assessment: Assessment, inputs: Inputs, room: Room) -> list[Tests]:
    """Return the tests of a partnership by how they came out; none where nothing will be called anything.

    Where there is no room for all names, there is how many they are.
    """
    rule = next((each for each in assessment.relationship.rules if each.call == "partnership"), None)
    if rule is None or assessment.verdict.level == "decline":
        return []
    when = next(each.when for each in inputs.rubric.relationship if each.call == rule.call)
    looked_at = [leaf for leaf, _ in leaves(when)] if when is not None else []
    by_outcome: dict[str, list[str]] = {outcome: [] for outcome in _OUTCOMES}
    for leaf, test in zip(looked_at, rule.tests, strict=True):
        outcome = test.holds if _applies(leaf, assessment) else "left out"
        by_outcome[outcome].append(_looks_at(leaf, inputs))
    found = [Tests(*_OUTCOMES[outcome], names) for outcome, names in by_outcome.items()]
    told = [each for each in found if each.names]
    return told if room.aside else [replace(each, names=[str(len(each.names))]) for each in told]


def _applies(leaf: Leaf, assessment: Assessment) -> bool:
    """Return whether anything that a test looks at applies to the partner; the profile always does."""
    if isinstance(leaf, ProfileTest):
        return True
    name = leaf.dimension if isinstance(leaf, DimensionTest) else None
    looked_at = (
        [assessment.criteria[leaf.criterion]]
        if isinstance(leaf, CriterionTest)
        else [
            each for dimension in assessment.dimensions if dimension.id == name for each in dimension.criteria
        ]
    )
    return any(each.status != "not_applicable" for each in looked_at)


def _looks_at(leaf: Leaf, inputs: Inputs) -> str:
    """Return what a test looks at, in words."""
    if isinstance(leaf, CriterionTest):
        title = inputs.rubric.criteria[leaf.criterion].title
    elif isinstance(leaf, DimensionTest):
        title = next(each.title for each in inputs.rubric.dimensions if each.id == leaf.dimension)
    else:
        title = facts.fact(leaf.profile)
    return shortened.brief(title, _NAME)


def _facts(assessment: Assessment, inputs: Inputs, room: Room) -> list[Fact]:
    assessors = inputs.dossier.assessors
    people = ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in assessors)
    if assessors and not room.aside:
        people = words.counted(len(assessors), "person", "people")
    made_with = [
        Fact("Rubric", f"{inputs.rubric.title} {inputs.rubric.version}"),
        Fact("Assessed by", people),
        Fact("Program", f"{assessment.tool.name} {assessment.tool.version}"),
    ]
    return [each for each in made_with if each.text]
