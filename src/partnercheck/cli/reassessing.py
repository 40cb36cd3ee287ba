"""A saved assessment made again from its files as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.load.assessments import SavedAssessment
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.verification import Difference


class Again(NamedTuple):
    """An assessment as it was, and as it is.

    Attributes:
        file: That of the dossier, as it was found.
    """

    before: SavedAssessment
    file: Path
    dossier: Dossier
    after: Assessment
    differences: tuple[Difference, ...]


def assessed_again(raw: bytes, assessment: Path, confine: Path | None = None) -> Again:
    """Return what comes of the same files now.

    Raises:
        InputError: It is no assessment, or what it was made from cannot be used.
    """
    from partnercheck.engine import decide, explain
    from partnercheck.insight import with_insight
    from partnercheck.insight.verification import verified
    from partnercheck.load import Loader
    from partnercheck.load.assessments import beside_dossier, dossier_of, read_assessment
    from partnercheck.model.inputs_used import inputs_used

    loader = Loader(confine=confine)
    before, data = read_assessment(raw, str(assessment))
    dossier = dossier_of(before, assessment, loader.confinement)

    def beside(file: str) -> Path:
        return beside_dossier(dossier.parent, file, loader.confinement)

    decision = decide(
        loader.dossier(
            dossier,
            rubric=str(beside(before.rubric.file)) if before.rubric.file else before.rubric.id,
            organisation=beside(ours) if before.organisation and (ours := before.organisation.file) else None,
            as_of=before.as_of,
            namer=assessment.parent,
        )
    )
    after = with_insight(decision, explain(decision))._replace(inputs=inputs_used(decision.inputs))
    return Again(before, dossier, decision.inputs.dossier, after, tuple(verified(data, after)))
