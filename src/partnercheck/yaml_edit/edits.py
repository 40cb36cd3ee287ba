"""What can be done to a place in YAML, and how the whole reads then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.source import parse
from partnercheck.yaml_out import dump

if TYPE_CHECKING:
    from partnercheck.diagnostics import Path


class Edit(NamedTuple):
    """A value for a place; a list index that is the list's length adds an item."""

    path: Path
    value: Any

    def applied(self, data: Any) -> Any:
        """Return plain data with it."""
        return _with(data, self.path, _as_read(self.value))


class Nest(NamedTuple):
    """What stands at a place becomes the first entry of a mapping there, and others follow it.

    Its own text stays, comments included, unless another value is given.
    """

    path: Path
    key: str
    beside: dict[str, Any]
    value: Any = None

    def applied(self, data: Any) -> Any:
        """Return plain data with it."""
        value = value_at(data, self.path) if self.value is None else _as_read(self.value)
        return _with(data, self.path, {self.key: value, **_as_read(self.beside)})


class Lines(NamedTuple):
    """An entry of a mapping as it is written, its comments included.

    It takes the place of the lines of the entry that is there, or stands behind the others. In brackets its
    comments stand above them.

    Attributes:
        text: Its lines, the key's not indented; each ends with a line feed.
    """

    path: Path
    text: str

    @property
    def value(self) -> Any:
        """What the entry reads as."""
        return parse(self.text.encode(), "entry").data[self.path[-1]]

    def applied(self, data: Any) -> Any:
        """Return plain data with it."""
        return _with(data, self.path, self.value)


class Rename(NamedTuple):
    """Another key for an entry of a mapping."""

    path: Path
    key: str

    def applied(self, data: Any) -> Any:
        """Return plain data with it."""
        table = value_at(data, self.path[:-1])
        entries = {self.key if key == self.path[-1] else key: value for key, value in table.items()}
        return _with(data, self.path[:-1], entries)


class Remove(NamedTuple):
    """An entry of a mapping or a list is taken out.

    Attributes:
        why: The heading of the comment that the entry is kept as; without one it goes, with the comments
            right above it.
    """

    path: Path
    why: str | None = None

    def applied(self, data: Any) -> Any:
        """Return plain data without it."""
        inside, step = value_at(data, self.path[:-1]), self.path[-1]
        entries: Any
        if isinstance(inside, list):
            entries = [each for place, each in enumerate(inside) if place != step]
        else:
            entries = {key: each for key, each in inside.items() if key != step}
        return _with(data, self.path[:-1], entries or _Emptied())


AnyEdit = Edit | Nest | Lines | Rename | Remove


class _Emptied:
    """What is left where everything was taken out: empty brackets or, of lines, nothing."""

    def __eq__(self, other: object) -> bool:
        return not other

    def __hash__(self) -> int:
        return hash(None)


def _as_read(value: Any) -> Any:
    """Return a value as it reads when it was written."""
    return parse(dump([value]).encode(), "value").data[0]


def value_at(data: Any, path: Path) -> Any:
    """Return what plain data have at a path; None where they have nothing."""
    for step in path:
        fits = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if fits or (isinstance(data, dict) and step in data) else None
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    """Return plain data with a value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        rows = list(data or ())
        inner = rows[step] if step < len(rows) else None
        return [*rows[:step], _with(inner, rest, value), *rows[step + 1 :]]
    table = dict(data) if isinstance(data, dict) else {}
    return table | {step: _with(table.get(step), rest, value)}
