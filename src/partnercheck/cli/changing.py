"""Dossiers that a command changes: the change is shown first, and written whole or not at all."""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from partnercheck.cli.dossiers import read_input
from partnercheck.cli.files import is_stream, write_together
from partnercheck.cli.locking import locked
from partnercheck.diagnostics import fail, visible
from partnercheck.load import STDIN, Loader, read
from partnercheck.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.engine import Decision
    from partnercheck.model.inputs import Inputs

ChangedArgument = Annotated[
    Path,
    typer.Argument(
        metavar="DOSSIER",
        help="The dossier to change; - reads it from standard input and writes it to standard output.",
    ),
]


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


@contextmanager
def said_beside(path: Path, *, quiet: bool) -> Iterator[TextIO]:
    """Have what is said go to standard error where `-` stands for the dossier, or nowhere if `quiet`.

    Gives standard output, which the changed dossier goes to.
    """
    output = sys.stdout
    with ExitStack() as undo:
        if quiet:
            nowhere = undo.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
            undo.enter_context(redirect_stdout(nowhere))
            undo.enter_context(redirect_stderr(nowhere))
        elif str(path) == STDIN:
            undo.enter_context(redirect_stdout(sys.stderr))
        yield output


def change(
    path: Path, make: Callable[[Inputs, bytes], Change], output: TextIO, *, yes: bool, confine: Path | None
) -> Changed | None:
    """Change a dossier, as far as whoever sits at the terminal agrees; return None where nothing changes.

    One that came through standard input goes to `output`, changed or not.

    Raises:
        InputError: It does not load, before or after; or it cannot be written, or somebody else has changed
            it in the meantime: then nothing is written.
    """
    from partnercheck.engine import decide

    name = str(path)
    piped = name == STDIN
    if os.path.isdir(path):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "name the dossier in it"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    if not piped and is_stream(path):
        hint = "`-` reads standard input, and writes to standard output"
        raise fail("output", "this is a device or a pipe, which cannot be changed", name, hint)
    loader = Loader(confine=confine)
    raw = read_input(name)
    place = name if piped else path
    before = loader.dossier(place, raw=raw)
    new = make(before, raw)
    if new.raw == raw:
        print(f"nothing to change: {visible(name)}")
        if piped:
            write_out(raw, output)
        return None
    loader.dossier(place, raw=new.raw)  # what does not load is not written
    if piped:
        print(difference(raw, new.raw, name), end="")
        write_together(new.beside)
        write_out(new.raw, output)
    elif not rewrite(path, raw, new, yes=yes):
        return None
    after = loader.dossier(place, raw=new.raw)  # again: files stand beside it now
    found = Changed(decide(before), decide(after))
    for diagnostic in found.warnings():
        print(diagnostic, file=sys.stderr)
    return found


def write_out(raw: bytes, output: TextIO) -> None:
    """Write a dossier to standard output."""
    output.flush()
    output.buffer.write(raw)
    output.flush()


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
