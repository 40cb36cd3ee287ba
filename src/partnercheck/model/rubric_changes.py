"""What `rubric diff` found. It is the form of `--format json`."""

from typing import Literal, NamedTuple

from partnercheck.model.assessment import Tool
from partnercheck.model.levels import VerdictLevel

Kind = Literal["added", "removed", "renamed", "changed"]
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
    """One thing that is otherwise in the new rubric."""

    kind: Kind
    section: str
    """What kind of thing it belongs to, such as `criterion`."""
    name: str
    """Which of them; empty for the rubric itself."""
    aspect: str
    """What of it; empty where all of it was added, removed or renamed."""
    before: str | None
    """In words; null where there was nothing. What is renamed: its former id."""
    after: str | None
    """In words; null where there is nothing now. What is renamed: its id now."""


class Outcome(NamedTuple):
    """What an assessment under one of the rubrics says."""

    verdict: VerdictLevel
    firm: bool
    score: float | None
    relationship: str | None


class Moved(NamedTuple):
    """A partner whom the change moves."""

    partner: str
    file: str
    before: Outcome
    after: Outcome
    moves: tuple[Move, ...]
    """In what."""

    @property
    def distance(self) -> float:
        """How far the score moves; 0 where there is none on a side."""
        if self.before.score is None or self.after.score is None:
            return 0.0
        return abs(self.after.score - self.before.score)


class Unusable(NamedTuple):
    """A dossier that does not fit a rubric, and why."""

    file: str
    fits: Literal["old", "new"] | None
    """The rubric that it does fit, if any."""
    why: tuple[str, ...]
    """Its problems, one a line or more."""


class Effects(NamedTuple):
    """What a change does to partners."""

    moved: tuple[Moved, ...]
    still: int
    """How many do not move."""
    unusable: tuple[Unusable, ...]
    others: int
    """How many dossiers name another rubric."""


class Raise(NamedTuple):
    """What a change asks of the version."""

    step: Step
    """Which number is to be raised."""
    least: str
    """The least version that will do."""
    met: bool
    """Whether the new version is that, or above."""
    because: tuple[str, ...]
    """Why answers or dossiers no longer fit."""


class Comparison(NamedTuple):
    """Two rubrics, what differs, and what that does to partners, where somebody asked."""

    partnercheck: Literal["diff/1"]
    tool: Tool
    old: Side | None
    """The rubric before; null for a new one, and where it cannot be used."""
    new: Side | None
    """The rubric after; null where it is gone, or cannot be used."""
    file: str
    """Where the new one stands, or else stood."""
    changes: tuple[Change, ...] = ()
    effects: Effects | None = None
    version: Raise | None = None
    """What the change asks of the version; null where that is nothing."""
    broken: Literal["old", "new"] | None = None
    """Which side cannot be used."""
    problems: tuple[str, ...] = ()
    """Why it cannot."""
