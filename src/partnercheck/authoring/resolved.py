"""A rubric with all that it takes from those it extends, as YAML that says where each part came from."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import visible
from partnercheck.source import Plain, Row, Source, Table, home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.source import Document

_WIDTH = 100
_LEFT_OUT = ("extends", "drop")
_FOLDS = re.compile(r"\S+(?: \S+)*")
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_IN_FLOW = re.compile(r"[\[\]{},]")


def resolved(document: Document) -> str:
    """Return a merged document as YAML; a comment stands wherever another file begins to speak."""
    lines = [
        "# Everything that this rubric is made of. Each part came from the file named above it; what stands",
        "# deeper down came from there too, unless it says otherwise.",
    ]
    data = Table()
    for key in document.data:
        if key not in _LEFT_OUT:
            data[key] = document.data[key]
            data.marks[key] = document.data.marks[key]
    lines += _entries(data, document.source, "", None)
    return "\n".join(lines) + "\n"


def _entries(data: Any, source: Source, indent: str, speaks: str | None) -> Iterator[str]:
    """Yield the lines of a mapping or a list; `speaks` is the file that the lines before came from."""
    for key in data if isinstance(data, Table) else range(len(data)):
        origin = home(data.marks[key], source)
        if origin.file != speaks:
            speaks = origin.file
            yield f"{indent}# from {visible(speaks)}"
        start = f"{indent}{_key(key)}:" if isinstance(key, str) else f"{indent}-"
        value = data[key]
        short = _flow(value, origin)
        if short is not None and len(start) + len(short) < _WIDTH:
            yield f"{start} {short}"
        elif isinstance(value, Table | Row):
            inner = list(_entries(value, origin, f"{indent}  ", speaks))
            if isinstance(data, Row) and not inner[0].lstrip().startswith("#"):
                inner[0] = f"{indent}- {inner[0].lstrip()}"
                yield from inner
            else:
                yield start
                yield from inner
            speaks = origin.file if _only(value, origin) else None
        else:
            yield f"{start} {_text(value, indent)}"


def _only(value: Any, source: Source) -> bool:
    """Return whether everything within a value came from one file."""
    if not isinstance(value, Table | Row):
        return True
    keys: Any = value if isinstance(value, Table) else range(len(value))
    return all(
        home(value.marks[key], source).file == source.file and _only(value[key], source) for key in keys
    )


def _flow(value: Any, source: Source) -> str | None:
    """Return a value on one line, with brackets; None where that hides where its parts came from."""
    if isinstance(value, Table | Row):
        if not _only(value, source):
            return None
        if isinstance(value, Table):
            inner = [f"{_key(key)}: {_flow(each, source)}" for key, each in value.items()]
            return "{" + ", ".join(inner) + "}"
        return "[" + ", ".join(str(_flow(each, source)) for each in value) + "]"
    return _in_flow(value)


def _in_flow(value: str | None) -> str:
    plain = isinstance(value, Plain) and not _IN_FLOW.search(value)
    return _scalar(value) if plain or value is None else _quoted(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) and key != "null" else _quoted(key)


def _scalar(value: str | None) -> str:
    """Return a scalar that reads back as it was: unquoted if it stood unquoted."""
    if value is None:
        return "null"
    return str(value) if isinstance(value, Plain) else _quoted(value)


def _quoted(text: str) -> str:
    """Return a text in double quotes, everything that needs it escaped as YAML does."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable() and visible(char) == char:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _text(value: str | None, indent: str) -> str:
    """Return a scalar that is too long for its line: folded where its words stand one space apart."""
    if value is None or not _FOLDS.fullmatch(value) or visible(value) != value or "\xa0" in value:
        return _scalar(value)
    lines = textwrap.wrap(value, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "\n".join([">-", *(f"{indent}  {line}" for line in lines)])
