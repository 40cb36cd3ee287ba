"""What cases would say if they expected what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.authoring.testing.trying import ACTUAL
from partnercheck.yaml_edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.authoring.testing.trying import Attempt
    from partnercheck.model.cases import Expectation

_DECIMALS = 1
_NARROWEST = 0.2


def updates(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, Edit]]:
    """Yield what is to be written for every fact that came out otherwise than expected."""
    for attempt in attempts:
        expect = attempt.loaded.case.expect
        for each in attempt.differences:
            value = written(each.fact, ACTUAL[each.fact](attempt.decision), expect)
            yield attempt, Edit((*attempt.loaded.path, "expect", each.fact), value)


def written(fact: str, actual: Any, expect: Expectation | None = None) -> Any:
    """Return a fact as a case expects it; a score as wide as was allowed, with the number in its middle."""
    if fact == "score" and actual is not None:
        low, high = expect.score if expect is not None and expect.score is not None else (0.0, 0.0)
        half = max(high - low, _NARROWEST) / 2
        return [round(max(actual - half, 0.0), _DECIMALS), round(min(actual + half, 100.0), _DECIMALS)]
    return list(actual) if isinstance(actual, tuple) else actual
