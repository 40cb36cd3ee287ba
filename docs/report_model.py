"""Write `report-model.md`: what a template is given, field by field, as the docstrings say."""

from __future__ import annotations

import datetime as dt
import inspect
import re
import types
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from partnercheck.render.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "report-model.md"
HEAD = """\
# What a template is given

`partnercheck template new own.html.j2` writes a template to start from, and
`partnercheck assess partner.yaml --template own.html.j2 -o report.html` a report with it.

A template is [Jinja](https://jinja.palletsprojects.com) in a sandbox: it reads no files and calls no Python.
Its suffix says what it writes: `.html.j2` or `.html` (every value is escaped as HTML), `.md.j2` or `.md` (as
Markdown), anything else plain text.

It sees `report`, which is a **Report**; in the style sheet of a page, `{{ fonts() }}` brings the fonts of our
reports, "Partnercheck Sans" and "Partnercheck Mono", so that all machines break lines alike. All texts are
plain. Where there may be nothing, `{% if … %}` tells.

This page is made from the program by `make generated`.
"""
WORDS: dict[Any, str] = {
    str: "text",
    float: "number",
    int: "whole number",
    bool: "yes or no",
    dt.date: "date",
    Any: "anything",
}
ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+?)(?=^ {4}\w+: |\Z)", re.MULTILINE | re.DOTALL)


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(line for each in models(Report) for line in section(each))])


def models(top: type) -> Iterator[type]:
    """Yield a dataclass and all that it is made of, in the order in which they are read."""
    found, waiting = set(), [top]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.add(model)
            yield model
            hints = get_type_hints(model)
            waiting = [inner for each in fields(model) for inner in inside(hints[each.name])] + waiting


def inside(annotation: Any) -> Iterator[type]:
    """Yield the dataclasses that a type mentions."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from inside(inner)


def section(model: type) -> Iterator[str]:
    """Yield the lines on one dataclass."""
    hints = get_type_hints(model)
    yield f"## {model.__name__}\n"
    yield f"{flat(told(model).partition('Attributes:')[0])}\n"
    yield "| field | is | |\n|---|---|---|"
    for each in fields(model):
        yield f"| `{each.name}` | {kind(hints[each.name])} | {meaning(model, each.name)} |"
    yield ""


def meaning(model: type, name: str) -> str:
    """Return what the docstring of a dataclass, or of one it extends, says of a field.

    Raises:
        LookupError: None does.
    """
    for each in model.__mro__[:-1]:
        for attribute, text in ATTRIBUTE.findall(told(each).partition("Attributes:\n")[2]):
            if attribute == name:
                return flat(text)
    raise LookupError(f"{model.__name__}.{name} is not explained")


def told(model: type) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def flat(text: str) -> str:
    """Return a docstring's text on one line, in the words of whoever writes a template."""
    return re.sub(r"\bNone\b", "nothing", " ".join(text.split())).replace("|", "\\|")


def kind(annotation: Any) -> str:
    """Return a type in words."""
    inner = get_args(annotation)
    match get_origin(annotation):
        case types.UnionType:
            return " or ".join("nothing" if each is type(None) else kind(each) for each in inner)
        case origin if origin is Union:
            return " or ".join("nothing" if each is type(None) else kind(each) for each in inner)
        case origin if origin is Literal:
            return "one of " + ", ".join(f"`{each}`" for each in inner)
        case origin if origin is list:
            return f"list of {kind(inner[0])}"
        case origin if origin is tuple and inner[1:] == (...,):
            return f"list of {kind(inner[0])}"
        case origin if origin is tuple:
            return f"({', '.join(kind(each) for each in inner)})"
        case origin if origin is dict:
            return f"mapping of {kind(inner[0])} to {kind(inner[1])}"
    if is_dataclass(annotation):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return WORDS[annotation]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
