"""`partnercheck decide`."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.options import LOOK, QuietOption, day
from partnercheck.render.formats import APPROVALS

if TYPE_CHECKING:
    from partnercheck.model.approvals import Decidable, Record

app = typer.Typer(**LOOK)


class Outcome(StrEnum):
    """What was done."""

    signed = "signed"
    declined = "declined"
    deferred = "deferred"
    ended = "ended"


class Became(StrEnum):
    """What came of a deal."""

    succeeded = "succeeded"
    failed = "failed"
    ended_early = "ended-early"


class Said(NamedTuple):
    """What a person decides, or knows."""

    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default=False)] = None
    role: Annotated[str | None, typer.Option(help="In which role.", show_default=False)] = None
    approve: Annotated[bool, typer.Option("--approve", help="Vote for the deal.")] = False
    reject: Annotated[bool, typer.Option("--reject", help="Vote against it.")] = False
    abstain: Annotated[bool, typer.Option("--abstain", help="Vote neither way.")] = False
    reason: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Why; needed to approve under decline or hold, and to reject under proceed.",
            show_default=False,
        ),
    ] = None
    outcome: Annotated[Outcome | None, typer.Option(help="What was done.", show_default=False)] = None
    valid_until: Annotated[
        dt.date | None,
        typer.Option(
            metavar="DATE",
            parser=day,
            help="The last day on which the approval holds; `due` lists it.",
            show_default=False,
        ),
    ] = None
    forecast: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help="How likely it is that the deal succeeds; `history --calibration` tells how right that was.",
            show_default=False,
        ),
    ] = None
    became: Annotated[
        Became | None,
        typer.Option(help="In place of a vote, later: what came of the deal.", show_default=False),
    ] = None
    on: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=day, help="The day of it; by default today.", show_default=False),
    ] = None
    sign: Annotated[
        Path | None,
        typer.Option(
            metavar="KEY", help="Sign it with this SSH key, by OpenSSH's ssh-keygen.", show_default=False
        ),
    ] = None
    principal: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The key's name in a list of allowed signers; by default as `approvals.by` says, or --by.",
            show_default=False,
        ),
    ] = None


@command(app)
def decide(
    assessment: Annotated[
        Path,
        typer.Argument(metavar="ASSESSMENT.json", help="What `assess -o ASSESSMENT.json` wrote."),
    ],
    said: Said,
    format: Annotated[str, FormatOption(APPROVALS)] = "terminal",  # noqa: A002  (the option's name)
    quiet: QuietOption = False,
) -> None:
    """Write down one person's decision on an assessment; without a vote, show how it stands.

    Each decision is a file of its own in ASSESSMENT.approvals, bound by digests to the assessment and to the
    decisions that were there before it. It is never changed; a later vote of the same person replaces it. The
    organisation's `approvals:` says how many must approve. Reports of the dossier of the same name beside the
    assessment show who has.

    \b
    Examples:
      partnercheck assess acme.yaml -o acme.json
      partnercheck decide acme.json --by "M. Renshaw" --role CEO --reject --reason "No named owner yet"
      partnercheck decide acme.json --by "M. Renshaw" --role CEO --approve
      partnercheck decide acme.json --by "S. Okafor" --role CFO --approve --valid-until 2027-12-01
      partnercheck decide acme.json --by "S. Okafor" --became succeeded
      partnercheck decide acme.json
    """
    from partnercheck.cli.approvals import standing_now
    from partnercheck.cli.console import layout, show
    from partnercheck.diagnostics import fail, visible
    from partnercheck.load import STDIN
    from partnercheck.load.record import read_decidable

    if str(assessment) == STDIN:
        message = "approvals stand beside the file of an assessment"
        raise fail("no-file", message, STDIN, "write it with `assess -o ASSESSMENT.json`")
    about = read_decidable(assessment)
    if assessment.suffix != ".json":
        message = "reports look for approvals beside the `.json` of an assessment"
        raise fail("wrong-assessment", message, str(assessment), "write it with `assess -o ASSESSMENT.json`")
    if said != Said():
        about = _write(assessment, said, quiet=quiet)
    if quiet:
        return
    found, changed = standing_now(assessment, about)
    if changed:
        print(f"note: {visible(changed)}; `partnercheck verify` says what differs", file=sys.stderr)
    show(APPROVALS.render(format, found, layout()), format)


def _write(assessment: Path, said: Said, *, quiet: bool) -> Decidable:
    """Write what somebody decides; whoever decides at the same time waits. Returns what it is bound to."""
    from partnercheck.cli.files import write_together
    from partnercheck.cli.locking import locked
    from partnercheck.diagnostics import visible
    from partnercheck.load.record import SIGNATURE, read_decidable, read_record
    from partnercheck.load.record_folder import folder_of
    from partnercheck.record.approval import approval
    from partnercheck.record.signatures import sign
    from partnercheck.render.words import counted, few

    keys = _keys(said)
    folder = folder_of(assessment)
    with locked(assessment.parent):
        about, record = read_decidable(assessment), read_record(assessment)
        keys["on"] = _day_of(said.on, about, record)
        if said.sign is not None and said.by is not None:
            keys["principal"] = said.principal or about.asked.principal_of(said.by)
        new = approval(record, about, keys, signing=said.sign is not None, folder=folder)
        files = [(folder / new.file, new.raw)]
        if said.sign is not None:  # first: a signature without its approval is put right by the same command
            files.insert(0, (folder / f"{new.file}{SIGNATURE}", sign(new.raw, said.sign)))
        write_together(files)
    for path, _ in () if quiet else reversed(files):
        print(f"written: {visible(str(path))}", file=sys.stderr)
    if said.forecast is not None and 0 < said.forecast < 1 and not quiet:
        meant = f"{100 * said.forecast:g}"
        told = f"the forecast is {said.forecast:g} %; where {meant} % is meant, vote again with {meant}"
        print(f"note: {told}", file=sys.stderr)
    if said.outcome is Outcome.signed and about.left_open and not quiet:
        told = f"it is signed with {counted(len(about.left_open), 'condition')} open"
        print(f"note: {told}: {visible(few(about.left_open))}", file=sys.stderr)
    return about


def _keys(said: Said) -> dict[str, Any]:
    """Return what the command line says as keys of an approval.

    Raises:
        typer.BadParameter: It says nothing that could be written, or several things at once.
    """
    votes = [name for name in ("approve", "reject", "abstain") if getattr(said, name)]
    given = [*votes, *(["became"] if said.became else [])]
    if len(given) != 1:
        what = "give one of them" if given else "say what is decided"
        raise typer.BadParameter(what, param_hint="--approve, --reject, --abstain, --became")
    if said.by is None:
        raise typer.BadParameter("say who decides", param_hint="--by")
    if said.principal is not None and said.sign is None:
        raise typer.BadParameter("it belongs to --sign", param_hint="--principal")
    return {
        "by": said.by,
        "role": said.role,
        "principal": said.principal,
        "on": said.on,
        "vote": votes[0] if votes else None,
        "reason": said.reason,
        "outcome": said.outcome and said.outcome.value,
        "valid_until": said.valid_until,
        "forecast": said.forecast,
        "became": said.became and said.became.value,
    }


def _day_of(on: dt.date | None, about: Decidable, record: Record) -> dt.date:
    """Return the day of a decision: today, where nobody gives another.

    Raises:
        InputError: It is after today, and after what is there already; or it is to be today, which is before
            the day that the assessment speaks for.
    """
    from partnercheck.cli.clock import today
    from partnercheck.diagnostics import Diagnostic, InputError, Position, fail

    now = today()
    if on is None:
        if now < about.as_of:
            message = f"today, {now}, is before {about.as_of}, the day that the assessment speaks for"
            raise fail("back-dated", message, about.file, "give the day of this decision with --on")
        return now
    if on > max([now, about.as_of, *(each.approval.on for each in record.filed)]):
        message = f"{on} is after today, {now}; nobody has decided on that day yet"
        raise InputError([Diagnostic("wrong-date", "error", message, Position("--on", 1, 1))])
    return on
