"""A rubric that is shown whole, as YAML or JSON, reads back as the same rubric, by others too."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from engine_generated import rubrics
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from partnercheck.authoring.resolved import resolved
from partnercheck.authoring.schema import schema
from partnercheck.load import Loader
from partnercheck.model.as_data import as_data, without
from partnercheck.model.scale import DataAsWritten
from partnercheck.render.json import render
from partnercheck.resources import rubrics as bundled
from test_yaml_out import HARD

if TYPE_CHECKING:
    from pathlib import Path

AGES = st.sampled_from(["1 month", "18 months", "2 years"])
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
WORDS = (st.sampled_from(HARD) | TEXT).filter(str.strip)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema("rubric")))


def check_json(data: Any, loader: Loader) -> None:
    """Check that data are what their schema says, and read back as what they come from."""
    validator().validate(data)
    shown = render(DataAsWritten(data)).encode()
    assert as_data(loader.in_memory(shown, "shown").rubric) == data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rules=rubrics(), title=WORDS, age=AGES)
def test_a_rubric_that_is_shown_whole_is_the_same(tmp_path: Path, rules: Any, title: str, age: str) -> None:
    rules["evidence"]["max_age"] = age
    for criterion in (each for dimension in rules["dimensions"] for each in dimension["criteria"]):
        if "max_age" in criterion:
            criterion["max_age"] = age
    child = {
        "partnercheck": "rubric/1",
        "id": "c",
        "version": "1.0",
        "title": title,
        "extends": "./parent.yaml",
    }
    for name, each in {"parent": rules, "child": child}.items():
        tmp_path.joinpath(f"{name}.yaml").write_text(render(each), encoding="utf-8")
    loader = Loader(tmp_path)
    loaded = loader.rubric("./child.yaml", tmp_path)
    data = without(as_data(loaded.rubric), "extends", "drop")
    check_json(data, loader)
    text = resolved(loaded.document)
    assert as_data(loader.in_memory(text.encode(), "shown").rubric) == data
    for reader in (yaml.SafeLoader, yaml.CSafeLoader):
        read = yaml.load(text, Loader=reader)  # noqa: S506  (both are safe)
        assert (read["title"], read["evidence"]["max_age"]) == (title, age)
        asked = [[each["id"] for each in dimension["criteria"]] for dimension in read["dimensions"]]
        assert asked == [[each.id for each in dimension.criteria] for dimension in loaded.rubric.dimensions]


@pytest.mark.parametrize("name", sorted(bundled()))
def test_every_bundled_rubric_is_shown_as_json_that_reads_back(name: str) -> None:
    loader = Loader()
    check_json(without(as_data(loader.rubric(name).rubric), "extends", "drop"), loader)
