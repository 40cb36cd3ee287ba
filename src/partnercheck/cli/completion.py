"""What a shell completes from the dossier that stands on the command line: the ids in its rubric."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (typer reads the annotations)

from partnercheck.diagnostics import InputError, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.rubric import Rubric


def criteria(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the criteria that begin with what is typed so far, each with its title."""
    rubric = _rubric(ctx)
    return [] if rubric is None else _beginning(incomplete, _criteria(rubric))


def criteria_to_set(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return criteria as `criteria` does, ready for what each is to be set to."""
    rubric = _rubric(ctx)
    return [] if rubric is None else _beginning(incomplete, _criteria(rubric), "=")


def answers_to_set(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return criteria and facts, ready for their answers."""
    rubric = _rubric(ctx)
    if rubric is None:
        return []
    facts = ((name, fact.question or "") for name, fact in rubric.profile.items())
    return _beginning(incomplete, [*_criteria(rubric), *facts], "=")


def dimensions_to_set(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return dimensions, ready for their weights."""
    rubric = _rubric(ctx)
    found = [] if rubric is None else [(each.id, each.title) for each in rubric.dimensions]
    return _beginning(incomplete, found, "=")


def _criteria(rubric: Rubric) -> list[tuple[str, str]]:
    return [(name, each.title) for name, each in rubric.criteria.items()]


def _beginning(incomplete: str, named: Iterable[tuple[str, str]], end: str = "") -> list[tuple[str, str]]:
    return [(f"{name}{end}", visible(title)) for name, title in named if name.startswith(incomplete)]


def _rubric(ctx: typer.Context) -> Rubric | None:
    """Return the rubric that the command line names, or else that of its first dossier.

    Nothing is said of what is wrong with either: the line is not typed to its end.
    """
    from partnercheck.load import Loader

    given = ctx.params
    # Before an option that has no value yet, arguments are not told apart.
    named = [*(given.get("dossiers") or ()), given.get("dossier"), *ctx.args]
    dossier = next(filter(None, named), None)
    loader = Loader(confine=given.get("confine"))
    try:
        if given.get("rubric"):
            return loader.rubric(given["rubric"]).rubric
        return loader.dossier(Path(dossier)).rubric if dossier else None
    except InputError:
        return None
