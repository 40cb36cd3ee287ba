"""A PDF carries the whole report, is tagged, fetches nothing and is the same every time."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import logging
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from building import DOSSIER, EXAMPLES
from fontsets import FONT_SETS
from partnercheck import assess
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide, explain
from partnercheck.extras import install
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render.document import document
from partnercheck.render.pdf import pdf, weasyprint
from printed import printed
from running import invoke
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from running import Result

try:
    import weasyprint as _  # noqa: F401
except OSError:
    PANGO = None
else:
    PANGO = "found"

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def pango() -> None:
    needed(PANGO, "Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0")


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>A title</title></head><body>{body}</body></html>'


@pytest.fixture(scope="module")
def acme(
    tmp_path_factory: pytest.TempPathFactory, under: Callable[[str], AbstractContextManager[None]]
) -> dict[str, Path]:
    """The PDF of an example, by the fonts that it was made with."""
    folder = tmp_path_factory.mktemp("acme")
    for fonts in FONT_SETS:
        with under(fonts):
            assert invoke("assess", EXAMPLES / "acme.yaml", "-q", "-o", folder / f"{fonts}.pdf").code == 0
    return {fonts: folder / f"{fonts}.pdf" for fonts in FONT_SETS}


@pytest.mark.parametrize("fonts", FONT_SETS)
def test_an_example_is_a_tagged_document_of_its_day(fonts: str, acme: dict[str, Path]) -> None:
    reader = PdfReader(acme[fonts])
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/Lang"] == "en"
    assert "/StructTreeRoot" in catalog
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata["/CreationDate"] == reader.metadata["/ModDate"] == "D:20261120"
    assert "pdfuaid:part" in catalog["/Metadata"].get_data().decode()
    first, second, *others = printed(acme[fonts])
    decision = decide(Loader().dossier(EXAMPLES / "acme.yaml"))
    report = document(with_insight(decision, explain(decision)), decision.inputs)
    one, two = report.page_one, report.page_two
    said = [one.standing, report.verdict.firmness, *one.naming, *(each.said for each in one.why)]
    said += [each.action for each in one.tasks]
    assert [each for each in said if "".join(each.split()) not in "".join(first.split())] == []
    said = [two.gap, two.dimensions.title, *two.changes, *two.next_evidence]
    said += [each.title for each in (*two.speaks_for, *two.costs, *two.flags)]
    assert [each for each in said if "".join(each.split()) not in "".join(second.split())] == []
    assert "Acme" in " ".join(first.split())
    assert "Proceed with conditions" in " ".join(first.split())
    assert "What it rests on" in second
    assert f"Page 2 of {2 + len(others)}" in " ".join(second.split())
    assert len(others) <= 20


@pytest.mark.parametrize(("depth", "pages"), [("executive", range(2, 3)), ("manager", range(3, 13))])
def test_readers_of_less_depth_get_fewer_pages(
    depth: str, pages: range, run: Callable[..., Result], folder: Path
) -> None:
    assert run("assess", EXAMPLES / "acme.yaml", "-q", "--depth", depth, "-o", "a.pdf").code == 0
    assert len(PdfReader(folder / "a.pdf").pages) in pages


def figures(node: Any) -> Iterator[str | None]:
    """Yield the text alternative of every figure in a tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from figures(each)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            yield node.get("/Alt")
        yield from figures(node["/K"]) if "/K" in node else ()


def test_every_chart_has_its_text_alternative(
    run: Callable[..., Result], folder: Path, acme: dict[str, Path]
) -> None:
    run("assess", EXAMPLES / "acme.yaml", "-q", "-o", "a.html")
    root: Any = PdfReader(acme["dejavu"]).trailer["/Root"]
    found = list(figures(root["/StructTreeRoot"]))
    page = (folder / "a.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub("<[^>]*>", "", page))
    off_paper = "".join(re.findall(r'<div class="off-paper">(.*?)\n</section>\n', page, re.DOTALL))
    chart = '<div class="drawing" role="img"'
    assert len(found) - 1 == page.count(chart) - off_paper.count(chart) > 10
    assert off_paper.count(chart) == 1  # the values of all criteria as colours
    assert found[0] == "Logo"
    assert len(set(found)) == len(found)
    assert all(
        each and len(each) > 20 and (each in text or each in html.unescape(page)) for each in found[1:]
    )


def test_the_same_report_is_the_same_bytes_whatever_the_clock(
    acme: dict[str, Path], under: Callable[[str], AbstractContextManager[None]]
) -> None:
    """In another process, too, where it goes to a pipe."""
    command = [sys.executable, "-m", "partnercheck", "assess", str(EXAMPLES / "acme.yaml"), "-f", "pdf"]
    with under("dejavu"):
        clock = os.environ | {"SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
        piped = subprocess.run(command, capture_output=True, check=True, env=clock).stdout
    assert piped == acme["dejavu"].read_bytes()
    assert piped.startswith(b"%PDF-1.7")


def test_pages_break_alike_whatever_fonts_a_machine_has(acme: dict[str, Path]) -> None:
    first, *others = map(printed, acme.values())
    assert "Proceed with conditions" in first[0]
    assert others == [first]


@pytest.mark.usefixtures("font_set")
@pytest.mark.parametrize("unknown", ["\U0010fffd", "\U0005f000\U0003f000", "\ue000 \U0010fffd" * 50])
def test_characters_of_no_font_leave_the_others_readable(unknown: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(page(f"<p>A fine flag, {unknown}, filed</p>"), DAY)))
    assert "".join(reader.pages[0].extract_text().split()) == "".join(
        f"A fine flag, {unknown}, filed".split()
    )
    resources: Any = reader.pages[0]["/Resources"]
    boxes = 0
    for font in resources["/Font"].values():
        assert font["/Encoding"] == "/Identity-H"
        glyphs = font["/DescendantFonts"][0]["/CIDToGIDMap"]
        boxes += glyphs != "/Identity" and max(glyphs.get_data()) > 0
    assert boxes == 1


@pytest.mark.usefixtures("font_set")
def test_characters_of_no_font_are_noted(run: Callable[..., Result], small: Callable[..., Path]) -> None:
    small(dossier=DOSSIER.replace("name: Acme", 'name: "Acme \U0003f000\U0005f000"'))
    note = "note: no font of this machine has "
    result = run("assess", "dossier.yaml", "-o", "acme.pdf", "-o", "acme.json")
    boxes = f"{note}\U0003f000 and \U0005f000: they show as boxes until one is installed"
    assert result.err.count(f"{boxes} (dossier.yaml)\n") == 1
    assert f"{boxes} (acme.json)\n" in run("report", "acme.json", "-o", "again.pdf").err
    assert run("report", "acme.json", "-o", "again.pdf", "-q").err == ""
    small()
    assert note not in run("assess", "dossier.yaml", "-o", "acme.pdf").err


@pytest.mark.usefixtures("font_set")
def test_characters_of_no_font_are_noted_once_of_all_dossiers_that_have_them(
    run: Callable[..., Result], small: Callable[..., Path], folder: Path
) -> None:
    small()
    for name, partner in {"a": "\U0003f000", "b": "\U0003f000", "c": "\U0005f000"}.items():
        (folder / f"{name}.yaml").write_text(
            DOSSIER.replace("name: Acme", f'name: "Acme {partner}"'), "utf-8"
        )
    names = ("a.yaml", "dossier.yaml", "b.yaml", "c.yaml")
    result = run("assess", *names, "-o", "out/", "--format", "pdf")
    assert [line for line in result.err.splitlines() if line.startswith("note: ")] == [
        f"note: no font of this machine has {character}: they show as boxes until one is installed ({of})"
        for character, of in (("\U0003f000", "a.yaml, b.yaml"), ("\U0005f000", "c.yaml"))
    ]


@pytest.mark.usefixtures("font_set")
def test_from_python_characters_of_no_font_are_logged(
    small: Callable[..., Path], caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    assess(small(dossier=DOSSIER.replace("name: Acme", 'name: "Acme \U0003f000"'))).render("pdf")
    told = "no font of this machine has \U0003f000: they show as boxes until one is installed"
    ours = [each for each in caplog.record_tuples if not each[0].startswith("weasyprint")]
    assert ours == [("partnercheck.render.pdf", logging.WARNING, told)]
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("font_set")
def test_nothing_is_fetched_but_what_the_page_carries(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">SECRET</text></svg>')
    inner = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret.as_uri()}"/></svg>'
    body = f'<p>Seen</p><img alt="" src="{secret.as_uri()}"><img alt="" src=\'data:image/svg+xml,{inner}\'>'
    style = f"<style>@import url({secret.as_uri()}); body {{ background: url({secret.as_uri()}) }}</style>"
    text = PdfReader(io.BytesIO(pdf(page(style + body), DAY))).pages[0].extract_text()
    assert "Seen" in text
    assert "SECRET" not in text


@pytest.mark.usefixtures("font_set")
def test_a_hostile_dossier_is_whole_in_a_pdf(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    word, markup = "Z" * 10_000, "<script>alert(1)</script><img src=file:///etc/passwd> {{ 7 * 7 }} | שלום 🙂"
    dossier = DOSSIER.replace("name: Acme", f"name: {json.dumps(markup, ensure_ascii=False)}")
    small(dossier=f"{dossier}scope: {word}\n")
    result = run("assess", "dossier.yaml", "-q", "-o", "a.pdf")
    assert result.code == 0, result.err
    pages = [page.replace("\0", "") for page in printed(folder / "a.pdf")]
    text = "".join("".join(pages).split())
    assert text.count("Z") >= len(word)
    assert "<script>alert(1)</script><imgsrc=file:///etc/passwd>{{7*7}}|" in text
    assert max(len(line) for page in pages for line in page.splitlines()) < 200  # long words are broken


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("sys.modules['weasyprint'] = None", install("pdf")),
        (
            "import cffi; cffi.FFI.dlopen = lambda *a: (_ for _ in ()).throw(OSError('cannot load library'))",
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line_before_anything_is_written(
    broken: str, said: str, folder: Path
) -> None:
    code = f"import sys; {broken}; from partnercheck.cli import main; main()"
    arguments = ["assess", str(EXAMPLES / "acme.yaml"), "-o", "a.md", "-o", "a.pdf"]
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("a.pdf:1:1: error pdf: ")
    assert said in result.stderr
    assert list(folder.iterdir()) == []


def test_a_library_that_is_missing_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(InputError, match="extra `pdf`"):
        weasyprint("a.pdf")


def test_a_pdf_goes_to_a_folder_and_not_to_a_terminal(run: Callable[..., Result], folder: Path) -> None:
    acme, birchwood = EXAMPLES / "acme.yaml", EXAMPLES / "birchwood.yaml"
    result = run("assess", acme, birchwood, "-f", "pdf")
    assert (result.code, "several PDFs need a folder" in result.err) == (2, True)
    result = run("assess", acme, "--depth", "executive", "-f", "pdf", "-o", "out/")
    assert (result.code, result.out.startswith("%PDF")) == (0, False)
    assert (folder / "out" / "acme.pdf").read_bytes()[:5] == b"%PDF-"
    command = [sys.executable, "-m", "partnercheck", "assess", str(acme), "-f", "pdf"]
    leader, terminal = pty.openpty()
    shown = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    os.close(leader)
    assert (shown.returncode, "a terminal shows no PDF" in shown.stderr) == (2, True)


@pytest.mark.usefixtures("font_set")
def test_an_own_template_gives_a_pdf_too(run: Callable[..., Result], folder: Path) -> None:
    (folder / "own.html.j2").write_text(page("<h1>{{ report.partner }}</h1>"))
    for where in ("a.pdf", "out/"):
        result = run(
            "assess", EXAMPLES / "acme.yaml", "-q", "--template", "own.html.j2", "-f", "pdf", "-o", where
        )
        assert result.code == 0, result.err
    assert "Acme" in PdfReader(folder / "a.pdf").pages[0].extract_text()
    assert (folder / "a.pdf").read_bytes() == (folder / "out" / "acme.pdf").read_bytes()
