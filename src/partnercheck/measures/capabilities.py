"""The section `capabilities`: whether each side is strong where the other is weak."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import OurPart, Section
from partnercheck.measures.working import TIMES, exact, result
from partnercheck.model.names import name_key
from partnercheck.model.scalars import Text, refuse, refuse_all, whole
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table

_WEAK, _STRONG = 1, 3


class Capability(Strict):
    """How well a side does something and how much the venture needs it of that side."""

    level: Annotated[int, whole(0, 4)]
    """0 (none) to 4 (leading)."""
    needed: Annotated[int, whole(1, 5)] = 3
    """How much the venture needs it: 1 to 5."""


def _refuse_twice(items: dict[str, Capability]) -> dict[str, Capability]:
    """Refuse a capability that is listed twice: two levels of one thing say nothing."""
    seen: dict[str, str] = {}
    twice = [name for name in items if seen.setdefault(name_key(name), name) != name]
    refuse_all(
        partial(
            refuse,
            "duplicate-capability",
            f"`{shown(name)}` and `{shown(seen[name_key(name)])}` are the same name",
            "capitals and spaces at the ends do not count; keep one of them",
            (name,),
        )
        for name in twice
    )
    return items


Items = Annotated[dict[Text, Capability], AfterValidator(_refuse_twice)]


class OurCapabilities(Strict):
    """What we can do."""

    items: Items
    """Our capabilities by name."""


class Capabilities(SectionData):
    """What the partner can do."""

    items: Items
    """The partner's capabilities by name."""


class _Cover(NamedTuple):
    """How much of one side's weak spots the other side covers, and how that was worked out."""

    value: Fraction
    working: str


@measure_in("%")
def covers_us(theirs: Capabilities, sides: Sides) -> Measured:
    """100 * needed of our weak spots that they have as a strength / needed of all our weak spots, in %.

    A weak spot is level 0 or 1, a strength 3 or 4. Source: this program. None where we
    list no weak spot.

    Reads `items`, `level`, `needed`.
    """
    ours = OURS.need(sides)
    value, working = _cover("our", ours.items, "they", theirs.items)
    return Measured(float(value), working)


@measure_in("%")
def covers_them(theirs: Capabilities, sides: Sides) -> Measured:
    """100 * needed of their weak spots that we have as a strength / needed of all their weak spots, in %.

    Levels as in `covers_us`. Source: this program. None where they list no weak spot.

    Reads `items`, `level`, `needed`.
    """
    ours = OURS.need(sides)
    value, working = _cover("their", theirs.items, "we", ours.items)
    return Measured(float(value), working)


@measure_in("%")
def complementarity(theirs: Capabilities, sides: Sides) -> Measured:
    """Return the smaller of `covers_us` and `covers_them`, in %.

    Source: this program. None where either side lists no weak spot.

    Reads `items`, `level`, `needed`.
    """
    ours = OURS.need(sides)
    us, them = (
        _cover("our", ours.items, "they", theirs.items),
        _cover("their", theirs.items, "we", ours.items),
    )
    smaller = min(us.value, them.value)
    return Measured(float(smaller), f"{us.working}; {them.working}; the smaller of both {result(smaller)} %")


class WeakSpot(NamedTuple):
    """A weak spot of one side.

    Attributes:
        level: How well this side does it: 0 or 1.
        other: How well the other side does it; None where it does not list it.
    """

    name: str
    needed: int
    level: int
    other: int | None

    @property
    def covered(self) -> bool:
        """Whether it is a strength of the other side."""
        return self.other is not None and self.other >= _STRONG


def weak_spots(side: Mapping[str, Capability], other: Mapping[str, Capability]) -> list[WeakSpot]:
    """Return the weak spots of a side, as listed, each with what the other side can do about it.

    Names match as themes of a roadmap do, after trimming and case-folding.
    """
    levels = {name_key(name): capability.level for name, capability in other.items()}
    return [
        WeakSpot(name, capability.needed, capability.level, levels.get(name_key(name)))
        for name, capability in side.items()
        if capability.level <= _WEAK
    ]


def _cover(
    whose: str, side: Mapping[str, Capability], others: str, other: Mapping[str, Capability]
) -> _Cover:
    """Return how much of the weak spots of `side` the `other` side covers.

    Raises:
        UnmeasurableError: The side lists no weak spot; everybody has one, so the list is not honest.
    """
    spots = weak_spots(side, other)
    if not spots:
        raise UnmeasurableError(
            f"no weak spot (level 0 or 1) is among {whose} capabilities, and everybody has one"
        )
    covered, whole = sum(spot.needed for spot in spots if spot.covered), sum(spot.needed for spot in spots)
    value = Fraction(100 * covered, whole)
    listed = ", ".join(
        f"{shown(spot.name)} (needed {spot.needed}, {others}: {_levels(spot)})" for spot in spots
    )
    return _Cover(
        value,
        f"{whose} weak spots: {listed}; 100 {TIMES} {exact(covered)} ÷ {exact(whole)} {result(value)} %",
    )


def _levels(spot: WeakSpot) -> str:
    if spot.other is None:
        return "not listed"
    return f"level {spot.other}, {'a strength' if spot.covered else 'no strength'}"


def _tables(section: Capabilities, _: Sides) -> Iterator[Table]:
    columns = [
        Column("Capability"),
        Column("Level, 0 to 4", number=True),
        Column("Needed, 1 to 5", number=True),
    ]
    rows = [[name, str(each.level), str(each.needed)] for name, each in section.items.items()]
    yield Table("What the partner can do", columns, rows)


_SAMPLE = """\
capabilities:
  items:
    Field service: {level: 4, needed: 2}
    Number porting: {level: 1, needed: 5}
"""

OURS = OurPart(
    name="capabilities",
    summary="What we can do, and what the venture needs of us.",
    model=OurCapabilities,
    sample=_SAMPLE,
)

SECTION = Section(
    name="capabilities",
    title="Capabilities",
    summary="What the partner can do, and what the venture needs of it.",
    model=Capabilities,
    measures=(covers_us, covers_them, complementarity),
    sample=_SAMPLE,
    tables=_tables,
    ours=OURS,
)
