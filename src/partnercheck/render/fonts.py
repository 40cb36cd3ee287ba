"""The fonts that pages carry, so that every machine breaks lines and pages alike.

They are parts of open ones, without ligatures; `docs/fonts.py` makes them. Other scripts than Latin fall back
to the fonts of the machine.
"""

from __future__ import annotations

import base64
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from partnercheck.resources import folder


class Face(NamedTuple):
    """A face of a family.

    Attributes:
        family: What style sheets call it.
        weight: 400 is regular.
        file: Where it is in `templates/fonts`.
    """

    family: str
    weight: int
    file: str


FACES = (
    Face("Partnercheck Sans", 400, "sans-regular.woff2"),
    Face("Partnercheck Sans", 600, "sans-semibold.woff2"),
    Face("Partnercheck Mono", 400, "mono-regular.woff2"),
)


@cache
def fonts() -> Markup:
    """Return the rules of a style sheet that bring the fonts, whole."""
    return Markup("\n").join(_rule(face) for face in FACES)


def _rule(face: Face) -> Markup:
    data = base64.b64encode((folder("templates") / "fonts" / face.file).read_bytes()).decode("ascii")
    return Markup(  # noqa: S704  (nothing in it is from outside)
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'src: url(data:font/woff2;base64,{data}) format("woff2"); }}'
    )
