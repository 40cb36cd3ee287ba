"""Files on disk: reading them, naming them, and whether they support what a dossier says of them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from functools import cache
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Problem, fail, shown, visible
from partnercheck.load.seen import look
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import BufferedReader

    from partnercheck.diagnostics import Path as DataPath

MAX_EVIDENCE = 100_000_000
"""The most bytes of a file of evidence whose digest is checked."""

EVIDENCE = "evidence"
"""The folder for files of evidence, beside the file that cites them."""

_NOT_IN_NAMES = re.compile(r"\W+")
_LONGEST_NAME = 60
_LONGEST_SUFFIX = 10
_SHOWN_DIGITS = 12
_READ_BY_US = {"yaml", "yml", "json"}

_MOST_NAMES, _NEARLY = 1000, 0.8
"""How many names of a folder are compared with one that is not there, and how like it one must be."""

_AT_ONCE = 1 << 16
"""How many bytes are asked for at first: making room for the most there may be takes longer than reading."""


def sha256(raw: bytes) -> str:
    """Return the SHA-256 digest in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def relative(path: Path, folder: Path) -> str:
    """Return a path relative to a folder, with forward slashes, whatever the links in between."""
    parent = _relative_folder(path.parent, folder)
    if parent == "." and path.name == "-":  # alone, it stands for standard input
        return "./-"
    return visible(path.name or "." if parent == "." else f"{parent}/{path.name}")


@cache
def _relative_folder(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


class NotRegularError(OSError):
    """It is a folder, device or pipe, which is not opened: it may never end, or do something."""

    def __init__(self, path: Path) -> None:
        """Say what it is."""
        kind = "a folder" if path.is_dir() else "no regular file; `-` reads a stream"
        super().__init__(errno.EINVAL, f"it is {kind}")


def open_regular(path: Path) -> BufferedReader:
    """Open a file to read, never one that waits for somebody.

    Raises:
        OSError: It is not there, cannot be read, or is a `NotRegularError`.
        ValueError: It is no possible path.
    """
    if not _is_regular(path):
        raise NotRegularError(path)
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not _is_regular(opened):  # something took its place
        os.close(opened)
        raise NotRegularError(path)
    return os.fdopen(opened, "rb")


def _is_regular(file: Path | int) -> bool:
    """Return whether a file is one that a disk keeps.

    Files such as `/proc/kmsg` say that they are regular, but are made while they are read, which may wait for
    ever or take away what is read. Their size is 0, and so is that of their file system.
    """
    found = os.stat(file)  # noqa: PTH116  (of what is open, too)
    if not stat.S_ISREG(found.st_mode):
        return False
    return found.st_size > 0 or not hasattr(os, "statvfs") or os.statvfs(file).f_blocks > 0


@look(sha256)
def beginning(path: Path, most: int) -> bytes:
    """Return at most so many bytes of a file.

    Raises:
        OSError: As for `open_regular`.
        ValueError: As for `open_regular`.
    """
    with open_regular(path) as file:
        raw = file.read(min(most, _AT_ONCE)) or b""  # nothing where reading would wait
        if len(raw) == _AT_ONCE < most:
            raw += file.read(most - _AT_ONCE) or b""
    return raw


def read(path: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Return a file's bytes, no more than such a file may have.

    Raises:
        InputError: It is not there, is no file, cannot be read, or is too large.
    """
    try:
        raw = beginning(path, most + 1)
    except FileNotFoundError:
        message = "this link leads nowhere" if path.is_symlink() else "there is no such file"
        raise fail("no-file", message, name) from None
    except (OSError, ValueError) as error:
        raise fail("no-file", f"the file cannot be read: {reason(error)}", name) from None
    if len(raw) > most:
        raise fail("too-large", f"the file is larger than {_size(most)}", name)
    return raw


@look(str)
def digest_of(path: Path) -> str | None:
    """Return the SHA-256 digest of a file of evidence; None where it is larger than such a file may be.

    Raises:
        OSError: As for `open_regular`.
    """
    with open_regular(path) as opened:
        if os.fstat(opened.fileno()).st_size > MAX_EVIDENCE:
            return None
        return hashlib.file_digest(opened, "sha256").hexdigest()


@look(lambda names: sha256("/".join(names).encode("utf-8", "surrogatepass")))
def names_in(folder: Path) -> list[str]:
    """Return the names of what stands in a folder and is not hidden, in order.

    Raises:
        OSError: It is not there, or cannot be looked into.
        ValueError: It is no possible path.
    """
    with os.scandir(folder) as found:
        return sorted(each.name for each in found if not each.name.startswith("."))


def near(path: Path) -> str | None:
    """Return the hint that names a file beside a path that leads nowhere, of nearly the same name."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a wrong name needs it)

    try:
        with os.scandir(path.parent) as found:
            names = [each.name for each in islice(found, _MOST_NAMES)]
    except (OSError, ValueError):
        return None
    nearest = get_close_matches(path.name, names, n=1, cutoff=_NEARLY)
    return f"did you mean `{shown(path.parent / nearest[0])}`?" if nearest else None


def reason(error: OSError | ValueError) -> str:
    """Return why a file cannot be used; paths with a NUL byte in them are no OSError."""
    return getattr(error, "strerror", None) or "this cannot be a path"


def _size(most: int) -> str:
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"


def real(path: Path) -> Path:
    """Return a path with its links resolved, so that one file has one path."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # no possible path; reading it says so
        return path


def plain_name(text: str) -> str:
    """Return a text as a part of a file's name, in letters and digits of any script; it may be empty."""
    words = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", text).casefold())
    return words.strip("-")[:_LONGEST_NAME].strip("-")


def kept_name(name: str, digest: str) -> str:
    """Return where a file of evidence is kept: by its own name, then the start of its digest.

    The same bytes under one name are one file; others never take its place. YAML and JSON are kept as
    `.yaml.txt` and the like, so that nobody takes evidence for a dossier or a reply.
    """
    own = PurePath(name)
    stem, suffix = plain_name(own.stem) or "file", plain_name(own.suffix)[:_LONGEST_SUFFIX]
    ending = f".{suffix}" if suffix else ""
    if suffix in _READ_BY_US:
        ending += ".txt"
    return f"{EVIDENCE}/{stem}-{digest[:_SHOWN_DIGITS]}{ending}"


def file_faults(
    files: Iterable[tuple[str, str | None, DataPath]], home: Path, problems: list[Problem]
) -> dict[tuple[str, str | None], str]:
    """Return why a file of evidence does not support its item; paths that lead outside are problems."""
    faults: dict[tuple[str, str | None], str] = {}
    digests: dict[Path, str] = {}
    for file, digest, path in files:
        target = inside(home, file)
        if target is None:
            message = f"`{shown(file)}` leads out of the dossier's folder"
            problems.append(
                Problem("outside", path, message, "keep evidence files below the dossier's folder")
            )
        elif not is_file(target):
            faults[file, digest] = f"its file `{shown(file)}` is missing"
        elif digest is not None and (fault := _digest_fault(target, digest, digests)):
            faults[file, digest] = f"its file `{shown(file)}` {fault}"
    return faults


def _digest_fault(path: Path, digest: str, digests: dict[Path, str]) -> str | None:
    """Return what is wrong with a file that should have a SHA-256 digest; `digests` are those known."""
    if path not in digests:
        try:
            found = digest_of(path)
        except OSError as error:
            return f"cannot be read: {error.strerror}"
        if found is None:
            return f"is larger than {_size(MAX_EVIDENCE)}; its digest is not checked"
        digests[path] = found
    return None if digests[path] == digest else "has another SHA-256 than the dossier says"


@look(str)
def is_file(path: Path) -> bool:
    """Return whether there is a file; a path that cannot be is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


@look(str)
def is_link(path: Path) -> bool:
    """Return whether a path is a link."""
    return path.is_symlink()


@look(str)
def is_there(path: Path) -> bool:
    """Return whether anything is there, be it a link that leads nowhere."""
    return os.path.lexists(path)


@look(str)
def is_below(path: Path, folder: str) -> bool:
    """Return whether a path lies in a folder, links resolved."""
    return real(path).is_relative_to(real(Path(folder)))


@look(str)
def inside(home: Path, file: str) -> Path | None:
    """Return the path of a file below a folder, links resolved; None where it leads out."""
    try:
        folder, target = real(home), real(home / file)
        return target if target.is_relative_to(folder) else None
    except (OSError, ValueError):
        return None
