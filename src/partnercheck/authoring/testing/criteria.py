"""The small changes of one criterion: its weight, what its answers are worth, and what is expected of it."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from partnercheck.authoring.testing.changed import arrow
from partnercheck.authoring.testing.distinguish import Distinguisher, other_limits
from partnercheck.model.criteria.variants import twice_and_half
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import Criterion


Change = tuple[str, "Path", str, "Criterion", "Callable[[], bool]"]
"""Key, path within the criterion, words, the changed criterion, and whether some partner would notice."""


def changes_of(criterion: Criterion, could: Distinguisher) -> Iterator[Change]:
    """Yield the changes of a criterion; none where its answers have no value."""
    if not criterion.scored:
        return
    name = criterion.id
    applies = cache(partial(could.apply, name))
    for weight in twice_and_half(criterion.weight):
        what = f"weight of `{name}`: {arrow(criterion.weight, weight)}"
        other = changed(criterion, weight=weight)
        yield "weight", ("weight",), what, other, partial(could.weigh_criterion, name)
    for at, what, before, after, other in criterion.variants():
        yield str(at[0]), at, f"{what} of `{name}`: {before} → {after}", other, applies
    for limit in other_limits(criterion, criterion.expect, from_below=True):
        what = f"`expect` of `{name}`: {arrow(criterion.expect, limit)}"
        noticed = partial(could.expect_otherwise, name, criterion.expect, limit)
        yield "expect", ("expect",), what, changed(criterion, expect=limit), noticed
