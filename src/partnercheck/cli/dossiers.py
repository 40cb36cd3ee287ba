"""Dossiers that a command line names."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail
from partnercheck.load import STDIN
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from partnercheck.cli.options import Against
    from partnercheck.load import Loader
    from partnercheck.model.inputs import Inputs


def standard_input(most: int) -> bytes:
    """Return what is written to standard input, at most a byte more than there may be.

    Raises:
        InputError: It is closed, or cannot be read.
    """
    try:
        return sys.stdin.buffer.read(most + 1)
    except (AttributeError, OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is closed"
        raise fail("no-file", f"standard input cannot be read: {why}", STDIN) from None


def open_dossier(loader: Loader, name: str, against: Against) -> Inputs:
    """Return a dossier with what it is held against; `-` is read from standard input.

    Raises:
        InputError: It cannot be used.
    """
    if name != STDIN and os.path.isdir(name):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "`partnercheck portfolio` takes folders of dossiers"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    raw = standard_input(MAX_BYTES) if name == STDIN else None
    return loader.dossier(name if name == STDIN else Path(name), **against._asdict(), raw=raw)
