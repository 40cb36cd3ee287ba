"""Evidence as a dossier gives it: items with grade and source, or a grade in short."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from partnercheck.model.scalars import Day, Digest, Id, Text
from partnercheck.model.strict import Strict


class EvidenceItem(Strict):
    """One piece of support for an answer."""

    grade: Id = Field(description="How well it supports the answer; a grade of the rubric.")
    source: Text = Field(description="What it is and where it came from, in words.")
    date: Day | None = Field(None, description="The day it speaks for.")
    valid_until: Day | None = Field(None, description="The last day it may be relied on.")
    url: Text | None = Field(None, description="Where it can be read.")
    file: Text | None = Field(None, description="A file below the dossier's folder.")
    sha256: Digest | None = Field(None, description="The file's SHA-256 digest, to notice a change.")
    note: Text | None = Field(None, description="Anything a reader should know.")


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
