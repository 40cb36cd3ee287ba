"""Whatever is put into YAML text or taken out of it: all else reads and stands as it did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from partnercheck.source import parse
from partnercheck.yaml_edit import Edit, Remove, edited, entry_texts
from partnercheck.yaml_out import Commented, dump
from yaml_edited import at

if TYPE_CHECKING:
    from collections.abc import Iterator


SCALARS = (
    st.integers(-9, 9) | st.sampled_from(["a", "no", "x: y", "it's", "long " * 30, "", "é\n"]) | st.none()
)
KEYS = st.sampled_from(["a", "b", "c-d", "note", "1"])
NOTES = st.sampled_from([None, "a note", "- {x: [1"])


def commented(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(Commented, values, st.just(()) | NOTES.map(lambda note: (note or "",)), NOTES)


DATA = st.recursive(
    SCALARS,
    lambda inner: st.dictionaries(KEYS, inner | commented(SCALARS), max_size=4) | st.lists(inner, max_size=3),
    max_leaves=12,
)
PATHS = st.lists(KEYS | st.integers(0, 3), min_size=1, max_size=3).map(tuple)


def placed(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return data with a value at a path, or nothing where it has no such place."""
    step, *rest = path
    inside = None
    if isinstance(step, int):
        rows = list(data) if isinstance(data, list) else None
        if (
            rows is None
            or step > len(rows)
            or (step == len(rows) and rest and isinstance(rest[0], int) and rest[0])
        ):
            return None
        inside = rows[step] if step < len(rows) else None
        new = (
            value
            if not rest
            else placed(inside if inside is not None else _empty(rest[0]), tuple(rest), value)
        )
        return None if new is None else [*rows[:step], new, *rows[step + 1 :]]
    if not isinstance(data, dict):
        return None
    inside = data.get(step)
    new = value if not rest else placed(inside if inside is not None else _empty(rest[0]), tuple(rest), value)
    return None if new is None else {**data, step: new}


def _empty(step: str | int) -> Any:
    return [] if isinstance(step, int) else {}


@given(
    st.dictionaries(KEYS, DATA | commented(SCALARS), min_size=1, max_size=4),
    PATHS,
    SCALARS.filter(lambda x: x is not None),
)
def test_all_else_reads_and_stands_as_it_did(
    data: dict[str, Any], path: tuple[str | int, ...], value: object
) -> None:
    text = dump(data)
    before = parse(text.encode(), "a").data
    old = at(before, path)
    expected = placed(before, path, parse(dump([value]).encode(), "a").data[0])
    try:
        found = edited(text.encode(), "a", [Edit(path, value)]).decode()
    except InputError as error:
        codes = [each.code for each in error.diagnostics]
    else:
        assert expected is None or parse(found.encode(), "a").data == expected
        if not isinstance(old, dict | list):
            assert sorted(re.findall("# .*", found)) == sorted(re.findall("# .*", text))
        codes = []
    assert codes in ([], ["not-editable"])


@given(
    st.dictionaries(KEYS, DATA | commented(SCALARS), min_size=1, max_size=4),
    st.data(),
    st.sampled_from("\n\r"),
)
def test_an_entry_that_is_taken_out_stays_as_a_comment(
    data: dict[str, Any], chosen: st.DataObject, newline: str
) -> None:
    text = dump(data).replace("\n", newline.replace("\r", "\r\n"))
    before = parse(text.encode(), "a").data
    path = chosen.draw(st.sampled_from(list(entries(before))))
    assume(len(path) > 1 or len(data) > 1)
    try:
        found = edited(text.encode(), "a", [Remove(path, "gone")]).decode()
    except InputError:
        # Only what begins on the line of a dash has no lines of its own.
        found = ""
    assert found or any(isinstance(step, int) for step in path[:-1])
    if found:
        check_taken_out(text, found, path)


def check_taken_out(text: str, found: str, path: tuple[str | int, ...]) -> None:
    """Check that an entry is gone from the data, and that it and all comments are still there to read."""
    before = parse(text.encode(), "a").data
    inside, step = at(before, path[:-1]), path[-1]
    listed = inside.items() if isinstance(inside, dict) else enumerate(inside)
    left = at(parse(found.encode(), "a").data, path[:-1])
    assert list((left.values() if isinstance(left, dict) else left) or ()) == [
        each for key, each in listed if key != step
    ]
    for comment in re.findall("# .*", text):
        assert found.count(comment.rstrip()) >= text.count(comment.rstrip())
    if isinstance(step, str):
        kept = [
            line.strip() for line in entry_texts(text.encode(), "a", [path])[0].splitlines() if line.strip()
        ]
        assert all(any(line in each for each in found.splitlines()) for line in kept)


def entries(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of all entries of mappings and lists."""
    listed = data.items() if isinstance(data, dict) else enumerate(data if isinstance(data, list) else ())
    for step, each in listed:
        yield (*path, step)
        yield from entries(each, (*path, step))


@given(
    st.dictionaries(KEYS, st.integers(0, 9) | commented(st.integers(0, 9)), min_size=1),
    st.integers(10, 99),
    st.data(),
)
def test_setting_back_gives_the_old_file(data: dict[str, Any], value: int, chosen: st.DataObject) -> None:
    text = dump(data).encode()
    key = chosen.draw(st.sampled_from(sorted(data)))
    old = parse(text, "a").data[key]
    there = edited(text, "a", [Edit((key,), value)])
    assert there != text
    assert edited(there, "a", [Edit((key,), old)]) == text
