"""What brings dossiers to another rubric. It is the form of `--format json`."""

from typing import Literal, NamedTuple

from partnercheck.model.levels import VerdictLevel
from partnercheck.model.portfolio import Refused


class Renamed(NamedTuple):
    """An id that is called otherwise now."""

    old: str
    new: str


class DossierUpdated(NamedTuple):
    """What becomes of a dossier."""

    dossier: str
    partner: str
    changed: bool
    """Whether anything of it is otherwise."""
    renamed: tuple[Renamed, ...]
    """Dimensions, criteria, flags, facts and grades that stood there under former ids."""
    moved: tuple[str, ...]
    """Criteria that belong to another dimension now."""
    asked: tuple[str, ...]
    """Criteria and facts that are asked now, and were not there."""
    kept: tuple[str, ...]
    """What the rubric does not have: it stays as a comment."""
    reworded: tuple[str, ...]
    """Answered criteria that could be answered otherwise before; known where the former rubric is there."""
    before: VerdictLevel | None
    """The verdict before; null where the dossier did not fit the rubric that it names."""
    after: VerdictLevel


class Update(NamedTuple):
    """What becomes of dossiers."""

    partnercheck: Literal["update/1"]
    rubric: str
    """What they are brought to, as id@version."""
    written: bool
    """Whether it is written; else it is only shown."""
    dossiers: tuple[DossierUpdated, ...]
    others: int
    """How many dossiers in folders name a rubric of another id, and are passed over."""
    refused: tuple[Refused, ...] = ()
    """The dossiers that cannot be used, and why."""
