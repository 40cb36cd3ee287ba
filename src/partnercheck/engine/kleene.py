"""Three-valued logic: true, false, and None for unknown (S. C. Kleene, 1952)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from partnercheck.model.tests import AllOf, AnyOf, Leaf, Test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Truth = bool | None


Read = TypeVar("Read")


def fold(
    test: Test,
    read: Callable[[Leaf], Read],
    every: Callable[[Iterable[Read]], Read],
    some: Callable[[Iterable[Read]], Read],
) -> Read:
    """Return what a test comes to, given what `read` makes of its leaves and how those combine."""
    if type(test) is AllOf:  # pydantic makes `isinstance` slow where the answer is no
        return every(fold(each, read, every, some) for each in test.all)
    if type(test) is AnyOf:
        return some(fold(each, read, every, some) for each in test.any)
    return read(test)


def evaluate(test: Test, read: Callable[[Leaf], Truth]) -> Truth:
    """Return whether a test holds, given what `read` says of its leaves."""
    return fold(test, read, all_of, any_of)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return false if any is false, else unknown if any is unknown, else true."""
    all_known = True
    for truth in truths:
        if truth is False:
            return False
        all_known = all_known and truth is not None
    return True if all_known else None


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return true if any is true, else unknown if any is unknown, else false."""
    all_known = True
    for truth in truths:
        if truth is True:
            return True
        all_known = all_known and truth is not None
    return False if all_known else None
