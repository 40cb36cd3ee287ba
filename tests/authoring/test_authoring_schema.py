"""`schema` gives JSON Schema that editors complete and explain from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from building import DOSSIER, EXAMPLES, NAMES, ORGANISATION, ROOT, RUBRIC
from partnercheck.authoring.described import descriptions
from partnercheck.authoring.schema import _RESULTS, KINDS, schema
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from running import Result


class Editor(yaml.CSafeLoader):
    """Reads scalars as editors do, by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def data(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, Editor)))  # noqa: S506  (a safe loader)


def errors(kind: Any, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(json.loads(schema(kind))).iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_by_draft_2020_12(kind: Any) -> None:
    described = json.loads(schema(kind))
    Draft202012Validator.check_schema(described)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "tables"])
def test_the_id_names_kind_and_version_as_what_is_written_does(kind: Any) -> None:
    described = json.loads(schema(kind))
    named = described["properties"].get("partnercheck")
    assert described["$id"] == f"urn:partnercheck:{kind}:1"
    if named is not None:
        assert f"{kind}/1" in named.get("enum", [named.get("const")])


def test_the_documentation_names_every_kind_that_is_written() -> None:
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    assert {*_RESULTS, "approval", "rubric"} == set(re.findall(r"`(\w+)/1`", page))


def test_the_command_prints_it(run: Any) -> None:
    result: Result = run("schema", "dossier")
    assert (result.code, result.out) == (0, schema("dossier"))
    assert run("schema", "letter").code == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_example_dossiers_fit(name: str) -> None:
    assert errors("dossier", data((EXAMPLES / f"{name}.yaml").read_text())) == []


def test_the_example_organisation_fits() -> None:
    assert errors("organisation", data((EXAMPLES / "us.yaml").read_text())) == []


@pytest.mark.parametrize("path", sorted((ROOT / "rubrics").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_bundled_rubrics_and_their_cases_fit(path: Any) -> None:
    kind = "cases" if path.name.endswith(".cases.yaml") else "rubric"
    assert errors(kind, data(path.read_text())) == []


def test_the_small_files_fit() -> None:
    assert errors("rubric", data(RUBRIC)) == []
    assert errors("organisation", data(ORGANISATION)) == []
    assert errors("dossier", data(DOSSIER)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_assessment_of_every_example_fits(name: str, run: Any) -> None:
    result: Result = run("assess", EXAMPLES / f"{name}.yaml", "-f", "json")
    assert errors("assessment", json.loads(result.out)) == []


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        ("dossier", DOSSIER, "as_of: 2026-11-20", "asof: 2026-11-20"),
        ("dossier", DOSSIER, "partnercheck: dossier/1", "partnercheck: dossier/2"),
        ("rubric", RUBRIC, "effect: decline", "effect: stop"),
        ("rubric", RUBRIC, "weight: 3\n", "weight: 0\n"),
        ("rubric", RUBRIC, "kind: choice", "kind: choose"),
        ("rubric", RUBRIC, "title: Small rubric\n", ""),
        ("organisation", ORGANISATION, "name: Us", "nam: Us"),
    ],
)
def test_what_the_program_refuses_an_editor_marks(kind: Any, text: str, old: str, new: str) -> None:
    assert errors(kind, data(text.replace(old, new)))


CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - {name: listed, from: best, profile: {stage: grown, listed: true}, expect: {verdict: proceed}}
"""


def test_yes_and_no_of_facts_may_be_true_and_false(run: Any, write: Any) -> None:
    rubric = RUBRIC.replace("is: yes", "in: [true, false]")
    dossier = DOSSIER.replace("listed: no", "listed: true")
    write("us.yaml", ORGANISATION)
    write("rubric.yaml", rubric)
    assert run("assess", write("dossier.yaml", dossier)).code == 0
    assert run("rubric", "test", write("rubric.cases.yaml", CASES)).code == 0
    assert [errors(*each) for each in (("rubric", data(rubric)), ("rubric", data(RUBRIC)))] == [[], []]
    assert [errors(*each) for each in (("dossier", data(dossier)), ("cases", data(CASES)))] == [[], []]


def test_a_child_may_leave_out_what_it_inherits() -> None:
    child = {"partnercheck": "rubric/1", "id": "c", "version": "1", "extends": "small.yaml"}
    assert errors("rubric", child) == []
    child["verdict"] = {"proceed": {"score": 75}}
    child["red_flags"] = [{"id": "f", "effect": "note"}]
    child["dimensions"] = [{"id": "d", "criteria": [{"id": "c", "weight": 2}, {"id": "e", "when": None}]}]
    assert errors("rubric", child) == []
    del child["extends"]
    assert errors("rubric", child)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("verdict", {"proceed": {"scores": 75}}),
        ("red_flags", [{"effect": "note"}]),
        ("red_flags", [{"id": "f", "effect": "stop"}]),
        ("dimensions", [{"id": "d", "criteria": [{"weight": 2}]}]),
        ("dimensions", [{"id": "d", "criteria": [{"id": "c", "wait": 2}]}]),
        ("dimensions", [{"id": "d", "criteria": [{"id": "c", "weight": 0}]}]),
    ],
)
def test_what_a_child_may_not_give_an_editor_marks(key: str, value: Any) -> None:
    child = {"partnercheck": "rubric/1", "id": "c", "version": "1", "extends": "small.yaml"}
    assert errors("rubric", child | {key: value})


@pytest.mark.parametrize("kind", ["dossier", "organisation", "rubric", "cases"])
def test_every_object_and_every_key_that_is_not_plain_is_described(kind: Any) -> None:
    described = json.loads(schema(kind))
    assert all(each.get("description") for each in described["$defs"].values() if "properties" in each)
    assert described["description"]


def models(base: type[Strict] = Strict) -> Iterator[type[Strict]]:
    for each in base.__subclasses__():
        yield each
        yield from models(each)


def test_every_field_of_every_file_says_what_it_is_for() -> None:
    """Apart from answers, whose type says it, and the two words of tests, which are said of the whole."""
    for model in models():
        if model.__module__.startswith(("partnercheck.model.", "partnercheck.measures.")):
            silent = {name for name, field in model.model_fields.items() if field.description is None}
            silent -= {"answer", "all", "any"}
            assert silent <= descriptions(model).keys(), model


def test_a_description_is_that_of_the_field_under_the_name_it_has_in_the_file() -> None:
    condition = json.loads(schema("dossier"))["$defs"]["ConditionEntry"]["properties"]
    assert condition["for"]["description"] == "The criterion or flag that gives the condition."
    missing = json.loads(schema("assessment"))["$defs"]["Missing"]["properties"]
    assert missing["swing"]["description"] == "Share of the whole × that part of the gap, on 0-100."
    assert "description" not in missing["criterion"]
