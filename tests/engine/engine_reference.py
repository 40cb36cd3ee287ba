"""Sections 4 to 6 of DESIGN.md once more, straight from the text, in exact fractions and on plain data.

Written without looking at the engine and for reading rather than for speed; the tests hold the engine
against it on generated rubrics and dossiers.
"""

from __future__ import annotations

import calendar
import datetime as dt
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

Data = dict[str, Any]

GRADES = {"audited": 1.0, "verified": 0.95, "documented": 0.7, "asserted": 0.4}
LEVELS = ("decline", "conditional", "proceed")
STEP_DOWN = {"decline": "conditional", "conditional": "note", "note": "note"}
LEFT_OUT = "not_applicable"


class Outcome(NamedTuple):
    """What an assessment comes to; numbers are exact."""

    level: str
    firm: bool
    readings: dict[str, str]
    score: tuple[Fraction | None, Fraction, Fraction]
    dimensions: dict[str, tuple[Fraction | None, Fraction, Fraction] | None]
    values: dict[str, tuple[Fraction | None, Fraction, Fraction] | None]
    grades: dict[str, str]
    contributions: dict[str, Fraction]
    flags: dict[str, str]
    waived: set[str]
    call: str | None
    possible: list[str]
    differs: bool
    conditions: list[str]
    holds: set[tuple[str, str | None]]


class Known(NamedTuple):
    """An answered criterion: every rater's value, each side's median, the point, and the grade earned."""

    values: list[Fraction]
    medians: dict[str, Fraction]
    point: Fraction
    grade: str


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def nine(number: Fraction) -> Fraction:
    return round(number, 9)


# ------------------------------------------------------------------------------------ section 3.1: values


def on_curve(curve: list[list[float]], x: Fraction) -> Fraction:
    points = [(exact(a), exact(b)) for a, b in curve]
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def value_of(c: Data, answer: Any, ours: Data) -> Fraction | None:
    match c["kind"]:
        case "levels":
            keys = sorted(c["levels"])
            level = c["levels"][answer]
            if isinstance(level, dict):
                return exact(level["value"])
            return Fraction(100 * keys.index(answer), len(keys) - 1)
        case "yes_no":
            return Fraction(100 if answer == c.get("good", True) else 0)
        case "choice":
            return exact(c["options"][answer]["value"])
        case "checklist":
            weights = {key: exact(each.get("weight", 1)) for key, each in c["items"].items()}
            return 100 * sum(weights[key] for key in answer) / sum(weights.values())
        case "metric":
            return on_curve(c["curve"], exact(answer))
        case _:
            if c["id"] not in ours:
                return None
            span = max(c["axis"]) - min(c["axis"])
            return on_curve(c.get("curve") or [[0, 100], [span, 0]], abs(Fraction(answer - ours[c["id"]])))


# ------------------------------------------------------------------------------- section 4: the reliability


def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def grade_of(given: Any, rules: Data, dossier: Data, max_age: int | None, faults: Any) -> str:
    grades = list(rules.get("grades", GRADES))
    weakest = grades[-1]
    cap = weakest if max_age is not None else rules.get("clears", "documented")
    # The rubric's default is read as a grade in short, and capped like one.
    evidence = given or dossier.get("evidence") or rules.get("default", "asserted")
    if isinstance(evidence, str):
        return max(evidence, cap, key=grades.index)
    as_of = dt.date.fromisoformat(dossier["as_of"])
    counting = []
    for each in evidence:
        date, until = (each.get(key) and dt.date.fromisoformat(each[key]) for key in ("date", "valid_until"))
        last = until or (months_later(date, max_age) if date and max_age is not None else None)
        if (date and date > as_of) or (last and last < as_of):
            continue
        if (each.get("file"), each.get("sha256")) in faults:
            continue
        counting.append(each["grade"] if date or until else max(each["grade"], cap, key=grades.index))
    return min(counting, key=grades.index) if counting else weakest


def known(c: Data, rubric: Data, dossier: Data, ours: Data, entry: Any, faults: Any) -> Known | None:
    rules = rubric.get("evidence", {})
    entry = entry if isinstance(entry, dict) else {"answer": entry}
    answers: list[tuple[str, Any]] = [("", entry.get("answer"))]
    evidence = entry.get("evidence")
    if "ratings" in entry:
        answers = [(each["side"], each["answer"]) for each in entry["ratings"]]
    if "from" in c:
        answers, evidence = [], None
        if "surveys" in dossier:
            last = max(dossier["surveys"]["rounds"], key=lambda each: each["date"])["sections"].values()
            found = (
                min(last) if c["from"] == "surveys.weakest" else sum(map(exact, last)) / Fraction(len(last))
            )
            answers, evidence = [("", found)], dossier["surveys"].get("evidence")
    read = [(side, value_of(c, raw, ours)) for side, raw in answers if raw not in (None, "unknown")]
    values = [value for _, value in read if value is not None]
    if not values:
        return None
    sides = {side for side, _ in read}
    medians = {side: median([v for s, v in read if s == side and v is not None]) for side in sides}
    grade = grade_of(evidence, rules, dossier, c.get("max_age", rules.get("max_age")), faults)
    return Known(values, medians, sum(medians.values(), Fraction()) / len(medians), grade)


def gap(c: Known) -> Fraction:
    both = {"us", "them"} <= c.medians.keys()
    return nine(abs(c.medians["us"] - c.medians["them"])) if both else Fraction()


# ------------------------------------------------------------------------- sections 3.2 and 5: tests


def profile_holds(test: Data, profile: Data) -> bool:
    if "all" in test:
        return all(profile_holds(each, profile) for each in test["all"])
    if "any" in test:
        return any(profile_holds(each, profile) for each in test["any"])
    return profile[test["profile"]] in (test["in"] if "in" in test else [test["is"]])


def named(test: Data) -> list[str]:
    """Return the criteria and dimensions that a test names."""
    if "all" in test or "any" in test:
        return [name for each in test.get("all", test.get("any")) for name in named(each)]
    return [] if "profile" in test else [test.get("criterion") or test["dimension"]]


def kleene(test: Data, leaf: Any) -> bool | None:
    if "all" in test:
        parts = [kleene(each, leaf) for each in test["all"]]
        return False if False in parts else None if None in parts else True
    if "any" in test:
        parts = [kleene(each, leaf) for each in test["any"]]
        return True if True in parts else None if None in parts else False
    return leaf(test)


def compare(test: Data, number: Fraction) -> bool:
    if "at_most" in test:
        return nine(number) <= exact(test["at_most"])
    return nine(number) >= exact(test["at_least"])


# ------------------------------------------------------------------------------- the whole decision


def decide(  # noqa: PLR0915  (three sections of one text, from top to bottom)
    rubric: Data, dossier: Data, organisation: Data | None = None, faults: Any = ()
) -> Outcome:
    ours = (organisation or {}).get("culture", {})
    profile = dossier.get("profile", {})
    answers = {name: entry for group in dossier["answers"].values() for name, entry in group.items()}
    rules = rubric.get("evidence", {})
    grades = list(rules.get("grades", GRADES))
    worth = {
        name: exact(each["reliability"] if isinstance(each, dict) else each)
        for name, each in rules.get("grades", GRADES).items()
    }
    criteria = {c["id"]: c for d in rubric["dimensions"] for c in d["criteria"]}

    # Section 4: criteria; those that do not apply have no state.
    allowed = {i for i, c in criteria.items() if "when" not in c or profile_holds(c["when"], profile)}
    declared = {i for i in allowed if isinstance(answers.get(i), dict) and LEFT_OUT in answers[i]}
    state = {
        i: known(criteria[i], rubric, dossier, ours, answers.get(i), faults)
        for i in criteria
        if i in allowed - declared
    }
    values: dict[str, Any] = dict.fromkeys(criteria)
    for i, each in state.items():
        r = worth[each.grade] if each else Fraction()
        values[i] = (
            (each.point, r * min(each.values), r * max(each.values) + 100 * (1 - r))
            if each
            else (None, Fraction(0), Fraction(100))
        )

    # The tree.
    def above(children: list[tuple[Fraction, Any]]) -> Any:
        weight = sum(w for w, _ in children)
        pointed = [(w, v[0]) for w, v in children if v[0] is not None]
        return (
            sum(w * p for w, p in pointed) / sum(w for w, _ in pointed) if pointed else None,
            sum(w * v[1] for w, v in children) / weight,
            sum(w * v[2] for w, v in children) / weight,
        )

    weight_of = {i: exact(c.get("weight", 1)) for i, c in criteria.items()}
    dimensions: dict[str, Any] = {}
    for d in rubric["dimensions"]:
        inside = [(weight_of[c["id"]], values[c["id"]]) for c in d["criteria"] if c["id"] in state]
        dimensions[d["id"]] = above(inside) if inside else None
    weights = {d["id"]: exact(d["weight"]) for d in rubric["dimensions"]}
    live = [(weights[i], v) for i, v in dimensions.items() if v]
    score = above(live) if live else (None, Fraction(0), Fraction(100))

    share, contributions = {}, {}
    for d in rubric["dimensions"]:
        if dimensions[d["id"]] is None:
            continue
        here = [c["id"] for c in d["criteria"] if c["id"] in state]
        pointed = [i for i in here if state[i]]
        for i in here:
            part = weight_of[i] / sum(weight_of[j] for j in here)
            share[i] = weights[d["id"]] / sum(w for w, _ in live) * part
        for i in pointed:
            whole = sum(w for w, v in live if v[0] is not None)
            contributions[i] = (
                weights[d["id"]] / whole * weight_of[i] / sum(weight_of[j] for j in pointed) * state[i].point
            )

    # Section 5: flags, each in three readings.
    def leaf_at(reading: str, asks: str) -> Any:
        def leaf(test: Data) -> bool | None:
            if "profile" in test:
                return profile_holds(test, profile)
            if "dimension" in test:
                found = dimensions[test["dimension"]]
                if found is None:
                    return False
                point, low, high = found
                if reading != "point":
                    return compare(test, low if reading == "worst" else high)
                if point is not None and compare(test, point):
                    return True
                return None if compare(test, low) else False
            if test["criterion"] not in state:
                return False
            each = state[test["criterion"]]
            good = each is not None and grades.index(each.grade) <= grades.index(asks)
            if reading == "worst":
                return compare(test, min(each.values) if good else Fraction(0))
            if reading == "best":
                return compare(test, max(each.values) if good else Fraction(100))
            if each is None:
                return None
            if compare(test, each.point):
                return True
            disputed = any(compare(test, side) for side in each.medians.values())
            return None if not good or disputed else False

        return leaf

    statuses, counted, effects = {}, {}, {}
    for f in rubric.get("red_flags", []):
        asks = f.get("evidence", rules.get("clears", "documented"))
        read = {name: kleene(f["when"], leaf_at(name, asks)) for name in ("worst", "point", "best")}
        status = {True: "raised", None: "open", False: "clear"}[read["point"]]
        names = named(f["when"])
        if status == "clear" and names and all(n not in state and not dimensions.get(n) for n in names):
            status = LEFT_OUT
        statuses[f["id"]], counted[f["id"]], effects[f["id"]] = status, read, f["effect"]
    waived = {
        w["flag"]
        for w in dossier.get("waivers", [])
        if statuses[w["flag"]] in {"raised", "open"}
        and effects[w["flag"]] != "note"  # which has no effect to lower
        and w["until"] >= dossier["as_of"]
    }
    after = {i: STEP_DOWN[effect] if i in waived else effect for i, effect in effects.items()}

    # Section 6: the verdict.
    verdict = rubric["verdict"]

    def floor(level: str, dimension: str) -> Fraction:
        floors = verdict[level].get("dimension", 0)
        return exact(floors.get(dimension, floors.get("default", 0)) if isinstance(floors, dict) else floors)

    def meets(number: Fraction | None, limit: Fraction) -> bool:
        return nine(number or Fraction(0)) >= limit

    def level(which: int, reading: str, effects: dict[str, str]) -> str:
        found = "decline"
        for name in ("conditional", "proceed"):
            if meets(score[which], exact(verdict[name]["score"])) and all(
                meets(v[which], floor(name, i)) for i, v in dimensions.items() if v
            ):
                found = name
        caps = [effects[i] for i, read in counted.items() if read[reading] is True and effects[i] != "note"]
        return min([found, *caps], key=LEVELS.index)

    readings = {
        "worst": level(1, "worst", after),
        "now": level(0, "point", after),
        "best": level(2, "best", after),
        "without_waivers": level(0, "point", effects),
    }

    holds: set[tuple[str, str | None]] = set()
    limits = verdict.get("coverage", {})
    if not contributions:
        holds.add(("nothing-answered", None))
    if nine(100 - (score[2] - score[1])) < exact(limits.get("overall", 60)):
        holds.add(("coverage", None))
    for i, v in dimensions.items():
        if v and nine(100 - (v[2] - v[1])) < exact(limits.get("dimension", 50)):
            holds.add(("coverage", i))
    left_out, all_weight = Fraction(0), Fraction(0)
    for d in rubric["dimensions"]:
        here = [c["id"] for c in d["criteria"] if c["id"] in allowed]
        if here:
            all_weight += weights[d["id"]]
            gone = sum(weight_of[i] for i in here if i in declared)
            left_out += weights[d["id"]] * gone / sum(weight_of[i] for i in here)
    if all_weight and nine(100 * left_out / all_weight) > exact(verdict.get("not_applicable", 20)):
        holds.add(("not-applicable", None))
    if readings["now"] != "decline":
        holds |= {("open-flag", i) for i, s in statuses.items() if s == "open" and after[i] == "decline"}
    decision = "decline" if readings["best"] == "decline" else "hold" if holds else readings["now"]

    # Section 5: conditions.
    limit: dict[str, Fraction] = {}
    for i, each in state.items():
        if each is None:
            continue
        expect = exact(criteria[i].get("expect", 50))
        if nine(each.point) < expect:
            limit[i] = expect
        elif gap(each) >= 50:
            limit[i] = each.point
    if decision == "conditional":
        # Both ask for the conditions above, so that a criterion may have two limits: the highest counts.
        goal = exact(verdict["proceed"]["score"])
        above = set(limit)
        if not meets(score[0], goal) and not above:
            limit |= {i: goal for i, each in state.items() if each and nine(each.point) < goal}
        for d in rubric["dimensions"]:
            least = floor("proceed", d["id"])
            here = [c["id"] for c in d["criteria"] if c["id"] in state]
            if here and not meets(dimensions[d["id"]][0], least) and not above & set(here):
                low = [i for i in here if state[i] is None or nine(state[i].point) < least]
                limit |= {i: max(least, limit.get(i, least)) for i in low}
    order = {
        i: -nine(share[i] * max(limit[i] - (state[i].point if state[i] else 0), Fraction(0)))
        for i in criteria
        if i in limit
    }
    conditions = [i for i, s in statuses.items() if s in {"raised", "open"} and after[i] != "note"]
    conditions += sorted(order, key=lambda i: order[i])

    # Section 6: the relationship.
    def plainly(test: Data) -> bool | None:
        if "profile" in test:
            return profile_holds(test, profile)
        if "dimension" in test:
            found = dimensions[test["dimension"]]
            if found is None:
                return False
            return None if found[0] is None else compare(test, found[0])
        if test["criterion"] not in state:
            return False
        each = state[test["criterion"]]
        if each is None or grades.index(each.grade) > grades.index(rules.get("clears", "documented")):
            return None
        return compare(test, each.point)

    possible: list[str] = []
    for rule in rubric.get("relationship", []):
        holds_here = kleene(rule["when"], plainly) if "when" in rule else True
        if holds_here is not False:
            possible.append(rule["call"])
        if holds_here:
            break
    call = possible[0] if len(possible) == 1 else None

    names = {}
    for rule in reversed(rubric.get("relationship", [])):
        names[rule["title"].strip().casefold()] = rule["call"]
    names |= {rule["call"].casefold(): rule["call"] for rule in rubric.get("relationship", [])}
    folded = {said.strip().casefold() for said in dossier.get("called", {}).values()}
    spoken = {names.get(said, said) for said in folded}
    return Outcome(
        level=decision,
        firm=decision != "hold" and readings["worst"] == readings["best"],
        readings=readings,
        score=score,
        dimensions=dimensions,
        values=values,
        grades={i: each.grade for i, each in state.items() if each},
        contributions=contributions,
        flags=statuses,
        waived=waived,
        call=call,
        possible=[] if call else possible,
        differs=len(spoken | ({call} if call else set())) > 1 if spoken else False,
        conditions=conditions,
        holds=holds,
    )
