"""The repository's own settings: `partnercheck.toml`, or `[tool.partnercheck]` of `pyproject.toml`.

They are looked for in the working folder, then in those above it up to the top of its git repository: what
lies outside of that is somebody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Problem, shown
from partnercheck.load.checked import whole
from partnercheck.load.files import is_file, read, real, relative
from partnercheck.model.config import Config
from partnercheck.model.partial import parse_model
from partnercheck.source import Document, Source, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.diagnostics import Path as DataPath

OWN, SHARED = "partnercheck.toml", "pyproject.toml"
_SHARED_TABLE: DataPath = ("tool", "partnercheck")


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
    return Settings(Config.model_construct(), start)  # defaults that nothing has to check


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
    from partnercheck.load.toml import table_of  # noqa: PLC0415  (most folders have no such file)

    source = Source(name, text)
    data = table_of(source, table)
    if data is None:
        return None
    document = Document(source, data)
    parsed = parse_model(Config, document, {})
    return whole(parsed, document.locate(_outside(parsed.model, path.parent) if parsed.model else ()))


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
