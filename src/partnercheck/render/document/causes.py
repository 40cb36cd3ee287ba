"""Why the verdict is what it is, told by what is known of the partner; and what makes it firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import shortened, words
from partnercheck.render.document import grounds
from partnercheck.render.document.tasks import WHAT_APPLIES, open_points, unknown_facts
from partnercheck.render.report.page_one import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.assessment import Assessment, CriterionResult, DimensionResult, FlagResult, Reason
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.document.paper import Room

_TITLE, _SAID, _SOURCE = 120, 240, 240
_TITLES = 400
"""So many letters of titles stand in a row, where a sentence is as long as usual."""

_NAMED = 3
"""So many dimensions are named; more are counted."""


def causes(assessment: Assessment, inputs: Inputs, room: Room) -> list[Cause]:
    """Return what decides, raised red flags before open ones; on hold also those that are raised besides."""
    all_causes = list(_Teller(assessment, inputs, room).all_causes())
    kept, others = all_causes[: room.causes], [each for each in all_causes[room.causes :] if each.status]
    if assessment.verdict.level == "hold":
        others += _raised_besides(assessment)
    kept += [each for each in all_causes[room.causes :] if not each.status][:1]
    for status in ("raised", "not ruled out"):
        if named := [each for each in others if each.status == status]:
            titles = _titles([each.title for each in named], room)
            kept.append(Cause(titles, named[0].symbol, status, "", ""))
    return kept


def _raised_besides(assessment: Assessment) -> Iterator[Cause]:
    """Yield the red flags that are raised and not waived, but are none of the reasons."""
    told = {each.subject for each in assessment.verdict.reasons}
    for each in assessment.red_flags:
        if each.status == "raised" and each.effect != "note" and each.waived is None and each.id not in told:
            yield Cause(each.title, words.FLAG_SYMBOLS[each.status], "raised", "", "")


def _titles(titles: Sequence[str], room: Room) -> str:
    """Return the titles of red flags, as many as there is room for, and how many more there are."""
    shown = max(sum(sum(map(len, titles[:end])) <= _TITLES * room.longer for end in range(len(titles))), 1)
    if shown >= len(titles) - 1:
        return words.quoted(titles)
    return words.listed([*(f"“{each}”" for each in titles[:shown]), f"{len(titles) - shown} more"])


def costing_most(dimensions: Sequence[DimensionResult], number: int) -> list[DimensionResult]:
    """Return the dimensions that cost the whole the most points, dearest first."""
    costs = [
        (each.weight * (100 - each.score.point), each) for each in dimensions if each.score.point is not None
    ]
    dearest = sorted(
        (each for each in costs if each[0] >= _TELLING), key=lambda each: -round(each[0], _ALIKE)
    )
    return [each for _, each in dearest[:number]]


class _Teller:
    """Puts reasons into words."""

    def __init__(self, assessment: Assessment, inputs: Inputs, room: Room) -> None:
        self._assessment, self._inputs, self._room = assessment, inputs, room
        self._results = assessment.criteria
        self._flags = {each.id: each for each in assessment.red_flags}

    def all_causes(self) -> Iterator[Cause]:
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
        if unknown := list(unknown_facts(self._assessment, self._inputs)):
            yield self._profile(unknown)
        for each in reasons:
            if each.code == "not-applicable":
                yield Cause("Too much is declared not applicable", "?", "", each.text, "")
            elif each.code == "nothing-answered" and not covered:
                yield Cause("The answers", "?", "", each.text, "")

    def _profile(self, unknown: Sequence[str]) -> Cause:
        """Return the one fact that is not known, or how many: the tasks begin with their questions."""
        if len(unknown) == 1:
            said = f"It is not known: “{unknown[0]}” {WHAT_APPLIES} depends on it."
        else:
            said = f"{len(unknown)} facts are not known; which questions and red flags apply depends on them."
        return self._cause("The partner’s profile", "?", "", said, "")

    def _flag(self, flag: FlagResult) -> Cause:
        named = [self._results[name] for name in flag.criteria]
        first = next(iter(named), None)
        if flag.status == "raised":
            said = " ".join(filter(None, (grounds.found(each, self._inputs) for each in named[:2])))
            if first is None or not said:
                said = words.sentence("; ".join(flag.because) or "the partner’s profile raises it")
            status = "raised"
        else:
            disputed = first is not None and len(grounds.sides(first, self._inputs)) > 1
            said = words.sentence("; ".join(flag.because[:2]) or "a fact of the profile is unknown")
            if first is not None and disputed:
                said = grounds.found(first, self._inputs)
            elif first is not None and (why_not := grounds.why_none_counts(first)):
                said = f"The evidence for “{first.title}” does not count. {words.sentence(why_not)}"
            status = "not ruled out"
        source = grounds.source(first) if first is not None else ""
        return self._cause(flag.title, words.FLAG_SYMBOLS[flag.status], status, said, source)

    def _limit(self, reason: Reason, *, lead: bool) -> Cause:
        dimension = next((each for each in self._assessment.dimensions if each.id == reason.subject), None)
        said, title = self._missed(reason), dimension.title if dimension else "Score"
        several = len(self._assessment.dimensions) > 1
        if dimension is None and several and (dearest := costing_most(self._assessment.dimensions, 2)):
            named = [f"“{each.title}” ({words.prose(each.score.point or 0.0)})" for each in dearest]
            said += f" {words.listed(named)} {'cost' if len(dearest) > 1 else 'costs'} the most points."
        inside = (dimension,) if dimension else self._assessment.dimensions
        worst = next(iter(dearest_criteria(inside)), None)
        if worst is None or not (lead or dimension):
            return self._cause(title, "", "", said, "")
        start = f"The answer that costs most is on “{worst.title}”"
        said += f" {grounds.found(worst, self._inputs, start)}"
        # Else there is no room for it, nor need of its source.
        told = start in shortened.brief(said, _SAID, self._room.longer * _SAID)
        return self._cause(title, "", "", said, grounds.source(worst) if told else "")

    def _missed(self, reason: Reason) -> str:
        verdict = self._assessment.verdict
        aim = "to proceed" if verdict.level == "conditional" else "to proceed with conditions"
        needed = f"the {words.whole(reason.limit or 0.0)} needed {aim}"
        if reason.actual is None:
            return f"It has no score, and {needed} cannot be shown."
        said = f"{words.below(reason.actual, reason.limit or 0.0)} of 100, below {needed}."
        return f"At best {said}" if verdict.level == verdict.best == "decline" else said

    def _coverage(self, reasons: Sequence[Reason]) -> Cause:
        titles = {each.id: each.title for each in self._assessment.dimensions}
        said, it = [], "evidence"
        for each in reasons:
            if each.subject is None:
                carried = words.below(each.actual or 0.0, each.limit or 0.0)
                said.append(
                    f"Evidence supports {carried} % of the judgement; a verdict needs "
                    f"{words.whole(each.limit or 0.0)} %."
                )
                it = "it"
        named = [titles[each.subject] for each in reasons if each.subject is not None]
        if named:
            least = words.whole(next(each.limit or 0.0 for each in reasons if each.subject is not None))
            which = words.quoted(named)
            if len(named) > _NAMED:
                every = len(named) == len(titles)
                which = (
                    f"each of the {len(titles)} dimensions"
                    if every
                    else f"{len(named)} of {len(titles)} dimensions"
                )
            said.append(f"In {which} {it} supports less than the {least} % that is needed.")
        return self._cause("Too little evidence", "", "", " ".join(said), "")

    def _enough(self) -> Cause:
        """Return what speaks most for a verdict to proceed: an answer in words where any is strong."""
        standing = [each for each in self._assessment.red_flags if each.status in {"raised", "open"}]
        flags = ", and no red flag is raised or open"
        if standing:
            how = {"only noted" if each.waived is None else "waived" for each in standing}
            flags = f"; every red flag that is raised or open is {' or '.join(sorted(how, reverse=True))}"
        title = f"The score and every floor are reached{flags}"
        strong = strongest(self._assessment, self._inputs)
        best = next((each for each in strong if each.measure is None), next(iter(strong), None))
        if best is None:
            limit = words.whole(self._inputs.rubric.verdict.proceed.score)
            return self._cause(title, "", "", f"It takes {limit} of 100 to proceed.", "")
        said = grounds.found(best, self._inputs, f"Strongest is “{best.title}”")
        return self._cause(title, "", "", said, grounds.source(best))

    def _cause(self, title: str, symbol: str, status: str, said: str, source: str) -> Cause:
        title, said, source = (
            shortened.brief(text, most, longer * most)
            for text, most, longer in (
                (title, _TITLE, self._room.longer),
                (said, _SAID, self._room.longer),
                (source, _SOURCE, self._room.longer_aside),
            )
        )
        return Cause(title, symbol, status, said, source.removesuffix("."))


def lost(result: CriterionResult) -> float:
    """Return how many points a criterion costs the whole."""
    return result.weight * (100 - (result.value.point or 0.0))


def dearest_criteria(dimensions: Iterable[DimensionResult]) -> list[CriterionResult]:
    """Return the answered criteria that cost points, dearest first."""
    every = [each for dimension in dimensions for each in dimension.criteria]
    costly = [each for each in every if each.value.point is not None and lost(each) >= _TELLING]
    return sorted(costly, key=lambda each: -round(lost(each), _ALIKE))


_TELLING = 0.05
"""Fewer points than this read as none."""

_ALIKE = 3
"""Points alike to so many decimals stand in the rubric's order: a saved assessment has rounded numbers."""


def strongest(assessment: Assessment, inputs: Inputs) -> list[CriterionResult]:
    """Return what speaks for the partner by the low end of its range, strongest first.

    What a red flag tests that is raised or open speaks for nobody.
    """
    unsettled = [each for each in assessment.red_flags if each.status in {"raised", "open"}]
    doubted = frozenset().union(*(inputs.rubric.criteria_of_flag[each.id] for each in unsettled))
    known = [
        each
        for name, each in assessment.criteria.items()
        if name not in doubted and each.value.point is not None and (each.value.low or 0.0) > _MIDDLE
    ]
    return sorted(known, key=lambda each: -round(each.weight * ((each.value.low or 0.0) - _MIDDLE), _ALIKE))


_MIDDLE = 50.0
"""What may be lower than this does not speak for anybody."""


def firmness(assessment: Assessment, inputs: Inputs) -> str:
    """Return whether missing evidence could change the verdict, which way, and what decides that."""
    verdict, rules = assessment.verdict, inputs.rubric.verdict
    raised = [each for each in verdict.reasons if each.code == "flag"]
    if not verdict.firm or not raised:
        return words.firmness(assessment) + _hinge(assessment, inputs)
    flags = "a red flag" if len(raised) == 1 else f"{len(raised)} red flags"
    start = f"Firm because of {flags}: the score alone"
    limit, aim = rules.proceed.score, "to proceed"
    if verdict.level == "decline":
        limit, aim = rules.conditional.score, "to proceed with conditions"
    needed = f"the {words.whole(limit)} needed {aim}"
    if (assessment.score.low or 0.0) >= limit:
        return f"{start}, even at its lowest, reaches {needed}."
    if (assessment.score.high or 0.0) >= limit:
        return f"{start} could still fall on either side of {needed}."
    return words.firmness(assessment)


def _hinge(assessment: Assessment, inputs: Inputs) -> str:
    """Return on what a verdict that is not firm hangs most."""
    if assessment.verdict.firm or any(unknown_facts(assessment, inputs)):
        return ""
    first = next(iter(open_points(assessment)), None)
    return f" “{inputs.rubric.criteria[first[1].criterion].title}” matters most." if first else ""
