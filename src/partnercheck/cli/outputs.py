"""Where results go: the files that `-o` names, and what no result may be written over."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.cli.approvals import check_not_decided
from partnercheck.cli.files import check_parent, is_stream, write_together
from partnercheck.cli.locking import holding
from partnercheck.cli.options import target_path
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.load import STDIN, read
from partnercheck.load.files import real
from partnercheck.load.record_folder import FOLDER
from partnercheck.source import decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.inputs import Inputs
    from partnercheck.render.formats import Formats


_FILE = r"""\bfile["']?[ \t]*:[ \t]*("[^"\r\n]*"|'[^'\r\n]*'|[^\r\n,}\]]+)"""
"""What names a file of evidence in a text that need not be YAML."""

_REPLIES = r"""^[{ \t]*["']?replies["']?[ \t]*:(.*(?:\r?\n(?:[ \t]+\S|[-#\]]).*)*)"""
_NAME = r"""("[^"\r\n]*"|'[^'\r\n]*'|[^\s,\[\]-][^\r\n,\]]*)"""
"""What names replies in such a text: a value, or several."""


class Target(NamedTuple):
    """A file to write, and in which format."""

    path: Path
    format: str


def is_folder(output: str) -> bool:
    """Return whether an output is a folder, or is to be one."""
    if output.endswith("/") or os.path.isdir(output):  # noqa: PTH112  (a Path's own refuses impossible paths)
        return True
    return not (Path(output).suffix or os.path.lexists(output))


def format_of(formats: Formats[Any], path: Path, asked: str | None = None) -> str | None:
    """Return the format that a file's suffix stands for; a stream without one takes the one asked for."""
    return formats.of(path) or (asked if not path.suffix and is_stream(path) else None)


def file_target(formats: Formats[Any], output: str, asked: str | None, what: str) -> Target:
    """Return the file that an output names.

    Raises:
        InputError: Its suffix stands for no format of `what` is written.
    """
    form = format_of(formats, Path(output), asked)
    if form is None:
        known = ", ".join(formats.suffixes)
        raise fail("output", f"{what}'s suffix is one of {known}", output)
    return Target(Path(output), form)


def in_folder(formats: Formats[Any], output: str, stem: str, wanted: Iterable[str]) -> Iterator[Target]:
    """Yield the files to write into a folder, one a format."""
    for form in wanted:
        yield Target(Path(output) / f"{stem}{formats.suffix(form)}", form)


def page_targets(
    formats: Formats[Any], stem: str, outputs: Iterable[str], asked: str | None, inputs: set[str]
) -> Iterator[Target]:
    """Yield the files to write a page of sections into: a file each, or two in a folder.

    Raises:
        InputError: One has no known form, or would overwrite one of `inputs`.
    """
    for output in outputs:
        check_place(output)
        if is_folder(output):
            targets = list(in_folder(formats, output, stem, ("html", "markdown")))
        else:
            check_kept(Path(output), inputs)
            targets = [file_target(formats, output, asked, f"a {stem}")]
        for target in targets:
            check_kept(target.path, inputs)
            yield target


def check_place(output: str) -> None:
    """Refuse standard output by name, where the result goes without `-o`, and folders that are not there.

    Raises:
        InputError: It is `-`, or the folder that it should stand in does not exist.
    """
    if output == STDIN:
        raise fail("output", "`-` is no place for a report", output, "--format writes to standard output")
    check_parent(target_path(output))


def check_read_once(dossiers: Sequence[str]) -> None:
    """Refuse to read standard input twice.

    Raises:
        InputError: It is named more than once.
    """
    if dossiers.count(STDIN) > 1:
        raise fail("output", "standard input can be read once only", STDIN)


def real_paths(read_from: Iterable[str | Path | None]) -> set[str]:
    """Return where the inputs stand that a command names, whatever links lead there."""
    return {str(real(Path(each))) for each in read_from if each and str(each) != STDIN}


def check_kept(path: Path, inputs: set[str]) -> None:
    """Refuse to write over an input, or over what may well be one, as no result is YAML; or over a link.

    Raises:
        InputError: The path leads to one of `real_paths`, to a YAML file, among decisions, or to what
            `is_stream` refuses.
    """
    check_unread(path, inputs)
    if path.parent.name.endswith(FOLDER):
        raise fail("output", "only `decide` writes into this folder of decisions", str(path))
    if path.suffix.lower() in {".yaml", ".yml"}:
        raise fail("output", "no result is YAML", str(path), "YAML files are read, never overwritten")


def files_of(opened: Iterable[tuple[str, Inputs | InputError]]) -> set[str]:
    """Return where all stands that dossiers are assessed from, or would be if all was right with them."""
    return real_paths(
        file
        for name, found in opened
        for file in (cited(name) if isinstance(found, InputError) else found.read_from)
    )


def cited(name: str) -> Iterator[Path]:
    """Yield a dossier that cannot be used, with evidence and replies that it names, as far as can be told."""
    if name == STDIN:
        return
    home = Path(name).parent
    yield Path(name)
    try:
        text = decode(read(Path(name), name), name)
    except InputError:
        return
    yield from (home / _plain(found[1]) for found in re.finditer(_FILE, text))
    for found in _replies(text):
        place = home / found
        yield place
        with suppress(OSError, ValueError):  # it is a file, or no possible path
            yield from place.iterdir()


def _replies(text: str) -> Iterator[str]:
    """Yield what a text names as replies; of one that is no YAML, as far as can be told."""
    try:
        data = parse(text.encode(), "").data
    except InputError:
        for found in re.finditer(_REPLIES, text, re.MULTILINE):
            yield from (_plain(each[1]) for each in re.finditer(_NAME, found[1]))
        return
    named = data.get("replies") if isinstance(data, dict) else None
    if named:
        yield from map(str, named if isinstance(named, list) else [named])


def _plain(text: str) -> str:
    """Return a text of YAML without its comment and quotes."""
    return text.partition(" #")[0].strip().strip("\"'")


def check_all_kept(targets: Iterable[Target], inputs: set[str]) -> None:
    """Refuse a command of which one result may not be written where it should be.

    Raises:
        InputError: As for `check_kept`.
    """
    for target in targets:
        check_kept(target.path, inputs)


def check_unread(path: Path, inputs: set[str]) -> None:
    """Refuse to write over an input, or over a link.

    Raises:
        InputError: The path leads to one of `real_paths`, or to what `is_stream` refuses.
    """
    is_stream(path)
    if str(real(path)) in inputs:
        raise fail("output", "this would overwrite what is read", str(path))


def write_all(results: Iterable[tuple[Path, str | bytes]], inputs: set[str], *, quiet: bool = False) -> None:
    """Write results, all before any takes its place, and say so on standard error.

    `inputs` are the `real_paths` of all that was read for them. No result is written in another way.

    Raises:
        InputError: One cannot be written, or would take the place of an input, or of an assessment that was
            decided on.
    """
    found = list(dict.fromkeys(results))
    with holding(path for path, _ in found):  # as `decide` does while it writes beside an assessment
        for path, content in found:
            check_kept(path, inputs)
            check_not_decided(path, content)
        write_together(found)
    if not quiet:
        for path, _ in found:
            print(f"written: {visible(str(path))}", file=sys.stderr)
