"""Writing files whole or not at all, and only where a file may be written."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING

from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.load.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789¹²³")}
"""Names that are devices on Windows, with any suffix."""

_STANDARD = (1, 2)
"""The descriptors of this process's own output and errors."""


def write_together(contents: Iterable[tuple[Path, str | bytes | Iterable[str]]]) -> None:
    """Write files whole or not at all, durably; none takes its place before all are written.

    They take their places in turn; folders on the way are made. A content may come in parts. Streams, such as
    a pipe or `/dev/stdout`, are written to, after all files. Who calls this holds the folders
    (`locking.holding`), so that nobody changes there what was looked at before.

    Raises:
        InputError: One cannot be written: then none has taken its place, unless a move itself failed.
    """
    found = [(is_stream(path), path, content) for path, content in contents]
    files, streams = ([each for each in found if each[0] is streamed] for streamed in (False, True))
    ordered = (*reversed(files), *streams)  # what is opened last takes its place first
    with ExitStack() as opened:
        for streamed, path, content in ordered:
            file = opened.enter_context(_streaming(path) if streamed else replacing(path))
            for part in (content,) if isinstance(content, str | bytes) else content:
                file.write(part if isinstance(part, bytes) else encoded(part))
            file.flush()
    for folder in dict.fromkeys(path.parent for streamed, path, _ in ordered if not streamed):
        sync_folder(folder)


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; half a surrogate pair is written as an escape."""
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def replacing(path: Path, scratch: Path | None = None) -> Iterator[IO[bytes]]:
    """Give a new file that takes the place of `path` once all is written, or goes away if that fails.

    It stands in `scratch`, which must be on the same file system, or else beside `path`. Its bytes are on the
    disk before it takes its place; `sync_folder` makes that durable, too.

    Raises:
        InputError: It cannot be written, or what stands there is no regular file.
    """
    if is_stream(path):
        raise fail("output", "this is a device or a pipe, which is not replaced", str(path))
    try:
        make_folder(path.parent)
        mode = path.stat().st_mode & 0o777 if path.exists() else None
        temporary = (scratch or path.parent) / f".{path.name[:40]}.{os.getpid()}-{os.urandom(4).hex()}.part"
        # The kernel takes the process's mask off the mode of a new file.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o666 if mode is None else mode)
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written(path, error) from None
        raise


@contextmanager
def _streaming(path: Path) -> Iterator[IO[bytes]]:
    try:
        own = _own_stream(path.stat())
        if own is not None:
            sys.stdout.flush()
        handle = os.open(path, os.O_WRONLY) if own is None else os.dup(own)
        with os.fdopen(handle, "wb") as file:
            yield file
    except OSError as error:
        raise _not_written(path, error) from None


def is_stream(path: Path) -> bool:
    """Return whether a path leads to a stream, which is written to; a file there is replaced.

    Raises:
        InputError: It leads to neither: a folder, a link, a disk, a socket, or a name that Windows keeps for
            a device.
    """
    try:
        found = path.lstat()
    except (OSError, ValueError):  # nothing there, or no possible path; writing it tells
        _check_name(path)
        return False
    if stat.S_ISDIR(found.st_mode):
        raise fail("exists", "this is a folder", str(path))
    if stat.S_ISREG(found.st_mode):
        _check_name(path)
        return False
    link = stat.S_ISLNK(found.st_mode)
    if link:
        with suppress(OSError):  # it may lead nowhere
            found = path.stat()
    if stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode) or _own_stream(found) is not None:
        return True
    if link:
        message = "this is a link, which is neither replaced nor followed"
        raise fail("output", message, str(path), "name the file that it leads to")
    raise fail("output", "this is a socket or a disk, which takes no file", str(path))


def _own_stream(found: os.stat_result) -> int | None:
    """Return the descriptor of this process's own stream that a path has led to, if it has."""
    for number in _STANDARD:
        try:
            if os.path.samestat(found, os.fstat(number)):
                return number
        except OSError:  # it is closed
            continue
    return None


def is_reserved(name: str) -> bool:
    """Return whether Windows keeps a name for a device, whatever its suffix."""
    return name.partition(".")[0].rstrip(" ").lower() in _RESERVED


def _check_name(path: Path) -> None:
    """Refuse to make a file, or a folder on the way, that another system could not open."""
    for each in (path, *path.parents):
        if is_reserved(each.name) and (each is path or not os.path.lexists(each)):
            message = f"`{shown(each.name)}` is the name of a device on Windows"
            raise fail("output", message, str(path), "choose another name")


def make_folder(path: Path) -> None:
    """Make a folder and those above it, durably, where they are missing.

    Raises:
        InputError: It cannot be made, or a file stands there.
    """
    try:
        missing = [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        file = next(each for each in (path, *path.parents) if os.path.lexists(each))
        raise fail("output", "this is a file, where a folder is needed", str(file)) from None
    except (OSError, ValueError) as error:
        raise fail("not-written", f"the folder cannot be made: {reason(error)}", str(path)) from None
    for each in missing:
        sync_folder(each.parent)


def sync_folder(path: Path) -> None:
    """Have the disk know which files are in a folder, where the system offers that.

    Raises:
        InputError: The disk has failed.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in {
            errno.EINVAL,
            errno.EACCES,
        }:  # of file systems, and of folders one may not list
            raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError | ValueError) -> InputError:
    return fail("not-written", f"the file cannot be written: {reason(error)}", str(path))


def check_parent(path: Path) -> None:
    """Refuse a place in a folder that is not there, as one that is misspelt.

    Raises:
        InputError: There is no such folder.
    """
    parent = path.parent
    if not os.path.isdir(parent):  # noqa: PTH112  (unlike a Path's own, it takes impossible paths too)
        what = "no folder" if os.path.lexists(parent) else "not there"
        message = f"the folder `{shown(parent)}` is {what}"
        raise fail("output", message, str(path), "make it first, or mend the path")


def check_free(path: Path, *, force: bool, hint: str = "--force overwrites it") -> None:
    """Refuse to write where something is already, unless by force; streams are always free.

    Raises:
        InputError: There is something, or the folder that it should stand in is not there.
    """
    check_parent(path)
    if not is_stream(path) and not force and os.path.lexists(path):
        raise fail("exists", "this file exists already", str(path), hint)
