"""Data to be written as YAML, and that they are read back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from partnercheck.model.scalars import read_amount, read_day, read_number, read_whole, read_yes_no
from partnercheck.source import Plain

HARD = [
    *(
        "NO",
        "no",
        "nO",
        "Yes",
        "on",
        "Y",
        "true",
        "0123456",
        "12:30",
        "1e3",
        "1_000",
        "0x1F",
        ".5",
        "-",
        "+",
        ".",
    ),
    *(
        "null",
        "Null",
        "~",
        "",
        "unknown",
        "2026-11-20",
        "2026-W47-5",
        ".inf",
        ".NaN",
        "<<",
        "=",
        "---",
        "...",
        "--- a",
    ),
    *(
        " a",
        "a ",
        "\ta",
        "a\n",
        "\n",
        "a\nb",
        "a\n\n  b\n",
        "a # b",
        "#a",
        "a: b",
        "a:",
        ": a",
        "- a",
        "-a",
        "? a",
    ),
    *(
        "[a",
        "{a}",
        "a, b",
        "a]",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a'",
        '"a"',
        "\\",
        "\\n",
        "a'b",
    ),
    *(
        "\ufeffa",
        "a\ufeff",
        "\u202ea",
        "\u2028",
        "\u2029",
        "\x85",
        "\xa0",
        "\x00",
        "\x1b[0m",
        "\x7f",
        "é",
        "🙂",
        "🙂: #",
    ),
    *("x" * 300, "word " * 60 + "end", "word: " * 60 + "end", "a  b " * 60 + "c", "key" * 50),
]
TEXTS = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.text("ab \n\t#:-,[]{}'\"\\&*!|>%@`?~.0179eE+_", max_size=12),
)
KEYS = TEXTS.map(str.strip).filter(bool)
SCALARS = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(-1e17, 1e17).map(lambda number: round(number, 9)),
    st.decimals(-(10**9), 10**9, places=3),
    st.dates(),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def check(given: Any, read: Any) -> None:
    """Check that what was read is what was given, each scalar as a place for such would read it."""
    match given:
        case dict():
            assert list(read) == list(given)
            for key, each in given.items():
                check(each, read[key])
        case list():
            assert len(read) == len(given)
            for ours, theirs in zip(given, read, strict=True):
                check(ours, theirs)
        case str():
            assert type(read) in {str, Plain}
            assert read == given
        case None:
            assert read is None
        case bool():
            assert read_yes_no(read) is given
        case int():
            assert read_whole(read) == given
        case float():
            assert read_number(read) == given
        case Decimal():
            assert read_amount(read) == given
        case _:
            assert read_day(read) == given


def texts(given: Any, read: Any) -> None:
    """Check that each text is one for PyYAML, and the same."""
    if isinstance(given, dict):
        assert list(read) == list(given)
    if isinstance(given, dict | list):
        for step in given if isinstance(given, dict) else range(len(given)):
            texts(given[step], read[step])
    elif isinstance(given, str):
        assert (type(read), read) == (str, given)
