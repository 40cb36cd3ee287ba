"""A workbook that a process of its own writes, while this one goes on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from partnercheck.cli.failures import OWN_FAULT, own_fault
from partnercheck.cli.portfolio.workers import PROCESSES, settle_down
from partnercheck.diagnostics import fail
from partnercheck.render.portfolio.spreadsheets import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from partnercheck.render.portfolio.listing import Heading, Shown

_ROWS = 100
"""How many rows are sent at once."""


class WorkbookProcess:
    """A `Workbook` elsewhere; the process ends with the context."""

    def __init__(self, scratch: Path) -> None:
        """Begin, with `scratch` for the rows that wait."""
        self._pipe, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=_write, args=(theirs, scratch), daemon=True)
        self._process.start()
        theirs.close()
        self._rows: list[Sequence[Shown]] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is at."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()

    def begin(self, headings: Sequence[Heading]) -> None:
        """Write the headings."""
        self._send(headings)

    def add(self, cells: Sequence[Shown]) -> None:
        """Add a row."""
        self._rows.append(cells)
        if len(self._rows) == _ROWS:
            self._send(self._rows)
            self._rows = []

    def written(self) -> bytes:
        """Return the file.

        Raises:
            InputError: The process has ended before its time.
        """
        self._send(self._rows)
        self._send(None)
        try:
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            self._process.join()
            if self._process.exitcode == OWN_FAULT:
                raise RuntimeError("the process that wrote portfolio.xlsx has failed") from None
            hint = "the same command again with --jobs 1 needs none"
            raise fail("workers", "the process that wrote it has ended", "portfolio.xlsx", hint) from None

    def _send(self, message: object) -> None:
        try:
            self._pipe.send(message)
        except OSError:  # it has ended; waiting for the file will tell
            return


def _write(pipe: Connection, scratch: Path) -> None:
    settle_down()
    try:
        book = Workbook(scratch)
        book.begin(pipe.recv())
        for rows in iter(pipe.recv, None):
            for row in rows:
                book.add(row)
        pipe.send_bytes(book.written())
    except (EOFError, OSError):  # nobody waits for it any more
        return
    except Exception as error:  # noqa: BLE001  (who waits for it learns of it by the exit code)
        sys.exit(own_fault(error))
