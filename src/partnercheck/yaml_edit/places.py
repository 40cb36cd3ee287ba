"""Where everything stands in YAML text.

A value ends with its last scalar or closing bracket. What the parser calls the end of a block is where the
next one begins, comments of that one included.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from partnercheck.source import LOADER

if TYPE_CHECKING:
    from partnercheck.diagnostics import Path


class Step(NamedTuple):
    """A node on the way to a place.

    Attributes:
        parent: The node that holds it.
        key: The node of its key; None in a list.
    """

    parent: Any
    key: Any
    node: Any

    @property
    def start(self) -> int:
        """Where its entry begins; in a list behind the dash."""
        return int((self.key or self.node).start_mark.index)


class Places:
    """The text of a document and the places of the nodes in it."""

    def __init__(self, text: str) -> None:
        """Take a text whose root is a mapping on lines of its own."""
        self.text = text
        self.root: Any = yaml.compose(text, Loader=LOADER)

    def walk(self, path: Path) -> list[Step]:
        """Return the way to a place, as far as it leads."""
        trail: list[Step] = []
        node = self.root
        while len(trail) < len(path) and (step := _child(node, path[len(trail)])) is not None:
            trail.append(step)
            node = step.node
        return trail

    def behind(self, node: Any) -> int:
        """Return where the next entry of a mapping or list goes; one of the root goes to the very end."""
        return self.line_end(self.end(node)) if node is not self.root else self.document_end()

    def document_end(self) -> int:
        """Return where the document ends: before a mark that says so, or with the text."""
        at = len(self.text)
        for line in reversed(self.text.splitlines(keepends=True)):
            at -= len(line)
            if line.rstrip() == "...":
                return at
            if line.strip() and not line.lstrip().startswith("#"):
                break
        return len(self.text)

    def end(self, node: Any) -> int:
        """Return where a node ends: with its last scalar or closing bracket."""
        if isinstance(node, tuple):
            return self.end(node[1])
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            return start + len(self.text[start:end].rstrip()) if node.style in {"|", ">"} else int(end)
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        return self.end(node.value[-1])

    def lines_of(self, step: Step) -> tuple[int, int]:
        """Return where the lines of an entry begin and end that stands on lines of its own."""
        column = step.parent.start_mark.column
        start = self.line_start(step.start)
        while start and step.key is None and self.text[start + column : start + column + 1] != "-":
            start = self.line_start(start - 1)
        return start, self.line_end(self.end(step.node))

    def above(self, step: Step) -> int:
        """Return where the comments begin that stand right above the lines of an entry of a mapping."""
        start, _ = self.lines_of(step)
        entries = step.parent.value
        place = next(place for place, (key, _) in enumerate(entries) if key is step.key)
        before = self.line_end(self.end(entries[place - 1])) if place else 0  # a text may look like a comment
        lines = reversed(self.text[before:start].splitlines(keepends=True))
        return start - sum(map(len, takewhile(lambda line: line.lstrip().startswith("#"), lines)))

    def line_start(self, at: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return where the line after that of a place begins, or the text ends."""
        return self.text.find("\n", at) + 1 or len(self.text)


def in_brackets(trail: list[Step]) -> bool:
    """Return whether a place lies within brackets."""
    return any(each.parent.flow_style for each in trail)


def _child(node: Any, step: str | int) -> Step | None:
    """Return the node under a key or index; None where there is none."""
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        return next((Step(node, key, value) for key, value in node.value if key.value.strip() == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return Step(node, None, node.value[step]) if step < len(node.value) else None
    return None
