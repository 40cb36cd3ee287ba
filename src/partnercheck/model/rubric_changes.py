"""What `rubric diff` found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from partnercheck.model.levels import VerdictLevel

Kind = Literal["added", "removed", "changed"]
Move = Literal["verdict", "firm", "relationship", "score"]
Step = Literal["major", "minor", "patch"]
"""The number of a version that is raised."""

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


class Raise(NamedTuple):
    """What a change asks of the version.

    Attributes:
        step: Which number is to be raised.
        least: The least version that will do.
        met: Whether the new version is that, or above.
        because: Why answers or dossiers no longer fit.
    """

    step: Step
    least: str
    met: bool
    because: tuple[str, ...]


class Comparison(NamedTuple):
    """Two rubrics, what differs, and what that does to partners, where somebody asked.

    Attributes:
        old: The rubric before; None for a new one, and where it cannot be used.
        new: The rubric after; None where it is gone, or cannot be used.
        file: Where the new one stands, or else stood.
        version: What the change asks of the version; None where that is nothing.
        broken: Which side cannot be used.
        problems: Why it cannot.
    """

    old: Side | None
    new: Side | None
    file: str
    changes: tuple[Change, ...] = ()
    effects: Effects | None = None
    version: Raise | None = None
    broken: Literal["old", "new"] | None = None
    problems: tuple[str, ...] = ()
