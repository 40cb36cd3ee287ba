"""Several dossiers side by side: the form of `compare --format json`.

Candidates are told apart by `name`: the partner's, with the as-of date or the file where that takes it.
"""

import datetime as dt
from typing import Literal, NamedTuple

from partnercheck.model.assessment import FileUsed, FlagStatus, PartnerNamed, RubricUsed, Score, Tool
from partnercheck.model.movement import Movement, Standing
from partnercheck.model.rubric import Effect


class CandidateFlag(NamedTuple):
    """A red flag that is raised or open."""

    id: str
    title: str
    effect: Effect
    """Before any waiver."""
    status: FlagStatus
    waived: bool


class Lead(NamedTuple):
    """A criterion on which a candidate stands above every other."""

    criterion: str
    title: str
    point: float
    ahead: float
    """Of the best of the others, in points of value."""
    worth: float
    """Share of the whole × ahead: what it makes of the score."""


class Candidate(NamedTuple):
    """One dossier."""

    name: str
    partner: PartnerNamed
    dossier: FileUsed
    organisation: FileUsed | None
    as_of: dt.date
    standing: Standing
    red_flags: tuple[CandidateFlag, ...]
    """Those raised or open."""
    best_in: tuple[str, ...]
    """Dimensions in which no rival scores higher, and one scores less."""
    leads: tuple[Lead, ...]
    """Criteria above every rival, most worth first."""
    undecided_with: tuple[str, ...]
    """Rivals whose range of the score overlaps with this one."""


class CandidateScore(NamedTuple):
    """A candidate's score in one dimension."""

    candidate: str
    weight: float
    """Its share of the whole; 0 where nothing of it applies."""
    score: Score


class ComparedDimension(NamedTuple):
    """One dimension of every candidate."""

    id: str
    title: str
    candidates: tuple[CandidateScore, ...]


class Dominance(NamedTuple):
    """One candidate ahead of another under every weighting of the dimensions.

    In every dimension that applies to either it scores as much or more, and in some more. On `points` that
    holds at the answers as given; on `ranges` even its low reaches the other's high, whatever missing and
    weak evidence shows.
    """

    better: str
    worse: str
    on: Literal["points", "ranges"]


class FirstShare(NamedTuple):
    """How often a candidate comes first."""

    candidate: str
    share: float
    """Of all weightings, on 0-1."""
    error: float
    """Standard error of the share; 0 where it is exact."""


class First(NamedTuple):
    """The share of all weightings of the dimensions, uniform on the simplex, in which each comes first.

    At the answers as given, over the dimensions in which every candidate has a score. Candidates with equal
    scores in all of them share their part. Floors and red flags are left aside.
    """

    method: Literal["exact", "sample"]
    samples: int | None
    """How many weightings were drawn."""
    seed: int | None
    """What they were drawn from: the same ones every time."""
    dimensions: tuple[str, ...]
    left_out: tuple[str, ...]
    """Dimensions that apply, without a score of some candidate."""
    shares: tuple[FirstShare, ...]


class Moved(NamedTuple):
    """One partner in two dossiers, the earlier one first."""

    before: str
    """A candidate."""
    after: str
    """A candidate."""
    movement: Movement


class ScoreLimits(NamedTuple):
    """What the rubric takes of a score."""

    conditional: float
    """From here on a verdict may be to proceed with conditions."""
    proceed: float
    """From here on it may be to proceed."""


class Comparison(NamedTuple):
    """Candidates side by side against one rubric.

    Of a partner with several dossiers the latest is its candidate among the rivals; how it came there is
    among the movements.
    """

    partnercheck: Literal["compare/1"]
    tool: Tool
    rubric: RubricUsed
    limits: ScoreLimits
    candidates: tuple[Candidate, ...]
    rivals: tuple[str, ...]
    """One candidate of each partner; none where there is one partner."""
    dimensions: tuple[ComparedDimension, ...]
    dominance: tuple[Dominance, ...]
    first: First | None
    """Null without rivals or without a common dimension."""
    movements: tuple[Moved, ...]
    notes: tuple[str, ...]
    """What makes the comparison less than fair."""
