"""Cases that name what is not there, or say what cannot be: each at its place, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from casework import PROFILE, case, casebook

from building import DOSSIER, RUBRIC, dump
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.load.cases import load_cases
from pinning import pin

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.diagnostics import Diagnostic


def refused(folder: Path, *cases: dict[str, Any], **files: str | bytes) -> list[Diagnostic]:
    with pytest.raises(InputError) as caught:
        casebook(folder, *cases, **files)
    return list(caught.value.diagnostics)


WRONG: dict[str, tuple[dict[str, Any], str, str, str | None]] = {
    "criterion": ({"set": {"opennes": 1}}, "unknown-criterion", '"opennes"', "did you mean `openness`?"),
    "level": ({"set": {"openness": 7}}, "unknown-level", "7", None),
    "option": ({"set": {"deal": "joined"}}, "unknown-option", '"joined"', "did you mean `joint`?"),
    "item": ({"set": {"habits": ["lists", "call"]}}, "unknown-item", '"call"', "did you mean `calls`?"),
    "yes or no": ({"set": {"audited": "perhaps"}}, "wrong-type", '"perhaps"', None),
    "grade": ({"evidence": "audit"}, "unknown-grade", '"audit"', "did you mean `audited`?"),
    "grade of an answer": (
        {"set": {"deal": {"answer": "joint", "grade": "verifyed"}}},
        "unknown-grade",
        '"verifyed"',
        "did you mean `verified`?",
    ),
    "no answer": ({"set": {"deal": {"grade": "verified"}}}, "missing-key", "{", None),
    "both": (
        {"set": {"openness": {"answer": 1, "not_applicable": "No"}}},
        "wrong-answer",
        "{",
        None,
    ),
    "not applicable": (
        {"set": {"deal": {"not_applicable": "No deal"}}},
        "not-applicable",
        '"deal"',
        None,
    ),
    "fact": (
        {"profile": PROFILE | {"size": "big"}},
        "unknown-fact",
        '"size"',
        "known here: `stage`, `listed`",
    ),
    "option of a fact": (
        {"profile": PROFILE | {"stage": "grow"}},
        "unknown-option",
        '"grow"',
        "did you mean `grown`?",
    ),
    "missing fact": (
        {"profile": {"stage": "grown"}},
        "missing-fact",
        '"profile"',
        "`yes` or `no`; or `unknown`",
    ),
    "measure": (
        {"measures": {"financials.curent_ratio": 1}},
        "unknown-measure",
        '"financials.curent_ratio"',
        "did you mean `financials.current_ratio`?",
    ),
    "unused measure": (
        {"measures": {"financials.quick_ratio": 1}},
        "unused-measure",
        '"financials.quick',
        None,
    ),
    "measured": (
        {"set": {"liquidity": 1.5}},
        "measured",
        '"liquidity"',
        "give the number: `measures: {financials.current_ratio: …}`",
    ),
    "what does not apply": ({"set": {"listing": "yes"}}, "ignored-answer", '"listing"', None),
    "no position of ours": ({"set": {"pace": 2}}, "no-position", '"pace"', None),
    "raised": (
        {"expect": {"raised": ["no-audits"]}},
        "unknown-flag",
        '"no-audits"',
        "did you mean `no-audit`?",
    ),
    "open": (
        {"expect": {"open": ["shop"]}},
        "unknown-flag",
        '"shop"',
        "known here: `closed-shop`, `no-audit`",
    ),
    "condition": (
        {"expect": {"conditions": ["deals"]}},
        "unknown-condition",
        '"deals"',
        "did you mean `deal`?",
    ),
    "relationship": (
        {"expect": {"relationship": "partner-ship"}},
        "unknown-relationship",
        '"partner-ship"',
        "did you mean `partnership`?",
    ),
    "raised and open": (
        {"expect": {"raised": ["no-audit"], "open": ["no-audit"]}},
        "wrong-value",
        '"no-audit"',
        None,
    ),
    "nothing expected": ({"expect": {}}, "empty", "{", "name a verdict, a score, a flag …"),
    "score upside down": ({"expect": {"score": [60, 50]}}, "wrong-value", "[", None),
    "start": ({"base": "bst"}, "unknown-start", '"bst"', "did you mean `best`?"),
    "no dossier": ({"base": "nowhere.yaml"}, "no-file", '"nowhere.yaml"', None),
    "misspelt key": ({"expects": {"verdict": "hold"}}, "unknown-key", '"expects"', "did you mean `expect`?"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_at_its_place(folder: Path, wrong: str) -> None:
    keys, code, text, hint = WRONG[wrong]
    found = refused(folder, case(**keys))
    assert [each.code for each in found] == [code]
    place = found[0].position
    assert place.file == "rubric.cases.yaml"
    assert place.text[place.column - 1 :].startswith(text), place
    assert found[0].hint == hint or hint is None
    pin(*found)


def test_two_cases_of_one_name_are_refused_in_a_file(folder: Path) -> None:
    found = refused(folder, case("one"), case("two"), case("one"))
    assert [(each.code, each.position.text.strip()) for each in found] == [
        ("duplicate-case", '"name": "one",')
    ]
    assert found[0].position.line == 28


def test_two_cases_of_one_name_are_refused_across_the_two_places(folder: Path) -> None:
    inside = RUBRIC + f"cases: {dump([case('one')])}\n"
    found = refused(folder, case("one"), rubric=inside)
    assert [each.code for each in found] == ["duplicate-case"]
    assert found[0].position.file == "rubric.cases.yaml"
    assert "rubric.yaml" in found[0].message


def test_cases_beside_another_rubric_are_refused(folder: Path) -> None:
    casebook(folder, case())
    (folder / "other.yaml").write_text(RUBRIC)
    cases = folder / "rubric.cases.yaml"
    (folder / "other.cases.yaml").write_text(cases.read_text())
    with pytest.raises(InputError) as caught:
        load_cases(Loader(folder), str(folder / "other.yaml"))
    assert [each.code for each in caught.value.diagnostics] == ["wrong-rubric"]
    pin(caught.value)


def test_a_file_of_cases_leads_to_its_rubric(folder: Path) -> None:
    casebook(folder, case())
    book = load_cases(Loader(folder), str(folder / "rubric.cases.yaml"))
    assert (book.loaded.rubric.id, len(book.cases)) == ("small", 1)
    (folder / "rubric.yaml").unlink()
    with pytest.raises(InputError) as caught:
        load_cases(Loader(folder), str(folder / "rubric.cases.yaml"))
    assert [each.code for each in caught.value.diagnostics] == ["unknown-rubric"]
    pin(caught.value)


def test_cases_that_nothing_would_read_are_refused(folder: Path) -> None:
    casebook(folder, case())
    (folder / "more.cases.yaml").write_text((folder / "rubric.cases.yaml").read_text())
    with pytest.raises(InputError) as caught:
        load_cases(Loader(folder), str(folder / "more.cases.yaml"))
    (found,) = caught.value.diagnostics
    assert (found.code, found.position.file) == ("wrong-rubric", "more.cases.yaml")
    assert "`rubric.cases.yaml`" in found.message
    pin(found)


def test_everything_wrong_is_said_at_once(folder: Path) -> None:
    found = refused(folder, case("one", set={"opennes": 1}), case("two", evidence="audit"), case("one"))
    assert [each.code for each in found] == ["unknown-criterion", "unknown-grade", "duplicate-case"]


def test_what_is_wrong_with_a_dossier_is_said_there(folder: Path) -> None:
    found = refused(folder, case(base="dossier.yaml"), dossier=DOSSIER.replace("deal: joint", "deal: joined"))
    assert [(each.code, each.position.file) for each in found] == [("unknown-option", "dossier.yaml")]
