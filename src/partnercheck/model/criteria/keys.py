"""Keys that answers are written with: consecutive whole numbers, and names."""

from collections.abc import Collection, Mapping, Sequence
from textwrap import shorten

from partnercheck.diagnostics import did_you_mean, shown, visible
from partnercheck.model.scalars import kind_of, read_whole, refuse

_ANCHOR = 120
"""So many letters of an anchor a hint quotes at most."""


def consecutive(keys: Sequence[int], what: str) -> None:
    """Refuse ascending numbers unless they are at least two, without a gap."""
    if len(keys) < 2:
        refuse(f"wrong-{what}", f"at least two {what} are needed")
    if keys[-1] - keys[0] != len(keys) - 1:
        refuse(f"wrong-{what}", f"the keys of {what} must be consecutive numbers")


def known_step(raw: object, known: Collection[int], what: str) -> int:
    """Return the one of the known numbers that is written as `raw`, or refuse it.

    Where each has an anchor, those of the first and the last are told.
    """
    step = read_whole(raw, known)
    if step not in known:
        ends = min(known), max(known)
        hint = None
        if isinstance(known, Mapping):
            hint = "; ".join(
                f"{end} is “{shorten(visible(known[end]), _ANCHOR, placeholder=' …')}”" for end in ends
            )
        refuse(f"unknown-{what}", f"{what} {step} does not exist; it goes from {ends[0]} to {ends[1]}", hint)
    return step


def known_name(raw: object, known: Collection[str], what: str, at: tuple[int, ...] = ()) -> str:
    """Return the one of the known names that is written as `raw`, or refuse it."""
    if not isinstance(raw, str):
        refuse("wrong-type", f"an {what} is needed here, not {kind_of(raw)}", at=at)
    if raw not in known:
        refuse(f"unknown-{what}", f"there is no {what} `{shown(raw)}`", did_you_mean(raw, known), at=at)
    return str(raw)
