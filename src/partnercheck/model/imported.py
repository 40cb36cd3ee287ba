"""What an import of statements found, and the statement lines that there are."""

from typing import Any, Literal, NamedTuple

from partnercheck.model.assessment import Note


class Proposed(NamedTuple):
    """A caption that stands for no line for certain: nothing is taken from it."""

    caption: str
    """As the file has it, with the part of the balance sheet that it stands in."""
    nearest: tuple[str, ...]
    """The lines of its statement that it may stand for, nearest first."""


class ImportResult(NamedTuple):
    """What was taken over from files of statements, and what was not."""

    partnercheck: Literal["import/1"]
    financials: dict[str, Any]
    """The section, as a dossier has it."""
    proposed: tuple[Proposed, ...]
    """Captions to be confirmed in a map."""
    diagnostics: tuple[Note, ...]
    """What was left out, restated, derived or doubted."""
    written: str | None
    """The file that the section was put into."""


class Imported(NamedTuple):
    """The result of an import, and the text of its section with what its reader must know."""

    text: str
    result: ImportResult


class LineListed(NamedTuple):
    """A statement line, in its own words."""

    name: str
    """What a section calls it."""
    statement: Literal["income", "balance", "cash", "shares"]
    """The statement that it stands in."""
    meaning: str
    """What it is, in a sentence."""
    captions: dict[str, tuple[str, ...]]
    """The captions that stand for it, by language."""


class LineList(NamedTuple):
    """Statement lines in the order of their statements."""

    partnercheck: Literal["lines/1"]
    lines: tuple[LineListed, ...]
