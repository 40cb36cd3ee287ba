"""`partnercheck rubric check` and `partnercheck explain`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from partnercheck.authoring.examine import examine, rules
from partnercheck.cli.files import complain
from partnercheck.diagnostics import InputError, did_you_mean, fail, shown
from partnercheck.load import Loader, is_file, is_path
from partnercheck.render.findings import render
from partnercheck.render.findings.results import Results

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.render.findings import Format

BAD_INPUT = 2
_IS_RUBRIC = re.compile(rb"^partnercheck:\s*[\"']?rubric/", re.MULTILINE)


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


def expanded(references: Iterable[str]) -> list[str]:
    """Return what the command line names, with the rubrics in a folder in place of the folder.

    Raises:
        InputError: There is no rubric in a folder.
    """
    found: list[str] = []
    for reference in references:
        if not os.path.isdir(reference):  # noqa: PTH112  (a path that cannot be is no folder)
            found.append(_as_path(reference) if is_file(Path(reference)) else reference)
            continue
        inside = [path for path in sorted(Path(reference).rglob("*.yaml")) if _is_rubric(path)]
        if not inside:
            raise fail("no-file", "there is no rubric in this folder", reference)
        found += [_as_path(str(path)) for path in inside]
    return list(dict.fromkeys(found))


def _as_path(file: str) -> str:
    return file if is_path(file) else f"./{file}"


def _is_rubric(path: Path) -> bool:
    try:
        return path.is_file() and bool(_IS_RUBRIC.search(path.read_bytes()))
    except OSError:
        return True  # checking it says why it cannot be read


def colored(form: str) -> bool:
    """Return whether findings are printed in colour: on a terminal that wants it."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return form == "terminal" and sys.stdout.isatty() and wanted


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
