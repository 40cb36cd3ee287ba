"""The conditions of a decision, as tests name them."""

from __future__ import annotations

from typing import Any


def conditions(result: Any) -> list[str]:
    return [each.for_ for each in result.conditions]


def action(result: Any, name: str) -> str:
    return next(each.action for each in result.conditions if each.for_ == name)
