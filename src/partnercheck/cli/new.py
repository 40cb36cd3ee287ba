"""`partnercheck new`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from partnercheck.authoring import skeleton
from partnercheck.cli.files import check_free, complain, write
from partnercheck.cli.rubrics import beside
from partnercheck.diagnostics import InputError
from partnercheck.load import STDIN, Loader

BAD_INPUT = 2


def run_new(file: Path, rubric: str | None, *, organisation: bool, force: bool) -> int:
    """Write a dossier or an organisation to fill in. Returns the exit code."""
    reference = rubric or "strategic-alliance"
    try:
        loaded = Loader().rubric(reference)
        piped = str(file) == STDIN
        if not piped:
            check_free(file, force=force)
        if organisation:
            text = skeleton.organisation(loaded.rubric)
        else:
            named = beside(reference, Path() if piped else file.parent)
            text = skeleton.dossier(loaded.rubric, named, dt.datetime.now(tz=dt.UTC).astimezone().date())
        if piped:
            print(text, end="")
        else:
            write(file, text)
            print(f"written: {file}" if organisation else f"written: {file}; fill it in and assess it")
    except InputError as error:
        complain(error)
        return BAD_INPUT
    return 0
