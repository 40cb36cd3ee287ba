"""A decision with all that its reports are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.assessment import rounded
from partnercheck.model.inputs_used import inputs_used
from partnercheck.render.formats import ASSESSMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Weighting
    from partnercheck.model.series import Past
    from partnercheck.render.report import Depth, Report


@dataclass(frozen=True)
class Assessed:
    """An assessment, and what its reports hold beside it.

    Attributes:
        weighting: Works out what other weights would give, if anybody can; only a report needs it.
        depth: For whom reports are; None for executives on a terminal, else for analysts.
        template: What reports are written with in place of the bundled templates.
        past: The dates before, where they are known.
        names: Whether people are named, not told by role or side; None: to all but executives.
    """

    assessment: Assessment
    inputs: Inputs
    weighting: Callable[[], Weighting | None]
    depth: Depth | None = None
    template: Template | None = None
    names: bool | None = None
    past: Past | None = None
    _made: dict[Depth, Report] = field(default_factory=dict, repr=False)

    @property
    def whole(self) -> Assessment:
        """The assessment with what it was made from: its machine form."""
        if self.assessment.inputs is not None:
            return self.assessment
        return self.assessment._replace(inputs=inputs_used(self.inputs))

    @property
    def named(self) -> bool:
        """Whether people are named."""
        return self.depth != "executive" if self.names is None else self.names

    def report(self, depth: Depth = "analyst") -> Report:
        """Return the report for the readers asked for, or else for these; it is made once."""
        depth = self.depth or depth
        if depth not in self._made:
            from partnercheck.render.document import document

            self._made[depth] = document(
                rounded(self.assessment), self.inputs, depth, self.weighting(), self.past, names=self.named
            )
        return self._made[depth]


class Template(NamedTuple):
    """A user's own template; its suffix says what it writes."""

    name: str
    text: str

    @property
    def format(self) -> str:
        """What it writes; plain text where its suffix stands for nothing."""
        return ASSESSMENT.of(self.name.removesuffix(".j2")) or "terminal"
