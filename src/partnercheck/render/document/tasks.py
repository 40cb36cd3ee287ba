"""What has to be done before anybody signs: conditions, what to ask for first, what would have to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.asking import CAN_ANSWER
from partnercheck.model.insight import NextEvidence
from partnercheck.model.scalars import MAX_TEXT
from partnercheck.render import shortened, words
from partnercheck.render.document.answers import STATE
from partnercheck.render.report.page_one import Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from partnercheck.model.assessment import Assessment, Condition
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Missing
    from partnercheck.model.levels import VerdictLevel
    from partnercheck.render.document.paper import Room

_ACTION, _WHO, _WHEN = 240, 120, 110

_TITLES = {
    "proceed": "What to do next",
    "conditional": "Before you sign",
    "decline": "What to do, and what would have to change",
    "hold": "Ask for these first",
}
_CONDITIONS, _QUESTIONS = ("What", "Who", "Due"), ("What", "Of whom", "What it settles")

_BEFORE_NEXT = "Before you go on"
"""In place of “Before you sign” where nobody signs yet: the names that a rubric gives lead to another one."""

NOBODY, NO_DATE, UNSAID = "Nobody yet", "No date", "–"
WHAT_APPLIES = "Which questions and red flags apply"


class Tasks(NamedTuple):
    """The first things to do, under a heading, and what else there is to read of them."""

    title: str
    columns: tuple[str, str, str]
    tasks: list[Task]
    more: str | None


def tasks(assessment: Assessment, inputs: Inputs, room: Room, *, alone: bool) -> Tasks:
    """Return what is to be done first, in words that fit the verdict; the memo may be `alone`."""
    level = assessment.verdict.level
    if level == "hold":
        asked = list(_questions(assessment, inputs, room))
        left = len(asked) - room.tasks
        more = f"{words.counted(left, 'more thing', 'more things')} to find out" if left > 0 else None
        place = "in the full report" if alone else "see “What to find out next”"
        return Tasks(_TITLES[level], _QUESTIONS, asked[: room.tasks], f"{more} ({place})." if more else None)
    standing = _by_gravity(assessment)
    if level == "decline":
        stopping = {each.subject for each in assessment.verdict.reasons if each.code == "flag"}
        standing = [each for each in standing if not stopping or each.for_ in stopping]
    undone = [each for each in standing if each.status == "open"]
    place = "in the full report" if alone else "see “Red flags and conditions”"
    shown = [_task(each, assessment.as_of, room) for each in undone[: room.tasks]]
    more = _more(standing, undone, room.tasks)
    said = [f"{more.removesuffix('.')} ({place})."] if more else []
    whole = [shortened.brief(words.sentence(each.action), MAX_TEXT) for each in undone]
    if any(task.action != said for task, said in zip(shown, whole, strict=False)):
        said.append(f"The full wording: {place}.")
    return Tasks(_title(level, inputs), _CONDITIONS, shown, " ".join(said) or None)


def _title(level: VerdictLevel, inputs: Inputs) -> str:
    leads_on = any(rule.next for rule in inputs.rubric.relationship)
    return _BEFORE_NEXT if level == "conditional" and leads_on else _TITLES[level]


def _task(condition: Condition, as_of: dt.date, room: Room) -> Task:
    due = condition.due
    return Task(
        shortened.brief(words.sentence(condition.action), _ACTION, room.longer * _ACTION),
        shortened.brief(condition.owner or NOBODY, _WHO, room.longer_aside * _WHO),
        f"{words.day(due)}{', overdue' * (due < as_of)}" if due else NO_DATE,
    )


def _by_gravity(assessment: Assessment) -> list[Condition]:
    """Return the conditions, those of the gravest flags first."""
    effects, statuses = ("decline", "conditional", "note"), ("raised", "open")
    ranks = {
        each.id: (effects.index(each.effect), statuses.index(each.status))
        for each in assessment.red_flags
        if each.status in statuses
    }
    return sorted(assessment.conditions, key=lambda each: ranks.get(each.for_, (len(effects), 0)))


def _more(conditions: list[Condition], undone: list[Condition], shown: int) -> str | None:
    """Return how many conditions are left out, and how many are done with."""
    counts = [
        (len(undone) - shown, "open"),
        *((sum(each.status == status for each in conditions), status) for status in ("met", "dropped")),
    ]
    return left_out(counts)


def left_out(counts: Iterable[tuple[int, str]]) -> str | None:
    """Return how many of each kind a list leaves out; None where it leaves out none."""
    said = [f"{number} {what}" for number, what in counts if number > 0]
    return f"Also {words.listed(said)}." if said else None


def _questions(assessment: Assessment, inputs: Inputs, room: Room) -> Iterator[Task]:
    """Yield what to find out: unknown facts, then what settles a flag that would stop it, then the rest."""
    for question in unknown_facts(assessment, inputs):
        yield Task(shortened.brief(question, _ACTION, room.longer * _ACTION), UNSAID, WHAT_APPLIES)
    once: dict[str, tuple[str, Missing]] = {}
    for todo, missing in open_points(assessment):
        once.setdefault(missing.criterion, (todo, missing))
    yield from (_question(*each, inputs, room) for each in once.values())


def unknown_facts(assessment: Assessment, inputs: Inputs) -> Iterator[str]:
    """Yield the question of each fact without which there is no verdict."""
    for each in assessment.verdict.reasons:
        if each.code == "profile":
            question = inputs.rubric.profile[each.subject or ""].question
            yield question or f"What is the partner’s {each.subject}?"


def open_points(assessment: Assessment) -> list[tuple[str, Missing]]:
    """Return what to do about each criterion on which evidence is missing, in the one order of all lists.

    What settles a flag that would stop it comes first, then what settles another, then by points.
    """
    stops = {each.id for each in assessment.red_flags if each.status == "open" and each.effect == "decline"}
    found = assessment.next_evidence or NextEvidence((), (), ())
    parts = (("Answer", found.answer), ("Verify", found.verify), ("Reconcile", found.reconcile))
    every = [(todo, missing) for todo, part in parts for missing in part]
    return sorted(every, key=lambda each: (not stops & {*each[1].flags}, not each[1].flags, -each[1].swing))


def _question(todo: str, missing: Missing, inputs: Inputs, room: Room) -> Task:
    criterion = inputs.rubric.criteria[missing.criterion]
    flags = [inputs.rubric.flags[name] for name in missing.flags]
    settle = next((each.settle for each in flags if each.settle), None)
    ask, who = f"{criterion.title}: {criterion.question}", inputs.who_answers(criterion)
    if inputs.lacks_position(criterion):
        ask = f"{STATE} “{criterion.title}”."
    elif todo == "Reconcile":
        ask = f"Bring those who rated “{criterion.title}” together."
    more = f" and {words.counted(len(flags) - 1, 'more flag')}" if len(flags) > 1 else ""
    settled = [f"“{each.title}”{more}" for each in flags[:1]]
    if words.prose(missing.swing) != "0":
        settled.append(f"up to {words.points(missing.swing)}")
    return Task(
        shortened.brief(settle or ask, _ACTION, room.longer * _ACTION),
        words.capitalised(CAN_ANSWER[who]) if who else UNSAID,
        shortened.brief(words.capitalised(", ".join(settled)) or UNSAID, _WHEN, room.longer * _WHEN),
    )
