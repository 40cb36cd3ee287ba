"""A saved assessment holds what its reports need, and whoever wrote it may have written anything."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import Case, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from building import DOSSIER, EXAMPLES, RUBRIC, changed, dump, lay_out
from partnercheck.api import assess
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.weighting import weighting_of
from partnercheck.load.assessments import CODE, read_assessment, read_decidable_assessment
from partnercheck.load.saved import Saved, read_saved
from partnercheck.render.assessment import Assessed
from partnercheck.render.formats import ASSESSMENT
from pinning import pin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMATS = ("json", "terminal", "markdown", "html")
MANY = ("acme.yaml", "ostermere.yaml", "health/larkfield.yaml", "ravensmoor/ravensmoor.yaml")
"""Every section, a hold, a rubric that extends another, and replies beside the assessor's own answers."""


def rendered(form: str, raw: str, approvals: Any = None) -> str:
    assessment, inputs = read_saved(raw.encode(), "a.json")
    inputs = inputs._replace(approvals=approvals)  # which stand beside it
    return str(
        ASSESSMENT.render(form, Assessed(assessment, inputs, lambda: weighting_of(assessment, inputs)))
    )


@cache
def acme() -> Any:
    return assess(EXAMPLES / "acme.yaml").to_dict()


@pytest.mark.parametrize("name", MANY)
def test_a_report_of_an_example_is_that_of_its_saved_assessment(name: str) -> None:
    result = assess(EXAMPLES / name)
    saved = result.render("json")
    for form in ("json", "terminal", "markdown"):
        assert rendered(form, saved, result.inputs.approvals) == result.render(form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_every_format_is_that_of_the_saved_assessment(
    form: Any, small: Callable[..., Path]
) -> None:
    result = assess(small())
    assert rendered(form, result.render("json")) == result.render(form)


@given(case=cases())
@settings(max_examples=25)
def test_whatever_was_decided_is_read_back_as_it_was(case: Case) -> None:
    decision = decide(case.inputs)
    assessed = Assessed(with_insight(decision, explain(decision)), case.inputs, lambda: None)
    saved = str(ASSESSMENT.render("json", assessed))
    for form in ("json", "markdown"):
        assert rendered(form, saved) == ASSESSMENT.render(form, assessed)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_made_of_what_an_earlier_release_wrote(form: str) -> None:
    raw = (Path(__file__).parents[1] / "data" / "assessment-of-an-earlier-release.json").read_text()
    flag = json.loads(raw)["red_flags"][0]
    assert (flag["status"], "criteria" in flag) == ("raised", False)
    assert flag["title"].lower() in rendered(form, raw).lower()


def test_numbers_stay_as_a_file_has_them(small: Callable[..., Path]) -> None:
    rubric = RUBRIC.replace("[20, 100]", "[20.000012, 100]")
    dossier = DOSSIER.replace("growth: 12.5", "growth: 12.1234567").replace(
        "current_assets: 30", "current_assets: 123456789012.12"
    )
    saved = assess(small(rubric=rubric, dossier=dossier)).render("json")
    inputs = read_saved(saved.encode(), "a.json").inputs
    assert inputs.given["growth"].answer == 12.1234567
    held = json.loads(saved)["inputs"]
    assert held["rubric"]["dimensions"][1]["criteria"][2]["curve"][-1] == [20.000012, 100]
    assert held["dossier"]["financials"]["years"]["2025"]["current_assets"] == 123456789012.12
    assert rendered("json", saved) == saved


def test_nothing_is_read_beside_it(folder: Path) -> None:
    """Paths in a saved assessment are words: what they lead to is neither there nor looked for."""
    data = changed(
        acme(),
        "inputs",
        "dossier",
        "answers",
        "culture-fit",
        "admits-problems",
        "evidence",
        0,
        "file",
        to="../../etc/passwd",
    )
    data = changed(data, "inputs", "dossier", "replies", to=["/dev/zero"])
    data = changed(data, "inputs", "organisation", "report", "logo", to="/dev/zero")
    assert "../../etc/passwd" in rendered("markdown", dump(data))
    assert list(folder.iterdir()) == []


IN = "inputs.dossier.answers.culture-fit.decision-speed.ratings"


@pytest.mark.parametrize(
    ("path", "to", "said"),
    [
        ("as_of", 5, "it should be a valid date, not `5` (at $.as_of)"),
        ("score.low", 100.5, "it should be at most 100 (at $.score.low)"),
        ("dimensions.0.criteria.1.id", "x", "these are not the dimensions and criteria of its rubric"),
        ("red_flags", [], "these are not the red flags of its rubric (at $.red_flags)"),
        ("relationship.rules.0.tests", [], "these are not the rules of its rubric (at $.relationship.rules)"),
        ("verdict.reasons.0.subject", "x", "the inputs hold no `x` (at $.verdict.reasons[0].subject)"),
        ("verdict.reasons.0.subject", None, "the inputs hold no `` (at $.verdict.reasons[0].subject)"),
        ("red_flags.0.criteria", ["x"], "the inputs hold no `x` (at $.red_flags[0].criteria[0])"),
        ("conditions.0.for", "nobody", "the inputs hold no `nobody` (at $.conditions[0].for)"),
        ("inputs.rubric.dimensions.0.weight", -1, "not `-1` (at $.inputs.rubric.dimensions[0].weight)"),
        (f"{IN}.0.answer", 99, f"(at $.{IN}[0].answer)"),
        ("dimensions.0.criteria.0.answer", {"not": 1}, "(at $.dimensions[0].criteria[0].answer)"),
        ("dimensions.5.criteria.0.answer", None, "this is no answer (at $.dimensions[5].criteria[0].answer)"),
        ("inputs", None, "it does not hold what it was made from (`inputs`)"),
        ("partnercheck", "dossier/1", "this file is a dossier, not an assessment of one"),
        (
            "dimensions.5.criteria.0.perception_gap",
            3.0,
            "a gap, but nobody has rated it (at $.d",
        ),
        ("dimensions.5.criteria.0.inner_gap", 3.0, "nobody has rated it (at $.dimensions[5].criteria[0])"),
        ("dimensions.5.criteria.0.evidence.grade", "x", "no `x` (at $.dimensions[5].criteria[0].evidence"),
        ("flips_not_worked_out", ["x"], "the inputs hold no `x` (at $.flips_not_worked_out[0])"),
        ("relationship.possible", ["x"], "the inputs hold no `x` (at $.relationship.possible[0])"),
        ("relationship.call", "x", "the inputs hold no `x` (at $.relationship.call)"),
        ("profile.0.fact", "x", "the inputs hold no `x` (at $.profile[0].fact)"),
        ("profile.0.takes_out", ["x"], "the inputs hold no `x` (at $.profile[0].takes_out[0])"),
        ("conditions.0.covers", ["x"], "the inputs hold no `x` (at $.conditions[0].covers[0])"),
        (
            "stability.weights.0.dimension",
            "x",
            "no `x` (at $.stability.weights[0].dimension)",
        ),
        ("flips.0.criterion", "x", "the inputs hold no `x` (at $.flips[0].criterion)"),
        ("dimensions.1.criteria.0.measure.name", "x", "no `x` (at $.dimensions[1].criteria[0].measure.name)"),
        ("inputs.beside", {"x": [5]}, "(at $.inputs.beside.x[0])"),
        ("inputs.beside", {"x": 5}, "(at $.inputs.beside.x[0])"),
        ("inputs.organisation.name", 5, "(at $.inputs.organisation.name)"),
        ("inputs.dossier.answers.culture-fit.x", 1, "(at $.inputs.dossier.answers.culture-fit.x)"),
        ("inputs.rubric.red_flags.0.when", {"criterion": "x"}, "(at $.inputs.rubric.red_flags[0].when"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_path(path: str, to: Any, said: str) -> None:
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    raw = dump(changed(acme(), *steps, to=to))
    with pytest.raises(InputError) as error:
        read_saved(raw.encode(), "a.json")
    first = error.value.diagnostics[0]
    assert said in str(first)
    assert first.position.file == "a.json"
    assert re.fullmatch("[a-z]+(-[a-z]+)*", first.code)
    if "$" in said:
        assert first.position.line > 1
    else:
        assert first.code == CODE


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b"partnercheck: assessment/1",
        b'{"partnercheck": "assessment/1"}',
        b"[" * 10**5,
        b"\xff",
        b'{"partnercheck": "assessment/1", "tool": NaN}',
        b'{"partnercheck": "dossier/1"}',
        b'{"partnercheck": "reply/1"}',
        b'{"partnercheck": "x/1"}',
        b"partnercheck: dossier/1",
        b"partnercheck: rubric/1",
        b"partnercheck: x/1",
    ],
    ids=map(str, range(15)),
)
def test_what_is_no_assessment_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError) as raised:
        read_saved(raw, "a.json" if raw.startswith(b"{") else "a.yaml")
    pin(*(f"{each.code}: {each.message}; {each.hint}" for each in raised.value.diagnostics[:3]))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("rubric.sha256", "a text is needed here, not a list (at $.rubric.sha256)"),
        ("as_of", "it should be a valid date, not a list (at $.as_of)"),
        ("replies.0.file", "a text is needed here, not a list (at $.replies[0].file)"),
    ],
)
def test_what_people_decide_on_is_told_where_it_stands(path: str, said: str) -> None:
    data = {**acme(), "replies": [{"file": "a.yaml", "sha256": "0"}]}
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    with pytest.raises(InputError) as raised:
        read_decidable_assessment(dump(changed(data, *steps, to=[])).encode(), "a.json")
    (told,) = raised.value.diagnostics
    assert told.message == said
    place = told.position
    assert place.text.lstrip().startswith(f'"{steps[-1]}"')
    assert place.text[place.column - 1 :].startswith("[]")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ('{"a": 1,\n "éé\U0001f600": NaN}', (2, 9, ' "éé\U0001f600": NaN}', "not JSON: expected value")),
        ('\ufeff{"a": 1,\r\n "é": nul}', (2, 10, ' "é": nul}', "not JSON: expected ident")),
        ('{"a": 1}\n\n x', (3, 2, " x", "not JSON: trailing characters")),
        ('{"é": "\\q"}', (1, 9, '{"é": "\\q"}', "not JSON: invalid escape")),
        ("[" * 300, (1, 202, "[" * 300, "not JSON: recursion limit exceeded")),
        ('{"a": {"é', (1, 10, '{"a": {"é', "this JSON ends too soon")),
        ('{"a": {\n\n', (1, 8, '{"a": {', "this JSON ends too soon")),
        ("", (1, 1, "", "this JSON ends too soon")),
    ],
)
@pytest.mark.parametrize("reader", [read_saved, read_assessment, read_decidable_assessment])
def test_what_is_not_json_is_told_where_it_ceases_to_be(
    reader: Callable[[bytes, str], object], raw: str, told: tuple[int, int, str, str]
) -> None:
    with pytest.raises(InputError) as raised:
        reader(raw.encode(), "a.json")
    (found,) = raised.value.diagnostics
    place = found.position
    assert (place.line, place.column, place.text, found.message) == told


@pytest.mark.parametrize("reader", [read_saved, read_assessment, read_decidable_assessment])
def test_an_assessment_with_a_byte_order_mark_is_read_and_one_in_utf_16_told_to_be_saved_anew(
    reader: Callable[[bytes, str], Any],
) -> None:
    text = dump(acme())
    found, same = (reader(text.encode(encoding), "a.json") for encoding in ("utf-8-sig", "utf-8"))
    assert (found.assessment == same.assessment) if isinstance(found, Saved) else (found == same)
    with pytest.raises(InputError) as raised:
        reader(text.encode("utf-16"), "a.json")
    told = "a.json:1:1: error not-utf8: byte 0xff is not UTF-8 text"
    assert str(raised.value) == f"{told}\n  hint: save the file with the encoding UTF-8"


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from paths(value, (*path, key))


WRONG = st.sampled_from(
    (None, 0, -1, 55.5, 1e18, True, "", "x", "unknown", "answered", "2026-01-01", [], {}, [1])
)


@cache
def little() -> Any:
    with TemporaryDirectory() as made:
        lay_out(Path(made))
        return assess(Path(made) / "dossier.yaml").to_dict()


@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_assessment_is_refused_or_reported_on(data: st.DataObject) -> None:
    """Never a fault of the program's own."""
    whole = little()
    part = data.draw(st.sampled_from(("inputs", "rest")))
    here = [path for path in paths(whole) if (path[0] == "inputs") == (part == "inputs")]
    damaged = changed(whole, *data.draw(st.sampled_from(here)), to=data.draw(WRONG))
    with suppress(InputError):
        assert rendered("markdown", json.dumps(damaged))
