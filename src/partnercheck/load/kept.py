"""What many dossiers share is made once, and kept by all that it depends on, with what was seen of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from partnercheck.load.seen import Noted, note, noting

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST = 1_000
"""As many are kept at a time: a portfolio may have dossiers in any number of folders."""

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Things by their keys, in which all must be that they are made from but the files as they are."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._made: dict[Hashable, tuple[Value, Noted]] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the thing of a key, made where there is none yet; what `make` raises is not kept.

        What was looked at to make it is noted for everybody who gets it.
        """
        found = self._made.get(key)
        if found is None:
            with noting() as noted:
                made = make()
            if len(self._made) >= _MOST:
                self._made.clear()
            found = self._made[key] = made, noted
        if found[1]:
            note(found[1])
        return found[0]

    def keep(self, key: Hashable, thing: Value) -> None:
        """Have a thing that was made before."""
        self._made[key] = thing, {}
