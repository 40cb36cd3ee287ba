"""YAML text to data with places, and what a file may not hold."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError, Problem
from partnercheck.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Plain, parse


def read(text: str | bytes) -> Document:
    return parse(text if isinstance(text, bytes) else text.encode(), "a.yaml")


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    try:
        found = read(text).problems
    except InputError as error:
        found = error.diagnostics
    return [(each.position.line, each.position.column, each.code) for each in found]


@pytest.mark.parametrize(
    "word", ["NO", "0123456", "12:30", "1e3", "1.10", "yes", "2026-11-20", "0x1F", "1_000", ".inf", "Null"]
)
def test_an_unquoted_scalar_stays_the_text_that_it_is(word: str) -> None:
    value = read(f"a: {word}").data["a"]
    assert value == word
    assert type(value) is Plain


@pytest.mark.parametrize("quoted", ['"12"', "'12'", "|\n  12", ">\n  12"])
def test_a_quoted_scalar_is_a_text_and_not_plain(quoted: str) -> None:
    assert type(read(f"a: {quoted}").data["a"]) is str


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_only_nothing_a_tilde_and_null_are_null(nothing: str) -> None:
    assert read(f"a: {nothing}").data["a"] is None
    assert read(f'a: "{nothing}"').data["a"] == nothing


def test_every_key_and_value_has_its_place() -> None:
    document = read("top:\n  - one\n  - {key: value}\n")
    places = [
        (("top",), True, (1, 1)),
        (("top",), False, (2, 3)),
        (("top", 0), False, (2, 5)),
        (("top", 1, "key"), True, (3, 6)),
        (("top", 1, "key"), False, (3, 11)),
        (("top", 1, "nothing", "here"), False, (3, 5)),
    ]
    for path, key, place in places:
        (found,) = document.locate([Problem("x", path, "m", key=key)])
        assert (found.position.line, found.position.column) == place


def test_the_whole_of_a_file_stands_at_its_first_line_with_data() -> None:
    (found,) = read("# a comment\n\n---\nkey: 1\n").locate([Problem("x", (), "m")])
    assert (found.position.line, found.position.text) == (4, "key: 1")


def test_columns_count_characters_not_bytes() -> None:
    (found,) = read("{ä: ö, 🙂: X}").locate([Problem("x", ("🙂",), "m")])
    assert found.position.column == 11


def test_a_byte_order_mark_is_passed_over() -> None:
    document = read(b"\xef\xbb\xbfa: 1\n")
    (found,) = document.locate([Problem("x", ("a",), "m", key=True)])
    assert document.data == {"a": "1"}
    assert (found.position.line, found.position.column) == (1, 1)


def test_windows_line_ends_change_nothing() -> None:
    document = read("a: 1\r\nb: [x,\r\n  y]\r\n")
    (found,) = document.locate([Problem("x", ("b", 1), "m")])
    assert document.data == {"a": "1", "b": ["x", "y"]}
    assert found.position == ("a.yaml", 3, 3, "  y]", 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: [", [(1, 5, "not-yaml")]),
        ("a: b: c", [(1, 5, "not-yaml")]),
        ("a:\n\t- b", [(2, 1, "not-yaml")]),
        ('a: "open', [(1, 9, "not-yaml")]),
        ("a: \x00", [(1, 4, "not-yaml")]),
        ("a: 1\nb: \x1b[31m", [(2, 4, "not-yaml")]),
        (b"a: \xff", [(1, 4, "not-utf8")]),
        (b"a: 1\nbb: \xed\xa0\x80", [(2, 5, "not-utf8")]),
        ("a: 1".encode("utf-16"), [(1, 1, "not-utf8")]),
        ("", [(1, 1, "empty")]),
        ("# only a comment\n", [(1, 1, "empty")]),
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
        ("a: 1\n'a': 3\n\"a \": 4\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("a: {b: 1, b: 2}\n", [(1, 11, "duplicate-key")]),
        ("a: &x 1\n", [(1, 4, "anchor")]),
        ("a: &x [1]\nb: *x\n", [(1, 4, "anchor"), (2, 4, "alias")]),
        ("a: !!str 1\n", [(1, 4, "tag")]),
        ("a: !!python/object/apply:os.system [x]\n", [(1, 4, "tag")]),
        ("a: !own {b: 1}\n", [(1, 4, "tag")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("? [a]\n: 1\n", [(1, 3, "wrong-key")]),
        ("? {a: b}\n: 1\n", [(1, 3, "wrong-key")]),
        ("'': 1\n", [(1, 1, "wrong-key")]),
        ("!!str a: 1\n", [(1, 1, "wrong-key")]),
    ],
)
def test_refused(text: str | bytes, found: list[tuple[int, int, str]]) -> None:
    assert refused(text) == found


def test_a_refused_value_does_not_hide_what_else_is_wrong() -> None:
    assert refused("a: &x 1\nb: 1\nb: 2\nc: *x\n") == [
        (1, 4, "anchor"),
        (3, 1, "duplicate-key"),
        (4, 4, "alias"),
    ]


def test_of_a_duplicate_key_the_first_value_counts() -> None:
    assert read("a: 1\na: 2\n").data == {"a": "1"}


def test_sixty_four_levels_are_read_and_one_more_is_refused() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data is not None
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [(1, MAX_DEPTH + 1, "too-deep")]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "{a: ", "[{a: ", "? "])
def test_forty_thousand_levels_are_refused_at_once(opening: str) -> None:
    ((_, _, code),) = refused(opening * 40_000)
    assert code in {"too-deep", "not-yaml"}


def test_ten_megabytes_are_read_and_one_byte_more_is_refused() -> None:
    text = b"a: " + b"x" * (MAX_BYTES - 3)
    assert len(read(text).data["a"]) == MAX_BYTES - 3
    assert refused(text + b"x") == [(1, 1, "too-large")]


def test_a_file_holds_so_many_values_and_no_more() -> None:
    assert len(read("[" + "a," * MAX_NODES + "]").data) == MAX_NODES
    assert refused("[" + "a," * (MAX_NODES + 1) + "]") == [(1, 2 * MAX_NODES + 2, "too-large")]
    mapping = "".join(f"{n}: [a]\n" for n in range(MAX_NODES // 2 + 1))
    assert refused(mapping)[0][2] == "too-large"


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("\ufeff", 1),
        ("# a comment\n\n \t# another\n", 4),
        ("a: 1\n", 2),
        ("a: 1\n...\n", 3),
        ("a: 1\n...\n\n... # over\n", 5),
    ],
)
def test_directives_are_refused_before_the_parser_sees_them(before: str, line: int) -> None:
    many = "".join(f"%TAG !h{n}! x\n" for n in range(60_000))  # a minute's work for libyaml
    began = time.process_time()
    assert refused(before + many + "---\nb: 1\n") == [(line, 1, "directive")]
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["a: '\n%TAG'", "a: |\n %TAG\n", "a: b\n  %c\n", "# %TAG\na: 1", "a: %"])
def test_a_percent_sign_elsewhere_is_no_directive(text: str) -> None:
    assert refused(text) in ([], [(1, 4, "not-yaml")])


def test_a_billion_laughs_are_refused_without_growing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    document = read("\n".join(lines))
    assert {each.code for each in document.problems} == {"anchor", "alias"}
    assert document.data["a11"] == [None] * 9


def test_a_position_in_a_very_long_line_keeps_only_the_part_around_it() -> None:
    document = read("{" + ", ".join(f"k{n}: {n}" for n in range(100_000)) + "}")
    (found,) = document.locate([Problem("x", ("k50000",), "m")])
    shown, caret = str(found).splitlines()[1:]
    assert len(found.position.text) <= 1000
    assert shown[caret.index("^") :].startswith("50000")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        document = parse(raw, "a.yaml")
    except InputError as error:
        found: object = error.diagnostics
    else:
        found = list(document.locate([Problem("x", (), "m")]))
    assert found


PLAIN_DATA = st.recursive(
    st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefgh-", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(PLAIN_DATA)
def test_what_another_yaml_writer_wrote_is_read_back(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=None, width=60)
    document = read(text)
    assert not document.problems
    assert document.data == yaml.load(text, yaml.BaseLoader) or data is None or _nulls(data)  # noqa: S506


def _nulls(data: object) -> bool:
    if isinstance(data, dict):
        return any(map(_nulls, data.values()))
    return any(map(_nulls, data)) if isinstance(data, list) else data is None
