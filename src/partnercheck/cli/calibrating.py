"""What `history --calibration` does: outcomes are set against verdicts and forecasts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.diagnostics import visible
from partnercheck.render.formats import CALIBRATION

if TYPE_CHECKING:
    from collections.abc import Iterable


def calibrate(
    paths: Iterable[Path], outputs: Iterable[str], form: str | None, *, by_approver: bool, quiet: bool
) -> int:
    """Tell what became of deals, and write it where that is asked for; returns the exit code.

    Raises:
        InputError: A path leads nowhere, or an output cannot be written.
    """
    from partnercheck.cli.outputs import page_targets, real_paths, write_all
    from partnercheck.insight.calibration import calibration
    from partnercheck.load.records import records_in

    targets = list(page_targets(CALIBRATION, "calibration", outputs, form, set()))
    records = records_in(paths, Path.cwd())
    found = calibration(records, by_approver=by_approver)
    files = [(path, CALIBRATION.render(each, found)) for path, each in targets]
    write_all(files, real_paths(records), quiet=quiet)
    if not quiet:
        show(CALIBRATION.render(form or "terminal", found, layout()), form or "terminal")
    for each in found.left_out:
        print(f"{visible(each.file)}: {visible(each.text)}; the record counts for nothing", file=sys.stderr)
    return BAD_INPUT if found.left_out else DONE
