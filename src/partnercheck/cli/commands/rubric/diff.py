"""`partnercheck rubric diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, DONE, UNMET
from partnercheck.cli.options import LOOK, ConfineOption, QuietOption
from partnercheck.diagnostics import InputError
from partnercheck.render.formats import RUBRIC_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.cli.rubric_effects import Dossiers
    from partnercheck.cli.rubric_pairs import Pair
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.model.rubric_changes import Comparison, Effects, Side

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    rubrics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW",
            help="Ids, paths, or paths in a git revision; - reads one from standard input. With --base: "
            "paths and folders, by default the rubrics of the repository.",
            show_default=False,
        ),
    ] = None
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REVISION",
            help="Compare every rubric that changed since this git revision, by itself or through what it "
            "extends.",
            show_default=False,
        ),
    ] = None
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
            metavar="verdict|score=N|any|version",
            help="Fail where a verdict changes, a score moves by N or more, anything moves, or the version "
            "was not raised as the change asks; may be repeated.",
            show_default=False,
        ),
    ] = None
    quiet: QuietOption = False


@command(app, "diff", exits={1: "--fail-on is met", 2: "a rubric cannot be used, or the command is wrong"})
def rubric_diff(asked: Options, confine: ConfineOption = None) -> int:
    """Say what differs between two rubrics, what that does to partners, and which version it asks for.

    Weights are told as shares of the whole. A rubric of a revision takes what it extends from the same
    revision. Rubrics that extend a changed one change with it, and are compared too.

    \b
    Examples:
      partnercheck rubric diff strategic-alliance rubrics/ours.yaml
      partnercheck rubric diff HEAD~1:rubrics/ours.yaml rubrics/ours.yaml --dossiers partners/
      partnercheck rubric diff --base main rubrics/ --dossiers partners/ --fail-on verdict --fail-on version
    """
    from partnercheck.cli.rubric_effects import Dossiers

    limits = [_limit(text) for text in asked.fail_on or ()]
    if any(each != "version" for each in limits) and not asked.dossiers:
        raise typer.BadParameter("it needs --dossiers: without any, nothing moves", param_hint="--fail-on")
    pairs = _pairs(asked, confine)
    dossiers = Dossiers(asked.dossiers, confine) if asked.dossiers else None
    named = pairs[:1] if asked.base is None else []
    compared = [(pair, _compared(pair, dossiers)) for pair in pairs]
    found = [each for pair, each in compared if pair in named or not _is_as_it_was(pair, each)]
    look = layout(one_line=asked.base is not None)
    if not found and asked.format != "json" and not asked.quiet:
        print(f"No rubric differs from {asked.base}.")
    for index, each in enumerate(() if asked.quiet else found):
        if index and asked.format != "json":
            print()
        show(RUBRIC_CHANGES.render(asked.format, each, look), asked.format)
    return max((_code(each, limits) for each in found), default=DONE)


def _pairs(asked: Options, confine: Path | None) -> list[Pair]:
    from partnercheck.cli.config import rubrics_of, settings
    from partnercheck.cli.rubric_pairs import named_pairs, pairs_since

    named = asked.rubrics or []
    if asked.base is None:
        if len(named) != 2:
            raise typer.BadParameter("it takes two rubrics, or --base", param_hint="OLD NEW")
        return named_pairs(named[0], named[1], confine)
    paths = named or rubrics_of(settings())
    if not paths:
        raise typer.BadParameter("name rubrics or a folder of them", param_hint="PATH")
    return pairs_since(asked.base, paths, confine)


def _limit(text: str) -> str | float:
    """Return what is to fail: a word, or the least move of the score."""
    from partnercheck.model.config import read_move

    try:
        move = read_move(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fail-on") from None
    return float(move.removeprefix("score=")) if move.startswith("score=") else move


def _compared(pair: Pair, dossiers: Dossiers | None) -> Comparison:
    """Return what differs between the two sides of a pair, as far as both can be used."""
    from partnercheck.authoring.differences import differences
    from partnercheck.authoring.versions import asked_version
    from partnercheck.engine import TOOL
    from partnercheck.model.rubric_changes import Comparison

    old, new = (None if isinstance(each, InputError) else each for each in (pair.old, pair.new))
    sides = Comparison("diff/1", TOOL, old and _side(old), new and _side(new), pair.file)
    if isinstance(pair.new, InputError):
        return sides._replace(broken="new", problems=tuple(map(str, pair.new.diagnostics)))
    if isinstance(pair.old, InputError):
        return sides._replace(broken="old", problems=tuple(map(str, pair.old.diagnostics)))
    found = dossiers.effects(old, new) if dossiers and old else None
    if old is None or new is None:
        return sides._replace(effects=found)
    changes = tuple(differences(old.rubric, new.rubric))
    version = asked_version(old.rubric, new.rubric, changes, found)
    return sides._replace(changes=changes, effects=found, version=version)


def _is_as_it_was(pair: Pair, found: Comparison) -> bool:
    """Return whether only a parent's file changed, and nothing of the rubric or of a partner with it."""
    old, new = pair.old, pair.new
    if old is None or new is None or isinstance(old, InputError) or isinstance(new, InputError):
        return False
    moved = found.effects is not None and (found.effects.moved or found.effects.unusable)
    return old.path == new.path and old.raw == new.raw and not found.changes and not moved


def _side(loaded: LoadedRubric) -> Side:
    from partnercheck.model.rubric_changes import Side

    rubric = loaded.rubric
    return Side(rubric.id, rubric.version, loaded.document.source.file, loaded.sha256)


def _code(found: Comparison, limits: Sequence[str | float]) -> int:
    """Return the exit code that one comparison asks for, and say why it is not 0."""
    if found.broken == "new":
        return BAD_INPUT
    if found.effects is not None and any(each.fits is None for each in found.effects.unusable):
        return BAD_INPUT
    failed = False
    if "version" in limits and found.version is not None and not found.version.met:
        least = found.version.least
        print(f"{found.file}: the version is to be raised: at least to {least}", file=sys.stderr)
        failed = True
    if found.effects is not None:
        failed |= _moves([each for each in limits if each != "version"], found.effects)
    return UNMET if failed else DONE


def _moves(limits: Iterable[str | float], found: Effects) -> bool:
    """Return whether the change does what was to fail, and say so."""
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
    return any(count for count, _ in reasons)
