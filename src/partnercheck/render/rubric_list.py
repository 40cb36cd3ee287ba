"""The rubrics that can be named by their ids, for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.shortened import first_sentence
from partnercheck.resources import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric_list import ListedRubric, RubricList
    from partnercheck.render.formats import Layout

_INDENT = "    "
_ORIGINS = {"bundled": "bundled", "folder": f"in {VARIABLE}", "user": "in the user folder"}


def terminal(listed: RubricList, layout: Layout) -> str:
    """Return the list of `rubrics/1`: a line for each, then what it is for and what is wrong with it."""
    return "".join(f"{line}\n" for line in _lines(listed.rubrics, layout.width))


def _lines(rubrics: tuple[ListedRubric, ...], width: int) -> Iterator[str]:
    wide = max(len(each.id) for each in rubrics)
    for each in rubrics:
        what = f"{visible(each.id):<{wide}}  {each.version or '?':<7}  {visible(each.title or '?')}"
        where = _ORIGINS[each.origin] + (f": {visible(each.file)}" if each.file else "")
        yield f"{what} ({where})"
        line = visible(first_sentence(each.summary or ""))
        yield from textwrap.wrap(line, width, initial_indent=_INDENT, subsequent_indent=_INDENT)
        if each.problem:
            yield f"{'':<{wide}}  cannot be used by its id: {visible(each.problem)}"
