"""Dossiers that a command changes: the change is shown first, and written whole or not at all."""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from partnercheck.cli.command import FormatOption
from partnercheck.cli.console import layout, show
from partnercheck.cli.dossiers import read_input
from partnercheck.cli.files import is_stream, write_together
from partnercheck.cli.locking import holding, locked
from partnercheck.cli.options import ConfineOption, QuietOption, YesOption, name_of, named_path
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.load import STDIN, Loader, read
from partnercheck.render.formats import CHANGE
from partnercheck.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from partnercheck.model.dossier_change import DossierChange
    from partnercheck.model.inputs import Inputs

    Notes = Callable[[Inputs, Inputs], Iterable[str]]
    """Returns what to look at in a dossier, before and after it was changed."""

ChangedArgument = Annotated[
    Path,
    typer.Argument(
        metavar="DOSSIER",
        parser=named_path,
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


class ChangeOptions(NamedTuple):
    """How a change is shown, and whether somebody is asked."""

    yes: YesOption = False
    format: Annotated[str, FormatOption(CHANGE)] = "terminal"
    quiet: QuietOption = False
    confine: ConfineOption = None


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
    path: Path, make: Callable[[Inputs, bytes], Change], asked: ChangeOptions, notes: Notes = lambda *_: ()
) -> None:
    """Change a dossier, as far as whoever sits at the terminal agrees, and say what becomes of it.

    One that came through standard input goes to standard output, changed or not.

    Raises:
        InputError: It does not load, before or after; or it cannot be written, or somebody else has changed
            it in the meantime: then nothing is written.
    """
    machine = asked.format == "json"
    if machine and str(path) == STDIN:
        raise typer.BadParameter("standard output takes the dossier", param_hint="--format")
    with said_beside(path, quiet=asked.quiet or machine) as output:
        found = _changed(path, make, asked, notes, output)
        if not machine:
            _show(found, asked)
    if machine and not asked.quiet:
        _show(found, asked)


def _show(found: DossierChange, asked: ChangeOptions) -> None:
    show(CHANGE.render(asked.format, found, layout()), asked.format)


def _changed(
    path: Path, make: Callable[[Inputs, bytes], Change], asked: ChangeOptions, notes: Notes, output: TextIO
) -> DossierChange:
    from partnercheck.engine import decide, explain
    from partnercheck.model.assessment import Note
    from partnercheck.model.dossier_change import DossierChange

    name = name_of(path)
    piped = name == STDIN
    if os.path.isdir(path):  # noqa: PTH112  (a Path's own refuses impossible paths)
        hint = "name the dossier in it"
        raise fail("no-file", "this is a folder, where a dossier is needed", name, hint)
    if not piped and is_stream(path):
        hint = "`-` reads standard input, and writes to standard output"
        raise fail("output", "this is a device or a pipe, which cannot be changed", name, hint)
    loader = Loader(confine=asked.confine)
    raw = read_input(name)
    place = name if piped else path
    before, refused = _before(loader, place, raw)
    after = before
    new = make(before, raw)
    if refused is not None and new.raw == raw:
        raise refused
    shown = difference(raw, new.raw, name)
    written = False
    if new.raw != raw:
        loader.dossier(place, raw=new.raw)  # what does not load is not written
        if piped:
            print(shown, end="")
            with holding(file for file, _ in new.beside):
                write_together(new.beside)
            written = True
        else:
            written = rewrite(path, raw, new, yes=asked.yes)
    if piped:
        write_out(new.raw, output)
    if written:
        after = loader.dossier(place, raw=new.raw)  # again: files stand beside it now
    elif refused is not None:
        raise refused
    was, now = decide(before), decide(after)
    known = {(each.code, each.message) for each in was.diagnostics}
    odd = [each for each in now.diagnostics if (each.code, each.message) not in known]
    for diagnostic in odd:
        print(diagnostic, file=sys.stderr)
    return DossierChange(
        partnercheck="change/1",
        dossier=name,
        partner=after.dossier.partner.name,
        written=written,
        difference=shown,
        files=tuple(str(file) for file, _ in new.beside) if written else (),
        before=explain(was).verdict.level if refused is None else None,
        after=explain(now).verdict.level,
        notes=tuple(notes(before, after)),
        diagnostics=tuple(Note.of(each) for each in odd),
    )


def _before(loader: Loader, place: Path | str, raw: bytes) -> tuple[Inputs, InputError | None]:
    """Return a dossier before it is changed; without its replies and with what is wrong, where they are.

    Raises:
        InputError: Something is wrong with the dossier itself.
    """
    try:
        return loader.dossier(place, raw=raw), None
    except InputError as error:
        from partnercheck.load.replies import ReadReplies

        return loader.dossier(place, raw=raw, replies=lambda *_: ReadReplies(apart=True)), error


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
    name = name_of(path)
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
        if read(path, name_of(path)) != raw:
            hint = "run the command again"
            raise fail("changed", "somebody else has just changed this file", name_of(path), hint)
        write_together([*new.beside, (path, new.raw)])


def difference(old: bytes, new: bytes, name: str) -> str:
    """Return what changes, with two lines around it."""
    before, after = (decode(each, name).splitlines() for each in (old, new))
    found = difflib.unified_diff(before, after, name, name, n=2, lineterm="")
    return "".join(f"{visible(line)}\n" for line in found)


def agreed(question: str, *, yes: bool, unasked: bool) -> bool:
    """Return whether to write: only who sits at a terminal is asked, for others `unasked` says it.

    Raises:
        KeyboardInterrupt: Whoever is asked interrupts, and is told that nothing is written.
    """
    if yes or not _at_terminal():
        return yes or unasked
    try:
        return _confirmed(question)
    except KeyboardInterrupt:
        print("\nnothing is written", file=sys.stderr)
        raise


def _confirmed(question: str) -> bool:
    """Ask until the answer is yes or no; nothing is no, and so is the end of input, as for `rm -i`."""
    while True:
        print(f"{question} [y/N]: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.buffer.readline()
        if not line:
            print(file=sys.stderr)
        answer = line.strip().lower()
        if answer in {b"", b"n", b"no", b"y", b"yes"}:
            return answer.startswith(b"y")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
