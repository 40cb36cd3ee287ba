"""Dossiers that a command line names: opening them, and saying what is wrong with them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.files import complain
from partnercheck.diagnostics import InputError, fail
from partnercheck.engine import note
from partnercheck.load import STDIN
from partnercheck.model.assessment import Diagnostics
from partnercheck.render import json
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.load import Loader
    from partnercheck.model.inputs import Inputs


class Against(NamedTuple):
    """What dossiers are held against in place of what they say themselves."""

    rubric: str | None
    organisation: Path | None
    as_of: dt.date | None


def open_dossier(loader: Loader, name: str, against: Against) -> Inputs:
    """Return a dossier with what it is held against; `-` is read from standard input.

    Raises:
        InputError: It cannot be used.
    """
    if name != STDIN and os.path.isdir(name):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "`partnercheck portfolio` takes folders of dossiers"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if name == STDIN else None
    return loader.dossier(name if name == STDIN else Path(name), **against._asdict(), raw=raw)


def say_bad(error: InputError, form: str | None, *, indent: int | None = 2) -> None:
    """Say what is wrong with an input: machines read it where the result would stand."""
    if form == "json":
        notes = Diagnostics("diagnostics/1", tuple(note(each) for each in error.diagnostics))
        print(json.render(notes, indent=indent), end="")
    else:
        complain(error)
