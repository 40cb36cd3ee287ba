"""Does the financials dimension rank firms that failed below firms that survived?

2,955 real Polish companies (data/README.md), of which only ratios are known. Each becomes a dossier whose
statement lines follow from its ratios with total assets of 1. It is assessed against the bundled rubric, once
as a manufacturer and once as another firm, and ranked by the score of its financials dimension. Area under
the ROC curve: the chance that of a failed and a surviving firm the failed one has the lower score.
Run: python benchmarks/polish_firms.py [FILE], by default with the file in data/.
"""

from __future__ import annotations

import csv
import json
import math
import random
import statistics
import sys
from decimal import Decimal, localcontext
from itertools import groupby, pairwise
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine import decide
from partnercheck.load import Loader
from partnercheck.measures import Sides, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.engine.criteria import Judgement

FILE = Path(__file__).parent / "data" / "polish-firms-open.csv"
SECTORS = ("manufacturer", "other")
SINGLES = {
    "Altman Z′": ("altman_z_private", 1),
    "Altman Z″": ("altman_z_general", 1),
    "Zmijewski": ("zmijewski", -1),
    "net income ÷ assets": ("return_on_assets", 1),
    "current ratio": ("current_ratio", 1),
}
"""The measures that the dimension is compared with, and whether more is better (1) or worse (-1)."""

SEED = 20161
RESAMPLES = 1000
REPEATS, FOLDS = 3, 5
KNOTS = (5, 10, 25, 50, 75, 90)
"""Percentiles of the training firms between which a learnt curve rises."""
STEPS, PENALTY = 80, 0.0005

Score = float | None


class Firm(NamedTuple):
    """A company of the file, and what the program makes of it.

    Attributes:
        failed: Whether it went bankrupt within a year.
        dimension: By sector, the point of the financials dimension; none where no criterion is answered.
        judgements: By sector, its criteria that have a point.
        singles: By name, what a single model or ratio says, more being better; none where it says nothing.
    """

    failed: bool
    dimension: dict[str, Score]
    judgements: dict[str, tuple[Judgement, ...]]
    singles: dict[str, Score]


def read(file: Path = FILE) -> list[dict[str, Decimal]]:
    """Return the companies' known ratios by column, with `failed`."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            {name: Decimal(cell) for name, cell in row.items() if cell and name != "firm"}
            for row in csv.DictReader(lines)
        ]


def statements(ratios: Mapping[str, Decimal]) -> dict[int, dict[str, Decimal]]:
    """Return a company's statement lines, in total assets, of 2012 and, where known, 2011.

    Total debt, cash flow and customers are not in the file: their criteria stay unanswered. Interest is not
    known either where the file says that it is covered nought times or does not say, or where EBIT is nought.
    """
    have = ratios.keys()
    now = {
        "total_assets": Decimal(1),
        "net_income": ratios["a01"],
        "total_liabilities": ratios["a02"],
        "retained_earnings": ratios["a06"],
        "ebit": ratios["a07"],
        "revenue": ratios["a09"],
    }
    if "a08" in have:
        now["equity"] = ratios["a08"] * ratios["a02"]
    if "a04" in have and ratios["a04"] != 1:
        now["current_liabilities"] = ratios["a03"] / (ratios["a04"] - 1)
        now["current_assets"] = ratios["a04"] * now["current_liabilities"]
        if {"a40", "a46"} <= have:
            now["cash"] = ratios["a40"] * now["current_liabilities"]
            now["receivables"] = (ratios["a46"] - ratios["a40"]) * now["current_liabilities"]
    if ratios.get("a27") and ratios["a07"]:
        now["interest_expense"] = ratios["a07"] / ratios["a27"]
    years = {2012: now}
    if ratios.get("a21"):
        years[2011] = {"revenue": ratios["a09"] / ratios["a21"]}
    return years


LEAST = 0.78
"""The area that the dimension must reach for both sectors."""

USUAL_DEAL = {
    "critical": "no",
    "contract-value": 250_000,
    "intent": "partnership",
    "deal-shape": "joint-result",
    "corruption-risk": "low",
}
"""What is assessed besides the firm: a deal of the usual size asks the measures that most partners meet."""


def dossier(ratios: Mapping[str, Decimal], sector: str) -> bytes:
    """Return the dossier of a private, established company with these ratios."""
    with localcontext(prec=12):
        years = statements(ratios)
    return json.dumps(
        {
            "partnercheck": "dossier/1",
            "partner": {"name": "A Polish company", "country": "PL"},
            "as_of": "2013-06-30",
            "profile": {"stage": "established", "listed": "no", "sector": sector, **USUAL_DEAL},
            "financials": {
                "currency": "PLN",
                "unit": 1_000_000,
                "evidence": "audited",
                "years": {
                    year: {name: float(x) for name, x in lines.items()} for year, lines in years.items()
                },
            },
        }
    ).encode()


def assess(rows: Sequence[Mapping[str, Decimal]]) -> list[Firm]:
    """Return what the program, as shipped, makes of each company."""
    loader = Loader()
    firms = []
    for ratios in rows:
        dimension: dict[str, Score] = {}
        judgements: dict[str, tuple[Judgement, ...]] = {}
        singles: dict[str, Score] = {}
        for sector in SECTORS:
            inputs = loader.dossier("-", raw=dossier(ratios, sector))
            decision = decide(inputs)
            dimension[sector] = decision.tree.branches["financials"].score.point
            judgements[sector] = tuple(
                each
                for each in decision.judgements
                if each.dimension == "financials" and each.point is not None
            )
            if not singles:
                sides = Sides(inputs.dossier, None, inputs.as_of)
                for name, (which, sign) in SINGLES.items():
                    value = measure(f"financials.{which}", sides).value
                    singles[name] = None if value is None else sign * value
        firms.append(Firm(bool(ratios["failed"]), dimension, judgements, singles))
    return firms


def filled(scores: Sequence[Score]) -> list[float]:
    """Return the scores, with the median of the others where there is none: no opinion is no ranking."""
    middle = statistics.median([score for score in scores if score is not None])
    return [middle if score is None else score for score in scores]


def auc(scores: Sequence[float], failed: Sequence[bool]) -> float:
    """Return the area under the ROC curve; lower scores foretell failure, ties count half."""
    return weighted_auc(tied(scores), [int(each) for each in failed], [int(not each) for each in failed])


def tied(scores: Sequence[float]) -> list[list[int]]:
    """Return the places of the scores from the lowest to the highest, equal ones together."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    return [list(group) for _, group in groupby(order, key=scores.__getitem__)]


def weighted_auc(groups: Sequence[Sequence[int]], bad: Sequence[int], good: Sequence[int]) -> float:
    """Return the area where firm i counts bad[i] times as failed and good[i] times as surviving."""
    failed_so_far = wins = survived = 0
    for group in groups:
        here, there = sum(bad[i] for i in group), sum(good[i] for i in group)
        wins += there * (2 * failed_so_far + here)
        failed_so_far += here
        survived += there
    return wins / (2 * failed_so_far * survived)


def bootstrap(columns: Mapping[str, Sequence[float]], failed: Sequence[bool]) -> dict[str, list[float]]:
    """Return each column's areas on the same resamples, failed and surviving firms drawn apart."""
    chance = random.Random(SEED)
    groups = {name: tied(scores) for name, scores in columns.items()}
    bad = [i for i, each in enumerate(failed) if each]
    good = [i for i, each in enumerate(failed) if not each]
    areas: dict[str, list[float]] = {name: [] for name in columns}
    for _ in range(RESAMPLES):
        counts = [[0] * len(failed), [0] * len(failed)]
        for count, firms in zip(counts, (bad, good), strict=True):
            for i in chance.choices(firms, k=len(firms)):
                count[i] += 1
        for name, order in groups.items():
            areas[name].append(weighted_auc(order, *counts))
    return areas


def middle_95(values: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def folds(failed: Sequence[bool], seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places of training and test firms, each part with its share of failed ones."""
    chance = random.Random(seed)
    parts: list[list[int]] = [[] for _ in range(FOLDS)]
    for outcome in (True, False):
        firms = [i for i, each in enumerate(failed) if each is outcome]
        chance.shuffle(firms)
        for number, firm in enumerate(firms):
            parts[number % FOLDS].append(firm)
    for part in parts:
        held = set(part)
        yield [i for i in range(len(failed)) if i not in held], part


def number(firm: Firm, sector: str, criterion: str) -> Score:
    """Return the number that a criterion reads, or the end of its curve where none expresses it."""
    for each in firm.judgements[sector]:
        if each.criterion.id == criterion:
            if each.measured.value is not None:
                return each.measured.value
            return each.criterion.curve[0 if each.measured.extreme == "worst" else -1][0]
    return None


def ramps(numbers: Sequence[Score], train: Sequence[int]) -> list[list[float]]:
    """Return how far each number has come from knot to knot, 0 to 1; the training mean where it is none."""
    known = sorted(x for i in train if (x := numbers[i]) is not None)
    steps = list(pairwise(sorted({known[len(known) * percentile // 100] for percentile in KNOTS})))
    come = {x: [min(1.0, max(0.0, (x - a) / (b - a))) for a, b in steps] for x in numbers if x is not None}
    means = [statistics.fmean(come[x][n] for x in known) for n in range(len(steps))]
    return [means if x is None else come[x] for x in numbers]


def learn(features: Sequence[Sequence[float]], failed: Sequence[bool], train: Sequence[int]) -> list[float]:
    """Return weights of zero or more by which survivors differ from failed firms.

    Logistic regression by accelerated projected gradient, both outcomes counting alike.
    """
    rows = [(features[i], -1.0 if failed[i] else 1.0) for i in train]
    bad = sum(failed[i] for i in train)
    share = {-1.0: 0.5 / bad, 1.0: 0.5 / (len(train) - bad)}
    size = len(features[0])
    rate = 4 / (1 + size)  # the inverse of a bound on the curvature, as no feature is above 1
    weights, ahead, bias, bias_ahead, speed = [0.0] * size, [0.0] * size, 0.0, 0.0, 1.0
    for _ in range(STEPS):
        slope, bias_slope = [-PENALTY * weight for weight in ahead], 0.0
        for row, outcome in rows:
            margin = outcome * (bias_ahead + sum(map(mul, row, ahead)))
            push = outcome * share[outcome] / (1 + math.exp(margin))
            bias_slope += push
            slope = [pull + push * x for pull, x in zip(slope, row, strict=True)]
        last, last_bias, before = weights, bias, speed
        weights = [max(0.0, weight + rate * pull) for weight, pull in zip(ahead, slope, strict=True)]
        bias = bias_ahead + rate * bias_slope
        speed = (1 + math.sqrt(1 + 4 * before * before)) / 2
        push = (before - 1) / speed
        ahead = [new + push * (new - old) for new, old in zip(weights, last, strict=True)]
        bias_ahead = bias + push * (bias - last_bias)
    return weights


def learnt(firms: Sequence[Firm], sector: str, train: Sequence[int]) -> list[float]:
    """Return every firm's score by curves and weights that are learnt from the training firms alone.

    The criteria are those of the dimension that are answered, their curves rise; nothing else is given.
    """
    ids = sorted({each.criterion.id for i in train for each in firms[i].judgements[sector]})
    columns = [ramps([number(firm, sector, id_) for firm in firms], train) for id_ in ids]
    features = [[x for part in parts for x in part] for parts in zip(*columns, strict=True)]
    weights = learn(features, [firm.failed for firm in firms], train)
    return [sum(map(mul, row, weights)) for row in features]


def cross_validate(firms: Sequence[Firm]) -> None:
    """Print how the dimension does on parts of the firms, beside curves learnt on the other parts."""
    failed = [firm.failed for firm in firms]
    print(f"{REPEATS} × {FOLDS}-fold cross-validation, mean area on the part held out")
    for sector in SECTORS:
        shipped = filled([firm.dimension[sector] for firm in firms])
        ours, theirs = [], []
        for seed in range(REPEATS):
            for train, held in folds(failed, seed):
                outcomes = [failed[i] for i in held]
                ours.append(auc([shipped[i] for i in held], outcomes))
                scores = learnt(firms, sector, train)
                theirs.append(auc([scores[i] for i in held], outcomes))
        seen = auc(learnt(firms, sector, range(len(firms))), failed)
        spread = statistics.stdev(ours)
        print(f"  financials, {sector:12}   {statistics.fmean(ours):.3f}, from part to part ± {spread:.3f}")
        print(
            f"    all curves and weights learnt {statistics.fmean(theirs):.3f} on parts not seen, "
            f"{seen:.3f} on firms seen"
        )


def table(firms: Sequence[Firm]) -> dict[str, float]:
    """Print the areas with their intervals; return them."""
    failed = [firm.failed for firm in firms]
    columns = {
        f"financials, {sector}": filled([firm.dimension[sector] for firm in firms]) for sector in SECTORS
    }
    columns |= {name: filled([firm.singles[name] for firm in firms]) for name in SINGLES}
    areas = {name: auc(scores, failed) for name, scores in columns.items()}
    samples = bootstrap(columns, failed)
    print(f"{len(firms)} firms, {sum(failed)} failed; area under the ROC curve, 95 % bootstrap interval")
    for name, area in areas.items():
        low, high = middle_95(samples[name])
        print(f"  {name:26} {area:.3f}  {low:.3f}–{high:.3f}")
    best = max(SINGLES, key=areas.__getitem__)
    for name in list(columns)[: len(SECTORS)]:
        low, high = middle_95([a - b for a, b in zip(samples[name], samples[best], strict=True)])
        print(f"  {name} beats {best} by {areas[name] - areas[best]:+.3f}  {low:+.3f} to {high:+.3f}")
    return areas


def main() -> int:
    firms = assess(read(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE))
    areas = table(firms)
    cross_validate(firms)
    best = max(areas[name] for name in SINGLES)
    least = min(areas[f"financials, {sector}"] for sector in SECTORS)
    return 0 if least > best and least >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
