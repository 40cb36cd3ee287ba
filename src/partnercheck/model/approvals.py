"""How an assessment was decided on: the record as it stands in files, and what it comes to."""

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

from partnercheck.model.assessment import ApprovalsAsked
from partnercheck.model.levels import VerdictLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.approval import Approval

Choice = Literal["approve", "reject", "abstain"]
Outcome = Literal["signed", "declined", "deferred", "ended"]
Became = Literal["succeeded", "failed", "ended-early"]
ApprovalStatus = Literal["approved", "rejected", "pending"]


class Sealed(Protocol):
    """What is known by its digest."""

    @property
    def sha256(self) -> str:
        """The digest."""


class SealedFile(Sealed, Protocol):
    """A file that is known by its digest."""

    @property
    def file(self) -> str:
        """Its name."""


class MadeFrom(NamedTuple):
    """The digests of what an assessment was made from; those of replies by their files.

    Attributes:
        evidence: Its files that are missing or changed, with the digests that they should have.
    """

    dossier: str
    rubric: str
    organisation: str | None
    replies: tuple[tuple[str, str], ...]
    evidence: frozenset[tuple[str, str | None]]

    @classmethod
    def of(
        cls,
        dossier: Sealed,
        rubric: Sealed,
        organisation: Sealed | None,
        replies: "Iterable[SealedFile]",
        faulty: "Iterable[tuple[str, str | None]]",
    ) -> Self:
        """Return the digests of these; of evidence, those of its files that do not support their items."""
        ours = None if organisation is None else organisation.sha256
        answered = tuple((each.file, each.sha256) for each in replies)
        return cls(dossier.sha256, rubric.sha256, ours, answered, frozenset(faulty))


class Decidable(NamedTuple):
    """What an approval is bound to: an assessment, as far as approvals speak of it.

    Attributes:
        file: The name of its file.
        sha256: The digest of its file.
        score: As it is written there.
        left_open: What gives the conditions that are open, by id; what to do under `proceed` is none.
    """

    file: str
    sha256: str
    partner: str
    verdict: VerdictLevel
    score: float | None
    as_of: dt.date
    asked: ApprovalsAsked
    made_from: MadeFrom
    left_open: tuple[str, ...] = ()


class Filed(NamedTuple):
    """An approval in its file.

    Attributes:
        file: The name of the file.
        sha256: Its digest.
        signed: Whether a signature stands beside it.
    """

    file: str
    sha256: str
    signed: bool
    approval: "Approval"


class RecordFault(NamedTuple):
    """What is wrong with a file of a record."""

    file: str
    text: str


class Record(NamedTuple):
    """The approvals of an assessment, as they stand in its folder.

    Attributes:
        about: The assessment; None where its file is not there or is none.
        filed: Those that can be read, in the order of time.
        faults: What is wrong with the record, file by file. Where anything is, nothing counts as approved.
    """

    about: Decidable | None
    filed: tuple[Filed, ...] = ()
    faults: tuple[RecordFault, ...] = ()


class VoteCast(NamedTuple):
    """One person's vote."""

    file: str
    """The name of its file."""
    by: str
    role: str | None
    principal: str | None
    """As whom the person signs."""
    on: dt.date
    vote: Choice
    reason: str | None
    outcome: Outcome | None
    valid_until: dt.date | None
    forecast: float | None
    """How likely the person thinks it that the deal succeeds, in %."""
    signed: bool
    """Whether a signature stands beside it; `verify --signers` checks it."""
    why_not: str | None
    """Why it does not count; null where it does."""


class CameOf(NamedTuple):
    """What came of a deal, as somebody wrote down later."""

    file: str
    by: str
    on: dt.date
    became: Became
    reason: str | None
    why_not: str | None
    """Why it does not hold against what a person who counts wrote down; null where that person counts."""


class Approvals(NamedTuple):
    """How an assessment was decided on."""

    partnercheck: Literal["approvals/1"]
    assessment: str
    """The name of its file."""
    sha256: str
    """The digest of that file."""
    partner: str
    verdict: VerdictLevel
    as_of: dt.date
    status: ApprovalStatus
    needed: int
    """How many must approve."""
    given: int
    """How many approve, of those who count."""
    missing: int
    """How many more must approve."""
    departs: tuple[str, ...]
    """Where it was decided against the verdict, the reasons of those who did."""
    outcome: Outcome | None
    """What was done, as the latest vote says that counts and says so."""
    valid_until: dt.date | None
    """The last day on which all approvals hold that count."""
    votes: tuple[VoteCast, ...]
    """In the order of time, those that do not count included."""
    became: CameOf | None
    """What came of it, as the latest says of those who count, where any of them does."""
    became_otherwise: tuple[CameOf, ...]
    """What people who do not count say came of it, where one who counts says something else."""
    overtaken: tuple[str, ...]
    """What is not as it was when it was decided: the files of the assessment, its verdict."""
    ended: bool
    """Whether the as-of date lies after the last day on which all approvals hold."""
    faults: tuple[RecordFault, ...]
    """What is wrong with the record; then nothing counts as approved."""

    @property
    def went_ahead(self) -> bool:
        """Whether it was approved, or signed as one says whose approval counts, and nobody called it off."""
        signed = any(
            each.vote == "approve" and each.outcome == "signed" and each.why_not is None
            for each in self.votes
        )
        approved = self.status == "approved" and self.outcome != "deferred"
        return (signed or approved) and self.status != "rejected" and self.outcome != "declined"

    @property
    def lapsed(self) -> bool:
        """Whether it does not hold for the dossier as it is now."""
        return bool(self.overtaken) or self.ended
