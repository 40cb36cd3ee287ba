"""Every name in an assessment that leads to something in its inputs, found by the types of its fields."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from partnercheck.model.named import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.model.named import Kind


class Named(NamedTuple):
    """A name, and where it stands.

    Attributes:
        name: Empty where nothing is named.
        path: As in JSON.
        within: The part of the assessment that it is a field of.
    """

    kind: Kind
    name: str
    path: Path
    within: Any


def names_in(part: Any, path: Path = ()) -> Iterator[Named]:
    """Yield the names in a part of an assessment, which is a named tuple at a path."""
    for field, hint in _leading(part.__class__):
        yield from _names(getattr(part, field), hint, (*path, field.rstrip("_")), part)


def _names(value: Any, hint: Any, path: Path, within: Any) -> Iterator[Named]:
    mark = mark_of(hint)
    if mark is not None:
        yield Named(mark.kind, value or "", path, within)
    elif hasattr(value, "_fields"):
        yield from names_in(value, path)
    elif value is not None:  # what a tuple is of, or what else there may be than nothing
        inner = next(each for each in get_args(hint) if _leads(each))
        if get_origin(hint) is tuple:
            for index, each in enumerate(value):
                yield from _names(each, inner, (*path, index), within)
        else:
            yield from _names(value, inner, path, within)


def mark_of(hint: Any) -> Names | None:
    """Return what a type says of the names that are of it; None where they are none."""
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((each for each in marks if isinstance(each, Names)), None)


@cache
def _leading(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a named tuple that are names or lead to some, with their types."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple((field, hint) for field, hint in hints.items() if _leads(hint))


def _leads(hint: Any) -> bool:
    inside = hasattr(hint, "_fields") and bool(_leading(hint))
    return inside or mark_of(hint) is not None or any(map(_leads, get_args(hint)))
