"""JSON Schema of every file, for editors and other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, get_args

from partnercheck.model.assessment import Assessment
from partnercheck.model.cases import Cases
from partnercheck.model.dossier import Dossier
from partnercheck.model.organisation import Organisation
from partnercheck.model.rubric import Rubric

if TYPE_CHECKING:
    from pydantic import BaseModel

Kind = Literal["rubric", "dossier", "organisation", "cases", "assessment"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MODELS: dict[Kind, type[BaseModel]] = {
    "rubric": Rubric,
    "dossier": Dossier,
    "organisation": Organisation,
    "cases": Cases,
    "assessment": Assessment,
}
_INHERITED = ("title", "dimensions", "verdict")


def schema(kind: Kind) -> str:
    """Return the JSON Schema (draft 2020-12) of one kind of file, as indented JSON.

    A rubric that extends another may leave out what it inherits.
    """
    mode: Literal["validation", "serialization"] = "serialization" if kind == "assessment" else "validation"
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_MODELS[kind].model_json_schema(by_alias=True, mode=mode),
        "title": f"partnercheck {kind}",
    }
    if kind == "rubric":
        described["required"] = [key for key in described["required"] if key not in _INHERITED]
        described["if"] = {"not": {"required": ["extends"]}}
        described["then"] = {"required": list(_INHERITED)}
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
