"""A colour in a shade that can be read."""

from __future__ import annotations

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3)."""

LIGHT, DARK = "#f5f7f9", "#1b2128"
"""The grounds on which text is hardest to read: the darkest by day, the lightest by night (`--wash`)."""

_STEPS = 100


def shade(colour: str, ground: str) -> str:
    """Return the shade nearest to a colour, `#rrggbb`, that is readable on a ground.

    It is mixed with black on a light ground and with white on a dark one, in steps of a hundredth.
    """
    channels = _channels(colour)
    end = 0 if contrast("#000000", ground) > contrast("#ffffff", ground) else 255
    mixed = (
        "#" + "".join(f"{round(each + (end - each) * step / _STEPS):02x}" for each in channels)
        for step in range(_STEPS + 1)
    )
    return next(each for each in mixed if contrast(each, ground) >= READABLE)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    linear = [
        each / 255 / 12.92 if each / 255 <= 0.04045 else ((each / 255 + 0.055) / 1.055) ** 2.4
        for each in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
