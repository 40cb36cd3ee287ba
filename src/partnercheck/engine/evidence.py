"""What evidence is worth (docs/worked-example.md): the grade and reliability it earns an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Path, Problem, shown, visible
from partnercheck.months import anniversary, in_words, later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.dossier import Event
    from partnercheck.model.evidence import Evidence, EvidenceItem
    from partnercheck.model.grades import EvidenceRules
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.scalars import MonthCount


class Support(NamedTuple):
    """The grade that evidence earns.

    Attributes:
        rank: 0 for the strongest grade.
        grade: The grade's name.
        reliability: On 0-1.
        items: Each item with why it does not count; None where it does.
        overtaken: Events, each with the place of an item that is worth nothing because of it.
    """

    rank: int
    grade: str
    reliability: float
    items: tuple[tuple[EvidenceItem, str | None], ...] = ()
    overtaken: tuple[tuple[Event, Path], ...] = ()


class Weigher:
    """Weighs the evidence of one dossier; keeps the weight of what many answers share."""

    def __init__(self, inputs: Inputs) -> None:
        self._rules = inputs.rubric.evidence
        self._rank = self._rules.rank
        self._weakest = len(self._rank) - 1
        self._grades = tuple((name, grade.reliability) for name, grade in self._rules.grades.items())
        self._as_of = inputs.as_of
        self._faults = inputs.faults
        self._default = inputs.dossier.evidence
        self._shared: dict[tuple[str, int | None, tuple[Event, ...]], Support] = {}
        self._oldest_by_age: dict[int, dt.date] = {}
        self._events = events_by_criterion(inputs)
        self.problems: list[Problem] = []

    def weigh(
        self,
        criterion: Criterion,
        evidence: Evidence | None,
        path: Path,
        beside: Sequence[tuple[Evidence, Path]] = (),
    ) -> Support:
        """Return what evidence is worth to a criterion; it stands under `evidence` at `path`.

        Without any evidence the dossier's own counts, and without that the rubric's default grade.

        Args:
            criterion: What it supports.
            evidence: What the whole answer rests on.
            path: Where the answer stands.
            beside: What its ratings rest on beside that, each with the place of the rating.
        """
        max_age = age_limit(self._rules, criterion)
        events = self._events.get(criterion.id, ())
        if beside:
            return self._weigh([(evidence or (), path), *beside], max_age, events)
        if evidence and not isinstance(evidence, str):
            return self._weigh([(evidence, path)], max_age, events)
        shared = (str(evidence or ""), max_age, events)
        if shared not in self._shared:
            chosen = evidence or self._default
            self._shared[shared] = (
                self._weigh([(chosen, ())], max_age, events) if chosen else self._by_default(max_age)
            )
        return self._shared[shared]

    def _by_default(self, max_age: int | None) -> Support:
        rank = undated_rank(self._rank[self._rules.default], self._rules, max_age)
        return Support(rank, *self._grades[rank])

    def weigh_fact(self, fact: str, evidence: Evidence) -> Support:
        """Return what evidence is worth to a fact of the profile; no event is about one."""
        return self._weigh([(evidence, ("profile", fact))], self._rules.max_age, ())

    def _weigh(
        self, given: Iterable[tuple[Evidence, Path]], max_age: MonthCount | None, events: tuple[Event, ...]
    ) -> Support:
        ranks: list[int] = []
        weighed: list[tuple[EvidenceItem, str | None]] = []
        overtaken: list[tuple[Event, Path]] = []
        for evidence, path in given:
            if isinstance(evidence, str):
                if not events:
                    ranks.append(undated_rank(self._rank[evidence], self._rules, max_age))
                continue
            for index, item in enumerate(evidence):
                why_not = self._why_not(item, max_age)
                if why_not is None and events:
                    by = [event for event in events if item.date is None or item.date < event.on]
                    overtaken += [(event, (*path, "evidence", index)) for event in by]
                    why_not = _overtaken(item, by[0]) if by else None
                weighed.append((item, why_not))
                if why_not is None:
                    ranks.append(rank_of(item, self._rules, max_age))
                else:
                    message = f"“{shown(item.source)}” does not count: {why_not}"
                    at = (*path, "evidence", index)
                    self.problems.append(Problem("evidence", at, message, severity="warning"))
        rank = min(ranks, default=self._weakest)
        grade, reliability = self._grades[rank]
        return Support(rank, grade, reliability, tuple(weighed), tuple(overtaken))

    def _oldest(self, max_age: int) -> dt.date:
        since = self._oldest_by_age.get(max_age)
        if since is None:
            since = self._oldest_by_age[max_age] = oldest(self._as_of, max_age)
        return since

    def _why_not(self, item: EvidenceItem, max_age: MonthCount | None) -> str | None:
        """Return why an item does not count, or None where it does."""
        date, valid_until = item.date, item.valid_until
        if date is not None and date > self._as_of:
            return f"it is dated {in_words(date)}, after {in_words(self._as_of)}"
        if valid_until is not None:
            if valid_until < self._as_of:
                return f"it was valid until {in_words(valid_until)}"
        elif date is not None and max_age is not None and date < self._oldest(max_age):
            return (
                f"it is too old: dated {in_words(date)}, more than {max_age.text} "
                f"before {in_words(self._as_of)}"
            )
        if item.file is not None:
            return self._faults.get((item.file, item.sha256))
        return None


def events_by_criterion(inputs: Inputs) -> dict[str, tuple[Event, ...]]:
    """Return, by criterion, the events up to the as-of date that its evidence must not be older than.

    The latest stand first. An event is about criteria by name, by their dimension, by the section that they
    are worked out from, or by a flag that tests them.
    """
    found: dict[str, tuple[Event, ...]] = {}
    rubric = inputs.rubric
    past = [event for event in inputs.dossier.events if event.on <= inputs.as_of]
    for event in sorted(past, key=lambda each: each.on, reverse=True):
        tested = frozenset().union(*(rubric.criteria_of_flag.get(name, ()) for name in event.about))
        for name, criterion in rubric.criteria.items():
            names = {name, rubric.dimension_of[name], criterion.section}
            if name in tested or not names.isdisjoint(event.about):
                found[name] = (*found.get(name, ()), event)
    return found


def events_ahead(inputs: Inputs) -> Iterator[Problem]:
    """Yield a warning for each event that is written down, but had not happened by the as-of date."""
    for index, event in enumerate(inputs.dossier.events):
        if event.on > inputs.as_of:
            message = (
                f"this is of {in_words(event.on)}, after {in_words(inputs.as_of)}: it changes nothing yet"
            )
            hint = "to see what it changes, assess as of its day: `as_of`, or --as-of"
            yield Problem("event-ahead", ("events", index, "on"), message, hint, severity="warning")


def _overtaken(item: EvidenceItem, event: Event) -> str:
    said = "it has no date" if item.date is None else f"it is dated {in_words(item.date)}"
    return f"{said}, and on {in_words(event.on)} this happened: {visible(event.what)}"


def age_limit(rules: EvidenceRules, criterion: Criterion) -> MonthCount | None:
    """Return after how many months evidence for a criterion is too old; None for never."""
    own = criterion.max_age
    return rules.max_age if own is None else own


def rank_of(item: EvidenceItem, rules: EvidenceRules, max_age: int | None) -> int:
    """Return the rank of the grade that an item earns where it counts."""
    rank = rules.rank[item.grade]
    return undated_rank(rank, rules, max_age) if item.date is None and item.valid_until is None else rank


def undated_rank(rank: int, rules: EvidenceRules, max_age: int | None) -> int:
    """Return the rank that a grade without any date earns: leaving a date out never helps."""
    return len(rules.rank) - 1 if max_age is not None else max(rank, rules.rank[rules.clears])


def last_day(item: EvidenceItem, max_age: int | None) -> dt.date | None:
    """Return the last day on which an item may be relied on; None where it never grows too old.

    `max_age` counts in calendar months, the day cut to the month's last.
    """
    if item.valid_until is not None or item.date is None or max_age is None:
        return item.valid_until
    return later(item.date, max_age)


def oldest(as_of: dt.date, months: int) -> dt.date:
    """Return the first day that is no more than `months` calendar months before `as_of`.

    A day counts to the same day of the later month, cut to that month's last.
    """
    return anniversary(as_of, -months)
