"""No bytes and no supposition give a traceback; files of every kind are mutated in tests/fuzz."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import lay_out
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    *("openness", "pace", "habits", "audited", "deal", "growth", "liquidity", "listing", "money", "culture"),
    *("financials.current_ratio", "opennes"),
)
WORDS = (
    *(
        "lists,calls",
        "joint",
        "audited",
        "2",
        "null",
        "~",
        "unknown",
        "true",
        "no",
        "1e999",
        "9" * 5000,
        "-0",
    ),
    *(
        ".nan",
        "0x1F",
        "12:30",
        "''",
        "[]",
        "{}",
        "!!str x",
        "&a b",
        "<<",
        "../x",
        "\x1b",
        "\u2028",
        "2026-02-30",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Iterator[None]:
    """Run this module in a folder of its own; what a run writes there does no harm to the next."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        yield
        os.chdir(before)


def check(*arguments: str, stdin: bytes = b"") -> None:
    """Hold that a run ends by itself, says why where it fails, and writes no control characters."""
    result = invoke(*arguments, stdin=stdin)
    assert result.code in {0, 1, 2}
    said = "diagnostics/1" in result.out or ": error " in result.out
    assert bool(result.err) or said or result.code < 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", result.out + result.err)


@settings(max_examples=25)
@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    for name in ("dossier", "rubric", "us"):
        lay_out(Path(), **{name: raw})
        check("assess", "dossier.yaml", "-f", "json")
    check("assess", "-", stdin=raw)
    Path("a.json").write_bytes(raw)
    check("verify", "a.json")


@settings(max_examples=40)
@given(
    suppositions=st.lists(
        st.tuples(
            st.sampled_from(("--set", "--grade", "--weight")),
            st.sampled_from((*NAMES, *WORDS)),
            st.one_of(st.sampled_from(WORDS), st.text(max_size=9)),
        ),
        min_size=1,
        max_size=3,
    ),
    form=st.sampled_from(("terminal", "markdown", "json")),
)
def test_whatever_is_supposed(suppositions: list[tuple[str, str, str]], form: str) -> None:
    lay_out(Path.cwd())
    options = [part for kind, name, text in suppositions for part in (kind, f"{name}={text}")]
    check("whatif", "dossier.yaml", *options, "--format", form)
