"""What cases start from: the best, the worst, or nothing, for everybody alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.criteria import Judgement, valued

if TYPE_CHECKING:
    from partnercheck.engine.evidence import Support
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric


class Grounds:
    """The judgements that cases start from, under one rubric after another; made once for all cases."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rubric: Rubric | None = None
        self._starts: dict[tuple[str, int, frozenset[str]], list[Judgement]] = {}

    def start(self, rubric: Rubric, base: str, support: Support, applying: frozenset[str]) -> list[Judgement]:
        """Return the judgements of a case that sets nothing, in rubric order.

        Args:
            rubric: The rubric.
            base: `best`, `worst` or `unanswered`.
            support: What best and worst answers rest on.
            applying: The criteria that apply.
        """
        if rubric is not self._rubric:
            self._rubric, self._starts = rubric, {}
        key = (base, support.rank, applying)
        if key not in self._starts:
            self._starts[key] = [
                self._judgement(criterion, dimension.id, base, support, applying)
                for dimension in rubric.dimensions
                for criterion in dimension.criteria
            ]
        return list(self._starts[key])

    def _judgement(
        self, criterion: Criterion, dimension: str, base: str, support: Support, applying: frozenset[str]
    ) -> Judgement:
        if criterion.id not in applying:
            return Judgement(criterion, dimension, None, excluded="when")
        if not criterion.scored:
            return Judgement(criterion, dimension, None, excluded="unscored")
        if base == "unanswered":
            return Judgement(criterion, dimension, None)
        worst, best = criterion.ends
        answered = Judgement(criterion, dimension, None, support=support)
        return valued(answered, best if base == "best" else worst)
