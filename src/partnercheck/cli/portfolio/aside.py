"""One piece of work in a process of its own, while this one does another."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from partnercheck.cli.portfolio.workers import PROCESSES, settle_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection


@contextmanager
def aside(work: Callable[..., bytes], *arguments: Any, apart: bool) -> Iterator[Callable[[], bytes]]:
    """Begin a piece of work, and give what waits for its result.

    Where not `apart`, or where the process ends before its time, it is done here when it is asked for.
    """
    if not apart:
        yield lambda: work(*arguments)
        return
    pipe, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_send, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()

    def result() -> bytes:
        try:
            return pipe.recv_bytes()
        except (EOFError, OSError):
            return work(*arguments)

    try:
        yield result
    finally:
        pipe.close()
        process.terminate()
        process.join()


def _send(pipe: Connection, work: Callable[..., bytes], arguments: tuple[Any, ...]) -> None:
    settle_down()
    try:
        pipe.send_bytes(work(*arguments))
    except OSError:  # nobody waits for it any more
        return
