"""Options that several commands share, one by one and in groups."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from partnercheck.cli.command import FormatOption
from partnercheck.render.formats import FINDINGS

LOOK: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""How every command presents itself."""


def rubric_names(incomplete: str) -> list[str]:
    """Return the ids of rubrics that begin with what is typed so far."""
    from partnercheck.resources import places

    return [name for name in places() if name.startswith(incomplete)]


def day(text: str) -> dt.date:
    """Return the day that an option names.

    Raises:
        typer.BadParameter: It is no date.
    """
    from partnercheck.model.scalars import read_day

    try:
        return read_day(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; give one such as 2026-11-20") from None


def words(text: str) -> str:
    """Return what an option says.

    Raises:
        typer.BadParameter: It says nothing.
    """
    if not text.strip():
        raise typer.BadParameter("it is empty")
    return text


def named_path(text: str) -> Path:
    """Return the path that an argument names; `./-` is a file, which as a `Path` would be standard input."""
    found = Path(text)
    return found.absolute() if str(found) == "-" != text else found


def name_of(path: Path) -> str:
    """Return what a path of `named_path` is called where it is shown: `./-` again, never a machine's path."""
    return "./-" if path == Path("-").absolute() else str(path)


def target_path(text: str) -> Path:
    """Return the path of a place to write to, which an empty text does not name.

    Raises:
        typer.BadParameter: It is empty; a `Path` would take it for the working directory.
    """
    if not text:
        raise typer.BadParameter("the path is empty")
    return named_path(text)


RubricOption = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        metavar="ID|PATH",
        help="Use this rubric: an id, id@version, or a path.",
        autocompletion=rubric_names,
        show_default=False,
    ),
]


OrganisationOption = Annotated[
    Path | None,
    typer.Option(
        "--organisation",
        metavar="FILE",
        help="Our own side, in place of the dossier's.",
        show_default=False,
    ),
]


class Against(NamedTuple):
    """What dossiers are held against in place of what they say themselves."""

    rubric: RubricOption = None
    organisation: OrganisationOption = None
    as_of: Annotated[
        dt.date | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            parser=day,
            help="Assess as of this day (YYYY-MM-DD).",
            show_default=False,
        ),
    ] = None


def outputs_option(help: str) -> Any:  # noqa: A002  (as typer calls it)
    """Return the option `-o` of a command that writes one result to files and folders, as often as asked."""
    return typer.Option("--output", "-o", metavar="PATH", help=help, show_default=False)


FolderOption = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        parser=target_path,
        help="The folder to write into.",
        show_default=False,
    ),
]
PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        parser=named_path,
        help="Dossiers, and folders to search for them; - reads a dossier from standard input.",
    ),
]
RubricsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Rubrics: paths, folders of rubrics, their files of cases, or ids; - reads standard input.",
        autocompletion=rubric_names,
    ),
]
FindingsFormat = Annotated[
    str, FormatOption(FINDINGS, "On standard output; github writes workflow commands.")
]
ChildrenOption = Annotated[
    bool,
    typer.Option("--children/--no-children", help="Rubrics that extend those named too.", show_default=False),
]
StrictOption = Annotated[
    bool, typer.Option("--strict/--no-strict", help="Fail on warnings too.", show_default=False)
]
YesOption = Annotated[
    bool,
    typer.Option(
        "--yes", "-y", help="Write without asking; in pipes, with -q and for JSON nothing is asked."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print no result and no warnings.")]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Worker processes; by default one a processor.",
        show_default=False,
    ),
]
EveryDateOption = Annotated[
    bool, typer.Option("--every-date", help="Every dossier, not only the latest of each partner and scope.")
]
ConfineOption = Annotated[
    Path | None,
    typer.Option(
        "--confine",
        metavar="DIR",
        exists=True,
        file_okay=False,
        envvar="PARTNERCHECK_CONFINE",
        help="Read no dossier outside of this folder, and no rubric or organisation unless an option such "
        "as --rubric names it.",
        show_default=False,
        show_envvar=False,
    ),
]
NewFileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", parser=target_path, help="The file to write; - writes to standard output."
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]
