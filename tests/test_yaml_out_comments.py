"""Comments in YAML that is written: they change nothing, stand where they belong, and command nobody."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.source import parse
from partnercheck.yaml_out import Commented, comment, dump
from yaml_written import DATA, KEYS, TEXTS, check, texts


def commented(draw: st.DrawFn, data: Any) -> Any:
    inner: Any = data
    if isinstance(data, dict):
        inner = {key: commented(draw, each) for key, each in data.items()}
    elif isinstance(data, list):
        inner = [commented(draw, each) for each in data]
    before = tuple(draw(st.lists(TEXTS, max_size=2)))
    return Commented(inner, before, draw(st.none() | TEXTS)) if draw(st.booleans()) else inner


@given(st.data(), st.dictionaries(KEYS, DATA, min_size=1, max_size=3))
def test_comments_change_nothing_of_the_data(draw: st.DataObject, data: Any) -> None:
    with_comments = {key: commented(draw.draw, each) for key, each in data.items()}
    text = dump(with_comments, width=60)
    check(data, parse(text.encode(), "written").data)
    texts(data, yaml.load(text, Loader=yaml.SafeLoader))


COMMANDS = st.lists(
    st.sampled_from(
        ["::error::x", "%%x", "##[x]", "##vso[x]", "###[", "#", "word", "\u2003", "  ", "\n", "std::a"]
    )
).map(" ".join)


@given(
    st.dictionaries(
        COMMANDS.map(str.strip).filter(bool),
        COMMANDS | st.lists(COMMANDS, max_size=3),
        min_size=1,
        max_size=4,
    ),
    COMMANDS,
    st.integers(10, 60),
)
def test_no_line_is_a_command_to_the_log_of_a_pipeline(data: Any, remark: str, width: int) -> None:
    commented = Commented(data, (remark,), remark)
    text = dump({"a": commented, "b": [commented]}, width=width)
    assert not re.search(r"^\s*(::|%%)|##\w*\[", text, re.MULTILINE)
    assert not re.search(r"^\s*(::|%%)|##\w*\[", "\n".join(comment(remark, width=width)), re.MULTILINE)
    assert parse(text.encode(), "written").data == {"a": data, "b": [data]}


def test_comments_stand_where_they_belong() -> None:
    written = dump(
        {
            "partner": {"name": Commented("Acme: #1", ("Who it is.",), "as registered")},
            "profile": Commented(
                {"stage": Commented("grown", after="young or grown"), "listed": Commented(True)},
                ("", "Check these first:", "they decide what is asked"),
                "facts",
            ),
            "items": [
                Commented({"id": "a", "weight": Decimal("1.50")}, ("The first.",)),
                {"id": "b", "at": Commented([dt.date(2026, 1, 31), None], after="a day, and nothing")},
                ["short", "list"],
            ],
            "none": Commented({}, after="empty"),
            "long": "word: " * 20 + "end",
        },
        width=60,
    )
    assert (
        written
        == """\
partner:
  # Who it is.
  name: "Acme: #1"  # as registered

# Check these first:
# they decide what is asked
profile:  # facts
  stage: grown  # young or grown
  listed: yes
items:
  # The first.
  - {id: a, weight: 1.50}
  - id: b
    at: [2026-01-31, null]  # a day, and nothing
  - [short, list]
none: {}  # empty
long: >-
  word: word: word: word: word: word: word: word: word: word:
  word: word: word: word: word: word: word: word: word: word:
  end
"""
    )


def test_a_comment_is_wrapped_and_shows_what_would_hide() -> None:
    assert comment("one two\x1b three", "  ", width=12, hanging="  ") == [
        "  # one",
        "  #   two\\x1b",
        "  #   three",
    ]
    assert comment("") == []
