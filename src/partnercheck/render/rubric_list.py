"""The rubrics that can be named by their ids, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import visible
from partnercheck.resources import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.render.formats import Layout

_ORIGINS = {"bundled": "bundled", "folder": f"in {VARIABLE}", "user": "in the user folder"}


def terminal(listed: dict[str, Any], _: Layout) -> str:
    """Return the list of `rubrics/1`, a line for each, and what is wrong with it under that."""
    return "".join(f"{line}\n" for line in _lines(listed["rubrics"]))


def _lines(rubrics: list[dict[str, Any]]) -> Iterator[str]:
    wide = max(len(each["id"]) for each in rubrics)
    for each in rubrics:
        what = f"{visible(each['id']):<{wide}}  {each['version'] or '?':<7}  {visible(each['title'] or '?')}"
        where = _ORIGINS[each["origin"]] + (f": {visible(each['file'])}" if each["file"] else "")
        yield f"{what} ({where})"
        if each["problem"]:
            yield f"{'':<{wide}}  cannot be used by its id: {visible(each['problem'])}"
