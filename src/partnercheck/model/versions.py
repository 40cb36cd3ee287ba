"""What changed between versions of a rubric, and what became of its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from partnercheck.diagnostics import Path, Problem, shown
from partnercheck.model.scalars import OrInShort, Text
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, as many as it has."""
    return tuple(map(int, version.split(".")))


class _Change(Strict):
    """What changed with a version."""

    what: Text
    """What changed, for whoever pins an earlier major version."""
    renamed: dict[Text, Text] = Field(default_factory=dict)
    """Ids of dimensions, criteria, flags, facts and grades that are called otherwise now, by the former."""


def _long(value: object) -> object:
    """Return the long form of a change that is told in short."""
    return value if isinstance(value, dict | _Change) else {"what": value}


Change = Annotated[_Change, BeforeValidator(_long), OrInShort({"type": "string"})]


def present_names(rubric: Rubric) -> dict[str, str]:
    """Return what each former id is called now, through every version.

    Names that were inherited count as far as they lead to an id of the rubric, and are none themselves.
    """
    own = {old: new for each in rubric.changes.values() for old, new in each.renamed.items()}
    direct = {**rubric.former_names, **own}
    ids = {*rubric.criteria, *(each.id for each in rubric.dimensions), *rubric.flags}
    ids |= {*rubric.profile, *rubric.evidence.grades}
    found = {}
    for old, new in direct.items():
        last, seen = new, {old}
        while last in direct and last not in seen:
            seen.add(last)
            last = direct[last]
        if old in own or (last in ids and old not in ids):
            found[old] = last
    return found


def criteria_by_any_name(rubric: Rubric) -> dict[str, Criterion]:
    """Return every criterion by its id, and by those it had in former versions."""
    known = rubric.criteria
    return known | {old: known[new] for old, new in rubric.renamed.items() if new in known}


def check_renamed(rubric: Rubric) -> Iterator[Problem]:
    """Yield the renamed ids that lead to nothing, and those that are still, or twice, an id."""
    ids = {*rubric.criteria, *rubric.dimension_of.values(), *rubric.flags}
    kinds = (ids, set(rubric.profile), set(rubric.evidence.grades))
    before: set[str] = set()
    for version, change in rubric.changes.items():
        for old in change.renamed:
            path: Path = ("changes", version, "renamed", old)
            now = rubric.renamed[old]
            taken = [old in names for names in kinds if now in names]
            if not taken:
                message = f"`{shown(now)}` is no id, fact or grade of this rubric"
                hint = "take out the entry, or name what it became"
                yield Problem("wrong-rename", path, message, hint, missing=now)
            elif any(taken):
                message = f"`{shown(old)}` is still there, so nobody could tell which of the two is meant"
                yield Problem("wrong-rename", path, message, "give what is new an id of its own", key=True)
            elif old in before:
                message = f"`{shown(old)}` was renamed in another version already"
                yield Problem(
                    "wrong-rename", path, message, "an id that was renamed is not used again", key=True
                )
            before.add(old)
