"""YAML text is changed in place, or not at all where the rest of it would read otherwise."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import InputError, fail
from partnercheck.source import Table, decode, parse
from partnercheck.yaml_edit.splices import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path
    from partnercheck.yaml_edit.edits import AnyEdit

_BOM = "\ufeff"


def edited(raw: bytes, file: str, edits: Iterable[AnyEdit]) -> bytes:
    """Return a YAML file that is changed in some places; none lies within what another puts there.

    Mappings and lists on the way to a place that are not there are made. All else keeps its bytes: comments,
    order, quotes, line ends.

    Raises:
        InputError: The file is no sound YAML, or a place cannot be changed without changing the rest.
        LookupError: What is to be renamed or taken out is not there.
    """
    wanted = list(edits)
    text, data = _read(raw, file)
    found = Text(text)
    new, expected = text, data
    # From the end on, so that places before stay where they are; of two at one place the first stands first.
    splices = chain.from_iterable(map(found.splices, reversed(wanted)))
    for splice in sorted(splices, key=lambda each: each.start, reverse=True):
        new = new[: splice.start] + splice.text + new[splice.end :]
    for edit in wanted:
        expected = edit.applied(expected)
    if not _reads_as(new, file, expected):
        places = ", ".join(f"`{'.'.join(map(str, each.path))}`" for each in wanted[:3])
        message = f"{places} cannot be changed here without changing the rest of the file"
        raise fail("not-editable", message, file, "edit it by hand")
    mark = _BOM.encode() if raw.startswith(_BOM.encode()) else b""
    return mark + new.encode()


def entry_text(raw: bytes, file: str, path: Path) -> str:
    """Return an entry of a mapping as it is written, its key not indented, with the comments right above it.

    Raises:
        InputError: The file is no sound YAML.
        LookupError: There is no such entry.
    """
    return Text(_read(raw, file)[0]).entry(path)


def _read(raw: bytes, file: str) -> tuple[str, Any]:
    """Return the text of a file that can be edited, and its data."""
    text = decode(raw, file)
    document = parse(text.encode(), file)
    if document.problems:
        raise InputError(document.problems)
    if text[document.source.first : document.source.first + 1] in {"{", "["}:
        hint = "write its keys on lines of their own"
        raise fail("not-editable", "a file in braces, such as JSON, is not edited in place", file, hint)
    if not isinstance(document.data, Table):
        raise fail("wrong-type", "this is no mapping of keys, such as `partnercheck: dossier/1`", file)
    return text, document.data


def _reads_as(text: str, file: str, expected: Any) -> bool:
    try:
        found = parse(text.encode(), file)
    except InputError:
        return False
    return not found.problems and bool(found.data == expected)
