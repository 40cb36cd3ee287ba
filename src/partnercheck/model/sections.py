"""What all sections of a dossier share, whatever else they hold."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from partnercheck.model.evidence import Evidence
from partnercheck.model.scalars import OrInShort, Text, one_or_many
from partnercheck.model.strict import Strict


def section_of(measure: str) -> str:
    """Return the section of a dossier that a measure, such as `financials.current_ratio`, reads."""
    return measure.partition(".")[0]


class SectionData(Strict):
    """What a section of a dossier holds."""

    evidence: Evidence | None = None
    """What supports the section, as of an answer."""


class SectionChoice(Strict):
    """In place of a section's data: from which reply they are taken, where several give them."""

    from_: Annotated[
        tuple[Text, ...], BeforeValidator(one_or_many), OrInShort({"type": "string"}), Field(min_length=1)
    ] = Field(alias="from")
    """The file of the reply; a list of two where each side gives its own rows."""


def _form(value: Any) -> str:
    chosen = isinstance(value, SectionChoice) or (isinstance(value, dict) and value.keys() == {"from"})
    return "from:" if chosen else "data:"


def or_choice(model: type[SectionData]) -> Any:
    """Return the type of a place that holds a section, or says whose it takes."""
    return Annotated[
        Annotated[model, Tag("data:")] | Annotated[SectionChoice, Tag("from:")], Discriminator(_form)
    ]
