"""A dossier that is made of its sections as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.measures import (
    dossier_model,
)

if TYPE_CHECKING:
    from partnercheck.model.dossier import Dossier


def dossier_of(sections: dict[str, Any]) -> Dossier:
    head = {"partnercheck": "dossier/1", "partner": {"name": "Acme"}, "as_of": "2026-11-20"}
    return dossier_model(sections).model_validate(head | sections)
