"""What a command changes in a dossier. It is the form of `--format json`."""

from typing import Literal, NamedTuple

from partnercheck.model.assessment import Note
from partnercheck.model.levels import VerdictLevel


class DossierChange(NamedTuple):
    """What becomes of a dossier, and of the verdict on it."""

    partnercheck: Literal["change/1"]
    dossier: str
    partner: str
    written: bool
    """Whether it is written; not where nothing changes."""
    difference: str
    """What changes in its text, as a unified diff with two lines around it; empty where nothing does."""
    files: tuple[str, ...]
    """The files that are written beside it, from the working directory."""
    before: VerdictLevel | None
    """The verdict before; null where there was none, as something was wrong with its replies."""
    after: VerdictLevel
    notes: tuple[str, ...]
    """What to look at, in words."""
    diagnostics: tuple[Note, ...]
    """What is odd about it now, and was not before."""
