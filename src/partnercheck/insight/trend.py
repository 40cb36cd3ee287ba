"""Where a partner went since the date before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.model.series import Past

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from partnercheck.model.levels import VerdictLevel
    from partnercheck.model.portfolio import Partner
    from partnercheck.model.series import Earlier, Mark, Trend

Stood = tuple["VerdictLevel", "Collection[str]"]
"""A verdict, and the red flags that were raised."""


def trend(before: Stood, after: Stood) -> Trend:
    """Return where it went: worse with a lower verdict or a flag newly raised, else better with the opposite.

    From the best verdict to the worst: proceed, conditional, hold, decline. A flag that is waived is raised.
    """
    (old, old_flags), (new, new_flags) = before, after
    moved = VERDICT_LEVELS.index(new) - VERDICT_LEVELS.index(old)
    if moved > 0 or set(new_flags) - set(old_flags):
        return "worse"
    return "better" if moved < 0 or set(old_flags) - set(new_flags) else "same"


def past(partner: Partner, by: Mark, earlier: Sequence[Earlier]) -> Past:
    """Return the dates before a partner's dossier, and where it went since the last of them."""
    last = earlier[-1]
    old, new = last.score.point, partner.score.point
    now, then = (dict(zip(each.raised, each.raised_titles, strict=False)) for each in (partner, last))
    newly_raised = tuple(each for each in partner.raised if each not in last.raised)
    cleared = tuple(each for each in last.raised if each not in partner.raised)
    return Past(
        identified_by=by,
        trend=trend((last.level, last.raised), (partner.verdict.level, partner.raised)),
        moved=None if old is None or new is None else new - old,
        newly_raised=newly_raised,
        cleared=cleared,
        earlier=tuple(earlier),
        newly_raised_titles=tuple(now.get(each, each) for each in newly_raised),
        cleared_titles=tuple(then.get(each, each) for each in cleared),
    )
