"""`partnercheck due`: what falls due across a folder, in three forms."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from building import EXAMPLES
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def examples(folder: Path) -> Path:
    shutil.copytree(EXAMPLES, folder / "examples")
    (folder / "examples" / "acme-2025.yaml").unlink()  # the same partner a year before
    return folder / "examples"


def items(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = fitting("due", result.out)["items"]
    return found


def test_a_folder_s_dues_are_told_overdue_first_then_by_day(
    run: Callable[..., Result], examples: Path
) -> None:
    result = run("due", examples.name, "-f", "json")
    assert result.code == 0
    found = items(result)
    assert json.loads(result.out)["dossiers"] == 7 + 3
    (history,) = json.loads(result.out)["history"]
    assert (history["partner"], len(history["earlier"])) == ("Larkfield Logistics Ltd", 3)
    assert [each["overdue"] for each in found] == sorted((each["overdue"] for each in found), reverse=True)
    assert found[0]["kind"] == "evidence"
    assert (found[0]["dossier"], found[0]["day"]) == ("examples/acme.yaml", "2026-09-15")
    days = [each["day"] for each in found if not each["overdue"]]
    assert days == sorted(days)
    assert {each["kind"] for each in found} == {"condition", "evidence"}


def test_by_and_within_say_how_far_to_look(run: Callable[..., Result], examples: Path) -> None:
    by = items(run("due", examples.name, "-f", "json", "--by", "2026-12-11"))
    assert max(each["day"] for each in by) == "2026-12-11"
    within = items(run("due", examples.name, "-f", "json", "--within", 21))
    assert within == by
    everything = items(run("due", examples.name, "-f", "json", "--within", 10**9))
    assert len(everything) > len(by)


def test_as_of_another_day_what_was_due_before_is_overdue(run: Callable[..., Result], examples: Path) -> None:
    found = items(run("due", examples.name, "-f", "json", "--as-of", "2026-12-20", "--within", 0))
    assert {(each["about"][0], each["as_of"]) for each in found if each["kind"] == "condition"} >= {
        ("early-demands", "2026-12-20")
    }
    assert all(each["overdue"] for each in found)


def test_all_deals_of_a_partner_are_looked_at_on_the_latest_of_its_days(
    run: Callable[..., Result], examples: Path
) -> None:
    shutil.copy(EXAMPLES / "acme-2025.yaml", examples)
    (pilot, *_) = (
        each for each in items(run("due", examples.name, "-f", "json")) if "2025" in each["dossier"]
    )
    assert (pilot["as_of"], pilot["day"], pilot["overdue"]) == ("2026-11-20", "2025-12-11", True)
    alone = items(run("due", examples.name, "-f", "json", "--every-date"))
    (pilot, *_) = (each for each in alone if "2025" in each["dossier"])
    assert (pilot["as_of"], pilot["day"], pilot["overdue"]) == ("2025-11-21", "2025-12-11", False)


def test_a_portfolio_tells_the_same_dues_from_the_same_days(
    run: Callable[..., Result], examples: Path
) -> None:
    shutil.copy(EXAMPLES / "acme-2025.yaml", examples)
    found = items(run("due", examples.name, "-f", "json"))
    assert run("portfolio", examples.name, "-o", "out", "-q").code == 0
    portfolio = json.loads((examples.parent / "out/portfolio.json").read_text(encoding="utf-8"))
    listed = [
        (each["dossier"]["file"], due["day"], due["about"], due["overdue"])
        for each in portfolio["partners"]
        for due in each["due"]
    ]
    assert sorted(listed) == sorted((e["dossier"], e["day"], e["about"], e["overdue"]) for e in found)
    assert portfolio["overdue"] == sum(each["overdue"] for each in found) > 1


def test_a_sentence_of_five_lines_is_told_whole(run: Callable[..., Result], examples: Path) -> None:
    acme = examples / "acme.yaml"
    text = acme.read_text(encoding="utf-8")
    start = text.index("Strike clause 7")
    long = "Strike clause 7, " + "and see that nobody puts it back in, " * 9 + "ever"
    acme.write_text(text[:start] + long + text[text.index("\n", start) :], encoding="utf-8")
    told = " ".join(run("due", examples.name).out.split())
    assert long in told
    assert "…" not in told


def test_the_calendar_holds_what_the_json_holds(run: Callable[..., Result], examples: Path) -> None:
    found = items(run("due", examples.name, "-f", "json"))
    assert run("due", examples.name, "-o", "due.ics").out == "written: due.ics\n"
    raw = (examples.parent / "due.ics").read_bytes()
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [str(each.decoded("DTSTART")) for each in events] == [each["day"] for each in found]
    assert len({str(each["UID"]) for each in events}) == len(found)
    run("due", examples.name, "-o", "again.ics")
    assert (examples.parent / "again.ics").read_bytes() == raw


def test_the_table_tells_the_same_in_eighty_columns(run: Callable[..., Result], examples: Path) -> None:
    lines = run("due", examples.name).out.splitlines()
    assert lines[0] == "Overdue (1)"
    assert lines[1] == "  2026-09-15  Acme Networks Ltd: evidence runs out"
    assert lines[2].strip() == "Export licences settled"
    assert "Due (18)" in lines
    assert max(map(len, lines)) <= 80


def test_nothing_due_is_said_so(run: Callable[..., Result], examples: Path) -> None:
    assert run("due", examples / "birchwood.yaml", "--within", 0).out == "Nothing is due.\n"


def test_a_bad_dossier_is_told_and_stops_no_other(run: Callable[..., Result], examples: Path) -> None:
    (examples / "bad.yaml").write_text("partnercheck: dossier/1\nanswrs: {}\n", encoding="utf-8")
    result = run("due", examples.name, "-f", "json")
    assert result.code == 2
    assert len(items(result)) == 19
    (refused,) = fitting("due", result.out)["refused"]
    assert (refused["dossier"], refused["problems"]) == ("examples/bad.yaml", 9)
    assert "examples/bad.yaml:1:1: error missing-key: `partner` is required" in result.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by", "2026-12-01", "--within", "3"), "not both"),
        (("--by", "tomorrow"), "'tomorrow' is not a date"),
        (("--within", "-1"), "--within"),
    ],
)
def test_a_wrong_command_is_refused(
    options: tuple[str, ...], said: str, run: Callable[..., Result], examples: Path
) -> None:
    result = run("due", examples.name, *options)
    assert result.code == 2
    assert said in result.err


def test_a_path_that_leads_nowhere_is_refused(run: Callable[..., Result]) -> None:
    result = run("due", "nowhere")
    assert result.code == 2
    assert "nowhere:1:1: error no-file: there is no such file or folder" in result.err


def test_a_suffix_that_stands_for_nothing_is_refused(run: Callable[..., Result], folder: Path) -> None:
    result = run("due", ".", "-o", "due.csv")
    assert result.code == 2
    assert ".txt, .json, .ics" in result.err
    assert not (folder / "due.csv").exists()


@pytest.mark.parametrize(("name", "form"), [("acme.yaml", "json"), ("acme.yaml", "table"), ("-", "ics")])
def test_a_dossier_is_not_written_over_and_standard_output_has_no_name(
    run: Callable[..., Result], examples: Path, name: str, form: str
) -> None:
    place = name if name == "-" else f"examples/{name}"
    before = (examples / "acme.yaml").read_bytes()
    result = run("due", examples.name, "-f", form, "-o", place)
    assert result.code == 2
    if form == "json":
        (told,) = json.loads(result.out)["diagnostics"]
        assert (told["code"], told["file"]) == ("output", place)
    else:
        assert f"{place}:1:1: error output" in result.err
    assert (examples / "acme.yaml").read_bytes() == before


def test_what_cannot_be_read_is_not_said_to_have_nothing_due(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("bad.yaml", "partnercheck: dossier/1\n")
    result = run("due", "bad.yaml")
    assert "Nothing is due" not in result.out
    assert "Not looked at: 1 dossier that cannot be used." in result.out
