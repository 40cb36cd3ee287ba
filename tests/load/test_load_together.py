"""All problems of a file in one run, and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from load_messages import check_one, told

from building import DOSSIER, ORGANISATION, RUBRIC
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

AS_OF = "as_of: 2026-11-20"


def test_all_problems_of_a_file_are_told_in_one_run_in_order(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    text = (
        DOSSIER.replace("name: Acme", "name: Acme, identifiers: {lei: x, iban: y, foo: z}")
        .replace("listed: no", "listed: maybe")
        .replace("deal: joint", "dael: joint")
        .replace("growth: 12.5", "growth: twelve\n    growth: 3")
        .replace("openness: {answer: 2", "openness: {answer: 9")
    )
    small(dossier=text + "waivers: [{flag: nope, by: A, reason: B, until: 2027-01-01}]\nwhat: 1\n")
    found = told(run("assess", "dossier.yaml"))
    places = [tuple(map(int, place.split(":")[1:])) for place, _, _ in found]
    assert places == sorted(places)
    assert [code for _, code, _ in found] == [
        "wrong-identifier",
        "wrong-identifier",
        "unknown-key",
        "unknown-option",
        "unknown-level",
        "unknown-criterion",
        "wrong-type",
        "duplicate-key",
        "unknown-flag",
        "unknown-key",
    ]


def test_all_problems_of_a_rubric_are_told_in_one_run(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    text = (
        RUBRIC.replace("source: BOOK", "source: BOKO")
        .replace("version: 1.2.0", "version: one")
        .replace("effect: decline", "effect: stop")
        .replace("criterion: openness, at_least", "criterion: openess, at_least")
    )
    small(rubric=text)
    assert [code for _, code, _ in told(run("assess", "dossier.yaml"))] == [
        "wrong-id",
        "unknown-source",
        "wrong-value",
        "unknown-criterion",
    ]


def test_faulty_entries_of_one_list_are_each_told_once(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    entries = ", ".join(["{flag: closed-shop}"] * 3 + ["{flag: nope, by: A, reason: B, until: 2027-01-01}"])
    small(dossier=DOSSIER + f"waivers: [{entries}]\n")
    codes = [code for _, code, _ in told(run("assess", "dossier.yaml"))]
    assert codes == ["missing-key"] * 9 + ["unknown-flag"]


def test_a_file_of_a_single_unknown_key_is_refused(
    write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    write("a.yaml", "a: 1\n")
    result = run("assess", "a.yaml")
    assert result.code == 2
    assert "a.yaml:1:1: error wrong-file: this is no dossier" in result.err


@pytest.mark.parametrize(("key", "meant"), [("Partner", "partner"), ("asof", "as_of")])
def test_a_file_with_a_key_that_is_meant_for_one_of_a_dossier_is_read_as_one(
    write: Callable[..., Path], run: Callable[..., Result], key: str, meant: str
) -> None:
    write("a.yaml", f"{key}: 1\n")
    said = run("assess", "a.yaml").err
    assert f"`{key}` is not a key of this place" in said
    assert f"did you mean `{meant}`?" in said


@pytest.mark.parametrize("text", ["- a\n", "hello\n", "---\n", "12\n"])
def test_a_file_that_is_no_mapping_is_refused(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    for files in ({"dossier": text}, {"rubric": text}, {"us": text}):
        small(**files)
        ((place, code, _),) = told(run("assess", "dossier.yaml"))
        assert (place.split(":", 1)[1], code) == ("1:1", "wrong-type")


def test_a_position_off_the_axis_is_an_error_of_the_organisation(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(us=ORGANISATION.replace("pace: 2", "pace: 4"))
    check_one(
        run("assess", "dossier.yaml"),
        "us.yaml",
        ORGANISATION.replace("pace: 2", "pace: <>4"),
        "unknown-position",
        None,
    )


def test_culture_positions_of_other_rubrics_are_allowed(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(us=ORGANISATION.replace("pace: 2", "pace: 2, elsewhere: 77"))
    assert run("assess", "dossier.yaml").code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    deal: joint", "    deal: joint\n    listing: yes", "ignored-answer"),
        ("listed: no", "listed: no, mood: good", "unknown-fact"),
        ("date: 2026-10-01}]}\n    pace", "date: 2027-10-01}]}\n    pace", "evidence"),
        ("source: A register", "source: A register, file: none.pdf", "evidence"),
        (
            "2025: {current",
            "2025: {total_assets: 100, total_liabilities: 50, equity: 40, current",
            "unbalanced",
        ),
        (AS_OF, f"{AS_OF}\nconditions: [{{for: openness}}]", "condition-unused"),
    ],
)
def test_warning(
    small: Callable[..., Path], run: Callable[..., Result], old: str, new: str, code: str
) -> None:
    small(dossier=DOSSIER.replace(old, new, 1))
    result = run("assess", "dossier.yaml")
    assert result.code == 0
    assert f"warning {code}" in result.err


@pytest.mark.parametrize(
    "name", ["NO", "0123456", "12:30", "1e3", "1.10", "yes", "Null", "2026-11-20", "0x1F"]
)
def test_text_stays_text(small: Callable[..., Path], name: str) -> None:
    path = small(dossier=DOSSIER.replace("name: Acme", f"name: {name}"))
    assert Loader().dossier(path).dossier.partner.name == name


@pytest.mark.parametrize("word", ["yes", "no", "true", "false", "Yes", "NO", '"yes"'])
def test_a_yes_or_no_takes_four_words(small: Callable[..., Path], word: str) -> None:
    path = small(dossier=DOSSIER.replace("audited: {answer: yes", f"audited: {{answer: {word}"))
    answer = Loader().dossier(path).given["audited"].answer
    assert answer is (word.strip('"').lower() in {"yes", "true"})


@pytest.mark.parametrize("nothing", ["unknown", "null", "~", "", "{answer: unknown}", "{answer: null}", "{}"])
def test_unknown_null_and_absent_are_one(small: Callable[..., Path], nothing: str) -> None:
    path = small(dossier=DOSSIER.replace("growth: 12.5", f"growth: {nothing}"))
    assert Loader().dossier(path).given["growth"].answer is None


def test_very_many_problems_take_bounded_time(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    keys = "".join(f"k{n}: 1\n" for n in range(20_000))
    answers = "".join(f"    k{n}: 1\n" for n in range(20_000))
    for text in (
        keys,
        DOSSIER.replace("    deal: joint\n", answers),
        DOSSIER + "conditions:\n" + "".join(f"  - {{for: k{n}}}\n" for n in range(20_000)),
        DOSSIER.replace("name: Acme", "name: Acme, identifiers: {" + keys.replace("\n", ", ") + "}"),
        DOSSIER.replace("listed: no", "listed: no, " + keys.replace("\n", ", ")),
        DOSSIER + "waivers: [" + "{a: b}, " * 20_000 + "]\n",
    ):
        small(dossier=text)
        result = run("assess", "dossier.yaml")
        assert result.code in {0, 2}
        assert len(result.err) < 3_000_000
