"""Writing files whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from partnercheck.diagnostics import InputError, fail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write(path: Path, content: str | bytes | Iterable[str], scratch: Path | None = None) -> None:
    """Write a file whole or not at all; folders on the way are made.

    `content` may come in parts; `scratch` is where it stands until it is whole (see `replacing`).

    Raises:
        InputError: It cannot be written.
    """
    parts = (content,) if isinstance(content, str | bytes) else content
    with replacing(path, scratch) as file:
        for part in parts:
            file.write(part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace"))


@contextmanager
def replacing(path: Path, scratch: Path | None = None) -> Iterator[IO[bytes]]:
    """Give a new file that takes the place of `path` once all is written, or goes away if that fails.

    It stands in `scratch`, which must be on the same file system, or else beside `path`.

    Raises:
        InputError: It cannot be written.
    """
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        folder = scratch or path.parent
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{path.name[:40]}.", suffix=".part")
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written(path, error) from None
        raise


def _not_written(path: Path, error: OSError | ValueError) -> InputError:
    reason = getattr(error, "strerror", None) or "this is no possible path"
    return fail("not-written", f"the file cannot be written: {reason}", str(path))


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
