"""Writing files whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from partnercheck.diagnostics import InputError, fail


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; folders on the way are made.

    Raises:
        InputError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
                file.write(text)
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no possible path"
        raise fail("not-written", f"the file cannot be written: {reason}", str(path)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def complain(error: InputError) -> None:
    """Print what is wrong with an input on standard error."""
    for diagnostic in error.diagnostics:
        print(diagnostic, file=sys.stderr)
