"""The financials dimension as shipped against single models, on a part of the benchmark's real companies."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "polish_firms.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("polish_firms", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def firms(bench: ModuleType) -> list[Any]:
    """Every failed company and as many that survived, drawn at random."""
    rows = bench.read()
    failed = [row for row in rows if row["failed"]]
    survived = [row for row in rows if not row["failed"]]
    return bench.assess([*failed, *random.Random(3).sample(survived, len(failed))])


@pytest.mark.parametrize("sector", ["manufacturer", "other"])
def test_the_dimension_ranks_failed_firms_lower_than_every_single_model_does(
    bench: ModuleType, firms: list[Any], sector: str
) -> None:
    failed = [firm.failed for firm in firms]
    area = bench.auc(bench.filled([firm.dimension[sector] for firm in firms]), failed)
    for name in bench.SINGLES:
        assert area > bench.auc(bench.filled([firm.singles[name] for firm in firms]), failed), name


def test_lines_follow_from_ratios(bench: ModuleType) -> None:
    row = bench.read()[0]
    years = bench.statements(row)
    now = years[2012]
    assert now["current_assets"] - now["current_liabilities"] == pytest.approx(row["a03"])
    assert now["current_assets"] / now["current_liabilities"] == pytest.approx(row["a04"])
    assert (now["cash"] + now["receivables"]) / now["current_liabilities"] == pytest.approx(row["a46"])
    assert now["ebit"] / now["interest_expense"] == pytest.approx(row["a27"])
    assert now["revenue"] / years[2011]["revenue"] == pytest.approx(row["a21"])


def test_area_counts_pairs_in_order_and_half_of_ties(bench: ModuleType) -> None:
    assert bench.auc([1, 2, 3, 3], [True, False, True, False]) == 0.625
    assert bench.filled([1, None, 3]) == [1, 2, 3]


def test_folds_share_out_every_firm_once(bench: ModuleType) -> None:
    failed = [True] * 10 + [False] * 40
    parts = list(bench.folds(failed, 1))
    assert sorted(firm for _, held in parts for firm in held) == list(range(50))
    assert all(sum(failed[firm] for firm in held) == 2 for _, held in parts)
    assert all(not set(train) & set(held) for train, held in parts)


def test_learnt_curves_see_training_firms_alone(bench: ModuleType, firms: list[Any]) -> None:
    train = range(0, len(firms), 2)
    held = [i for i in range(len(firms)) if i % 2]
    relabelled = [firm._replace(failed=not firm.failed) if i % 2 else firm for i, firm in enumerate(firms)]
    scores = bench.learnt(firms, "other", train)
    assert scores == bench.learnt(relabelled, "other", train)
    assert bench.auc([scores[i] for i in held], [firms[i].failed for i in held]) > 0.7
