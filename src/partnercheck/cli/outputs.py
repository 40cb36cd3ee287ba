"""Where results go: what suffixes stand for, and what no result may be written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

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
    return output.endswith("/") or Path(output).is_dir() or not Path(output).suffix


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
    """Refuse to write over an input, or over what may well be one: no result is YAML.

    Raises:
        InputError: The path leads to one of `real_paths`, or to a YAML file.
    """
    if os.path.realpath(path) in inputs or path.suffix.lower() in {".yaml", ".yml"}:
        raise fail("output", "this would overwrite what is read", str(path))
