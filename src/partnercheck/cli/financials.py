"""`partnercheck financials`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.console import show
from partnercheck.cli.dossiers import read_input
from partnercheck.cli.failures import BAD_INPUT, say_bad
from partnercheck.cli.files import check_free, write_together
from partnercheck.cli.outputs import check_read_once, check_unread, real_paths
from partnercheck.diagnostics import Diagnostic, InputError, Position, did_you_mean, fail, shown, visible
from partnercheck.importing import MAX_BYTES, File, financials_from
from partnercheck.importing.captions import captions
from partnercheck.importing.into import placed
from partnercheck.importing.mapping import read_map
from partnercheck.load import STDIN, read
from partnercheck.source import MAX_BYTES as MAX_DOSSIER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.importing import Format, Imported, Request


_LONGEST = 200


class Target(NamedTuple):
    """Where a section goes: into a dossier, a file, or else to standard output.

    Attributes:
        map: Where the captions that are not certain are written.
        force: Whether files that exist are overwritten.
    """

    dossier: Path | None
    output: Path | None
    map: Path | None
    force: bool


def run_import(
    files: Sequence[str],
    format: Format | None,  # noqa: A002  (the option's name)
    request: Request,
    map_: Path | None,
    target: Target,
) -> int:
    """Write a `financials:` section; what is unsure goes to standard error. Returns the exit code."""
    try:
        _check(files, map_, target)
        if map_ is not None:
            request = request._replace(mapping=read_map(read(map_, str(map_), MAX_DOSSIER), str(map_)))
        folder = (target.dossier or target.output or Path("section")).parent
        imported = financials_from([_file(name, folder) for name in files], format, request)
        notes = [*imported.notes, *_write(imported, target)]
    except InputError as error:
        say_bad(error, machine=False)
        return BAD_INPUT
    for each in notes:
        print(_brief(each), file=sys.stderr)
    return 0


def _check(files: Sequence[str], map_: Path | None, target: Target) -> None:
    """Refuse to write over what is read or where something is already, and to read a stream twice."""
    check_read_once(files)
    if target.map is not None and str(target.map) == STDIN:
        raise fail("output", "a map goes into a file", STDIN, "standard output is for the section")
    inputs = real_paths([*files, map_, target.dossier])
    for path in (target.map, target.output):
        if path is not None and str(path) != STDIN:
            check_free(path, force=target.force)
            check_unread(path, inputs)
    if target.output is not None and real_paths([target.output]) & real_paths([target.map]):
        raise fail("output", "one file cannot take both the section and the map", str(target.output))


def _file(name: str, folder: Path) -> File:
    """Return a file with the path by which a dossier in a folder may name it: one below that folder."""
    raw = read_input(name, MAX_BYTES)
    if name == STDIN:
        return File("standard input", raw)
    if "\0" in str(folder):  # no possible path, which writing tells
        return File(name, raw)
    path, top = Path(os.path.realpath(name)), Path(os.path.realpath(folder))
    return File(name, raw, path.relative_to(top).as_posix() if path.is_relative_to(top) else "")


def _write(imported: Imported, target: Target) -> list[Diagnostic]:
    """Write the section and the map; returns what the old section had and the new one lacks."""
    files: list[tuple[Path, str | bytes]] = [] if target.map is None else [(target.map, imported.map)]
    if target.dossier is not None:
        name = str(target.dossier)
        found = placed(read(target.dossier, name, MAX_DOSSIER), name, imported.text)
        write_together([*files, (target.dossier, found.raw)])
        print(f"written: the section `financials` of {visible(name)}")
        if found.lost:
            told = ", ".join(f"`{shown(line)}`" for line in found.lost)
            message = f"the section before this one had lines that this one lacks: {told}"
            return [Diagnostic("lost-line", "warning", message, Position(name, 1, 1))]
    elif target.output is None or str(target.output) == STDIN:
        write_together(files)
        show(imported.text, "yaml")
    else:
        write_together([*files, (target.output, imported.text)])
        print(f"written: {visible(str(target.output))}; read its notes, then paste it into a dossier")
    return []


def _brief(note: Diagnostic) -> Diagnostic:
    """Return a note short enough for a terminal; the section has all of it."""
    if len(note.message) <= _LONGEST:
        return note
    start = note.message[:_LONGEST].rpartition(" ")[0].rstrip(",")
    return note._replace(message=f"{start} … (the section has all of it)")


def run_lines(names: Sequence[str], *, as_json: bool) -> int:
    """Print the statement lines, or some of them. Returns the exit code."""
    table = captions()
    lines = {name: item for name, item in table.items.items() if item.line}
    for name in names:
        if name not in lines:
            hint = did_you_mean(name, lines) or "`partnercheck financials lines` lists them"
            error = fail("unknown-line", f"`{shown(name)}` is no statement line", shown(name), hint)
            say_bad(error, machine=as_json)
            return BAD_INPUT
    wanted = [lines[name] for name in names] or list(lines.values())
    if as_json:
        found = {
            each.name: {
                "statement": each.statement,
                "meaning": each.meaning,
                "captions": table.synonyms[each.name],
            }
            for each in wanted
        }
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for each in wanted:
        print(f"{each.name} ({_STATEMENTS[each.statement]})\n  {each.meaning}")
        for language, words in table.synonyms[each.name].items():
            print(f"  {language}: {'; '.join(words)}")
    return 0


_STATEMENTS = {
    "income": "income statement",
    "balance": "balance sheet",
    "cash": "cash flow",
    "shares": "shares",
}
