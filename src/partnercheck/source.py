"""YAML text to plain data that knows where it stands.

The text is read event by event, which is faster than PyYAML's own loader and keeps what that loader throws
away: the place of every key and value, whether a scalar was quoted, and duplicate keys. What a file may not
hold (directives, anchors, aliases, tags, deep nesting, several documents, too many values) is refused here,
in bounded time and memory.

Scalars stay text: `Plain` marks the unquoted ones, and the place that reads one decides whether it must be a
number, a yes or no, or a date. So `NO`, `0123456`, `12:30` and `1e3` are never turned into something else
where a text is asked for. Only nothing at all, `~` and `null` are read as null here.

Longer than most modules: what is read and where it stands are one thing, told in one place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from partnercheck.diagnostics import Diagnostic, InputError, Path, Position, Problem, fail, in_order, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAX_BYTES = 10_000_000
MAX_DEPTH = 64
MAX_NODES = 300_000
"""The most keys and values of one file."""

MOST_REFUSED = 1_000  # things of one file that may not be there; further ones are not looked for

_LONGEST_WITH_TABS = 300_000
"""So many characters are looked through for tabs; it takes PyYAML a second."""

_LINE = 1000
"""How much of a source line a position keeps."""

NULLS = frozenset({"", "~", "null"})
"""What is read as nothing where it is not quoted."""
NUMBER = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,2})?")
"""What a place may read as a number where it is not quoted."""
_DIRECTIVE = re.compile(
    r"\ufeff?(?:(?:\.\.\.)?[ \t]*+(?:#[^\r\n\x85\u2028\u2029]*+)?[\r\n\x85\u2028\u2029])*+%"
)
"""What may stand before a directive: blank lines, comments, and the end of another document."""


class Plain(str):
    """An unquoted scalar: text that a place may also read as a number, a yes or no, or a date."""

    __slots__ = ()


class Table(dict[str, Any]):
    """A mapping that knows where each key and value begins.

    `spots` holds both places of each key in turn, as cheaply as can be; `marks` gives them by key.
    """

    __slots__ = ("_marks", "spots")

    def __init__(self) -> None:
        self.spots: list[int] = []
        self._marks: dict[str, Mark] | None = None

    @property
    def marks(self) -> dict[str, Mark]:
        """Where each key and its value begin."""
        if self._marks is None:
            spots = iter(self.spots)
            self._marks = dict(zip(self, zip(spots, spots, strict=True), strict=False))
        return self._marks


class Row(list[Any]):
    """A sequence that knows where each item begins; `spots` holds the places, `marks` each one twice."""

    __slots__ = ("_marks", "spots")

    def __init__(self) -> None:
        self.spots: list[int] = []
        self._marks: list[Mark] | None = None

    @property
    def marks(self) -> list[Mark]:
        """Where each item begins, in the form of a mapping's marks."""
        if self._marks is None:
            self._marks = [(at, at) for at in self.spots]
        return self._marks


class Source:
    """The text of one file under the name a user knows it by."""

    def __init__(self, file: str, text: str, quotable: Callable[[], bool] | None = None) -> None:
        """Take a text; positions in it quote its lines unless that is not allowed."""
        self.file = file
        self.text = text
        self._may_quote = quotable

    @cached_property
    def _quotable(self) -> bool:
        """Asked when there is something to quote: for most files there never is."""
        return self._may_quote is None or self._may_quote()

    def position(self, index: int) -> Position:
        """Return line and column of the character at `index`, both counted from 1."""
        starts = self._line_starts
        line = bisect_right(starts, index) - 1
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(self.text)
        cut = max(0, index - start - _LINE // 2) if end - start > _LINE else 0
        text = self.text[start + cut : min(end, start + cut + _LINE)].rstrip("\r\n") if self._quotable else ""
        return Position(self.file, line + 1, index - start + 1, text, cut)

    @cached_property
    def first(self) -> int:
        """Where the first line begins that is neither blank nor a comment."""
        return _first_character(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts


Mark = tuple[int, int] | tuple[int, int, Source]
"""Where a key and its value begin; with the source, where that is not the one of the container."""


class Document(NamedTuple):
    """A file's data with the problems that reading it showed.

    Attributes:
        refused: Where the values begin that could not be read.
    """

    source: Source
    data: Any
    problems: tuple[Diagnostic, ...] = ()
    refused: frozenset[int] = frozenset()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The problems that are errors."""
        return tuple(each for each in self.problems if each.severity == "error")

    def locate(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """Yield the problems as diagnostics, but for those of values that could not be read anyway."""
        for problem in problems:
            source, at = self._find(problem.path, key=problem.key)
            if source is not self.source or at not in self.refused:
                yield Diagnostic(
                    problem.code, problem.severity, problem.message, source.position(at), problem.hint
                )

    def _find(self, path: Path, *, key: bool) -> tuple[Source, int]:
        """Return where `path` stands: its value, or with `key` its key.

        A path that leads to nothing stands for the deepest part of it that exists; what was taken out since
        it was read, for where it stood. Steps that name nothing there (the tags of a union) are passed over.
        """
        source, at, value = self.source, self.source.first, self.data
        for step in path:
            if isinstance(value, Table) and step in value.marks:
                mark, inner = value.marks[str(step)], value.get(step)
            elif isinstance(value, Row) and isinstance(step, int) and step < len(value):
                mark, inner = value.marks[step], value[step]
            else:
                continue
            source, at, value = home(mark, source), mark[0] if key else mark[1], inner
        return source, at


def home(mark: Mark, container: Source) -> Source:
    """Return the source that a mark points into, given that of its container."""
    return mark[2] if len(mark) == 3 else container


def decode(raw: bytes, file: str) -> str:
    """Return the text of a file's bytes.

    Raises:
        InputError: The file is too large or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise fail("too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise InputError(
            [
                Diagnostic(
                    "not-utf8",
                    "error",
                    f"byte {raw[error.start]:#04x} is not UTF-8 text",
                    Position(file, line, column),
                    "save the file with the encoding UTF-8",
                )
            ]
        ) from None


LOADER: Any = getattr(yaml, "CSafeLoader", None) or import_module("partnercheck.yaml_scan").PythonLoader
"""What reads YAML: libyaml, or where that is missing what reads the same."""

_HINTS = {
    "mapping values are not allowed": "put a text with a colon and a space in it in quotes",
    "cannot start any token": "indent with spaces, not tabs; quote a text that begins with @, ` or %",
    "did not find expected key": "look here and just above: at the indentation, for a colon without a space "
    "after it, for a quote or bracket that is not closed",
    "did not find expected ',' or": "a bracket is not closed, or a text in it needs quotes",
    "unexpected end of stream": "a quote is not closed",
}
"""What most often is behind what the YAML parser says."""


def parse(raw: bytes, file: str, *, quotable: Callable[[], bool] | None = None) -> Document:
    """Return the data of a YAML file, with the place of every key and value.

    Messages quote its lines, where `quotable` is given only if it says so.

    Raises:
        InputError: The text is not YAML, holds no or more than one document, is nested too deeply, or is
            too large. Duplicate keys, anchors, aliases and tags do not raise: they are the document's
            `problems`, so that the rest of the file can be checked in the same run.
    """
    source = Source(file, decode(raw, file), quotable)
    hint: str | None = None
    try:
        return _Builder(source).build()
    except yaml.reader.ReaderError as error:
        at = _offset(source.text, error)
        message = f"the character {shown(repr(chr(_code(error))))} is not allowed in YAML"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        said = str(error.problem or error.context)
        message = shown(f"not YAML: {said}")
        hint = next((hint for words, hint in _HINTS.items() if words in said), None)
    place = source.position(min(at, len(source.text)))
    raise InputError([Diagnostic("not-yaml", "error", message, place, hint)])


def _tabs(source: Source) -> list[Diagnostic]:
    """Return a warning where a tab separates things: libyaml reads it, and others do not."""
    text = source.text
    if "\t" not in text or len(text) > _LONGEST_WITH_TABS:
        return []
    try:
        for _ in yaml.scan(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            message = "a tab stands here as white space, which other readers of YAML refuse"
            return [Diagnostic("tab", "warning", message, source.position(mark.index), "use spaces")]
    return []


def _offset(text: str, error: yaml.reader.ReaderError) -> int:
    """Return the index of the refused character; libyaml counts bytes, the Python reader characters."""
    found = text.find(chr(_code(error)))
    return max(found, 0)


def _code(error: yaml.reader.ReaderError) -> int:
    character: Any = error.character
    return character if isinstance(character, int) else ord(character)


def _first_character(text: str) -> int:
    """Return where the first line begins that is neither blank nor a comment."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith(("#", "---")):
            return at
        at += len(line)
    return 0


class _Builder:
    """Builds one document out of a parser's events; recursion ends at `MAX_DEPTH`."""

    def __init__(self, source: Source) -> None:
        loader: Any = LOADER
        self._next = loader(source.text).get_event
        self._source = source
        self._problems: list[Diagnostic] = []
        self._refused: set[int] = set()
        self._nodes = 0

    def build(self) -> Document:
        self._refuse_directive(0)
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise fail("empty", "the file holds no data", self._source.file)
        data = self._value(self._next(), 1)
        self._refuse_directive(self._next().end_mark.index)  # after the document's end
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            self._report("several-documents", "a file holds one document; a second one begins here", event)
        self._problems += _tabs(self._source)
        return Document(self._source, data, in_order(self._problems), frozenset(self._refused))

    def _refuse_directive(self, start: int) -> None:
        """Refuse a directive before the parser sees it: it takes hours over many of them.

        Raises:
            InputError: One follows at `start`.
        """
        if found := _DIRECTIVE.match(self._source.text, start):
            message = "a directive (a line that begins with %) is not allowed"
            place = self._source.position(found.end() - 1)
            raise InputError([*self._problems, Diagnostic("directive", "error", message, place)])

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._refuse("alias", "an alias (`*name`) is not allowed; write the value out", event)
            return None
        if event.anchor is not None:
            self._report(
                "anchor", "an anchor (`&name`) is not allowed; write the value out where needed", event
            )
        if event.tag is not None:
            self._refuse("tag", f"a tag (`{shown(event.tag)}`) is not allowed", event)
        if kind is ScalarEvent:
            text = event.value
            return text if event.style or event.tag else None if text in NULLS else Plain(text)
        if depth > MAX_DEPTH:
            raise self._error("too-deep", f"nested deeper than {MAX_DEPTH} levels", event)
        return self._table(depth) if kind is MappingStartEvent else self._row(depth)

    def _table(self, depth: int) -> Table:
        table, following = Table(), self._next
        spots = table.spots
        again: list[tuple[str, Any]] = []
        while (kind := type(event := following())) is not MappingEndEvent:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise self._too_large(event)
            # Most keys and values are unadorned scalars: reading them here saves a call for each.
            if kind is ScalarEvent and event.tag is None and event.anchor is None:
                key = event.value.strip() or self._key(event, depth)
            else:
                key = self._key(event, depth)
            first = following()
            if type(first) is ScalarEvent and first.tag is None and first.anchor is None:
                text = first.value
                value = text if first.style else None if text in NULLS else Plain(text)
            else:
                value = self._value(first, depth + 1)
            if key is None:
                continue
            if key in table:
                again.append((key, event))
                continue
            table[key] = value
            spots.append(event.start_mark.index)
            spots.append(first.start_mark.index)
        for key, event in again:
            before = self._source.position(table.marks[key][0])
            self._report("duplicate-key", f"`{shown(key)}` is already given in line {before.line}", event)
        return table

    def _key(self, event: Any, depth: int) -> str | None:
        """Return a mapping's key, or None with a problem reported."""
        if type(event) is not ScalarEvent:
            self._value(event, depth + 1)
            self._report("wrong-key", "a key must be a word, not a list, mapping or alias", event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._report("wrong-key", "a key must be a plain word, without anchor or tag", event)
        key: str = event.value.strip()  # as of every text, so that `a` and "a " are one key
        if key:
            return key
        self._report("wrong-key", "a key is missing before the colon", event)
        return None

    def _row(self, depth: int) -> Row:
        row, following = Row(), self._next
        while type(event := following()) is not SequenceEndEvent:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise self._too_large(event)
            row.append(self._value(event, depth + 1))
            row.spots.append(event.start_mark.index)
        return row

    def _too_large(self, event: Any) -> InputError:
        message = f"the file holds more than {MAX_NODES:,} values; give it in parts"
        return self._error("too-large", message, event)

    def _refuse(self, code: str, message: str, event: Any) -> None:
        """Report a value that cannot be read; what else is wrong with it would only be noise."""
        self._report(code, message, event)
        self._refused.add(event.start_mark.index)

    def _report(self, code: str, message: str, event: Any) -> None:
        self._problems.append(self._diagnostic(code, message, event))
        if len(self._problems) > MOST_REFUSED:
            raise InputError(self._problems)

    def _error(self, code: str, message: str, event: Any) -> InputError:
        return InputError([*self._problems, self._diagnostic(code, message, event)])

    def _diagnostic(self, code: str, message: str, event: Any) -> Diagnostic:
        return Diagnostic(code, "error", message, self._source.position(event.start_mark.index))
