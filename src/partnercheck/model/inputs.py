"""Everything one assessment is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Diagnostic, Problem
    from partnercheck.model.approvals import Record
    from partnercheck.model.asking import Asked
    from partnercheck.model.assessment import FileUsed, ReplyUsed, RubricUsed
    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.entry import Entry, Rating
    from partnercheck.model.organisation import Organisation
    from partnercheck.model.profile import Profile
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts


class Rated(NamedTuple):
    """A rating with its answer read by the criterion; None where the rater did not know."""

    rating: Rating
    answer: AnswerValue | None


class Given(NamedTuple):
    """A dossier's entry for one criterion, read by that criterion.

    `answer` is None where nothing is known, or where several people rated. Where the answer is the
    assessor's own, `beside` is what people replied.
    """

    entry: Entry
    answer: AnswerValue | None = None
    rated: tuple[Rated, ...] = ()
    beside: tuple[Rated, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anybody has answered."""
        return self.answer is not None or any(each.answer is not None for each in self.rated)


class Logo(NamedTuple):
    """A picture: its media type, such as `image/png`, and its bytes."""

    media: str
    data: bytes


class Seen(NamedTuple):
    """One look at the disk.

    Attributes:
        look: Which kind of look.
        path: What was looked at, mostly a path.
        of: What else the look was asked.
        found: What it found, or its digest.
    """

    look: str
    path: str
    of: str | int | None
    found: str


class Inputs(NamedTuple):
    """A dossier, the rubric and organisation it is held against, and what was seen of the files around it.

    Attributes:
        as_of: The day the assessment speaks for.
        profile: The facts that the rubric knows of the partner, and which criteria they let apply.
        given: By criterion id, what the dossier says.
        faults: By (file, digest) of evidence items, why the file does not support its item.
        warnings: What was odd but did no harm.
        overrides: Options of the command line that stand in place of what the dossier says.
        logo: The organisation's, for its reports.
        replies: Those that the dossier holds the answers of.
        approvals: Who has decided on the assessment that stands beside the dossier; None where nobody has.
        read_from: The path of every file that was read, or that the evidence names.
        seen: Every look at the disk that it came from.
        locate: Turns problems of the dossier into diagnostics at their places.
    """

    dossier: Dossier
    rubric: Rubric
    organisation: Organisation | None
    as_of: dt.date
    profile: Profile
    given: Mapping[str, Given]
    faults: Mapping[tuple[str, str | None], str]
    warnings: tuple[Diagnostic, ...]
    locate: Callable[[Iterable[Problem]], Iterator[Diagnostic]]
    rubric_used: RubricUsed
    dossier_used: FileUsed
    organisation_used: FileUsed | None
    overrides: tuple[str, ...] = ()
    logo: Logo | None = None
    read_from: tuple[str, ...] = ()
    replies: tuple[ReplyUsed, ...] = ()
    approvals: Record | None = None
    seen: tuple[Seen, ...] = ()

    @property
    def facts(self) -> Facts:
        """What tests read of the partner's profile."""
        return self.profile.facts

    def lacks_position(self, criterion: Criterion) -> bool:
        """Return whether an answer cannot be counted, as our own side has no position on it."""
        given = self.given.get(criterion.id)
        ours = self.organisation.culture.get(criterion.id) if self.organisation else None
        return bool(criterion.positions) and ours is None and given is not None and given.answered

    def who_answers(self, criterion: Criterion) -> Asked | None:
        """Return who can say what is missing on a criterion: us, where that is our own position."""
        return "us" if self.lacks_position(criterion) else criterion.ask

    @property
    def applying(self) -> frozenset[str]:
        """The criteria that its profile lets apply, or may."""
        return self.profile.applying
