"""Evidence as a dossier gives it: items with grade and source, or a grade in short."""

from typing import Annotated, Any

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from partnercheck.model.scalars import Day, Digest, Id, Text
from partnercheck.model.strict import Strict


class EvidenceItem(Strict):
    """One piece of support for an answer."""

    grade: Id
    """How well it supports the answer; a grade of the rubric."""
    source: Text
    """What it is and where it came from, in words."""
    date: Day | None = None
    """The day it speaks for."""
    valid_until: Day | None = None
    """The last day it may be relied on."""
    url: Text | None = None
    """Where it can be read."""
    file: Text | None = None
    """A file below the dossier's folder."""
    sha256: Digest | None = None
    """The file's SHA-256 digest, to notice a change."""
    note: Text | None = None
    """Anything a reader should know."""


def _form(value: Any) -> str:
    return "grade:" if isinstance(value, str) else "items:"


Evidence = TypeAliasType(
    "Evidence",
    Annotated[
        Annotated[Id, Tag("grade:")] | Annotated[tuple[EvidenceItem, ...], Tag("items:")],
        Discriminator(_form),
    ],
)
"""A list of items, or a grade alone."""
