"""One writer at a time: who comes second waits, and then sees what the first has written.

Every command that writes files holds the folders that they stand in, from before it looks at what is there.
What belongs to a dossier or an assessment, its evidence, replies and decisions, is held by the folder of that
file. Only a portfolio's own folder is held in another way, by the state in it (`cli/portfolio/state.py`).
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from partnercheck.cli.files import is_stream, make_folder
from partnercheck.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def holding(paths: Iterable[Path]) -> Iterator[None]:
    """Hold the folders that files stand in, or are to stand in: those that are missing are made.

    Streams, such as a pipe or `/dev/stdout`, stand in none that is held.

    Raises:
        InputError: A folder cannot be made or held, or a path leads to what is neither file nor stream.
    """
    folders: dict[tuple[int, int], Path] = {}
    for folder in dict.fromkeys(path.parent for path in paths if not is_stream(path)):
        make_folder(folder)
        try:
            found = folder.stat()
        except OSError as error:
            raise _cannot(folder, error) from None
        folders[found.st_dev, found.st_ino] = folder  # one of two names would wait for the other
    with ExitStack() as held:
        for _, folder in sorted(folders.items()):  # all in one order, so that no two wait for each other
            held.enter_context(locked(folder))
        yield


def _cannot(folder: Path, error: OSError) -> Exception:
    return fail("not-written", f"the folder cannot be held: {error.strerror}", str(folder))


if sys.platform == "win32":
    import msvcrt

    _HELD = {errno.EACCES, errno.EDEADLK}
    """What Windows says where another process holds a file."""
    _PAUSE = 0.1

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Hold the files of a folder; the system lets go of them when the process ends, however it ends.

        Raises:
            InputError: It cannot be held.
        """
        try:
            file = (folder / ".partnercheck.lock").open("a+b")
        except OSError as error:
            raise _cannot(folder, error) from None
        with file:
            while True:  # `LK_LOCK` would wait, but gives up after ten seconds
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError as error:
                    if error.errno not in _HELD:
                        raise _cannot(folder, error) from None
                time.sleep(_PAUSE)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

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
            if error.errno == errno.EACCES and os.access(folder, os.W_OK | os.X_OK):
                yield  # who may not list a folder cannot hold it, and what is written there is whole even so
                return
            raise _cannot(folder, error) from None
        try:
            try:
                fcntl.flock(held, fcntl.LOCK_EX)
            except OSError as error:
                if error.errno not in _WITHOUT_LOCKS:
                    raise
            yield
        finally:
            os.close(held)
