"""`partnercheck rubric check` and `partnercheck explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from partnercheck.authoring.examine import examine, rules
from partnercheck.cli.files import complain
from partnercheck.cli.findings import colored, expanded
from partnercheck.diagnostics import InputError, did_you_mean, fail, shown
from partnercheck.load import Loader
from partnercheck.model.findings import Results
from partnercheck.render.findings import render

if TYPE_CHECKING:
    from partnercheck.render.findings import Format

BAD_INPUT = 2


def run_check(references: list[str], form: str, *, strict: bool) -> int:
    """Check rubrics and print what is found. Returns the exit code."""
    try:
        wanted = expanded(references)
    except InputError as error:
        complain(error)
        return BAD_INPUT
    results = Results("check/1", examine(Loader(), wanted), rules(), strict)
    print(render(results, cast("Format", form), color=colored(form)), end="")
    return results.code


def run_explain(code: str | None) -> int:
    """Print a rule's page, or all rules in short. Returns the exit code."""
    known = rules()
    if code is None:
        for each in known.values():
            print(f"{each.code}  {each.severity:<7}  {each.name:<22}  {each.summary}")
        return 0
    rule = known.get(code.upper())
    if rule is None:
        complain(
            fail(
                "unknown-code",
                f"there is no rule `{shown(code)}`",
                shown(code),
                did_you_mean(code.upper(), known),
            )
        )
        return BAD_INPUT
    print(rule.help, end="")
    return 0
