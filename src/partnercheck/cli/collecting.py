"""A run of `collect`: which files there are, what is written, and how the dossier stands with it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.questionnaire import everything
from partnercheck.cli.console import layout, show
from partnercheck.cli.dossiers import read_input
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.cli.files import write_together
from partnercheck.cli.locking import locked
from partnercheck.cli.outputs import check_read_once
from partnercheck.diagnostics import Diagnostic, InputError, Position, fail, in_order
from partnercheck.engine import decide
from partnercheck.importing.replies import Incoming, Wishes
from partnercheck.importing.replies import collect as collect_files
from partnercheck.insight.collected import with_standing
from partnercheck.load import STDIN, Loader, read
from partnercheck.load.asked import read_asked
from partnercheck.load.files import inside, is_file, real, relative
from partnercheck.load.folders import all_files_in, is_folder
from partnercheck.load.replies import ASKED, ExistingReplies, ReadReplies
from partnercheck.model.assessment import Note
from partnercheck.model.collected import Collected
from partnercheck.render.formats import COLLECTED
from partnercheck.yaml_edit import Lines, edited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Run(NamedTuple):
    """What the command line asks for."""

    dossier: Path
    files: list[str]
    side: str | None
    dry_run: bool
    replace: bool
    link: bool
    quiet: bool = False


def run(asked_for: Run, format: str, confine: Path | None) -> int:  # noqa: A002  (the option's name)
    """Collect replies, tell what came of it, and return the exit code.

    Raises:
        InputError: The dossier cannot be used, or its replies cannot be written.
    """
    check_read_once(asked_for.files)
    home = asked_for.dossier.parent
    # From what is there to what is written nobody else may write: each person has one reply.
    held = nullcontext() if asked_for.dry_run or not is_folder(home) else locked(home)
    with held:
        return _run(asked_for, format, confine)


def _run(asked_for: Run, format: str, confine: Path | None) -> int:  # noqa: A002  (the option's name)
    path, home = asked_for.dossier, asked_for.dossier.parent
    loader = Loader(confine=confine)
    there = ExistingReplies(path, loader.name)
    # What is wrong with a reply that is there already stops none that comes: it may be the one that mends it.
    inputs = loader.dossier(path, replies=there.read_apart)
    folder = there.folder
    asked = read_asked(home / folder / ASKED, loader.name(home / folder / ASKED))
    skipped: list[Diagnostic] = []
    found = collect_files(
        _incoming(asked_for.files, skipped),
        inputs,
        there.found,
        asked,
        everything(inputs),
        Wishes(folder, asked_for.side, asked_for.replace),
        _raw,
    )
    lacks = found.replies and all(name.rstrip("/") != folder for name in there.named)
    line = f"replies: {folder}/" if lacks else None
    copies = {name: raw for name, raw in found.copies.items() if not is_file(home / name)}
    _check_inside(home, (*found.writes, *copies))
    writes = [(home / name, content) for name, content in (*copies.items(), *found.writes.items())]
    linked = False
    if asked_for.link and line is not None:
        linked = not asked_for.dry_run
        writes.append((path, _linked(path, line, there.named)))
        line = None
    if not asked_for.dry_run:
        write_together(writes)
    diagnostics: list[Diagnostic] = [*skipped, *found.diagnostics]
    try:
        replies = tuple(sorted(found.replies, key=lambda each: each.file))
        now_asked = {**there.found.asked, folder: asked}
        mended = {loader.name(home / name) for name in found.writes}
        faults = tuple(each for each in there.found.diagnostics if each.position.file not in mended)
        now = ReadReplies(replies, diagnostics=faults, asked=now_asked)
        after = loader.dossier(path, replies=lambda *_: now)
        decision = decide(after)
    except InputError as error:
        diagnostics += error.diagnostics
        decision = None
    diagnostics = list(in_order(diagnostics))
    result = Collected(
        "collect/1",
        dossier=loader.name(path),
        folder=f"{folder}/",
        link=line,
        linked=linked,
        dry_run=asked_for.dry_run,
        files=found.files,
        answered=(),
        missing=(),
        apart=(),
        divided=(),
        open=(),
        diagnostics=tuple(map(Note.of, diagnostics)),
    )
    for each in diagnostics if format != "json" or asked_for.quiet else ():
        if each.severity == "error" or not asked_for.quiet:
            print(each, file=sys.stderr)
    if not asked_for.quiet:
        result = with_standing(result, found.replies, asked, decision)
        show(COLLECTED.render(format, result, layout()), format)
    return BAD_INPUT if any(each.severity == "error" for each in diagnostics) else DONE


def _incoming(names: list[str], skipped: list[Diagnostic]) -> Iterator[Incoming]:
    """Yield the files that a command line names, and those in folders that it names.

    What cannot be read is `skipped`, and so is a link that leads out of such a folder: it may lead to
    anything of ours.
    """
    here = Path.cwd()
    for name in names:
        try:
            yield from _named(name, here, skipped)
        except InputError as error:
            skipped += error.diagnostics


def _named(name: str, here: Path, skipped: list[Diagnostic]) -> Iterator[Incoming]:
    path = Path(name)
    if name == STDIN or not is_folder(path):
        yield Incoming(name, path, named=True)
        return
    unreadable: dict[str, InputError] = {}
    for each in all_files_in(path, here, unreadable):
        found = Incoming(relative(each, here), each, named=False)
        if real(each).is_relative_to(real(path)):
            yield found
        else:
            message = "a link that leads out of the folder is not followed"
            place = Position(found.name, 1, 1)
            skipped.append(Diagnostic("outside", "warning", message, place, "name the file itself"))
    for error in unreadable.values():
        skipped += error.diagnostics


def _raw(file: Incoming) -> bytes:
    return read_input(file.name) if file.name == STDIN else read(file.path, file.name)


def _linked(path: Path, line: str, named: tuple[str, ...]) -> bytes:
    """Return the dossier with the line that names its replies, every other byte as it was.

    Raises:
        InputError: It names other replies already, or takes no line.
    """
    if named:
        message = "the dossier names its replies one by one; a folder would take their place"
        raise fail("exists", message, str(path), f"move them there, and write `{line}`")
    return edited(read(path, str(path)), str(path), [Lines(("replies",), f"{line}\n")])


def _check_inside(home: Path, names: Iterable[str]) -> None:
    """Refuse to write where a link leads out of the dossier's folder.

    Raises:
        InputError: One does.
    """
    for name in names:
        if inside(home, name) is None:
            raise fail("outside", "this leads out of the dossier's folder", str(home / name))
