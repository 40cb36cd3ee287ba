"""What cases start from: the best, the worst, or nothing, for everybody alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.criteria import Judgement, valued

if TYPE_CHECKING:
    from partnercheck.engine.evidence import Support
    from partnercheck.model.criteria import Criterion


class Grounds:
    """The judgements that the cases of a rubric start from; made once for all cases."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[str, str, int], Judgement] = {}

    def judgement(self, criterion: Criterion, dimension: str, base: str, support: Support) -> Judgement:
        """Return the judgement of a criterion that applies and of which a case says nothing.

        Args:
            criterion: The criterion.
            dimension: The id of its dimension.
            base: `best`, `worst` or `unanswered`.
            support: What best and worst answers rest on.
        """
        if not criterion.scored:
            return Judgement(criterion, dimension, None, excluded="unscored")
        if base == "unanswered":
            return Judgement(criterion, dimension, None)
        key = (criterion.id, base, support.rank)
        known = self._known.get(key)
        if known is None or known.criterion is not criterion:
            worst, best = criterion.ends
            answered = Judgement(criterion, dimension, None, support=support)
            known = self._known[key] = valued(answered, best if base == "best" else worst)
        return known
