"""`partnercheck financials import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.cli.failures import say_bad
from partnercheck.cli.files import check_free, write
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.importing import MAX_BYTES, financials_from
from partnercheck.load import STDIN, read

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing import Format, Wishes

BAD_INPUT = 2
_LONGEST = 200


def run_import(
    file: str,
    format: Format | None,  # noqa: A002  (the option's name)
    wishes: Wishes,
    output: Path | None,
    *,
    force: bool,
) -> int:
    """Write a `financials:` section; what is unsure goes to standard error. Returns the exit code."""
    try:
        piped = output is None or str(output) == STDIN
        if output is not None and not piped:
            check_free(output, force=force)
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if file == STDIN else read(Path(file), file, MAX_BYTES)
        if len(raw) > MAX_BYTES:
            raise fail("too-large", f"the input is larger than {MAX_BYTES // 1_000_000} MB", file)
        imported = financials_from(raw, file, format, wishes)
        if output is None or piped:
            print(imported.text, end="")
        else:
            write(output, imported.text)
            print(f"written: {visible(str(output))}; read its comments, then paste it into a dossier")
    except InputError as error:
        say_bad(error, machine=False)
        return BAD_INPUT
    for each in imported.notes:
        print(_brief(each), file=sys.stderr)
    return 0


def _brief(note: Diagnostic) -> Diagnostic:
    """Return a note short enough for a terminal; the section's comments have all of it."""
    if len(note.message) <= _LONGEST:
        return note
    start = note.message[:_LONGEST].rpartition(" ")[0].rstrip(",")
    return note._replace(message=f"{start} … (the comments at the end of the section list all)")
