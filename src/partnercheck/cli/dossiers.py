"""Files that a command line names: dossiers, and standard input where `-` stands for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError, fail
from partnercheck.load import STDIN, read
from partnercheck.load.files import near
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.cli.options import Against
    from partnercheck.load import Loader
    from partnercheck.model.inputs import Inputs


def read_input(name: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, or of standard input where `-` stands for it.

    Raises:
        InputError: It cannot be read, is closed, or is too large.
    """
    if name != STDIN:
        check_name(Path(name))
        return read(Path(name), name, most)
    try:
        raw = sys.stdin.buffer.read(most + 1)
    except (AttributeError, OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is closed"
        raise fail("no-file", f"standard input cannot be read: {why}", STDIN) from None
    if len(raw) > most:
        raise fail("too-large", f"the input is larger than {most // 1_000_000} MB", STDIN)
    return raw


def piped_among(names: Iterable[str]) -> bytes | None:
    """Return what comes through standard input, where `-` is among the names of what is to be read.

    Raises:
        InputError: It cannot be read, is closed, or is too large.
    """
    return read_input(STDIN) if STDIN in names else None


def check_in_file(dossier: Path, what: str) -> None:
    """Refuse standard input where something is kept beside the file of a dossier.

    Raises:
        InputError: The path is `-`.
    """
    if str(dossier) == STDIN:
        message = f"{what} beside the dossier's file"
        raise fail("no-file", message, STDIN, "save the dossier in a file, and name that")


def check_name(path: Path) -> None:
    """Refuse the path of a file where none is, but another of nearly the same name is beside it.

    Raises:
        InputError: So it is; the error names the other.
    """
    if not os.path.lexists(path) and (hint := near(path)):
        raise fail("no-file", "there is no such file", str(path), hint)


def open_dossier(loader: Loader, name: str, against: Against) -> Inputs:
    """Return a dossier with what it is held against; `-` is read from standard input.

    Raises:
        InputError: It cannot be used.
    """
    if name != STDIN and os.path.isdir(name):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "`partnercheck portfolio` takes folders of dossiers"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    if name != STDIN and loader.confinement.outside(Path(name), name) is None:
        check_name(Path(name))
    raw = read_input(name) if name == STDIN else None
    return loader.dossier(name if name == STDIN else Path(name), **against._asdict(), raw=raw)


def inputs_or_error(loader: Loader, name: str, against: Against) -> Inputs | InputError:
    """Return what `open_dossier` returns, or what is wrong with it, to be told in its turn."""
    try:
        return open_dossier(loader, name, against)
    except InputError as error:
        return error


def usable(found: Inputs | InputError) -> Inputs:
    """Return what `inputs_or_error` returned, where it can be used.

    Raises:
        InputError: It cannot.
    """
    if isinstance(found, InputError):
        raise found
    return found
