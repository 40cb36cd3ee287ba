"""Three-valued logic: true, false, and None for unknown (S. C. Kleene, 1952)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.tests import AllOf, AnyOf, Leaf, Test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Truth = bool | None


def evaluate(test: Test, read: Callable[[Leaf], Truth]) -> Truth:
    """Return whether a test holds, given what `read` says of its leaves."""
    if type(test) is AllOf:  # pydantic makes `isinstance` slow where the answer is no
        return all_of(evaluate(each, read) for each in test.all)
    if type(test) is AnyOf:
        return any_of(evaluate(each, read) for each in test.any)
    return read(test)


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
