"""Where the files of rubrics are read from: the disk, or whatever takes its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from partnercheck.diagnostics import InputError
from partnercheck.load.checked import mapping
from partnercheck.load.files import is_file, read, relative
from partnercheck.load.seen import look
from partnercheck.model.rubric import Rubric
from partnercheck.resources import places
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from partnercheck.resources import Place
    from partnercheck.source import Document


class NotARubricError(InputError):
    """There is no such rubric, or what stands there is something else."""


def brief(found: Sequence[Place]) -> str:
    """Return what is noted of where the rubrics of an id stand."""
    return os.pathsep.join(str(each.path) for each in found)


@look(brief, path=str)
def places_of(name: str) -> Sequence[Place]:
    """Return where the rubrics of an id stand."""
    return places().get(name, ())


class Files(Protocol):
    """Where rubrics are read from."""

    def read(self, path: Path, name: str) -> bytes:
        """Return a file's bytes, or raise `InputError` for a file of this name."""

    def is_file(self, path: Path) -> bool:
        """Return whether there is a file."""

    def places(self) -> dict[str, list[Place]]:
        """Return where the rubrics stand that can be named by their ids."""

    def name(self, path: Path, folder: Path) -> str:
        """Return a path as users see it, who work in `folder`."""


class Disk:
    """Rubrics as they stand on disk."""

    read = staticmethod(read)
    is_file = staticmethod(is_file)
    places = staticmethod(places)
    name = staticmethod(relative)


def is_path(reference: str) -> bool:
    """Return whether a rubric is named by its path rather than its id."""
    return "/" in reference or reference.endswith((".yaml", ".yml"))


def document_of(raw: bytes, shown_as: str, quotable: Callable[[], bool]) -> Document:
    """Return the document of a rubric's text.

    Raises:
        NotARubricError: It holds something else.
    """
    try:
        return mapping(parse(raw, shown_as, quotable=quotable), "rubric/1", Rubric.model_fields)
    except InputError as error:
        raise NotARubricError(error.diagnostics) from None
