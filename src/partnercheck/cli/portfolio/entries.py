"""What a run of a portfolio is about: settings, tasks, and what comes of each."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from partnercheck.model.inputs import Seen
from partnercheck.model.portfolio import Partner, Refused
from partnercheck.model.series import Past
from partnercheck.render.json import render

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

    There is either `refused` or `partner`; or neither, where it only names the reports of an earlier run.

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
_PARTNER: TypeAdapter[Partner] = TypeAdapter(Partner)


class Row(NamedTuple):
    """An entry as it is kept.

    Attributes:
        line: All of it but the partner, as JSON.
        partner: The partner as JSON, as it stands in what a run writes; None where there is none.
    """

    dossier: str
    line: str
    partner: str | None = None


def row_of(entry: Entry) -> Row:
    """Return an entry as it is kept."""
    partner = None if entry.partner is None else _on_one_line(entry.partner)
    return Row(entry.dossier, _on_one_line(entry._replace(partner=None)), partner)


def _on_one_line(data: Entry | Partner) -> str:
    return render(data, indent=None).removesuffix("\n")


def read_entry(row: Row) -> Entry:
    """Return the entry that is kept.

    Raises:
        ValidationError: It is none, or of another version's form.
    """
    partner = None if row.partner is None else _PARTNER.validate_json(row.partner)
    return _ENTRY.validate_json(row.line)._replace(partner=partner)


class Done(NamedTuple):
    """What came of a task.

    Attributes:
        row: Its entry.
        reports: As pairs of name and text.
        read_from: The files it was assessed from (`Inputs.read_from`); none where it cannot be used.
    """

    row: Row
    reports: tuple[tuple[str, str], ...]
    read_from: tuple[str, ...] = ()

    @property
    def dossier(self) -> str:
        """The dossier's name."""
        return self.row.dossier
