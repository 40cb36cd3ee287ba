"""What a run of a portfolio is about: settings, tasks, and what comes of each."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from partnercheck.model.inputs import Seen
from partnercheck.model.portfolio import Partner, Refused
from partnercheck.model.series import Past

REPORTS = "reports"
"""The folder of the reports."""


class Settings(NamedTuple):
    """What the command line asks of every assessment; another wish makes every assessment anew.

    Attributes:
        version: The program's.
        within: How many days after its as-of date a dossier's dues are told …
        by: … unless they are told up to this day.
        forms: Which reports are written: suffixes such as `html`.
        confine: The folder below which all lies that dossiers name.
        piped: The dossier that came through standard input, where one did.
    """

    version: str
    rubric: str | None
    organisation: Path | None
    as_of: dt.date | None
    within: int
    forms: tuple[str, ...] = ()
    by: dt.date | None = None
    confine: Path | None = None
    piped: bytes | None = None

    def options(self) -> dict[str, str | int | bool | None]:
        """Return what the command line asked for, by name."""
        return {
            "rubric": self.rubric,
            "organisation": None if self.organisation is None else self.organisation.as_posix(),
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "within": self.within,
        }


class Task(NamedTuple):
    """A dossier to assess, by its name.

    Attributes:
        report: What its reports are called, without suffix.
        earlier: Its reports of an earlier run, which stay where it cannot be used now.
        past: The dates before, which its reports tell.
        due_from: The day from which what falls due is looked at; None for its own as-of date.
    """

    dossier: str
    path: Path
    report: str
    earlier: tuple[str, ...] = ()
    past: Past | None = None
    due_from: dt.date | None = None

    def reports(self, settings: Settings) -> tuple[str, ...]:
        """Return the files to write for it, relative to the portfolio's folder."""
        return tuple(f"{REPORTS}/{self.report}.{form}" for form in settings.forms)

    @property
    def traceback(self) -> tuple[str, ...]:
        """The file for the traceback of a fault of our own on it; none where no files are written."""
        return (f"{REPORTS}/{self.report}.traceback.txt",) if self.report else ()


class Entry(NamedTuple):
    """What is kept of a dossier, so that another run need not assess it again.

    There is either `refused` or `partner`, which stands last, so that it can be cut out of a line as it is;
    or neither, where it only names the reports of an earlier run.

    Attributes:
        dossier: Its name: the path relative to the working directory.
        reports: The files written for it, relative to the portfolio's folder.
        history: Digest of the dates before that its reports tell; None where they tell none.
        due_from: As of its task.
        seen: What it was assessed from.
    """

    dossier: str
    reports: tuple[str, ...] = ()
    history: str | None = None
    due_from: dt.date | None = None
    seen: tuple[Seen, ...] = ()
    refused: Refused | None = None
    partner: Partner | None = None


_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def read_entry(line: str) -> Entry:
    """Return the entry of a line.

    Raises:
        ValidationError: It is none, or of another version's form.
    """
    return _ENTRY.validate_json(line)


class Done(NamedTuple):
    """What came of a task.

    Attributes:
        line: Its entry's.
        reports: As pairs of name and text.
        read_from: The files it was assessed from (`Inputs.read_from`); none where it cannot be used.
    """

    dossier: str
    line: str
    reports: tuple[tuple[str, str], ...]
    read_from: tuple[str, ...] = ()
