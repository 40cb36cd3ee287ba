"""The fonts that a machine may have: pages must break alike under each, whatever is installed here."""

from __future__ import annotations

from pathlib import Path

from tools import needed

FONT_SETS = {"dejavu": ("dejavu",), "liberation-noto": ("liberation", "noto")}
"""Folders of fonts by the name of their set; `.ci/run` installs what is in them."""

HOME = Path("/usr/share/fonts/truetype")
"""Where Debian's packages put them."""


def fontconfig(name: str, folder: Path) -> Path:
    """Write a configuration of fontconfig with the fonts of a set and no others; FONTCONFIG_FILE names it."""
    homes = [HOME / each for each in FONT_SETS[name]]
    needed(all(map(Path.is_dir, homes)) or None, "fonts-dejavu-core, fonts-liberation and fonts-noto-core")
    folders = "".join(f"<dir>{home}</dir>" for home in homes)
    path = folder / f"{name}.conf"
    path.write_text(
        f"<fontconfig>{folders}<cachedir>{folder / name}</cachedir></fontconfig>", encoding="utf-8"
    )
    return path
