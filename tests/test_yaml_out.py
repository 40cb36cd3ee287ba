"""What is written as YAML is read back as the same, here and by PyYAML."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from partnercheck.source import Plain, parse
from partnercheck.yaml_out import dump, flow
from yaml_written import DATA, HARD, KEYS, check, texts


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


def test_what_stood_unquoted_stays_so() -> None:
    assert flow([Plain("12"), "12", Plain("yes"), Plain("a, b")]) == '[12, "12", yes, "a, b"]'


@pytest.mark.parametrize("value", [dt.datetime(2026, 1, 1, tzinfo=dt.UTC), b"bytes", object(), {1, 2}])
def test_a_value_that_yaml_has_not_is_refused(value: object) -> None:
    for write in (flow, lambda value: dump([value])):
        with pytest.raises(TypeError, match="YAML has no "):
            write(value)


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
