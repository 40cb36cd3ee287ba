"""What differs between a saved assessment and the same one made again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import shown, visible
from partnercheck.insight.changes import changes
from partnercheck.model.assessment import ADDED_LATER, DECIMALS, plain
from partnercheck.model.verification import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.assessment import Assessment

_EVIDENCE = re.compile(r"criteria\[(?P<criterion>[^]]*)\]\.evidence\.items\[[0-9]+\]\.why_not$")

_LATER = re.compile(
    "|".join(rf"{part}\[[^]]*\]\.{key}" for part, keys in ADDED_LATER.items() for key in keys)
)
"""That a saved assessment lacks it is no difference."""


def verified(before: dict[str, Any], after: Assessment) -> Iterator[Difference]:
    """Yield what differs, the files first, then the verdict, then the rest.

    Args:
        before: The saved assessment, which somebody may have written.
        after: The one made again.
    """
    old, new = (_comparable(each) for each in (before, plain(after, DECIMALS)))
    found = [
        each for each in changes(old, new) if each.before is not None or not _LATER.fullmatch(each.place)
    ]
    for name in ("dossier", "rubric", "organisation"):
        for change in found:
            if change.place == f"{name}.sha256":
                yield Difference(f"the {name} has changed since", *change)
    yield from _changed_replies(_digests(old), _digests(new))
    for change in found:
        if item := _EVIDENCE.search(change.place):
            now = change.after
            how = "counts again" if now is None else f"no longer counts: {shown(str(now))}"
            yield Difference(f"evidence of `{shown(item['criterion'])}` {how}", *change)
    found.sort(key=lambda change: not change.place.startswith("verdict"))
    for change in found:
        place, was, now = change
        if not place.endswith("sha256") and not place.startswith("replies["):
            yield Difference(f"{visible(place)}: was {_written(was)}, is {_written(now)}", *change)


def _changed_replies(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    """Yield which replies are not what they were, given their digests."""
    for file in {**before, **after}:
        was, now = before.get(file), after.get(file)
        if was != now:
            how = "has changed since" if file in before else "is new"
            text = f"the reply {shown(file)} {how if file in after else 'is gone'}"
            yield Difference(text, f"replies[{file}].sha256", was, now)


def _digests(assessment: dict[str, Any]) -> dict[str, Any]:
    """Return the digests of the replies in an assessment, which somebody may have written."""
    replies = assessment.get("replies")
    found = [each for each in replies if isinstance(each, dict)] if isinstance(replies, list) else []
    return {str(each.get("file")): each.get("sha256") for each in found}


def _comparable(data: dict[str, Any]) -> dict[str, Any]:
    """Return an assessment without what may differ between two runs of one decision.

    That is the program's version, the folder that the dossier is named from, and how it was called.
    """
    kept = {key: value for key, value in data.items() if key not in {"tool", "dossier", "diagnostics"}}
    if isinstance(inputs := data.get("inputs"), dict):
        kept["inputs"] = inputs | {"overrides": None}
    notes = data.get("diagnostics")
    kept["dossier"] = {"sha256": data["dossier"]["sha256"]}
    if isinstance(notes, list):
        kept["diagnostics"] = [
            {key: value for key, value in each.items() if key != "file"} if isinstance(each, dict) else each
            for each in notes
        ]
    return kept


def _written(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False))
