"""Plain data to YAML text that `source` reads back as the same data, and PyYAML too, as far as texts go.

PyYAML's emitter lays it out and knows what syntax allows. What stands unquoted is decided here, as both
readers must take it for a text: `NO`, `0123456`, `12:30` and `unknown` are quoted. Comments are no part of
YAML's data, so the emitter is given them with the events that they stand at. No line is a command to the log
of a pipeline, into which people print files.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml.emitter import Emitter
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from partnercheck.diagnostics import visible
from partnercheck.source import NULLS, NUMBER, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WIDTH = 100
"""How long a line may be, where words allow."""

_TEXT = "tag:yaml.org,2002:str"
_WORDS = {"yes", "no", "true", "false", "on", "off", "y", "n", "unknown", *NULLS}
"""What some place or reader takes for more than a text, in any case of letters."""
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXoOeE_:.,+-]*")
_FOLDS = re.compile(r"\S+(?: \S+)*")
_COMMAND_ANYWHERE = re.compile(r"##(?=\w*\[)")
_COMMAND = re.compile(rf"(?:^|\s)(?:::|%%)|{_COMMAND_ANYWHERE.pattern}")
"""What the log of a pipeline may obey, where a word of the text begins a line."""
_FLOW_ENDS = 2
"""How many characters the brackets of a collection take, as do a comma or colon with the space behind it."""


class Commented(NamedTuple):
    """A value with comments; as an entry of a mapping or a list it may have them.

    Attributes:
        before: Lines above the entry, each a comment, an empty one a blank line.
        after: What stands behind the value, or behind the key of one that takes lines of its own.
    """

    value: Any
    before: tuple[str, ...] = ()
    after: str | None = None


def dump(data: Any, *, width: int = WIDTH) -> str:
    """Return a mapping or a list as a YAML document, short collections within it on one line.

    Values are texts, numbers, yes or no, days, nothing, mappings and lists of these, and `Commented`.

    Raises:
        TypeError: There is another value in it.
    """
    stream = io.StringIO()
    emitter = _Emitter(stream, width)
    for event in (*_BEGIN, *_events(data, width, flow=False), *_END):
        emitter.emit(event)
    return stream.getvalue()


def uncommented(data: Any) -> Any:
    """Return data without comments, as other formats hold it: numbers as numbers, days as texts."""
    match data:
        case Commented():
            return uncommented(data.value)
        case dict():
            return {str(key): uncommented(each) for key, each in data.items()}
        case list() | tuple():
            return [uncommented(each) for each in data]
        case Decimal():
            return int(data) if data == data.to_integral_value() else float(data)
        case dt.date():
            return data.isoformat()
        case Plain():
            return str(data)
    return data


def flow(data: Any) -> str:
    """Return data on one line as it may stand in any place, within brackets and behind a dash or a colon.

    Raises:
        TypeError: There is a value in it that YAML does not have here.
    """
    stream = io.StringIO()
    emitter = _Emitter(stream, None)
    for event in (*_BEGIN, *_events([data], None, flow=True), *_END):
        emitter.emit(event)
    return stream.getvalue().rstrip("\n")[1:-1]


def comment(text: str, indent: str = "", *, width: int = WIDTH, hanging: str = "") -> list[str]:
    """Return a text as lines of a comment; none where there is no text."""
    wrap = textwrap.wrap(
        in_comment(text), width - len(indent), subsequent_indent=hanging, break_on_hyphens=False
    )
    return [f"{indent}# {line}" for line in wrap]


_BEGIN = (StreamStartEvent(), DocumentStartEvent(explicit=False))
_END = (DocumentEndEvent(explicit=False), StreamEndEvent())
_RESOLVED: Callable[..., str] = Resolver().resolve


class _Emitter(Emitter):
    """PyYAML's emitter; it indents lists, quotes in one way, and writes comments."""

    state: Callable[[], None]

    def __init__(self, stream: io.StringIO, width: int | None) -> None:
        """Write to a stream, on one line where there is no width."""
        super().__init__(stream, allow_unicode=True, width=width or sys.maxsize)

    def emit(self, event: Any) -> None:
        """Take an event, and write those that have waited for it."""
        self.events.append(event)
        while not self.need_more_events():
            self.event = self.events.pop(0)
            self._write_before(getattr(self.event, "before", ()))
            self.state()
            self._write_after(getattr(self.event, "after", None))

    def _write_before(self, lines: Iterable[str]) -> None:
        for line in lines:
            if self.column > 0:
                self.write_line_break()
            if line:
                self._write(" " * (self.indent or 0) + f"# {in_comment(line)}")
            else:
                self.write_line_break()

    def _write_after(self, text: str | None) -> None:
        if text:
            self._write(f"  # {in_comment(text)}")

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.column += len(text)
        self.whitespace = self.indention = False

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists in mappings, too."""
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        """Return no quotes or double ones, which can hold everything."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """Write a text on one line, all escaped that nobody would see."""
        escaped = _COMMAND_ANYWHERE.sub(r"#\\x23", "".join(map(_escaped, text)))
        self.write_indicator(f'"{escaped}"', need_whitespace=True)


def _events(data: Any, width: int | None, *, flow: bool, indent: int = 0, used: int = 0) -> Iterator[Any]:
    """Yield the events of a value; `indent` is that of its entries, `used` what stands before it."""
    value, before, after = data if isinstance(data, Commented) else (data, (), None)
    start: Any
    end: Any
    if isinstance(value, dict):
        start, end = MappingStartEvent(None, None, True), MappingEndEvent()
    elif isinstance(value, list | tuple):
        start, end = SequenceStartEvent(None, None, True), SequenceEndEvent()
    else:
        scalar = _scalar(value, None if flow or after or width is None else width - used)
        scalar.before, scalar.after = before, after
        yield scalar
        return
    flow = flow or (used > 0 and width is not None and _length(value, width - used) <= width - used)
    start.flow_style, start.before = flow, before
    (end if flow or not value else start).after = after
    yield start
    for each in value:
        key, entry = (each, value[each]) if isinstance(value, dict) else ("", each)
        if isinstance(value, dict):
            name = _scalar(key, None)
            if isinstance(entry, Commented):
                name.before, entry = entry.before, entry._replace(before=())
            yield name
        inner = {"indent": indent + 2, "used": indent + len(key) + 2}
        yield from _events(entry, width, flow=flow, **inner)
    yield end


def _length(value: Any, most: float) -> float:
    """Return about how long a value is on one line; more than `most` where it is longer or has comments."""
    if isinstance(value, Commented):
        return most + 1
    if not isinstance(value, dict | list | tuple):
        return len(_scalar(value, None).value) + _FLOW_ENDS
    length: float = _FLOW_ENDS
    for each in value:
        length += _length(each, most) + (_length(value[each], most) if isinstance(value, dict) else 0)
        if length > most:
            break
    return length


def _scalar(value: Any, room: int | None) -> Any:
    """Return the event of a scalar, folded where it is a text too long for its room."""
    text = _written(value)
    plain = not isinstance(value, str) or _may_be_plain(value)
    style = None if plain else '"'
    folds = room is not None and isinstance(value, str) and len(text) > room
    if folds and _FOLDS.fullmatch(text) and text.isprintable() and not _COMMAND.search(text):
        style = ">"
    return ScalarEvent(None, None, (plain, True), text, style=style)


def _written(value: Any) -> str:
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return str(value)
        case dt.date() if not isinstance(value, dt.datetime):
            return value.isoformat()
    raise TypeError(f"YAML has no {type(value).__name__} here")


def _may_be_plain(text: str) -> bool:
    """Return whether a text can stand unquoted, as far as what it would be read as goes."""
    if not text.isprintable() or visible(text) != text or _COMMAND.search(text):
        return False
    if isinstance(text, Plain):  # as it stood in a file, unless it means something to PyYAML alone
        return _RESOLVED(ScalarNode, text, (True, False)) == _TEXT or _means_more(text)
    if text.lower() in _WORDS or _LIKE_A_NUMBER.fullmatch(text):
        return False
    return _RESOLVED(ScalarNode, text, (True, False)) == _TEXT


def _means_more(text: str) -> bool:
    """Return whether some place of ours reads an unquoted text as a number, a yes or no, or a day."""
    if text.lower() in {"yes", "no", "true", "false"} or NUMBER.fullmatch(text):
        return True
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def in_comment(text: str) -> str:
    """Return a text as a comment may hold it, in which no log finds a command."""
    return _COMMAND_ANYWHERE.sub("# #", visible(text))


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable() and visible(char) == char:
        return char
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


_ESCAPES = {"\n": "\\n", "\t": "\\t"}
