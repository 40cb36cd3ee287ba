"""`partnercheck update`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from partnercheck.cli.changing import Change, agreed, difference, said_beside, write_change, write_out
from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK, ConfineOption, PathsArgument, QuietOption, rubric_names
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.load import STDIN
from partnercheck.render.formats import UPDATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.cli.each import Seen
    from partnercheck.load import Loader
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.portfolio import Refused
    from partnercheck.model.update import DossierUpdated

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    rubric: Annotated[
        str,
        typer.Option(
            metavar="ID|PATH",
            help="The rubric to bring them to: an id, id@version, or a path.",
            autocompletion=rubric_names,
            show_default=False,
        ),
    ]
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = (
        False
    )
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Write without asking; needed to write several dossiers."),
    ] = False
    quiet: QuietOption = False


class Planned(NamedTuple):
    """A dossier that is to be changed.

    Attributes:
        raw: Its bytes as they are.
        new: Its bytes as they will be.
    """

    path: Path
    raw: bytes
    new: bytes
    result: DossierUpdated


@command(
    app,
    exits={2: "a dossier cannot be brought to it (the others are), or the command is wrong"},
)
def update(
    asked: Options,
    format: Annotated[str, FormatOption(UPDATE)] = "terminal",  # noqa: A002  (the option's name)
    confine: ConfineOption = None,
) -> int:
    """Bring dossiers to another rubric or another version of theirs; every other byte of them stays.

    Ids that the rubric renamed (`changes`) are renamed wherever they stand, answers move with their criteria,
    new questions are asked as in a new dossier, and what the rubric does not ask stays as a comment. Where
    that cannot be done in place, a dossier is left as it is, and told. Of several dossiers it is shown first
    what would change. Those in folders that name a rubric of another id are passed over.

    \b
    Examples:
      partnercheck update acme.yaml --rubric strategic-alliance --dry-run
      partnercheck update partners/ --rubric rubrics/ours.yaml
      partnercheck update partners/ --rubric rubrics/ours.yaml --yes
    """
    piped = Path(STDIN) in asked.paths
    if piped and len(asked.paths) > 1:
        raise typer.BadParameter("a dossier on standard input must be the only one", param_hint="PATH")
    if piped and format == "json":
        raise typer.BadParameter("standard output takes the dossier", param_hint="--format")
    with said_beside(Path(STDIN) if piped else Path(), quiet=asked.quiet) as output:
        seen = _update(asked, format, confine, output)
    return seen.finish()


def _update(asked: Options, format: str, confine: Path | None, output: TextIO) -> Seen:  # noqa: A002
    """Show what becomes of dossiers, and write it where that is wished; a piped one goes to `output`."""
    from partnercheck.cli.each import see_each
    from partnercheck.cli.references import loader_of
    from partnercheck.load.files import real
    from partnercheck.load.folders import is_folder
    from partnercheck.load.record_folder import folder_of
    from partnercheck.model.update import Update
    from partnercheck.render.words import counted

    loader = loader_of(map(str, asked.paths), confine)
    rubric = loader.rubric(asked.rubric).rubric
    planned: list[Planned] = []
    others: list[str] = []
    named = {real(path) for path in asked.paths if str(path) == STDIN or not is_folder(path)}

    def see(name: str, path: Path) -> None:
        found = _plan(name, path, asked.rubric, loader, named=real(path) in named)
        if found is None:
            others.append(name)
        else:
            planned.append(found)

    seen = see_each(asked.paths, see)
    changing = [each for each in planned if each.result.changed]
    results = tuple(each.result for each in planned)
    refused = tuple(seen.refused)
    found = Update("update/1", f"{rubric.id}@{rubric.version}", False, results, len(others), refused)
    machine, several = format == "json", len(planned) > 1
    if not machine:
        for each in () if several else changing:
            print(difference(each.raw, each.new, each.result.dossier), end="")
        show(UPDATE.render(format, found, layout()), format)
    question = f"Write {counted(len(changing), 'dossier')}?"
    if Path(STDIN) in asked.paths:
        for each in () if asked.dry_run else planned:
            write_out(each.new, output)
        return seen
    wished = bool(changing) and not asked.dry_run
    if wished and several and asked.quiet and not asked.yes:  # nobody would read that nothing is written
        raise typer.BadParameter("several dossiers are written with --yes only", param_hint="--quiet")
    write = wished and agreed(question, yes=asked.yes, unasked=not several)
    failed = list(_write(changing)) if write else []
    if machine:
        show(
            UPDATE.render(format, found._replace(written=write, refused=(*seen.refused, *failed)), layout()),
            format,
        )
    elif write:
        print(f"written: {counted(len(changing) - len(failed), 'dossier')}")
    elif changing:
        print("nothing is written" + ("; --yes writes it" if several and not asked.dry_run else ""))
    for each in changing if write else ():
        if os.path.lexists(folder_of(each.path)):
            what = "what was decided on its assessment does not hold for it any more"
            print(f"note: {visible(each.result.dossier)}: {what}; it must be decided again", file=sys.stderr)
    return seen._replace(refused=(*seen.refused, *failed))


def _plan(name: str, path: Path, reference: str, loader: Loader, *, named: bool) -> Planned | None:
    """Return what is to become of a dossier; None where it is of another rubric, and not `named` itself.

    Raises:
        InputError: It cannot be brought to the rubric in place.
    """
    from partnercheck.authoring.updating import updated
    from partnercheck.cli.references import beside
    from partnercheck.engine import decide, explain
    from partnercheck.load import read
    from partnercheck.load.checked import parsed_dossier, whole
    from partnercheck.model.update import DossierUpdated

    if name != STDIN and (why := loader.confinement.outside(path, name)):
        raise fail("outside", why, name)
    rubric = loader.rubric(reference).rubric
    raw = loader.piped if name == STDIN and loader.piped is not None else read(path, name)
    dossier = whole(parsed_dossier(raw, name), ())
    if not named and _id(dossier.rubric, path.parent, loader) not in {None, rubric.id}:
        return None
    wanted = _named(dossier.rubric, beside(reference, path), path.parent, rubric.version)
    found = updated(raw, name, dossier, rubric, None if wanted == dossier.rubric else wanted)
    place = STDIN if name == STDIN else path
    after = loader.dossier(place, raw=found.raw)
    try:
        before = loader.dossier(place, raw=raw)
    except InputError:  # as it may name a version that is not here any more
        before = None
    result = DossierUpdated(
        name,
        dossier.partner.name,
        found.raw != raw,
        found.renamed,
        found.moved,
        found.asked,
        found.kept,
        tuple(_reworded(before, after)) if before else (),
        explain(decide(before)).verdict.level if before else None,
        explain(decide(after)).verdict.level,
    )
    return Planned(path, raw, found.raw, result)


def _id(reference: str, home: Path, loader: Loader) -> str | None:
    """Return the id of the rubric that a dossier names; None where it cannot be told."""
    from partnercheck.load import is_path

    if not is_path(reference):
        return reference.partition("@")[0]
    try:
        return loader.rubric(reference, home).rubric.id
    except InputError:
        return None


def _named(old: str, new: str, home: Path, version: str) -> str:
    """Return how a dossier in a folder names its rubric: as before where it is the same, pinned as before."""
    from partnercheck.load import is_path
    from partnercheck.load.files import real

    if is_path(old) and is_path(new) and real(home / old) == real(home / new):
        return old
    pinned = "@" in old and "@" not in new and not is_path(new)
    return f"{new}@{version}" if pinned else new


def _reworded(before: Inputs, after: Inputs) -> Iterator[str]:
    """Yield the answered criteria that could be answered otherwise before."""
    from partnercheck.model.asked import fingerprint

    was, now, renamed = before.rubric.criteria, after.rubric.criteria, after.rubric.renamed
    for name, given in before.given.items():
        criterion = now.get(renamed.get(name, name))
        if criterion is None or given.entry.is_unknown:
            continue
        if fingerprint(was[name]) != fingerprint(criterion):
            yield criterion.id


def _write(changing: Iterable[Planned]) -> Iterator[Refused]:
    """Write dossiers; yield those that cannot be written."""
    from partnercheck.cli.portfolio.refused import refused_for

    for each in changing:
        try:
            write_change(each.path, each.raw, Change(each.new))
        except InputError as error:
            yield refused_for(each.result.dossier, error)
