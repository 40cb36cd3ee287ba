"""Red flags in three readings, by the rules of `engine.flags`; SQL's NULL is Kleene's unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.criteria.in_sql import text
from partnercheck.model.tests import CriterionTest, DimensionTest, fold
from partnercheck.warehouse.sql import profile
from partnercheck.warehouse.sql.criteria import applies, may_lack_rank, part, point
from partnercheck.warehouse.sql.limits import more, no_less, no_more
from partnercheck.warehouse.sql.scores import present
from partnercheck.warehouse.sql.text import Step, Value, either, every, name, no_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Effect, RedFlag, Rubric
    from partnercheck.model.tests import Leaf

READINGS = ("worst", "point", "best")


class Leaves(NamedTuple):
    """How the leaves of a flag's test are read: at which rank evidence counts, and whether it only opens."""

    rubric: Rubric
    rank: int
    opens: bool
    reading: str

    def read(self, leaf: Leaf) -> str:
        """Return whether a leaf holds in this reading."""
        if isinstance(leaf, CriterionTest):
            return self._criterion(self.rubric.criteria[leaf.criterion], leaf.limit)
        if isinstance(leaf, DimensionTest):
            return self._dimension(leaf.dimension, leaf.limit)
        holds = profile.leaf(leaf)
        return {
            "worst": f"COALESCE({holds}, TRUE)",
            "point": holds,
            "best": f"COALESCE({holds}, FALSE)",
        }[self.reading]

    def _criterion(self, criterion: Criterion, limit: float) -> str:
        rank = name(criterion.id, "rank")
        value, least, most = point(criterion), part(criterion, "least"), part(criterion, "most")
        guard = applies(self.rubric, criterion)
        if self.reading == "worst":
            return every([guard, f"COALESCE({no_more(least, limit)} OR {rank} > {self.rank}, TRUE)"])
        if self.reading == "best":
            return every([guard, f"COALESCE({no_more(most, limit)} AND {rank} <= {self.rank}, FALSE)"])
        out = "" if guard == "TRUE" else f"WHEN NOT {guard} THEN FALSE "
        weak = f"WHEN {rank} > {self.rank} THEN NULL "
        low = f"WHEN {no_more(value, limit)} THEN TRUE "
        counts = f" AND {rank} <= {self.rank}" if may_lack_rank(self.rubric, criterion) else ""
        clear = f"WHEN {more(part(criterion, 'lowest'), limit)}{counts} THEN FALSE "
        if criterion.measure is not None:  # one value, which is either at most the limit or above it
            clear = f"ELSE {no_more(value, limit)} "
        read = f"{weak}{low}{clear}" if self.opens else f"{low}{weak}{clear}"
        return f"CASE {out}{read}END"

    def _dimension(self, dimension: str, limit: float) -> str:
        value, low, high = (no_more(name(dimension, each), limit) for each in ("point", "low", "high"))
        absent = f"CASE WHEN NOT {present(dimension)} THEN FALSE"
        match self.reading:
            case "worst":
                return f"{absent} ELSE {low} END"
            case "best":
                return f"{absent} ELSE {high} END"
        return f"{absent} WHEN {high if self.opens else value} THEN TRUE WHEN {low} THEN NULL ELSE FALSE END"


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps; the last is `flags`, with a status for each flag, whether it is waived and counted."""
    readings = [value for flag in rubric.red_flags for value in _readings(rubric, flag)]
    yield Step("tested", "Each red flag's test in three readings.", readings, "FROM whole", ("whole",))
    status = [value for flag in rubric.red_flags for value in _status(rubric, flag)]
    yield Step("flags", "How each red flag stands.", status, "FROM tested", ("tested",))


def waived(rubric: Rubric) -> Iterator[Step]:
    """Yield the step with the last day on which each flag is waived."""
    values = [
        Value(f"max(CASE WHEN flag = {text(flag.id)} THEN until END)", flag.id)
        for flag in rubric.red_flags
        if flag.can_be_waived
    ]
    wrong = f"{waiver_fault(rubric)} OR {no_day('until')}"
    fault = Value(f"max(CASE WHEN {wrong} THEN 1 ELSE 0 END)", "waiver_faults")
    yield Step(
        "waived",
        "Until when each red flag is waived.",
        [Value("partner", "partner"), *values, fault],
        "FROM waivers GROUP BY partner",
    )


def waiver_fault(rubric: Rubric) -> str:
    """Return whether a waiver names a flag that cannot be waived, or none."""
    known = ", ".join(text(flag.id) for flag in rubric.red_flags if flag.can_be_waived) or "NULL"
    return f"NOT COALESCE(flag IN ({known}), FALSE)"


def _readings(rubric: Rubric, flag: RedFlag) -> Iterator[Value]:
    rules = rubric.evidence
    rank = rules.rank[flag.evidence or rules.clears]
    about = f"Flag {flag.id} ({flag.effect}): {flag.title}"
    for reading in READINGS:
        read = Leaves(rubric, rank, flag.effect == "decline", reading).read
        yield Value(fold(flag.when, read, every, either), f"{flag.id}.{reading}", about)
        about = ""


def _status(rubric: Rubric, flag: RedFlag) -> Iterator[Value]:
    holds = name(flag.id, "point")
    clear = f"WHEN {_applies(rubric, flag)} THEN 'clear' ELSE 'not_applicable'"
    sql = f"CASE WHEN {holds} THEN 'raised' WHEN {holds} IS NULL THEN 'open' {clear} END"
    yield Value(sql, f"{flag.id}.status")
    if waives(flag):
        stands = f"({holds} OR {holds} IS NULL)"
        yield Value(f"{name(flag.id, 'waiver')} AND {stands}", f"{flag.id}.waived")


def waives(flag: RedFlag) -> bool:
    """Return whether a waiver of a flag changes anything."""
    return flag.can_be_waived and flag.effect != "note"


def _applies(rubric: Rubric, flag: RedFlag) -> str:
    named = rubric.flag_leaves[flag.id]
    if not named:
        return "TRUE"
    parts = [
        applies(rubric, rubric.criteria[leaf.criterion])
        if isinstance(leaf, CriterionTest)
        else present(leaf.dimension)
        for leaf in named
    ]
    return "TRUE" if "TRUE" in parts else either(dict.fromkeys(parts))


def has_effect(flag: RedFlag, effect: Effect) -> str:
    """Return whether a flag has this effect, after its waiver."""
    before = flag.effect == effect
    after = {"decline": "conditional"}.get(flag.effect) == effect
    if not waives(flag):
        return "TRUE" if before else "FALSE"
    is_waived = name(flag.id, "waived")
    return f"NOT {is_waived}" if before else is_waived if after else "FALSE"


def compare(leaf: CriterionTest | DimensionTest, value: str) -> str:
    """Return whether a value meets the limit of a leaf; NULL without one."""
    return no_more(value, leaf.limit) if leaf.at_most is not None else no_less(value, leaf.limit)
