"""JSON text to plain data that knows where it stands, as `source` gives it of YAML.

Nearly every JSON text is YAML, but not all, and not all says the same there: YAML has no escapes in pairs,
refuses some characters, and folds the line breaks of Unicode. The bounds are those of `source`.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, NoReturn

from partnercheck.diagnostics import Diagnostic, InputError, in_order, shown
from partnercheck.source import (
    MAX_DEPTH,
    MAX_NODES,
    MOST_REFUSED,
    Document,
    Plain,
    Row,
    Source,
    Table,
    decode,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_BLANK = re.compile(r"[ \t\n\r]*+")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|true|false|null")
_STRINGS = JSONDecoder()
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair of escapes, which is no character."""


def parse_text(raw: bytes, file: str, *, quotable: Callable[[], bool] | None = None) -> Document:
    """Return the data of a file that holds JSON, or else YAML; what is neither is told as wrong YAML.

    Raises:
        InputError: As for `source.parse`.
    """
    source = Source(file, decode(raw, file), quotable)
    if source.text.lstrip().startswith("{"):
        try:
            return _Reader(source).document()
        except _NotJSONError:
            pass
    return parse(raw, file, quotable=quotable)


class _NotJSONError(Exception):
    """A text is no JSON."""


class _Reader:
    """Reads one text; recursion ends at `MAX_DEPTH`."""

    def __init__(self, source: Source) -> None:
        self._source, self._text = source, source.text
        self._at = self._nodes = 0
        self._problems: list[Diagnostic] = []

    def document(self) -> Document:
        """Return the data with what is wrong with them.

        Raises:
            InputError: They are nested too deeply, or too many.
            _NotJSONError: It is no JSON.
        """
        data = self._value(1)
        if self._next() or self._at < len(self._text):
            raise _NotJSONError
        return Document(self._source, data, in_order(self._problems))

    def _next(self) -> str:
        """Return the next character that is not blank; empty at the end."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, character: str) -> bool:
        """Return whether a character comes next, and go past it."""
        found = self._next() == character
        self._at += found
        return found

    def _value(self, depth: int) -> Any:
        begins = self._next()
        if begins == '"':
            return self._string()
        if begins and begins in "{[":
            if depth > MAX_DEPTH:
                self._refuse("too-deep", f"nested deeper than {MAX_DEPTH} levels")
            self._at += 1
            return self._table(depth) if begins == "{" else self._row(depth)
        word = _WORD.match(self._text, self._at)
        if word is None:
            raise _NotJSONError
        self._at = word.end()
        return None if word[0] == "null" else Plain(word[0])

    def _string(self) -> str:
        text: str
        try:
            text, self._at = _STRINGS.raw_decode(self._text, self._at)
        except JSONDecodeError:
            raise _NotJSONError from None
        if _HALF.search(text):
            raise _NotJSONError
        return text

    def _table(self, depth: int) -> Table:
        table, again = Table(), list[tuple[str, int]]()
        if self._take("}"):
            return table
        while True:
            if self._next() != '"':
                raise _NotJSONError
            begins = self._at
            key = self._string().strip()
            if not self._take(":"):
                raise _NotJSONError
            self._count()
            value_begins = self._at
            value = self._value(depth + 1)
            if not key:
                self._report("wrong-key", "a key is missing before the colon", begins)
            elif key in table:
                again.append((key, begins))
            else:
                table[key] = value
                table.spots += (begins, value_begins)
            if self._take("}"):
                break
            if not self._take(","):
                raise _NotJSONError
        for key, begins in again:
            line = self._source.position(table.marks[key][0]).line
            self._report("duplicate-key", f"`{shown(key)}` is already given in line {line}", begins)
        return table

    def _row(self, depth: int) -> Row:
        row = Row()
        if self._take("]"):
            return row
        while True:
            self._count()
            row.spots.append(self._at)
            row.append(self._value(depth + 1))
            if self._take("]"):
                return row
            if not self._take(","):
                raise _NotJSONError

    def _count(self) -> None:
        """Count a value, and go to where it begins."""
        self._next()
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse("too-large", f"the file holds more than {MAX_NODES:,} values; give it in parts")

    def _report(self, code: str, message: str, at: int) -> None:
        self._problems.append(Diagnostic(code, "error", message, self._source.position(at)))
        if len(self._problems) > MOST_REFUSED:
            raise InputError(self._problems)

    def _refuse(self, code: str, message: str) -> NoReturn:
        self._report(code, message, self._at)
        raise InputError(self._problems)
