"""A format is added in one file: a renderer, and its place in the registry."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from partnercheck.render import formats
from partnercheck.render.formats import Format, Formats, Layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDED = '''
from partnercheck.cli import main
from partnercheck.render.formats import ASSESSMENT, Format, Layout


def slip(assessed, layout: Layout) -> str:
    """Return the verdict in a line."""
    return f"{assessed.assessment.partner.name}: {assessed.assessment.verdict.level}\\n"


ASSESSMENT.add("slip", Format(slip, (".slip",)))
main()
'''
KINDS = {name: each for name, each in vars(formats).items() if isinstance(each, Formats)}
CASES = [(kind, name) for kind, registry in KINDS.items() for name in registry.names]


@pytest.mark.parametrize(
    ("options", "where"),
    [
        (("-f", "slip"), None),
        (("-o", "a.slip", "-q"), "a.slip"),
        (("-f", "slip", "-o", "out/", "-q"), "out/dossier.slip"),
    ],
)
def test_an_added_format_is_offered_printed_and_told_by_its_suffix(
    options: tuple[str, ...], where: str | None, small: Callable[..., Path], folder: Path
) -> None:
    small()
    (folder / "added.py").write_text(ADDED, encoding="utf-8")
    command = [sys.executable, "added.py", "assess"]
    done = subprocess.run([*command, "dossier.yaml", *options], capture_output=True, text=True, check=True)
    assert (done.stdout if where is None else (folder / where).read_text()) == "Acme: proceed\n"
    told = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert "|slip>" in "".join(told.split())


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_format_in_the_registry_has_a_renderer_of_the_one_interface(kind: str, name: str) -> None:
    renderer = KINDS[kind].renderer(name)
    hints = renderer.__annotations__
    *_, layout, returned = hints.values()
    assert layout == Layout.__name__
    assert returned in {"str", "bytes", "str | bytes"}
    assert len(hints) == 3
    assert renderer.__doc__


def test_a_renderer_that_is_not_there_is_no_format() -> None:
    with pytest.raises(AttributeError):
        Formats({"x": Format("json:nothing")}).render("x", {})


def test_a_suffix_stands_for_one_format_whatever_its_case() -> None:
    for registry in KINDS.values():
        for name in registry.names:
            for suffix in registry._formats[name].suffixes:
                assert registry.of(f"a{suffix.upper()}") == name
        assert registry.of("a.nothing") is None
