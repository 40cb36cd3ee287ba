"""What is wrong with an input, where it stands, and what to do about it.

`Diagnostic` is the one form in which a user learns of a problem, and `InputError` the one exception
that carries it out of the program.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Severity = Literal["error", "warning", "note"]

Path = tuple[str | int, ...]
"""Keys and indexes that lead from the top of a file to one value."""

MAX_PROBLEMS = 1000
"""How many problems of one input are told; a hint for each of a million would take hours."""

_NEAREST_MAX = 80
_SHOWN_MAX = 60
_LISTED_MAX = 12
"""So many words are read at a glance."""
_CHOICES_MAX = 250
_TABS_AND_SPACES = {"\t": " ", "\n": " "}
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = "\u200e\u200f\u061c"


class Position(NamedTuple):
    """A place in a file: line and column count from 1.

    `text` is the source line, without its first `cut` characters where it is very long.
    """

    file: str
    line: int
    column: int
    text: str = ""
    cut: int = 0


class Problem(NamedTuple):
    """Something wrong at a path of one file, before anybody has looked up where that path stands.

    Attributes:
        code: Stable name of the kind of problem, such as `unknown-key`.
        path: Where; a path that does not exist stands for the deepest part of it that does.
        message: What is wrong, in one sentence.
        hint: What to do, where there is something to advise.
        key: Whether the key at the end of the path is meant rather than its value.
        missing: The name that leads to nothing, where that is what is wrong.
    """

    code: str
    path: Path
    message: str
    hint: str | None = None
    key: bool = False
    severity: Severity = "error"
    missing: str | None = None


class Diagnostic(NamedTuple):
    """A problem at its place."""

    code: str
    severity: Severity
    message: str
    position: Position
    hint: str | None = None

    def __str__(self) -> str:
        """Return `file:line:column: severity code: message`, hint, source line and caret."""
        place = self.position
        said = visible(self.message)
        lines = [f"{visible(place.file)}:{place.line}:{place.column}: {self.severity} {self.code}: {said}"]
        if self.hint:
            lines.append(f"  hint: {visible(self.hint)}")
        if place.text.strip():
            excerpt, caret = _excerpt(place.text, place.column - 1 - place.cut)
            lines += [f"  | {excerpt}", f"  | {' ' * caret}^"]
        return "\n".join(lines)


_NOWHERE = Diagnostic("", "error", "", Position("", 1, 1))


class InputError(Exception):
    """The input cannot be used; `file`, `line` and `column` are where the first error stands.

    Attributes:
        diagnostics: Everything wrong with it, at least one error among them, sorted by position.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics, in the order of their positions."""
        self.diagnostics = _the_first(in_order(diagnostics))
        super().__init__("\n".join(str(item) for item in self.diagnostics))
        errors = [item for item in self.diagnostics if item.severity == "error"]
        self.file, self.line, self.column, *_ = (errors or [_NOWHERE])[0].position


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by file, then position; files in the order of their first mention."""
    items = list(dict.fromkeys(diagnostics))
    files = {file: rank for rank, file in enumerate(dict.fromkeys(item.position.file for item in items))}
    return tuple(sorted(items, key=lambda d: (files[d.position.file], d.position.line, d.position.column)))


def _the_first(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return no more than `MAX_PROBLEMS` diagnostics, then one that says how many more there are."""
    rest = diagnostics[MAX_PROBLEMS:]
    if not rest:
        return diagnostics
    message = f"there are {len(rest)} or more further problems"
    more = Diagnostic("too-many", "error", message, rest[0].position, "mend those above first")
    return (*diagnostics[:MAX_PROBLEMS], more)


def fail(code: str, message: str, file: str, hint: str | None = None) -> InputError:
    """Return the error for a file that cannot be used as a whole."""
    return InputError([Diagnostic(code, "error", message, Position(visible(file), 1, 1), hint)])


def nearest(word: str, known: Collection[str], *, most: int = 1) -> list[str]:
    """Return the known words nearest to `word`, if any is near; of very many none is looked for."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a wrong input needs it)

    if len(known) > _CHOICES_MAX:  # comparing with all would take too long, were there many such words
        return []
    word, choices = word[:_NEAREST_MAX], list(known)
    return get_close_matches(word, choices, n=1, cutoff=0.9) or get_close_matches(word, choices, n=most)


def did_you_mean(word: str, known: Iterable[str], *, most: int = 1) -> str | None:
    """Return the hint that names the known words nearest to `word`, or lists the few that are known."""
    choices = list(known)
    return meant(word, choices, most=most) or few_known(choices)


def meant(word: str, known: Collection[str], *, most: int = 1) -> str | None:
    """Return the hint that names the known words nearest to `word`, if any is near."""
    near = nearest(word, known, most=most)
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else None


def few_known(known: Collection[str]) -> str | None:
    """Return the hint that lists the words that are known, where they are few."""
    few = 0 < len(known) <= _LISTED_MAX
    return "known here: " + ", ".join(f"`{each}`" for each in known) if few else None


def shown(value: object) -> str:
    """Return an untrusted value for a message: visible, on one line, of bounded length."""
    text = visible(str(value)[: 4 * _SHOWN_MAX])
    return text if len(text) <= _SHOWN_MAX else text[: _SHOWN_MAX - 1] + "…"


def visible(text: str) -> str:
    r"""Return `text` with control and text-direction characters written as escapes such as `\x1b`.

    A terminal would obey them; a reader could not see them.
    """
    if text.isprintable():  # no control, separator or format character, and all directions are such
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in _TABS_AND_SPACES:
        return _TABS_AND_SPACES[char]
    if (
        unicodedata.category(char) in _UNSEEN
        or unicodedata.bidirectional(char) in _DIRECTIONS
        or char in _MARKS
    ):
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return char


def _excerpt(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """Return the part of a source line around `column`, made visible, and where the caret goes."""
    start = max(0, column - width // 2) if len(line) > width else 0
    before, after = visible(line[start:column]), visible(line[column : start + width])
    return before + after, len(before)
