"""A deterministic mutation fuzzer over every kind of input.

A kind is one entry of `KINDS`: sound files to begin with, and the commands that read them. Input number N of
a kind is always the same: `python tests/fuzz/fuzzing.py KIND N FOLDER` writes it down and tells its command.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from building import DOSSIER, EXAMPLES, ORGANISATION, ROOT, RUBRIC
from pictures import JPEG, SVG, png
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Command = tuple[str, ...]

SECONDS = 5
"""How much processor time a run may take."""
OUT = "out"
"""The folder within the working folder that a run may write into."""

WORDS = (
    *(
        "null",
        "~",
        "unknown",
        "true",
        "no",
        "yes",
        "0",
        "-0",
        "-1",
        "1",
        "100",
        "1e18",
        "1e999",
        ".nan",
        "0x1F",
    ),
    *("12:30", "2026-02-30", "9999-12-31", "0001-01-01", "default", "''", '""', "[]", "{}", "[[]]"),
    *(
        "[a, b]",
        "-",
        "?",
        ":",
        "#",
        ",",
        "}",
        "]",
        "{",
        "[",
        "|",
        ">",
        "&",
        "*",
        "<<",
        "!!str",
        "&a",
        "*a",
        "%x",
    ),
    *(
        "../x",
        "/",
        ".",
        "..",
        "\t",
        "\r",
        "\0",
        "\x1b",
        "\u2028",
        "\ufeff",
        "\u202e",
        '"\\ud800"',
        "{{x}}",
        "{%x%}",
    ),
    *("<script>", "::error::", "##[x]", "=1+1", "openness", "money", "culture", "audited", "partnercheck:"),
    *(
        "rubric.yaml",
        "child.yaml",
        "us.yaml",
        "dossier.yaml",
        "strategic-alliance@2",
        "dossier/1",
        "rubric/1",
    ),
)
HUGE = ("9" * 5000, "x" * 3000, "[" * 100, "a: {" * 70, "\n" * 500)


def mutate_text(raw: bytes, chance: random.Random) -> bytes:
    """Return a text with some of its words replaced, doubled, moved, cut or repeated."""
    parts = re.findall(r"[\w./-]+|\s+|.", raw.decode("utf-8", "surrogateescape"))
    for _ in range(chance.randint(1, 4)):
        if not parts:
            break
        place = chance.randrange(len(parts))
        match chance.randrange(9):
            case 0 | 1 | 2:
                parts[place] = chance.choice(WORDS)
            case 3:
                parts.insert(place, chance.choice(WORDS))
            case 4:
                parts[place] = chance.choice(parts)
            case 5:
                del parts[place : place + chance.randint(1, 8)]
            case 6:
                lines = "".join(parts).splitlines(keepends=True)
                line = chance.choice(lines)
                lines.insert(chance.randrange(len(lines)), line * chance.choice((1, 2, 50)))
                parts = ["".join(lines)]
            case 7:
                parts[place] = chance.choice(HUGE)
            case _:
                parts[place : place + 1] = [chr(chance.randrange(0x3000)), parts[place]]
    return "".join(parts).encode("utf-8", "surrogatepass")


def mutate_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes with some of them changed, cut, or repeated."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 | 1:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 2:
                data[place : place + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
            case 3:
                del data[place : place + chance.randint(1, 40)]
            case _:
                data[place:place] = data[place : place + chance.randint(1, 40)] * chance.choice((1, 3, 100))
    return bytes(data)


def mutate_any(raw: bytes, chance: random.Random) -> bytes:
    """Return a text that is mutated as one, or once in eight as bytes."""
    return (mutate_bytes if chance.randrange(8) == 0 else mutate_text)(raw, chance)


def mutate_json(raw: bytes, chance: random.Random) -> bytes:
    """Return JSON with a value replaced or left out, or mutated as a text."""
    if chance.randrange(3) == 0:
        return mutate_any(raw, chance)
    data = node = json.loads(raw)
    key = chance.choice(sorted(node))
    while isinstance(node[key], dict | list) and node[key] and chance.randrange(4):
        node = node[key]
        key = chance.choice(sorted(node) if isinstance(node, dict) else range(len(node)))
    if chance.randrange(3):
        values = (
            None,
            True,
            0,
            -1,
            1e308,
            10**400,
            "",
            "\0",
            "\ud800",
            "x" * 5000,
            "..",
            "\x1b[31m",
            [],
            {},
            [{}],
        )
        node[key] = chance.choice(values)
    else:
        del node[key]
    return json.dumps(data).encode()


def mutate_workbook(raw: bytes, chance: random.Random) -> bytes:
    """Return a workbook with one of its parts mutated, or the whole of it."""
    if chance.randrange(4) == 0:
        return mutate_bytes(raw, chance)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        parts = [each for each in old.namelist() if each.endswith(".xml")]
        wanted = chance.choice(parts)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutate_any(part, chance) if name == wanted else part)
    return packed.getvalue()


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


class HangError(BaseException):
    """A run takes longer than it may; no handler of the program takes it for its own."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what uses more processor time than this, or sleeps for ten times as long."""

    def stop(*_: object) -> None:
        raise HangError

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, 10 * seconds),
    )
    before = [signal.signal(number, stop) for _, number, _ in timers]
    for timer, _, length in timers:
        signal.setitimer(timer, length)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def lay_out(name: str, number: int, top: Path) -> Command:
    """Write input `number` of a kind into an empty folder; returns the command that reads it there."""
    kind, chance = KINDS[name], random.Random(f"{name} {number}")
    home = top / "in"
    home.mkdir()
    (top / "outside").mkdir()
    (top / "outside" / "thesis.docx").write_text("the only copy")
    files = {"dossier.yaml": DOSSIER, "rubric.yaml": RUBRIC, "us.yaml": ORGANISATION, **kind.others}
    for file, text in files.items():
        (home / file).parent.mkdir(exist_ok=True)
        (home / file).write_text(text, encoding="utf-8")
    os.chdir(home)
    seed = chance.choice(kind.seeds)
    if kind.spoil is not None:
        kind.spoil(home, chance)
    raw = kind.mutate(seed() if callable(seed) else seed, chance)
    (home / OUT).mkdir(exist_ok=True)
    (home / kind.file).parent.mkdir(exist_ok=True)
    (home / kind.file).write_bytes(raw)
    return kind.commands[number % len(kind.commands)]


def tree(top: Path) -> dict[str, object]:
    """Return all that stands below a folder, but for what may be written, with its content."""
    found: dict[str, object] = {}
    for home, folders, files in os.walk(top):
        if Path(home) == top / "in" and OUT in folders:
            folders.remove(OUT)
        for each in (*folders, *files):
            path = Path(home, each)
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else None
            status = path.lstat()
            found[str(path)] = (status.st_mode, status.st_ino, content)
    return found


def faults(name: str, number: int, top: Path) -> list[str]:
    """Return what is wrong with how input `number` of a kind is read; `top` is an empty folder."""
    before_folder = Path.cwd()
    found: list[str] = []
    try:
        command = lay_out(name, number, top)
        before = tree(top)
        try:
            with limited(SECONDS):
                result = invoke(*command)
        except HangError:
            return [f"takes more than {SECONDS} s"]
        except BaseException as error:  # noqa: BLE001  (nothing may reach the shell as an exception)
            return [f"ends with {type(error).__name__}: {error}"[:300]]
        said = result.out + result.err
        if result.code not in {0, 1, 2}:
            found.append(f"exits with {result.code}: {said[-300:]}")
        if result.code == 2 and not (result.err or "error" in result.out):
            found.append("does not say why it fails")
        if "Traceback" in result.err:
            found.append(f"prints a traceback: {result.err[-300:]}")
        if unseen := re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", said.replace("\r\n", "")
        ):
            found.append(f"prints {unseen[0]!r}")
        after = tree(top)
        found += [f"changes {path}" for path in before | after if before.get(path) != after.get(path)]
    finally:
        os.chdir(before_folder)
        shutil.rmtree(top)
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[3]).absolute()
    folder.mkdir()
    print("partnercheck", *lay_out(sys.argv[1], int(sys.argv[2]), folder))
