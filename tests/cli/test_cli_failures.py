"""A fault of the program's own is told as that, wherever it is; bad input and broken pipes never are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from building import DOSSIER
from partnercheck.cli import failures
from portfolios import lay_out_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

Run = "Callable[..., Result]"
PROGRAM = [sys.executable, "-c", "from partnercheck.cli import program; program()"]

LAYERS = {
    "load": "partnercheck.load.loader.read",
    "engine": "partnercheck.engine.decide",
    "insight": "partnercheck.insight.with_insight",
    "render": "partnercheck.render.assessment.terminal.draw",
    "markdown": "partnercheck.render.templates.escape_markdown",
    "write": "partnercheck.cli.outputs.write_together",
    "explain": "partnercheck.engine.explain",
}
COMMANDS = {
    "whatif": (("whatif", "dossier.yaml", "--set", "openness=1"), "partnercheck.insight.whatif.what_if"),
    "compare": (("compare", "dossier.yaml", "dossier.yaml"), "partnercheck.insight.comparison.compare"),
    "verify": (("verify", "kept.json"), "partnercheck.load.assessments.from_json"),
    "new": (("new", "fresh.yaml"), "partnercheck.authoring.skeleton.dossier"),
    "schema": (("schema", "dossier"), "partnercheck.authoring.schema.schema"),
    "rubric check": (("rubric", "check", "rubric.yaml"), "partnercheck.authoring.examine.examine"),
    "rubric test": (("rubric", "test", "rubric.yaml"), "partnercheck.load.cases.load_cases"),
    "rubric diff": (
        ("rubric", "diff", "rubric.yaml", "rubric.yaml"),
        "partnercheck.authoring.differences.differences",
    ),
    "rubric list": (("rubric", "list"), "partnercheck.resources.places"),
    "due": (("due", "."), "partnercheck.cli.each.dossiers_in"),
    "portfolio": (("portfolio", ".", "-o", "out"), "partnercheck.cli.portfolio.run.write_outputs"),
    "the program itself": (("schema", "dossier"), "partnercheck.cli.app.group"),
}


def break_at(monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException) -> None:
    def fails(*_: object, **__: object) -> object:
        raise error

    owner, _, name = place.rpartition(".")
    monkeypatch.setattr(resolve_name(owner), name, fails)


def is_own_fault(result: Result, what: str) -> bool:
    (line,) = [each for each in result.err.splitlines() if "fault of partnercheck's own" in each]
    assert "please report it" in line
    assert what in line
    assert "Traceback" not in result.err + result.out
    return result.code == 70


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError("deep"), MemoryError(), OSError("odd"), EOFError()]
)
def test_a_fault_in_any_layer_is_exit_70_in_one_line(
    layer: str, error: Exception, small: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    break_at(monkeypatch, LAYERS[layer], error)
    result = run("assess", "dossier.yaml", "-o", "a.md", "-f", "terminal")
    assert is_own_fault(result, type(error).__name__)
    assert "in `partnercheck assess dossier.yaml -o a.md" in result.err
    assert not Path("a.md").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_fault_of_any_command_is_exit_70(
    name: str, small: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    assert run("assess", "dossier.yaml", "-o", "kept.json", "-q").code == 0
    command, place = COMMANDS[name]
    break_at(monkeypatch, place, ZeroDivisionError("inside"))
    assert is_own_fault(run(*command), "ZeroDivisionError: inside")


def test_a_traceback_is_shown_where_it_is_asked_for(
    small: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    break_at(monkeypatch, LAYERS["engine"], KeyError("\x1b[31m"))
    monkeypatch.setenv(failures.DEBUG, "1")
    result = run("assess", "dossier.yaml")
    assert result.code == 70
    assert result.err.startswith("Traceback (most recent call last):\n")
    assert "in fails" in result.err
    assert "\x1b" not in result.err


def test_bad_input_is_never_a_fault_of_ours_and_programs_read_it_where_the_result_would_stand(
    small: Callable[..., Path], run: Run
) -> None:
    small()
    for command in (
        ("assess", "none.yaml"),
        ("compare", "none.yaml", "dossier.yaml"),
        ("whatif", "none.yaml", "--set", "a=1"),
        ("rubric", "diff", "none.yaml", "rubric.yaml"),
        ("due", "none.yaml"),
    ):
        result = run(*command)
        assert (result.code, result.out) == (2, ""), command
        assert "none.yaml:1:1: error no-file" in result.err
        told = run(*command, "--format", "json")
        assert (told.code, told.err) == (2, ""), command
        data = json.loads(told.out)
        assert (data["partnercheck"], data["diagnostics"][0]["code"]) == ("diagnostics/1", "no-file")


def test_an_interrupt_is_exit_130(
    small: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    break_at(monkeypatch, LAYERS["engine"], KeyboardInterrupt())
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out, result.err) == (130, "", "")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ report.nothing }}", "nothing"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ bar.share('x') }}", "TypeError"),
        ("{{ draw.ranges(report.score) }}", "'ScoreLine' object has no attribute 'bars'"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "RecursionError"),
        ("{% if %}", "Expected an expression"),
    ],
)
def test_what_a_users_template_does_wrong_is_its_own_fault(
    template: str, words: str, small: Callable[..., Path], write: Callable[..., Path], run: Run
) -> None:
    small()
    write("own.html", f"\n{template}\n")
    result = run("assess", "dossier.yaml", "--template", "own.html")
    assert result.code == 2
    assert result.err.startswith("own.html:2:1: error template: ")
    assert words in result.err


@pytest.mark.parametrize("template", [None, "own.html"])
def test_what_we_do_wrong_is_not_the_templates_fault(
    template: str | None,
    small: Callable[..., Path],
    write: Callable[..., Path],
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from partnercheck.render import charts, templates

    small()
    write("own.html", "{{ draw.dimension_bars(report.dimensions.bars).height }}")
    options = [] if template is None else ["--template", template]
    command = ("assess", "dossier.yaml", "-f", "html", *options)
    assert run(*command).code == 0

    def fails(_: object) -> NoReturn:
        raise KeyError("inside")

    monkeypatch.setitem(charts.DRAW, "dimension_bars", fails)
    templates._environment.cache_clear()
    assert is_own_fault(run(*command), "KeyError")
    templates._environment.cache_clear()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_keeps_the_traceback_of_a_fault_in_a_file_and_goes_on(
    jobs: int, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnercheck.cli.portfolio import assessing, workers

    lay_out_portfolio(folder, 20)
    decide = assessing.decide

    def fails(inputs: Any) -> Any:
        if inputs.dossier.partner.name == "Partner 5":
            raise KeyError("inside")
        return decide(inputs)

    monkeypatch.setattr(assessing, "decide", fails)
    monkeypatch.setattr(workers, "PROCESSES", get_context("fork"))  # copies of this process, with its patch
    result = run("portfolio", "partners", "-o", "out", "--jobs", jobs)
    assert is_own_fault(result, "it failed on 1 dossier")
    assert "assessed: 19; as before: 0; refused: 1" in result.out
    assert "KeyError: 'inside'" in Path("out/reports/partner-05.traceback.txt").read_text(encoding="utf-8")
    assert len(list(Path("out/reports").iterdir())) == 20


def test_a_fault_of_a_worker_itself_ends_in_exit_70(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnercheck.cli.portfolio import workers

    lay_out_portfolio(folder, 9)  # two chunks, one a worker
    monkeypatch.setattr(workers, "PROCESSES", get_context("fork"))
    break_at(monkeypatch, "partnercheck.cli.portfolio.assessing.Assessor.__call__", KeyError("inside"))
    result = run("portfolio", "partners", "-o", "out", "--jobs", "2")
    assert is_own_fault(result, "it failed on 9 dossiers")
    assert result.err.count("the process that assessed it ended with code 70") == 9


def test_a_reader_that_leaves_early_changes_no_exit_code(small: Callable[..., Path]) -> None:
    small(dossier=DOSSIER)
    command = [*PROGRAM, "assess", "dossier.yaml", "-f", "html", "--require", "proceed", "--firm"]
    whole = subprocess.run(command, capture_output=True, check=False)
    assert len(whole.stdout) > 50_000  # more than any buffer in between
    assert whole.returncode == 1
    reading, writing = os.pipe()
    process = subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    os.close(reading)
    _, errors = process.communicate()
    assert process.returncode == 1
    assert errors == whole.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is not everywhere")
def test_a_full_disk_under_standard_output_is_told_with_its_cause(small: Callable[..., Path]) -> None:
    small()
    for form in ("terminal", "html"):
        with Path("/dev/full").open("wb") as full:
            command = [*PROGRAM, "assess", "dossier.yaml", "-f", form]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        assert b"the output cannot be written: No space left on device" in done.stderr


def test_standard_input_that_cannot_be_read_is_bad_input() -> None:
    for command in ("assess -", "financials import - --currency EUR", "whatif - --set a=1", "verify -"):
        for closed, why in (("<&-", "it is closed"), ("0>/dev/null", "Bad file descriptor")):
            shell = ["sh", "-c", f'"$@" {command} {closed}', "sh", *PROGRAM]
            done = subprocess.run(shell, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr.startswith(f"-:1:1: error no-file: standard input cannot be read: {why}")


def test_standard_input_that_is_a_folder_is_bad_input(folder: Path) -> None:
    """From a shell, Python itself refuses to start with one, with exit code 1."""
    script = (
        "import os, sys\n"
        "os.dup2(os.open('.', os.O_RDONLY), 0)\n"
        "from partnercheck.cli import program\n"
        "program()\n"
    )
    assert folder.is_dir()
    for command in (("assess", "-"), ("whatif", "-", "--set", "a=1"), ("verify", "-"), ("due", "-")):
        done = subprocess.run(
            [sys.executable, "-c", script, *command], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, ""), command
        assert done.stderr == "-:1:1: error no-file: standard input cannot be read: Is a directory\n"


def test_closed_streams_are_no_fault(small: Callable[..., Path]) -> None:
    small()
    for closed, code in ((">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)):
        command = f'"$@" {closed}'
        done = subprocess.run(["sh", "-c", command, "sh", *PROGRAM, "assess", "dossier.yaml"], check=False)
        assert done.returncode == code, closed
