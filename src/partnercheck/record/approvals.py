"""One person's approval put into a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Position, fail
from partnercheck.load.approvals import name_for
from partnercheck.model.approval import MAX_APPROVALS, Approval
from partnercheck.model.strict import validate
from partnercheck.yaml_out import dump

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.diagnostics import Problem
    from partnercheck.model.approvals import Decidable, Record


class Written(NamedTuple):
    """An approval as it is to be written.

    Attributes:
        file: The name of its file.
    """

    file: str
    raw: bytes
    approval: Approval


def approval(record: Record, about: Decidable, said: Mapping[str, Any]) -> Written:
    """Return what a person decides on an assessment, as a file; `said` holds keys of an approval.

    Raises:
        InputError: It is no valid approval, dated before one that is there already, or one too many. Its
            diagnostics stand at the options that give the keys.
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
    latest = max(record.filed, key=lambda each: each.approval.on, default=None)
    if latest is not None and found.on < latest.approval.on:
        message = (
            f"it cannot be before {latest.approval.on}, the day of {latest.file}, which is there already"
        )
        raise InputError([Diagnostic("back-dated", "error", message, Position("--on", 1, 1))])
    name = name_for(found.by, found.on, {each.file: each for each in record.filed})
    return Written(name, dump(data).encode(), found)


def _at_option(problem: Problem) -> Diagnostic:
    """Return a problem with a key at the option that gives it."""
    option = f"--{str(problem.path[0]).replace('_', '-')}" if problem.path else "decide"
    return Diagnostic(problem.code, "error", problem.message, Position(option, 1, 1), problem.hint)
