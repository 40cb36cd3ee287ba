"""What is looked at on disk is noted, so that it can be asked later whether it would look the same again.

What a file decides is asked by a look: a function that also says in a few characters what it found. So every
reading of a file is noted, whoever adds it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from partnercheck.model.inputs import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Noted = dict[tuple[Any, ...], str]
"""By look and what it was asked, what it found."""

LOOKS: dict[str, Callable[[str, Any], str]] = {}
"""By name, what looks again: from what a look was asked to what it finds."""

GIVEN = "given"
"""In place of a look, what came from no file: nobody can look at it again."""

_UNLIKE = "another at every look"
_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def look(
    brief: Callable[[Any], str], path: Callable[[str], Any] = Path
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """Make a function a look, whatever it raises being found too.

    Args:
        brief: Says in a few characters what it found.
        path: Makes what it is asked first of the text of that; there is at most one thing more.
    """

    def made(function: Callable[Asked, Found]) -> Callable[Asked, Found]:
        name = function.__name__

        @wraps(function)
        def looking(*asked: Asked.args, **named: Asked.kwargs) -> Found:
            noted = _noted.get()
            if noted is None:
                return function(*asked, **named)
            try:
                found = function(*asked, **named)
            except (OSError, ValueError) as error:
                _note(noted, (name, *asked), _why(error))
                raise
            _note(noted, (name, *asked), brief(found))
            return found

        def again(first: str, more: str | int | None) -> str:
            asked = (path(first),) if more is None else (path(first), more)
            try:
                return brief(cast("Any", function)(*asked))
            except (OSError, ValueError) as error:
                return _why(error)

        LOOKS[name] = again
        return looking

    return made


@contextmanager
def noting() -> Iterator[Noted]:
    """Give the notes of what is looked at meanwhile."""
    noted: Noted = {}
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)


def note(found: Mapping[tuple[Any, ...], str]) -> None:
    """Note what was looked at before, or elsewhere."""
    noted = _noted.get()
    if noted is not None:
        for asked, brief in found.items():
            _note(noted, asked, brief)


def seen(noted: Noted) -> tuple[Seen, ...]:
    """Return notes as plain data."""
    return tuple(
        Seen(asked[0], str(asked[1]), asked[2] if len(asked) > 2 else None, found)
        for asked, found in noted.items()
    )


def _note(noted: Noted, asked: tuple[Any, ...], found: str) -> None:
    if noted.setdefault(asked, found) != found:  # it changed meanwhile
        noted[asked] = _UNLIKE


def _why(error: OSError | ValueError) -> str:
    return f"{type(error).__name__} {getattr(error, 'errno', None)}"
