"""What each side still owes about a partner: open questions, unknown facts, open conditions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.insight.open_questions import open_questions
from partnercheck.measures import SECTIONS
from partnercheck.model.asking import ASKED, SIDES
from partnercheck.model.names import name_key
from partnercheck.model.todo import TodoItem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.model.asked import Asked, AskedForm
    from partnercheck.model.asking import Side
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.todo import Owed


class _Question(NamedTuple):
    """An open question: a criterion or a fact; with the section to see to, where no form asks for that."""

    id: str
    title: str
    why: Owed
    sides: frozenset[Side]
    section: str | None = None


def todo(decision: Decision, dossier: str, asked: Asked) -> Iterator[TodoItem]:
    """Yield what is still to be done about a partner: questions by side, then conditions.

    Args:
        decision: As things stand.
        dossier: What the dossier is called.
        asked: The forms that were sent: a person who has not returned one is named.
    """
    inputs = decision.inputs
    item = partial(TodoItem, inputs.dossier.partner.name, dossier, inputs.dossier.scope, inputs.as_of)
    questions, renamed = list(_questions(decision)), decision.inputs.rubric.renamed
    replied = {(each.side, name_key(each.by)) for each in decision.inputs.replies}
    waiting = [form for form in asked.forms if form.person and form.person not in replied]
    for side in SIDES:
        found = []
        for each in questions:
            if side in each.sides:
                names = {each.id, *(old for old, now in renamed.items() if now == each.id)}
                for person, due in _asked_of(names, side, waiting):
                    found.append(item(side, person, each.why, each.id, each.title, due, each.section))
        yield from _by_person(found)
    yield from _by_person(
        [
            item(None, each.owner, "condition", each.for_, each.action, each.due)
            for each in decision.conditions
            if each.status == "open"
        ]
    )


def _by_person(items: list[TodoItem]) -> list[TodoItem]:
    """Return what each has to do together, whoever comes first before the others."""
    people = list(dict.fromkeys(each.person for each in items))
    return sorted(items, key=lambda each: people.index(each.person))


def _questions(decision: Decision) -> Iterator[_Question]:
    rubric, profile = decision.inputs.rubric, decision.inputs.profile
    for name in profile.unknown:
        fact = rubric.profile[name]
        sides = frozenset(side for side in SIDES if fact.ask in ASKED[side])
        yield _Question(name, fact.question or name, "unknown-fact", sides)
    for name, why in open_questions(decision).items():
        criterion = rubric.criteria[name]
        yield _Question(name, criterion.title, why, *_sides(criterion, decision.inputs))


def _sides(criterion: Criterion, inputs: Inputs) -> tuple[frozenset[Side], str | None]:
    """Return who can answer: of what is worked out from a section, those asked for it who have not given it.

    Where all have, it is for us to see to what is there: the section is then the second value.
    """
    if criterion.section is None:
        return frozenset(side for side in SIDES if inputs.who_answers(criterion) in ASKED[side]), None
    section = SECTIONS[criterion.section]
    asked: tuple[Side, ...] = ("us", "them") if section.by_side else ("them",)
    left = frozenset(side for side in asked if not section.given_by(inputs.dossier, side))
    return (left, None) if left else (frozenset({"us"}), section.name)


def _asked_of(
    names: set[str], side: Side, waiting: list[AskedForm]
) -> list[tuple[str | None, dt.date | None]]:
    """Return who of a side was asked a question and has not replied, with the day to do so; else nobody."""
    people = {
        form.for_: form.by
        for form in waiting
        if form.side == side and not names.isdisjoint((*form.questions, *form.facts))
    }
    return list(people.items()) or [(None, None)]
