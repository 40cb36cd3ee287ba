"""Four times as much of anything takes at most six times as long, in processor time.

A dimension is a function from a number to the files of that size and the command that reads them. The number
is raised until most of a run is spent on it; what is too much of a thing may be refused instead of read.

Longer than most modules, as it is one list of what there may be many of.
"""

from __future__ import annotations

import json
import shutil
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC, dump
from pictures import SVG
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable

Files = dict[str, str]
Command = tuple[str, ...]

HTML: Command = ("assess", "dossier.yaml", "--format", "html")
JSON: Command = ("assess", "dossier.yaml", "--format", "json")
CHECK: Command = ("rubric", "check", "rubric.yaml")
TEST: Command = ("rubric", "test", "rubric.yaml")
ITEM = {"grade": "documented", "source": "A paper", "date": "2026-10-01"}
LEAST, MOST, TIMES = 0.02, 6.0, 5
_FEW, _LARGEST = 25, 40_000
REFUSED = {
    "unknown keys",
    "duplicate keys",
    "empty entries",
    "nesting",
    "directives",
    "nesting of an assessment",
}
"""What is an error at any size; the rest is sound, at least while it is small."""

DIMENSIONS: dict[str, Callable[[int], tuple[Files, Command]]] = {}


def dimension(call: Callable[[int], tuple[Files, Command]]) -> Callable[[int], tuple[Files, Command]]:
    """Add a dimension."""
    DIMENSIONS[call.__name__.replace("_", " ").strip()] = call
    return call


def dossier(text: str) -> Files:
    return {"dossier.yaml": DOSSIER + text + "\n"}


def rubric(**more: Any) -> dict[str, Any]:
    """Return a rubric as data: one dimension of one question, and more."""
    question = {"id": "a", "title": "A", "question": "A?", "kind": "yes_no"}
    first = {"id": "d", "title": "D", "weight": 1, "criteria": [question]}
    verdict = {"proceed": {"score": 70}, "conditional": {"score": 50}}
    head = {"partnercheck": "rubric/1", "id": "rubric", "version": "1.0.0", "title": "R"}
    return {**head, "dimensions": [first], "verdict": verdict, **more}


def held(data: dict[str, Any], answers: dict[str, Any] | None = None, **more: Any) -> Files:
    """Return the files of a dossier that is held against a rubric."""
    ours = {
        "partnercheck": "dossier/1",
        "partner": {"name": "X"},
        "as_of": "2026-11-20",
        "rubric": "./rubric.yaml",
    }
    return {"rubric.yaml": dump(data), "dossier.yaml": dump({**ours, "answers": answers or {}, **more})}


def question(n: int, **more: Any) -> dict[str, Any]:
    return {"id": f"q{n}", "title": f"Q {n}", "question": f"Q {n}?", "kind": "yes_no", **more}


def dimensions_of(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": "d", "title": "D", "weight": 1, "criteria": questions}]


@dimension
def criteria(n: int) -> tuple[Files, Command]:
    data = rubric(dimensions=dimensions_of([question(k) for k in range(n)]))
    return held(data, {"d": {f"q{k}": {"answer": True, "evidence": [ITEM]} for k in range(n)}}), JSON


@dimension
def criteria_in_a_report(n: int) -> tuple[Files, Command]:
    return criteria(n)[0], HTML


@dimension
def criteria_checked(n: int) -> tuple[Files, Command]:
    return criteria(n)[0], CHECK


@dimension
def dimensions(n: int) -> tuple[Files, Command]:
    found = [{"id": f"d{k}", "title": f"D {k}", "weight": 1, "criteria": [question(k)]} for k in range(n)]
    return held(rubric(dimensions=found), {f"d{k}": {f"q{k}": True} for k in range(n)}), JSON


@dimension
def evidence_items(n: int) -> tuple[Files, Command]:
    items = [{**ITEM, "source": f"Paper {k}"} for k in range(n)]
    return held(rubric(), {"d": {"a": {"answer": True, "evidence": items}}}), HTML


@dimension
def evidence_files(n: int) -> tuple[Files, Command]:
    items = [{**ITEM, "source": f"Paper {k}", "file": "paper.txt", "sha256": "0" * 64} for k in range(n)]
    files = held(rubric(), {"d": {"a": {"answer": True, "evidence": items}}})
    return {**files, "paper.txt": "x" * 1_000_000}, JSON


@dimension
def flags(n: int) -> tuple[Files, Command]:
    found = [
        {"id": f"f{k}", "title": f"F {k}", "effect": "conditional", "when": {"criterion": "a", "at_most": 0}}
        for k in range(n)
    ]
    return held(rubric(red_flags=found), {"d": {"a": False}}), HTML


@dimension
def leaves_of_a_flag(n: int) -> tuple[Files, Command]:
    questions = [question(k) for k in range(20)]
    tests = [{"criterion": f"q{k % 20}", "at_most": k % 99} for k in range(n)]
    flag = {"id": "f", "title": "F", "effect": "decline", "when": {"any": tests}}
    return held(rubric(dimensions=dimensions_of(questions), red_flags=[flag])), JSON


@dimension
def leaves_checked(n: int) -> tuple[Files, Command]:
    return leaves_of_a_flag(n)[0], CHECK


@dimension
def levels(n: int) -> tuple[Files, Command]:
    one = question(0, kind="levels", levels={str(k): f"level {k}" for k in range(n)})
    return held(rubric(dimensions=dimensions_of([one])), {"d": {"q0": 1}}), JSON


@dimension
def levels_checked(n: int) -> tuple[Files, Command]:
    return levels(n)[0], CHECK


@dimension
def options(n: int) -> tuple[Files, Command]:
    known = {f"o{k}": {"text": f"Option {k}", "value": k % 100} for k in range(n)}
    return held(rubric(dimensions=dimensions_of([question(0, kind="choice", options=known)]))), JSON


@dimension
def options_checked(n: int) -> tuple[Files, Command]:
    return options(n)[0], CHECK


@dimension
def checklist_items(n: int) -> tuple[Files, Command]:
    items = {f"i{k}": {"text": f"Item {k}", "weight": k % 7 + 1} for k in range(n)}
    one = question(0, kind="checklist", items=items)
    return held(
        rubric(dimensions=dimensions_of([one])), {"d": {"q0": [f"i{k}" for k in range(0, n, 2)]}}
    ), JSON


@dimension
def checklist_items_checked(n: int) -> tuple[Files, Command]:
    return checklist_items(n)[0], CHECK


@dimension
def profile_facts(n: int) -> tuple[Files, Command]:
    facts = {f"p{k}": {"type": "yes_no", "question": f"P {k}?"} for k in range(n)}
    questions = [question(k, when={"profile": f"p{k}", "is": True}) for k in range(n)]
    data = rubric(profile=facts, dimensions=dimensions_of([question(n), *questions]))
    return held(data, profile={f"p{k}": False for k in range(n)}), JSON


@dimension
def years(n: int) -> tuple[Files, Command]:
    lines = {str(2026 - k): {"revenue": k + 1, "total_assets": 100} for k in range(min(n, 120))}
    return held(rubric(), financials={"currency": "GBP", "years": lines}), HTML


def roadmap(themes: list[str]) -> Files:
    items = [
        {
            "theme": theme,
            "from": "2026",
            "to": "2028-Q4",
            "stance": ("invest", "exit")[k % 2],
            "importance": k % 5 + 1,
        }
        for k, theme in enumerate(themes)
    ]
    ours = {"partnercheck": "organisation/1", "name": "Us", "roadmap": {"horizon": 5, "items": items}}
    measured = question(0, kind="metric", curve=[[0, 0], [100, 100]], **{"from": "roadmap.shared_direction"})
    files = held(
        rubric(dimensions=dimensions_of([measured])), organisation="us.yaml", roadmap={"items": items}
    )
    return {**files, "us.yaml": dump(ours)}


@dimension
def roadmap_themes(n: int) -> tuple[Files, Command]:
    return roadmap([f"theme {k}" for k in range(n)]), HTML


@dimension
def roadmap_items_of_a_theme(n: int) -> tuple[Files, Command]:
    return roadmap(["one"] * n), HTML


@dimension
def exchange_rows(n: int) -> tuple[Files, Command]:
    rows = [{"side": ("us", "them")[k % 2], "what": f"Row {k}", "amount": k + 1} for k in range(n)]
    return held(rubric(), exchange={"currency": "GBP", "contributions": rows, "benefits": rows}), HTML


@dimension
def plan_rows(n: int) -> tuple[Files, Command]:
    rows = [
        {"what": f"Step {k}", "side": ("us", "them")[k % 2], "due": "2026-10-01", "done": "2026-10-02"}
        for k in range(n)
    ]
    return held(rubric(), plan={"start": "2026-01-01", "items": rows}), HTML


def measured(name: str) -> dict[str, Any]:
    one = question(0, kind="metric", curve=[[0, 0], [100, 100]], **{"from": name})
    return rubric(dimensions=dimensions_of([one]))


@dimension
def holders_of_the_partner(n: int) -> tuple[Files, Command]:
    rows = [{"holder": f"H {k}", "in": "X", "share": 100 / n} for k in range(n)]
    parties = {f"H {k}": {"kind": "person"} for k in range(n)}
    return held(measured("ownership.traced"), ownership={"holdings": rows, "parties": parties}), HTML


@dimension
def holdings_in_a_chain(n: int) -> tuple[Files, Command]:
    rows = [{"holder": f"H {k}", "in": f"H {k - 1}" if k else "X", "share": 99} for k in range(n)]
    return held(measured("ownership.traced"), ownership={"holdings": rows}), HTML


@dimension
def survey_rounds(n: int) -> tuple[Files, Command]:
    days = [f"{2000 + k // 336}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}" for k in range(min(n, 8000))]
    rounds = [{"date": day, "sections": {"ordering": k % 100, "repair": 3}} for k, day in enumerate(days)]
    return held(rubric(), surveys={"rounds": rounds}), HTML


@dimension
def ratings(n: int) -> tuple[Files, Command]:
    given = [
        {"by": f"P {k}", "side": ("us", "them")[k % 2], "answer": (True, False)[k % 2]} for k in range(n)
    ]
    return held(rubric(), {"d": {"a": {"ratings": given}}}), HTML


@dimension
def waivers(n: int) -> tuple[Files, Command]:
    files = flags(n)[0]
    found = json.loads(files["rubric.yaml"])
    for flag in found["red_flags"]:
        flag["waivable"] = True
    given = [{"flag": f"f{k}", "by": "B", "reason": "R", "until": "2027-01-01"} for k in range(n)]
    return held(found, {"d": {"a": False}}, waivers=given), HTML


@dimension
def conditions(n: int) -> tuple[Files, Command]:
    found = flags(n)[0]["rubric.yaml"]
    given = [{"for": f"f{k}", "action": "Do", "due": "2026-12-01"} for k in range(n)]
    return held(json.loads(found), {"d": {"a": False}}, conditions=given), HTML


@dimension
def text_length(n: int) -> tuple[Files, Command]:
    return dossier(f"scope: {'word ' * min(4 * n, 3990)}\n# {'x' * 40 * n}"), HTML


@dimension
def unknown_keys(n: int) -> tuple[Files, Command]:
    return dossier("\n".join(f"key{k}: 1" for k in range(n))), JSON


@dimension
def duplicate_keys(n: int) -> tuple[Files, Command]:
    return dossier("\n".join(f"k{k % (n // 2 + 1)}: 1" for k in range(n))), JSON


@dimension
def empty_entries(n: int) -> tuple[Files, Command]:
    return dossier(f"conditions: [{'{},' * n}]"), JSON


@dimension
def nesting(n: int) -> tuple[Files, Command]:
    return dossier(f"x: {'[' * n}{']' * n}"), JSON


@dimension
def directives(n: int) -> tuple[Files, Command]:
    return {"dossier.yaml": "".join(f"%TAG !a{k}! x\n" for k in range(n)) + f"---\n{DOSSIER}"}, JSON


@dimension
def comments_of_a_logo(n: int) -> tuple[Files, Command]:
    files = {"us.yaml": ORGANISATION + "report: {logo: logo.svg}\n"}
    return {**files, "logo.svg": f"{'<!---->' * min(n, 14_000)}{SVG.decode()}"}, JSON


@dimension
def cases(n: int) -> tuple[Files, Command]:
    facts = "{stage: grown, listed: no}"
    lines = [f"  - {{name: a{k}, from: best, profile: {facts}, expect: {{firm: yes}}}}\n" for k in range(n)]
    text = f"partnercheck: cases/1\nrubric: rubric.yaml\ncases:\n{''.join(lines)}"
    return {"rubric.cases.yaml": text}, TEST


@dimension
def cases_that_changes_are_tried_with(n: int) -> tuple[Files, Command]:
    return cases(n)[0], (*TEST, "--mutation")


@dimension
def rubrics_that_extend_each_other(n: int) -> tuple[Files, Command]:
    files = held(rubric(dimensions=dimensions_of([question(k) for k in range(n)])))
    below = "rubric.yaml"
    for k in range(15):
        child = {"partnercheck": "rubric/1", "id": f"c{k}", "version": "1.0.0", "title": "C"}
        files[f"c{k}.yaml"] = dump(child | {"extends": f"./{below}"})
        below = f"c{k}.yaml"
    return files, ("rubric", "check", below)


@dimension
def candidates_compared(n: int) -> tuple[Files, Command]:
    files = criteria(n)[0]
    names = [f"p{k}.yaml" for k in range(10)]
    return files | dict.fromkeys(names, files["dossier.yaml"]), ("compare", *names, "--format", "html")


@dimension
def dates_of_a_history(n: int) -> tuple[Files, Command]:
    shutil.rmtree("dates", ignore_errors=True)
    files = held(rubric(), partner={"name": "Acme", "country": "GB"}, rubric="../rubric.yaml")
    dates = {f"dates/d{k}.yaml": files["dossier.yaml"] for k in range(n)}
    return {"rubric.yaml": files["rubric.yaml"], **dates}, ("history", "dates", "--format", "html")


@dimension
def rows_of_a_table(n: int) -> tuple[Files, Command]:
    rows = "".join(f"Line {k},{k},{k + 1}\n" for k in range(n))
    table = f"EUR thousands,2025,2024\nTotal assets,30,20\n{rows}"
    return {"table.csv": table}, ("financials", "import", "table.csv")


@dimension
def rows_of_a_known_line(n: int) -> tuple[Files, Command]:
    table = "EUR thousands,2025,2024\n" + "Total assets,30,20\n" * n
    return {"table.csv": table}, ("financials", "import", "table.csv")


@dimension
def columns_of_a_table(n: int) -> tuple[Files, Command]:
    years = ",".join(str(1900 + k % 190) for k in range(n))
    amounts = ",".join(str(k) for k in range(n))
    return {"table.csv": f"EUR thousands,{years}\nTotal assets,{amounts}\n"}, (
        "financials",
        "import",
        "table.csv",
    )


@dimension
def entries_of_a_map(n: int) -> tuple[Files, Command]:
    entries = "".join(f"Line {k}: ignore\n" for k in range(n))
    files = {"table.csv": "EUR thousands,2025\nTotal assets,30\n", "map.yaml": entries}
    return files, ("financials", "import", "table.csv", "--map", "map.yaml")


@dimension
def portfolio_size(n: int) -> tuple[Files, Command]:
    command = ("portfolio", "partners", "-o", "out", "--jobs", "1", "--no-reports", "--quiet")
    partner = DOSSIER.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
    return {f"partners/p{k}.yaml": partner for k in range(n)}, command


@dimension
def keys_of_an_assessment(n: int) -> tuple[Files, Command]:
    data = json.loads(invoke("assess", "dossier.yaml", "--format", "json").out)
    return {"a.json": json.dumps({**data, **{f"k{k}": k for k in range(n)}})}, ("verify", "a.json")


@dimension
def nesting_of_an_assessment(n: int) -> tuple[Files, Command]:
    return {"a.json": f'{{"a": {"[" * n}{"]" * n}}}'}, ("verify", "a.json")


REPLY = {"partnercheck": "reply/1", "partner": "X", "rubric": "rubric@1.0.0", "date": "2026-10-14"}


def replied(n: int, questions: int = 1) -> Files:
    """Return the files of a dossier with so many replies, each to so many questions."""
    answers = {"d": {f"q{k}": {"answer": True, "evidence": [ITEM], "note": "So"} for k in range(questions)}}
    data = rubric(dimensions=dimensions_of([question(k) for k in range(questions)]))
    people = ({**REPLY, "side": "them", "by": f"Person {k}", "answers": answers} for k in range(n))
    files = {f"replies/r{k}.yaml": dump(each) for k, each in enumerate(people)}
    return {**held(data, replies=["replies/"]), **files}


@dimension
def replies(n: int) -> tuple[Files, Command]:
    shutil.rmtree("replies", ignore_errors=True)
    return replied(n), JSON


@dimension
def answers_of_a_reply(n: int) -> tuple[Files, Command]:
    return replied(1, n), JSON


@dimension
def rows_that_both_sides_reply(n: int) -> tuple[Files, Command]:
    shutil.rmtree("replies", ignore_errors=True)
    rows = [{"side": "both", "what": f"Step {k}", "due": "2027-01-31"} for k in range(n)]
    said = {**REPLY, "plan": {"start": "2026-01-01", "items": rows}}
    files = {f"replies/{side}.yaml": dump({**said, "side": side, "by": side}) for side in ("them", "us")}
    return {**held(rubric(), replies=["replies/"]), **files}, JSON


@dimension
def replies_collected(n: int) -> tuple[Files, Command]:
    for folder in ("replies", "back"):
        shutil.rmtree(folder, ignore_errors=True)
    found = {name.replace("replies/", "back/"): text for name, text in replied(n).items()}
    return found, ("collect", "dossier.yaml", "back", "--side", "them", "--format", "json")


@dimension
def files_that_came_with_replies(n: int) -> tuple[Files, Command]:
    for folder in ("replies", "back"):
        shutil.rmtree(folder, ignore_errors=True)
    items = [{**ITEM, "file": f"paper-{k}.txt"} for k in range(n)]
    back = {**REPLY, "side": "them", "by": "A", "answers": {"d": {"q0": {"answer": True, "evidence": items}}}}
    papers = {f"back/paper-{k}.txt": f"Paper {k}" for k in range(n)}
    found = {**replied(0), **papers, "back/reply.json": dump(back)}
    return found, ("collect", "dossier.yaml", "back", "--side", "them", "--format", "json")


@dimension
def questions_asked(n: int) -> tuple[Files, Command]:
    return replied(0, n), ("ask", "dossier.yaml", "--side", "us", "-o", "form.yaml", "--force")


def spent(make: Callable[[int], tuple[Files, Command]], n: int, *, refused: bool) -> float:
    """Return the processor time of a run of this size."""
    for name, text in {"rubric.yaml": RUBRIC, "us.yaml": ORGANISATION, "dossier.yaml": DOSSIER}.items():
        Path(name).write_text(text, encoding="utf-8")
    files, command = make(n)
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    shutil.rmtree("out", ignore_errors=True)
    began = time.process_time()
    result = invoke(*command)
    took = time.process_time() - began
    assert result.code in ({2} if refused else {0, 1} if n <= _FEW else {0, 1, 2}), result.out + result.err
    return took


@pytest.mark.parametrize("name", DIMENSIONS)
@pytest.mark.usefixtures("folder")
def test_growth(name: str) -> None:
    time_of = partial(spent, DIMENSIONS[name], refused=name in REFUSED)
    floor = min(time_of(2) for _ in range(2))
    n = _FEW
    while (small := time_of(n)) < max(LEAST, 3 * floor) and n < _LARGEST:
        n *= 4 if small < 1.5 * floor else 2
    large = time_of(4 * n)
    for _ in range(TIMES - 1):
        if large <= MOST * small:
            break
        small, large = min(small, time_of(n)), min(large, time_of(4 * n))
    assert large <= MOST * small, f"{n}: {small:.3f} s, {4 * n}: {large:.3f} s"
