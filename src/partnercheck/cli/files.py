"""Writing files whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from partnercheck.diagnostics import InputError, fail


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; folders on the way are made.

    Raises:
        InputError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(
                    content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
                )
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no possible path"
        raise fail("not-written", f"the file cannot be written: {reason}", str(path)) from None


def check_free(path: Path, *, force: bool) -> None:
    """Refuse to write where something is already, unless by force; never where a folder is.

    Raises:
        InputError: There is something.
    """
    if os.path.isdir(path):  # noqa: PTH112  (unlike a Path's own, it takes impossible paths too)
        raise fail("exists", "this is a folder", str(path))
    if os.path.lexists(path) and not force:
        raise fail("exists", "this file exists already", str(path), "--force overwrites it")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def complain(error: InputError) -> None:
    """Print what is wrong with an input on standard error."""
    for diagnostic in error.diagnostics:
        print(diagnostic, file=sys.stderr)
