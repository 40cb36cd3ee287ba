"""What is written as YAML is read back as the same, here and by PyYAML."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from partnercheck.model.scalars import read_amount, read_day, read_number, read_whole, read_yes_no
from partnercheck.source import Plain, parse
from partnercheck.yaml_out import Commented, comment, dump, flow

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


@given(
    st.dictionaries(KEYS, DATA, min_size=1, max_size=4) | st.lists(DATA, min_size=1, max_size=4),
    st.integers(20, 120),
)
@example(dict.fromkeys(filter(None, map(str.strip, HARD)), HARD), 80)
@example([HARD, [HARD], {"a": {"b": HARD}}], 30)
def test_what_is_written_is_read_back(data: Any, width: int) -> None:
    text = dump(data, width=width)
    document = parse(text.encode(), "written")
    assert document.problems == ()
    check(data, document.data)
    texts(data, yaml.load(text, Loader=yaml.CSafeLoader))
    texts(data, yaml.load(text, Loader=yaml.SafeLoader))
    assert dump(data, width=width) == text


@given(DATA)
@example(HARD)
def test_what_is_written_on_a_line_may_stand_anywhere(data: Any) -> None:
    text = flow(data)
    assert "\n" not in text
    for around in ("a: {}", "- {}", "[{}, 1]", "{{a: {}, b: 1}}", "a: {}  # a comment"):
        read = parse(around.format(text).encode(), "written").data
        check(data, read["a"] if "a: " in around else read[0])
        theirs = yaml.load(around.format(text), Loader=yaml.SafeLoader)
        texts(data, theirs["a"] if "a: " in around else theirs[0])


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


def test_what_stood_unquoted_stays_so() -> None:
    assert flow([Plain("12"), "12", Plain("yes"), Plain("a, b")]) == '[12, "12", yes, "a, b"]'


@pytest.mark.parametrize("value", [dt.datetime(2026, 1, 1, tzinfo=dt.UTC), b"bytes", object(), {1, 2}])
def test_a_value_that_yaml_has_not_is_refused(value: object) -> None:
    for write in (flow, lambda value: dump([value])):
        with pytest.raises(TypeError, match="YAML has no "):
            write(value)


def test_a_comment_is_wrapped_and_shows_what_would_hide() -> None:
    assert comment("one two\x1b three", "  ", width=12, hanging="  ") == [
        "  # one",
        "  #   two\\x1b",
        "  #   three",
    ]
    assert comment("") == []


@pytest.mark.parametrize(
    "text",
    ["2026-13-45", "2026-02-30", "0x_", "0b2", "._", "=", "<<", "190:20:30", "0123", "on", "1_000", ".inf"],
)
def test_what_stood_unquoted_is_a_text_for_pyyaml_where_it_is_one_for_us(text: str) -> None:
    written = dump(
        {"a": Plain(text), "b": [Plain("yes"), Plain("1.5"), Plain("2026-02-28"), Plain("unknown")]}
    )
    assert yaml.load(written, Loader=yaml.SafeLoader)["a"] == text
    assert parse(written.encode(), "written").data["a"] == text
    assert "b: [yes, 1.5, 2026-02-28, unknown]" in written
