"""`partnercheck tables`."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import NamedTuple

import typer

from partnercheck.cli.command import command
from partnercheck.cli.files import check_parent
from partnercheck.cli.options import LOOK, Against, ConfineOption, FolderOption, PathsArgument, QuietOption
from partnercheck.cli.reports import stem
from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.load import STDIN

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    output: FolderOption
    against: Against = Against()
    quiet: QuietOption = False


@command(app, exits={2: "a dossier cannot be used (the others are written), or the command is wrong"})
def tables(asked: Options, confine: ConfineOption = None) -> int:
    """Write dossiers as tables, a Parquet file each, for a warehouse.

    `partnercheck schema tables` describes them, and `partnercheck score` scores them. A partner's key is the
    path of its dossier without suffix, relative to the folder that was named. Tables hold one organisation.

    \b
    Examples:
      partnercheck tables partners/ -o tables/
      partnercheck tables partners/ -o tables/ --organisation us.yaml --as-of 2026-12-31
    """
    from partnercheck.cli.each import see_each
    from partnercheck.cli.outputs import cited, real_paths, write_all
    from partnercheck.cli.references import loader_of
    from partnercheck.warehouse.needed import needed

    check_parent(asked.output)
    needed("warehouse")
    from partnercheck.warehouse.arrow import Collector, as_parquet

    loader = loader_of(map(str, asked.paths), confine)
    collector = Collector()

    read: set[str | Path | None] = {asked.against.organisation}
    keys: dict[str, str] = {}

    def see(name: str, path: Path) -> None:
        try:
            inputs = loader.dossier(path, **asked.against._asdict())
        except InputError:
            read.update(cited(name))
            raise
        read.update(inputs.read_from)
        key = _key(path, asked.paths)
        if key in keys:
            message = f"its key would be `{shown(key)}`, as that of {shown(keys[key])} is, which is written"
            raise fail("duplicate-partner", message, name, "rename one, or name a folder that holds both")
        collector.add(inputs, key)
        keys[key] = name

    seen = see_each(asked.paths, see)
    files = [
        (asked.output / f"{name}.parquet", as_parquet(table)) for name, table in collector.tables().items()
    ]
    write_all(files, real_paths(read), quiet=asked.quiet)
    return seen.finish()


def _key(path: Path, roots: list[Path]) -> str:
    """Return a dossier's path without its suffix, relative to the folder that led to it."""
    if str(path) == STDIN:
        return stem(STDIN)
    inside = (path.relative_to(root) for root in roots if root != path and path.is_relative_to(root))
    return PurePath(next(inside, path.name)).with_suffix("").as_posix()
