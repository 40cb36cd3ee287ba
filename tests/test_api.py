"""The package from Python: what it gives, in which order it may be asked for, and what it shows."""

from __future__ import annotations

import datetime as dt
import doctest
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import partnercheck
from building import DOSSIER, ROOT, RUBRIC
from partnercheck import InputError, assess, load_dossier, load_rubric, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


def test_the_documentation_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert found.attempted > 15
    assert found.failed == 0


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_a_result_is_rendered_as_the_command_line_does(
    form: Any, small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    assert render(assess(small().name), form) == run("assess", small().name, "-f", form).out


def test_there_is_no_other_format(small: Callable[..., Path]) -> None:
    wrong: Any = "pdf!"
    with pytest.raises(ValueError, match="there is no format 'pdf!'"):
        render(assess(small()), wrong)
    with pytest.raises(ValueError, match="there is no depth 'pdf!'; there are executive, manager, analyst"):
        render(assess(small()), "html", depth=wrong)


def test_plain_data_is_that_of_the_json(small: Callable[..., Path]) -> None:
    result = assess(small())
    assert result.to_dict() == json.loads(render(result, "json"))


def test_what_is_given_stands_until_something_else_is(small: Callable[..., Path], folder: Path) -> None:
    (folder / "strict.yaml").write_text(
        RUBRIC.replace("id: small", "id: strict").replace("score: 70", "score: 99"), encoding="utf-8"
    )
    (folder / "them.yaml").write_text(
        "partnercheck: organisation/1\nname: Them\nculture: {pace: 1}\n", encoding="utf-8"
    )
    dossier = load_dossier(small(), rubric=Path("strict.yaml"))
    result = assess(dossier, organisation="them.yaml", as_of=dt.date(2026, 12, 1))
    assert result.assessment.rubric.id == "strict"
    assert result.assessment.organisation is not None
    assert result.assessment.organisation.file == "them.yaml"
    assert str(result.assessment.as_of) == "2026-12-01"
    assert assess(dossier).verdict.level == "conditional"
    assert assess(dossier, "./rubric.yaml").verdict.level == "proceed"
    assert (dossier.rubric.id, str(dossier.as_of), dossier.dossier.partner.name) == (
        "strict",
        "2026-11-20",
        "Acme",
    )


def test_a_loaded_rubric_is_not_read_again(small: Callable[..., Path], folder: Path) -> None:
    path = small()
    rubric = load_rubric("./rubric.yaml")
    (folder / "rubric.yaml").unlink()
    assert assess(path, rubric).assessment.rubric.sha256 == rubric.sha256
    assert load_dossier(path, rubric=rubric).rubric is rubric.rubric


def test_a_path_without_a_suffix_is_a_path_where_it_is_an_object(folder: Path) -> None:
    (folder / "own").write_text(RUBRIC, encoding="utf-8")
    assert load_rubric(Path("own")).rubric.id == "small"
    with pytest.raises(InputError, match="there is no rubric `own`"):
        load_rubric("own")


def test_all_that_is_wrong_is_told(small: Callable[..., Path]) -> None:
    with pytest.raises(InputError) as caught:
        assess(small(dossier=DOSSIER.replace("openness", "opennes").replace("2026-11-20", "soon")))
    assert {each.code for each in caught.value.diagnostics} == {"wrong-date", "unknown-criterion"}


@pytest.mark.parametrize(
    "text", ["soon", "2026-W47-5", "20261120", "2026-11-31", "2026-11-20T00:00", "", " 2026-11-20"]
)
def test_a_text_that_is_no_day_is_refused(small: Callable[..., Path], text: str) -> None:
    for ask in (load_dossier, assess):
        with pytest.raises(
            ValueError, match=r"as_of: (a date such as 2026-11-20 is needed|there is no day)"
        ) as caught:
            ask(small(), as_of=text)
        assert type(caught.value) is ValueError


@pytest.mark.parametrize("value", [dt.datetime(2026, 11, 20, tzinfo=dt.UTC), 20261120, ("2026-11-20",)])
def test_an_as_of_date_is_a_date_or_a_text(small: Callable[..., Path], value: Any) -> None:
    for ask in (load_dossier, assess):
        with pytest.raises(TypeError, match="as_of is a date or a text such as 2026-11-20, not a "):
            ask(small(), as_of=value)
    loaded = load_dossier(small(), as_of=dt.date(2026, 12, 1))
    assert loaded.as_of == load_dossier(small(), as_of="2026-12-01").as_of


def test_a_notebook_shows_texts_of_a_dossier_as_texts(small: Callable[..., Path]) -> None:
    shown = assess(small(dossier=DOSSIER.replace("Acme", '"<b>&\\x1b"')))._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;&amp;" in shown
    assert shown.count("<tr>") == 4
    assert len(shown) < 2000


ORDERS = {
    "the function first": "from partnercheck import render",
    "after its package": "import partnercheck.render.json\nfrom partnercheck import render",
    "after a function that needs its package": "from partnercheck import assess, render",
    "as an attribute": "import partnercheck, partnercheck.render.words\nrender = partnercheck.render",
}


@pytest.mark.parametrize("order", ORDERS)
def test_the_package_render_is_there_whatever_was_asked_for_before(order: str) -> None:
    script = (
        f"{ORDERS[order]}\nimport sys, partnercheck\nimport partnercheck.render as package\n"
        "import partnercheck.render.formats\n"
        "print(package is sys.modules['partnercheck.render'] is partnercheck.render is render)\n"
        "print(package.formats.ASSESSMENT.names[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "True\nterminal\n"


@pytest.mark.parametrize("order", ORDERS)
def test_render_is_the_function_whatever_was_asked_for_before(order: str) -> None:
    script = f"{ORDERS[order]}\nfrom partnercheck.render import json\nprint(callable(render), json.DECIMALS)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "True 4\n"


def test_the_package_names_what_there_is_and_loads_none_of_it() -> None:
    script = (
        "import sys, partnercheck\n"
        "print(sorted(name for name in sys.modules if name.startswith('partnercheck')))\n"
        "print(partnercheck.__all__ == dir(partnercheck))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['partnercheck']\nTrue\n"
    assert all(hasattr(partnercheck, name) for name in partnercheck.__all__)
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        _ = partnercheck.asess


def test_the_package_is_typed() -> None:
    assert (Path(partnercheck.__file__).parent / "py.typed").exists()
