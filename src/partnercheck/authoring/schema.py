"""JSON Schema of every file, for editors and other programs."""

from __future__ import annotations

import json
import operator
from functools import cache, reduce
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from partnercheck.model.assessment import Assessment
from partnercheck.model.cases import Cases
from partnercheck.model.comparison import Comparison
from partnercheck.model.dossier import Dossier
from partnercheck.model.organisation import Organisation
from partnercheck.model.rubric import Rubric
from partnercheck.model.whatif import WhatIf

Kind = Literal["rubric", "dossier", "organisation", "cases", "assessment", "whatif", "compare"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MODELS: dict[Kind, Any] = {
    "rubric": Rubric,
    "dossier": Dossier,
    "organisation": Organisation,
    "cases": Cases,
}
_RESULTS: dict[Kind, Any] = {"assessment": Assessment, "whatif": WhatIf, "compare": Comparison}
_INHERITED = ("title", "dimensions", "verdict")


def schema(kind: Kind) -> str:
    """Return the JSON Schema (draft 2020-12) of one kind of file, as indented JSON.

    A rubric that extends another may leave out what it inherits.
    """
    model = _MODELS[kind] if kind in _MODELS else _typed_dict(_RESULTS[kind])
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(model).json_schema(by_alias=True),
        "title": f"partnercheck {kind}",
    }
    if kind == "rubric":
        described["required"] = [key for key in described["required"] if key not in _INHERITED]
        described["if"] = {"not": {"required": ["extends"]}}
        described["then"] = {"required": list(_INHERITED)}
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


@cache
def _typed_dict(result: type) -> Any:
    """Return the mapping that a part of an assessment becomes in JSON, as a type that pydantic describes."""
    hints = get_type_hints(result, include_extras=True)
    fields = {name.rstrip("_"): _as_json(hint) for name, hint in hints.items()}
    described = cast("Any", TypedDict)(result.__name__, fields)
    described.__doc__ = result.__doc__
    described.__pydantic_config__ = ConfigDict(extra="forbid")
    return described


def _as_json(hint: Any) -> Any:
    """Return a type with every part of an assessment in it replaced by its mapping."""
    if hasattr(hint, "_fields"):
        return _typed_dict(hint)
    if get_origin(hint) is Annotated:
        return Annotated[(_as_json(hint.__origin__), *hint.__metadata__)]
    if get_origin(hint) in {UnionType, Union}:
        return reduce(operator.or_, (_as_json(each) for each in get_args(hint)))
    if get_origin(hint) is tuple:
        return tuple[tuple(_as_json(each) for each in get_args(hint))]  # type: ignore[misc]
    return hint
