"""The organisation: us, as far as fit with a partner depends on it."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from partnercheck.model.names import name_key
from partnercheck.model.scalars import Id, OrInShort, Text, Whole, kind_of, read_by, refuse, whole
from partnercheck.model.strict import Strict, changed

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def read_colour(value: object) -> str:
    """Read a colour such as `#0b5cad`; without quotes YAML would take it for a comment."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        hint = "write it in quotes: without them # begins a comment" if value is None else None
        refuse("wrong-colour", f'a colour such as "#0b5cad" is needed here, not {kind_of(value)}', hint)
    return value.lower()


Colour = Annotated[str | None, read_by(read_colour, type="string", pattern="^#[0-9a-fA-F]{6}$")]
"""A colour such as `#0b5cad`; None stands for none by default, and is refused where one is named."""


class Look(Strict):
    """What our reports show of us."""

    name: Text | None = None
    """The name at the head of a report, in place of the organisation's."""
    logo: Text | None = None
    """A PNG, JPEG or SVG picture, at most 100 KB, below this file's folder; reports carry it."""
    accent: Colour = None
    """The colour of links and marks, such as `#0b5cad`, in quotes; darkened on light paper and lightened
    on dark paper as far as it must be to be read."""
    closing: Text | None = None
    """What every report ends with; plain text, an empty line begins a new paragraph."""


MAX_APPROVERS = 100

NumberAsked = Annotated[int, whole(1, MAX_APPROVERS)]


class Approver(Strict):
    """Somebody whose approval counts."""

    name: Text
    """Who it is."""
    principal: Text | None = None
    """What a list of allowed signers calls the person; an approval that names another one does not count."""


def _approver(value: object) -> object:
    """Return the long form of an approver given by the name."""
    return {"name": value} if isinstance(value, str) else value


ApproverEntry = Annotated[Approver, BeforeValidator(_approver), OrInShort({"type": "string"})]


class ApprovalRules(Strict):
    """How many people must approve before we sign; one is enough where nothing is said."""

    proceed: NumberAsked = 1
    """Where the verdict is proceed."""
    conditional: NumberAsked = 1
    """Where the verdict is proceed with conditions."""
    against: NumberAsked = 1
    """Where the verdict is decline or hold."""
    by: tuple[ApproverEntry, ...] | None = Field(None, min_length=1, max_length=MAX_APPROVERS)
    """Whose approval counts; without it, everybody's but that of those who assessed."""

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.by is None:
            return self
        known: set[str] = set()
        for index, each in enumerate(self.by):
            if name_key(each.name) in known:
                refuse("duplicate", "this person is listed already", at=("by", index))
            known.add(name_key(each.name))
        for name in ("proceed", "conditional", "against"):
            if getattr(self, name) > len(self.by):
                refuse(
                    "wrong-value", f"`by` lists fewer people ({len(self.by)}) than must approve", at=(name,)
                )
        return self


PLACEHOLDER = "Name of our organisation"
"""What a new file calls our own side until somebody names it."""


class Organisation(Strict):
    """Our own positions, plans and capabilities."""

    # Our part of sections is fields of the model that `measures.organisation_model` makes of this one.

    partnercheck: Literal["organisation/1"]
    """The kind of file and the version of its format."""
    name: Text
    """Our name."""
    culture: dict[Id, Whole] = Field(default_factory=dict)
    """Our position on the axis of each `match` criterion, by its id."""
    approvals: ApprovalRules | None = None
    """How many people must approve before we sign, and who."""
    report: Look | None = None
    """What our reports show of us."""

    def now_called(self, renamed: Mapping[str, str]) -> Self:
        """Return it with the positions of former ids under those that they have now."""
        culture = {now: self.culture[old] for old, now in renamed.items() if old in self.culture}
        return changed(self, culture={**culture, **self.culture}) if culture else self
