"""A saved assessment made again from its files as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
    from partnercheck.diagnostics import InputError, fail, shown
    from partnercheck.engine import decide, explain
    from partnercheck.insight import with_insight
    from partnercheck.insight.verification import verified
    from partnercheck.load import Loader, read
    from partnercheck.load.assessments import beside_dossier, dossier_of, read_assessment
    from partnercheck.load.checked import parsed_dossier, whole
    from partnercheck.model.inputs_used import inputs_used

    loader = Loader(confine=confine)
    before, data = read_assessment(raw, str(assessment))
    dossier = dossier_of(before, assessment, loader.confinement)

    def beside(file: str) -> Path:
        return beside_dossier(dossier.parent, file, loader.confinement)

    try:
        inputs = loader.dossier(
            dossier,
            rubric=str(beside(before.rubric.file)) if before.rubric.file else before.rubric.id,
            organisation=beside(ours) if before.organisation and (ours := before.organisation.file) else None,
            as_of=before.as_of,
            namer=assessment.parent,
        )
    except InputError as error:  # first of all what makes it not fit
        try:
            named = whole(parsed_dossier(read(dossier, str(dossier)), str(dossier)), ()).rubric
        except InputError:  # the first error quotes only what may be quoted
            raise error from None
        if named in {before.rubric.id, before.rubric.file} or named == _named(data):
            raise
        message = (
            f"it names another rubric now, `{shown(named)}`; it was assessed by `{shown(before.rubric.id)}`"
        )
        raise fail("wrong-rubric", message, str(dossier), "assess it again, and decide on that") from None
    decision = decide(inputs)
    after = with_insight(decision, explain(decision))._replace(inputs=inputs_used(decision.inputs))
    return Again(before, dossier, decision.inputs.dossier, after, tuple(verified(data, after)))


def _named(data: dict[str, Any]) -> object:
    """Return the rubric that the dossier named when it was assessed; None where that is not there."""
    for step in ("inputs", "dossier"):
        found = data.get(step)
        data = found if isinstance(found, dict) else {}
    return data.get("rubric")
