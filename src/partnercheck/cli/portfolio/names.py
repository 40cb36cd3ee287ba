"""What the reports of many dossiers are called: no two alike, and the same in every run."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from partnercheck.cli.files import is_reserved

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 120
"""In bytes, which is what file systems count; a digest and a suffix must fit behind."""


def report_names(dossiers: Collection[str]) -> dict[str, str]:
    """Return by dossier what its reports are called, without suffix.

    That is the stem of the dossier's file. Dossiers of one stem, all of them, get the beginning of a digest
    of their path too, so that the order in which they were added makes no difference.
    """
    stems = {each: _stem(each) for each in dossiers}
    alike = Counter(_folded(stem) for stem in stems.values())
    names: dict[str, str] = {}
    taken = {folded for folded, count in alike.items() if count == 1}
    for each, stem in stems.items():
        name = stem
        if alike[_folded(stem)] > 1:
            digest = sha256(each.encode("utf-8", "surrogatepass")).hexdigest()
            choices = (f"{stem}-{digest[:length]}" for length in range(8, len(digest) + 1))
            name = next(choice for choice in choices if _folded(choice) not in taken)
            taken.add(_folded(name))
        names[each] = name
    return names


def _stem(dossier: str) -> str:
    """Return a file's stem, of letters, digits and marks that every file system and address bar takes."""
    stem = unicodedata.normalize("NFC", PurePosixPath(dossier).stem)
    plain = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
    stem = plain.encode()[:_LONGEST].decode(errors="ignore") or "dossier"
    return f"{stem}-dossier" if is_reserved(stem) else stem


def _folded(name: str) -> str:
    return name.casefold()
