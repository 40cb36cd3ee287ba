"""`history`: one partner over time."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from building import DOSSIER, EXAMPLES, ROOT, RUBRIC, without_fonts
from partnercheck.authoring.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

GOLDEN = ROOT / "tests" / "golden"
FORMS = {"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}
HEALTH = "examples/health"
MONTHS = [f"{HEALTH}/larkfield-2026-{month}.yaml" for month in ("08", "09", "10")] + [
    f"{HEALTH}/larkfield.yaml"
]


@pytest.fixture
def examples(folder: Path) -> Path:
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder / "examples"


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("form", FORMS)
def test_the_history_of_the_monthly_example_is_its_golden_text(
    form: str, run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    result = run("history", HEALTH, "--format", form)
    golden = GOLDEN / f"history-larkfield.{FORMS[form]}"
    if request.config.getoption("--update-golden"):
        golden.write_text(without_fonts(result.out), encoding="utf-8", newline="\n")
    assert result.code == 0
    assert without_fonts(result.out) == golden.read_text(encoding="utf-8")
    if form == "json":
        fits = Draft202012Validator(json.loads(schema("history")))
        assert not list(fits.iter_errors(json.loads(result.out)))
    if form == "terminal":
        assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize(
    ("until", "code", "said"),
    [
        (1, 0, ""),
        (2, 1, "worse than on 2026-08-31: proceed, then conditional"),
        (3, 0, ""),
        (
            4,
            1,
            (
                "worse than on 2026-10-31: conditional, then conditional; "
                "raised: Satisfaction fell by 20 points or more"
            ),
        ),
    ],
)
def test_a_monthly_job_fails_in_the_months_that_get_worse(
    until: int, code: int, said: str, run: Callable[..., Result]
) -> None:
    result = run("history", *MONTHS[:until], "--fail-on", "worse", "--quiet")
    assert (result.code, result.out) == (code, "")
    assert result.err == (f"Larkfield Logistics Ltd: {said}\n" if said else "")
    assert run("history", *MONTHS[:until], "--quiet").code == 0


@pytest.mark.usefixtures("examples")
def test_each_date_says_what_assess_says_and_each_step_what_compare_says(run: Callable[..., Result]) -> None:
    found = json.loads(run("history", HEALTH, "-f", "json").out)
    compared = json.loads(run("compare", *MONTHS, "-f", "json").out)
    assert [each["movement"] for each in found["steps"]] == [
        each["movement"] for each in compared["movements"]
    ]
    for date, candidate in zip(found["dates"], compared["candidates"], strict=True):
        assert {key: date[key] for key in ("dossier", "as_of", "standing", "red_flags")} == {
            key: candidate[key] for key in ("dossier", "as_of", "standing", "red_flags")
        }


@pytest.mark.usefixtures("examples")
def test_the_order_of_paths_makes_no_difference(run: Callable[..., Result]) -> None:
    assert run("history", *reversed(MONTHS), "-f", "json").out == run("history", HEALTH, "-f", "json").out


@pytest.mark.usefixtures("examples")
def test_the_chart_has_its_message_as_text_and_its_numbers_as_a_table(run: Callable[..., Result]) -> None:
    run("history", HEALTH, "-q", "-o", "history.html", "-o", "history.md")
    page = Path("history.html").read_text(encoding="utf-8")
    (labelled,) = re.findall(r'role="img" aria-labelledby="(course-[\d-]+)"', page)
    (message,) = re.findall(rf'id="{labelled}"><b><bdi dir="ltr">(.*?)</bdi>', page)
    assert message.startswith("The score moved from 79 (31 Aug 2026) to 75 (30 Nov 2026)")
    (table,) = re.findall(r"<table>\n<caption>Each date:.*?</table>", page, re.DOTALL)
    assert len(re.findall(r'<th scope="row">', table)) == 4
    assert page.count('class="k-theirs"') == page.count('class="k-range"') == 4
    assert "| 31 Aug 2026 | ✔ proceed" in Path("history.md").read_text(encoding="utf-8")


SCOPE = "Repair of every line in the branches of the north, and from the second year on in those of the south"


def test_several_partners_scopes_or_rubrics_are_refused_with_their_names(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    first = small()
    other = DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}\nscope: " + SCOPE)
    first.with_name("other.yaml").write_text(other, encoding="utf-8")
    result = run("history", ".", "-f", "json")
    assert result.code == 2
    (told,) = json.loads(result.out)["diagnostics"]
    assert (told["code"], told["file"]) == ("several-series", "other.yaml")
    assert (
        "these are 2 series, not one: Acme (no country, small, no scope): dossier.yaml; " in told["message"]
    )
    assert f"Acme (GB, small, scope `{SCOPE}`): other.yaml" in told["message"]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("country: GB", "country: GB}\nscope: {", "these differ by `scope`: name those of one"),
        ("country: GB", "country: IE", "these differ by `country`, so they count as several partners"),
        (
            "country: GB, identifiers: {company_number: '01'}",
            "country: GB, identifiers: {company_number: '02'}",
            "these differ by `company_number`, so",
        ),
        (
            "country: GB, identifiers: {company_number: '01'}",
            "country: IE, identifiers: {company_number: '01', vat: IE6388047V}",
            "these differ by `country` and `vat`, so",
        ),
        ("website: a.example", "website: a.example", "within its country: say the `country` of each"),
    ],
)
def test_what_keeps_dossiers_of_one_name_apart_is_told(
    run: Callable[..., Result], small: Callable[..., Path], one: str, other: str, said: str
) -> None:
    path = small()
    for name, partner in (("dossier", one), ("other", other.replace("}\nscope: {", "}\nscope: Pilot #"))):
        text = DOSSIER.replace("{name: Acme}", f"{{name: Acme, {partner}}}")
        path.with_name(f"{name}.yaml").write_text(text)
    result = run("history", "dossier.yaml", "other.yaml")
    assert result.code == 2
    assert said in " ".join(result.err.split())


def test_no_dossier_and_a_bad_one_are_refused(run: Callable[..., Result], small: Callable[..., Path]) -> None:
    dossier = small()
    dossier.with_name("bad.yaml").write_text("partnercheck: dossier/1\nanswrs: {}\n", encoding="utf-8")
    result = run("history", ".")
    assert (result.code, result.out) == (2, "")
    assert "bad.yaml:2:1: error unknown-key" in result.err
    (dossier.parent / "empty").mkdir()
    assert "there is no dossier" in run("history", "empty").err


@pytest.mark.usefixtures("examples")
def test_a_date_that_cannot_be_looked_at_is_no_reason_to_call_the_rest_sound(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    health, elsewhere = Path(HEALTH), tmp_path / "elsewhere"
    elsewhere.mkdir()
    Path(MONTHS[-1]).rename(elsewhere / "larkfield.yaml")
    (health / "latest").symlink_to(elsewhere)
    result = run("history", HEALTH, "--fail-on", "worse", "--quiet")
    assert result.code == 2
    assert "latest:1:1: error no-folder: a link to a folder is not followed" in result.err


def test_a_dossier_is_not_written_over(run: Callable[..., Result], small: Callable[..., Path]) -> None:
    dossier = small()
    before = dossier.read_bytes()
    result = run("history", dossier, "-o", dossier)
    assert result.code == 2
    assert "error output" in result.err
    assert dossier.read_bytes() == before


@pytest.mark.usefixtures("examples")
def test_compare_of_more_than_two_dates_points_here(run: Callable[..., Result]) -> None:
    hint = "hint: `partnercheck history` shows one partner at more than two dates\n"
    assert hint in run("compare", *MONTHS[:3]).err
    assert hint not in run("compare", *MONTHS[:2]).err
    assert "partnercheck history" in run("whatif", "--help").out


def moved_by(steps: list[dict[str, Any]]) -> list[float]:
    return [each["moved"] for each in steps]


def test_a_year_of_months_is_told_in_order(run: Callable[..., Result], small: Callable[..., Path]) -> None:
    first = small()
    text = DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}")
    first.unlink()
    for month in range(1, 13):
        dated = text.replace("as_of: 2026-11-20", f"as_of: 2026-{month:02}-28")
        rising = dated.replace("growth: 12.5", f"growth: {month}")
        first.with_name(f"acme-{month:02}.yaml").write_text(rising, encoding="utf-8")
    found = json.loads(run("history", ".", "-f", "json").out)
    assert [each["as_of"] for each in found["dates"]] == [f"2026-{month:02}-28" for month in range(1, 13)]
    assert found["identified_by"] == "name"
    assert len(found["steps"]) == 11
    last = [step for step in found["steps"] if step["after"] >= "2026-11-28"]  # when all evidence counts
    assert all(moved > 0 for moved in moved_by(last))


@pytest.mark.parametrize(
    ("old", "new"),
    [("growth", "rise"), ("call: partnership, title: Partnership", "call: alliance, title: Alliance")],
)
@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_each_step_is_told_by_the_rubric_of_its_dates(
    form: str, old: str, new: str, run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    first = small(rubric=RUBRIC.replace('unit: "%"', "unit: km"))
    later = RUBRIC.replace("version: 1.2.0", "version: 2.0.0").replace(old, new)
    first.with_name("later.yaml").write_text(later, encoding="utf-8")
    text = DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}")
    first.unlink()
    for day, growth in ((20, 12), (21, 10), (22, 8), (23, 6)):
        dated = text.replace("2026-11-20", f"2026-11-{day}").replace("12.5", str(growth))
        if day > 21:
            dated = dated.replace("./rubric.yaml", "./later.yaml").replace(old, new)
        first.with_name(f"acme-{day}.yaml").write_text(dated, encoding="utf-8")
    result = run("history", *first.parent.glob("acme-*.yaml"), "-f", form)
    assert result.code == 0, result.err
    assert "Small rubric 2.0.0, 4 dates" in result.out
    told = ["8 % 6 %"] if form == "terminal" else ["12 km 10 km", "8 % 6 %"]
    assert re.findall(r"\d+ (?:km|%) \d+ (?:km|%)", _cells(result.out)) == told
    calls = ["Alliance" if "Alliance" in new else "Partnership"] * 2
    calls = calls if form == "terminal" else ["Partnership"] * 2 + calls
    assert re.findall("Partnership|Alliance", result.out) == calls


def _cells(page: str) -> str:
    """Return a page with nothing but a space between the cells of its tables."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\|", " ", page)).replace(" (asserted)", "")
