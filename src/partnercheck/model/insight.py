"""What would change an assessment: the part of it that looks ahead."""

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field

from partnercheck.model.levels import Level, VerdictLevel
from partnercheck.model.named import CriterionName, DimensionName, FlagName
from partnercheck.model.scale import Scale, Share, as_written

Answer = Annotated[Any, AfterValidator(as_written)]
"""An answer as it is written, whatever its kind."""


class Missing(NamedTuple):
    """A criterion whose evidence leaves a range, and what that range could still move."""

    criterion: CriterionName
    swing: Scale
    """Share of the whole × that part of the gap, on 0-100."""
    flags: tuple[FlagName, ...]
    """Flags that are not alike in the worst and the best reading."""


class NextEvidence(NamedTuple):
    """What to find out next, most telling first."""

    answer: tuple[Missing, ...]
    """What nobody has answered, or what does not count while our own position on it is missing."""
    verify: tuple[Missing, ...]
    """What rests on weak evidence."""
    reconcile: tuple[Missing, ...]
    """Where raters disagree."""


class Flip(NamedTuple):
    """The nearest other answer at which the verdict changes."""

    criterion: CriterionName
    direction: Literal["better", "worse"]
    from_: Annotated[Answer, Field(alias="from")]
    to: Answer
    verdict: VerdictLevel


class WeightStability(NamedTuple):
    """How far a dimension's share of the whole may move before `now` changes."""

    dimension: DimensionName
    share: Share
    low: Share
    high: Share


class Agreement(NamedTuple):
    """The share of all weightings of the dimensions that gives each level."""

    proceed: Share
    conditional: Share
    decline: Share


class Stability(NamedTuple):
    """How much the verdict owes to the dimensions' weights."""

    weights: tuple[WeightStability, ...]
    agreement: Agreement


class Weighable(NamedTuple):
    """A dimension whose weight may be moved; without scores where nothing of it applies.

    Attributes:
        weight: As the rubric has it, relative to the others.
        not_applicable: The share of its weight that the assessor declared not applicable, on 0-1.
    """

    dimension: str
    weight: float
    low: float | None
    point: float | None
    high: float | None
    not_applicable: float


class Levels(NamedTuple):
    """A level for each reading."""

    worst: Level
    now: Level
    best: Level


class Weighting(NamedTuple):
    """What decides the verdict whatever the dimensions weigh.

    Attributes:
        caps: The levels that floors and red flags allow at any score.
        conditional: The score that `conditional` asks for; `proceed` likewise.
        coverage: The coverage of the whole below which the verdict is hold, in %.
        not_applicable: The share declared not applicable above which it is hold, in %.
        open: Whether a red flag is open that would decline; then it is hold wherever `now` is above decline.
        held: Whether it is hold at all weights, unless it is decline at best.
    """

    dimensions: tuple[Weighable, ...]
    caps: Levels
    conditional: float
    proceed: float
    coverage: float
    not_applicable: float
    open: bool
    held: bool
