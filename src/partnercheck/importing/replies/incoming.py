"""Files that came back, and what is wished of collecting them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Incoming(NamedTuple):
    """A file that came back.

    Attributes:
        name: As messages know it.
        named: Whether it was named itself, rather than the folder that it stands in.
    """

    name: str
    path: Path
    named: bool


class Wishes(NamedTuple):
    """What is wished of collecting.

    Attributes:
        folder: That of the replies, relative to the dossier's.
        side: Whose side those are on whom nobody asked.
        replace: Whether a reply takes the place of an earlier one of the same person.
    """

    folder: str
    side: str | None = None
    replace: bool = False
