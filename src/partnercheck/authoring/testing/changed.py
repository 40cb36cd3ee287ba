"""Changes of rubrics: a sequence with another item, and a change in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def placed(items: Sequence[Any], index: int, item: Any) -> tuple[Any, ...]:
    """Return a sequence with another item in one place."""
    return (*items[:index], item, *items[index + 1 :])


def arrow(before: float, after: float) -> str:
    """Return a change of a number in words."""
    return f"{before:g} → {after:g}"
