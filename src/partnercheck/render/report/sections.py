"""Data of a dossier that no other part of a report draws."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Table


@dataclass(frozen=True)
class SectionPart:
    """A section of the dossier.

    Attributes:
        title: What the section is called.
        tables: Its data.
    """

    title: str
    tables: list[Table]
