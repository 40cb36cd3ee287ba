"""What `collect` found: whose replies came, who is missing, where answers differ, what is open.

It is the form of `--format json`.
"""

import datetime as dt
from typing import Any, Literal, NamedTuple

from partnercheck.model.asking import Side
from partnercheck.model.assessment import Note

Outcome = Literal["new", "replaced", "unchanged", "superseded", "refused"]


class FileCollected(NamedTuple):
    """What became of one file that came back."""

    file: str
    status: Outcome
    reply: str | None
    """Its reply, relative to the dossier's folder; null where it was refused."""
    side: Side | None
    by: str | None
    enclosed: int
    """How many files of evidence came with it."""


class Answered(NamedTuple):
    """A person who has answered."""

    side: Side
    by: str
    role: str | None
    date: dt.date
    file: str
    answers: int
    """How many questions, without those that the person could not answer."""


class MissingReply(NamedTuple):
    """A form that nobody has returned."""

    side: Side
    for_: str | None
    """The person it asked; null where it asked a whole side."""
    by: dt.date | None
    """The day by which to return it."""
    form: str
    file: str
    refused: bool
    """Whether a file of this name came back and is refused."""


class Voice(NamedTuple):
    """What one person answered."""

    by: str
    side: Side
    answer: Any


class Disagreement(NamedTuple):
    """A criterion on which people are two levels apart, or 50 points where it has no levels."""

    criterion: str
    title: str
    side: Side | None
    """The side that disagrees with itself; null where sides disagree."""
    voices: tuple[Voice, ...]


class OpenQuestion(NamedTuple):
    """A criterion that is not settled yet."""

    criterion: str
    title: str
    why: Literal["unanswered", "too-weak", "expired", "dispute", "no-position"]
    ask: str | None
    """Who can answer."""


class Collected(NamedTuple):
    """What was collected, and how the dossier stands with it."""

    partnercheck: Literal["collect/1"]
    dossier: str
    folder: str
    """That of the replies, relative to the dossier's."""
    link: str | None
    """The line that the dossier still lacks."""
    linked: bool
    """Whether that line was put into the dossier now."""
    dry_run: bool
    """Whether nothing was written."""
    files: tuple[FileCollected, ...]
    answered: tuple[Answered, ...]
    missing: tuple[MissingReply, ...]
    apart: tuple[Disagreement, ...]
    """Where the sides are two levels apart."""
    divided: tuple[Disagreement, ...]
    """Where one side disagrees with itself."""
    open: tuple[OpenQuestion, ...]
    diagnostics: tuple[Note, ...]
