"""What every section of this package declares, and what the models of files make of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest

from building import ROOT
from partnercheck.measures import SECTIONS, Sides, dossier_model, organisation_model
from partnercheck.measures.registry import OWN
from partnercheck.model.dossier import Dossier
from partnercheck.model.strict import validate
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.measures import Section

HEAD = "partnercheck: dossier/1\npartner: {name: Acme}\nas_of: 2026-11-20\n"
OURS = "partnercheck: organisation/1\nname: Us\n"
NAMES = {section.name for section in OWN}


def each(own: Any) -> Any:
    return pytest.mark.parametrize("section", own, ids=lambda section: section.name)


@each(OWN)
def test_a_sample_is_valid_and_read_back_by_its_section(section: Section[Any]) -> None:
    data = parse((HEAD + section.sample).encode(), "sample").data
    dossier, problems = validate(dossier_model(data), data)
    assert dossier is not None, problems
    assert isinstance(section.of(dossier), section.model)
    assert [name for name, _ in dossier.sections()] == [section.name]
    assert section.of(dossier_model({}).model_validate(parse(HEAD.encode(), "bare").data)) is None


@each([section for section in OWN if section.ours])
def test_a_sample_of_our_part_is_valid_and_read_back(section: Section[Any]) -> None:
    assert section.ours
    data = parse((OURS + section.ours.sample).encode(), "sample").data
    us, problems = validate(organisation_model(data), data)
    assert us is not None, problems
    assert isinstance(section.ours.of(us), section.ours.model)
    assert section.ours.of(None) is None


@each(OWN)
def test_its_tables_tell_every_amount_of_its_sample(section: Section[Any]) -> None:
    data = parse((HEAD + section.sample).encode(), "sample").data
    dossier = dossier_model(data).model_validate(data)
    tables = list(section.tables(section.of(dossier), Sides(dossier, None, dossier.as_of)))
    assert tables
    for table in tables:
        assert table.rows
        assert len(table.columns) <= 5
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(row[0] for row in table.rows)


def test_models_of_files_are_made_once() -> None:
    assert dossier_model({"roadmap": {}}) is dossier_model({"partner": {}}) is dossier_model([])
    assert issubclass(dossier_model({}), Dossier)
    assert dossier_model({}).model_fields.keys() - Dossier.model_fields.keys() == NAMES


def test_a_section_is_found_by_its_name() -> None:
    assert [SECTIONS[section.name] for section in OWN] == list(OWN)
    assert "finacials" not in SECTIONS
    assert list(SECTIONS.holding(["roadmap"])) == list(OWN)


def test_no_other_module_lists_sections_by_name() -> None:
    """Of several names in one list, one is forgotten when a section is added."""
    source = ROOT / "src" / "partnercheck"
    lists = {str(path.relative_to(source)) for path in source.rglob("*.py") if _lists_sections(path)}
    assert not lists


def _lists_sections(path: Path) -> bool:
    return any(len(names & NAMES) > 1 for names in _literals(path))


def _literals(path: Path) -> Iterator[set[object]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            items = node.elts
        elif isinstance(node, ast.Dict):
            items = [key for key in node.keys if key]
        else:
            continue
        yield {item.value for item in items if isinstance(item, ast.Constant)}
