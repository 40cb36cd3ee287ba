"""An assessment as a value: of pydantic, of pandas and polars, in bytes, in another process."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from multiprocessing import get_context
from os import getpid
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from building import DOSSIER, EXAMPLES, ORGANISATION, ROOT, RUBRIC, changed
from deciding import say
from in_memory import asked, data, little
from partnercheck import (
    InputError,
    Result,
    assess,
    load_dossier,
    load_rubric,
    render,
    to_frame,
)
from pictures import png
from replying import reply, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_an_assessment_is_a_value() -> None:
    found = little()
    again = Result.from_dict(found.to_dict())
    assert again == found
    assert hash(again) == hash(found)
    assert again.to_dict() == found.to_dict() == json.loads(str(found.render("json")))
    assert again != asked(DOSSIER.replace("deal: joint", "deal: sale"))
    assert found != "another thing"
    with pytest.raises(AttributeError):
        found.assessment = again.assessment
    assert again.decision.ruling.level == found.verdict.level
    assert render(found.to_dict(), "html") == render(found, "html")


class Deal(BaseModel):
    assessment: Result


def test_pydantic_reads_writes_and_describes_it() -> None:
    found = little()
    deal = Deal(assessment=found)
    assert Deal.model_validate_json(deal.model_dump_json()) == deal
    assert json.loads(deal.model_dump_json())["assessment"] == found.to_dict()
    for mode in ("validation", "serialization"):
        described = TypeAdapter(Result).json_schema(mode=mode)
        kept = json.loads((ROOT / "schemas" / "assessment.json").read_text("utf-8"))
        assert set(described["properties"]) == set(kept["properties"])
        assert described["properties"]["verdict"] == {"$ref": "#/$defs/Verdict"} | {
            key: each for key, each in kept["properties"]["verdict"].items() if key != "$ref"
        }
    for wrong in ("proceed", changed(found.to_dict(), "verdict", "level", to="perhaps"), {}):
        with pytest.raises(ValidationError):
            Deal.model_validate({"assessment": wrong})


def test_a_frame_has_a_row_for_each_criterion() -> None:
    frame = to_frame([little(), little()])
    told = [each for part in little().assessment.dimensions for each in part.criteria]
    assert len(frame) == 2 * len(told) == 2 * len(little().to_frame())
    assert list(frame["criterion"][: len(told)]) == [each.id for each in told]
    assert frame["contribution"].sum() == pytest.approx(2 * (little().score.point or 0))
    assert list(to_frame([]).columns) == list(frame.columns)
    assert frame.equals(to_frame([little(), InputError([]), little()]))  # as `portfolio` yields them


def test_a_frame_is_of_polars_where_pandas_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told the types: it would guess them from the first rows, which may all be empty."""
    made: dict[str, Any] = {}
    polars = ModuleType("polars")
    vars(polars)["DataFrame"] = lambda rows, **how: made.update(how, rows=rows)
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", polars)
    whole = changed(little().to_dict(), "dimensions", 0, "criteria", 0, "expect", to=50)
    to_frame([little(), Result.from_dict(whole)])
    assert (made["orient"], len(made["rows"])) == ("row", 2 * len(little().assessment.criteria))
    for row in made["rows"]:
        for value, kind in zip(row, made["schema"].values(), strict=True):
            assert value is None or type(value) is kind


def test_formats_that_are_no_text_are_bytes(folder: Path) -> None:
    assert render(little(), "docx")[:2] == render(little(), "xlsx")[:2] == b"PK"
    (folder / "own.md").write_text("{{ report.partner }}, {{ report.depth }}", "utf-8")
    assert render(little(), "markdown", depth="manager", template="own.md") == "Acme, manager"
    assert len(render(little(), "html", depth="executive")) < len(render(little(), "html"))


def test_a_result_is_sent_between_processes_as_a_value(small: Callable[..., Path]) -> None:
    result = assess(small())
    sent = pickle.loads(pickle.dumps(result))  # noqa: S301  (our own)
    assert sent == result
    assert sent.render("markdown") == result.render("markdown")


def test_what_is_loaded_is_read_anew_in_another_process(small: Callable[..., Path]) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        path = small()
        loaded = load_dossier(path, rubric=load_rubric("./rubric.yaml"), as_of="2026-11-21")
        assert other.submit(assess, loaded).result() == assess(loaded)
        frozen = MappingProxyType(data(DOSSIER))  # which cannot be pickled itself
        ours = MappingProxyType(data(ORGANISATION))
        in_memory = load_dossier(
            frozen, rubric=load_rubric(MappingProxyType(data(RUBRIC))), organisation=ours
        )
        assert other.submit(assess, in_memory).result() == assess(in_memory)
        assert other.submit(getpid).result() != getpid()
        _longer(path)
        with pytest.raises(BrokenProcessPool):
            other.submit(assess, loaded).result()


CHANGES: dict[str, Callable[[Path], object]] = {
    "dossier": lambda folder: _longer(folder / "dossier.yaml"),
    "rubric": lambda folder: _longer(folder / "rubric.yaml"),
    "organisation": lambda folder: _longer(folder / "us.yaml"),
    "evidence": lambda folder: _longer(folder / "clock.txt"),
    "evidence that is gone": lambda folder: (folder / "list.txt").unlink(),
    "logo": lambda folder: (folder / "logo.png").write_bytes(png(3)),
    "approval": lambda folder: say(folder / "dossier.json", "R. Moore"),
}


def _longer(file: Path) -> None:
    file.write_text(f"{file.read_text()}# changed\n")


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_on_the_way_is_refused(
    small: Callable[..., Path], folder: Path, change: str
) -> None:
    (folder / "clock.txt").write_text("as it was")
    (folder / "list.txt").write_text("as it was")
    (folder / "logo.png").write_bytes(png())
    clock = f"grade: verified, source: A clock, file: clock.txt, sha256: {sha256(b'as it was').hexdigest()}"
    items = f"evidence: [{{{clock}}}, {{grade: verified, source: A list, file: list.txt}}]"
    path = small(
        dossier=DOSSIER.replace("2, evidence: verified", f"2, {items}"),
        us=f"{ORGANISATION}report: {{logo: logo.png}}\n",
    )
    path.with_suffix(".json").write_text(assess(path).render("json"))
    say(path.with_suffix(".json"), "S. Okafor")
    loaded = load_dossier(path)
    sent = pickle.dumps(loaded)
    assert assess(pickle.loads(sent)) == assess(loaded)  # noqa: S301  (our own)
    CHANGES[change](folder)
    with pytest.raises(InputError, match="this dossier, or what it is held against, has changed since"):
        pickle.loads(sent)  # noqa: S301
    assert copy.deepcopy([copy.copy(loaded)]) == [loaded]  # which reads nothing


def test_what_was_asked_that_has_changed_on_the_way_is_refused(
    small: Callable[..., Path], folder: Path
) -> None:
    path = small(dossier=DOSSIER.replace("as_of:", "replies: replies/\nas_of:"))
    save(folder, "haddad", reply(form="f", sha256="0" * 64, answers={"culture": {"pace": 1}}))
    save(folder, "asked", {"partnercheck": "asked/1"})
    loaded = load_dossier(path)
    sent = pickle.dumps(loaded)
    assert assess(pickle.loads(sent)) == assess(loaded)  # noqa: S301  (our own)
    _longer(folder / "replies" / "asked.yaml")
    with pytest.raises(InputError, match="has changed since"):
        pickle.loads(sent)  # noqa: S301


def test_a_loaded_rubric_brings_nothing_else_along(small: Callable[..., Path], folder: Path) -> None:
    """What changes between two calls is read anew, and what does not comes to the same."""
    path, rubric = (
        small(us=ORGANISATION.replace("Us", "Name of our organisation")),
        load_rubric("./rubric.yaml"),
    )
    before = assess(path, rubric)
    assert "placeholder" in [each.code for each in before.assessment.diagnostics]
    assert assess(path, rubric) == assess(path, rubric) == before
    (folder / "us.yaml").write_text(ORGANISATION)
    after = assess(path, rubric)
    assert after == assess(path, load_rubric("./rubric.yaml")) != before
    assert after.inputs.organisation_used != before.inputs.organisation_used
    _longer(folder / "rubric.yaml")
    assert assess(path, rubric) == after  # a rubric that is loaded is not read again


def test_a_rubric_that_has_changed_on_the_way_is_refused(small: Callable[..., Path], folder: Path) -> None:
    small()
    loaded = load_rubric("./rubric.yaml")
    sent = pickle.dumps(loaded)
    assert pickle.loads(sent) == loaded  # noqa: S301
    _longer(folder / "rubric.yaml")
    with pytest.raises(InputError, match="this rubric has changed since it was sent here"):
        pickle.loads(sent)  # noqa: S301
    assert copy.deepcopy([copy.copy(loaded)]) == [loaded]


def test_examples_are_read_back_from_python() -> None:
    found = assess(EXAMPLES / "tollgate.yaml")
    again = Result.from_dict(found.to_dict())
    assert render(again, "terminal") == render(found, "terminal")
