"""`partnercheck financials import`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.commands.financials.reading import Reading, chosen
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK, QuietOption, target_path
from partnercheck.diagnostics import Diagnostic, Position, fail, shown, visible
from partnercheck.render.formats import IMPORTED

if TYPE_CHECKING:
    from partnercheck.importing import File, Found
    from partnercheck.model.imported import Imported

app = typer.Typer(**LOOK)

_LONGEST = 200
"""How long a note on a terminal may be; the section has all of it."""


class Target(NamedTuple):
    """Where the section goes: into a dossier, a file, or else to standard output."""

    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER",
            parser=target_path,
            help="Put the section into this dossier, in place of the old one; every other byte stays.",
            show_default=False,
        ),
    ] = None
    write_map: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            parser=target_path,
            help="Write the captions that are not certain, to be confirmed.",
            show_default=False,
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            parser=target_path,
            help="Write to this file.",
            show_default=False,
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False

    @property
    def file(self) -> Path | None:
        """The file that takes the section, None for standard output."""
        from partnercheck.load import STDIN

        return self.into or (None if str(self.output) == STDIN else self.output)


@command(app, "import", note="Nothing is fetched or guessed.")
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Tables of one company's statements (CSV, XLSX), or one filing (SEC companyfacts, ESEF "
            "xBRL-JSON), up to 100 MB; - reads standard input.",
        ),
    ],
    reading: Reading,
    target: Target,
    format: Annotated[  # noqa: A002  (the option's name)
        str, FormatOption(IMPORTED, "On standard output; json has all that was not taken over, too.")
    ] = "yaml",
    quiet: QuietOption = False,
) -> None:
    """Take statements over into a financials section: from tables as people have them, or from filings.

    Years, captions, units and signs are found; what is not certain is proposed and left out, and what
    contradicts itself is left out with both numbers. All that is told on standard error and in the section.

    \b
    Examples:
      partnercheck financials import report.xlsx --into acme.yaml
      partnercheck financials import income.csv balance.csv --currency EUR --unit 1000 --write-map map.yaml
      partnercheck financials import income.csv balance.csv --currency EUR --unit 1000 --map map.yaml
      partnercheck financials import CIK0001640147.json --years 3 --audited "PwC, opinion of 21 March 2025"
    """
    from partnercheck.cli.files import write_together
    from partnercheck.cli.locking import holding
    from partnercheck.importing import UnmappedError, financials_from

    _check(files, reading.map, target)
    folder = (target.file or Path("section")).parent
    given = [_file(name, folder) for name in files]
    try:
        found = financials_from(given, chosen(reading.source), reading.request())
    except UnmappedError as error:
        if target.write_map is not None:
            with holding([target.write_map]):
                _check_free(target)
                write_together([(target.write_map, error.map)])
        raise
    notes = [*found.notes, *_write(found, target)]
    if quiet:
        return
    if format == "json" or target.file is None:
        show(IMPORTED.render(format, _result(found, notes, target), layout()), format)
    elif target.into is not None:
        print(f"written: the section `financials` of {visible(str(target.into))}")
    else:
        print(f"written: {visible(str(target.output))}; read its notes, then paste it into a dossier")
    if format != "json":
        for each in notes:
            print(_brief(each), file=sys.stderr)


def _check(files: list[str], map_: Path | None, target: Target) -> None:
    """Refuse to write over what is read or where something is already, and to read a stream twice."""
    from partnercheck.cli.outputs import check_read_once, check_unread, real_paths
    from partnercheck.load import STDIN

    if target.into is not None and target.output is not None:
        raise typer.BadParameter("give --into or --output, not both", param_hint="--into")
    check_read_once(files)
    if str(target.write_map) == STDIN:
        raise fail("output", "a map goes into a file", STDIN, "standard output is for the section")
    inputs = real_paths([*files, map_, target.into])
    _check_free(target)
    for path in (target.write_map, target.output):
        if path is not None and str(path) != STDIN:
            check_unread(path, inputs)
    if target.output is not None and real_paths([target.output]) & real_paths([target.write_map]):
        raise fail("output", "one file cannot take both the section and the map", str(target.output))


def _check_free(target: Target) -> None:
    """Refuse to write where something is already, unless by force."""
    from partnercheck.cli.files import check_free
    from partnercheck.load import STDIN

    for path in (target.write_map, target.output):
        if path is not None and str(path) != STDIN:
            check_free(path, force=target.force)


def _file(name: str, folder: Path) -> File:
    """Return a file with the path by which a dossier in a folder may name it: one below that folder."""
    from partnercheck.cli.dossiers import read_input
    from partnercheck.importing import MAX_BYTES, File
    from partnercheck.load import STDIN
    from partnercheck.load.files import real

    raw = read_input(name, MAX_BYTES)
    if name == STDIN:
        return File("standard input", raw)
    if "\0" in str(folder):  # no possible path, which writing tells
        return File(name, raw)
    path, top = real(Path(name)), Path(os.path.realpath(folder))
    return File(name, raw, path.relative_to(top).as_posix() if path.is_relative_to(top) else "")


def _write(found: Found, target: Target) -> list[Diagnostic]:
    """Write the section and the map; returns what the old section had and the new one lacks."""
    from partnercheck.cli.files import write_together
    from partnercheck.cli.locking import holding
    from partnercheck.importing.into import placed
    from partnercheck.load import read

    files: list[tuple[Path, str | bytes]] = []
    if target.write_map is not None:
        files.append((target.write_map, found.map))
    if target.into is None:
        if target.file is not None:
            files.append((target.file, found.text))
        with holding(path for path, _ in files):
            _check_free(target)
            write_together(files)
        return []
    name = str(target.into)
    with holding([target.into, *(path for path, _ in files)]):
        _check_free(target)
        whole = placed(read(target.into, name), name, found.text)
        write_together([*files, (target.into, whole.raw)])
    if not whole.lost:
        return []
    lost = ", ".join(f"`{shown(line)}`" for line in whole.lost)
    message = f"the section before this one had lines that this one lacks: {lost}"
    return [Diagnostic("lost-line", "warning", message, Position(name, 1, 1))]


def _result(found: Found, notes: list[Diagnostic], target: Target) -> Imported:
    from partnercheck.model.assessment import Note
    from partnercheck.model.imported import Imported, ImportResult, Proposed

    proposed = tuple(Proposed(each.key, each.nearest) for each in found.proposals)
    written = visible(str(target.file)) if target.file else None
    result = ImportResult("import/1", found.section, proposed, tuple(map(Note.of, notes)), written)
    return Imported(found.text, result)


def _brief(note: Diagnostic) -> Diagnostic:
    """Return a note short enough for a terminal."""
    if len(note.message) <= _LONGEST:
        return note
    start = note.message[:_LONGEST].rpartition(" ")[0].rstrip(",")
    return note._replace(message=f"{start} … (the section has all of it)")
