"""A dossier held against its rubric: what its facts and answers mean there, and what does not fit."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS, Problem
from partnercheck.measures import SECTIONS
from partnercheck.model.answers import (
    all_evidence,
    check_decisions,
    check_events,
    check_evidence,
    read_answers,
)
from partnercheck.model.dossier import PLACEHOLDER
from partnercheck.model.profile import read_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.diagnostics import Path
    from partnercheck.model.answered import Merged
    from partnercheck.model.evidence import Evidence
    from partnercheck.model.inputs import Given
    from partnercheck.model.profile import Profile
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts


class Fitted(NamedTuple):
    """What a rubric makes of a dossier.

    Attributes:
        profile: The facts that it knows, and which criteria they let apply.
        given: By criterion, what the dossier says.
        evidence: Everything given as evidence, with its path.
    """

    profile: Profile
    given: Mapping[str, Given]
    evidence: list[tuple[Evidence, Path]]


def fitted(
    merged: Merged, rubric: Rubric, profiled: Callable[[Facts], Profile], problems: list[Problem]
) -> Fitted:
    """Return what a rubric makes of a dossier; what does not fit is added to `problems`."""
    dossier = merged.dossier
    stated = {name: fact.is_ for name, fact in dossier.profile.items()}
    profile = profiled(read_profile(stated, rubric, problems))
    given = read_answers(dossier, rubric, profile.applying, problems, merged.beside)
    evidence = all_evidence(dossier)
    if dossier.partner.name == PLACEHOLDER:
        message = f"“{PLACEHOLDER}” stands where the partner's name belongs"
        problems.append(
            Problem("placeholder", ("partner", "name"), message, "write its legal name", severity="warning")
        )
    problems += islice(check_evidence(evidence, rubric), MAX_PROBLEMS + 1)
    problems += islice(check_events(dossier, rubric, SECTIONS), MAX_PROBLEMS + 1)
    problems += islice(check_decisions(dossier, rubric), MAX_PROBLEMS + 1)
    return Fitted(profile, given, evidence)
