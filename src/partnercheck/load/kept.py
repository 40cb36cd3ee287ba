"""What many dossiers share is made once, and kept by all that it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST = 1_000
"""As many are kept at a time: a portfolio may have dossiers in any number of folders."""

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Things by their keys; what they are made from must all be in the key."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._made: dict[Hashable, Value] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the thing of a key, made where there is none yet; what `make` raises is not kept."""
        if key not in self._made:
            made = make()
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[key] = made
        return self._made[key]
