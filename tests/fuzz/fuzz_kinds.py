"""Every kind of input: sound files to begin with, and the commands that read them.

Longer than most modules, as it is one list; what is new is added to `KINDS`.
"""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from fuzz_mutations import mutate_any, mutate_bytes, mutate_json, mutate_workbook

from building import DOSSIER, EXAMPLES, ORGANISATION, ROOT, RUBRIC
from pictures import JPEG, SVG, png
from running import invoke

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

Command = tuple[str, ...]

OUT = "out"
"""The folder within the working folder that a run may write into."""


def workbook() -> bytes:
    """Return a workbook of statements."""
    from openpyxl import Workbook

    book, raw = Workbook(), BytesIO()
    for row in (
        ["", 2025, 2024],
        ["Revenue", 1200, 1000],
        ["Net income", 90, -20],
        ["Total assets", 800, 700],
    ):
        book.active.append(row)
    book.save(raw)
    return raw.getvalue()


def assessment() -> bytes:
    """Return an assessment of the small dossier."""
    result = invoke("assess", "dossier.yaml", "--format", "json")
    return result.out.encode()


def form(name: str) -> Callable[[], bytes]:
    """Return what writes a form of the small rubric, some of it filled in."""

    def write() -> bytes:
        command = ("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "-o", f"{OUT}/{name}")
        Path(OUT).mkdir(exist_ok=True)
        assert invoke(*command, "--force").code == 0
        if not name.endswith("xlsx"):
            return Path(OUT, name).read_bytes()
        from openpyxl import load_workbook

        book, raw = load_workbook(Path(OUT, name)), BytesIO()
        filled = {"openness": "ajar", "growth": 3, "date": "2026-10-14", "growth note": "x" * 10_000}
        for sheet in book:
            for row in sheet.iter_rows():
                if row[0].value in filled:
                    row[2 if row[0].value == "date" else 5].value = filled[row[0].value]
        book.save(raw)
        return raw.getvalue()

    return write


class Kind(NamedTuple):
    """A kind of input.

    Attributes:
        file: What the mutated file is called, in a folder with the small dossier, rubric and organisation.
        seeds: What is mutated.
        commands: What reads it; each input is read by one of them.
        others: Further files that stand there, by name.
        mutate: How it is mutated.
        spoil: What is done to the folder besides.
    """

    file: str
    seeds: tuple[bytes | Callable[[], bytes], ...]
    commands: tuple[Command, ...]
    others: Mapping[str, str] = MappingProxyType({})
    mutate: Callable[[bytes, random.Random], bytes] = mutate_any
    spoil: Callable[[Path, random.Random], None] | None = None


HEAD = {"partnercheck": "reply/1", "partner": "Acme", "rubric": "small@1.2.0", "date": "2026-10-14"}
ITEM = {"grade": "audited", "source": "Minutes", "date": "2026-10-01", "file": "us.yaml", "sha256": "0" * 64}
REPLY = {
    **HEAD,
    "side": "them",
    "by": "O. Haddad",
    "role": "director",
    "form": "0123456789abcdef",
    "profile": {"listed": "yes", "stage": {"is": "grown", "evidence": [ITEM]}},
    "answers": {
        "culture": {"openness": {"answer": 1, "note": "So so", "evidence": [ITEM]}, "pace": 2, "gone": 1},
        "money": {"deal": {"not_applicable": "No"}, "audited": "unknown", "growth": 2.5, "listing": True},
    },
    "roadmap": {"items": [{"theme": "5G", "from": "2027-Q1", "stance": "invest"}], "evidence": [ITEM]},
    "exchange": {"currency": "GBP", "contributions": [{"side": "them", "what": "Work", "amount": 5}]},
}
OURS = {**HEAD, "side": "us", "by": "J. Moore", "answers": {"culture": {"openness": 0, "habits": ["lists"]}}}
LINKED = DOSSIER.replace("as_of:", "replies: [reply.json, ours.json]\nas_of:")
COLLECTING = DOSSIER.replace("as_of:", f"replies: {OUT}/replies/\nas_of:")
COLLECT = ("collect", "dossier.yaml", "--replace")
ASKED = """\
partnercheck: asked/1
forms:
  - {id: 0123456789abcdef, side: them, for: O. Haddad, by: 2026-12-11, file: a.yaml, rubric: small@1.2.0,
     sha256: "%s", questions: {openness: aa, pace: bb}, facts: [listed], sections: [roadmap]}
""" % ("0" * 64)

CHILD = (
    "partnercheck: rubric/1\nid: child\nversion: 1\nextends: rubric.yaml\ndrop: [habits]\ntitle: Child\n"
    "verdict: {proceed: {score: 60}}\nred_flags: [{id: no-audit, effect: conditional}]\n"
    "dimensions: [{id: money, weight: 2, criteria: [{id: growth, expect: 70}]}]\n"
)
CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - name: all good
    from: best
    profile: {stage: grown, listed: no}
    evidence: verified
    set: {openness: 2, deal: {answer: sale, grade: documented}, audited: {not_applicable: No accounts}}
    measures: {financials.current_ratio: 1.5}
    expect: {verdict: hold, firm: no, score: [60, 90], raised: [], relationship: null, conditions: []}
  - {name: as assessed, from: ./dossier.yaml, expect: {verdict: proceed}}
"""
CSV = "Income statement,,\n,2025,2024\nRevenue,1200,1000\nNet income,90,(20)\nTotal assets,800,700\n"
FILED = {"accn": "0000000001-25-000001", "form": "10-K", "filed": "2025-03-01"}
YEAR = {"start": "2024-01-01", "end": "2024-12-31", **FILED}
TAGS: dict[str, dict[str, object]] = {
    "Revenues": {**YEAR, "val": 1000},
    "Assets": {"end": "2024-12-31", **FILED, "val": 800},
    "NetIncomeLoss": {**YEAR, "val": -20},
}
FACTS = {
    "cik": 12345,
    "entityName": "Example Corp",
    "facts": {"us-gaap": {tag: {"units": {"USD": [fact]}} for tag, fact in TAGS.items()}},
}
DIGEST = "0" * 64
APPROVED = "2026-12-01-a-moore.yaml"
APPROVAL = f"""\
partnercheck: approval/1
assessment: dossier.json
sha256: {DIGEST}
partner: Acme
verdict: hold
as_of: 2026-11-20
by: A. Moore
role: CFO
on: 2026-12-01
vote: approve
reason: Because
outcome: signed
valid_until: 2027-12-01
forecast: 80
principal: a@b.example
"""
TEMPLATE = "{% for c in report.dimensions %}{{ c.title | upper }} {{ report.score * 2 }}{% endfor %}"
MARKED = {"us.yaml": ORGANISATION + "report: {logo: logo, accent: '#0b5cad', closing: Goodbye}\n"}
IMPORT = ("--currency", "EUR", "--unit", "1000", "-o", f"{OUT}/a.yaml", "--force")


def assess(*options: str) -> Command:
    """Return the command that assesses the small dossier."""
    return ("assess", "dossier.yaml", *options)


def spoil_folder(folder: Path, chance: random.Random) -> None:
    """Put things into a folder that no dossier is, or an earlier state that somebody changed."""
    match chance.randrange(8):
        case 0:
            (folder / "away.yaml").symlink_to("nowhere.yaml")
        case 1:
            (folder / "loop.yaml").symlink_to("loop.yaml")
        case 2:
            (folder / "x.yaml").mkdir()
            (folder / "x.yaml" / "up").symlink_to("..")
        case 3:
            os.mkfifo(folder / "pipe.yml")
        case 4:
            (folder / "a\x1bb.yaml").write_bytes(DOSSIER.encode("utf-16"))
        case 5:
            (folder / OUT).mkdir()
            (folder / OUT / "reports").symlink_to("../../outside")
        case 6:
            invoke("portfolio", "dossier.yaml", "-o", OUT, "--jobs", "1", "--no-reports")
            for path in (folder / OUT / ".partnercheck").rglob("*.sqlite"):
                path.write_bytes(mutate_bytes(path.read_bytes(), chance))
        case _:
            (folder / OUT).mkdir()
            (folder / OUT / ".partnercheck").symlink_to("../../outside")


KINDS: dict[str, Kind] = {
    "dossier": Kind(
        "dossier.yaml",
        (DOSSIER.encode(), DOSSIER.encode(), DOSSIER.encode(), (EXAMPLES / "acme.yaml").read_bytes()),
        (
            assess(),
            assess("--format", "markdown"),
            assess("--format", "json"),
            assess("--quiet", "-o", f"{OUT}/a.html"),
            ("whatif", "dossier.yaml", "--set", "openness=1"),
            ("due", "dossier.yaml", "--format", "ics"),
        ),
    ),
    "compared": Kind(
        "other.yaml",
        (DOSSIER.encode(),),
        (
            ("compare", "dossier.yaml", "other.yaml"),
            ("compare", "dossier.yaml", "other.yaml", "--format", "html"),
            ("history", "other.yaml", "--format", "html"),
            ("history", "dossier.yaml", "other.yaml", "--format", "json"),
        ),
    ),
    "rubric": Kind(
        "rubric.yaml",
        (RUBRIC.encode(),),
        (
            assess("--format", "html"),
            ("rubric", "check", "rubric.yaml", "--format", "sarif"),
            ("rubric", "test", "rubric.yaml", "--mutation", "--uncovered"),
            ("rubric", "diff", "old.yaml", "rubric.yaml", "--dossiers", "dossier.yaml"),
            ("rubric", "show", "rubric.yaml", "--resolved"),
            ("new", f"{OUT}/new.yaml", "--rubric", "rubric.yaml", "--force"),
        ),
        {"old.yaml": RUBRIC, "rubric.cases.yaml": CASES},
    ),
    "child": Kind(
        "child.yaml",
        (CHILD.encode(),),
        (assess("--format", "markdown"), ("rubric", "check", "child.yaml", "--format", "junit")),
        {
            "dossier.yaml": DOSSIER.replace("./rubric.yaml", "child.yaml").replace(
                "habits: [lists, calls]", "x: 1"
            )
        },
    ),
    "cases": Kind(
        "rubric.cases.yaml",
        (CASES.encode(),),
        (("rubric", "test", "rubric.yaml"), ("rubric", "test", "rubric.cases.yaml", "--format", "github")),
    ),
    "organisation": Kind(
        "us.yaml",
        (ORGANISATION.encode(), (EXAMPLES / "us.yaml").read_bytes()),
        (assess(), assess("--format", "html")),
    ),
    "reply": Kind(
        "reply.json",
        (json.dumps(REPLY).encode(),),
        (assess(), assess("--format", "json"), assess("--format", "html")),
        {"dossier.yaml": LINKED, "ours.json": json.dumps(OURS)},
        mutate_json,
    ),
    "returned": Kind(
        "back.json",
        (json.dumps(REPLY).encode(), json.dumps(OURS).encode()),
        (
            (*COLLECT, "back.json", "us.yaml", "--side", "them"),
            (*COLLECT, "back.json", "ours.json", "--side", "us", "--format", "json"),
        ),
        {"dossier.yaml": COLLECTING, "ours.json": json.dumps(OURS)},
        mutate_json,
    ),
    "form in YAML": Kind(
        "back.yaml",
        (form("form.yaml"),),
        ((*COLLECT, "back.yaml"), (*COLLECT, "back.yaml", "--dry-run", "--format", "json")),
        {"dossier.yaml": COLLECTING},
    ),
    "form in a workbook": Kind(
        "back.xlsx",
        (form("form.xlsx"),),
        ((*COLLECT, "back.xlsx"),),
        {"dossier.yaml": COLLECTING},
        mutate_workbook,
    ),
    "asked": Kind(
        f"{OUT}/replies/asked.yaml",
        (ASKED.encode(),),
        (
            (*COLLECT, "reply.json"),
            ("ask", "dossier.yaml", "--side", "us", "-o", f"{OUT}/form.html", "--force"),
        ),
        {"dossier.yaml": COLLECTING, "reply.json": json.dumps(REPLY)},
    ),
    "assessment": Kind(
        "a.json", (assessment,), (("verify", "a.json"), ("decide", "a.json")), mutate=mutate_json
    ),
    "approval": Kind(
        f"dossier.approvals/{APPROVED}",
        (APPROVAL.encode(), APPROVAL.replace("vote: approve", "became: failed").encode()),
        (assess(), assess("--format", "html"), ("due", "dossier.yaml", "--format", "ics")),
        {
            "dossier.approvals/2026-12-02-b.yaml": APPROVAL
            + f"before: [{{file: {APPROVED}, sha256: {DIGEST}}}]\n"
        },
    ),
    "csv": Kind("a.csv", (CSV.encode(),), (("financials", "import", "a.csv", *IMPORT),)),
    "xlsx": Kind(
        "a.xlsx", (workbook,), (("financials", "import", "a.xlsx", *IMPORT),), mutate=mutate_workbook
    ),
    "companyfacts": Kind(
        "a.json",
        (json.dumps(FACTS).encode(),),
        (("financials", "import", "a.json", *IMPORT[4:]),),
        mutate=mutate_json,
    ),
    "template": Kind(
        "own.html.j2",
        (TEMPLATE.encode(), (ROOT / "templates" / "starter.html.j2").read_bytes()),
        (assess("--template", "own.html.j2", "-o", f"{OUT}/a.html"),),
    ),
    "svg": Kind("logo", (SVG,), (assess("--format", "html"),), MARKED),
    "picture": Kind("logo", (png(3, 3), JPEG), (assess("--format", "html"),), MARKED, mutate_bytes),
    "portfolio": Kind(
        "partner.yaml",
        (DOSSIER.encode(),),
        (
            ("portfolio", ".", "-o", OUT, "--jobs", "1", "--no-reports"),
            ("portfolio", ".", "-o", OUT, "--jobs", "1", "--reports", "md"),
            ("due", ".", "--jobs", "1"),
            ("rubric", "diff", "rubric.yaml", "rubric.yaml", "--dossiers", "."),
        ),
        spoil=spoil_folder,
    ),
}
