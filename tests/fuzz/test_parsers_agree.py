"""The parser that stands in for libyaml reads what libyaml reads, and where; and refuses what it refuses.

`make fuzz` tries 10,000 files; otherwise it is 2,000.
"""

from __future__ import annotations

import os
import random
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from building import EXAMPLES, ROOT
from partnercheck import source
from partnercheck.diagnostics import InputError
from partnercheck.source import Row, Table
from partnercheck.yaml_scan import PythonLoader

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = max(2_000, int(os.environ.get("PARTNERCHECK_FUZZ", "0")) // 10)
_PARTS = 5

BITS = (
    *("- ", "? ", ": ", ":", ",", "{", "}", "[", "]", '"', "'", "#", " #", "\t", "|", ">", "|-", ">+", "&a "),
    *("*a", "!t ", "%", "@", "`", "---\n", "...\n", "\n", "\n\n", "  ", " ", "~", "\u2028", "\x85", "\ufeff"),
    *("é", "\r\n", "\r", "a: b", 'key: "x', "- - ", "? a\n: b", "\\", "<<: ", "=", "-", "--", "\x07", "?"),
    *(
        "a\tb",
        "::",
        r"\x41",
        r"\u20ac",
        r"\ud83d",
        r"\U0001f600",
        r"\U00110000",
        r"\Uffffffff",
        r"\u12",
        r"\q",
    ),
)


@cache
def lines() -> list[str]:
    files = [*sorted(EXAMPLES.glob("*.yaml")), ROOT / "rubrics" / "quick-screen.yaml"]
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def made(number: int) -> str:
    """Return some lines of real files, changed in one place or two; always the same for a number."""
    chance = random.Random(number)
    start = chance.randrange(len(lines()))
    text = "\n".join(lines()[start : start + chance.randrange(1, 25)]) + "\n"
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0 | 1:
                text = text[:at] + chance.choice(BITS) + text[at:]
            case 2:
                text = text[:at] + text[at + chance.randrange(1, 6) :]
            case _:
                other = chance.randrange(len(text) + 1)
                text = text[:at] + text[other : other + chance.randrange(1, 30)] + text[at:]
    return text


def read(text: str, loader: type) -> Any:
    """Return what a parser makes of a text, with the place of everything; None where it refuses it."""
    source.LOADER = loader
    try:
        found = source.parse(text.encode(), "made")
    except InputError:
        return None
    return placed(found.data), found.problems


def placed(data: Any) -> Any:
    if isinstance(data, Table):
        return [(key, type(each), placed(each)) for key, each in data.items()], data.spots
    if isinstance(data, Row):
        return [(type(each), placed(each)) for each in data], data.spots
    return data


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[Any, Any]]:
    monkeypatch.setattr(source, "LOADER", source.LOADER)
    libyaml = pytest.importorskip("yaml._yaml") and yaml.CSafeLoader
    return lambda text: (read(text, libyaml), read(text, PythonLoader))


@pytest.mark.parametrize("part", range(_PARTS))
def test_both_parsers_agree_on_generated_files(both: Callable[[str], tuple[Any, Any]], part: int) -> None:
    accepted = 0
    for number in range(part, FILES, _PARTS):
        one, two = both(made(number))
        assert one == two, number
        accepted += one is not None
    assert accepted > FILES // _PARTS // 20


@pytest.mark.parametrize(
    "text",
    [
        "{question: How open are they?, kind: levels}\n",
        "a:\tb\n",
        "a:\t- b\n",
        "[a\tb,\tc]\n",
        "a: b\tc\n  d\n\te\n",
        "- a\n\ufeff- b\n",
        "{a: b:, c: d}\n",
        "{a: b:c, ?d: e}\n",
        "a: b\n\n\n c\u2028 d\n",
        "a: b #c\n #d\n",
        "a: b\n---x\n",
        "a: b\n--- x\n",
        r'a: "\x41\u20ac\U0001f600"',
        r'a: "b\ud800c d"',
        r'a: "\ud83d\ude00"',
        r'a: "\U00110000"',
        r'"\UFFFFFFFF": b',
        'a: "b\\\n  \\udfff"\n',
    ],
)
def test_both_parsers_agree_where_pyyaml_has_rules_of_its_own(
    both: Callable[[str], tuple[Any, Any]], text: str
) -> None:
    one, two = both(text)
    assert one == two


def test_every_file_that_comes_along_is_read_alike(both: Callable[[str], tuple[Any, Any]]) -> None:
    for file in (EXAMPLES / "acme.yaml", ROOT / "rubrics" / "quick-screen.yaml"):
        one, two = both(file.read_text(encoding="utf-8"))
        assert one is not None
        assert one == two
