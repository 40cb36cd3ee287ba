"""TOML to plain data that knows where every key stands that begins a line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, InputError, shown
from partnercheck.source import MAX_DEPTH, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.source import Source

_HEAD = re.compile(r"[ \t]*\[+(?P<name>[^\]\n]+)\]")
_KEY = re.compile(
    r"""[ \t]*(?P<name>(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w"'-]+)*)[ \t]*=[ \t]*"""
)
_MOST_DIGITS = 1000
_TOKEN = re.compile(
    r'''
    """(?:[^"\\]|\\.?|"(?!""))*+(?:"{3,5}|\Z) | "(?:[^"\\\n]|\\.)*+"?   # what stands in texts
    | \'{3}(?:[^']|'(?!\'\'))*+(?:'{3,5}|\Z) | '[^'\n]*+'? | \#[^\n]*+  # and comments is passed over
    | (?P<opens>[\[{]) | (?P<closes>[\]}]) | (?P<number>(?<!\w)[0-9]\w*+)
    ''',
    re.DOTALL | re.VERBOSE,
)
_PLACE = re.compile(r"at line (\d+), column (\d+)")


def table_of(source: Source, path: Path) -> Table | None:
    """Return the table at a path of a TOML text; None where it has none.

    Raises:
        InputError: It is not TOML, is nested too deeply, or has a number of more than 1,000 digits.
    """
    _check_bounds(source)
    try:
        data: Any = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_not_toml(source, str(error))]) from None
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
        if data is None:
            return None
    if not isinstance(data, dict):
        data = {}
    table: Table = _placed(source, data, path, dict(_places(source.text)), (0, 0))
    return table


def _check_bounds(source: Source) -> None:
    """Refuse what Python's own reader would fail at, before it sees it.

    Raises:
        InputError: Brackets are nested too deeply, or a number is too long.
    """
    depth = 0
    for token in _TOKEN.finditer(source.text):
        depth += (token["opens"] is not None) - (token["closes"] is not None)
        if depth > MAX_DEPTH:
            raise _too_deep(source, token.start())
        if len(token["number"] or "") > _MOST_DIGITS:
            message = f"a number has at most {_MOST_DIGITS:,} digits"
            raise InputError([Diagnostic("wrong-value", "error", message, source.position(token.start()))])


def _too_deep(source: Source, at: int) -> InputError:
    message = f"nested deeper than {MAX_DEPTH} levels"
    return InputError([Diagnostic("too-deep", "error", message, source.position(at))])


def _not_toml(source: Source, said: str) -> Diagnostic:
    found = _PLACE.search(said)
    lines = source.text.splitlines(keepends=True)
    line, column = (int(found[1]), int(found[2])) if found else (len(lines) + 1, 1)
    at = min(sum(map(len, lines[: line - 1])) + column - 1, len(source.text))
    message = f"not TOML: {shown(_PLACE.sub('', said).replace('()', '').strip())}"
    return Diagnostic("not-toml", "error", message, source.position(at))


def _places(text: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield the path of each key that begins a line, with where it and its value begin; a table's too."""
    at = 0
    head: Path = ()
    for line in text.splitlines(keepends=True):
        if found := _HEAD.match(line):
            head = _steps(found["name"])
            yield head, (at + found.start("name"), at + found.start("name"))
        elif found := _KEY.match(line):
            yield (*head, *_steps(found["name"])), (at + found.start("name"), at + found.end())
        at += len(line)


def _steps(name: str) -> Path:
    return tuple(step.strip().strip("\"'") for step in name.split("."))


def _placed(
    source: Source, data: Any, path: Path, places: dict[Path, tuple[int, int]], mark: tuple[int, int]
) -> Any:
    """Return plain data that knows where it stands; what has no place of its own stands where it is in.

    Raises:
        InputError: It is nested too deeply, by the dots in its keys.
    """
    if len(path) > MAX_DEPTH:
        below = (at for known, at in places.items() if known[: len(path)] == path)
        raise _too_deep(source, next(below, mark)[0])
    if isinstance(data, dict):
        table = Table()
        for key, value in data.items():
            own = places.get((*path, key), mark)
            table[key] = _placed(source, value, (*path, key), places, own)
            table.spots.extend(own)
        return table
    if isinstance(data, list):
        row = Row()
        for index, value in enumerate(data):
            row.append(_placed(source, value, (*path, index), places, mark))
            row.spots.append(mark[1])
        return row
    return data
