"""Where in YAML text a change is made, and what is put there."""

from __future__ import annotations

import re
from functools import reduce
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from partnercheck.source import LOADER
from partnercheck.yaml_edit.edits import Edit, Lines, Nest, Remove, Rename
from partnercheck.yaml_edit.places import Places, in_brackets
from partnercheck.yaml_out import WIDTH, dump, flow, in_comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.yaml_edit.edits import AnyEdit
    from partnercheck.yaml_edit.places import Step


class Splice(NamedTuple):
    """Text that takes the place of what stands between two places."""

    start: int
    end: int
    text: str


class Text(Places):
    """The text of a document, and what changes it."""

    def __init__(self, text: str) -> None:
        """Take a text whose root is a mapping on lines of its own."""
        super().__init__(text)
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def splices(self, edit: AnyEdit) -> list[Splice]:
        """Return what makes a change."""
        match edit:
            case Edit():
                return [self._edited(edit)]
            case Nest():
                return [self._nested(edit)]
            case Lines():
                return self._written(edit)
            case Rename():
                key = self._entry_at(edit.path)[-1].key
                return [Splice(key.start_mark.index, key.end_mark.index, flow(edit.key))]
            case Remove():
                return self._removed(edit)

    def _entry_at(self, path: Path) -> list[Step]:
        """Return the way to an entry.

        Raises:
            LookupError: There is none.
        """
        trail = self.walk(path)
        if len(trail) < len(path):
            raise LookupError(path)
        return trail

    def entry(self, path: Path) -> str:
        """Return the lines of an entry as they would stand at the left edge, with the comments above it."""
        trail = self._entry_at(path)
        last = trail[-1]
        if in_brackets(trail):
            return self.text[last.start : self.end(last.node)].replace("\r\n", "\n") + "\n"
        _, end = self.lines_of(last)
        column = last.parent.start_mark.column
        lines = self.text[self.above(last) : end].splitlines()
        return "".join(f"{_dedented(line, column)}\n" for line in lines)

    def _edited(self, edit: Edit) -> Splice:
        trail = self.walk(edit.path)
        node, inline = trail[-1].node if trail else self.root, in_brackets(trail)
        if len(trail) == len(edit.path):
            return self._replaced(trail[-1], edit.value, inline=inline)
        step, *rest = edit.path[len(trail) :]
        value = reduce(_within, reversed(rest), edit.value)
        if isinstance(node, yaml.CollectionNode):
            return self._added(node, step, value, inline=inline or node.flow_style)
        return self._replaced(trail[-1], _within(value, step), inline=inline)

    def _nested(self, edit: Nest) -> Splice:
        trail = self.walk(edit.path)
        node = trail[-1].node if trail else self.root
        start, end = node.start_mark.index, self.end(node)
        if len(trail) < len(edit.path) or start == end:  # nothing stands there
            return self._edited(Edit(edit.path, {edit.key: edit.value, **edit.beside}))
        old = self.text[start:end] if edit.value is None else flow(edit.value)
        if in_brackets(trail):
            return Splice(start, end, f"{{{flow(edit.key)}: {old}, {flow(edit.beside)[1:-1]}}}")
        # All up to the end of the last line comes along, with its comment, one step further in.
        behind = len(self.text[:start].rstrip(" \r\n"))
        stop = len(self.text[: self.line_end(end)].rstrip("\r\n"))
        column = trail[-1].parent.start_mark.column + 2
        kept = self.text[behind:start] + old + self.text[end:stop]
        lines = [line if number == 0 else f"  {line}" for number, line in enumerate(kept.split("\n"))]
        first = self._newline + " " * column + f"{flow(edit.key)}:" + "\n".join(lines)
        more = self._newline + " " * column + self._lines(edit.beside, column)
        return Splice(behind, stop, first + more)

    def _written(self, edit: Lines) -> list[Splice]:
        trail = self.walk(edit.path)
        missing = edit.path[len(trail) :]
        if len(missing) > 1:
            return self._written(Lines(edit.path[:-1], f"{flow(missing[-2])}:\n{indent(edit.text, '  ')}"))
        node = trail[-1].node if trail else self.root
        if in_brackets(trail) or (missing and getattr(node, "flow_style", False)):
            return [self._edited(Edit(edit.path, edit.value)), *self._noted(trail, _comments(edit.text))]
        if not missing:
            start, end = self.lines_of(trail[-1])
            return [Splice(start, end, self._indented(edit.text, trail[-1].parent.start_mark.column))]
        if isinstance(node, yaml.MappingNode):
            return [self._put(self.behind(node), self._indented(edit.text, node.start_mark.column))]
        # Nothing stands there yet, or what says so: all that is behind it on its line stays.
        start, end = node.start_mark.index, self.end(node)
        stop = self.line_end(end)
        below = self._put(stop, self._indented(edit.text, trail[-1].parent.start_mark.column + 2))
        return [Splice(start, stop, self.text[end:stop] + below.text)]

    def _removed(self, edit: Remove) -> list[Splice]:
        trail = self._entry_at(edit.path)
        if in_brackets(trail):
            return self._unlisted(trail, edit.why)
        start, end = self.lines_of(trail[-1])
        if edit.why is None:
            return [Splice(self.above(trail[-1]) if trail[-1].key else start, end, "")]
        margin = " " * trail[-1].parent.start_mark.column
        lines = self.text[start:end].split("\n")
        kept = [f"{margin}# {_dedented(line, len(margin))}" if line.strip() else line for line in lines]
        return [Splice(start, end, f"{margin}# {in_comment(edit.why)}{self._newline}" + "\n".join(kept))]

    def _unlisted(self, trail: list[Step], why: str | None) -> list[Splice]:
        """Return what takes an entry out of brackets, with one of the commas beside it."""
        start, end = trail[-1].start, self.end(trail[-1].node)
        entry = self.text[start:end]
        behind, before = (
            re.compile(r"\s*,[ \t]*").match(self.text, end),
            re.search(r",\s*\Z", self.text[:start]),
        )
        if behind:
            end = behind.end()
        elif before:
            start = before.start()
        kept = [] if why is None else [in_comment(why), *map(str.strip, entry.splitlines())]
        return [Splice(start, end, ""), *self._noted(trail, [f"# {line}" for line in kept])]

    def _noted(self, trail: list[Step], comments: Iterable[str]) -> Iterator[Splice]:
        """Yield comments that stand above the entry whose brackets hold a place."""
        outermost = next((at for at, each in enumerate(trail) if each.parent.flow_style), len(trail)) - 1
        start = self.line_start(trail[outermost].start)
        margin = re.compile(" *").match(self.text, start)
        before = margin.group() if margin else ""
        text = "".join(f"{before}{line}{self._newline}" for line in comments)
        if text:
            yield Splice(start, start, text)

    def _replaced(self, step: Step, value: Any, *, inline: bool) -> Splice:
        parent, _, node = step
        start, end = node.start_mark.index, self.end(node)
        behind = len(self.text[:start].rstrip(" "))
        inline = inline or bool(getattr(node, "flow_style", None))
        if (
            not inline
            and isinstance(node, yaml.ScalarNode)
            and isinstance(parent, yaml.MappingNode)
            and self.text[:behind].endswith(":")
            and not self._fits(value, node.start_mark.column)
        ):
            column = parent.start_mark.column + 2
            return Splice(behind, end, self._newline + " " * column + self._lines(value, column))
        if start == end:
            # Nothing stands behind a colon or dash, which takes a space.
            return Splice(start, end, " " + flow(value))
        block = isinstance(node, yaml.CollectionNode) and not inline
        new = self._lines(value, node.start_mark.column) if block else flow(value)
        return Splice(start, end, new)

    def _added(self, node: Any, step: str | int, value: Any, *, inline: bool) -> Splice:
        """Return what adds an entry at the end of a mapping or list."""
        mapping = isinstance(node, yaml.MappingNode)
        entry = f"{flow(step)}: " if mapping else "- "
        if inline:
            key = entry if mapping else ""
            at = self.end(node.value[-1]) if node.value else node.start_mark.index + 1
            return Splice(at, at, (", " if node.value else "") + key + flow(value))
        column: int = node.start_mark.column
        return self._put(self.behind(node), " " * column + self._entry(entry, value, column) + self._newline)

    def _put(self, at: int, lines: str) -> Splice:
        """Return what puts lines at a place where a line begins, or the text ends."""
        before = "" if not at or self.text[:at].endswith("\n") else self._newline
        return Splice(at, at, before + lines)

    def _entry(self, entry: str, value: Any, column: int) -> str:
        """Return a key or dash with its value: on the same line where it fits, else below it."""
        if self._fits(value, column + len(entry)):
            return entry + flow(value)
        if entry == "- " and isinstance(value, dict):
            return entry + self._lines(value, column + 2)
        margin = column + 2
        return entry.rstrip() + self._newline + " " * margin + self._lines(value, margin)

    def _fits(self, value: Any, column: int) -> bool:
        """Return whether a value stands on one line that begins at a column."""
        return not isinstance(value, dict | list) or not value or column + len(flow(value)) <= WIDTH

    def _lines(self, value: Any, column: int) -> str:
        """Return a value as it may begin at a column, on as many lines as it takes."""
        if not isinstance(value, dict | list) or not value:
            return flow(value)
        return (self._newline + " " * column).join(dump(value).rstrip("\n").splitlines())

    def _indented(self, text: str, column: int) -> str:
        return indent(text, " " * column).replace("\n", self._newline)


def _within(value: Any, step: str | int) -> Any:
    """Return a new mapping or list with a value at a step."""
    return [value] if isinstance(step, int) else {step: value}


def _dedented(line: str, column: int) -> str:
    """Return a line without so many spaces, as far as it has them."""
    return line[column:] if not line[:column].strip() else line.lstrip(" ")


def _comments(text: str) -> Iterator[str]:
    """Yield the comments of YAML text."""
    end = 0
    for token in yaml.scan(text, Loader=LOADER):
        start, style = token.start_mark.index, getattr(token, "style", None)
        yield from re.findall("#.*", text[end:start])
        end = token.end_mark.index
        if style in {"|", ">"}:
            yield from re.findall(" (#.*)", text[start:end].partition("\n")[0])
