"""`financials import` writes a section, whole or not at all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from building import DOSSIER
from partnercheck.authoring.schema import schema
from partnercheck.measures.finance.financials import LINES

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "examples" / "acme-financials.csv"
FACTS = ROOT / "tests" / "data" / "snowflake-excerpt.json"


def test_the_section_goes_to_standard_output_and_the_rest_to_standard_error(
    run: Callable[..., Result],
) -> None:
    result = run("financials", "import", FACTS)
    assert result.code == 0
    assert result.out.startswith("financials:\n")
    assert "warning total-debt" in result.err
    assert run("financials", "import", FACTS) == result


def test_what_is_written_is_a_section_that_a_dossier_takes(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    bare = DOSSIER.partition("financials:")[0]
    small(dossier=bare + run("financials", "import", TABLE).out)
    result = run("assess", "dossier.yaml", "-q")
    assert result.code == 0, result.err


@pytest.mark.parametrize("more", [(), ("--from", "csv")])
def test_a_dash_reads_standard_input(run: Callable[..., Result], more: tuple[str, ...]) -> None:
    assert "revenue: 26950\n" in run("financials", "import", "-", *more, stdin=TABLE.read_bytes()).out


def test_nothing_is_overwritten_without_force(run: Callable[..., Result], write: Callable[..., Path]) -> None:
    path = write("a.yaml", "mine")
    result = run("financials", "import", TABLE, "-o", "a.yaml")
    assert (result.code, result.out, path.read_text()) == (2, "", "mine")
    assert "hint: --force overwrites it" in result.err
    result = run("financials", "import", TABLE, "-o", "a.yaml", "--force", "--years", "1")
    assert result.code == 0
    assert result.out.startswith("written: a.yaml")
    assert "    2026:\n" in path.read_text()
    assert "    2025:\n" not in path.read_text()


def test_bad_input_writes_nothing(
    run: Callable[..., Result], write: Callable[..., Path], folder: Path
) -> None:
    write("a.csv", "line,2024\nunit,1\nebit,x\n")
    result = run("financials", "import", "a.csv", "--currency", "GBP", "-o", "out.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("a.csv:3:6: error wrong-amount")
    assert not (folder / "out.yaml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope.json",),
        (".",),
        ("nope\x00.csv",),
        (TABLE, "--currency", "gbp"),
        (TABLE, "--unit", "12"),
        (TABLE, "--years", "0"),
        (TABLE, "--decimal", ";"),
        (TABLE, "--dates", "ymd"),
        (TABLE, "--year-end", "3-31"),
        (TABLE, "--audited", " "),
        (TABLE, "--map", "nope.yaml"),
        (TABLE, "--into", "nope.yaml"),
        (TABLE, "--into", "a.yaml", "-o", "b.yaml"),
        (TABLE, FACTS),
        (TABLE, "--from", "pdf"),
        (TABLE, "--from", "xlsx"),
        (TABLE, "--from", "companyfacts"),
        (TABLE, "-o", "nope\x00"),
        (),
    ],
)
def test_a_wrong_command_exits_with_2(run: Callable[..., Result], arguments: tuple[object, ...]) -> None:
    assert run("financials", "import", *arguments).code == 2


def test_a_file_larger_than_the_limit_is_told(
    run: Callable[..., Result], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercheck.importing.MAX_BYTES", 10)
    write("a.json", b" " * 11)
    assert "too-large" in run("financials", "import", "a.json").err
    assert "too-large" in run("financials", "import", "-", stdin=b" " * 11).err


def test_a_long_note_is_cut_on_the_terminal_and_whole_in_the_section(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    fact = {"end": "2024-12-31", "val": 1, "form": "10-K", "filed": "2025-03-01", "accn": "1"}
    names = ["Assets", *(f"SomethingThatNoLineStandsFor{number}" for number in range(30))]
    facts = {"us-gaap": {name: {"units": {"USD": [fact]}} for name in names}}
    facts["us-gaap"]["Revenues"] = {"units": {"USD": [fact | {"start": "2024-01-01"}]}}
    write("a.json", json.dumps({"cik": 1, "entityName": "Example Corp", "facts": facts}))
    result = run("financials", "import", "a.json")
    assert result.code == 0
    assert " … (the section has all of it)" in result.err
    assert "SomethingThatNoLineStandsFor29" not in result.err
    assert all(name in result.out for name in names)


SHEET = """\
EUR thousands,2025,2024
Revenue,20,10
Total assets,50,40
Total liabilities,30,30
Total equity,10,10
"""


def test_a_section_goes_into_a_dossier_and_every_other_byte_stays(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("a.csv", SHEET)
    section = b"financials: {currency: GBP, years: {2020: {cash: 1}}} # old\r\n"
    before = b"\xef\xbb\xbf# mine\r\npartnercheck: dossier/1\r\n"
    after = b"\r\n# after\r\nas_of: 2026-01-01\r\n"
    old = before + section + after
    path = write("d.yaml", old)
    result = run("financials", "import", "a.csv", "--into", "d.yaml")
    assert result.code == 0, result.err
    assert "written: the section `financials` of d.yaml" in result.out
    new = path.read_bytes()
    assert new.startswith(before + b"financials:\r\n")
    assert new.endswith(b"\r\n" + after)
    assert b"file: a.csv\r\n" in new
    assert new.count(b"\n") == new.count(b"\r\n")
    assert "lost-line" in result.err
    assert "`cash`" in result.err
    assert run("financials", "import", "a.csv", "--into", "d.yaml").code == 0
    assert path.read_bytes() == new


def test_a_contradiction_shows_both_numbers_in_the_report(
    run: Callable[..., Result], small: Callable[..., Path], write: Callable[..., Path], folder: Path
) -> None:
    write("a.csv", SHEET)
    small(dossier=DOSSIER.partition("financials:")[0])
    result = run("financials", "import", "a.csv", "--into", "dossier.yaml")
    assert result.code == 0, result.err
    for suffix in ("md", "html"):
        result = run("assess", "dossier.yaml", "-q", "-o", f"r.{suffix}")
        assert result.code == 0, result.err
        told = (folder / f"r.{suffix}").read_text(encoding="utf-8")
        assert "What was left out, restated or derived" in told
        words = " ".join(re.sub(r"<[^>]+>|[^\w ]", "", told).split())
        assert "total_assets 50 is not total_liabilities 30 equity 10 40" in words


def test_a_map_is_written_confirmed_and_read(
    run: Callable[..., Result], write: Callable[..., Path], folder: Path
) -> None:
    write("a.csv", "EUR thousands,2025,2024\nRevenue,20,10\nBorrowings,5,4\n")
    result = run("financials", "import", "a.csv", "--write-map", "m.yaml")
    assert result.code == 0
    assert "total_debt: " not in result.out
    path = folder / "m.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("ignore", "total_debt", 2), encoding="utf-8")
    assert "total_debt: 5" in run("financials", "import", "a.csv", "--map", "m.yaml").out
    assert run("financials", "import", "a.csv", "--write-map", "m.yaml").code == 2


def test_several_files_and_standard_input_are_one_section(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("a.csv", "EUR thousands,2025\nRevenue,20\n")
    result = run("financials", "import", "a.csv", "-", stdin=b"EUR thousands,2025\nTotal assets,30\n")
    assert result.code == 0, result.err
    assert "revenue: 20" in result.out
    assert "total_assets: 30" in result.out


def test_audited_says_by_whom(run: Callable[..., Result]) -> None:
    result = run("financials", "import", FACTS, "--audited", "PwC, 21 March 2025")
    assert "grade: audited" in result.out
    assert "audited by PwC, 21 March 2025" in result.out


def test_lines_are_listed_with_meaning_and_captions(run: Callable[..., Result]) -> None:
    result = run("financials", "lines")
    assert result.code == 0
    for line in LINES:
        assert f"{line} (" in result.out
    assert "Umsatzerlöse" in result.out
    result = run("financials", "lines", "ebit")
    assert result.out.startswith("ebit (income statement)\n  Operating profit")
    assert "revenue (" not in result.out
    found = json.loads(run("financials", "lines", "--format", "json").out)
    jsonschema.validate(found, json.loads(schema("lines")))
    assert [each["name"] for each in found["lines"]] == list(LINES)
    assert all(each["captions"]["en"] for each in found["lines"] if each["statement"] == "income")
    result = run("financials", "lines", "ebitt")
    assert result.code == 2
    assert "did you mean `ebit`?" in result.err


def test_json_has_the_section_and_all_that_was_not_taken_over(
    run: Callable[..., Result], write: Callable[..., Path], small: Callable[..., Path]
) -> None:
    small()
    write("a.csv", "EUR thousands,2025,2024\nRevenue,20.5,10\nBorrowings,5,4\n")
    result = run("financials", "import", "a.csv", "--format", "json")
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    jsonschema.validate(found, json.loads(schema("import")))
    assert found["financials"]["years"] == {"2025": {"revenue": 20.5}, "2024": {"revenue": 10}}
    assert found["financials"]["evidence"][0]["file"] == "a.csv"
    assert [each["caption"] for each in found["proposed"]] == ["Borrowings"]
    assert found["proposed"][0]["nearest"] == ["long_term_debt", "total_debt"]
    assert {each["code"] for each in found["diagnostics"]} >= {"not-mapped", "year-end"}
    assert found["written"] is None
    into = json.loads(run("financials", "import", "a.csv", "--into", "dossier.yaml", "--format", "json").out)
    assert into["written"] == "dossier.yaml"
    assert "lost-line" in {each["code"] for each in into["diagnostics"]}


def test_a_caption_leads_to_its_line(run: Callable[..., Result]) -> None:
    assert "hint: it is a caption of `revenue`" in run("financials", "lines", "Umsatzerlöse").err


def test_programs_read_what_is_wrong_where_the_result_would_stand(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("bad.csv", "a,b\n")
    for command, code in (
        (("financials", "import", "none.csv"), "no-file"),
        (("financials", "import", "bad.csv"), "no-years"),
        (("financials", "lines", "ebitt"), "unknown-line"),
    ):
        result = run(*command, "--format", "json")
        assert (result.code, result.err) == (2, "")
        told = json.loads(result.out)
        jsonschema.validate(told, json.loads(schema("diagnostics")))
        assert [each["code"] for each in told["diagnostics"]] == [code]


def test_a_table_of_which_no_caption_is_known_gives_its_map(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("a.csv", "GBP in units,2025\nTakings,70\nOutgoings,50\n")
    plain = run("financials", "import", "a.csv")
    assert plain.code == 2
    assert "no-amounts" in plain.err
    assert "left out, as no line is near: `Takings`, `Outgoings`" in plain.err
    assert "--write-map writes the captions into a map" in plain.err
    written = run("financials", "import", "a.csv", "--write-map", "map.yaml")
    assert (written.code, written.err) == (2, plain.err)
    text = Path("map.yaml").read_text(encoding="utf-8")
    assert '"Takings": ignore' in text
    Path("map.yaml").write_text(text.replace('"Takings": ignore', "Takings: revenue"), encoding="utf-8")
    mapped = run("financials", "import", "a.csv", "--map", "map.yaml")
    assert mapped.code == 0
    assert "revenue: 70  # Takings" in mapped.out


@pytest.mark.parametrize("text", ["partnercheck: rubric/1\nname: Ours\n", "a: 1\n"])
def test_a_section_goes_into_no_file_that_is_no_dossier(
    run: Callable[..., Result], write: Callable[..., Path], text: str
) -> None:
    write("a.csv", SHEET)
    file = write("b.yaml", text)
    result = run("financials", "import", "a.csv", "--into", "b.yaml")
    assert result.code == 2
    assert "wrong-file" in result.err
    assert file.read_text(encoding="utf-8") == text
