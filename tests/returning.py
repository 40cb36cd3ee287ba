"""Generated rubrics with what people reply to them: asked, filled in, collected; and written by hand."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st
from openpyxl import load_workbook

from building import dump
from partnercheck.engine import decide, explain
from partnercheck.load import Loader
from partnercheck.model import form_sheets as layout
from partnercheck.source import parse
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


PEOPLE = {"O. Haddad": "them", "J. Moore": "us", "ليلى": "us"}
DATE = "2026-10-14"
GRADES = ("audited", "verified", "documented", "declared", "asserted")
WORDS = st.text("aé漢ب =+-@'\"<>&{}|#\\_%;,:.1", min_size=1, max_size=12).map(str.strip).filter(bool)
NUMBERS = st.integers(-(10**6), 10**6).map(lambda n: n / 1000)


class Kind(NamedTuple):
    """What a criterion of a kind has besides, and the answers that there are."""

    keys: Mapping[str, Any]
    answers: st.SearchStrategy[Any]


KINDS = {
    "levels": Kind({"levels": {"0": "closed", "1": "ajar", "2": "open"}}, st.integers(0, 2)),
    "yes_no": Kind({}, st.sampled_from(["yes", "no"])),
    "choice": Kind(
        {"options": {"a": {"text": "=A", "value": 100}, "b": {"text": "I do not know", "value": 20}}},
        st.sampled_from(["a", "b"]),
    ),
    "checklist": Kind(
        {"items": {"x": {"text": "It has x"}, "y": {"text": "It has y"}}},
        st.lists(st.sampled_from(["x", "y"]), unique=True),
    ),
    "metric": Kind({"curve": [[0, 0], [20, 100]], "unit": "%"}, NUMBERS),
    "match": Kind({"axis": {"1": "slow", "2": "steady", "3": "fast"}}, st.integers(1, 3)),
    "text": Kind({}, WORDS.filter(lambda word: word.casefold() != "unknown")),
}


class Case(NamedTuple):
    """A rubric, and what each person says: facts, and entries by criterion."""

    rubric: dict[str, Any]
    facts: dict[str, Any]
    said: dict[str, dict[str, Any]]


@st.composite
def entries(draw: st.DrawFn, kind: str, side: str, *, allow_na: bool) -> dict[str, Any]:
    """Return what a person says to a question."""
    forms = ["answer", "answer", "unknown", *(["not_applicable"] if allow_na else [])]
    form = draw(st.sampled_from(forms))
    entry: dict[str, Any] = {
        "answer": {"answer": draw(KINDS[kind].answers)},
        "unknown": {"answer": "unknown"},
        "not_applicable": {"not_applicable": draw(WORDS)},
    }[form]
    if draw(st.booleans()):
        entry["note"] = draw(WORDS)
    grades = st.just("declared") if side == "them" else st.sampled_from(GRADES)
    days = st.sampled_from(["2026-09-30", "2025-01-01"])
    items = st.fixed_dictionaries({"grade": grades, "source": WORDS}, optional={"date": days})
    if evidence := draw(st.lists(items, max_size=layout.EVIDENCE)):
        entry["evidence"] = evidence
    return entry


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a rubric of every kind, facts that decide what is asked, and replies."""
    criteria, said = [], {person: dict[str, Any]() for person in PEOPLE}
    facts = {"stage": draw(st.sampled_from(["young", "grown"]))}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=5))):
        id_ = f"c{number}"
        criterion = {
            "id": id_,
            "title": id_,
            "question": f"Question {number}?",
            "kind": kind,
            **KINDS[kind].keys,
        }
        criterion["ask"] = "both"
        if kind != "text":
            criterion |= {"weight": draw(st.integers(1, 5)), "allow_na": draw(st.booleans())}
        if draw(st.booleans()):
            criterion["when"] = {"profile": "stage", "is": "grown"}
        criteria.append(criterion)
        for person, side in PEOPLE.items():
            if draw(st.sampled_from([True, True, True, False])):
                said[person][id_] = draw(entries(kind, side, allow_na=criterion.get("allow_na", False)))
    rubric = {
        "partnercheck": "rubric/1",
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "profile": {"stage": {"question": "How old?", "options": ["young", "grown"], "ask": "partner"}},
        "dimensions": [
            {"id": "d", "title": "D", "weight": 1, "criteria": criteria},
            {
                "id": "e",
                "title": "E",
                "weight": 1,
                "criteria": [
                    {"id": "always", "title": "A", "question": "Always?", "kind": "yes_no", "ask": "public"}
                ],
            },
        ],
        "verdict": {"proceed": {"score": 70}, "conditional": {"score": 40}},
    }
    return Case(rubric, facts, said)


def replied(form: Any, person: str, case: Case) -> dict[str, Any]:
    """Return a form's data with what a person says."""
    asked = {name for entries in form["answers"].values() for name in entries} if "answers" in form else set()
    reply = {key: form[key] for key in ("partnercheck", "partner", "rubric", "sha256", "form", "side")}
    reply |= {"by": person, "date": DATE, "profile": case.facts if "profile" in form else {}}
    reply["answers"] = {"d": {name: entry for name, entry in case.said[person].items() if name in asked}}
    return reply


def as_text(path: Path, person: str, case: Case) -> Path:
    """Fill in a form in YAML."""
    path.write_text(dump(replied(parse(path.read_bytes(), "form").data, person, case)), encoding="utf-8")
    return path


def as_workbook(path: Path, person: str, case: Case) -> Path:
    """Fill in a form in XLSX, by ids and words."""
    book = load_workbook(path)
    head, sheet = book["Read me"], book["Questions"]
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    words = {row[0].value: [cell.value for cell in row[2:]] for row in book["Lists"].iter_rows(min_row=2)}
    kinds = {each["id"]: each["kind"] for each in case.rubric["dimensions"][0]["criteria"]}
    order = {
        c["id"]: [
            str(key) for keys in KINDS[c["kind"]].keys.values() if isinstance(keys, dict) for key in keys
        ]
        for c in case.rubric["dimensions"][0]["criteria"]
    }

    def put(id_: str, column: str, value: Any) -> None:
        cell = sheet.cell(rows[id_], columns[column], value)
        if isinstance(value, str):
            cell.data_type = "s"

    for row, value in (("by", person), ("date", DATE)):
        head.cell(next(cell.row for cell in head["A"] if cell.value == row), 3, value)
    for name, value in case.facts.items():
        if f"{layout.FACT}{name}" in rows:
            put(f"{layout.FACT}{name}", layout.ANSWER, value)
    for name, entry in case.said[person].items():
        if name not in rows:
            continue
        answer = entry.get("answer")
        if answer == "unknown":
            put(name, layout.ANSWER, layout.UNKNOWN)
        elif isinstance(answer, list) and answer:
            for item in answer:
                put(f"{name}{layout.ITEM}{item}", layout.ANSWER, layout.TICKED)
        elif isinstance(answer, list):
            put(name, layout.ANSWER, layout.NONE)
        elif kinds[name] in {"levels", "yes_no", "choice", "match"} and answer is not None:
            place = ["yes", "no"].index(answer) if answer in {"yes", "no"} else order[name].index(str(answer))
            put(name, layout.ANSWER, words[name][place])
        elif answer is not None:
            put(name, layout.ANSWER, answer)
        if "not_applicable" in entry:
            put(name, layout.REASON, entry["not_applicable"])
        if "note" in entry:
            put(name, layout.NOTE, entry["note"])
        for number, item in enumerate(entry.get("evidence", ()), start=1):
            for key, value in item.items():
                if key != "grade":
                    put(name, f"{number}.{key}", value)
                elif f"{number}.grade" in columns:
                    put(name, f"{number}.grade", words["grade"][GRADES.index(value)])
    file = io.BytesIO()
    book.save(file)
    path.write_bytes(file.getvalue())
    return path


@contextmanager
def home() -> Iterator[Path]:
    """Work in a folder of its own."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


DOSSIER = {
    "partnercheck": "dossier/1",
    "partner": {"name": "Acme"},
    "rubric": "./rubric.yaml",
    "as_of": "2026-11-20",
}
US = {"partnercheck": "organisation/1", "name": "Us", "culture": {f"c{n}": 2 for n in range(5)}}


def outcome(path: Path) -> Any:
    """Return what is decided, and from what."""
    assessment = explain(decide(Loader().dossier(path)))
    criteria = [
        (each.id, each.status, each.value, each.meets, each.evidence, each.raters)
        for dimension in assessment.dimensions
        for each in dimension.criteria
    ]
    return assessment.verdict, assessment.score, assessment.conditions, criteria


def by_hand(case: Case) -> Any:
    """Return what is decided from the same ratings in the dossier itself."""
    answers: dict[str, Any] = {}
    for criterion in case.rubric["dimensions"][0]["criteria"]:
        name = criterion["id"]
        said = {person: case.said[person][name] for person in PEOPLE if name in case.said[person]}
        told = {person: each for person, each in said.items() if each.get("answer") != "unknown"}
        reasons = [each["not_applicable"] for each in told.values() if "not_applicable" in each]
        if reasons and len(reasons) == len(told):
            answers[name] = {"not_applicable": "; ".join(dict.fromkeys(reasons))}
            continue
        ratings = [
            {
                "by": person,
                "side": PEOPLE[person],
                "answer": each["answer"],
                "evidence": each.get("evidence")
                or [
                    {
                        "grade": "declared" if PEOPLE[person] == "them" else "asserted",
                        "source": f"Reply of {person}",
                        "date": DATE,
                    }
                ],
            }
            for person, each in said.items()
            if "not_applicable" not in each
        ]
        if ratings:
            answers[name] = {"ratings": ratings}
    dossier = {**DOSSIER, "organisation": "us.yaml", "profile": case.facts, "answers": {"d": answers}}
    Path("by-hand.yaml").write_text(dump(dossier), encoding="utf-8")
    return outcome(Path("by-hand.yaml"))


def collected(case: Case, suffix: str, fill: Callable[[Path, str, Case], Path]) -> Any:
    """Ask everybody, fill in, collect; return what is decided."""
    Path("rubric.yaml").write_text(dump(case.rubric), encoding="utf-8")
    Path("us.yaml").write_text(dump(US), encoding="utf-8")
    dossier = {**DOSSIER, "organisation": "us.yaml", "profile": {"stage": "unknown"}}
    Path("dossier.yaml").write_text(dump(dossier), encoding="utf-8")
    back = []
    for number, (person, side) in enumerate(PEOPLE.items()):
        form = Path(f"form{number}{suffix}")
        result = invoke("ask", "dossier.yaml", "--side", side, "--for", person, "-o", form)
        assert result.code == 0, result.err
        back.append(fill(form, person, case))
    Path("dossier.yaml").write_text(dump({**dossier, "replies": "dossier-replies/"}), encoding="utf-8")
    result = invoke("collect", "dossier.yaml", *back)
    assert result.code == 0, result.err
    Path("dossier.yaml").write_text(
        dump({**DOSSIER, "organisation": "us.yaml", "replies": "dossier-replies/"}), encoding="utf-8"
    )
    return outcome(Path("dossier.yaml"))
