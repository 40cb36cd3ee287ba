"""How kinds of criterion say in SQL what an answer is worth: text that DuckDB and Spark read alike.

Numbers are written so that every engine takes them for the same double: `4e1` is never a decimal.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.model.criteria.curves import Point

NO_VALUE = "-2e0"
"""What stands for an answer that has no value; every value is 0 or more."""


class Said(NamedTuple):
    """An answer in a table, as expressions in SQL.

    Attributes:
        answer: Its text; never NULL.
        number: The number that the text is; NULL where it is none, or `answering` asks for none.
        ours: Our own position, a whole number; NULL where we have not stated one.
    """

    answer: str
    number: str
    ours: str


def number(value: float) -> str:
    """Return a double."""
    short = repr(float(value))
    if "e" not in short:
        return f"{short.removesuffix('.0')}e0"
    digits, _, exponent = short.partition("e")
    return f"{digits}e{int(exponent)}"


def text(value: str) -> str:
    """Return a text; quotes and backslashes are left to `chr`, as engines differ in how they escape them."""
    parts: list[str] = []
    plain = ""
    for character in value:
        if character in "'\\" or not character.isprintable():
            parts += [f"'{plain}'"] * bool(plain) + [_character(character)]
            plain = ""
        else:
            plain += character
    parts += [f"'{plain}'"] * bool(plain or not parts)
    return parts[0] if len(parts) == 1 else f"({' || '.join(parts)})"


def _character(character: str) -> str:
    # `chr` of Spark knows 256 characters only; the others stand for themselves everywhere.
    return f"chr({ord(character)})" if ord(character) < 128 else f"'{character}'"


def case(subject: str, values: Iterable[tuple[str, str]]) -> str:
    """Return what stands beside the text that the subject is; NULL for any other."""
    return f"CASE {subject} {' '.join(f'WHEN {when} THEN {then}' for when, then in values)} END"


def curve(points: Sequence[Point], x: str) -> str:
    """Return the value at `x` as `curves.interpolate` works it out, step by step; NULL without `x`."""
    (first, value), (_, last) = points[0], points[-1]
    pieces = [f"WHEN {x} <= {number(first)} THEN {number(value)}"]
    for (x0, v0), (x1, v1) in pairwise(points):
        beyond = f"({x} - {number(x0)})" if x0 else x
        change = f"{number(abs(v1 - v0))} * ({beyond} / {number(x1 - x0)})"
        pieces.append(f"WHEN {x} < {number(x1)} THEN {number(v0)} {'+' if v1 >= v0 else '-'} {change}")
    return f"CASE WHEN {x} IS NULL THEN NULL {' '.join(pieces)} ELSE {number(last)} END"
