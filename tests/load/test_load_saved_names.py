"""A name in a saved assessment leads to something in its inputs; which texts are names, their types say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from building import EXAMPLES, changed, dump
from partnercheck.api import assess
from partnercheck.diagnostics import InputError
from partnercheck.load.named import mark_of, names_in
from partnercheck.load.saved import read_saved
from partnercheck.model.assessment import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "ApprovalsAsked": ("assessors",),
    "ApproverNamed": ("name", "principal"),
    "Condition": ("action", "owner"),
    "CriterionResult": ("title", "kind"),
    "Declared": ("us", "them"),
    "DimensionResult": ("title",),
    "EventUsed": ("what",),
    "FactUsed": ("value",),
    "FileFault": ("file", "sha256", "why"),
    "FileUsed": ("file", "sha256"),
    "FlagResult": ("title", "because"),
    "InputsUsed": ("rubric", "dossier", "organisation", "beside", "overrides"),
    "ItemUsed": ("source", "why_not"),
    "MeasureUsed": ("working",),
    "Note": ("code", "message", "file", "hint"),
    "PartnerNamed": ("name", "country", "identifiers", "website"),
    "RatingBeside": ("by",),
    "Reason": ("text",),
    "ReplyUsed": ("file", "sha256", "by", "role"),
    "RubricUsed": ("id", "version", "file", "sha256"),
    "TestRead": ("test",),
    "Tool": ("name", "version"),
    "Waived": ("by", "reason"),
    "WaiverUnused": ("why",),
}
"""Fields of text that name nothing in the inputs, by the part of an assessment that has them."""

COMPARED = {
    "CriterionResult": ("id",),
    "DimensionResult": ("id",),
    "FlagResult": ("id",),
    "MeasureUsed": ("name",),
    "RuleWalked": ("call",),
}
"""Those that are held against the rubric's own, one by one and in its order."""


def parts(part: Any, seen: set[Any]) -> Iterator[Any]:
    """Yield the named tuples that a type leads to."""
    if hasattr(part, "_fields") and part not in seen:
        seen.add(part)
        yield part
        for hint in get_type_hints(part, include_extras=True).values():
            yield from parts(hint, seen)
    for inner in get_args(part):
        yield from parts(inner, seen)


def is_bare(hint: Any) -> bool:
    """Return whether a type is of texts of which nothing says that they are names."""
    return mark_of(hint) is None and (hint is str or any(map(is_bare, get_args(hint))))


def test_every_text_of_an_assessment_is_a_name_by_its_type_or_known_to_be_none() -> None:
    bare = {
        (part.__name__, field)
        for part in parts(Assessment, set())
        for field, hint in get_type_hints(part, include_extras=True).items()
        if is_bare(hint)
    }
    listed = [
        (part, field) for each in (WORDS, COMPARED) for part, fields in each.items() for field in fields
    ]
    assert sorted(bare) == sorted(listed)


def test_a_text_without_a_type_of_its_own_is_bare() -> None:
    assert is_bare(tuple[str, ...] | None)
    assert not is_bare(get_type_hints(Assessment, include_extras=True)["flips_not_worked_out"])


@pytest.mark.parametrize("name", ["acme.yaml", "ostermere.yaml", "health/larkfield.yaml"])
def test_no_name_may_lead_nowhere(name: str) -> None:
    result = assess(EXAMPLES / name)
    data = result.to_dict()
    first = {(type(each.within).__name__, each.path[-1]): each for each in names_in(result.assessment)}
    assert len(first) > 10
    for each in first.values():
        raw = dump(changed(data, *each.path, to="nobody"))
        with pytest.raises(InputError, match="the inputs hold no `nobody`"):
            read_saved(raw.encode(), "a.json")
