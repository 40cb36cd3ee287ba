"""One writer at a time: who comes second waits, and then sees what the first has written."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Hold the files of a folder; the system lets go of them when the process ends, however it ends."""
        with (folder / ".partnercheck.lock").open("a+b") as file:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import errno
    import fcntl

    from partnercheck.diagnostics import fail

    _WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}
    """What file systems say that have no locks."""

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Hold the files of a folder; the system lets go of them when the process ends, however it ends.

        Raises:
            InputError: It cannot be opened.
        """
        try:
            held = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise fail("not-written", f"the folder cannot be opened: {error.strerror}", str(folder)) from None
        try:
            try:
                fcntl.flock(held, fcntl.LOCK_EX)
            except OSError as error:
                if error.errno not in _WITHOUT_LOCKS:
                    raise
            yield
        finally:
            os.close(held)
