"""How a dossier stands once replies are collected: who has answered, what differs, what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnercheck.insight.disagreement import apart, divided
from partnercheck.insight.open_questions import open_questions
from partnercheck.model.collected import Answered, Collected, MissingReply, OpenQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.engine import Decision
    from partnercheck.model.asked import Asked, AskedForm
    from partnercheck.model.replies import Received


def with_standing(
    collected: Collected, replies: Iterable[Received], asked: Asked, decision: Decision | None
) -> Collected:
    """Return what was collected with how the dossier stands; where nothing is decided, with who answered."""
    there = sorted(replies, key=lambda each: each.file)
    collected = collected._replace(
        answered=tuple(map(_answered, there)),
        missing=tuple(_missing(asked, {each.reply.form for each in there}, _refused(collected))),
    )
    if decision is None:
        return collected
    inputs, criteria = decision.inputs, decision.inputs.rubric.criteria
    return collected._replace(
        apart=tuple(apart(decision)),
        divided=tuple(divided(decision)),
        open=tuple(
            OpenQuestion(name, criteria[name].title, why, inputs.who_answers(criteria[name]))
            for name, why in open_questions(decision).items()
        ),
    )


def _answered(received: Received) -> Answered:
    reply = received.reply
    known = sum(not each.is_unknown for entries in reply.answers.values() for each in entries.values())
    return Answered(reply.side, reply.by, reply.role, reply.date, received.file, known)


def _refused(collected: Collected) -> set[str]:
    """Return the names, without their folders, of the files that are refused."""
    return {re.split(r"[/\\]", each.file)[-1] for each in collected.files if each.status == "refused"}


def _missing(asked: Asked, returned: set[str | None], refused: set[str]) -> Iterator[MissingReply]:
    """Yield the forms that nobody has returned; of those sent to one person only the last counts.

    One that was sent to nobody in particular is not missing where people of that side are.
    """
    last: dict[object, AskedForm] = {form.person or form.id: form for form in asked.forms}
    missing = [form for form in last.values() if form.id not in returned]
    sides = {form.side for form in missing if form.person}
    for form in missing:
        if form.person or form.side not in sides:
            found = form.file in refused
            yield MissingReply(form.side, form.for_, form.by, form.id, form.file, refused=found)
