"""What a diagnostic looks like, and how words are shown."""

from __future__ import annotations

import pytest

from partnercheck.diagnostics import (
    MAX_PROBLEMS,
    Diagnostic,
    InputError,
    Position,
    did_you_mean,
    fail,
    in_order,
    shown,
    visible,
)


def at(line: int, column: int, file: str = "a.yaml", text: str = "", code: str = "x") -> Diagnostic:
    return Diagnostic(code, "error", "wrong", Position(file, line, column, text))


def test_a_diagnostic_is_place_severity_code_message_hint_source_line_and_caret() -> None:
    place = Position("a.yaml", 3, 5, "key: valeu")
    diagnostic = Diagnostic("unknown-word", "error", "there is no `valeu`", place, "did you mean `value`?")
    assert str(diagnostic) == (
        "a.yaml:3:5: error unknown-word: there is no `valeu`\n"
        "  hint: did you mean `value`?\n"
        "  | key: valeu\n"
        "  |     ^"
    )


def test_without_hint_and_source_line_a_diagnostic_is_one_line() -> None:
    assert str(at(1, 1)) == "a.yaml:1:1: error x: wrong"
    assert str(at(1, 1, text="   ")) == "a.yaml:1:1: error x: wrong"


def test_of_a_long_line_only_the_part_around_the_caret_is_shown() -> None:
    text = "a" * 3000 + "X" + "b" * 3000
    lines = str(at(1, 3001, text=text)).splitlines()
    assert max(map(len, lines)) < 120
    assert lines[1][lines[2].index("^")] == "X"


def test_the_caret_stands_under_its_character_though_others_are_made_visible() -> None:
    lines = str(at(1, 4, text="\x1b\u202e\tX")).splitlines()
    assert "\x1b" not in lines[1]
    assert "\u202e" not in lines[1]
    assert lines[1][lines[2].index("^")] == "X"


def test_diagnostics_are_sorted_by_position_and_told_once() -> None:
    error = InputError([at(9, 1), at(2, 7), at(2, 3), at(2, 3)])
    assert [(each.position.line, each.position.column) for each in error.diagnostics] == [
        (2, 3),
        (2, 7),
        (9, 1),
    ]


def test_files_keep_the_order_in_which_they_were_first_named() -> None:
    found = in_order([at(9, 1, "z.yaml"), at(1, 1, "a.yaml"), at(3, 1, "z.yaml")])
    assert [each.position.file for each in found] == ["z.yaml", "z.yaml", "a.yaml"]


def test_of_very_many_problems_the_first_are_told_and_how_many_more_there_are() -> None:
    error = InputError([at(line, 1) for line in range(1, MAX_PROBLEMS + 51)])
    assert len(error.diagnostics) == MAX_PROBLEMS + 1
    assert error.diagnostics[-1].code == "too-many"
    assert "50" in error.diagnostics[-1].message


def test_a_file_that_cannot_be_used_as_a_whole_is_named_at_its_start() -> None:
    assert str(fail("no-file", "there is no such file", "x\x1b.yaml")) == (
        "x\\x1b.yaml:1:1: error no-file: there is no such file"
    )


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("admit-problem", ["admits-problems", "openness"], "did you mean `admits-problems`?"),
        ("zzz", ["one", "two"], "known here: `one`, `two`"),
        ("zzz", list("abcdefghijkl"), f"known here: {', '.join(f'`{each}`' for each in 'abcdefghijkl')}"),
        ("zzz", list("abcdefghijklm"), None),
        ("zzz", [], None),
        ("o" * 100_000, ["open"], "known here: `open`"),
    ],
)
def test_a_hint_names_the_nearest_word_or_the_few_that_are_known(
    word: str, known: list[str], hint: str | None
) -> None:
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain Ümläut “quoted”", "plain Ümläut “quoted”"),
        ("tab\tand\nline", "tab and line"),
        ("\x1b[31m\x07\x00", "\\x1b[31m\\x07\\x00"),
        ("\u202eabc\u2066\u200f", "\\u202eabc\\u2066\\u200f"),
        ("\u2028\u2029\x85", "\\u2028\\u2029\\x85"),
        ("\ud800", "\\ud800"),
        ("\r", "\\x0d"),
        ("🙂", "🙂"),
    ],
)
def test_control_and_direction_characters_are_made_visible(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_a_value_in_a_message_is_cut_to_a_bounded_length() -> None:
    assert len(shown("x" * 10_000)) == 60
    assert shown("x" * 60) == "x" * 60
    assert shown(12.5) == "12.5"
