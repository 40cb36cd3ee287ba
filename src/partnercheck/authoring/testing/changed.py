"""Copies of frozen models with other values in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)


def changed(model: Model, **values: Any) -> Model:
    """Return a frozen model with other values; what it has worked out from the old ones is forgotten."""
    copy = model.model_copy(update=values)
    for name in copy.__dict__.keys() - type(model).model_fields.keys():
        del copy.__dict__[name]
    return copy


def placed(items: Sequence[Any], index: int, item: Any) -> tuple[Any, ...]:
    """Return a sequence with another item in one place."""
    return (*items[:index], item, *items[index + 1 :])


def arrow(before: float, after: float) -> str:
    """Return a change of a number in words."""
    return f"{before:g} → {after:g}"
