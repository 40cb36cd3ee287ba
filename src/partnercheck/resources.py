"""Where the bundled rubrics and templates are, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def folder(kind: str) -> Path:
    """Return the folder of the bundled `rubrics` or `templates`.

    A wheel carries them inside the package. An editable install does not show that copy; there they stand
    at the top of the checkout, two levels above the package.
    """
    inside = Path(__file__).parent / "_data" / kind
    if inside.is_dir():
        return inside
    root = Path(__file__).parents[2]
    if (root / "pyproject.toml").is_file():
        return root / kind
    raise FileNotFoundError(f"the bundled {kind} are missing; install partnercheck again")


@cache
def rubrics() -> dict[str, Path]:
    """Return the bundled rubrics by id, in alphabetical order."""
    return {
        path.stem: path
        for path in sorted(folder("rubrics").glob("*.yaml"))
        if not path.name.endswith(".cases.yaml")
    }
