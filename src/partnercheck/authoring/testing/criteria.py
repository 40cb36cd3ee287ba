"""The small changes of one criterion: its weight, what its answers are worth, and what is expected of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.testing.changed import arrow
from partnercheck.authoring.testing.distinguish import Distinguisher, other_limits
from partnercheck.model.criteria.variants import twice_and_half
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import Criterion


def changes_of(criterion: Criterion, could: Distinguisher) -> Iterator[tuple[str, Path, str, Criterion]]:
    """Yield the changes of a criterion: key, path within it, words and the changed criterion."""
    name = criterion.id
    for weight in twice_and_half(criterion.weight) if could.weigh_criterion(name) else ():
        what = f"weight of `{name}`: {arrow(criterion.weight, weight)}"
        yield "weight", ("weight",), what, changed(criterion, weight=weight)
    for at, what, before, after, other in criterion.variants():
        yield str(at[0]), at, f"{what} of `{name}`: {before} → {after}", other
    for limit in other_limits(criterion, criterion.expect, from_below=True):
        if not could.expect_otherwise(name, criterion.expect, limit):
            continue
        what = f"`expect` of `{name}`: {arrow(criterion.expect, limit)}"
        yield "expect", ("expect",), what, changed(criterion, expect=limit)
