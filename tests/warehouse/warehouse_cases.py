"""Many dossiers for one generated rubric, and what the engine decides on them, as rows of the result."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
from engine_generated import AS_OF, FAULTS, Data, Draw, dossiers, organisations, rubrics
from engine_inputs import make, make_rubric
from hypothesis import strategies as st

from building import ROOT
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide
from partnercheck.load import Loader
from partnercheck.load.folders import dossiers_in
from partnercheck.warehouse.arrow import Collector
from partnercheck.warehouse.sql.program import scores_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyarrow as pa

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import Rubric

DOSSIERS = 50
DRAWN = 2
"""So many dossiers are drawn in full; the others are their parts, shuffled."""

NEAR = (0.0, 4e-10, 5e-10, 6e-10, 1e-9)
EDGES = tuple(limit + sign * by for limit in (25, 50, 70, 75) for by in NEAR for sign in (-1, 1))
"""Values about a limit, on either side of where rounding to nine decimals makes them equal to it."""


LOADER = Loader(ROOT)
EXAMPLES = dossiers_in([ROOT / "examples"], ROOT).dossiers


class Batch(NamedTuple):
    rubric: Rubric
    partners: dict[str, Inputs]


@st.composite
def batches(draw: Draw, count: int = DOSSIERS) -> Batch:
    rules = draw(rubrics())
    for each in (c for d in rules["dimensions"] for c in d["criteria"]):
        if each["kind"] == "choice" and draw(st.booleans()):
            each["options"] = {
                key: {"text": "o", "value": draw(st.sampled_from(EDGES))} for key in each["options"]
            }
    ours = draw(organisations(rules))
    found = [draw(dossiers(rules)) for _ in range(DRAWN)]
    chance = Random(draw(st.integers(0, 1000)))
    known = [*found, *(shuffled(found, chance) for _ in range(count - DRAWN))]
    rubric = make_rubric(rules)
    return Batch(rubric, {f"p{n:02}": make(rubric, each, ours, FAULTS) for n, each in enumerate(known)})


def example_batches(rubric: str) -> list[Batch]:
    """Return the examples that a bundled rubric fits, apart where their organisations differ."""
    fitting: dict[object, dict[str, Inputs]] = {}
    for name, path in EXAMPLES.items():
        with suppress(InputError):
            inputs = LOADER.dossier(path, rubric=rubric)
            ours = inputs.organisation.culture.items() if inputs.organisation else ()
            fitting.setdefault(tuple(ours), {})[name] = inputs
    return [Batch(LOADER.rubric(rubric).rubric, partners) for partners in fitting.values()]


def answered(rubric: Rubric, count: int = 16) -> Batch:
    """Return dossiers with the first answer to all that a rubric asks, the last, none, and any.

    In the last quarter people rate, and some facts of the profile are unknown.
    """
    chance = Random(rubric.id)
    picks: list[Callable[[Sequence[Any]], Any]] = [
        lambda each: each[0],
        lambda each: each[-1],
        lambda _: None,
    ]
    picks += [chance.choice] * (count - len(picks))
    known = [_known(rubric, pick) for pick in picks]
    for each in known[-count // 4 :]:
        each["profile"] |= {fact: "unknown" for fact in each["profile"] if chance.random() < _UNKNOWN}
        for entries in each["answers"].values():
            entries |= {name: entry and _rated(entry) for name, entry in entries.items()}
    places = {name: min(each.positions) for name, each in rubric.criteria.items() if each.positions}
    ours = {"partnercheck": "organisation/1", "name": "Us", "culture": places}
    return Batch(rubric, {f"p{n:02}": make(rubric, each, ours) for n, each in enumerate(known)})


_UNKNOWN = 0.4


def _rated(entry: Data) -> Data:
    """Return an answer as that of one rater, who has its evidence."""
    return {"ratings": [{"by": "p", "side": "us", "answer": entry["answer"]}], "evidence": entry["evidence"]}


def _known(rubric: Rubric, pick: Callable[[Sequence[Any]], Any]) -> Data:
    facts = {name: pick(fact.values or (0, 10**6)) for name, fact in rubric.profile.items()}
    return {
        "partnercheck": "dossier/1",
        "partner": {"name": "Acme"},
        "as_of": str(AS_OF),
        "profile": {name: "unknown" if fact is None else fact for name, fact in facts.items()},
        "answers": {
            each.id: {one.id: _entry(one, rubric, pick) for one in each.criteria if one.measure is None}
            for each in rubric.dimensions
        },
    }


def _entry(criterion: Criterion, rubric: Rubric, pick: Callable[[Sequence[Any]], Any]) -> Data | None:
    keys = [option.key for option in criterion.answering.options]
    forms: dict[str, list[Any]] = {
        "one": keys,
        "many": [[], keys[:1], keys[1:], keys],
        "number": [x for x, _ in criterion.points],
        "text": ["words"],
    }
    answer, grade = pick(forms[criterion.answering.form]), pick(list(rubric.evidence.grades))
    if answer is None:
        return None
    return {"answer": answer, "evidence": [{"grade": grade, "source": "s", "date": str(AS_OF)}]}


def shuffled(found: list[Data], chance: Random) -> Data:
    """Return a dossier whose every part is that of one of those found."""
    one = {key: value for each in found for key, value in each.items()}
    one |= {key: chance.choice(found).get(key) for key in one}
    one["profile"] = {fact: chance.choice(found)["profile"][fact] for fact in found[0]["profile"]}
    one["answers"] = {
        group: {name: chance.choice(found)["answers"][group][name] for name in entries}
        for group, entries in found[0]["answers"].items()
    }
    return {key: value for key, value in one.items() if value is not None}


def decided(inputs: Inputs, partner: str) -> dict[str, Any]:
    """Return what the engine decides, as `score` gives it."""
    decision = decide(inputs)
    ruling, whole = decision.ruling, decision.tree.whole
    row: dict[str, Any] = {
        "partner": partner,
        "name": inputs.dossier.partner.name,
        "as_of": inputs.as_of,
        "verdict": ruling.level,
        "firm": ruling.firm,
        "worst": ruling.worst,
        "now": ruling.now,
        "best": ruling.best,
        **whole._asdict(),
        "coverage": whole.coverage,
        **{f"gap_{part}": number for part, number in decision.gaps.whole._asdict().items()},
        "reasons": ", ".join(f"{r.code}:{r.subject}" if r.subject else r.code for r in decision.reasons),
        "call": decision.relationship.call,
    }
    for dimension in inputs.rubric.dimensions:
        branch = decision.tree.branches.get(dimension.id)
        gap = decision.gaps.dimensions.get(dimension.id)
        for part in ("point", "low", "high", "coverage"):
            row[f"{dimension.id}.{part}"] = getattr(branch.score, part) if branch else None
        for part in ("unanswered", "weak", "disagreement"):
            row[f"{dimension.id}.{part}"] = getattr(gap, part) if gap else None
    return row | {f"{flag.rule.id}.status": flag.status for flag in decision.flags}


CONNECTION = duckdb.connect(config={"threads": 1})


def collected(partners: Mapping[str, Inputs]) -> dict[str, pa.Table]:
    """Return the tables of partners by name."""
    collector = Collector()
    for partner, inputs in partners.items():
        collector.add(inputs, partner)
    return collector.tables()


def scored(rubric: Rubric, partners: Mapping[str, Inputs]) -> dict[str, dict[str, Any]]:
    """Return what the rubric's SQL decides on partners, as rows by partner."""
    for name, table in collected(partners).items():
        CONNECTION.register(name, table)
    result = CONNECTION.execute(str(scores_query(rubric)))
    columns = [column for column, *_ in result.description]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in result.fetchall()}


def differences(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the columns that differ: a number by more than 1e-9, anything else at all."""
    assert list(expected) == list(found)
    return {
        column: (value, found[column])
        for column, value in expected.items()
        if value != found[column]
        and not (
            isinstance(value, float) and found[column] is not None and abs(value - found[column]) <= 1e-9
        )
    }
