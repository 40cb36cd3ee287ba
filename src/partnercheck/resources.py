"""Where rubrics and templates are: what is bundled, in a checkout and in a wheel, and what users add."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VARIABLE = "PARTNERCHECK_RUBRICS"
"""The environment variable that names folders of rubrics, separated as in PATH."""

CASES = (".cases.yaml", ".cases.yml")
"""How the name of a file of test cases ends; those of `ours.yaml` stand in `ours.cases.yaml` beside it."""

Origin = Literal["bundled", "folder", "user"]


class Place(NamedTuple):
    """A rubric that goes by an id, and who put it there."""

    path: Path
    origin: Origin


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
    return dict(_rubrics_in(folder("rubrics"), names_on_disk))


def folders() -> list[tuple[Path, Origin]]:
    """Return the folders where users keep rubrics; they need not exist."""
    from platformdirs import user_config_path  # noqa: PLC0415  (only rubrics that are named by id need it)

    named = [Path(os.path.expanduser(each)) for each in _named()]  # noqa: PTH111  (a Path's own may fail)
    found: list[tuple[Path, Origin]] = [(each, "folder") for each in named]
    try:
        user = user_config_path("partnercheck", appauthor=False) / "rubrics"
    except RuntimeError:  # there is no home
        return found
    return [*found, (user, "user")] if user.is_absolute() else found


def problems() -> list[str]:
    """Return what is wrong with the folders that the environment names; their rubrics are not found."""
    return [
        f"{VARIABLE}: {why}: {folder}"
        for folder, origin in folders()
        if origin == "folder" and (why := _why_not(folder)) is not None
    ]


def _named() -> list[str]:
    return [each for each in os.environ.get(VARIABLE, "").split(os.pathsep) if each]


def _why_not(folder: Path) -> str | None:
    if str(folder).startswith("~"):
        return "there is no such user or home"
    try:
        os.listdir(folder)  # noqa: PTH208  (as when it is read)
    except FileNotFoundError:
        return "there is no folder"
    except OSError as error:
        return f"the folder cannot be read ({error.strerror})"
    return None


def places(names: Callable[[Path], Iterable[str]] | None = None) -> dict[str, list[Place]]:
    """Return every rubric that can be named by its id, the file's name without `.yaml`; bundled ones first.

    An id with two places is ambiguous: neither must silently stand in for the other. `names` tells the files
    in a folder of users; by default those on disk.
    """
    found = {name: [Place(path, "bundled")] for name, path in rubrics().items()}
    known = {os.path.realpath(path) for path in rubrics().values()}
    for place, origin in folders():
        for name, path in _rubrics_in(place, names or names_on_disk):
            if (real := os.path.realpath(path)) not in known:
                known.add(real)
                found.setdefault(name, []).append(Place(path, origin))
    return found


def names_on_disk(place: Path) -> list[str]:
    """Return the names of the files in a folder; none of one that cannot be read."""
    try:
        return os.listdir(place)  # noqa: PTH208  (a Path for every file takes longer than reading one)
    except (OSError, ValueError):
        return []


def _rubrics_in(place: Path, names: Callable[[Path], Iterable[str]]) -> list[tuple[str, Path]]:
    return [
        (stem, place / name)
        for name in sorted(names(place))
        for stem, dot, suffix in (name.rpartition("."),)
        if dot and suffix in {"yaml", "yml"} and not stem.endswith(".cases")
    ]
