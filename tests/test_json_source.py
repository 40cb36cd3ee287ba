"""JSON is read as JSON, every key and value in its place, within the bounds of YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError, Problem
from partnercheck.json_source import parse_text
from partnercheck.source import MAX_DEPTH, MAX_NODES, Plain, parse

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
KEYS = WORDS.map(str.strip).filter(bool)
VALUES = st.recursive(
    WORDS, lambda each: st.lists(each, max_size=4) | st.dictionaries(KEYS, each, max_size=4), max_leaves=12
)


def read(text: str) -> Any:
    return parse_text(text.encode(), "a.json").data


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_texts_stay_what_they_are(data: dict[str, Any], ascii_only: bool, indent: Any) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert read(text) == data


@pytest.mark.parametrize(
    "text", ["hi \\ud83d\\ude00 x", "a \\u2028 b", "a\x85 \x85b", "a \u2028 b", "a\x7fb"]
)
def test_what_yaml_refuses_or_folds_is_read(text: str) -> None:
    assert read(f'{{"a": "{text}"}}') == json.loads(f'{{"a": "{text}"}}')


def test_numbers_and_words_are_plain_and_texts_are_not() -> None:
    found = read('{"a": [1E2, -0.5, true, null, "1", "null", ""], "b": {}, "c": []}')
    assert found == {"a": ["1E2", "-0.5", "true", None, "1", "null", ""], "b": {}, "c": []}
    assert [type(each) for each in found["a"]] == [Plain, Plain, Plain, type(None), str, str, str]


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_everything_stands_where_yaml_says(data: dict[str, Any]) -> None:
    text = json.dumps(data, indent=1)
    try:
        yaml = parse(text.encode(), "a.json")
    except InputError:  # pairs of escapes
        return
    found = parse_text(text.encode(), "a.json")

    def paths(value: Any, path: tuple[Any, ...] = ()) -> Any:
        yield path
        for key, each in value.items() if isinstance(value, dict) else ():
            yield from paths(each, (*path, key))
        for key, each in enumerate(value) if isinstance(value, list) else ():
            yield from paths(each, (*path, key))

    problems = [Problem("x", path, "here", key=key) for path in paths(data) for key in (True, False)]
    assert list(found.locate(problems)) == list(yaml.locate(problems))


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "\\ud83d x"}',
        '{"a": "x',
        '{"a": 1,}x',
        '{"a" 1}',
        '{"a": [1 2]}',
        '{"a": tru}{',
        '{"a": 1} 2',
        '{"a": "b\nc": 1}',
    ],
)
def test_what_is_no_json_is_read_as_yaml_or_refused(text: str) -> None:
    def outcome(read: Callable[..., Any]) -> object:
        try:
            return read(text.encode(), "a.json")[1:]
        except InputError as error:
            return str(error)

    assert outcome(parse_text) == outcome(parse)


def test_yaml_is_read_too() -> None:
    assert read("{a: b, 'c': [1, 2]}") == {"a": "b", "c": ["1", "2"]}
    assert read("a: b\n") == {"a": "b"}
    with pytest.raises(InputError, match="error empty"):
        read("")


def test_of_a_key_that_is_given_twice_the_first_value_counts() -> None:
    document = parse_text(b'{"a": 1,\n "b": 2, "a ": 3, "": 4}', "a.json")
    assert document.data == {"a": "1", "b": "2"}
    assert [str(each).partition("\n")[0] for each in document.problems] == [
        "a.json:2:10: error duplicate-key: `a` is already given in line 1",
        "a.json:2:19: error wrong-key: a key is missing before the colon",
    ]


def test_it_is_bounded() -> None:
    deep = '{"a":' + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "}"
    assert read(deep)
    for text, code in (
        ('{"a":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "}", "too-deep"),
        ('{"a":' * 40_000, "too-deep"),
        ('{"a": [' + "1," * MAX_NODES + "1]}", "too-large"),
        ('{"a": 1' + ', "a": 1' * 2_000 + "}", "duplicate-key"),
        ('{"a": "' + "x" * 10_000_000 + '"}', "too-large"),
    ):
        with pytest.raises(InputError) as raised:
            read(text)
        assert raised.value.diagnostics[0].code == code
