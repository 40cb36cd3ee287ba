"""What was asked of whom, as a folder of replies keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import is_file, read
from partnercheck.model.asked import NOTHING, Asked
from partnercheck.model.partial import parse_model
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def read_asked(path: Path, name: str, *, quotable: Callable[[], bool] = lambda: True) -> Asked:
    """Return what was asked; nothing where there is no such file.

    Args:
        path: The file.
        name: As messages know it.
        quotable: Whether messages may quote it.

    Raises:
        InputError: It cannot be read, or has errors.
    """
    if not is_file(path):
        return NOTHING
    document = mapping(parse(read(path, name), name, quotable=quotable), "asked/1")
    return whole(parse_model(Asked, document, {"partnercheck": "asked/1"}), ())
