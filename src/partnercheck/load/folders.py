"""Which dossiers there are below folders."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import fail
from partnercheck.load.files import real, relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".yaml", ".yml")
"""Of YAML files."""

_KIND = re.compile(rb"""["']?partnercheck["']?[ \t]*:[ \t]*["']?(?P<kind>[^"'#\s]*)["']?[ \t]*(#.*)?$""")
_OTHERS = {"organisation/1", "rubric/1", "cases/1"}
_LONGEST = 1000
_MOST_LINES = 1000


class Found(NamedTuple):
    """The dossiers found: by name, in the order of names; and how many YAML files are none."""

    dossiers: dict[str, Path]
    others: int


def dossiers_in(paths: Iterable[Path], folder: Path) -> Found:
    """Return the dossiers among files, and in folders and the folders below; names are relative to `folder`.

    In a folder, a dossier is a `.yaml` or `.yml` file with a line `partnercheck: dossier/1`, or one that
    names no kind of file that there is: a misspelt one is to be told, not passed over. A file that is named
    itself is one unless that line names another kind. Hidden files and folders are passed over.

    Raises:
        InputError: A path leads nowhere, or two files cannot be told apart by what is seen of their names.
    """
    dossiers: dict[str, Path] = {}
    others: set[str] = set()
    for path in paths:
        inside = path.is_dir()
        if not inside and not path.exists():
            raise fail("no-file", "there is no such file or folder", str(path))
        for file in _files(path) if inside else (path,):
            found = kind_of(file)
            if found in _OTHERS or (found is None and inside):
                others.add(relative(file, folder))
            else:
                name = relative(file, folder)
                if real(dossiers.setdefault(name, file)) != real(file):
                    hint = "rename one: they differ in characters that nobody sees"
                    raise fail("no-file", "two files look as if they were one", name, hint)
    return Found(dict(sorted(dossiers.items())), len(others - dossiers.keys()))


def _files(folder: Path) -> Iterator[Path]:
    for home, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(home, name)


def kind_of(path: Path) -> str | None:
    """Return what kind of file its key `partnercheck` says, such as `dossier/1`; None where there is none."""
    try:
        if not path.is_file():  # a pipe would never end
            return None
        with path.open("rb") as file:
            for raw in islice(iter(lambda: file.readline(_LONGEST), b""), _MOST_LINES):
                found = _KIND.match(raw.removeprefix(b"\xef\xbb\xbf").rstrip())
                if found:
                    return found["kind"].decode()
    except (OSError, ValueError):
        pass
    return None
