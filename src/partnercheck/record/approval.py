"""One person's approval put into a file of its own."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Position, fail, shown, visible
from partnercheck.insight.approvals import approvals
from partnercheck.load.record import name_for
from partnercheck.model.approval import MAX_APPROVALS, Approval
from partnercheck.model.names import name_key
from partnercheck.model.strict import validate
from partnercheck.yaml_out import dump

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.diagnostics import Problem
    from partnercheck.model.approvals import Decidable, Record


_NEAR = 0.8
"""How alike a name must be to one that counts to be taken for a slip (`difflib`, 0-1)."""


class Written(NamedTuple):
    """An approval as it is to be written.

    Attributes:
        file: The name of its file.
    """

    file: str
    raw: bytes
    approval: Approval


def approval(
    record: Record,
    about: Decidable,
    said: Mapping[str, Any],
    *,
    signing: bool = False,
    folder: PurePath | None = None,
) -> Written:
    """Return what a person decides on an assessment, as a file.

    Args:
        record: What was decided on it before.
        about: The assessment.
        said: Keys of an approval.
        signing: Whether a signature comes with it: one that is there already without it is put right.
        folder: Where the record's files stand, for errors.

    Raises:
        InputError: It is no valid approval, dated before one that it must follow, signed as somebody else, or
            one too many; it says what became of a deal that was neither approved nor signed; or the record is
            not sound. Its diagnostics stand at the options that give the keys.
    """
    if len(record.filed) >= MAX_APPROVALS:
        message = f"{MAX_APPROVALS:,} have decided on it already; no more are kept"
        raise fail("too-many", message, about.file, "assess again, and decide on that")
    given = {key: value for key, value in said.items() if value is not None}
    data = {
        "partnercheck": "approval/1",
        "assessment": about.file,
        "sha256": about.sha256,
        "partner": about.partner,
        "verdict": about.verdict,
        **({} if about.score is None else {"score": about.score}),
        "as_of": about.as_of,
        **given,
        "before": [{"file": each.file, "sha256": each.sha256} for each in record.filed],
    }
    found, problems = validate(Approval, data)
    if found is None:
        raise InputError(_at_option(each) for each in problems)
    _check_new(found, record, about)
    bounds = [each for each in record.filed if not found.comes_after(each.approval)]
    if bounds:
        last = max(bounds, key=lambda each: each.approval.on)
        message = f"{found.on} is before {last.approval.on}, the day of {last.file}, which is there already"
        raise InputError([Diagnostic("back-dated", "error", message, Position("--on", 1, 1))])
    name = name_for(found.by, found.on, {each.file: each for each in record.filed})
    if found.became is not None and not record.faults and not approvals(record, about).went_ahead:
        message = "a deal that was neither approved nor signed has no outcome"
        hint = "`--approve --outcome signed` of somebody who counts says that it was signed"
        raise InputError([Diagnostic("not-signed-yet", "error", message, Position("--became", 1, 1), hint)])
    _check_sound(record, name if signing else None, folder)
    data |= {key: getattr(found, key) for key in given}  # a day or number, whatever it was given as
    return Written(name, dump(data).encode(), found)


def _check_sound(record: Record, signed: str | None, folder: PurePath | None) -> None:
    """Refuse to build on a record that is not sound.

    Raises:
        InputError: It is not, save for a signature of `signed` whose approval was not written any more.
    """
    faults = [each for each in record.faults if each.file != signed]
    if faults:
        hint = "nothing is written; restore the folder from the repository's history"
        places = [Position(visible(str((folder or PurePath()) / each.file)), 1, 1) for each in faults]
        raise InputError(
            Diagnostic("not-sound", "error", each.text, place, hint)
            for each, place in zip(faults, places, strict=True)
        )


def _check_new(found: Approval, record: Record, about: Decidable) -> None:
    """Refuse a name that is nearly one of those who count, another's signature, a vote that says nothing new.

    Raises:
        InputError: It is such.
    """
    listed = [each.name for each in about.asked.by or ()]
    if name_key(found.by) not in map(name_key, (*listed, *about.asked.assessors)):
        near = get_close_matches(found.by, listed, n=1, cutoff=_NEAR)
        if near:
            message = f"{shown(found.by)} is not one of those whose approval counts"
            hint = f"did you mean `{shown(near[0])}`?"
            raise InputError([Diagnostic("unknown-name", "error", message, Position("--by", 1, 1), hint)])
    signer = about.asked.principal_of(found.by)
    if found.principal is not None and name_key(found.principal) != name_key(signer):
        message = f"our own file does not say that {shown(found.principal)} is {shown(found.by)}"
        hint = f"sign as `{shown(signer)}`, or name the `principal` in `approvals.by` and assess again"
        raise InputError([Diagnostic("wrong-signer", "error", message, Position("--principal", 1, 1), hint)])
    own = [each for each in record.filed if name_key(each.approval.by) == name_key(found.by)]
    if own and _content(own[-1].approval) == _content(found):
        message = f"this is there already, in {own[-1].file}"
        raise InputError([Diagnostic("duplicate", "error", message, Position("--by", 1, 1))])


def _content(each: Approval) -> Approval:
    """Return what an approval says, without its day, its place in the record and how a name is written."""
    return each.model_copy(update={"by": name_key(each.by), "on": each.as_of, "before": ()})


def _at_option(problem: Problem) -> Diagnostic:
    """Return a problem with a key at the option that gives it."""
    option = f"--{str(problem.path[0]).replace('_', '-')}" if problem.path else "decide"
    return Diagnostic(problem.code, "error", problem.message, Position(option, 1, 1), problem.hint)
