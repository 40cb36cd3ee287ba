"""A report without the names of people: each stands there as a role or a side."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from partnercheck.render.words import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.model.inputs import Inputs

Part = TypeVar("Part")

_SIDES = {"us": "somebody of ours", "them": "somebody of theirs", "reference": "a reference"}
_SOMEBODY, _OWNER = "a named person", "an owner"


def without_names(part: Part, inputs: Inputs) -> Part:
    """Return a part of a report in which everybody whom the dossier names as a person is a role or a side.

    These are assessors, raters, those who waive, see to conditions or have decided. A name that a free text
    alone has, such as that of a source, stays.
    """
    people = _people(inputs)
    if not people:
        return part
    longest = sorted(people, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest))

    def stand_in(found: re.Match[str]) -> str:
        said = people[found[0]]
        starts = not found.start() or _SENTENCE_END.search(found.string, 0, found.start())
        return capitalised(said) if starts else said

    replaced: Part = _mapped(part, lambda text: pattern.sub(stand_in, text))
    return replaced


_SENTENCE_END = re.compile(r"[.!?]\s+$")


def _mapped(value: Any, change: Any) -> Any:
    """Return plain data, tuples and dataclasses with every text changed."""
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _mapped(getattr(value, each.name), change) for each in fields(value)}
        return replace(value, **changed)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, tuple):
        kind = type(value)
        mapped = (_mapped(each, change) for each in value)
        return kind(*mapped) if hasattr(kind, "_fields") else tuple(mapped)
    return value


def _people(inputs: Inputs) -> Mapping[str, str]:
    """Return what stands for each person, by the ways in which they are named; a role rather than a side."""
    found: dict[str, str] = {}
    firms = {inputs.dossier.partner.name, inputs.organisation.name if inputs.organisation else None}
    for name, known in _named(inputs):
        bare, _, role = (part.strip(" ,") for part in name.partition(","))
        if not _is_person(bare) or name in firms:
            continue
        stands = _as_role(next((each for each in (role, known) if each and len(each) <= _ROLE), _SOMEBODY))
        for each in (name.strip(" ,"), f"{bare} ({known})", bare):
            if found.get(each, _SOMEBODY) in _VAGUE:
                found[each] = stands
    return found


def _as_role(text: str) -> str:
    """Return a role as it stands in a sentence; what begins in upper case and is one word may be a firm."""
    if text in _VAGUE or (text.istitle() and " " not in text):
        return text
    return f"the {text}" if text[:2].isupper() else f"the {text[0].lower()}{text[1:]}"


def _is_person(name: str) -> bool:
    """Return whether a name is a person's and no role or body, such as CFO or Board of directors."""
    words = [each for each in name.split() if each not in _PARTICLES]
    return 0 < len(words) <= _WORDS and not name.isupper() and not any(each[0].islower() for each in words)


_WORDS, _ROLE = 4, 80
"""So many words make a person's name, and so many letters a role that can stand in a sentence."""
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "von", "ten", "ter"}
)
_VAGUE = frozenset({*_SIDES.values(), _SOMEBODY, _OWNER})


def _named(inputs: Inputs) -> Iterator[tuple[str, str | None]]:
    """Yield everybody whom the dossier names as a person, with what is known of the role or side."""
    dossier = inputs.dossier
    yield from ((each.name, each.role) for each in dossier.assessors)
    for given in inputs.given.values():
        for each in (*given.rated, *given.beside):
            yield each.rating.by, _SIDES[each.rating.side]
    yield from ((each.by, each.role or _SIDES[each.side]) for each in inputs.replies)
    yield from ((each.by, None) for each in dossier.waivers)
    yield from ((each.owner, None) for each in dossier.conditions if each.owner)
    ownership = getattr(dossier, "ownership", None)
    for name, party in (ownership.parties if ownership else {}).items():
        if party.kind == "person":
            yield name, _OWNER
    if inputs.approvals is not None:
        yield from ((each.approval.by, each.approval.role) for each in inputs.approvals.filed)
