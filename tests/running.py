"""Runs the program in this process, as a shell would see it."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple
from unittest.mock import patch

from partnercheck.cli import main


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


def invoke(*arguments: object, stdin: bytes = b"") -> Result:
    """Run `partnercheck` with these arguments; any exception but its own exit reaches the caller."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="ascii", write_through=True),
        "stderr": io.TextIOWrapper(err, encoding="ascii", write_through=True),
    }
    argv = ["partnercheck", *(str(each) for each in arguments)]
    with patch.multiple(sys, argv=argv, **streams):
        try:
            main()
            code: object = 0
        except SystemExit as stopped:
            code = stopped.code
    for name in ("stdout", "stderr"):
        streams[name].flush()
    assert isinstance(code, int | None), code
    return Result(code or 0, out.getvalue().decode(), err.getvalue().decode())
