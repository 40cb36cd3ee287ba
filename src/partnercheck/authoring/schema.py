"""JSON Schema of every file, for editors and other programs."""

from __future__ import annotations

import json
import operator
from functools import cache, reduce
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from partnercheck.authoring.described import Described, descriptions
from partnercheck.docstrings import docstring
from partnercheck.measures import MEASURES, SECTIONS, dossier_model, organisation_model, reply_model
from partnercheck.model import criteria
from partnercheck.model.approval import Approval
from partnercheck.model.approvals import Approvals
from partnercheck.model.assessment import INLINE, Assessment, Diagnostics
from partnercheck.model.calibration import Calibration
from partnercheck.model.cases import Cases
from partnercheck.model.collected import Collected
from partnercheck.model.comparison import Comparison
from partnercheck.model.config import Config
from partnercheck.model.dossier_change import DossierChange
from partnercheck.model.due import DueList
from partnercheck.model.evidence_check import EvidenceCheck
from partnercheck.model.findings_json import Findings
from partnercheck.model.history import History
from partnercheck.model.imported import ImportResult, LineList
from partnercheck.model.measure_list import MeasureList
from partnercheck.model.portfolio import PortfolioList
from partnercheck.model.rubric import Rubric
from partnercheck.model.rubric_changes import Comparison as RubricComparison
from partnercheck.model.rubric_list import RubricList
from partnercheck.model.rule_list import RuleList
from partnercheck.model.todo import TodoList
from partnercheck.model.update import Update
from partnercheck.model.verification import Verification
from partnercheck.model.warehouse_tables import PARTNERS, TABLES, Type
from partnercheck.model.whatif import WhatIf

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal[
    "rubric",
    "dossier",
    "organisation",
    "reply",
    "cases",
    "approval",
    "config",
    "assessment",
    "approvals",
    "verify",
    "whatif",
    "compare",
    "history",
    "calibration",
    "check",
    "test",
    "diff",
    "rubrics",
    "rules",
    "portfolio",
    "due",
    "collect",
    "measures",
    "evidence",
    "todo",
    "update",
    "change",
    "import",
    "lines",
    "diagnostics",
    "tables",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MODELS: dict[Kind, Any] = {"rubric": Rubric, "cases": Cases, "approval": Approval, "config": Config}
_WITH_SECTIONS: dict[Kind, Any] = {
    "dossier": dossier_model,
    "organisation": organisation_model,
    "reply": reply_model,
}
_RESULTS: dict[Kind, Any] = {
    "assessment": Assessment,
    "approvals": Approvals,
    "verify": Verification,
    "whatif": WhatIf,
    "compare": Comparison,
    "history": History,
    "calibration": Calibration,
    "check": Findings,
    "test": Findings,
    "diff": RubricComparison,
    "rubrics": RubricList,
    "rules": RuleList,
    "portfolio": PortfolioList,
    "due": DueList,
    "collect": Collected,
    "measures": MeasureList,
    "evidence": EvidenceCheck,
    "todo": TodoList,
    "update": Update,
    "change": DossierChange,
    "import": ImportResult,
    "lines": LineList,
    "diagnostics": Diagnostics,
}
_INHERITED = ("title", "dimensions", "verdict")
_MERGED_KEYS = ("sources", "profile", "evidence", "dimensions", "red_flags", "verdict")
_MERGED = {
    "Reference",
    "Fact",
    "EvidenceRules",
    "Dimension",
    "RedFlag",
    "VerdictRules",
    "Limits",
    "CoverageLimits",
}
_DEFS = "#/$defs/"


def schema(kind: Kind) -> str:
    """Return the JSON Schema (draft 2020-12) of one kind of file, as indented JSON.

    A rubric that extends another may leave out what it inherits.
    """
    if kind == "tables":
        return _written(_tables())
    if kind in _WITH_SECTIONS:
        model = _WITH_SECTIONS[kind](SECTIONS)
    else:
        model = _MODELS[kind] if kind in _MODELS else json_form(_RESULTS[kind])
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:partnercheck:{kind}:1",
        **TypeAdapter(model).json_schema(by_alias=True, schema_generator=Described),
        "title": f"partnercheck {kind}",
    }
    if kind == "rubric":
        _name_measures(described)
        _allow_children(described)
    return _written(described)


def _written(described: dict[str, Any]) -> str:
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


_COLUMNS: dict[Type, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}


def _tables() -> dict[str, Any]:
    """Return the schema of tables whose rows are objects; `partners` has a further column for each fact."""
    properties = {
        table.name: {
            "description": table.row,
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    column.name: {"description": column.doc, **_COLUMNS[column.type]}
                    for column in table.columns
                },
                "required": list(table.names),
            },
        }
        for table in TABLES
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:partnercheck:tables:1",
        "title": "partnercheck tables",
        "description": "The tables of partners that a rubric's SQL reads: a row is an object of its columns.",
        "type": "object",
        "properties": properties,
        "required": [PARTNERS.name],
    }


def _name_measures(rubric: dict[str, Any]) -> None:
    """Let `from` of a metric name the measures that there are."""
    known = {"enum": list(MEASURES), "type": "string"}
    places = rubric["$defs"]["MetricCriterion"]["properties"]["from"]
    places["anyOf"] = [known if each.get("type") == "string" else each for each in places["anyOf"]]


def _allow_children(rubric: dict[str, Any]) -> None:
    """Let a rubric that extends another leave out what it inherits, at every depth that is merged."""
    defs, properties = rubric["$defs"], rubric["properties"]
    kinds = {kind.__name__ for kind in criteria.KINDS.values()}
    merged = {name for name in defs if name in kinds | _MERGED}
    parts = {f"{name}Part": _part(defs[name], merged) for name in merged}
    for name in sorted(parts):
        defs[name] = parts[name] | {"required": ["id"] if "id" in parts[name]["properties"] else []}
    whole = {key: properties[key] for key in _MERGED_KEYS}
    properties |= dict.fromkeys(_MERGED_KEYS, True)
    rubric["required"] = [key for key in rubric["required"] if key not in _INHERITED]
    rubric["if"] = {"required": ["extends"]}
    rubric["then"] = {"properties": _part(whole, merged)}
    rubric["else"] = {"properties": whole, "required": list(_INHERITED)}


def _part(node: Any, merged: set[str]) -> Any:
    """Return a schema with every reference to what is merged led to the part of it that a child may give.

    What a child gives of a criterion may fit several kinds, so that one of them must hold and not just one.
    """
    if isinstance(node, list):
        return [_part(each, merged) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("$ref", "").removeprefix(_DEFS) in merged:
        return node | {"$ref": f"{node['$ref']}Part"}
    return {"anyOf" if key == "oneOf" else key: _part(each, merged) for key, each in node.items()}


@cache
def json_form(result: type) -> Any:
    """Return the mapping that a part of an assessment becomes in JSON, as a type that pydantic describes."""
    described = cast("Any", TypedDict)(result.__name__, dict(_fields(result)))
    described.__doc__ = docstring(result)
    described.__pydantic_config__ = ConfigDict(extra="forbid")
    return described


def _fields(result: type) -> Iterator[tuple[str, Any]]:
    """Yield the keys of a part of an assessment with what each holds, as types."""
    texts = descriptions(result)
    for name, hint in get_type_hints(result, include_extras=True).items():
        if INLINE in getattr(hint, "__metadata__", ()):
            yield from _fields(hint.__origin__)
        else:
            yield name.rstrip("_"), Annotated[_as_json(hint), Field(description=texts.get(name))]


def _as_json(hint: Any) -> Any:
    """Return a type with every part of an assessment in it replaced by its mapping."""
    if hasattr(hint, "_fields"):
        return json_form(hint)
    if get_origin(hint) is Annotated:
        return Annotated[(_as_json(hint.__origin__), *hint.__metadata__)]
    if get_origin(hint) in {UnionType, Union}:
        return reduce(operator.or_, (_as_json(each) for each in get_args(hint)))
    if get_origin(hint) is tuple:
        parts = tuple(_as_json(each) for each in get_args(hint))
        return operator.getitem(cast("Any", tuple), parts)
    return hint
