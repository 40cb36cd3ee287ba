"""What a verdict asks of scores and evidence."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from partnercheck.model.scalars import OrInShort, Percent, Text
from partnercheck.model.strict import Strict


def _floors(value: object) -> object:
    return value if isinstance(value, dict) else {"default": value}


class Limits(Strict):
    """What a verdict asks of the scores."""

    score: Percent
    """Of the whole."""
    dimension: Annotated[
        dict[Text, Percent],
        BeforeValidator(_floors),
        OrInShort({"type": "number", "minimum": 0, "maximum": 100}),
    ] = Field(default_factory=lambda: {"default": 0.0})
    """A floor for every dimension, or `default` and one for some by their ids."""

    def floor(self, dimension: str) -> float:
        """Return the score that `dimension` must reach."""
        return self.dimension.get(dimension, self.dimension.get("default", 0.0))


class CoverageLimits(Strict):
    """How much of the judgement evidence must carry, in %; below either the verdict is hold."""

    overall: Percent = 60.0
    """Of the whole, in %."""
    dimension: Percent = 50.0
    """Of each dimension, in %."""


class VerdictRules(Strict):
    """What makes a verdict."""

    coverage: CoverageLimits = Field(default_factory=CoverageLimits)
    """How much evidence a verdict takes."""
    not_applicable: Percent = 20.0
    """The most that an assessor may declare not applicable, in % of all weight; above: hold."""
    proceed: Limits
    """What proceeding takes."""
    conditional: Limits
    """What proceeding with conditions takes; below it: decline."""
