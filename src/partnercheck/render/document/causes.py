"""Why the verdict is what it is, told by what is known of the partner; and what makes it firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.document import grounds
from partnercheck.render.report.page_one import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.assessment import Assessment, CriterionResult, DimensionResult, FlagResult, Reason
    from partnercheck.model.inputs import Inputs

_WHOLE = 4
"""So many causes are told in full; of further red flags only what they are."""

_SAID, _SOURCE = 240, 180

_NAMED = 3
"""So many dimensions are named; more are counted."""


def causes(assessment: Assessment, inputs: Inputs) -> list[Cause]:
    """Return what decides, a red flag that is raised before one that is open."""
    told = list(_Teller(assessment, inputs).told())
    kept, others = told[:_WHOLE], [each for each in told[_WHOLE:] if each.status]
    kept += [each for each in told[_WHOLE:] if not each.status][:1]
    for status in ("raised", "not ruled out"):
        if named := [each for each in others if each.status == status]:
            titles = words.listed([f"“{each.title}”" for each in named])
            kept.append(Cause(f"Also {status}", named[0].symbol, status, f"{titles}.", ""))
    return kept


def costing_most(dimensions: Sequence[DimensionResult], number: int) -> list[DimensionResult]:
    """Return the dimensions that cost the whole the most points, dearest first."""
    known = [each for each in dimensions if each.score.point is not None]
    return sorted(known, key=lambda each: -each.weight * (100 - (each.score.point or 0.0)))[:number]


class _Teller:
    """Puts reasons into words."""

    def __init__(self, assessment: Assessment, inputs: Inputs) -> None:
        self._assessment, self._inputs = assessment, inputs
        self._results = assessment.criteria
        self._flags = {each.id: each for each in assessment.red_flags}

    def told(self) -> Iterator[Cause]:
        """Yield every cause once."""
        level, reasons = self._assessment.verdict.level, self._assessment.verdict.reasons
        if level == "proceed":
            yield self._enough()
            return
        for code in ("flag", "open-flag"):
            yield from (self._flag(self._flags[each.subject or ""]) for each in reasons if each.code == code)
        for each in reasons:
            if each.code in {"floor", "score"}:
                yield self._limit(each, lead=each is reasons[0])
        if covered := [each for each in reasons if each.code == "coverage"]:
            yield self._coverage(covered)
        for each in reasons:
            if each.code == "profile":
                values = self._inputs.rubric.profile[each.subject or ""].values
                fact = f"“{each.subject}” ({' or '.join(values) or 'a number'})"
                said = f"Not known: {fact}; it decides which questions and red flags apply."
                yield Cause("The partner’s profile", "?", "", said, "")
            elif each.code in {"nothing-answered", "not-applicable"}:
                yield Cause("The answers", "?", "", each.text, "")

    def _flag(self, flag: FlagResult) -> Cause:
        named = [self._results[name] for name in grounds.tested(flag, self._inputs)]
        first = next(iter(named), None)
        if flag.status == "raised":
            said = " ".join(
                filter(None, (grounds.found(each, self._inputs, titled=False) for each in named[:2]))
            )
            if first is None or not said:
                said = words.sentence("; ".join(flag.because) or "the partner’s profile raises it")
            status = "raised"
        else:
            disputed = first is not None and len(grounds.sides(first, self._inputs)) > 1
            said = words.sentence("; ".join(flag.because[:2]) or "a fact of the profile is unknown")
            if first is not None and disputed:
                said = grounds.found(first, self._inputs, titled=False)
            elif first is not None and grounds.counts_no_more(first):
                said = f"What “{first.title}” rested on counts no more."
            status = "not ruled out"
        source = grounds.source(first) if first is not None else ""
        return self._cause(flag.title, words.FLAG_SYMBOLS[flag.status], status, said, source)

    def _limit(self, reason: Reason, *, lead: bool) -> Cause:
        dimension = next((each for each in self._assessment.dimensions if each.id == reason.subject), None)
        said, title = self._missed(reason), dimension.title if dimension else "Score"
        if dimension is None and (dearest := costing_most(self._assessment.dimensions, 2)):
            named = [f"{each.title} ({words.prose(each.score.point or 0.0)})" for each in dearest]
            said += f" {words.listed(named)} {'cost' if len(dearest) > 1 else 'costs'} most."
        inside = (dimension,) if dimension else self._assessment.dimensions
        worst = next(iter(dearest_criteria(inside)), None)
        if worst is None or not (lead or dimension):
            return self._cause(title, "", "", said, "")
        said += f" What costs most: {grounds.found(worst, self._inputs)}"
        return self._cause(title, "", "", said, grounds.source(worst))

    def _missed(self, reason: Reason) -> str:
        level = self._assessment.verdict.level
        needed = "to proceed" if level == "conditional" else "to proceed with conditions"
        takes = f"the {words.whole(reason.limit or 0.0)} that it takes {needed}"
        if reason.actual is None:
            return f"Nothing is known of {takes}."
        return f"{words.below(reason.actual, reason.limit or 0.0)} of 100, below {takes}."

    def _coverage(self, reasons: Sequence[Reason]) -> Cause:
        titles = {each.id: each.title for each in self._assessment.dimensions}
        said = []
        for each in reasons:
            if each.subject is None:
                carried = words.below(each.actual or 0.0, each.limit or 0.0)
                said.append(
                    f"It supports {carried} % of the judgement; a verdict needs "
                    f"{words.whole(each.limit or 0.0)} %."
                )
        named = [titles[each.subject] for each in reasons if each.subject is not None]
        if named:
            least = words.whole(next(each.limit or 0.0 for each in reasons if each.subject is not None))
            which = (
                words.listed(named) if len(named) <= _NAMED else f"{len(named)} of {len(titles)} dimensions"
            )
            said.append(f"It supports less than the {least} % that is needed of {which}.")
        return self._cause("Too little evidence", "", "", " ".join(said), "")

    def _enough(self) -> Cause:
        """Return what carries a verdict to proceed: the score, and the answer that speaks for it most."""
        limit = words.whole(self._inputs.rubric.verdict.proceed.score)
        met = [f"The score reaches the {limit} that is needed", "every dimension reaches its floor"]
        if not any(each.status in {"raised", "open"} for each in self._assessment.red_flags):
            met.append("no red flag stands against it")
        title, said = "Enough in every respect", f"{words.listed(met)}."
        best = strongest(self._assessment, self._inputs)[:1]
        if not best:
            return self._cause(title, "", "", said, "")
        said += f" What speaks for it most: {grounds.found(best[0], self._inputs)}"
        return self._cause(title, "", "", said, grounds.source(best[0]))

    def _cause(self, title: str, symbol: str, status: str, said: str, source: str) -> Cause:
        return Cause(
            words.brief(title, 120), symbol, status, words.brief(said, _SAID), words.brief(source, _SOURCE)
        )


def lost(result: CriterionResult) -> float:
    """Return how many points a criterion costs the whole."""
    return result.weight * (100 - (result.value.point or 0.0))


def dearest_criteria(dimensions: Iterable[DimensionResult]) -> list[CriterionResult]:
    """Return the answered criteria that cost points, dearest first."""
    every = [each for dimension in dimensions for each in dimension.criteria]
    costly = [each for each in every if each.value.point is not None and lost(each) >= _TELLING]
    return sorted(costly, key=lambda each: -lost(each))


_TELLING = 0.05
"""Fewer points than this read as none."""


def strongest(assessment: Assessment, inputs: Inputs) -> list[CriterionResult]:
    """Return what speaks for the partner by the low end of its range, strongest first.

    What a red flag that is raised or open rests on speaks for nobody.
    """
    unsettled = [each for each in assessment.red_flags if each.status in {"raised", "open"}]
    doubted = {name for each in unsettled for name in grounds.tested(each, inputs)}
    known = [
        each
        for name, each in assessment.criteria.items()
        if name not in doubted and each.value.point is not None and (each.value.low or 0.0) > _MIDDLE
    ]
    return sorted(known, key=lambda each: -each.weight * ((each.value.low or 0.0) - _MIDDLE))


_MIDDLE = 50.0
"""What may be lower than this does not speak for anybody."""


def firmness(assessment: Assessment, inputs: Inputs) -> str:
    """Return whether missing evidence could change the verdict, which way, and what decides that."""
    verdict, rules = assessment.verdict, inputs.rubric.verdict
    raised = [each for each in verdict.reasons if each.code == "flag"]
    if not verdict.firm or not raised:
        return words.firmness(assessment) + _hinge(assessment, inputs)
    flags = "a red flag" if len(raised) == 1 else f"{len(raised)} red flags"
    start = f"Firm because of {flags}, not of the score"
    limit, low, high = (
        rules.conditional.score if verdict.level == "decline" else rules.proceed.score,
        assessment.score.low or 0.0,
        assessment.score.high or 0.0,
    )
    if low >= limit:
        return f"{start}, which reaches the {words.whole(limit)} that is needed even at its lowest."
    if high >= limit:
        return f"{start}, which could still end on either side of the {words.whole(limit)} that is needed."
    return words.firmness(assessment)


def _hinge(assessment: Assessment, inputs: Inputs) -> str:
    """Return on what a verdict that is not firm hangs most."""
    missing = assessment.next_evidence
    if assessment.verdict.firm or missing is None:
        return ""
    every = [each for part in missing for each in part]
    if not every:
        return ""
    most = max(every, key=lambda each: (bool(each.flags), each.swing))
    return f" It hangs most on “{inputs.rubric.criteria[most.criterion].title}”."
