"""The section `toy`: how many of the toys that we lent a partner came back whole."""

from collections.abc import Iterator

from partnercheck.measures import (
    Column,
    Measured,
    Section,
    SectionData,
    Sides,
    Table,
    UnmeasurableError,
    measure_in,
)


class Toy(SectionData):
    """What became of our toys."""

    lent: int
    """How many we lent them."""
    whole: int
    """How many came back whole."""


@measure_in("%")
def returned(toy: Toy, _: Sides) -> Measured:
    """100 * whole / lent, in %.

    Source: the nursery. None where nothing was lent.
    """
    if not toy.lent:
        raise UnmeasurableError("no toy was lent")
    value = 100 * toy.whole / toy.lent
    return Measured(value, f"100 × {toy.whole} ÷ {toy.lent} = {value:g} %")


def tables(toy: Toy, _: Sides) -> Iterator[Table]:
    """Yield what a report tells of our toys."""
    yield Table(
        "Toys lent and returned",
        [Column("Toys"), Column("Number", number=True)],
        [["lent", str(toy.lent)], ["came back whole", str(toy.whole)]],
    )


SECTION = Section(
    name="toy",
    title="Toys",
    summary="What became of the toys that we lent them.",
    model=Toy,
    measures=(returned,),
    sample="""\
toy:
  lent: 4
  whole: 3
""",
    tables=tables,
)
