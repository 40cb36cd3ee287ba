"""What the formats for people say in the same words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from partnercheck.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric_changes import Change, Comparison, Effects, Moved, Outcome, Raise


def title(comparison: Comparison) -> str:
    """Return which rubrics are compared."""
    old, new = comparison.old, comparison.new
    if old is None or new is None:
        side = old or new
        name = comparison.file if side is None else f"{side.id} {side.version}"
        return f"{name} {_STATES[comparison.broken, new is None]}"
    names = old.id if old.id == new.id else f"{old.id} → {new.id}"
    versions = old.version if old.version == new.version else f"{old.version} → {new.version}"
    return f"{names} {versions}"


_STATES = {
    (None, False): "is new",
    (None, True): "is gone",
    ("old", False): "cannot be compared: it could not be used before",
    ("new", True): "cannot be used",
}


def asked(version: Raise) -> str:
    """Return in a sentence which version a change asks for."""
    said = f"The version is raised as this change asks (at least {version.least})."
    if not version.met:
        said = f"This change asks for version {version.least} or above."
    return (
        f"{said} Answers or dossiers no longer fit: {'; '.join(version.because)}."
        if version.because
        else said
    )


def subjects(comparison: Comparison) -> Iterator[tuple[str, str, list[Change]]]:
    """Yield each section and name with its changes."""
    for (section, name), found in groupby(comparison.changes, key=lambda each: (each.section, each.name)):
        yield section, name, list(found)


def row(moved: Moved) -> tuple[str, str, str, str, str]:
    """Return partner, score, verdict, firmness and relationship, each before and after where it moves."""
    before, after = moved.before, moved.after
    return (
        moved.partner,
        _both(_score(before), _score(after)),
        _both(before.verdict, after.verdict),
        _both(_firm(before), _firm(after)),
        _both(before.relationship or "no name yet", after.relationship or "no name yet"),
    )


HEADS = ("Partner", "Score", "Verdict", "Firmness", "Relationship")


def _both(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _score(outcome: Outcome) -> str:
    return "none" if outcome.score is None else words.number(outcome.score)


def _firm(outcome: Outcome) -> str:
    return "firm" if outcome.firm else "not firm"


def tally(effects: Effects) -> str:
    """Return in a sentence how many dossiers move, stay, and could not be told."""
    flips = sum("verdict" in each.moves for each in effects.moved)
    parts = [
        f"{flips} {'verdict flips' if flips == 1 else 'verdicts flip'}",
        f"{len(effects.moved) - flips} more {'moves' if len(effects.moved) - flips == 1 else 'move'}",
        f"{effects.still} {'stays' if effects.still == 1 else 'stay'} as before",
    ]
    if effects.unusable:
        number = len(effects.unusable)
        parts.append(f"{number} {'does' if number == 1 else 'do'} not fit")
    if effects.others:
        parts.append(f"{effects.others} left out, of another rubric")
    return f"{'; '.join(parts)}."


def misfit(fits: str | None) -> str:
    """Return which rubric a dossier does not fit."""
    return {"old": "no longer fits", "new": "fits the new rubric only"}.get(fits or "", "cannot be used")
