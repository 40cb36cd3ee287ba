"""Which files a file may name, and which of them a message may quote.

A dossier of somebody else may name any file as its rubric or organisation. With `--confine` they must lie
below one folder. Without it they are read, but no line of them is quoted unless they lie below the working
folder or that of the file that names them: what is wrong with them may be printed into a public log.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from partnercheck.diagnostics import shown
from partnercheck.load.files import is_below, real


class Confinement(NamedTuple):
    """What files may name and messages may quote.

    Attributes:
        folder: The folder that the user works in, whose files may be quoted.
        within: The folder below which all lies that files name; None where they may name any file.
    """

    folder: Path
    within: Path | None = None

    def outside(self, path: Path, name: str) -> str | None:
        """Return why a file of this name may not be read: it lies outside of what is confined to."""
        if self.within is None or is_below(path, str(self.within)):
            return None
        return f"`{shown(name)}` leads out of the folder that --confine names"

    def link_outside(self, path: Path, name: str) -> str | None:
        """Return why a file that the user has named may not be read: a link within leads out.

        What the user names may lie anywhere.
        """
        inside = self.within is not None and _by_words(path).is_relative_to(_by_words(self.within))
        return self.outside(path, name) if inside else None

    def quotable(self, path: Path, home: Path) -> bool:
        """Return whether a file that one in `home` names may be quoted, links resolved."""
        return any(real(path).is_relative_to(real(folder)) for folder in (self.folder, home))


def _by_words(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (a Path's own keeps what leads up)
