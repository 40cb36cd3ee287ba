"""Make the example of `docs/questionnaires.md`: eight people are asked, fill in forms, and send them back.

It asks with `partnercheck ask`, fills in the forms as people do (a saved reply of the HTML form, a workbook,
YAML), and collects them. Every byte of the result is the same on every machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook

from partnercheck.load import Loader
from partnercheck.model.form_sheets import in_words
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
HOME = ROOT / "examples" / "ravensmoor"
REPLIES, RETURNED = HOME / "ravensmoor-replies", HOME / "returned"
BY = "2026-11-13"

Answers = dict[str, Any]


class Person(NamedTuple):
    """Somebody who was asked, and what came back, as a file with this suffix."""

    side: str
    name: str
    role: str
    suffix: str
    date: str
    answers: Answers
    sections: Mapping[str, Any] = MappingProxyType({})


def shown(answer: Any, source: str, date: str, file: str | None = None, grade: str | None = None) -> Answers:
    """Return an answer with what shows it."""
    item = {"grade": grade, "source": source, "date": date, "file": file}
    return {"answer": answer, "evidence": [{key: each for key, each in item.items() if each is not None}]}


OWNERS = {"A. Whitlock": 41, "B. Whitlock": 34, "E. Sandoval": 25}

PEOPLE = (
    Person(
        "us",
        "R. Patel",
        "alliance manager",
        ".json",
        "2026-11-09",
        {
            "decision-speed": 2,
            "method-left-to-provider": shown(
                3, "Draft agreement, schedule 2", "2026-11-02", grade="documented"
            ),
            "knowledge-handed-over": ["volumes", "process", "promises"],
            "staff-prepared": 2,
            "joint-why": shown(3, "Talks with both sponsors and four users", "2026-11-05", grade="verified"),
            "set-up-to-partner": ["sponsor", "lead", "targets"],
            "problem-defined": shown(3, "Business case, version 3", "2026-09-18", grade="documented"),
            "outcome-targets": shown(4, "Draft agreement, schedule 5", "2026-11-02", grade="documented"),
            "work-split": 3,
            "open-objectives": 3,
            "diligence-both-ways": ["structure", "accounts", "record", "risks"],
            "commitment": shown(3, "Steering paper of 4 November", "2026-11-04", grade="documented"),
            "operators-engaged": 3,
            "end-to-end-owner": 4,
            "incentives": shown(3, "Draft agreement, schedule 6", "2026-11-02", grade="documented"),
            "review-powers": 3,
            "contract-set": 3,
        },
        {
            "exchange": {
                "currency": "GBP",
                "contributions": [{"what": "Fees, three years", "amount": 4100000}],
                "benefits": [{"what": "Cost saved, three years", "amount": 5200000}],
            }
        },
    ),
    Person(
        "us",
        "J. Moore",
        "head of service operations",
        ".xlsx",
        "2026-11-10",
        {
            "decision-speed": 1,
            "knowledge-handed-over": ["volumes"],
            "staff-prepared": shown(
                1, "Works council, minutes of 30 October", "2026-10-30", grade="documented"
            ),
            "joint-why": 2,
            "work-split": 1,
            "open-objectives": 2,
            "operators-engaged": {
                "answer": 1,
                "note": "We were asked for comments. Nobody of ours has met the people who will run it.",
            },
            "end-to-end-owner": 1,
            "assurance": shown(2, "Test of 21 October", "2026-10-21", grade="verified"),
            "chain-guarantees": shown(2, "Comparison of both contracts", "2026-10-28", grade="verified"),
            "incident-notice": shown(4, "Draft agreement, schedule 7", "2026-11-02", grade="documented"),
            "review-powers": 2,
            "skills-kept": 3,
            "volume-flexibility": "unknown",
        },
    ),
    Person(
        "us",
        "S. Okafor",
        "finance director",
        ".yaml",
        "2026-11-11",
        {
            "problem-defined": shown(3, "Business case, version 3", "2026-09-18", grade="documented"),
            "commitment": 2,
            "incentives": 3,
            "exposure": shown(2, "Draft agreement, clause 18", "2026-11-02", grade="documented"),
            "leaving-cost": shown(4, "Draft agreement, clause 31", "2026-11-02", grade="documented"),
            "volume-flexibility": shown(38, "Price model of the draft", "2026-11-02", grade="verified"),
            "exit-plan": shown(2, "Draft agreement, schedule 9", "2026-11-02", grade="documented"),
            "contract-set": shown(3, "List of contracts, procurement", "2026-10-16", grade="verified"),
        },
    ),
    Person(
        "us",
        "L. Brandt",
        "branch manager, Leeds",
        ".yaml",
        "2026-11-12",
        {"operators-engaged": 0, "staff-prepared": 1, "assurance": 1, "joint-why": "unknown"},
    ),
    Person(
        "them",
        "O. Haddad",
        "commercial director",
        ".json",
        "2026-11-09",
        {
            "decision-speed": 4,
            "knowledge-handed-over": ["volumes", "process", "faults", "promises"],
            "joint-why": 4,
            "set-up-to-partner": ["sponsor", "lead", "strategy", "targets"],
            "outcome-targets": 4,
            "work-split": 4,
            "open-objectives": 4,
            "place-of-work": shown(
                ["people", "data", "subcontractors"], "List of places of work", "2026-11-03", "places.txt"
            ),
            "diligence-both-ways": ["structure", "accounts", "risks"],
            "commitment": 4,
            "operators-engaged": 4,
            "end-to-end-owner": 4,
            "incentives": 3,
            "assurance": 4,
            "incident-notice": 4,
            "review-powers": 4,
            "exit-plan": 3,
            "volume-flexibility": 45,
        },
        {
            "ownership": {
                "holdings": [
                    {"holder": name, "in": "Ravensmoor Ltd", "share": share} for name, share in OWNERS.items()
                ],
                "parties": {name: {"kind": "person", "country": "GB"} for name in OWNERS},
                "evidence": [
                    {"source": "Extract of the register", "date": "2026-10-27", "file": "owners.txt"}
                ],
            },
            "roadmap": {
                "items": [
                    {"theme": "ordering by API", "from": "2027-Q1", "to": "2029", "stance": "maintain"},
                    {
                        "theme": "managed SD-WAN for branches",
                        "from": "2026-Q4",
                        "to": "2028",
                        "stance": "invest",
                    },
                ]
            },
            "exchange": {
                "currency": "GBP",
                "contributions": [{"what": "Staff and tools, three years", "amount": 3350000}],
                "benefits": [{"what": "Fees, three years", "amount": 4100000}],
            },
        },
    ),
    Person(
        "them",
        "P. Lindqvist",
        "service delivery director",
        ".xlsx",
        "2026-11-12",
        {
            "decision-speed": 2,
            "knowledge-handed-over": ["volumes", "process"],
            "joint-why": 3,
            "work-split": 2,
            "operators-engaged": {
                "answer": 2,
                "note": "One day in Leeds in October. A second one is planned.",
            },
            "assurance": 3,
            "incident-notice": 4,
            "review-powers": 3,
            "exit-plan": 1,
        },
    ),
    Person(
        "reference",
        "M. Costa",
        "operations director, Northgate Hotels",
        ".json",
        "2026-11-06",
        {
            "admits-problems": 3,
            "collaboration-appetite": 3,
            "service-record": shown(97, "Our own service reports, 24 months", "2026-10-31"),
        },
    ),
    Person(
        "reference",
        "D. Ruiz",
        "IT manager, Calder Transport",
        ".yaml",
        "2026-11-10",
        {
            "admits-problems": 2,
            "collaboration-appetite": 3,
            "service-record": {"answer": 93, "note": "Two bad months after their data centre moved."},
        },
    ),
)
"""Who was asked, and what each answered."""

ENCLOSED = {
    "owners.txt": "Extract of 27 October 2026\nA. Whitlock 41 %\nB. Whitlock 34 %\nE. Sandoval 25 %\n",
    "places.txt": "Places of work, 3 November 2026\nPeople: Leeds, Porto. Data: Ireland.\nCabo Field Ltd.\n",
}
"""What O. Haddad sent along."""


def run(*command: object, home: Path = HOME) -> None:
    """Run `partnercheck` where the example stands."""
    subprocess.run([sys.executable, "-m", "partnercheck", *map(str, command)], cwd=home, check=True)  # noqa: S603


def stem(person: Person) -> str:
    """Return what a person's file is called."""
    return person.name.rpartition(" ")[2].lower()


def returned(person: Person, form: Path) -> bytes:
    """Return a form as a person has filled it in."""
    if form.suffix == ".xlsx":
        return in_workbook(person, form)
    text = form.read_text(encoding="utf-8")
    if person.suffix == ".yaml":
        return in_text(person, text)
    data = parse(text.encode(), form.name).data
    asked = {name: group for group, entries in data["answers"].items() for name in entries}
    answers: dict[str, Answers] = {}
    for name, said in person.answers.items():
        if name in asked:  # as this version of the rubric has it
            answers.setdefault(asked[name], {})[name] = said
    head = {key: data[key] for key in ("partnercheck", "partner", "rubric", "sha256", "form", "side")}
    reply = {**head, "by": person.name, "role": person.role, "date": person.date, "answers": answers}
    reply |= person.sections
    return (json.dumps(reply, ensure_ascii=False, indent=2) + "\n").encode()


def in_text(person: Person, text: str) -> bytes:
    """Return a form in YAML with answers in the places of `unknown`."""
    text = text.replace("role: null", f"role: {json.dumps(person.role)}")
    text = text.replace("date: null", f"date: {person.date}")
    for name, said in person.answers.items():
        if said != "unknown":
            written = json.dumps(said, ensure_ascii=False) if isinstance(said, dict) else said
            before, place, after = text.partition(f"    {name}: unknown\n")
            if not place:  # not asked by this version of the rubric
                continue
            text = f"{before}    {name}: {written}\n{after}"
    return text.encode()


def in_workbook(person: Person, form: Path) -> bytes:
    """Return a workbook with answers in its cells, without the time at which it was saved."""
    book = load_workbook(form)
    head = {"role": person.role, "date": person.date}
    wanted = json.loads(json.dumps(person.answers))
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        columns = {cell.value: number for number, cell in enumerate(sheet[1])}
        for row in sheet.iter_rows(min_row=2):
            name = str(row[0].value)
            if name in head:
                row[columns["value"]].value = head[name]
            elif name.partition("#")[0] in wanted:
                fill(row, columns, name, wanted[name.partition("#")[0]], options(name))
    raw = BytesIO()
    book.save(raw)
    return without_times(raw.getvalue())


def options(name: str) -> dict[str, str]:
    """Return the words in which a workbook offers the answers to a question, by key."""
    found = Loader().rubric("managed-service").rubric.criteria[name.partition("#")[0]].answering.options
    return dict(zip((str(each.key) for each in found), in_words(found), strict=True))


def fill(row: Any, columns: dict[str, int], name: str, said: Any, words: dict[str, str]) -> None:
    """Write an answer, its note and its evidence into the row of a question, or of an item of a list."""
    entry = said if isinstance(said, dict) else {"answer": said}
    answer = entry["answer"]
    if "#" in name:
        if name.partition("#")[2] in answer:
            row[columns["answer"]].value = "Yes"
        return
    if not isinstance(answer, list):
        row[columns["answer"]].value = (
            "I do not know" if answer == "unknown" else words.get(str(answer), answer)
        )
    row[columns["note"]].value = entry.get("note")
    for item in entry.get("evidence", ()):
        for key, value in item.items():
            cell = row[columns[f"1.{key}"]]
            cell.value = GRADES.get(value, value) if key == "grade" else value


GRADES = {
    "verified": "We checked it ourselves: saw it, called the reference, tested it",
    "documented": "A document made for another purpose: contract, minutes, accounts; not checked",
}


def without_times(raw: bytes) -> bytes:
    """Return a workbook whose parts have no time."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(zipfile.ZipInfo(name, (2026, 11, 10, 0, 0, 0)), old.read(name))
    return packed.getvalue()


def main() -> None:
    """Ask, fill in and collect."""
    for folder in (REPLIES, RETURNED):
        shutil.rmtree(folder, ignore_errors=True)
    RETURNED.mkdir()
    for person in PEOPLE:
        name = stem(person)
        ask = ("ask", "ravensmoor.yaml", "--side", person.side, "--for", person.name, "--by", BY)
        form = RETURNED / f"{name}{'.xlsx' if person.suffix == '.xlsx' else '.yaml'}"
        run(*ask, "-o", form)
        (RETURNED / f"{name}{person.suffix}").write_bytes(returned(person, form))
        if form.suffix != person.suffix:
            form.unlink()
    for file, text in ENCLOSED.items():
        (RETURNED / file).write_text(text, encoding="utf-8", newline="\n")
    run("collect", "ravensmoor.yaml", "returned")


def pictures(folder: Path) -> None:
    """Take the pictures of the page: the form on a desk and on a phone, in a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only pictures need it)

    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with TemporaryDirectory() as place, sync_playwright() as driver:
        copy = Path(place, "ravensmoor")
        shutil.copytree(HOME, copy)
        shutil.copy(HOME.parent / "us.yaml", place)
        shutil.copy(HOME.parent / "halden-connect.svg", place)
        command = (
            "ask",
            "ravensmoor.yaml",
            "--side",
            "them",
            "--for",
            "O. Haddad",
            "--by",
            BY,
            "-o",
            "form.html",
        )
        run(*command, home=copy)
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, width, height in (("form", 960, 720), ("form-phone", 375, 720)):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((copy / "form.html").as_uri())
            page.locator("input[type=radio]").nth(2).check()
            page.locator("input[type=radio]").nth(2).scroll_into_view_if_needed()
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
    if "--pictures" in sys.argv:
        pictures(ROOT / "docs" / "questionnaires")
