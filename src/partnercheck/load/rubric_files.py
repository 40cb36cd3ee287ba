"""Where the files of rubrics are read from: the disk, or whatever takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from partnercheck.load.files import is_file, read, relative
from partnercheck.resources import places

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.resources import Place


class Files(Protocol):
    """Where rubrics are read from."""

    def read(self, path: Path, name: str) -> bytes:
        """Return a file's bytes, or raise `InputError` for a file of this name."""

    def is_file(self, path: Path) -> bool:
        """Return whether there is a file."""

    def places(self) -> dict[str, list[Place]]:
        """Return where the rubrics stand that can be named by their ids."""

    def name(self, path: Path, folder: Path) -> str:
        """Return a path as users see it, who work in `folder`."""


class Disk:
    """Rubrics as they stand on disk."""

    read = staticmethod(read)
    is_file = staticmethod(is_file)
    places = staticmethod(places)
    name = staticmethod(relative)
