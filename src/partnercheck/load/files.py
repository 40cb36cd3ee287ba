"""Files on disk: reading them, naming them, and whether they support what a dossier says of them."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Problem, fail, shown, visible
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path as DataPath

_AT_ONCE = 1 << 16
"""How many bytes are asked for at first: making room for the most there may be takes longer than reading."""


def relative(path: Path, folder: Path) -> str:
    """Return a path relative to a folder, with forward slashes, whatever the links in between."""
    parent = _relative_folder(path.parent, folder)
    return visible(path.name or "." if parent == "." else f"{parent}/{path.name}")


@cache
def _relative_folder(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read(path: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Return a file's bytes, no more than such a file may have.

    Raises:
        InputError: It is not there, is no file, cannot be read, or is too large.
    """
    try:
        if not path.is_file():
            message = "this is not a file" if path.exists() else "there is no such file"
            raise fail("no-file", message, name)
        with path.open("rb") as file:
            raw = file.read(_AT_ONCE)
            if len(raw) == _AT_ONCE:
                raw += file.read(max(0, most + 1 - _AT_ONCE))  # a negative number would read all
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no possible path"
        raise fail("no-file", f"the file cannot be read: {reason}", name) from None
    if len(raw) > most:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
        raise fail("too-large", f"the file is larger than {size}", name)
    return raw


def real(path: Path) -> Path:
    """Return a path with its links resolved, so that one file has one path."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # no possible path; reading it says so
        return path


def sha256(raw: bytes) -> str:
    """Return the SHA-256 digest in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def file_faults(
    files: Iterable[tuple[str, str | None, DataPath]], home: Path, problems: list[Problem]
) -> dict[tuple[str, str | None], str]:
    """Return why a file of evidence does not support its item; paths that lead outside are problems."""
    faults: dict[tuple[str, str | None], str] = {}
    for file, digest, path in files:
        target = inside(home, file)
        if target is None:
            message = f"`{shown(file)}` leads out of the dossier's folder"
            problems.append(
                Problem("outside", path, message, "keep evidence files below the dossier's folder")
            )
        elif not is_file(target):
            faults[file, digest] = f"its file `{shown(file)}` is missing"
        elif digest is not None and (fault := _digest_fault(target, digest)):
            faults[file, digest] = f"its file `{shown(file)}` {fault}"
    return faults


def _digest_fault(path: Path, digest: str) -> str | None:
    """Return what is wrong with a file that should have a SHA-256 digest."""
    try:
        with path.open("rb") as opened:
            actual = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if actual == digest else "has another SHA-256 than the dossier says"


def is_file(path: Path) -> bool:
    """Return whether there is a file; a path that cannot be is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def inside(home: Path, file: str) -> Path | None:
    """Return the path of a file below a folder, links resolved; None where it leads out."""
    try:
        folder, target = real(home), real(home / file)
        return target if target.is_relative_to(folder) else None
    except (OSError, ValueError):
        return None
