"""One partner's dossiers in the order of their dates: the form of `history --format json`."""

import datetime as dt
from typing import Literal, NamedTuple

from partnercheck.model.approvals import Approvals
from partnercheck.model.assessment import Condition, EventUsed, FileUsed, PartnerNamed, RubricUsed, Tool
from partnercheck.model.comparison import CandidateFlag
from partnercheck.model.levels import ConditionStatus
from partnercheck.model.movement import Movement, Standing
from partnercheck.model.series import Mark, Trend


class ConditionThen(NamedTuple):
    """A condition as it stood at a date."""

    for_: str
    action: str
    owner: str | None
    due: dt.date | None
    status: ConditionStatus
    overdue: bool
    """Whether it was open after its day."""


class DateInHistory(NamedTuple):
    """How the partner stood at one date."""

    dossier: FileUsed
    organisation: FileUsed | None
    rubric: RubricUsed
    as_of: dt.date
    standing: Standing
    red_flags: tuple[CandidateFlag, ...]
    """Those raised or open."""
    conditions: tuple[ConditionThen, ...]
    events: tuple[EventUsed, ...]
    """Those that the dossier of the date before does not tell of."""
    approvals: Approvals | None
    """How it was decided on; null where nobody has, and the organisation does not say how many must."""


class FlagNamed(NamedTuple):
    """A red flag, by id and title."""

    id: str
    title: str


class Step(NamedTuple):
    """What became of the partner from one date to the next."""

    before: dt.date
    after: dt.date
    trend: Trend
    """Worse with a lower verdict or a red flag newly raised; better with the opposite alone."""
    moved: float | None
    """By how many points the score moved; null where one side has none."""
    raised: tuple[FlagNamed, ...]
    """Red flags that are raised and were not."""
    cleared: tuple[FlagNamed, ...]
    """Red flags that were raised and are not any more."""
    met: tuple[Condition, ...]
    """Conditions that are met and were not."""
    overdue: tuple[Condition, ...]
    """Conditions that are overdue and were not."""
    movement: Movement | None
    """What moved, criterion by criterion; null where the rubric is not the same text on both sides."""


class History(NamedTuple):
    """One partner over time: the same partner, scope and rubric id at every date."""

    partnercheck: Literal["history/1"]
    tool: Tool
    partner: PartnerNamed
    """As the latest dossier says."""
    scope: str | None
    """As the latest dossier says."""
    identified_by: Mark | None
    """What makes the dossiers those of one partner; null for a single one."""
    dates: tuple[DateInHistory, ...]
    """The earliest first."""
    steps: tuple[Step, ...]
    """Between neighbours."""
    notes: tuple[str, ...]
    """What makes dates less than comparable."""
