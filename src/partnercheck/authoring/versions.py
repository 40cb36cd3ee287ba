"""Which version a change of a rubric asks for.

The first number is raised where answers or dossiers no longer fit, the second where anything else can come
out otherwise or is asked anew, the third where only words changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.differences import renamed
from partnercheck.model.rubric_changes import Raise
from partnercheck.model.versions import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.rubric_changes import Change, Effects, Step

_WORDS = frozenset({"title", "summary", "question", "why", "source", "action", "meaning", "next"})
_STEPS: tuple[Step, ...] = ("major", "minor", "patch")
_MOST_REASONS = 5


def asked_version(
    old: Rubric, new: Rubric, changes: Sequence[Change], effects: Effects | None = None
) -> Raise | None:
    """Return the least version that a change asks for, and whether it is met; None where it asks for none.

    Args:
        old: The rubric before.
        new: The rubric after, of the same id.
        changes: What differs.
        effects: What the change does to dossiers, where any were assessed under both.
    """
    misfits = [*_misfits(old, new), *_no_longer(effects)]
    others = [each for each in changes if (each.section, each.aspect) != ("rubric", "version")]
    if old.id != new.id or not (misfits or others):
        return None
    deciding = [each for each in others if not _is_wording(each, new)]
    step: Step = "major" if misfits else "minor" if deciding else "patch"
    before = _three(old.version)
    place = _STEPS.index(step)
    least = (*before[:place], before[place] + 1, *(0 for _ in before[place + 1 :]))
    shown = least[: max(old.version.count(".") + 1, place + 1)]
    return Raise(
        step, ".".join(map(str, shown)), _three(new.version) >= least, tuple(misfits[:_MOST_REASONS])
    )


def _three(version: str) -> tuple[int, ...]:
    """Return the three numbers of a version; those it leaves out are 0."""
    return (*numbers(version), 0, 0)[:3]


def _is_wording(change: Change, new: Rubric) -> bool:
    """Return whether a change to a rubric is one of words alone."""
    if change.section == "source":
        return True
    if change.kind != "changed":
        return False
    anchors = new.criteria[change.name].anchors if change.section == "criterion" else ()
    return change.aspect in {*_WORDS, *(each.name for each in anchors)}


def _misfits(old: Rubric, new: Rubric) -> Iterator[str]:
    """Yield why answers to the old rubric, or dossiers, do not fit the new one."""
    names = renamed(old, new)
    for name, criterion in old.criteria.items():
        yield from (f"`{name}` {why}" for why in _unanswerable(old, new, criterion, names.ids))
    for name, fact in old.profile.items():
        other = new.profile.get(names.facts.get(name, name))
        if other is not None and other.type != fact.type:
            yield f"the fact `{name}` is of another type"
        elif other is not None and (gone := [each for each in fact.values if each not in other.values]):
            yield f"the fact `{name}` cannot be `{gone[0]}` any more"
    known = {names.facts.get(each, each) for each in old.facts_needed}
    for name in new.facts_needed:
        if name not in known:
            yield f"the fact `{name}` must be given"
    for grade in old.evidence.grades:
        if names.grades.get(grade, grade) not in new.evidence.grades:
            yield f"there is no grade `{grade}` any more"
    for flag in old.red_flags:
        now = new.flags.get(names.ids.get(flag.id, flag.id))
        if flag.can_be_waived and not (now and now.can_be_waived):
            yield f"the flag `{flag.id}` cannot be waived any more"
    for was, now_called in (pair for kind in names for pair in kind.items()):
        yield f"`{was}` is called `{now_called}` now (`partnercheck update` renames it)"


def _unanswerable(old: Rubric, new: Rubric, criterion: Criterion, called: Mapping[str, str]) -> Iterator[str]:
    """Yield why answers to a criterion no longer fit."""
    other = new.criteria.get(called.get(criterion.id, criterion.id))
    if other is None:
        yield "is gone"
        return
    home, was_home = new.dimension_of[other.id], old.dimension_of[criterion.id]
    if home != called.get(was_home, was_home):
        yield f"belongs to `{home}` now"
    if other.kind != criterion.kind:
        yield f"is of the kind {other.kind} now"
        return
    if other.measure is not None and criterion.measure is None:
        yield f"is worked out by `{other.measure}` now and takes no answer"
    there = {each.name for each in other.anchors}
    yield from (f"has no {each.name} any more" for each in criterion.anchors if each.name not in there)
    if criterion.settings.get("unit") != other.settings.get("unit"):
        yield "is counted in another unit"
    if criterion.allow_na and not other.allow_na:
        yield "cannot be declared not applicable any more"


def _no_longer(effects: Effects | None) -> Iterable[str]:
    """Return the dossiers that fit the old rubric only."""
    return (
        [f"{each.file} no longer fits" for each in effects.unusable if each.fits == "old"] if effects else ()
    )
