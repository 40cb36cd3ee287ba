"""Several dossiers side by side: the form of `compare --format json`.

Candidates are told apart by `name`: the partner's, with the as-of date or the file where that takes it.
"""

import datetime as dt
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from partnercheck.model.assessment import FileUsed, FlagStatus, PartnerNamed, RubricUsed, Score, Tool
from partnercheck.model.movement import Movement, Standing
from partnercheck.model.rubric import Effect


class CandidateFlag(NamedTuple):
    """A red flag that is raised or open."""

    id: str
    title: str
    effect: Annotated[Effect, Field(description="Before any waiver.")]
    status: FlagStatus
    waived: bool


class Lead(NamedTuple):
    """A criterion on which a candidate stands above every other."""

    criterion: str
    title: str
    point: float
    ahead: Annotated[float, Field(description="Of the best of the others, in points of value.")]
    worth: Annotated[float, Field(description="Share of the whole × ahead: what it makes of the score.")]


class Candidate(NamedTuple):
    """One dossier."""

    name: str
    partner: PartnerNamed
    dossier: FileUsed
    organisation: FileUsed | None
    as_of: dt.date
    standing: Standing
    red_flags: Annotated[tuple[CandidateFlag, ...], Field(description="Those raised or open.")]
    best_in: Annotated[
        tuple[str, ...], Field(description="Dimensions in which no rival scores higher, and one scores less.")
    ]
    leads: Annotated[tuple[Lead, ...], Field(description="Criteria above every rival, most worth first.")]
    undecided_with: Annotated[
        tuple[str, ...], Field(description="Rivals whose range of the score overlaps with this one.")
    ]


class CandidateScore(NamedTuple):
    """A candidate's score in one dimension."""

    candidate: str
    weight: Annotated[float, Field(description="Its share of the whole; 0 where nothing of it applies.")]
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
    share: Annotated[float, Field(description="Of all weightings, on 0-1.")]
    error: Annotated[float, Field(description="Standard error of the share; 0 where it is exact.")]


class First(NamedTuple):
    """The share of all weightings of the dimensions, uniform on the simplex, in which each comes first.

    At the answers as given, over the dimensions in which every candidate has a score. Candidates with equal
    scores in all of them share their part. Floors and red flags are left aside.
    """

    method: Literal["exact", "sample"]
    samples: Annotated[int | None, Field(description="How many weightings were drawn.")]
    seed: Annotated[int | None, Field(description="What they were drawn from: the same ones every time.")]
    dimensions: tuple[str, ...]
    left_out: Annotated[
        tuple[str, ...], Field(description="Dimensions that apply, without a score of some candidate.")
    ]
    shares: tuple[FirstShare, ...]


class Moved(NamedTuple):
    """One partner in two dossiers, the earlier one first."""

    before: Annotated[str, Field(description="A candidate.")]
    after: Annotated[str, Field(description="A candidate.")]
    movement: Movement


class Comparison(NamedTuple):
    """Candidates side by side against one rubric.

    Of a partner with several dossiers the latest is its candidate among the rivals; how it came there is
    among the movements.
    """

    partnercheck: Literal["compare/1"]
    tool: Tool
    rubric: RubricUsed
    candidates: tuple[Candidate, ...]
    rivals: Annotated[
        tuple[str, ...], Field(description="One candidate of each partner; none where there is one partner.")
    ]
    dimensions: tuple[ComparedDimension, ...]
    dominance: tuple[Dominance, ...]
    first: Annotated[First | None, Field(description="Null without rivals or without a common dimension.")]
    movements: tuple[Moved, ...]
    notes: Annotated[tuple[str, ...], Field(description="What makes the comparison less than fair.")]
