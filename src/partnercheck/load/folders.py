"""Which dossiers there are below folders."""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import InputError, fail
from partnercheck.load.files import beginning, near, real, reason, relative
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")
"""Of YAML files."""

MAX_FILES = 10_000
"""So many files are looked at where a folder holds replies and what they enclose."""

_KEY = rb"""["']?partnercheck["']?[ \t]*:[ \t]*["']?(?P<kind>[^"'#\r\n]*)"""
_KIND = re.compile(rb"^(?:\xef\xbb\xbf)?" + _KEY, re.MULTILINE)
_KIND_IN_BRACES = re.compile(_KEY.replace(b"#", b"#,}"))
_BRACE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*+(?:#[^\n]*+|---[ \t\r]*+)?\n)*+[ \t]*+(?:---[ \t]++)?\{")
"""How a file begins that is one mapping in braces, such as JSON."""
_OTHERS = {"organisation/1", "rubric/1", "cases/1", "reply/1", "asked/1", "approval/1"}
_UNKNOWN = "?"


class Found(NamedTuple):
    """What stands in folders, in the order of names.

    Attributes:
        dossiers: By name, the dossiers and what might be one.
        others: How many YAML files are none.
        unreadable: By name, the folders that cannot be looked into, and why.
    """

    dossiers: dict[str, Path]
    others: int
    unreadable: dict[str, InputError]


def dossiers_in(paths: Iterable[Path], folder: Path, *, strict: bool = False) -> Found:
    """Return the dossiers among files, and in folders and the folders below; names are relative to `folder`.

    In a folder, a dossier is a `.yaml` or `.yml` file with a line `partnercheck: dossier/1`, or one that
    names no kind of file that there is, or that cannot be read or decoded: what might be a dossier is told,
    not passed over. A file that is named itself is one unless that line names another kind, and where it is
    `strict` even then: opening it says which kind. Hidden files and folders are passed over.

    Raises:
        InputError: A path leads nowhere, or two files cannot be told apart by what is seen of their names.
    """
    paths = list(paths)
    roots = tuple(real(path) for path in paths)
    dossiers: dict[str, Path] = {}
    others: set[str] = set()
    unreadable: dict[str, InputError] = {}
    for path in paths:
        inside = is_folder(path)
        for file in _files(path, folder, roots, unreadable) if inside else (path,):
            found = kind_of(file)
            name = relative(file, folder)
            if (found in _OTHERS and (inside or not strict)) or (found is None and inside):
                others.add(name)
            elif real(dossiers.setdefault(name, file)) != real(file):
                hint = "rename one: they differ in characters that nobody sees"
                raise fail("no-file", "two files look as if they were one", name, hint)
    return Found(
        dict(sorted(dossiers.items())), len(others - dossiers.keys()), dict(sorted(unreadable.items()))
    )


def rubrics_in(top: Path, folder: Path, *, below: bool = True) -> list[Path]:
    """Return the rubrics in a folder and those below, and what might be one, in the order of names.

    Args:
        top: The folder.
        folder: What names are relative to.
        below: Whether to look into the folders below.

    Raises:
        InputError: A folder cannot be read.
    """
    unreadable: dict[str, InputError] = {}
    files = list(_files(top, folder, (real(top),), unreadable, below=below))
    if unreadable:
        raise InputError(each for error in unreadable.values() for each in error.diagnostics)
    return sorted(file for file in files if (kind_of(file) or "").startswith(("rubric/", _UNKNOWN)))


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder.

    Raises:
        InputError: It leads nowhere.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        raise fail("no-file", "there is no such file or folder", str(path), near(path)) from None
    except (OSError, ValueError) as error:
        raise fail("no-file", f"it cannot be read: {reason(error)}", str(path)) from None


def all_files_in(top: Path, folder: Path, unreadable: dict[str, InputError]) -> list[Path]:
    """Return every file in a folder and those below, in the order of names; hidden ones are passed over.

    Folders that cannot be looked into, and why, are added to `unreadable`.

    Raises:
        InputError: There are more than `MAX_FILES`.
    """
    found = list(islice(_files(top, folder, (real(top),), unreadable, every=True), MAX_FILES + 1))
    if len(found) > MAX_FILES:
        raise fail("too-many", f"there are more than {MAX_FILES:,} files in it", str(top))
    return sorted(found)


def _files(
    top: Path,
    folder: Path,
    roots: tuple[Path, ...],
    unreadable: dict[str, InputError],
    *,
    every: bool = False,
    below: bool = True,
) -> Iterator[Path]:
    """Yield the files in a folder, and `below`, that may hold YAML, or every one.

    What cannot be looked into is `unreadable`.
    """
    waiting = [top]
    while waiting:
        home = waiting.pop()
        try:
            with os.scandir(home) as found:
                entries = [each for each in found if not each.name.startswith(".")]
        except OSError as error:
            name = relative(home, folder)
            unreadable[name] = fail("no-folder", f"the folder cannot be read: {error.strerror}", name)
            continue
        for entry in entries:
            path = home / entry.name
            if os.path.isdir(path):  # noqa: PTH112  (a Path's own fails on a loop of links)
                if not below:
                    continue
                if not entry.is_symlink():
                    waiting.append(path)
                elif not any(real(path).is_relative_to(root) for root in roots):
                    name = relative(path, folder)
                    unreadable[name] = fail(
                        "no-folder", "a link to a folder is not followed", name, "name the folder itself"
                    )
            elif every or path.suffix.lower() in SUFFIXES or (not path.suffix and _leads_nowhere(path)):
                yield path


def _leads_nowhere(path: Path) -> bool:
    """Return whether it is a link to what is not there: a file or folder nobody can tell."""
    return path.is_symlink() and not os.path.exists(path)  # noqa: PTH110  (a Path's own fails on a loop)


def kind_of(path: Path) -> str | None:
    """Return what kind of file its key `partnercheck` says, such as `dossier/1`.

    That is None for a text without that key, and `?` for what cannot be read or decoded.
    """
    try:
        raw = beginning(path, MAX_BYTES)
    except (OSError, ValueError):
        return _UNKNOWN
    return kind_in(raw)


def kind_in(raw: bytes) -> str | None:
    """Return what kind of file a text says that it is, as `kind_of` does."""
    found = (_KIND_IN_BRACES if _BRACE.match(raw) else _KIND).search(raw)
    if found:
        return found["kind"].strip().decode(errors="replace")
    try:
        raw.decode()
    except UnicodeDecodeError:
        return None if len(raw) == MAX_BYTES else _UNKNOWN
    return _UNKNOWN if b"\0" in raw else None
