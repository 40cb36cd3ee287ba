"""Where reports of assessments go: the options that say so, and the files that come of them."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from partnercheck.cli.command import FormatOption
from partnercheck.cli.options import QuietOption, outputs_option
from partnercheck.diagnostics import fail
from partnercheck.render.formats import ASSESSMENT, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnercheck.cli.outputs import Target
    from partnercheck.render.assessment import Assessed, Template
    from partnercheck.render.formats import Layout
    from partnercheck.render.report import Depth as _Depth

    Note = Callable[[str], None]
    """Takes what is noted of the input while its reports are made."""


class Depth(StrEnum):
    """For whom a report is."""

    executive = "executive"
    manager = "manager"
    analyst = "analyst"


class Names(StrEnum):
    """Whether people are named."""

    on = "on"
    off = "off"


class ReportOptions(NamedTuple):
    """What reports are asked for."""

    format: Annotated[
        str | None,
        FormatOption(
            ASSESSMENT,
            "On standard output; by default terminal. JSON of several dossiers is one object a line; "
            "a PDF, Word document or workbook goes to a file or pipe.",
        ),
    ] = None
    output: Annotated[
        list[str] | None,
        outputs_option(
            "Write a report: a file (.html .md .pdf .docx .xlsx .json .txt), or a folder, which gets "
            ".html and .md or the --format asked for; may be repeated. All files of a dossier are "
            "written before any takes its place."
        ),
    ] = None
    quiet: QuietOption = False
    depth: Annotated[
        Depth | None,
        typer.Option(
            help="How much to say. executive: the memo of two pages, without names of people; manager: red "
            "flags, conditions, criteria, us and them, financials as well; analyst: everything. By default "
            "page one on the terminal, manager in Word, analyst elsewhere.",
            show_default=False,
        ),
    ] = None
    names: Annotated[
        Names | None,
        typer.Option(
            help="Whether people are named, or stand as roles and sides. By default on; off at depth "
            "executive.",
            show_default=False,
        ),
    ] = None
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write reports with this Jinja template; `partnercheck template new` writes a first one.",
            show_default=False,
        ),
    ] = None

    @property
    def named(self) -> bool | None:
        """Whether people are named, where somebody says so."""
        return None if self.names is None else self.names is Names.on

    @property
    def readers(self) -> _Depth | None:
        """For whom reports are, where somebody says so."""
        return cast("_Depth | None", self.depth and self.depth.value)

    def read_template(self) -> Template | None:
        """Return the template that is named.

        Raises:
            InputError: It cannot be read.
        """
        if self.template is None:
            return None
        from partnercheck.load import read
        from partnercheck.render.assessment import Template
        from partnercheck.source import decode

        name = str(self.template)
        return Template(name, decode(read(self.template, name), name))

    def targets(self, name: str, template: Template | None) -> Iterator[Target]:
        """Yield the files to write of one input.

        Raises:
            InputError: An output has no suffix that is known.
        """
        from partnercheck.cli.outputs import Target, file_target, format_of, in_folder, is_folder

        wanted = [self.format] if self.format else ["html", "markdown"]
        if template is not None and not ASSESSMENT.is_binary(self.format):
            wanted = [template.format]
        for output in self.output or ():
            if is_folder(output):
                yield from in_folder(ASSESSMENT, output, stem(name), wanted)
            elif template is not None:  # which may write what has no suffix that is known
                path = Path(output)
                yield Target(path, format_of(ASSESSMENT, path, self.format) or "terminal")
            else:
                yield file_target(ASSESSMENT, output, self.format, "a report")

    def check(
        self, names: Sequence[str], template: Template | None, more: Iterable[str | Path | None] = ()
    ) -> set[str]:
        """Refuse a command whose results would overwrite each other or an input, or have no known form.

        Returns where the inputs stand.

        Args:
            names: The inputs, each of which is reported on.
            template: What reports are written with.
            more: What else is read.

        Raises:
            InputError: It is such a command, or a library that it takes is not installed.
        """
        from partnercheck.cli.outputs import (
            check_all_kept,
            check_place,
            check_read_once,
            is_folder,
            real_paths,
        )

        stems = [stem(name).casefold() for name in names]  # not all file systems tell cases apart
        for output in self.output or ():
            check_place(output)
            if is_folder(output):
                double = next((each for each in stems if stems.count(each) > 1), None)
                if double is not None:
                    raise fail("output", f"two dossiers would both be written as `{double}`", output)
            elif len(stems) > 1:
                raise fail(
                    "output", "several dossiers need a folder, not one file", output, "end the path with /"
                )
        inputs = real_paths([*names, self.template, *more])
        targets = [target for name in names for target in self.targets(name, template)]
        check_all_kept(targets, inputs)
        check_read_once(names)
        self._check_libraries(targets, several=len(names) > 1)
        return inputs

    def _check_libraries(self, targets: Iterable[Target], *, several: bool) -> None:
        """Refuse what cannot be made, and what is no text where only texts can go."""
        from partnercheck.load import STDIN

        piped = [(STDIN, self.format)] if self.format and not self.output else []
        if piped and ASSESSMENT.is_binary(self.format) and (several or sys.stdout.isatty()):
            kind = str(self.format).upper()
            what = f"several {kind}s need a folder" if several else f"a terminal shows no {kind}"
            raise fail("output", what, STDIN, "name a file or a folder with -o")
        for name, form in [*((str(each.path), each.format) for each in targets), *piped]:
            ASSESSMENT.check(form, name)

    def files(
        self, targets: Iterable[Target], assessed: Assessed, note: Note
    ) -> list[tuple[Path, str | bytes]]:
        """Return the files to write of an input."""
        return [(path, _rendered(form, assessed, note)) for path, form in targets]

    def printed(self, assessed: Assessed, note: Note, *, one_line: bool = False) -> tuple[str | bytes, str]:
        """Return what goes to standard output, and in which format it is."""
        from dataclasses import replace

        from partnercheck.cli.console import layout

        form = self.format or "terminal"
        if self.output:  # what `--template` and formats that are no text are for
            assessed = replace(assessed, template=None)
            form = "terminal" if ASSESSMENT.is_binary(form) else form
        return _rendered(form, assessed, note, layout(one_line=one_line)), form


def _rendered(form: str, assessed: Assessed, note: Note, laid_out: Layout = PLAIN) -> str | bytes:
    with _noting(note) if ASSESSMENT.is_binary(form) else nullcontext():
        return ASSESSMENT.render(form, assessed, laid_out)


@contextmanager
def _noting(note: Note) -> Iterator[None]:
    """Note what is logged while a library makes a report."""
    import logging

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            note(record.getMessage())

    handler = Noting()
    logger = logging.getLogger("partnercheck.render")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def stem(name: str) -> str:
    """Return what files are called that are made of an input."""
    from partnercheck.load import STDIN

    return "stdin" if name == STDIN else Path(name).stem
