"""The organisation: us, as far as fit with a partner depends on it."""

from typing import Literal

from pydantic import Field

from partnercheck.model.scalars import Id, Text, Whole
from partnercheck.model.sections import OurCapabilities, OurRoadmap
from partnercheck.model.strict import Strict


class Organisation(Strict):
    """Our own positions, plans and capabilities."""

    partnercheck: Literal["organisation/1"] = Field(
        description="The kind of file and the version of its format."
    )
    name: Text = Field(description="Our name.")
    culture: dict[Id, Whole] = Field(
        default_factory=dict, description="Our position on the axis of each `match` criterion, by its id."
    )
    roadmap: OurRoadmap | None = Field(None, description="Where we are heading.")
    capabilities: OurCapabilities | None = Field(
        None, description="What we can do, and what the venture needs of us."
    )
