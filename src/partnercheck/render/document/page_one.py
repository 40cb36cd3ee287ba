"""Page one, cut to what one page holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.report.page_one import Limit, PageOne, ScoreLine
from partnercheck.render.report.parts import Column, Fact, Table

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.report.evidence import Step
    from partnercheck.render.report.page_one import Condition, Flag, Obstacles

_NAME, _TITLE, _SENTENCE, _ACTION, _OWNER = 90, 70, 200, 130, 40
_FLAGS, _CONDITIONS, _POINTS, _CHANGES = 5, 5, 3, 2


def score_line(assessment: Assessment, inputs: Inputs) -> ScoreLine:
    """Return the score between 0 and 100, with its range and what the verdict takes."""
    score, rules = assessment.score, inputs.rubric.verdict
    limits = [
        Limit(rules.conditional.score, words.whole(rules.conditional.score), "with conditions"),
        Limit(rules.proceed.score, words.whole(rules.proceed.score), "proceed"),
    ]
    span, coverage = words.span(score), words.covered(score)
    said = "There is no score yet" if score.point is None else f"The score is {words.number(score.point)}"
    message = (
        f"{said}; what evidence leaves open spans {span}. "
        f"It takes {limits[0].text} to proceed with conditions and {limits[1].text} to proceed."
    )
    columns = [
        Column("Score", number=True),
        Column("Range", number=True),
        Column("Coverage", number=True),
        Column("Limit for conditions", number=True),
        Column("Limit to proceed", number=True),
    ]
    row = [words.number(score.point), span, coverage, limits[0].text, limits[1].text]
    return ScoreLine(
        title="Score",
        message=message,
        table=Table("The score, its range and its limits", columns, [row]),
        range=words.ranged(score),
        coverage=coverage,
        limits=limits,
    )


def page_one(
    assessment: Assessment, inputs: Inputs, obstacles: Obstacles, steps: list[Step], flips: list[str]
) -> PageOne:
    """Return what page one says, from the parts that say it in full."""
    ranks = {flag.id: (flag.effect, flag.status) for flag in assessment.red_flags}
    effects, statuses = ("decline", "conditional", "note"), ("raised", "open")

    def gravity(flag: Flag) -> tuple[int, int]:
        effect, status = ranks[flag.id]
        return effects.index(effect), statuses.index(status)

    flags = sorted(obstacles.flags, key=gravity)
    undone = [each for each in obstacles.conditions if each.status == "open"]
    strongest, weakest = _extremes(assessment)
    verdict = assessment.verdict
    reasons = [each for each in verdict.reasons if verdict.level != "proceed" or each.code == "score"]
    return PageOne(
        partner=words.cut(assessment.partner.name, _NAME),
        facts=_facts(assessment, inputs),
        why=words.cut(reasons[0].text, _SENTENCE) if reasons else "",
        naming=[
            words.cut(sentence, _SENTENCE)
            for sentence in words.naming(assessment, {rule.call: rule for rule in inputs.rubric.relationship})
        ],
        flags=[replace(flag, title=words.cut(flag.title, _TITLE)) for flag in flags[:_FLAGS]],
        more_flags=_more(len(flags) - _FLAGS, "more is", "more are"),
        conditions_title=obstacles.conditions_title,
        conditions=[_short(each) for each in undone[:_CONDITIONS]],
        more_conditions=_left(obstacles.conditions, len(undone)),
        strongest=strongest,
        weakest=weakest,
        changes=[words.cut(each, _SENTENCE) for each in flips[:_CHANGES]],
        next_evidence=[words.cut(step.sentence, _SENTENCE) for step in steps[:_CHANGES]],
    )


def _facts(assessment: Assessment, inputs: Inputs) -> list[Fact]:
    people = ", ".join(
        f"{each.name} ({each.role})" if each.role else each.name for each in inputs.dossier.assessors
    )
    facts = [
        Fact("Scope", inputs.dossier.scope or ""),
        Fact("As of", str(assessment.as_of)),
        Fact("Assessed by", people),
        Fact("Rubric", f"{inputs.rubric.title} {inputs.rubric.version}"),
    ]
    return [replace(fact, text=words.cut(fact.text, _SENTENCE)) for fact in facts if fact.text]


def _short(condition: Condition) -> Condition:
    return replace(
        condition,
        title=words.cut(condition.title, _TITLE),
        action=words.cut(condition.action, _ACTION),
        owner=words.cut(condition.owner, _OWNER),
    )


def _more(number: int, one: str, many: str) -> str | None:
    return f"{number} {one if number == 1 else many} raised or open." if number > 0 else None


def _left(conditions: list[Condition], undone: int) -> str | None:
    """Return how many conditions page one leaves out, and how many are done with."""
    done = [(sum(each.status == status for each in conditions), status) for status in ("met", "dropped")]
    said = [f"{number} {what}" for number, what in ((undone - _CONDITIONS, "more open"), *done) if number > 0]
    return f"Beside these: {words.listed(said)}." if said else None


def _extremes(assessment: Assessment) -> tuple[list[Fact], list[Fact]]:
    """Return the three strongest and the three weakest criteria, by how much they add or cost."""
    answered = [
        (each.value.point, each.weight, each.title)
        for dimension in assessment.dimensions
        for each in dimension.criteria
        if each.value.point is not None
    ]
    best = sorted(answered, key=lambda item: -item[1] * (item[0] - 50))
    worst = sorted(answered, key=lambda item: -item[1] * (100 - item[0]))

    def facts(found: list[tuple[float, float, str]]) -> list[Fact]:
        return [Fact(words.cut(title, _TITLE), words.number(point)) for point, _, title in found]

    return (
        facts([item for item in best[:_POINTS] if item[0] > 50]),
        facts([item for item in worst[:_POINTS] if item[0] < 100]),
    )
