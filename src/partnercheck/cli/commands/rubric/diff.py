"""`partnercheck rubric diff`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, DONE, UNMET
from partnercheck.cli.options import LOOK, ConfineOption
from partnercheck.diagnostics import InputError
from partnercheck.render.formats import RUBRIC_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.load.rubrics import LoadedRubric
    from partnercheck.model.rubric_changes import Effects, Side

app = typer.Typer(**LOOK)

_DEFAULT = "strategic-alliance"


class Options(NamedTuple):
    """What the command line asks for."""

    old: Annotated[str, typer.Argument(metavar="OLD", help="An id, a path, or a path in a git revision.")]
    new: Annotated[str, typer.Argument(metavar="NEW", help="Likewise.")]
    dossiers: Annotated[
        list[Path] | None,
        typer.Option(
            "--dossiers",
            metavar="DIR|PATH",
            help="Assess these under both: dossiers, or folders, of which those that name the rubric; may be "
            "repeated.",
            show_default=False,
        ),
    ] = None
    format: Annotated[str, FormatOption(RUBRIC_CHANGES)] = "terminal"
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="verdict|score=N|any",
            help="Fail where a verdict changes, a score moves by N or more, or anything moves; may be "
            "repeated.",
            show_default=False,
        ),
    ] = None


@command(app, "diff", exits={1: "--fail-on is met"})
def rubric_diff(asked: Options, confine: ConfineOption = None) -> int:
    """Say what differs between two rubrics, and what that does to partners.

    Weights are told as shares of the whole. A rubric of a revision takes what it extends from the same
    revision.

    \b
    Examples:
      partnercheck rubric diff strategic-alliance rubrics/ours.yaml
      partnercheck rubric diff HEAD~1:rubrics/ours.yaml rubrics/ours.yaml --dossiers partners/
      partnercheck rubric diff main:rubrics/ours.yaml rubrics/ours.yaml --dossiers partners/ --fail-on verdict
    """
    from partnercheck.authoring.differences import differences
    from partnercheck.model.rubric_changes import Comparison

    if asked.fail_on and not asked.dossiers:
        raise typer.BadParameter("it needs --dossiers: without any, nothing moves", param_hint="--fail-on")
    limits = [_limit(text) for text in asked.fail_on or ()]
    old, new = (_rubric(each, confine) for each in (asked.old, asked.new))
    found = _effects(asked.dossiers, old, new, confine) if asked.dossiers else None
    comparison = Comparison(_side(old), _side(new), tuple(differences(old.rubric, new.rubric)), found)
    show(RUBRIC_CHANGES.render(asked.format, comparison, layout()), asked.format)
    if found is None:
        return DONE
    return BAD_INPUT if any(each.fits is None for each in found.unusable) else _failed(limits, found)


def _limit(text: str) -> str | float:
    """Return what is to fail: a word, or the least move of the score."""
    from partnercheck.model.scalars import read_number
    from partnercheck.source import Plain

    if text in {"verdict", "any"}:
        return text
    what, _, number = text.partition("=")
    try:
        least = read_number(Plain(number))
    except ValueError:
        least = 0.0
    if what != "score" or not 0 < least <= 100:
        raise typer.BadParameter(f"{text!r} is none of verdict, score=5 and any", param_hint="--fail-on")
    return least


def _rubric(reference: str, confine: Path | None) -> LoadedRubric:
    """Return the rubric that an id, a path or a path in a revision names.

    Raises:
        InputError: There is none, or it has errors.
    """
    from partnercheck.cli.revisions import Revision, split
    from partnercheck.load import Loader
    from partnercheck.load.confinement import Confinement
    from partnercheck.load.rubrics import Rubrics

    parts = split(reference)
    if parts is None:
        return Loader(confine=confine).rubric(reference)
    name, path = parts
    revision = Revision(name, reference)
    return Rubrics(Confinement(Path.cwd(), confine), revision).get(str(revision.path(path)))


def _side(loaded: LoadedRubric) -> Side:
    from partnercheck.model.rubric_changes import Side

    rubric = loaded.rubric
    return Side(rubric.id, rubric.version, loaded.document.source.file, loaded.sha256)


def _effects(paths: list[Path], old: LoadedRubric, new: LoadedRubric, confine: Path | None) -> Effects:
    from partnercheck.authoring.effects import effects
    from partnercheck.cli.progress import each_with_progress
    from partnercheck.load import Loader
    from partnercheck.load.folders import dossiers_in
    from partnercheck.model.rubric_changes import Unusable

    looked = dossiers_in(paths, Path.cwd())
    found = looked.dossiers
    named = {os.path.realpath(path) for path in paths}
    about = {
        name: path
        for name, path in found.items()
        if os.path.realpath(path) in named or _names(path, name, (old, new))
    }
    dossiers = each_with_progress(list(about.items()), "assessing under both")
    done = effects(Loader(confine=confine), dossiers, old, new, len(found) - len(about))
    lost = (
        Unusable(name, None, tuple(map(str, each.diagnostics))) for name, each in looked.unreadable.items()
    )
    return done._replace(unusable=(*lost, *done.unusable))


def _names(path: Path, name: str, rubrics: Iterable[LoadedRubric]) -> bool:
    """Return whether a dossier names one of the rubrics; one that cannot be read might."""
    from partnercheck.load import is_path, read
    from partnercheck.source import parse

    try:
        data = parse(read(path, name), name).data
    except InputError:
        return True
    reference = data.get("rubric", _DEFAULT) if isinstance(data, dict) else _DEFAULT
    if not isinstance(reference, str):
        return True
    if is_path(reference):
        file = os.path.realpath(path.parent / reference)
        return any(file == os.path.realpath(each.path) for each in rubrics)
    return any(reference.partition("@")[0] == each.rubric.id for each in rubrics)


def _failed(limits: Iterable[str | float], found: Effects) -> int:
    """Return 1 where the change does what was to fail, and say so."""
    from partnercheck.engine.numbers import at_least

    reasons = []
    misfits = len(found.unusable)
    for limit in limits:
        if limit == "any":
            count = len(found.moved) + misfits
            reasons.append((count, "any move"))
        elif limit == "verdict":
            count = sum("verdict" in each.moves for each in found.moved) + misfits
            reasons.append((count, "another verdict"))
        else:
            count = sum(
                "score" in each.moves and at_least(each.distance, float(limit)) for each in found.moved
            )
            reasons.append((count, f"a score that moves by {limit:g} or more"))
    for count, what in reasons:
        if count:
            print(f"{what} is to fail: {count} {'dossier' if count == 1 else 'dossiers'}", file=sys.stderr)
    return UNMET if any(count for count, _ in reasons) else 0
