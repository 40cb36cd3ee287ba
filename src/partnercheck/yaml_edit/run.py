"""YAML text is changed in place, or not at all where the rest of it would read otherwise."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.source import Table, decode, parse
from partnercheck.yaml_edit.splices import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path
    from partnercheck.yaml_edit.edits import AnyEdit

_BOM = "\ufeff"


def edited(raw: bytes, file: str, edits: Iterable[AnyEdit]) -> bytes:
    """Return a YAML file that is changed in some places, one after the other.

    Mappings and lists on the way to a place that are not there are made. All else keeps its bytes: comments,
    order, quotes, line ends.

    Raises:
        InputError: The file is no sound YAML, or a place cannot be changed without changing the rest.
        LookupError: What is to be renamed or taken out is not there.
    """
    wanted = list(edits)
    text, expected = _read(raw, file)
    new = _spliced(text, wanted)
    for edit in wanted:
        expected = edit.applied(expected)
    if new is None or not _reads_as(new, file, expected):
        if len(wanted) > 1:  # what gets in each other's way, such as two that share a comma
            half = len(wanted) // 2
            return edited(edited(raw, file, wanted[:half]), file, wanted[half:])
        place = ".".join(map(str, wanted[0].path))
        message = f"`{shown(place)}` cannot be changed here without changing the rest of the file"
        raise fail("not-editable", message, file, "edit it by hand")
    mark = _BOM.encode() if raw.startswith(_BOM.encode()) else b""
    return mark + new.encode()


def _spliced(text: str, wanted: list[AnyEdit]) -> str | None:
    """Return a text with all changes made at once; None where they overlap."""
    found, new, last = Text(text), text, len(text)
    # From the end on, so that places before stay where they are; of two at one place the first stands first.
    splices = chain.from_iterable(map(found.splices, reversed(wanted)))
    for splice in sorted(splices, key=lambda each: each.start, reverse=True):
        if splice.end > last:
            return None
        new, last = new[: splice.start] + splice.text + new[splice.end :], splice.start
    return new


def entry_texts(raw: bytes, file: str, paths: Iterable[Path]) -> list[str]:
    """Return entries of mappings as they are written, keys not indented, with the comments right above them.

    Raises:
        InputError: The file is no sound YAML.
        LookupError: There is no such entry.
    """
    return list(map(Text(_read(raw, file)[0]).entry, paths))


def _read(raw: bytes, file: str) -> tuple[str, Any]:
    """Return the text of a file that can be edited, and its data."""
    text = decode(raw, file)
    document = parse(text.encode(), file)
    if document.faults:
        raise InputError(document.faults)
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
    return not found.faults and bool(found.data == expected)
