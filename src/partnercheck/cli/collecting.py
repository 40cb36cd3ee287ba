"""A run of `collect`: which files there are, what is written, and how the dossier stands with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.questionnaire import everything
from partnercheck.cli.console import layout, show
from partnercheck.cli.dossiers import read_input
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.cli.files import write_together
from partnercheck.cli.outputs import check_read_once
from partnercheck.diagnostics import InputError, fail, in_order
from partnercheck.engine import decide, note
from partnercheck.importing.into import placed
from partnercheck.importing.replies import Incoming, Wishes
from partnercheck.importing.replies import collect as collect_files
from partnercheck.insight.collected import with_standing
from partnercheck.load import STDIN, Loader, read
from partnercheck.load.asked import read_asked
from partnercheck.load.files import real, relative
from partnercheck.load.folders import all_files_in, is_folder
from partnercheck.load.replies import ASKED, ExistingReplies, ReadReplies
from partnercheck.model.collected import Collected
from partnercheck.render.formats import COLLECTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Diagnostic


class Run(NamedTuple):
    """What the command line asks for."""

    dossier: Path
    files: list[str]
    side: str | None
    dry_run: bool
    replace: bool
    link: bool


def run(asked_for: Run, format: str, confine: Path | None) -> int:  # noqa: A002  (the option's name)
    """Collect replies, tell what came of it, and return the exit code.

    Raises:
        InputError: The dossier cannot be used, or its replies cannot be written.
    """
    check_read_once(asked_for.files)
    path, home = asked_for.dossier, asked_for.dossier.parent
    loader = Loader(confine=confine)
    there = ExistingReplies(path, loader.name)
    inputs = loader.dossier(path, replies=there.read)
    folder = there.folder
    asked = read_asked(home / folder / ASKED, loader.name(home / folder / ASKED))
    found = collect_files(
        _incoming(asked_for.files),
        inputs,
        there.replies,
        asked,
        everything(inputs),
        Wishes(folder, asked_for.side, asked_for.replace),
        _raw,
    )
    line = None if any(name.rstrip("/") == folder for name in there.named) else f"replies: {folder}/"
    writes = [(home / folder / name, content) for name, content in found.writes.items()]
    if asked_for.link and line is not None:
        writes.append((path, _linked(path, line, there.named)))
        line = None
    if not asked_for.dry_run:
        _check_folder(home, folder)
        write_together(writes)
    diagnostics: list[Diagnostic] = list(found.diagnostics)
    try:
        replies = tuple(sorted(found.replies, key=lambda each: each.file))
        after = loader.dossier(path, replies=lambda *_: ReadReplies(replies))
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
        dry_run=asked_for.dry_run,
        files=found.files,
        answered=(),
        missing=(),
        apart=(),
        divided=(),
        open=(),
        diagnostics=tuple(map(note, diagnostics)),
    )
    if format != "json":
        for each in diagnostics:
            print(each, file=sys.stderr)
    result = with_standing(result, found.replies, asked, decision)
    show(COLLECTED.render(format, result, layout()), format)
    return BAD_INPUT if any(each.severity == "error" for each in diagnostics) else DONE


def _incoming(names: list[str]) -> Iterator[Incoming]:
    """Yield the files that a command line names, and those in folders that it names."""
    here = Path.cwd()
    for name in names:
        path = Path(name)
        if name == STDIN or not is_folder(path):
            yield Incoming(name, path, named=True)
        else:
            for each in all_files_in(path, here):
                yield Incoming(relative(each, here), each, named=False)


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
    return placed(read(path, str(path)), str(path), f"{line}\n", "replies").raw


def _check_folder(home: Path, folder: str) -> None:
    """Refuse a folder of replies that is a link to somewhere else.

    Raises:
        InputError: It is one.
    """
    if not real(home / folder).is_relative_to(real(home)):
        raise fail("outside", "the folder of replies leads out of the dossier's folder", str(home / folder))
