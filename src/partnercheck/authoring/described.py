"""What the fields of models and results are for: the texts that stand below them in the source.

They are read from there only when a schema is asked for, so that no other run pays for them.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from partnercheck.docstrings import docstring

if TYPE_CHECKING:
    from pydantic_core.core_schema import ModelSchema


class Described(GenerateJsonSchema):
    """Says of every property what it is for."""

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Return the schema of a model with its fields described."""
        described = super().model_schema(schema)
        if text := docstring(schema["cls"]):
            described["description"] = text
        fields = schema["cls"].model_fields
        for name, text in descriptions(schema["cls"]).items():
            if name in fields:
                described["properties"][fields[name].alias or name]["description"] = text
        return described


def descriptions(kind: type) -> dict[str, str]:
    """Return what each field of a class is for, its bases' fields included; nothing without its source."""
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        found |= _in_module(each.__module__).get(each.__name__, {})
    return found


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    """Return, by class and field, the texts below the fields of a module's classes."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except (OSError, TypeError):  # installed without sources, or never had any
        return {}
    return {
        each.name: {
            field.target.id: " ".join(below.value.value.split())
            for field, below in pairwise(each.body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        }
        for each in tree.body
        if isinstance(each, ast.ClassDef)
    }
