"""A value is put into YAML text in place: what reads otherwise is that value, and no other byte changes."""

from __future__ import annotations

import pytest

from partnercheck.diagnostics import InputError
from partnercheck.yaml_edit import Edit, Lines, Nest, Remove, Rename, edited, entry_texts

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
LATER = "  later:\n" + TEXT.partition("  later:\n")[2]


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


CHANGES = [
    (Rename(("answers", "culture"), "habits"), "  culture:  # how", "  habits:  # how"),
    (Rename(("answers", "money", "deal"), "no"), "{audited: unknown, deal:", '{audited: unknown, "no":'),
    (
        Remove(("answers", "culture", "pace"), "gone"),
        """\
    pace:
      answer: '2'
      evidence:
        - {grade: asserted, source: "Told: on the phone"}  # in May
""",
        """\
    # gone
    # pace:
    #   answer: '2'
    #   evidence:
    #     - {grade: asserted, source: "Told: on the phone"}  # in May
""",
    ),
    (
        Remove(("answers", "culture", "note"), "gone"),
        "    note: |\n      Two\n      lines\n",
        "    # gone\n    # note: |\n    #   Two\n    #   lines\n",
    ),
    (Remove(("answers", "culture", "note")), "    note: |\n      Two\n      lines\n", ""),
    (Remove(("answers", "money")), "  # about money\n  money: {" + TEXT.partition("money: {")[2], LATER),
    (
        Remove(("answers", "money", "audited"), "gone"),
        "  money: {audited: unknown, deal",
        "  # gone\n  # audited: unknown\n  money: {deal",
    ),
    (
        Remove(("answers", "money", "deal", "evidence", 0), "gone"),
        "  money: {audited: unknown, deal: {answer: joint, evidence: [{grade: asserted, source: A}]}}",
        """\
  # gone
  # {grade: asserted, source: A}
  money: {audited: unknown, deal: {answer: joint, evidence: []}}""",
    ),
    (Remove(("list", 1)), "list: [1, 2]", "list: [1]"),
    (Remove(("rows", 0), "gone"), "- a\n", "# gone\n# - a\n"),
    (Remove(("answers", "later"), "gone"), "  later:\n", "  # gone\n  # later:\n"),
    (
        Lines(("answers", "culture", "habits"), "# Which?\nhabits: [a]  # two\n"),
        "      lines\n",
        "      lines\n    # Which?\n    habits: [a]  # two\n",
    ),
    (
        Lines(("answers", "money", "growth"), "# How fast?\ngrowth: 3  # a year\n"),
        "  money: {" + TEXT.partition("  money: {")[2].partition("}}")[0] + "}}",
        "  # How fast?\n  # a year\n  money: {"
        + TEXT.partition("  money: {")[2].partition("}}")[0]
        + "}, growth: 3}",
    ),
    (Lines(("answers", "later", "fit"), "# Does it?\nfit: 1\n"), "  later:\n", None),
    (
        Lines(("answers", "culture", "openness"), "# Said\nopenness: 4\n"),
        "    openness: 3   # of 4\n",
        "    # Said\n    openness: 4\n",
    ),
    (
        Lines(("further", "more"), "# What\nmore: 1\n"),
        "empty: {}\n",
        "empty: {}\nfurther:\n  # What\n  more: 1\n",
    ),
]


@pytest.mark.parametrize(("edit", "old", "new"), CHANGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_entries_are_renamed_taken_out_and_put_in(
    edit: Rename | Remove | Lines, old: str | None, new: str | None, newline: str
) -> None:
    found = edited(TEXT.replace("\n", newline).encode(), "a.yaml", [edit]).decode()
    assert found.replace(newline, "\n").replace("\n", newline) == found
    if old is not None and new is not None:
        assert TEXT.count(old) == 1
        assert found == TEXT.replace(old, new).replace("\n", newline)


def test_what_was_written_of_an_entry_is_found_again() -> None:
    text = entry_texts(TEXT.encode(), "a", [("answers", "money")])[0]
    assert text.startswith("# about money\nmoney: {audited: unknown, deal:")
    pace = entry_texts(TEXT.replace("\n", "\r\n").encode(), "a", [("answers", "culture", "pace")])[0]
    assert pace.splitlines()[:3] == ["pace:", "  answer: '2'", "  evidence:"]
    assert entry_texts(TEXT.encode(), "a", [("answers", "money", "audited")])[0] == "audited: unknown\n"


@pytest.mark.parametrize("edit", [Rename(("x",), "y"), Remove(("x", "y")), Remove(("rows", 7))])
def test_what_is_not_there_is_neither_renamed_nor_taken_out(edit: Rename | Remove) -> None:
    with pytest.raises(LookupError):
        edited(TEXT.encode(), "a.yaml", [edit])


def test_no_key_comes_to_stand_there_twice() -> None:
    with pytest.raises(InputError, match="without changing the rest"):
        edited(TEXT.encode(), "a.yaml", [Rename(("list",), "rows")])


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
        edited(b"x:\n  a: |+\n    kept\n\ny: 1\n", "a.yaml", [Edit(("x", "b"), 1)])
