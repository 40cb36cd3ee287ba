"""What is made to cost much costs at most ten times what a sound file of its size costs, and 500 MB.

Processor time and memory are those of a process of its own. Longer than most modules, as it is one list of
what could be made to cost much.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from functools import cache
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl import Workbook

from building import DOSSIER, ORGANISATION, RUBRIC
from pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip("resource", reason="nothing tells here what a process has cost")

SIZE = 80_000
MOST_TIMES, MOST_MEGABYTES = 10, 500
TIMES = 3
"""How often a run is tried until one is quick enough: the machine may be busy with something else."""
HEAD = b"partnercheck: dossier/1\npartner: {name: X}\nas_of: 2026-11-20\nrubric: ./rubric.yaml\n"


def repeated(text: bytes, size: int = SIZE) -> bytes:
    return text * (size // len(text))


def numbered(text: str, size: int = SIZE) -> bytes:
    """Return this text with a number for `#` as often as it fits."""
    return "".join(text.replace("#", str(k)) for k in range(size // (len(text) + 4))).encode()


def workbook() -> bytes:
    """Return a workbook of a spreadsheet program."""
    book, raw = Workbook(), io.BytesIO()
    book.active.append(["EUR thousands", 2025])
    book.active.append(["Total assets", 30])
    book.save(raw)
    return raw.getvalue()


@cache
def assessment() -> bytes:
    """Return an assessment of the small dossier."""
    with TemporaryDirectory() as folder:
        lay_out(Path(folder), "dossier.yaml", DOSSIER.encode())
        command = [sys.executable, "-m", "partnercheck", "assess", "dossier.yaml", "--format", "json"]
        return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.strip()


def package(sheet: bytes, times: int = 1, **parts: bytes) -> bytes:
    """Return a workbook whose sheet is this, so often."""
    out = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(workbook()))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sound.namelist():
            short = name.rpartition("/")[2].partition(".")[0]
            with packed.open(name, "w") as part:
                for _ in range(times if short == "sheet1" else 1):
                    part.write(sheet if short == "sheet1" else parts.get(short, sound.read(name)))
    return out.getvalue()


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = b'<worksheet xmlns="' + MAIN + b'"><sheetData>%s</sheetData></worksheet>'
FACT = (
    '{"end":"2024-12-31","start":"2024-01-01","val":#,"fy":2024,"fp":"FY","form":"10-K",'
    '"filed":"2025-02-01","accn":"#"},'
)
FACTS = '{"cik":1,"entityName":"X","facts":{"us-gaap":{"Revenues":{"units":{"USD":[%s]}}}}}'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'

Files = dict[str, bytes]


class Kind(NamedTuple):
    """A kind of input: how it is read, what a sound file of a size is, and what is made to cost much."""

    command: tuple[str, ...]
    file: str
    sound: Callable[[int], bytes]
    hostile: dict[str, Callable[[], bytes]]


def dossier(size: int) -> bytes:
    item = b"  - {grade: documented, source: A paper from a drawer, date: 2026-10-01}\n"
    return DOSSIER.encode() + b"evidence:\n" + repeated(item, size)


def rubric(size: int) -> bytes:
    one = "      - {id: a#, title: A, question: A question?, kind: yes_no}\n"
    head, found, tail = RUBRIC.partition("red_flags:\n")
    return (
        (head + "  - id: more\n    title: More\n    weight: 1\n    criteria:\n").encode()
        + numbered(one, size)
        + (found + tail).encode()
    )


def facts(size: int) -> bytes:
    return filing(numbered(FACT, size))


def filing(found: bytes) -> bytes:
    return FACTS.encode() % found.rstrip(b",")


def table(size: int) -> bytes:
    return b"EUR thousands,2025,2024\nTotal assets,30,20\n" + numbered("Some other line,#,#\n", size)


def sheet(size: int) -> bytes:
    rows = numbered('<row><c t="inlineStr"><is><t>Line #</t></is></c><c><v>#</v></c></row>', 20 * size)
    return package(SHEET % rows)


def logo(size: int) -> bytes:
    return SVG % repeated(b'<rect width="9" height="9"/>', min(size, 80_000))


def saved(size: int) -> bytes:
    data = json.loads(assessment())
    return json.dumps({**data, "padding": "x" * max(0, size - len(assessment()))}).encode()


LEAF = "{criterion: openness, at_most: 0},"
KINDS = {
    "dossier": Kind(
        ("assess", "file.yaml", "--format", "json"),
        "file.yaml",
        dossier,
        {
            "directives": lambda: numbered("%TAG !a#! x\n") + b"---\n" + HEAD,
            "aliases": lambda: HEAD + b"a: &a [x]\nb: [" + repeated(b"*a,") + b"]\n",
            "nesting in brackets": lambda: HEAD + b"x: " + repeated(b"[") + b"\n",
            "nesting by indents": lambda: HEAD + b"".join(b" " * k + b"a:\n" for k in range(600)),
            "empty entries": lambda: HEAD + b"conditions: [" + repeated(b"{},") + b"]\n",
            "empty evidence": lambda: HEAD + b"evidence: [" + repeated(b"{},") + b"]\n",
            "nulls": lambda: HEAD + b"waivers: [" + repeated(b"~,") + b"]\n",
            "unknown keys": lambda: HEAD + numbered("kez#: 1\n"),
            "unknown answers": lambda: HEAD + b"answers: {culture: {" + numbered("opennes#: 1, ") + b"}}\n",
            "one key over and over": lambda: HEAD + repeated(b"a: 1\n"),
            "keys with a question mark": lambda: HEAD + repeated(b"? - a\n: b\n"),
            "documents": lambda: HEAD + repeated(b"---\n"),
            "a long key": lambda: HEAD + repeated(b"k") + b": 1\n",
            "a long number": lambda: HEAD.replace(b"X", repeated(b"9")) + b"as_off: " + repeated(b"9"),
            "escapes": lambda: HEAD + b'scope: "' + repeated(b"\\x41") + b'"\n',
            "empty lines in quotes": lambda: HEAD + b'scope: "' + repeated(b"\n\n ") + b'"\n',
            "colons": lambda: HEAD + b"scope: " + repeated(b"1:") + b"\n",
            "comments": lambda: HEAD + repeated(b"#\n"),
            "one long comment": lambda: b"#" + repeated(b" ") + b"\n" + HEAD,
            "carriage returns": lambda: HEAD + repeated(b"\r"),
            "zero bytes": lambda: repeated(b"\0"),
            "not UTF-8": lambda: repeated(b"\xff\xfe"),
            "raters of one name": lambda: (
                HEAD
                + b"answers: {culture: {openness: {ratings: ["
                + repeated(b"{by: A, side: us, answer: 1},")
                + b"]}}}\n"
            ),
            "roadmap items": lambda: (
                HEAD
                + b"roadmap: {items: ["
                + repeated(b"{theme: a, from: 2026, to: 2030, stance: invest},")
                + b"]}\n"
            ),
            "a ring of owners": lambda: (
                HEAD
                + b"ownership: {holdings: ["
                + b"".join(
                    f"{{holder: H{k}, in: H{(k * 7 + 1) % 997}, share: 1}},".encode()
                    for k in range(SIZE // 40)
                )
                + b"]}\n"
            ),
        },
    ),
    "rubric": Kind(
        ("rubric", "check", "file.yaml"),
        "file.yaml",
        rubric,
        {
            "leaves of a flag": lambda: RUBRIC.replace(
                "{criterion: openness, at_most: 0}", f"{{any: [{numbered(LEAF, 40_000).decode()}]}}"
            ).encode(),
            "deep tests": lambda: RUBRIC.replace(
                "{criterion: openness, at_most: 0}", "{all: [" * 3000 + "]}" * 3000
            ).encode(),
            "flags": lambda: RUBRIC.replace(
                "verdict:",
                numbered(f"  - {{id: f#, title: F, effect: note, when: {LEAF[:-1]}}}\n").decode()
                + "verdict:",
            ).encode(),
            "items of checklists": lambda: RUBRIC.replace(
                "lists: {text: They keep lists},", numbered("i#: {text: An item, weight: 1.#},").decode()
            ).encode(),
            "levels": lambda: RUBRIC.replace(
                "{0: closed, 1: ajar, 2: open}", f"{{{numbered('#: a#, ').decode()}}}"
            ).encode(),
            "empty criteria": lambda: RUBRIC.replace(
                "criteria:\n", f"criteria: [{'{},' * 40_000}]\n"
            ).encode(),
            "names that are nearly right": lambda: (
                RUBRIC.encode() + b"ignore: [" + numbered("opennes#,") + b"]\n"
            ),
        },
    ),
    "logo": Kind(
        ("assess", "dossier.yaml", "--format", "html"),
        "logo.svg",
        logo,
        {
            "comments": lambda: SVG % repeated(b"<!---->", 80_000),
            "nested groups": lambda: SVG % repeated(b"<g>", 80_000),
            "a chain of uses": lambda: (
                SVG
                % b"".join(
                    f'<g id="a{k}"><use xlink:href="#a{k - 1}"/><use xlink:href="#a{k - 1}"/></g>'.encode()
                    for k in range(40)
                )
            ),
            "spaces": lambda: b"<svg" + repeated(b" ", 80_000),
            "attributes": lambda: b"<svg " + numbered('a#="" ', 80_000) + b"/>",
            "entities": lambda: (
                b'<!DOCTYPE svg [<!ENTITY a "' + repeated(b"&b;", 80_000) + b'">]><svg>&a;</svg>'
            ),
            "a picture of many pixels": lambda: png(12_000, 12_000, rows=b"\0" * 12_001 * 100),
        },
    ),
    "statements in a table": Kind(
        ("financials", "import", "file.csv"),
        "file.csv",
        table,
        {
            "commas": lambda: b"EUR thousands,2025\n" + repeated(b","),
            "quotes": lambda: b"EUR thousands,2025\n" + repeated(b'"'),
            "empty lines": lambda: repeated(b"\n"),
            "years": lambda: b"EUR thousands" + repeated(b",2025") + b"\nTotal assets" + repeated(b",1"),
            "one caption": lambda: b"EUR thousands,2025\n" + repeated(b"Total assets,1\n"),
            "a long caption": lambda: b"EUR thousands,2025\n" + repeated(b"total ") + b",1\n",
            "a long amount": lambda: b"EUR thousands,2025\nTotal assets," + repeated(b"1,234") + b"\n",
            "brackets": lambda: b"EUR thousands,2025\nTotal assets," + repeated(b"(") + b"\n",
        },
    ),
    "statements in a workbook": Kind(
        ("financials", "import", "file.xlsx"),
        "file.xlsx",
        sheet,
        {
            "nested rows": lambda: package(SHEET % (b"<row>" * 100_000)),
            "nested cells": lambda: package(SHEET % (b"<row>" + b"<c>" * 100_000)),
            "a cell far away": lambda: package(
                SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "a cell nowhere": lambda: package(
                SHEET % b'<row r="99999999999999999999"><c r="ZZZZZZZZZ9"><v>1</v></c></row>'
            ),
            "much that packs well": lambda: package(b" " * 1_000_000, 150),
            "shared texts": lambda: package(
                SHEET % b"", sharedStrings=b"<sst>" + b"<si><t>a</t></si>" * 1_000_000
            ),
            "sheets that are none": lambda: package(b"<" * 1_000_000),
            "columns": lambda: package(SHEET % (b"<row>" + b"<c><v>2025</v></c>" * 300_000 + b"</row>")),
        },
    ),
    "a filing": Kind(
        ("financials", "import", "file.json"),
        "file.json",
        facts,
        {
            "nesting": lambda: repeated(b"[[1,"),
            "nested objects": lambda: repeated(b'{"a":'),
            "empty facts": lambda: filing(repeated(b"{},")),
            "units": lambda: (
                b'{"cik":1,"facts":{"us-gaap":{"Revenues":{"units":{'
                + numbered('"U#":[],')
                + b'"USD":[]}}}}}'
            ),
            "tags": lambda: (
                b'{"cik":1,"facts":{"us-gaap":{'
                + numbered('"DebtTag#":{"units":{}},')
                + b'"Assets":{"units":{}}}}}'
            ),
            "one key over and over": lambda: b"{" + repeated(b'"cik":1,') + b'"facts":{}}',
            "a long number": lambda: b'{"cik":1,"x":' + repeated(b"9") + b',"facts":{}}',
            "escapes": lambda: b'{"cik":1,"x":"' + repeated(b"\\u0041") + b'","facts":{}}',
        },
    ),
    "an assessment": Kind(
        ("verify", "file.json"),
        "file.json",
        saved,
        {
            "nesting": lambda: b'{"a":' + repeated(b"["),
            "keys": lambda: assessment()[:-1] + b"," + numbered('"k#":1,') + b'"z":1}\n',
            "criteria": lambda: assessment().replace(
                b'"criteria": [', b'"criteria": [' + repeated(b"{},"), 1
            ),
            "a long number": lambda: assessment()[:-1] + b',"z":' + repeated(b"9") + b"}",
        },
    ),
}


LAUNCHER = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stdout[-1000:].decode(errors="replace")
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode, said]))
"""
"""A process counts what the one that starts it holds; this one holds little."""


def cost(command: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Return the processor seconds and the megabytes of a run, which ends well or with a diagnostic."""
    program = [sys.executable, "-m", "partnercheck", *command]
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *program], cwd=folder, capture_output=True, check=True
    )
    seconds, memory, code, said = json.loads(done.stdout)
    assert code in {0, 1, 2}, said
    assert "Traceback" not in said
    return seconds, memory / (1_000_000 if sys.platform == "darwin" else 1000)


def lay_out(folder: Path, file: str, raw: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in {"rubric.yaml": RUBRIC, "dossier.yaml": DOSSIER, "us.yaml": ORGANISATION}.items():
        (folder / name).write_text(text)
    if file.startswith("logo"):
        (folder / "us.yaml").write_text(f"{ORGANISATION}report: {{logo: {file}}}\n")
    (folder / file).write_bytes(raw)


@pytest.fixture(scope="session")
def of_sound(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], float]:
    """What a sound file of a kind costs, of about this size."""

    @cache
    def seconds(name: str, size: int) -> float:
        folder = tmp_path_factory.mktemp("sound")
        lay_out(folder, KINDS[name].file, KINDS[name].sound(size))
        return cost(KINDS[name].command, folder)[0]

    return lambda name, size: seconds(name, round(size, -4))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in KINDS[kind].hostile])
def test_cost(kind: str, name: str, of_sound: Callable[[str, int], float], tmp_path: Path) -> None:
    raw = KINDS[kind].hostile[name]()
    file = "logo.png" if raw.startswith(b"\x89PNG") else KINDS[kind].file
    lay_out(tmp_path, file, raw)
    allowed = MOST_TIMES * of_sound(kind, len(raw))
    seconds = inf
    for _ in range(TIMES):
        took, megabytes = cost(KINDS[kind].command, tmp_path)
        assert megabytes <= MOST_MEGABYTES
        seconds = min(seconds, took)
        if seconds <= allowed:
            break
    assert seconds <= allowed, f"{seconds:.2f} s, {allowed:.2f} s allowed"
