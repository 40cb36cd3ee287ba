"""Write `templates/fonts`, the fonts that pages carry, from the packages that `npm install` brings.

They are parts of Source Sans and, for commands, Source Code Pro, by Adobe, under the Open Font License: the
letters of Latin script, and the signs that templates and rubrics use. The licence keeps the name Source for
the whole, so the parts go by ours; no other version on a machine can then stand in for them either.

Ligatures are left out, so that what is copied or read from a page is what was written.
"""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from partnercheck.render.fonts import FACES, Face

ROOT = Path(__file__).parents[1]
HOME = ROOT / "templates" / "fonts"
PACKAGES = ROOT / "node_modules"

LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), 0x1E9E}
ACCENTS = {*range(0x300, 0x305), *range(0x306, 0x30D), 0x327, 0x328}
"""Those that follow their letter, as some systems write names."""
SIGNS = {*map(ord, "‐‑–—‘’‚“”„†‡•…‰′″‹›€₹₽№™←↑→↓↔↕−≈≠≤≥∞■▲▼◆○●◉◐✓✔✗✘")}  # noqa: RUF001  (alike, and each its own)
SIGNS |= {0x2009, 0x202F}  # narrow spaces
COMMANDS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–’“”…")}


WHOLE = {
    "sans-regular.woff2": ("source-sans/TTF/SourceSans3-Regular.ttf", LATIN | ACCENTS | SIGNS),
    "sans-semibold.woff2": ("source-sans/TTF/SourceSans3-Semibold.ttf", LATIN | ACCENTS | SIGNS),
    "mono-regular.woff2": ("source-code-pro/TTF/SourceCodePro-Regular.ttf", COMMANDS),
}
"""Where the whole of a face is among npm's packages, and which characters of it are carried."""


def subset(face: Face) -> TTFont:
    """Return the part of a face that is carried."""
    source, characters = WHOLE[face.file]
    font = TTFont(PACKAGES / source, recalcTimestamp=False)
    if ord("◐") in characters:
        _half_disc(font)
    options = Options(
        layout_features=["kern", "mark", "mkmk", "ccmp"],
        hinting=False,
        notdef_outline=True,  # a box, where no font of a machine has a character
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # whose it is, its names, its licence
        name_languages=[0x409],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    name = f"{face.family} {face.weight}"
    names = {1: name, 2: "Regular", 3: name, 4: name, 6: name.replace(" ", "")}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    return font


def _half_disc(font: TTFont) -> None:
    """Draw ◐, which the family lacks, from its ○: what is inside the ring stays white on the right alone."""
    glyphs, ring, name = font["glyf"], font.getBestCmap()[ord("○")], "uni25D0"
    drawn = deepcopy(glyphs[ring])
    outer_end, inner_end = drawn.endPtsOfContours
    points = drawn.coordinates
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) // 2
    for each in range(outer_end + 1, inner_end + 1):
        points[each] = max(points[each][0], middle), points[each][1]
    glyphs[name] = drawn
    font["hmtx"][name] = font["hmtx"][ring]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord("◐")] = name


def main() -> None:
    HOME.mkdir(exist_ok=True)
    for face in FACES:
        subset(face).save(HOME / face.file)
    for package in ("source-sans", "source-code-pro"):
        shutil.copyfile(PACKAGES / package / "LICENSE.md", HOME / f"LICENSE-{package}.md")


if __name__ == "__main__":
    main()
