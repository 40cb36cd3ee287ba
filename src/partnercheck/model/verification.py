"""An assessment made again and compared with the one that was saved. It is the form of `--format json`."""

import datetime as dt
from typing import Any, Literal, NamedTuple

from partnercheck.model.approvals import Approvals
from partnercheck.model.assessment import Tool
from partnercheck.model.levels import VerdictLevel


class Difference(NamedTuple):
    """Something that is not as it was."""

    text: str
    """In words."""
    place: str
    """In the assessment, such as `verdict.level`; a reply goes by its file."""
    before: Any
    """What stands there in the saved assessment; null where nothing does."""
    after: Any
    """What stands there now; null where nothing does."""


class Verification(NamedTuple):
    """Whether the same comes of the same files, and whether the approvals are sound."""

    partnercheck: Literal["verify/1"]
    tool: Tool
    assessment: str
    """Its file; `-` for standard input."""
    dossier: str
    """The file of the dossier that was assessed again."""
    partner: str
    verdict: VerdictLevel
    """As it is now."""
    as_of: dt.date
    same: bool
    differences: tuple[Difference, ...]
    """The files first, then the verdict, then the rest."""
    sound: bool
    """Whether nothing is wrong with the approvals, and they are signed where that was asked for."""
    approvals: Approvals | None
    """How it was decided on; null where no approvals stand beside it."""
    notes: tuple[str, ...]
    """What could not be checked."""
