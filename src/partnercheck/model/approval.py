"""The approval: one person's decision on an assessment, in a file of its own, bound to it by digest."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from partnercheck.model.approvals import Became, Choice, Outcome
from partnercheck.model.levels import VerdictLevel
from partnercheck.model.names import name_key
from partnercheck.model.scalars import Day, Digest, Percent, Text, refuse
from partnercheck.model.strict import Strict

MAX_APPROVALS = 200
"""So many decide on one assessment at most, later votes of the same person included."""


class Earlier(Strict):
    """An approval that was there already."""

    file: Text
    """Its name."""
    sha256: Digest
    """The digest of its file."""


class Approval(Strict):
    """One person's vote on an assessment, or what later became of the deal; never changed afterwards."""

    partnercheck: Literal["approval/1"]
    """The kind of file and the version of its format."""
    assessment: Text
    """The name of the assessment's file."""
    sha256: Digest
    """The digest of that file."""
    partner: Text
    """Whom the assessment is about."""
    verdict: VerdictLevel
    """What it says."""
    score: Percent | None = None
    """Its score; absent where it has none."""
    as_of: Day
    """The day that it speaks for."""
    by: Text
    """Who decides."""
    role: Text | None = None
    """In which role; a vote needs one."""
    principal: Text | None = None
    """Whom a list of allowed signers must know the key of, where the file is signed."""
    on: Day
    """The day of the vote, or the day on which it was known what came of it."""
    vote: Choice | None = None
    """Whether the person is for the deal: approve, reject or abstain."""
    reason: Text | None = None
    """Why; required where the vote departs from the verdict."""
    outcome: Outcome | None = None
    """What was done: signed, declined, deferred or ended."""
    valid_until: Day | None = None
    """The last day on which the approval holds."""
    forecast: Percent | None = None
    """How likely the person thinks it that the deal succeeds, in %."""
    became: Became | None = None
    """In place of a vote: what came of the deal."""
    before: Annotated[tuple[Earlier, ...], Field(max_length=MAX_APPROVALS - 1)] = ()
    """The approvals that were there already."""

    @property
    def departs(self) -> bool:
        """Whether the vote departs from the verdict."""
        against = {"approve": {"decline", "hold"}, "reject": {"proceed"}}
        return self.vote is not None and self.verdict in against.get(self.vote, ())

    def of_same_person(self, other: "Approval") -> bool:
        """Return whether two are one person's: by name, or as whom they are signed."""
        return name_key(self.by) == name_key(other.by) or (
            self.principal is not None
            and other.principal is not None
            and name_key(self.principal) == name_key(other.principal)
        )

    def comes_after(self, other: "Approval") -> bool:
        """Return whether its day is no earlier than that of one that was there, where it must not be.

        Nobody goes back behind a decision of their own, and no vote behind what came of the deal, nor that
        behind a vote. What two persons decide may be written down in any order.
        """
        bound = self.of_same_person(other) or self.became is not None or other.became is not None
        return not bound or self.on >= other.on

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.vote is None) == (self.became is None):
            refuse("wrong-approval", "an approval holds either `vote` or `became`")
        if self.on < self.as_of:
            message = f"it cannot be before {self.as_of}, the day that the assessment speaks for"
            refuse("back-dated", message, at=("on",))
        if self.vote is not None and self.role is None:
            refuse("missing-key", "a vote says in which role it is given", at=("role",))
        if self.departs and self.reason is None:
            message = f"a vote to {self.vote} departs from the verdict, {self.verdict}, and needs a reason"
            refuse("missing-key", message, at=("reason",))
        if (self.vote, self.outcome) in {("approve", "declined"), ("reject", "signed")}:
            message = f"`{self.vote}` and an outcome that is `{self.outcome}` contradict each other"
            refuse("wrong-approval", message, at=("outcome",))
        for name in ("outcome", "forecast") if self.vote is None else ():
            if getattr(self, name) is not None:
                refuse("wrong-approval", f"`{name}` belongs to a vote", at=(name,))
        if self.valid_until is not None:
            if self.vote != "approve":
                refuse("wrong-approval", "only an approval has an end", at=("valid_until",))
            if self.valid_until < self.on:
                refuse("wrong-date", "it would end before it begins", at=("valid_until",))
        for name in ("by", "principal"):
            if not (getattr(self, name) or " ").isprintable():
                refuse("wrong-value", "a name stands on one line, in characters that can be seen", at=(name,))
        return self
