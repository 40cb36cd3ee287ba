"""`partnercheck assess --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import did_you_mean, fail, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment


def explanation(
    names: Sequence[str], decision: Decision, assessment: Assessment, *, width: int, color: bool
) -> str:
    """Return how the named criteria came to their values; nothing where none is named.

    Raises:
        InputError: The rubric has no such criterion.
    """
    if not names:
        return ""
    from partnercheck.engine.steps import steps
    from partnercheck.render import reckoning

    inputs = decision.inputs
    results = {each.id: each for dimension in assessment.dimensions for each in dimension.criteria}
    for name in names:
        if name not in results:
            message = f"the rubric `{inputs.rubric.id}` has no criterion `{shown(name)}`"
            raise fail("unknown-criterion", message, "--explain", did_you_mean(name, results))
    return "\n".join(
        reckoning.render(
            results[name],
            inputs.rubric.criteria[name],
            inputs,
            steps(decision, name),
            width=width,
            color=color,
        )
        for name in names
    )
