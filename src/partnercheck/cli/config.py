"""What the repository's settings put in place of options and arguments that a command line leaves out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.load.config import Settings

RUBRICS = "rubrics"
"""The folder of rubrics where nothing else is said."""


def settings() -> Settings:
    """Return the settings that hold in the working folder.

    Raises:
        InputError: They have errors.
    """
    from partnercheck.load.config import settings as settings_of

    return settings_of(Path.cwd())


class Defaults(dict[str, Any]):
    """The values that a command takes where its command line gives none, by command and parameter.

    The settings are read when a command that heeds them is run, so that the others pay nothing.
    """

    def __init__(self, commands: dict[str, Any]) -> None:
        """Take what returns the values of each command, or of each command of a group."""
        super().__init__(commands)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the values of a command, or of the commands of a group."""
        found = super().get(name, default)
        return found(settings()) if callable(found) else found


def _here(found: Settings, paths: tuple[str, ...]) -> list[str]:
    """Return paths as they lead from the working folder."""
    return [Path(os.path.relpath(found.folder / each)).as_posix() for each in paths]


def rubrics_of(found: Settings) -> list[str]:
    """Return the rubrics of a repository, and folders of them."""
    return _here(found, found.config.rubrics or ((RUBRICS,) if (found.folder / RUBRICS).is_dir() else ()))


def _rubrics(found: Settings) -> dict[str, Any]:
    return {"rubrics": rubrics_of(found), "strict": found.config.strict}


def _tests(found: Settings) -> dict[str, Any]:
    asked = found.config.test
    shares = [
        f"{share:g}" if kind == "rules" else f"{kind}={share:g}" for kind, share in asked.min_coverage.items()
    ]
    return {**_rubrics(found), "min_coverage": shares or None, "min_mutation": asked.min_mutation}


def _changes(found: Settings) -> dict[str, Any]:
    dossiers = _here(found, found.config.dossiers)
    return {"dossiers": dossiers or None, "fail_on": list(found.config.diff.fail_on) or None}


def _organisation(found: Settings) -> dict[str, Any]:
    named = found.config.organisation
    return {"organisation": _here(found, (named,))[0]} if named else {}


def _paths(found: Settings) -> dict[str, Any]:
    return {"paths": _here(found, found.config.dossiers)}


def _dossiers(found: Settings) -> dict[str, Any]:
    return {**_paths(found), **_organisation(found)}


HEEDED: dict[str, dict[str, Callable[[Settings], dict[str, Any]]] | Callable[[Settings], dict[str, Any]]] = {
    **dict.fromkeys(("assess", "whatif", "compare", "history"), _organisation),
    **dict.fromkeys(("portfolio", "due", "tables"), _dossiers),
    "todo": _paths,
    "evidence": {"check": _dossiers},
    "rubric": {"check": _rubrics, "test": _tests, "diff": _changes},
}
"""The commands that heed the settings, and what each takes of them."""


def defaults() -> Defaults:
    """Return what every command takes where its command line gives none."""
    return Defaults(
        {name: Defaults(each) if isinstance(each, dict) else each for name, each in HEEDED.items()}
    )
