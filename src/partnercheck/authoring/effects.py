"""What a change of a rubric does to partners: each dossier is assessed under both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError
from partnercheck.engine import decide
from partnercheck.model.assessment import DECIMALS
from partnercheck.model.rubric_changes import MOVES, Effects, Moved, Outcome, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from partnercheck.engine import Decision
    from partnercheck.load import Loader
    from partnercheck.load.lineage import LoadedRubric


def effects(
    loader: Loader,
    dossiers: Iterable[tuple[str, Path]],
    old: LoadedRubric,
    new: LoadedRubric,
    others: int,
) -> Effects:
    """Return whom a change moves: other verdicts first, then the longest moves of the score.

    Args:
        loader: Loads the dossiers.
        dossiers: Names and paths.
        old: The rubric before.
        new: The rubric after.
        others: How many dossiers were left out, as they name another rubric.
    """
    moved: list[Moved] = []
    unusable: list[Unusable] = []
    still = 0
    for name, path in dossiers:
        one, two = _assessed(loader, path, old), _assessed(loader, path, new)
        if isinstance(one, InputError) or isinstance(two, InputError):
            unusable.append(_unusable(name, one, two))
            continue
        before, after = _outcome(one), _outcome(two)
        moves = tuple(move for move in MOVES if getattr(before, move) != getattr(after, move))
        if moves:
            moved.append(Moved(one.inputs.dossier.partner.name, name, before, after, moves))
        still += not moves
    moved.sort(key=_gravest_first)
    return Effects(tuple(moved), still, tuple(unusable), others)


def _gravest_first(moved: Moved) -> tuple[bool, bool, float, str]:
    return "verdict" not in moved.moves, moved.moves == ("score",), -moved.distance, moved.file


def _unusable(name: str, one: Decision | InputError, two: Decision | InputError) -> Unusable:
    errors = [each for each in (one, two) if isinstance(each, InputError)]
    why = tuple(dict.fromkeys(_problems(errors)))
    if len(errors) == 2:
        return Unusable(name, None, why)
    return Unusable(name, "new" if isinstance(one, InputError) else "old", why)


def _assessed(loader: Loader, path: Path, rubric: LoadedRubric) -> Decision | InputError:
    try:
        return decide(loader.dossier(path, rubric=rubric))
    except InputError as error:
        return error


def _problems(errors: Iterable[InputError]) -> Iterator[str]:
    for error in errors:
        yield from (str(each) for each in error.diagnostics if each.severity == "error")


def _outcome(decision: Decision) -> Outcome:
    score, ruling = decision.tree.whole.point, decision.ruling
    rounded = None if score is None else round(score, DECIMALS) + 0.0
    return Outcome(ruling.level, ruling.firm, rounded, decision.relationship.call)
