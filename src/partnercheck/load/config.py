"""The repository's own settings: `partnercheck.toml`, or `[tool.partnercheck]` of `pyproject.toml`.

They are looked for in the working folder, then in those above it up to the top of its git repository: what
lies outside of that is somebody else's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Problem, shown
from partnercheck.load.checked import whole
from partnercheck.load.files import is_file, read, real, relative
from partnercheck.model.config import Config
from partnercheck.model.partial import parse_model
from partnercheck.source import Document, Row, Source, Table, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.diagnostics import Path as DataPath

OWN, SHARED = "partnercheck.toml", "pyproject.toml"
_SHARED_TABLE: DataPath = ("tool", "partnercheck")
_HEAD = re.compile(r"[ \t]*\[+(?P<name>[^\]\n]+)\]")
_KEY = re.compile(
    r"""[ \t]*(?P<name>(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w"'-]+)*)[ \t]*=[ \t]*"""
)
_PLACE = re.compile(r"at line (\d+), column (\d+)")


class Settings(NamedTuple):
    """What a repository says, and the folder that its paths are relative to."""

    config: Config
    folder: Path


def settings(start: Path) -> Settings:
    """Return the settings that hold in a folder; the defaults where there is no file.

    Raises:
        InputError: The file cannot be read or has errors, or a path leads out of its folder.
    """
    for folder in _folders(start):
        for name, table in ((OWN, ()), (SHARED, _SHARED_TABLE)):
            path = folder / name
            if is_file(path) and (found := _read(path, relative(path, start), table)) is not None:
                return Settings(found, folder)
    return Settings(Config(), start)


def _folders(start: Path) -> list[Path]:
    """Return a folder and those above it in its repository."""
    found = []
    for folder in (start, *start.parents):
        found.append(folder)
        if (folder / ".git").exists():
            return found
    return [start]


def _read(path: Path, name: str, table: DataPath) -> Config | None:
    """Return what a file says; None where it has no such table."""
    text = decode(read(path, name), name)
    if table and "partnercheck" not in text:  # as of most projects
        return None
    import tomllib  # noqa: PLC0415  (most folders have no such file)

    source = Source(name, text)
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_not_toml(source, str(error))]) from None
    for step in table:
        data = data.get(step) if isinstance(data, dict) else None
        if data is None:
            return None
    if not isinstance(data, dict):
        data = {}
    document = Document(source, _placed(data, table, dict(_places(text)), (0, 0)))
    parsed = parse_model(Config, document, {})
    return whole(parsed, document.locate(_outside(parsed.model, path.parent) if parsed.model else ()))


def _not_toml(source: Source, said: str) -> Diagnostic:
    found = _PLACE.search(said)
    lines = source.text.splitlines(keepends=True)
    line, column = (int(found[1]), int(found[2])) if found else (len(lines) + 1, 1)
    at = min(sum(map(len, lines[: line - 1])) + column - 1, len(source.text))
    message = f"not TOML: {shown(_PLACE.sub('', said).replace('()', '').strip())}"
    return Diagnostic("not-toml", "error", message, source.position(at))


def _outside(config: Config, home: Path) -> Iterator[Problem]:
    """Yield the paths that lead out of the folder of the file."""
    named: list[tuple[DataPath, str]] = [
        *((("rubrics", index), each) for index, each in enumerate(config.rubrics)),
        *((("dossiers", index), each) for index, each in enumerate(config.dossiers)),
        *(((("organisation",), config.organisation),) if config.organisation else ()),
    ]
    for place, each in named:
        if not real(home / each).is_relative_to(real(home)):
            message = f"`{shown(each)}` leads out of the folder of this file"
            yield Problem("outside", place, message, "paths here are relative to it, and stay below it")


def _places(text: str) -> Iterator[tuple[DataPath, tuple[int, int]]]:
    """Yield the path of each key that begins a line, with where it and its value begin; a table's too."""
    at = 0
    head: DataPath = ()
    for line in text.splitlines(keepends=True):
        if found := _HEAD.match(line):
            head = _steps(found["name"])
            yield head, (at + found.start("name"), at + found.start("name"))
        elif found := _KEY.match(line):
            yield (*head, *_steps(found["name"])), (at + found.start("name"), at + found.end())
        at += len(line)


def _steps(name: str) -> DataPath:
    return tuple(step.strip().strip("\"'") for step in name.split("."))


def _placed(data: Any, path: DataPath, places: dict[DataPath, tuple[int, int]], mark: tuple[int, int]) -> Any:
    """Return plain data that knows where it stands; what has no place of its own stands where it is in."""
    if isinstance(data, dict):
        table = Table()
        for key, value in data.items():
            own = places.get((*path, key), mark)
            table[key] = _placed(value, (*path, key), places, own)
            table.spots.extend(own)
        return table
    if isinstance(data, list):
        row = Row()
        for index, value in enumerate(data):
            row.append(_placed(value, (*path, index), places, mark))
            row.spots.append(mark[1])
        return row
    return data
