"""What `rubric diff` found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from partnercheck.model.levels import VerdictLevel

Kind = Literal["added", "removed", "changed"]
Move = Literal["verdict", "firm", "relationship", "score"]

MOVES: tuple[Move, ...] = ("verdict", "firm", "relationship", "score")
"""What can move, gravest first."""


class Side(NamedTuple):
    """One of the two rubrics."""

    id: str
    version: str
    file: str
    sha256: str


class Change(NamedTuple):
    """One thing that is otherwise in the new rubric.

    Attributes:
        section: What kind of thing it belongs to, such as `criterion`.
        name: Which of them; empty for the rubric itself.
        aspect: What of it; empty where all of it was added or removed.
        before: In words; None where there was nothing.
        after: In words; None where there is nothing now.
    """

    kind: Kind
    section: str
    name: str
    aspect: str
    before: str | None
    after: str | None


class Outcome(NamedTuple):
    """What an assessment under one of the rubrics says."""

    verdict: VerdictLevel
    firm: bool
    score: float | None
    relationship: str | None


class Moved(NamedTuple):
    """A partner whom the change moves; `moves` says in what."""

    partner: str
    file: str
    before: Outcome
    after: Outcome
    moves: tuple[Move, ...]

    @property
    def distance(self) -> float:
        """How far the score moves; 0 where there is none on a side."""
        if self.before.score is None or self.after.score is None:
            return 0.0
        return abs(self.after.score - self.before.score)


class Unusable(NamedTuple):
    """A dossier that does not fit a rubric, and why.

    Attributes:
        fits: The rubric that it does fit, if any.
        why: Its problems, one a line or more.
    """

    file: str
    fits: Literal["old", "new"] | None
    why: tuple[str, ...]


class Effects(NamedTuple):
    """What a change does to partners.

    Attributes:
        still: How many do not move.
        others: How many dossiers name another rubric.
    """

    moved: tuple[Moved, ...]
    still: int
    unusable: tuple[Unusable, ...]
    others: int


class Comparison(NamedTuple):
    """Two rubrics, what differs, and what that does to partners, where somebody asked."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    effects: Effects | None
