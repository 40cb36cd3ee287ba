"""Three-valued logic: true, false, and None for unknown (S. C. Kleene, 1952)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.tests import AllOf, AnyOf, Leaf, Test

if TYPE_CHECKING:
    from collections.abc import Callable

Truth = bool | None


def evaluate(test: Test, read: Callable[[Leaf], Truth]) -> Truth:
    """Return whether a test holds, given what `read` says of its leaves."""
    if isinstance(test, AllOf):
        return all_of([evaluate(each, read) for each in test.all])
    if isinstance(test, AnyOf):
        return any_of([evaluate(each, read) for each in test.any])
    return read(test)


def all_of(truths: list[Truth]) -> Truth:
    """Return false if any is false, else unknown if any is unknown, else true."""
    if False in truths:
        return False
    return None if None in truths else True


def any_of(truths: list[Truth]) -> Truth:
    """Return true if any is true, else unknown if any is unknown, else false."""
    if True in truths:
        return True
    return None if None in truths else False
