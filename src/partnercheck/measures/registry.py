"""The registry of measures: what a rubric's `from` may name, and what works it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures import capabilities, exchange, finance, roadmap, surveys
from partnercheck.measures.measured import Measured, Sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.measures.measured import Measure

_SECTIONS = {
    "financials": finance.MEASURES,
    "roadmap": roadmap.MEASURES,
    "exchange": exchange.MEASURES,
    "capabilities": capabilities.MEASURES,
    "surveys": surveys.MEASURES,
}

REGISTRY: Mapping[str, Measure] = {
    f"{section}.{measure.__name__}": measure
    for section, measures in _SECTIONS.items()
    for measure in measures
}


def measure(name: str, sides: Sides) -> Measured:
    """Return what the measure `name` finds; none, with the reason, where its section is not there."""
    section = name.partition(".")[0]
    if getattr(sides.theirs, section, None) is None:
        return Measured(None, f"the dossier has no section `{section}`")
    compute = REGISTRY.get(name)
    if compute is None:
        return Measured(None, f"`{name}` cannot be worked out by this version")
    return compute(sides)


__all__ = ["REGISTRY", "Measured", "Sides", "measure"]
