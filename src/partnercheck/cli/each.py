"""Dossiers seen one after the other; one that cannot be used stops none of the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.outputs import check_read_once
from partnercheck.cli.portfolio.refused import exit_code, refused_for, tell
from partnercheck.cli.progress import progress
from partnercheck.diagnostics import InputError, fail
from partnercheck.load import STDIN
from partnercheck.load.folders import dossiers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from partnercheck.load.folders import Found
    from partnercheck.model.portfolio import Refused


class Seen(NamedTuple):
    """Dossiers that were seen.

    Attributes:
        dossiers: How many can be used.
        refused: Those that cannot be used.
    """

    dossiers: int
    refused: Sequence[Refused]

    def finish(self) -> int:
        """Say on standard error, after all that is printed, why some cannot be used; return the exit code."""
        sys.stdout.flush()
        tell(self.refused)
        return exit_code(self.refused)


def dossiers_at(paths: Sequence[Path], *, strict: bool = True) -> Found:
    """Return the dossiers that paths lead to, as `dossiers_in` finds them, and standard input where `-` is.

    Raises:
        InputError: There are paths, and none leads to a dossier; a path leads nowhere; or standard input is
            named more than once.
    """
    named = [path for path in paths if str(path) != STDIN]
    looked = dossiers_in(named, Path.cwd(), strict=strict)
    if len(named) < len(paths):
        check_read_once([str(path) for path in paths])
        looked = looked._replace(dossiers={STDIN: Path(STDIN), **looked.dossiers})
    if paths and not (looked.dossiers or looked.unreadable):
        message = f"there is no dossier {'in this folder' if paths[0].is_dir() else 'here'}"
        raise fail("no-file", message, str(paths[0]), "name dossiers, or folders that hold some")
    return looked


def see_each(paths: Sequence[Path], see: Callable[[str, Path], None]) -> Seen:
    """Call `see` with the name and path of each dossier that these paths lead to.

    It may raise `InputError` for a dossier that cannot be used.

    Raises:
        InputError: There is none.
    """
    looked = dossiers_at(paths)
    refused = [refused_for(name, error) for name, error in looked.unreadable.items()]
    with progress("Reading", len(looked.dossiers)) as advance:
        for name, path in looked.dossiers.items():
            advance(1)
            try:
                see(name, path)
            except InputError as error:
                refused.append(refused_for(name, error))
    return Seen(len(looked.dossiers) + len(looked.unreadable) - len(refused), refused)
