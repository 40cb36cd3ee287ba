"""How each kind of shape looks by day and on paper; the page's style sheet has the colours by night.

Colours stand at the shapes themselves, so that a drawing looks the same where no style sheet reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

INK, SOFT, EDGE, PAPER, ACCENT, ALARM = "#1c2430", "#55606e", "#7d8896", "#ffffff", "#1f4e79", "#8c2b1f"


class Look(NamedTuple):
    """How a kind of shape looks.

    Attributes:
        fill: Of an area or of letters.
        stroke: Of an outline or line.
        width: Of the stroke, in pixels.
        dashed: Whether the stroke is dashed.
        size: Of letters, in pixels; 0 for the drawing's own.
        bold: Whether letters are bold.
    """

    fill: str = INK
    stroke: str = "none"
    width: float = 1
    dashed: bool = False
    size: int = 0
    bold: bool = False


_AGAINST = Look(PAPER, ALARM, dashed=True)

PAINT: Mapping[str, Look] = {
    # A value on its line
    "track": Look("#eef1f4", EDGE),
    "range": Look("#a9c4de", "#4a7299"),
    "open": Look(PAPER, SOFT, dashed=True),
    "point": Look("none", "#12304d", width=4),
    "point-edge": Look("none", PAPER, width=8),
    "drop": Look("none", ALARM, width=2),
    "course": Look("none", ACCENT, width=1.5),
    "limit": Look("none", INK, dashed=True),
    "grid": Look("none", "#c9d1da"),
    "axis": Look("none", EDGE),
    "apart": Look("#5f7f9f"),
    "gain": Look(ACCENT),
    "loss": Look(ALARM),
    # How good a value is: the lighter, the better, so that it survives grey
    "strong": Look("#dcebe6", "#5f8679"),
    "sound": Look("#b5cfe3", "#54799a"),
    "weak": Look("#e3ab77", "#96602a"),
    "poor": Look(ALARM, ALARM),
    "unknown": Look(PAPER, SOFT, dashed=True),
    "not-applicable": Look("none", "#8b96a3"),
    "band-strong": Look("#e4f0ec", EDGE),
    "band-sound": Look("#d6e4f0", EDGE),
    "band-weak": Look("#f3e0cb", EDGE),
    "band-poor": Look("#ecccc5", EDGE),
    # Us, filled, and them
    "ours": Look(ACCENT, PAPER),
    "asked": Look(ACCENT, ACCENT),
    "theirs": Look(PAPER, INK, width=2.5),
    "us-invest": Look(ACCENT, ACCENT),
    "us-maintain": Look("#c3d5e7", ACCENT),
    "us-exit": _AGAINST,
    "us-rival": _AGAINST,
    "them-invest": Look("#5b6673", "#5b6673"),
    "them-maintain": Look("#dde1e6", "#5b6673"),
    "them-exit": _AGAINST,
    "them-rival": _AGAINST,
    "upfront": Look("#0d2136", "#0d2136"),
    # Letters
    "figure": Look(size=20, bold=True),
    "label": Look(bold=True),
    "number": Look(),
    "note": Look(SOFT, size=11),
    "on-strong": Look(size=11),
    "on-sound": Look(size=11),
    "on-weak": Look(size=11),
    "on-poor": Look(PAPER, size=11),
    "on-unknown": Look(),
    "on-not-applicable": Look(),
}
"""Every kind of shape that `render.charts` draws."""
