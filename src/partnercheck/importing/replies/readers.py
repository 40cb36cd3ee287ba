"""What reads a reply, by the suffix of its file: every reader gives the data of a reply with their places."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from partnercheck.diagnostics import InputError
from partnercheck.json_source import parse_text
from partnercheck.load.files import read

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.questionnaire import Questionnaire
    from partnercheck.source import Document


class Reader(Protocol):
    """What reads the replies of one format."""

    def __call__(self, raw: bytes, file: str, asked: Questionnaire, /) -> Document:
        """Return the reply in a file; `asked` is everything that a form may have asked.

        Raises:
            InputError: It cannot be read, or holds no reply.
        """


def text(raw: bytes, file: str, _: Questionnaire, /) -> Document:
    """Return a reply that is written as YAML or JSON."""
    return parse_text(raw, file)


READERS: dict[str, Reader | str] = {
    ".yaml": text,
    ".yml": text,
    ".json": text,
    ".xlsx": "forms.workbook:read_form",
}
"""By suffix, the reader, or where it stands below `partnercheck.importing`, as `module:function`."""


def reader_of(file: str) -> Reader | None:
    """Return what reads a file of this name; standard input is read as text."""
    found = READERS.get(PurePath(file).suffix.lower(), text if file == "-" else None)
    if isinstance(found, str):
        module, _, function = found.partition(":")
        loaded: Reader = getattr(import_module(f"partnercheck.importing.{module}"), function)
        return loaded
    return found


def is_page(path: Path, name: str) -> bool:
    """Return whether a file is a form of ours that is filled in in a browser, which holds no answers."""
    if path.suffix.lower() not in {".html", ".htm"}:
        return False
    try:
        return b'<script type="application/json" id="asked">' in read(path, name)
    except InputError:
        return False
