"""Dossiers that a command changes: the change is shown first, and written whole or not at all."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.dossiers import check_name
from partnercheck.cli.files import is_stream, write_together
from partnercheck.cli.locking import locked
from partnercheck.diagnostics import fail, visible
from partnercheck.load import Loader, read
from partnercheck.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.engine import Decision
    from partnercheck.model.inputs import Inputs

ChangedArgument = Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier to change.")]


class Change(NamedTuple):
    """What becomes of a dossier.

    Attributes:
        raw: Its new bytes.
        beside: Files that are written with it.
    """

    raw: bytes
    beside: tuple[tuple[Path, bytes], ...] = ()


class Changed(NamedTuple):
    """A dossier before and after it was changed."""

    before: Decision
    after: Decision

    def warnings(self) -> list[Diagnostic]:
        """Return what is odd about it now, and was not before."""
        known = {(each.code, each.message) for each in self.before.diagnostics}
        return [each for each in self.after.diagnostics if (each.code, each.message) not in known]

    def show_verdict(self) -> None:
        """Print the verdict now, and what it was before."""
        from partnercheck.engine import explain
        from partnercheck.render.words import VERDICTS

        was, now = (VERDICTS[explain(each).verdict.level][1] for each in self)
        print(f"verdict: {now}" + (f", before: {was}" if was != now else ", as before"))


def change(
    path: Path, make: Callable[[Inputs, bytes], Change], *, yes: bool, confine: Path | None
) -> Changed | None:
    """Change a dossier, as far as whoever sits at the terminal agrees; return None where nothing changes.

    Raises:
        InputError: It does not load, before or after; or it cannot be written, or somebody else has changed
            it in the meantime: then nothing is written.
    """
    from partnercheck.engine import decide

    name = str(path)
    if os.path.isdir(path):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "name the dossier in it"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    if is_stream(path):
        raise fail("output", "this is a device or a pipe, which cannot be changed", name)
    loader = Loader(confine=confine)
    check_name(path)
    raw = read(path, name)
    before = loader.dossier(path, raw=raw)
    new = make(before, raw)
    if new.raw == raw:
        print(f"nothing to change: {visible(name)}")
        return None
    loader.dossier(path, raw=new.raw)  # what does not load is not written
    if not rewrite(path, raw, new, yes=yes):
        return None
    after = loader.dossier(path, raw=new.raw)  # again: files stand beside it now
    found = Changed(decide(before), decide(after))
    for diagnostic in found.warnings():
        print(diagnostic, file=sys.stderr)
    return found


def rewrite(path: Path, raw: bytes, new: Change, *, yes: bool) -> bool:
    """Show what changes in a file, and write it unless whoever sits at the terminal disagrees.

    Raises:
        InputError: It cannot be written, or somebody else has changed it in the meantime.
    """
    name = str(path)
    print(difference(raw, new.raw, name), end="")
    if not agreed("Write this?", yes=yes, unasked=True):
        print("nothing is written")
        return False
    write_change(path, raw, new)
    print(f"written: {visible(name)}")
    return True


def write_change(path: Path, raw: bytes, new: Change) -> None:
    """Write what becomes of a file that was `raw` when it was read.

    Raises:
        InputError: It cannot be written, or somebody else has changed it in the meantime.
    """
    with locked(path.parent):
        if read(path, str(path)) != raw:
            hint = "run the command again"
            raise fail("changed", "somebody else has just changed this file", str(path), hint)
        write_together([*new.beside, (path, new.raw)])


def difference(old: bytes, new: bytes, name: str) -> str:
    """Return what changes, with two lines around it."""
    before, after = (decode(each, name).splitlines() for each in (old, new))
    found = difflib.unified_diff(before, after, name, name, n=2, lineterm="")
    return "".join(f"{visible(line)}\n" for line in found)


def agreed(question: str, *, yes: bool, unasked: bool) -> bool:
    """Return whether to write: only who sits at a terminal is asked, for others `unasked` says it."""
    return yes or (typer.confirm(question) if _at_terminal() else unasked)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
