"""Where results go: what suffixes stand for, and what no result may be written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.cli.files import is_stream
from partnercheck.diagnostics import fail
from partnercheck.load import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUFFIX_OF = {"markdown": ".md", "html": ".html", "pdf": ".pdf", "json": ".json", "terminal": ".txt"}
"""The suffix of each form that a result is written in."""

FORMS = {suffix: form for form, suffix in SUFFIX_OF.items()} | {".htm": "html"}
"""The form that each suffix stands for."""


def is_folder(output: str) -> bool:
    """Return whether an output is a folder, or is to be one."""
    path = Path(output)
    return output.endswith("/") or path.is_dir() or not (path.suffix or path.exists())


def form_of(path: Path, asked: str | None = None) -> str | None:
    """Return the form that a file's suffix stands for; a stream without one takes the form asked for."""
    return FORMS.get(path.suffix.lower()) or (asked if not path.suffix and is_stream(path) else None)


def check_place(output: str) -> None:
    """Refuse standard output by name: it is where the result goes without `-o`.

    Raises:
        InputError: It is `-`.
    """
    if output == STDIN:
        raise fail("output", "`-` is no place for a report", output, "--format writes to standard output")


def check_read_once(dossiers: Sequence[str]) -> None:
    """Refuse to read standard input twice.

    Raises:
        InputError: It is named more than once.
    """
    if dossiers.count(STDIN) > 1:
        raise fail("output", "standard input can be read once only", STDIN)


def real_paths(read_from: Iterable[str | Path | None]) -> set[str]:
    """Return where the inputs stand that a command names, whatever links lead there."""
    return {os.path.realpath(each) for each in read_from if each and each != STDIN}


def check_kept(path: Path, inputs: set[str]) -> None:
    """Refuse to write over an input, or over what may well be one, as no result is YAML; or over a link.

    Raises:
        InputError: The path leads to one of `real_paths`, to a YAML file, or to what `is_stream` refuses.
    """
    is_stream(path)
    if os.path.realpath(path) in inputs or path.suffix.lower() in {".yaml", ".yml"}:
        raise fail("output", "this would overwrite what is read", str(path))
