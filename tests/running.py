"""Runs the program in this process, as a shell would see it."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from jsonschema import Draft202012Validator

from partnercheck.authoring.schema import schema
from partnercheck.cli import main
from partnercheck.cli.app import COMMANDS
from partnercheck.cli.lazy import Commands

if TYPE_CHECKING:
    from collections.abc import Mapping


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


def fitting(kind: Any, text: str) -> Any:
    """Return what a command wrote as JSON, which fits the schema of its kind."""
    found = json.loads(text)
    Draft202012Validator(json.loads(schema(kind))).validate(found)
    return found


def commands(among: Mapping[str, Any] = Commands(COMMANDS)) -> dict[tuple[str, ...], Any]:
    """Return every command and group of commands by the words that name it."""
    found: dict[tuple[str, ...], Any] = {}
    for name, command in among.items():
        found[name,] = command
        below = getattr(command, "commands", {})
        found |= {(name, *words): each for words, each in commands(below).items()}
    return found


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
