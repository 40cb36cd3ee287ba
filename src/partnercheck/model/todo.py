"""What each side still owes: open questions and open conditions. It is the form of `--format json`."""

import datetime as dt
from typing import Literal, NamedTuple

from partnercheck.model.asking import Side
from partnercheck.model.portfolio import Refused

Owed = Literal["unanswered", "too-weak", "expired", "dispute", "no-position", "unknown-fact", "condition"]
"""Why something is still to be done."""


class TodoItem(NamedTuple):
    """Something that somebody still has to do."""

    partner: str
    """Who it is about."""
    dossier: str
    scope: str | None
    """What the deal covers, as the dossier says."""
    as_of: dt.date
    """The day that it is assessed for."""
    side: Side | None
    """Whose it is to do; null for a condition, which its owner sees to."""
    person: str | None
    """Who was asked and has not replied, or who owns the condition; null where nobody is named."""
    why: Owed
    subject: str
    """The criterion or fact, by its id; of a condition, what gives it."""
    title: str
    """The question's title; of a condition, what is to be done."""
    due: dt.date | None
    """By which day, where one is set."""
    section: str | None = None
    """The section to see to, where what is open is worked out from one that is there: no form asks for it."""


class TodoList(NamedTuple):
    """All that is still to be done, by dossier."""

    partnercheck: Literal["todo/1"]
    dossiers: int
    """How many were looked at."""
    items: tuple[TodoItem, ...]
    refused: tuple[Refused, ...] = ()
    """The dossiers that cannot be used, and why."""
