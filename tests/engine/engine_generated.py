"""Strategies: whole rubrics with dossiers that fit them, of every kind that sections 2, 3, 5 and 6 allow.

Longer than most modules, as what a dossier holds is drawn from the rubric that is drawn before it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from engine_inputs import make
from hypothesis import strategies as st

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs

Data = dict[str, Any]
Draw = Any

AS_OF = dt.date(2026, 2, 28)
KINDS = ("levels", "yes_no", "choice", "checklist", "metric", "match", "measured")
GRADES = ("audited", "verified", "documented", "declared", "asserted")
PERCENT = (0, 10, 25, 30, 50, 60, 70, 75, 90, 100)
WEIGHTS = (1, 2, 3, 0.5, 0.3, 25)
DAYS = ("2024-02-29", "2024-08-31", "2025-02-28", "2025-08-31", "2026-02-27", "2026-02-28", "2026-03-01")
SIDES = ("us", "them", "reference")
FACTS: Data = {
    "listed": {"type": "yes_no"},
    "stage": {"options": ["startup", "grown"]},
    "value": {"type": "number", "unit": "EUR a year"},
    "regulated": {"type": "yes_no", "when": {"profile": "stage", "is": "grown"}},
    "staff": {
        "type": "number",
        "when": {"any": [{"profile": "regulated", "is": "no"}, {"profile": "value", "at_least": 100}]},
    },
}
"""Each of a kind; the last two matter only for some partners."""

percent = st.sampled_from(PERCENT)
weight = st.sampled_from(WEIGHTS)
maybe = st.booleans()
seldom = st.sampled_from((False, False, False, True))
numbers = st.sampled_from((0, 99.5, 100, 250))


class Case(NamedTuple):
    """A rubric, a dossier and an organisation as plain data."""

    rubric: Data
    dossier: Data
    organisation: Data | None
    faults: dict[tuple[str, str | None], str]

    @property
    def inputs(self) -> Inputs:
        return make(*self)

    def answering(self, name: str, entry: Any) -> Case:
        """Return the case with another entry for one criterion."""
        home = next(d["id"] for d in self.rubric["dimensions"] for c in d["criteria"] if c["id"] == name)
        group = self.dossier["answers"].get(home, {}) | {name: entry}
        return self._replace(dossier=self.dossier | {"answers": self.dossier["answers"] | {home: group}})

    def entry(self, name: str) -> Any:
        return next((group[name] for group in self.dossier["answers"].values() if name in group), None)

    @property
    def criteria(self) -> dict[str, Data]:
        return {c["id"]: c for d in self.rubric["dimensions"] for c in d["criteria"]}


@st.composite
def profile_tests(draw: Draw, depth: int = 1) -> Data:
    if depth and draw(seldom):
        form = draw(st.sampled_from(("all", "any")))
        return {form: draw(st.lists(profile_tests(0), min_size=1, max_size=2))}
    name = draw(st.sampled_from(("listed", "listed", "stage", "stage", "value", "regulated", "staff")))
    if name == "stage":
        return {"profile": name, "in": draw(st.sampled_from((["startup"], ["grown"], ["grown", "startup"])))}
    if name in {"value", "staff"}:
        return {"profile": name, draw(st.sampled_from(("at_least", "at_most"))): draw(numbers)}
    return {"profile": name, "is": draw(st.sampled_from(("yes", "no")))}


@st.composite
def curves(draw: Draw, *, falling: bool = False) -> list[list[float]]:
    x = sorted(draw(st.sets(st.sampled_from((0, 1, 2.5, 4, 7, 10)), min_size=2, max_size=4)))
    y = [draw(percent) for _ in x]
    return [list(point) for point in zip(x, sorted(y, reverse=True) if falling else y, strict=True)]


@st.composite
def criteria(draw: Draw, name: str) -> Data:
    kind = draw(st.sampled_from(KINDS))
    c: Data = {"id": name, "title": name, "question": "?", "kind": "metric" if kind == "measured" else kind}
    c |= {"weight": draw(weight), "allow_na": True, "expect": draw(st.sampled_from((0, 30, 50, 75)))}
    if draw(seldom):
        c["max_age"] = draw(st.sampled_from((6, 12, 18)))
    if draw(seldom):
        c["when"] = draw(profile_tests())
    match kind:
        case "levels":
            first, size = draw(st.integers(-1, 1)), draw(st.integers(2, 4))
            c["levels"] = {first + n: f"l{n}" for n in range(size)}
            if draw(seldom):
                values = sorted(draw(st.lists(percent, min_size=size, max_size=size)))
                c["levels"] = {first + n: {"text": f"l{n}", "value": v} for n, v in enumerate(values)}
        case "yes_no" if draw(maybe):
            c["good"] = draw(maybe)
        case "choice":
            c["options"] = {
                f"o{n}": {"text": "o", "value": draw(percent)} for n in range(draw(st.integers(1, 3)))
            }
        case "checklist":
            c["items"] = {
                f"i{n}": {"text": "i", "weight": draw(weight)} for n in range(draw(st.integers(1, 3)))
            }
        case "metric":
            c["curve"] = draw(curves())
        case "measured":
            c |= {
                "from": draw(st.sampled_from(("surveys.latest", "surveys.weakest"))),
                "curve": draw(curves()),
            }
        case "match":
            c["axis"] = {n: f"p{n}" for n in range(draw(st.integers(3, 5)))}
            if draw(maybe):
                c["curve"] = draw(curves(falling=True))
    return c


@st.composite
def leaves(draw: Draw, ids: list[str], dimensions: list[str], *, flags: bool, depth: int = 2) -> Data:
    if depth and draw(st.sampled_from((False, False, True))):
        form = draw(st.sampled_from(("all", "any")))
        inner = leaves(ids, dimensions, flags=flags, depth=depth - 1)
        return {form: draw(st.lists(inner, min_size=1, max_size=3))}
    kind = draw(st.sampled_from(("criterion", "criterion", "criterion", "dimension", "profile")))
    if kind == "profile":
        return draw(profile_tests(0))
    limit = "at_most" if flags or draw(maybe) else "at_least"
    value = draw(st.sampled_from((0, 25, 50, 75, 99) if flags else PERCENT))
    return {kind: draw(st.sampled_from(ids if kind == "criterion" else dimensions)), limit: value}


@st.composite
def limits(draw: Draw, dimensions: list[str]) -> tuple[Data, Data]:
    def pair() -> tuple[int, int]:
        low, high = sorted(
            (draw(st.sampled_from((0, 0, 30, 50, 70))), draw(st.sampled_from((0, 30, 50, 70, 90))))
        )
        return high, low

    scores, floors = pair(), pair()
    proceed: Data = {"score": scores[0], "dimension": floors[0]}
    conditional: Data = {"score": scores[1], "dimension": floors[1]}
    if draw(maybe):
        named = draw(st.sampled_from(dimensions))
        own = pair()
        proceed["dimension"] = {"default": floors[0], named: own[0]}
        conditional["dimension"] = {"default": floors[1], named: own[1]}
    elif draw(maybe):
        del conditional["dimension"]
    return proceed, conditional


@st.composite
def rubrics(draw: Draw) -> Data:
    dimensions, ids = [], []
    for d in range(draw(st.integers(1, 3))):
        names = [f"c{d}{n}" for n in range(draw(st.integers(1, 3)))]
        ids += names
        inside = [draw(criteria(name)) for name in names]
        dimensions.append({"id": f"d{d}", "title": f"D{d}", "weight": draw(weight), "criteria": inside})
    homes = [d["id"] for d in dimensions]
    proceed, conditional = draw(limits(homes))
    evidence: Data = {}
    if draw(maybe):
        evidence["max_age"] = draw(st.sampled_from((6, 18, 24)))
    if draw(seldom):
        evidence |= {"clears": draw(st.sampled_from(GRADES)), "default": draw(st.sampled_from(GRADES))}
    if draw(seldom):
        worth = sorted(
            draw(st.lists(st.sampled_from((0, 0.4, 0.5, 0.9, 1)), min_size=5, max_size=5)), reverse=True
        )
        evidence["grades"] = {g: {"reliability": r} for g, r in zip(GRADES, worth, strict=True)}
    rules: Data = {
        "partnercheck": "rubric/1",
        "id": "made-up",
        "version": "1.0.0",
        "title": "Made up",
        "profile": FACTS,
        "dimensions": dimensions,
        "verdict": {"proceed": proceed, "conditional": conditional},
        "evidence": evidence,
    }
    if draw(st.sampled_from((True, True, False))):
        low = draw(st.sampled_from((0, 10, 40)))
        rules["verdict"] |= {"coverage": {"overall": low, "dimension": low}, "not_applicable": draw(percent)}
    rules["red_flags"] = []
    for n in range(draw(st.integers(0, 4))):
        f: Data = {
            "id": f"f{n}",
            "title": f"F{n}",
            "when": draw(leaves(ids, homes, flags=True)),
            "waivable": True,
        }
        f["effect"] = draw(st.sampled_from(("decline", "conditional", "conditional", "note")))
        if draw(seldom):
            f["evidence"] = draw(st.sampled_from(GRADES))
        rules["red_flags"].append(f)
    rules["relationship"] = [
        {"call": f"r{n}", "title": f"Name {n}", "when": draw(leaves(ids, homes, flags=False))}
        for n in range(draw(st.integers(0, 3)))
    ] + [{"call": "else", "title": "All else"}]
    return rules


@st.composite
def items(draw: Draw) -> Data:
    each: Data = {"grade": draw(st.sampled_from(GRADES)), "source": "s"}
    if draw(st.sampled_from((True, True, True, False))):
        each["date"] = draw(st.sampled_from(DAYS))
    if draw(seldom):
        each["valid_until"] = draw(st.sampled_from(("2026-02-27", "2026-02-28", "2026-03-01")))
    if draw(seldom):
        each["file"] = draw(st.sampled_from(("there.pdf", "missing.pdf")))
    return each


@st.composite
def supports(draw: Draw) -> Any:
    if draw(seldom):
        return draw(st.sampled_from(GRADES))
    return draw(st.lists(items(), min_size=0, max_size=3))


def answers_to(c: Data) -> st.SearchStrategy[Any]:
    """Return the answers that a criterion takes."""
    match c["kind"]:
        case "levels":
            return st.sampled_from(sorted(c["levels"]))
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(sorted(c["options"]))
        case "checklist":
            return st.lists(st.sampled_from(sorted(c["items"])), unique=True)
        case "metric":
            return st.sampled_from((-1, 0, 0.5, 1, 2, 2.5, 3.3, 6, 10, 12))
        case _:
            return st.sampled_from(sorted(c["axis"]))


@st.composite
def entries(draw: Draw, c: Data) -> Any:
    """An entry of any form for a criterion; an answer with evidence is the likeliest."""
    if draw(st.sampled_from((False,) * 9 + (True,))):
        return {"not_applicable": "no matter here"}
    if "from" in c or draw(st.sampled_from((False,) * 7 + (True,))):
        return draw(st.sampled_from((None, "unknown")))
    entry: Data = {}
    if draw(seldom):
        answer = st.one_of(st.just("unknown"), answers_to(c), answers_to(c), answers_to(c))
        ratings = draw(st.lists(st.tuples(st.sampled_from(SIDES), answer), min_size=1, max_size=4))
        entry["ratings"] = [
            {"by": f"p{n}", "side": side, "answer": raw} for n, (side, raw) in enumerate(ratings)
        ]
        if draw(seldom):
            entry["ratings"][0]["evidence"] = draw(supports())
    else:
        entry["answer"] = draw(answers_to(c))
    if draw(st.sampled_from((True, True, True, False))):
        entry["evidence"] = draw(supports())
    elif draw(maybe) and "answer" in entry:
        return entry["answer"]
    return entry


@st.composite
def facts(draw: Draw, fact: Data) -> Any:
    """A fact of the profile: seldom unknown, seldom with evidence."""
    if draw(st.sampled_from((False,) * 11 + (True,))):
        value: Any = "unknown"
    elif fact.get("type") == "number":
        value = draw(numbers)
    else:
        value = draw(st.sampled_from(fact.get("options", ("yes", "no"))))
    return {"is": value, "evidence": draw(supports())} if draw(seldom) else value


@st.composite
def events(draw: Draw, rules: Data) -> Data:
    names = ["surveys", *(f["id"] for f in rules["red_flags"])]
    for d in rules["dimensions"]:
        names += [d["id"], *(c["id"] for c in d["criteria"])]
    about = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return {"on": draw(st.sampled_from(DAYS)), "about": about, "what": "Something happened"}


@st.composite
def dossiers(draw: Draw, rules: Data) -> Data:
    everything = [c for d in rules["dimensions"] for c in d["criteria"]]
    known: Data = {
        "partnercheck": "dossier/1",
        "partner": {"name": "Acme"},
        "as_of": str(AS_OF),
        "profile": {name: draw(facts(fact)) for name, fact in FACTS.items()},
        "answers": {d["id"]: {c["id"]: draw(entries(c)) for c in d["criteria"]} for d in rules["dimensions"]},
    }
    if draw(seldom):
        weak = rules["evidence"].get("clears", "documented")
        default = draw(supports())
        stronger = GRADES[: GRADES.index(weak)]
        if isinstance(default, str):
            default = weak if default in stronger else default
        else:
            default = [
                each | {"grade": weak if each["grade"] in stronger else each["grade"]} for each in default
            ]
        known["evidence"] = default
    if draw(st.sampled_from((True, True, False))):
        sections = draw(st.lists(st.sampled_from((0, 1, 2, 5, 9)), min_size=1, max_size=3))
        rounds = [{"date": "2026-01-05", "sections": {f"s{n}": v for n, v in enumerate(sections)}}]
        known["surveys"] = {"rounds": rounds}
        if draw(maybe):
            known["surveys"]["evidence"] = draw(supports())
    if draw(seldom):
        known["events"] = draw(st.lists(events(rules), min_size=1, max_size=2))
    named = [*(c["id"] for c in everything), *(f["id"] for f in rules["red_flags"])]
    known["conditions"] = [
        {"for": name, "action": f"Do it for {name}", "status": draw(st.sampled_from(("open", "met")))}
        for name in named
        if draw(seldom)
    ]
    known["waivers"] = [
        {
            "flag": f["id"],
            "by": "b",
            "reason": "r",
            "until": draw(st.sampled_from(("2026-02-27", "2026-02-28"))),
        }
        for f in rules["red_flags"]
        if draw(seldom)
    ]
    called = {s: draw(st.sampled_from((None, "r0", " Name 0 ", "ELSE", "other"))) for s in ("us", "them")}
    known["called"] = {side: name for side, name in called.items() if name}
    return known


@st.composite
def organisations(draw: Draw, rules: Data) -> Data | None:
    if not draw(st.sampled_from((True, True, True, False))):
        return None
    everything = [c for d in rules["dimensions"] for c in d["criteria"]]
    matches = [c for c in everything if c["kind"] == "match" and draw(st.sampled_from((True, True, False)))]
    positions = {c["id"]: draw(st.sampled_from(sorted(c["axis"]))) for c in matches}
    return {"partnercheck": "organisation/1", "name": "Us", "culture": positions}


FAULTS: dict[tuple[str, str | None], str] = {("missing.pdf", None): "its file is missing"}


@st.composite
def cases(draw: Draw) -> Case:
    rules = draw(rubrics())
    return Case(rules, draw(dossiers(rules)), draw(organisations(rules)), FAULTS)
