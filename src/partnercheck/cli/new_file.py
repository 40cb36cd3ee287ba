"""Files to fill in: on standard output, or where nothing is yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.cli.console import show
from partnercheck.cli.files import check_free, check_parent, write_together
from partnercheck.cli.locking import holding
from partnercheck.cli.outputs import check_unread, real_paths
from partnercheck.diagnostics import visible
from partnercheck.load import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def write_new(
    file: Path,
    text: Callable[[], str],
    *,
    force: bool,
    quiet: bool,
    advice: str,
    read_from: Iterable[Path] = (),
) -> None:
    """Write a file that is free, or print it where `-` stands for it; `advice` says what comes next.

    Raises:
        InputError: Something is there already, which force replaces unless it was `read_from`; or it
            cannot be written.
    """
    if str(file) == STDIN:
        show(text(), "yaml")
        return
    check_parent(file)
    with holding([file]):  # of two who begin one file, one is refused
        check_free(file, force=force)
        check_unread(file, real_paths(read_from))
        write_together([(file, text())])
    if not quiet:
        print(f"written: {visible(str(file))}" + (f"; {advice}" if advice else ""))
