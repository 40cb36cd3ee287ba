"""Differences of rubrics as Markdown, for the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.escape import escape_markdown
from partnercheck.render.rubric_changes.wording import HEADS, asked, misfit, row, subjects, tally, title
from partnercheck.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.rubric_changes import Change, Comparison, Effects
    from partnercheck.render.formats import Layout

_SIGNS = {"added": "added", "removed": "removed", "renamed": "renamed", "changed": ""}
_MOST = 200
"""How many of a kind a comment lists; its length is limited where it is posted."""


def render(comparison: Comparison, _: Layout) -> str:
    """Return what changed and what it does, what it does first."""
    return "".join(f"{line}\n" for line in _lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"### {escape_markdown(title(comparison))}"
    if comparison.problems:
        yield ""
        yield from (
            f"- {escape_markdown(each.partition(chr(10))[0])}" for each in comparison.problems[:_MOST]
        )
    if comparison.version is not None:
        yield from ("", escape_markdown(asked(comparison.version)))
    if comparison.effects is not None:
        yield from _effects(comparison.effects)
    if comparison.old is None or comparison.new is None:
        return
    yield ""
    if not comparison.changes:
        yield "Nothing differs in the rubric."
        return
    yield f"<details><summary>{counted(len(comparison.changes), 'change')} of the rubric</summary>"
    yield ""
    left = _MOST
    for section, name, found in subjects(comparison):
        if left <= 0:
            break
        yield f"- **{escape_markdown(f'{section} {name}'.strip())}**"
        yield from (f"  - {_change(each)}" for each in found[:left])
        left -= len(found)
    if left < 0:
        yield f"- and {len(comparison.changes) - _MOST} more"
    yield from ("", "</details>")


def _change(change: Change) -> str:
    sign, aspect = _SIGNS[change.kind], escape_markdown(change.aspect)
    head = f"{sign} {aspect}".strip()
    texts = [escape_markdown(each) for each in (change.before, change.after) if each is not None]
    return f"{head}: {' → '.join(texts)}" if head else " → ".join(texts)


def _effects(effects: Effects) -> Iterator[str]:
    yield from ("", tally(effects))
    if effects.moved:
        yield from ("", f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}")
        for moved in effects.moved[:_MOST]:
            cells = [escape_markdown(cell) for cell in row(moved)]
            if "verdict" in moved.moves:
                cells[2] = f"**{cells[2]}**"
            yield f"| {' | '.join(cells)} |"
        if len(effects.moved) > _MOST:
            yield from ("", f"and {len(effects.moved) - _MOST} more")
    for each in effects.unusable[:_MOST]:
        yield from ("", f"{escape_markdown(each.file)} {misfit(each.fits)}:", "")
        yield from _problems(each.why)


def _problems(problems: Sequence[str]) -> Iterator[str]:
    return (f"- {escape_markdown(problem.split(chr(10))[0])}" for problem in problems[:_MOST])
