"""Which files a file may name, and which of them a message may quote.

A dossier of somebody else may name any file as its rubric or organisation. With `--confine` they must lie
below one folder. Without it they are read, but no line of them is quoted unless they lie below the working
folder or that of the file that names them: what is wrong with them may be printed into a public log.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.load.files import real

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "PARTNERCHECK_CONFINE"
"""The environment variable that names the folder, for worker processes and pipelines."""


@contextmanager
def confined(folder: Path) -> Iterator[None]:
    """Keep all that files name below a folder for a while."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder.absolute())
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def outside(path: Path, name: str) -> str | None:
    """Return why a file of this name may not be read: it lies outside of what is confined to."""
    folder = os.environ.get(VARIABLE)
    if not folder or real(path).is_relative_to(real(Path(folder))):
        return None
    return f"`{shown(name)}` leads out of the folder that --confine names"


def quotable(path: Path, *folders: Path) -> bool:
    """Return whether lines of a file may be quoted: it lies below one of these folders, links resolved."""
    return any(real(path).is_relative_to(real(folder)) for folder in folders)
