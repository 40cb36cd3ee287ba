"""Values put into YAML text in place: every other byte stays as it was.

A value ends with its last scalar or closing bracket. What the parser calls the end of a block is where the
next one begins, comments of that one included.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from partnercheck.diagnostics import InputError, fail
from partnercheck.source import decode, parse
from partnercheck.yaml_out import WIDTH, dump, flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = "\ufeff"


class Edit(NamedTuple):
    """A value for a place; a list index that is the list's length adds an item."""

    path: Path
    value: Any


class Nest(NamedTuple):
    """What stands at a place becomes the first entry of a mapping there, and others follow it.

    Its own text stays, comments included, unless another value is given.
    """

    path: Path
    key: str
    beside: dict[str, Any]
    value: Any = None


class _Splice(NamedTuple):
    """Text that takes the place of what stands between two places."""

    start: int
    end: int
    text: str


def edited(raw: bytes, file: str, edits: Iterable[Edit | Nest]) -> bytes:
    """Return a YAML file with values put into it; none lies within what another puts there.

    Mappings and lists on the way to a place that are not there are made. All else keeps its bytes: comments,
    order, quotes, line ends.

    Raises:
        InputError: The file is no sound YAML, or a value cannot be put there without changing the rest.
    """
    wanted = list(edits)
    text = decode(raw, file)
    document = parse(text.encode(), file)
    if document.problems:
        raise InputError(document.problems)
    if text[document.source.first : document.source.first + 1] in {"{", "["}:
        hint = "write its keys on lines of their own"
        raise fail("not-editable", "a file in braces, such as JSON, is not edited in place", file, hint)
    found = _Text(text)
    new = text
    # From the end on, so that places before stay where they are; of two at one place the first stands first.
    for splice in sorted(map(found.splice, reversed(wanted)), key=lambda each: each.start, reverse=True):
        new = new[: splice.start] + splice.text + new[splice.end :]
    expected = document.data
    for edit in wanted:
        expected = _with(expected, edit.path, _read(edit, value_at(document.data, edit.path), file))
    if not _reads_as(new, file, expected):
        places = ", ".join(f"`{'.'.join(map(str, each.path))}`" for each in wanted[:3])
        message = f"{places} cannot be changed here without changing the rest of the file"
        raise fail("not-editable", message, file, "edit it by hand")
    mark = _BOM.encode() if raw.startswith(_BOM.encode()) else b""
    return mark + new.encode()


def _read(edit: Edit | Nest, old: Any, file: str) -> Any:
    """Return what stands at the place of an edit as it reads then."""
    if isinstance(edit, Edit):
        return parse(dump([edit.value]).encode(), file).data[0]
    beside = parse(dump(edit.beside).encode(), file).data
    value = old if edit.value is None else parse(dump([edit.value]).encode(), file).data[0]
    return {edit.key: value, **beside}


def value_at(data: Any, path: Path) -> Any:
    """Return what plain data have at a path; None where they have nothing."""
    for step in path:
        fits = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if fits or (isinstance(data, dict) and step in data) else None
    return data


def _reads_as(text: str, file: str, expected: Any) -> bool:
    try:
        found = parse(text.encode(), file)
    except InputError:
        return False
    return not found.problems and bool(found.data == expected)


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


class _Text:
    """The text of a document and the nodes in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._root: Any = yaml.compose(text, Loader=_LOADER)

    def splice(self, edit: Edit | Nest) -> _Splice:
        """Return what puts a value at a place."""
        if isinstance(edit, Nest):
            return self._nested(edit)
        parent, node, depth, inline = self._walk(edit.path)
        inline = inline or bool(getattr(node, "flow_style", None))
        if depth == len(edit.path):
            return self._replaced(node, parent, edit.value, inline=inline)
        value = reduce(_within, reversed(edit.path[depth + 1 :]), edit.value)
        if isinstance(node, yaml.CollectionNode):
            return self._added(node, edit.path[depth], value, inline=inline)
        return self._replaced(node, parent, _within(value, edit.path[depth]), inline=inline)

    def _walk(self, path: Path) -> tuple[Any, Any, int, bool]:
        """Return the last node on a path, its parent, how many steps lead to it, and if it is in brackets."""
        parent, node, depth, inline = None, self._root, 0, False
        while depth < len(path) and (inner := _child(node, path[depth])) is not None:
            inline = inline or bool(node.flow_style)
            parent, node, depth = node, inner, depth + 1
        return parent, node, depth, inline

    def _nested(self, edit: Nest) -> _Splice:
        parent, node, depth, inline = self._walk(edit.path)
        if depth < len(edit.path) or node.start_mark.index == node.end_mark.index:  # nothing stands there
            return self.splice(Edit(edit.path, {edit.key: edit.value, **edit.beside}))
        start, end = node.start_mark.index, self._end(node)
        old = self._text[start:end] if edit.value is None else flow(edit.value)
        if inline or parent is None:
            return _Splice(start, end, f"{{{flow(edit.key)}: {old}, {flow(edit.beside)[1:-1]}}}")
        # All up to the end of the last line comes along, with its comment, one step further in.
        behind = len(self._text[:start].rstrip(" \r\n"))
        line_end = self._text.find("\n", end)
        stop = len(self._text[: line_end if line_end >= 0 else None].rstrip("\r"))
        column = parent.start_mark.column + 2
        kept = self._text[behind:start] + old + self._text[end:stop]
        lines = [line if number == 0 else f"  {line}" for number, line in enumerate(kept.split("\n"))]
        first = self._newline + " " * column + f"{flow(edit.key)}:" + "\n".join(lines)
        more = self._newline + " " * column + self._lines(edit.beside, column)
        return _Splice(behind, stop, first + more)

    def _replaced(self, node: Any, parent: Any, value: Any, *, inline: bool) -> _Splice:
        start, end = node.start_mark.index, self._end(node)
        behind = len(self._text[:start].rstrip(" "))
        if (
            not inline
            and isinstance(node, yaml.ScalarNode)
            and isinstance(parent, yaml.MappingNode)
            and self._text[:behind].endswith(":")
            and not self._fits(value, node.start_mark.column)
        ):
            column = parent.start_mark.column + 2
            return _Splice(behind, end, self._newline + " " * column + self._lines(value, column))
        if start == end:
            # Nothing stands behind a colon or dash, which takes a space.
            return _Splice(start, end, " " + flow(value))
        block = isinstance(node, yaml.CollectionNode) and not inline
        new = self._lines(value, node.start_mark.column) if block else flow(value)
        return _Splice(start, end, new)

    def _added(self, node: Any, step: str | int, value: Any, *, inline: bool) -> _Splice:
        """Return what adds an entry at the end of a mapping or list."""
        mapping = isinstance(node, yaml.MappingNode)
        entry = f"{flow(step)}: " if mapping else "- "
        if inline:
            key = entry if mapping else ""
            at = self._end(node.value[-1]) if node.value else node.start_mark.index + 1
            return _Splice(at, at, (", " if node.value else "") + key + flow(value))
        column: int = node.start_mark.column
        line_end = self._text.find("\n", self._end(node))
        at = len(self._text) if line_end < 0 else line_end + 1
        before = "" if self._text[:at].endswith("\n") else self._newline
        return _Splice(at, at, before + " " * column + self._entry(entry, value, column) + self._newline)

    def _entry(self, entry: str, value: Any, column: int) -> str:
        """Return a key or dash with its value: on the same line where it fits, else below it."""
        if self._fits(value, column + len(entry)):
            return entry + flow(value)
        if entry == "- " and isinstance(value, dict):
            return entry + self._lines(value, column + 2)
        indent = column + 2
        return entry.rstrip() + self._newline + " " * indent + self._lines(value, indent)

    def _fits(self, value: Any, column: int) -> bool:
        """Return whether a value stands on one line that begins at a column."""
        return not isinstance(value, dict | list) or not value or column + len(flow(value)) <= WIDTH

    def _lines(self, value: Any, column: int) -> str:
        """Return a value as it may begin at a column, on as many lines as it takes."""
        if not isinstance(value, dict | list) or not value:
            return flow(value)
        return (self._newline + " " * column).join(dump(value).rstrip("\n").splitlines())

    def _end(self, node: Any) -> int:
        """Return where a node ends: with its last scalar or closing bracket."""
        if isinstance(node, tuple):
            return self._end(node[1])
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            return start + len(self._text[start:end].rstrip()) if node.style in {"|", ">"} else int(end)
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        return self._end(node.value[-1])


def _within(value: Any, step: str | int) -> Any:
    """Return a new mapping or list with a value at a step."""
    return [value] if isinstance(step, int) else {step: value}


def _child(node: Any, step: str | int) -> Any:
    """Return the node under a key or index; None where there is none."""
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        return next((value for key, value in node.value if key.value.strip() == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    return None
