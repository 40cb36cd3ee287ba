"""What differs between two assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Change(NamedTuple):
    """A place in the machine output, such as `verdict.level`, with what stands there before and after."""

    place: str
    before: Any
    after: Any


def changes(before: Any, after: Any, place: str = "") -> Iterator[Change]:
    """Yield where two assessments differ, given as plain data with numbers as they are written.

    Items of a list are matched by their `id`, `for`, `flag` or `criterion` where they have one.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            here = f"{place}.{key}" if place else str(key)
            yield from changes(before.get(key), after.get(key), here)
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _by_name(before), _by_name(after)
        for name in {**old, **new}:
            yield from changes(old.get(name), new.get(name), f"{place}[{name}]")
    elif before != after:
        yield Change(place, before, after)


def _by_name(items: list[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for index, item in enumerate(items):
        keys = ("id", "for", "flag", "criterion", "dimension")
        name = next((item[key] for key in keys if isinstance(item, dict) and key in item), index)
        named[str(name) if str(name) not in named else str(index)] = item
    return named
