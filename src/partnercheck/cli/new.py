"""`partnercheck new`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from partnercheck.authoring import skeleton
from partnercheck.cli.files import complain, write
from partnercheck.cli.rubrics import beside
from partnercheck.diagnostics import InputError, fail
from partnercheck.load import STDIN, Loader

BAD_INPUT = 2


def run_new(file: Path, rubric: str | None, *, organisation: bool, force: bool) -> int:
    """Write a dossier or an organisation to fill in. Returns the exit code."""
    reference = rubric or "strategic-alliance"
    try:
        loaded = Loader().rubric(reference)
        piped = str(file) == STDIN
        if not piped and file.is_dir():
            raise fail("exists", "this is a folder", str(file))
        if not piped and file.exists() and not force:
            raise fail("exists", "this file exists already", str(file), "--force overwrites it")
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
