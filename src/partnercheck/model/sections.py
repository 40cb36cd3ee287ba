"""What all sections of a dossier share, whatever else they hold."""

from partnercheck.model.evidence import Evidence
from partnercheck.model.strict import Strict


class SectionData(Strict):
    """What a section of a dossier holds."""

    evidence: Evidence | None = None
    """What supports the section, as of an answer."""
