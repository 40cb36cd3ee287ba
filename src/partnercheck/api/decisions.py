"""People decide on an assessment; nothing is written, and no clock is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from partnercheck.api.results import Result
from partnercheck.diagnostics import InputError
from partnercheck.insight.approvals import approvals
from partnercheck.model.assessment import DECIMALS, plain
from partnercheck.render.formats import APPROVALS

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.api.sources import AnyPath
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.approvals import Approvals, Became, Choice, Outcome


@dataclass(frozen=True)
class Decisions:
    """An assessment and what people decided on it, as the files that `partnercheck decide` would leave.

    Attributes:
        file: What the assessment's file is called; its decisions stand beside it, in `NAME.approvals`.
        assessment: The bytes of that file, which every decision is bound to by their digest.
        files: By its name, each decision as a file holds it, and its signature where it has one.
        approvals: What they come to, in the form of `decide --format json` (`approvals/1`).
    """

    file: str
    assessment: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False, hash=False)
    approvals: Approvals = field(repr=False)

    @property
    def status(self) -> str:
        """Whether it is `approved`, `rejected` or `pending`."""
        return self.approvals.status

    def to_dict(self) -> dict[str, Any]:
        """Return what they come to as the plain data of its JSON."""
        data: dict[str, Any] = plain(self.approvals, DECIMALS)
        return data

    def render(self, format: Literal["terminal", "json"] = "terminal") -> str:  # noqa: A002  (as elsewhere)
        """Return what they come to as the command shows it."""
        if format not in APPROVALS.names:
            raise ValueError(f"there is no format {format!r}; there are {', '.join(APPROVALS.names)}")
        return str(APPROVALS.render(format, self.approvals))


def decide(
    assessment: Result | Mapping[str, Any] | AnyPath | Decisions,
    *,
    by: str | None = None,
    role: str | None = None,
    vote: Choice | None = None,
    became: Became | None = None,
    on: dt.date | str | None = None,
    reason: str | None = None,
    outcome: Outcome | None = None,
    valid_until: dt.date | str | None = None,
    forecast: float | None = None,
    sign: AnyPath | None = None,
    principal: str | None = None,
    before: Mapping[str, bytes] | None = None,
    file: str = "assessment.json",
) -> Decisions:
    """Return the decisions on an assessment with one more; without a name, as they stand.

    Args:
        assessment: A result, the data of a saved one, the file of one with the decisions beside it, or what
            this function returned before.
        by: Who decides.
        role: In which role; a vote needs one.
        vote: `approve`, `reject` or `abstain`.
        became: In place of a vote, what came of a deal: `succeeded`, `failed` or `ended-early`.
        on: The day of it; a day later than today is not refused, as no clock is read.
        reason: Why; needed where the vote departs from the verdict.
        outcome: What was done: `signed`, `declined`, `deferred` or `ended`.
        valid_until: The last day on which the approval holds.
        forecast: How likely the person thinks it that the deal succeeds, in %.
        sign: The file of an SSH key to sign it with, by OpenSSH's `ssh-keygen`.
        principal: As whom the person signs; by default as our own file lists the person, else as `by` says.
        before: The decisions that were there already, by the names of their files, for a result or its data.
        file: What the file of the assessment is called, for a result or its data.

    Raises:
        InputError: It is no assessment, or no valid decision; or what was decided before is not sound.
        TypeError: Something is said, but not by whom; or `before` is given beside a file or decisions, or
            holds something else than bytes.
    """
    from partnercheck.load.record import SIGNATURE, decidable, record_of  # noqa: PLC0415  (few ask for it)
    from partnercheck.record.approval import approval  # noqa: PLC0415
    from partnercheck.record.signatures import sign as signature  # noqa: PLC0415

    name, raw, files = _taken(assessment, before, file)
    said = {
        "by": by,
        "role": role,
        "principal": None if sign is None else principal,
        "on": on,
        "vote": vote,
        "reason": reason,
        "outcome": outcome,
        "valid_until": valid_until,
        "forecast": forecast,
        "became": became,
    }
    about = decidable(raw, name)
    if any(each is not None for each in said.values()):
        if by is None:
            raise TypeError("say who decides: by=")
        if sign is not None and principal is None:
            said["principal"] = about.asked.principal_of(by)
        try:
            new = approval(record_of(about, files), about, said, signing=sign is not None)
        except InputError as error:
            raise InputError(map(_at_argument, error.diagnostics)) from None
        files = files | {new.file: new.raw}
        if sign is not None:
            files[f"{new.file}{SIGNATURE}"] = signature(new.raw, Path(sign))
    return Decisions(name, raw, files, approvals(record_of(about, files), about))


def _taken(
    assessment: Result | Mapping[str, Any] | AnyPath | Decisions,
    before: Mapping[str, bytes] | None,
    file: str,
) -> tuple[str, bytes, dict[str, bytes]]:
    """Return what an assessment's file is called, its bytes, and the files of the decisions on it."""
    if isinstance(assessment, Mapping):
        assessment = Result.from_dict(assessment)
    if isinstance(assessment, Result):
        files = dict(before or {})
        for name, raw in files.items():
            if not isinstance(raw, bytes):
                raise TypeError(f"before= takes what files hold as bytes; `{name}` is a {type(raw).__name__}")
        return file, str(assessment.render("json")).encode(), files
    if before is not None:
        raise TypeError("before= goes with a result or its data")
    if isinstance(assessment, Decisions):
        return assessment.file, assessment.assessment, dict(assessment.files)
    from partnercheck.load.record import read_files  # noqa: PLC0415  (few ask for it)

    return read_files(Path(assessment))


def _at_argument(diagnostic: Diagnostic) -> Diagnostic:
    """Return what is wrong with an option at the argument of its name."""
    place = diagnostic.position
    option = place.file.removeprefix("--")
    if option == place.file:
        return diagnostic
    return diagnostic._replace(position=place._replace(file=option.replace("-", "_")))
