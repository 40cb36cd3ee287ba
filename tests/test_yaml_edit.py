"""A value is put into YAML text in place: what reads otherwise is that value, and no other byte changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from partnercheck.source import parse
from partnercheck.yaml_edit import Edit, Nest, edited
from partnercheck.yaml_out import Commented, dump

TEXT = """\
# Acme
partnercheck: dossier/1   # the form
answers:
  culture:  # how they work
    openness: 3   # of 4
    pace:
      answer: '2'
      evidence:
        - {grade: asserted, source: "Told: on the phone"}  # in May
      # more to come

    note: |
      Two
      lines

  # about money
  money: {audited: unknown, deal: {answer: joint, evidence: [{grade: asserted, source: A}]}}
  later:
list: [1, 2]
rows:
- a
- b
empty: {}
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("answers", "culture", "openness"), 4, "openness: 3   # of 4", "openness: 4   # of 4"),
        (("answers", "culture", "pace", "answer"), 3, "answer: '2'", "answer: 3"),
        (("answers", "culture", "note"), "One", "note: |\n      Two\n      lines", "note: One"),
        (
            ("answers", "culture", "pace", "evidence", 1),
            {"grade": "verified", "source": "B"},
            "# in May\n",
            "# in May\n        - {grade: verified, source: B}\n",
        ),
        (
            ("answers", "culture", "pace", "evidence", 0, "date"),
            "2026-11-20",
            'phone"}',
            'phone", date: "2026-11-20"}',
        ),
        (
            ("answers", "culture", "habits", "answer"),
            1,
            "      lines\n",
            "      lines\n    habits: {answer: 1}\n",
        ),
        (("answers", "money", "audited"), True, "audited: unknown", "audited: yes"),
        (("answers", "money", "deal", "note"), "x", "source: A}]}}", "source: A}], note: x}}"),
        (("answers", "later", "fit"), {"answer": 1}, "later:\n", "later: {fit: {answer: 1}}\n"),
        (("list", 2), 3, "[1, 2]", "[1, 2, 3]"),
        (("rows", 2), "c", "- b\n", "- b\n- c\n"),
        (("empty", "a"), 1, "{}", "{a: 1}"),
        (("further", "more"), [1], "empty: {}\n", "empty: {}\nfurther: {more: [1]}\n"),
        (("answers", "culture", "pace"), 1, None, None),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_the_named_value_changes(
    path: tuple[str | int, ...], value: object, old: str | None, new: str | None, newline: str, mark: bytes
) -> None:
    text = TEXT.replace("\n", newline)
    found = edited(mark + text.encode(), "a.yaml", [Edit(path, value)])
    assert found.startswith(mark)
    if old is not None and new is not None:
        assert TEXT.count(old) == 1
        assert found == mark + text.replace(old.replace("\n", newline), new.replace("\n", newline)).encode()


def test_several_values_are_put_at_once() -> None:
    entry = ("answers", "culture", "pace")
    edits = [
        Edit((*entry, "answer"), 1),
        Edit((*entry, "x"), 2),
        Edit((*entry, "y"), 3),
        Edit(("rows", 2), "c"),
    ]
    one_by_one = TEXT.encode()
    for edit in edits:
        one_by_one = edited(one_by_one, "a.yaml", [edit])
    assert edited(TEXT.encode(), "a.yaml", edits) == one_by_one
    assert edited(TEXT.encode(), "a.yaml", []) == TEXT.encode()


def test_a_long_entry_takes_lines_of_its_own() -> None:
    item = {
        "grade": "verified",
        "source": "A search of three lists by name, address and owners",
        "file": "a" * 40,
    }
    found = edited(TEXT.encode(), "a.yaml", [Edit(("answers", "culture", "pace", "evidence", 1), item)])
    lines = found.decode().splitlines()
    at = lines.index("        - grade: verified")
    assert lines[at + 1].startswith("          source: A search")
    assert lines[at - 1].endswith("# in May")


def test_a_scalar_makes_room_for_lines() -> None:
    entry = {
        "answer": 3,
        "evidence": [{"grade": "verified", "source": "A search of three lists by name and owners"}],
    }
    found = edited(TEXT.encode(), "a.yaml", [Edit(("answers", "culture", "openness"), entry)]).decode()
    assert found.startswith(TEXT[: TEXT.index(" 3   # of 4")] + "\n      answer: 3\n      evidence: [{")
    assert found.endswith(TEXT[TEXT.index("   # of 4") :])


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            ("answers", "culture", "openness"),
            "openness: 3   # of 4\n",
            "openness:\n      answer: 3   # of 4\n      note: x\n",
        ),
        (
            ("rows",),
            "rows:\n- a\n- b\n",
            "rows:\n  answer:\n  - a\n  - b\n  note: x\n",
        ),
        (("list",), "list: [1, 2]\n", "list:\n  answer: [1, 2]\n  note: x\n"),
        (("answers", "money", "audited"), "audited: unknown", "audited: {answer: unknown, note: x}"),
        (
            ("answers", "culture", "note"),
            "note: |\n      Two\n      lines\n",
            "note:\n      answer: |\n        Two\n        lines\n      note: x\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_stands_there_becomes_the_first_of_several(
    path: tuple[str, ...], old: str, new: str, newline: str
) -> None:
    text, old, new = (each.replace("\n", newline) for each in (TEXT, old, new))
    found = edited(text.encode(), "a.yaml", [Nest(path, "answer", {"note": "x"})])
    assert text.count(old) == 1
    assert found.decode() == text.replace(old, new)


def test_comments_within_a_list_come_along() -> None:
    text = "a:   # which\n  - one   # named\n  # two: not yet\n  - three\n"
    new = "a:   # which\n  answer:\n    - one   # named\n    # two: not yet\n    - three\n  note: x\n"
    assert edited(text.encode(), "a.yaml", [Nest(("a",), "answer", {"note": "x"})]) == new.encode()


@pytest.mark.parametrize("text", ['{"a": 1}\n', "# c\n{a: 1}\n", "[1]\n"])
def test_a_file_in_braces_is_left_alone(text: str) -> None:
    with pytest.raises(InputError, match="in braces, such as JSON"):
        edited(text.encode(), "a.yaml", [Edit(("a",), 2)])


def test_a_file_without_an_end_of_line_gets_one_before_what_is_added() -> None:
    assert edited(b"a: 1", "a.yaml", [Edit(("b",), 2)]) == b"a: 1\nb: 2\n"


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: [1\n", "a: !t 1\n", "a: 1\n---\nb: 2\n", ""]
)
def test_what_is_no_sound_yaml_is_not_edited(text: str) -> None:
    with pytest.raises(InputError):
        edited(text.encode(), "a.yaml", [Edit(("a",), 2)])


def test_what_cannot_be_put_there_alone_is_refused() -> None:
    with pytest.raises(InputError, match="without changing the rest"):
        edited(b"a: |+\n  kept\n\n", "a.yaml", [Edit(("b",), 1)])


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


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        fits = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if fits or (isinstance(data, dict) and step in data) else None
    return data


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
