"""What `collect` found, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown, visible
from partnercheck.model.asking import SIDES
from partnercheck.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.collected import Collected, Disagreement
    from partnercheck.render.formats import Layout

_DONE = {
    "new": "taken",
    "replaced": "taken in place of an earlier one",
    "unchanged": "there already",
    "superseded": "left alone, a later one is there",
}
_SHOWN = 20


def terminal(collected: Collected, _: Layout) -> str:
    """Return what was collected, and how the dossier stands with it."""
    return "\n".join(_lines(collected)) + "\n"


def _lines(collected: Collected) -> Iterator[str]:
    for each in collected.files:
        if each.side is None or each.status == "refused":
            yield f"{visible(each.file)}: refused"
            continue
        with_files = f", with {words.counted(each.enclosed, 'file')} enclosed" if each.enclosed else ""
        who = f"{shown(each.by)}, {SIDES[each.side]}"
        yield f"{visible(each.file)}: {_DONE[each.status]}{with_files} ({who}): {visible(str(each.reply))}"
    if collected.dry_run:
        yield "Nothing is written: this is a dry run."
    if collected.linked:
        yield f"{visible(collected.dossier)}: now names {visible(collected.folder)} as its replies"
    if collected.link is not None:
        yield f"Add this line to {visible(collected.dossier)}, or collect with --link:"
        yield f"  {collected.link}"
    yield from _list(
        "Answered",
        [
            f"{shown(each.by)} ({SIDES[each.side]}), {each.date}: {words.counted(each.answers, 'answer')}"
            for each in collected.answered
        ],
    )
    yield from _list(
        "Missing",
        [
            f"{shown(each.for_ or 'anybody')}, {SIDES[each.side]}, asked with {visible(each.file)}"
            + (f", to be returned by {each.by}" if each.by else "")
            + ("; a file of this name came back and is refused" if each.refused else "")
            for each in collected.missing
        ],
    )
    yield from _list("The sides are two levels apart", [_disagreement(each) for each in collected.apart])
    yield from _list("One side disagrees with itself", [_disagreement(each) for each in collected.divided])
    yield from _list(
        "Open",
        [f"{visible(each.title)} ({each.criterion}): {words.WHY_OPEN[each.why]}" for each in collected.open],
    )


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}: {len(lines)}"
        yield from (f"  {line}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  and {len(lines) - _SHOWN} more"


def _disagreement(each: Disagreement) -> str:
    voices = ", ".join(
        f"{shown(voice.by)} ({SIDES[voice.side]}) {shown(voice.answer)}" for voice in each.voices
    )
    return f"{visible(each.title)} ({each.criterion}): {voices}"
