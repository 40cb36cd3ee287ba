"""Most of the rules once more, from their text, in exact fractions and on plain data.

Written without looking at the engine and for reading rather than for speed; the tests hold the engine
against it on generated rubrics and dossiers. Longer than most modules, as it is one reading of the rules.
"""

from __future__ import annotations

import calendar
import datetime as dt
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

Data = dict[str, Any]

GRADES = {"audited": 1.0, "verified": 0.95, "documented": 0.7, "declared": 0.5, "asserted": 0.4}
LEVELS = ("decline", "conditional", "proceed")
STEP_DOWN = {"decline": "conditional", "conditional": "note", "note": "note"}
LEFT_OUT = "not_applicable"
UNKNOWN = "unknown"
SECTIONS = ("financials", "roadmap", "exchange", "capabilities", "surveys")

Gap = tuple[Fraction, Fraction, Fraction]
"""Unanswered, weak, disagreement."""


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
    rules: list[tuple[str, bool | None, list[bool | None]]]
    conditions: list[tuple[str, list[str]]]
    entries: dict[str, str]
    holds: set[tuple[str, str | None]]
    reasons: list[tuple[str, str | None]]
    gaps: dict[str, Gap | None]
    profile: dict[str, tuple[Any, str | None, list[str]]]
    lost: list[int]
    next: tuple[list[tuple[str, Fraction, list[str]]], ...]


class Known(NamedTuple):
    """An answered criterion: every side's values, each side's median, the point, and the grade earned."""

    sides: dict[str, list[Fraction]]
    medians: dict[str, Fraction]
    point: Fraction
    grade: str

    @property
    def values(self) -> list[Fraction]:
        return [value for side in self.sides.values() for value in side]


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def nine(number: Fraction) -> Fraction:
    return round(number, 9)


# ------------------------------------------------------------------------------------ values


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


# ------------------------------------------------------------------------------- the reliability


def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


class Weighing(NamedTuple):
    """What weighing evidence takes; `lost` has a set for each event, of the items it makes worthless."""

    rules: Data
    dossier: Data
    faults: Any
    lost: list[set[str]]

    def grade_of(self, sources: list[tuple[str, Any]], max_age: int | None, events: list[int]) -> str:
        """Return the grade earned by evidence, each piece with a name for its place."""
        grades = list(self.rules.get("grades", GRADES))
        weakest = grades[-1]
        cap = weakest if max_age is not None else self.rules.get("clears", "documented")
        given = [(place, each) for place, each in sources if each]
        if not given and self.dossier.get("evidence"):
            given = [("the dossier", self.dossier["evidence"])]
        if not given:  # The rubric's default is read as a grade in short; no event is about it.
            return max(self.rules.get("default", "asserted"), cap, key=grades.index)
        as_of = dt.date.fromisoformat(self.dossier["as_of"])
        counting = []
        for place, evidence in given:
            if isinstance(evidence, str):
                if not events:
                    counting.append(max(evidence, cap, key=grades.index))
                continue
            for n, each in enumerate(evidence):
                date, until = (
                    each.get(key) and dt.date.fromisoformat(each[key]) for key in ("date", "valid_until")
                )
                last = until or (months_later(date, max_age) if date and max_age is not None else None)
                if (date and date > as_of) or (last and last < as_of):
                    continue
                if (each.get("file"), each.get("sha256")) in self.faults:
                    continue
                too_late = [e for e in events if not date or str(date) < self.dossier["events"][e]["on"]]
                for e in too_late:
                    self.lost[e].add(f"{place} {n}")
                if not too_late:
                    counting.append(
                        each["grade"] if date or until else max(each["grade"], cap, key=grades.index)
                    )
        return min(counting, key=grades.index) if counting else weakest


def known(c: Data, weighing: Weighing, ours: Data, entry: Any, events: list[int]) -> Known | None:
    dossier = weighing.dossier
    entry = entry if isinstance(entry, dict) else {"answer": entry}
    answers: list[tuple[str, Any]] = [("", entry.get("answer"))]
    sources = [(c["id"], entry.get("evidence"))]
    if "ratings" in entry:
        answers = [(each["side"], each["answer"]) for each in entry["ratings"]]
        sources += [
            (f"{c['id']} rating {n}", each.get("evidence"))
            for n, each in enumerate(entry["ratings"])
            if each["answer"] not in (None, UNKNOWN)
        ]
    if "from" in c:
        answers, sources = [], []
        if "surveys" in dossier:
            last = max(dossier["surveys"]["rounds"], key=lambda each: each["date"])["sections"].values()
            found = (
                min(last) if c["from"] == "surveys.weakest" else sum(map(exact, last)) / Fraction(len(last))
            )
            answers, sources = [("", found)], [("surveys", dossier["surveys"].get("evidence"))]
    read = [(side, value_of(c, raw, ours)) for side, raw in answers if raw not in (None, UNKNOWN)]
    sides = {side: [v for s, v in read if s == side and v is not None] for side, _ in read}
    max_age = c.get("max_age", weighing.rules.get("max_age"))
    if not any(sides.values()):
        return None
    medians = {side: median(values) for side, values in sides.items()}
    grade = weighing.grade_of(sources, max_age, events)
    return Known(sides, medians, sum(medians.values(), Fraction()) / len(medians), grade)


def apart(c: Known) -> Fraction:
    """Return the larger of the gaps between both sides and within one."""
    both = {"us", "them"} <= c.medians.keys()
    between = abs(c.medians["us"] - c.medians["them"]) if both else Fraction()
    return nine(max([between, *(max(each) - min(each) for side, each in c.sides.items() if side)]))


# ------------------------------------------------------------------------- sections 3.2 and 5: tests


def profile_leaf(facts: Data, test: Data) -> bool | None:
    """Return whether a leaf holds; what is not among the facts makes it false, what is None unknown."""
    if test["profile"] not in facts:
        return False
    value = facts[test["profile"]]
    if value is None:
        return None
    if "at_least" in test or "at_most" in test:
        return compare(test, exact(value))
    return value in (test["in"] if "in" in test else [test["is"]])


def profile_holds(test: Data, facts: Data) -> bool | None:
    return kleene(test, lambda leaf: profile_leaf(facts, leaf))


def facts_named(test: Data) -> set[str]:
    if "all" in test or "any" in test:
        return set().union(*(facts_named(each) for each in test.get("all", test.get("any"))))
    return {test["profile"]} if "profile" in test else set()


def stated(raw: Any) -> Any:
    """Return a fact as it is written, None for unknown."""
    value = raw["is"] if isinstance(raw, dict) else raw
    return None if value == UNKNOWN else value


def named(test: Data) -> list[str]:
    """Return the criteria and dimensions that a test names."""
    if "all" in test or "any" in test:
        return [name for each in test.get("all", test.get("any")) for name in named(each)]
    return [] if "profile" in test else [test.get("criterion") or test["dimension"]]


def leaves_of(test: Data) -> list[Data]:
    if "all" in test or "any" in test:
        return [leaf for each in test.get("all", test.get("any")) for leaf in leaves_of(each)]
    return [test]


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
    answers = {name: entry for group in dossier["answers"].values() for name, entry in group.items()}
    rules = rubric.get("evidence", {})
    grades = list(rules.get("grades", GRADES))
    worth = {
        name: exact(each["reliability"] if isinstance(each, dict) else each)
        for name, each in rules.get("grades", GRADES).items()
    }
    criteria = {c["id"]: c for d in rubric["dimensions"] for c in d["criteria"]}
    home = {c["id"]: d["id"] for d in rubric["dimensions"] for c in d["criteria"]}
    all_flags = {f["id"]: f for f in rubric.get("red_flags", [])}

    def tested_by(flag: Data) -> set[str]:
        """Return the criteria that a flag tests; a leaf on a dimension tests all its criteria."""
        names = set(named(flag["when"]))
        return {i for i in criteria if i in names or home[i] in names}

    # Facts. Which of them apply, what tests read of them, and which hold the verdict.
    written = {name: stated(raw) for name, raw in dossier.get("profile", {}).items()}
    profile: Data = {}
    asking = [c["when"] for c in criteria.values() if "when" in c]
    asking += [f["when"] for f in rubric.get("profile", {}).values() if "when" in f]
    asking += [f["when"] for f in all_flags.values()]
    gating = set().union(*map(facts_named, asking)) if asking else set()
    missing: list[str] = []
    for name, fact in rubric.get("profile", {}).items():
        matters = profile_holds(fact["when"], profile) if "when" in fact else True
        if matters is None:
            profile[name] = None
        elif matters and name in written:
            profile[name] = written[name]
            if written[name] is None and name in gating:
                missing.append(name)

    # Events, by their numbers, for each criterion.
    happened = dossier.get("events", [])
    past = [n for n, e in enumerate(happened) if e["on"] <= dossier["as_of"]]

    def concerns(event: Data, i: str) -> bool:
        return any(
            name in {i, home[i], criteria[i].get("from", "").split(".")[0]}
            or (name in all_flags and i in tested_by(all_flags[name]))
            for name in event["about"]
        )

    # Criteria; those that do not apply have no state.
    weighing = Weighing(rules, dossier, faults, [set() for _ in happened])
    asked = {i: profile_holds(c["when"], profile) if "when" in c else True for i, c in criteria.items()}
    allowed = {i for i in criteria if asked[i] is not False}
    declared = {
        i for i in allowed if asked[i] and isinstance(answers.get(i), dict) and LEFT_OUT in answers[i]
    }
    state: dict[str, Known | None] = {}
    for i, c in criteria.items():
        if asked[i] is None:
            state[i] = None
        elif i in allowed - declared:
            since = [n for n in past if concerns(happened[n], i)]
            state[i] = known(c, weighing, ours, answers.get(i), since)
    values: dict[str, Any] = dict.fromkeys(criteria)
    gap: dict[str, Gap | None] = dict.fromkeys(criteria)
    for i, each in state.items():
        r = worth[each.grade] if each else Fraction()
        values[i] = (
            (each.point, r * min(each.values), r * max(each.values) + 100 * (1 - r))
            if each
            else (None, Fraction(0), Fraction(100))
        )
        gap[i] = (
            (Fraction(0), 100 * (1 - r), r * (max(each.values) - min(each.values)))
            if each
            else (Fraction(100), Fraction(0), Fraction(0))
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

    def gap_above(children: list[tuple[Fraction, Any]]) -> Gap:
        weight = sum(w for w, _ in children)
        unanswered, weak, disagreement = (sum(w * g[n] for w, g in children) / weight for n in range(3))
        return unanswered, weak, disagreement

    for d in rubric["dimensions"]:
        here = [(weight_of[c["id"]], gap[c["id"]]) for c in d["criteria"] if c["id"] in state]
        gap[d["id"]] = gap_above(here) if here else None
    parts = [(weights[i], gap[i]) for i, v in dimensions.items() if v]
    gap[""] = gap_above(parts) if parts else (Fraction(100), Fraction(0), Fraction(0))

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

    # Flags, each in three readings.
    def leaf_at(reading: str, asks: str, stops: bool) -> Any:
        def leaf(test: Data) -> bool | None:
            if "profile" in test:
                holds = profile_leaf(profile, test)
                return {"worst": True, "point": None, "best": False}[reading] if holds is None else holds
            if "dimension" in test:
                found = dimensions[test["dimension"]]
                if found is None:
                    return False
                point, low, high = found
                if reading != "point":
                    return compare(test, low if reading == "worst" else high)
                if point is not None and compare(test, point) and (not stops or compare(test, high)):
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
                return True if good or not stops else None
            disputed = any(compare(test, side) for side in each.medians.values())
            return None if not good or disputed else False

        return leaf

    statuses, counted, effects = {}, {}, {}
    for f in rubric.get("red_flags", []):
        asks = f.get("evidence", rules.get("clears", "documented"))
        stops = f["effect"] == "decline"
        read = {name: kleene(f["when"], leaf_at(name, asks, stops)) for name in ("worst", "point", "best")}
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

    # The verdict.
    verdict = rubric["verdict"]

    def floor(level: str, dimension: str) -> Fraction:
        floors = verdict[level].get("dimension", 0)
        return exact(floors.get(dimension, floors.get("default", 0)) if isinstance(floors, dict) else floors)

    def meets(number: Fraction | None, limit: Fraction) -> bool:
        return nine(number or Fraction(0)) >= limit

    def counts(i: str, reading: str, effects: dict[str, str]) -> bool:
        if reading == "point" and counted[i]["point"] is None:
            return effects[i] == "conditional"
        return counted[i][reading] is True

    def level(which: int, reading: str, effects: dict[str, str]) -> str:
        found = "decline"
        for name in ("conditional", "proceed"):
            if meets(score[which], exact(verdict[name]["score"])) and all(
                meets(v[which], floor(name, i)) for i, v in dimensions.items() if v
            ):
                found = name
        caps = [effects[i] for i in counted if counts(i, reading, effects) and effects[i] != "note"]
        return min([found, *caps], key=LEVELS.index)

    readings = {
        "worst": level(1, "worst", after),
        "now": level(0, "point", after),
        "best": level(2, "best", after),
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
    holds |= {("profile", name) for name in missing}

    def held_by(now: str, effects: dict[str, str]) -> set[tuple[str, str | None]]:
        if now == "decline":
            return holds
        opened = {i for i, s in statuses.items() if s == "open" and effects[i] == "decline"}
        return holds | {("open-flag", i) for i in opened}

    def ruled(effects: dict[str, str]) -> str:
        now = level(0, "point", effects)
        if level(2, "best", effects) == "decline":
            return "decline"
        return "hold" if held_by(now, effects) else now

    decision = ruled(after)
    readings["without_waivers"] = ruled(effects)
    holds = held_by(readings["now"], after)

    # Reasons, in the order of what decides.
    which, reading = (2, "best") if decision == readings["best"] == "decline" else (0, "point")
    reasons: list[tuple[str, str | None]] = []
    if decision == "hold":
        order_of = ("open-flag", "coverage", "nothing-answered", "not-applicable", "profile")
        places = [None, *all_flags, *dimensions, *rubric.get("profile", {})]
        reasons = sorted(holds, key=lambda each: (order_of.index(each[0]), places.index(each[1])))
    else:
        if decision != "proceed":
            capped = [i for i in counted if counts(i, reading, after) and after[i] == decision]
            opened = [i for i in capped if reading == "point" and counted[i]["point"] is None]
            reasons += [("open-flag", i) for i in opened]
            reasons += [("flag", i) for i in capped if i not in opened]
        name = "conditional" if decision == "decline" else "proceed"
        met = decision == "proceed"
        for i, v in dimensions.items():
            if v and floor(name, i) > 0 and meets(v[which], floor(name, i)) == met:
                reasons.append(("floor", i))
        if meets(score[which], exact(verdict[name]["score"])) == met:
            reasons.append(("score", None))
    reasons += [("waiver", i) for i in statuses if i in waived]

    # Conditions. What a flag with a condition tests is covered, and counts as having one.
    stating = [i for i, s in statuses.items() if s in {"raised", "open"} and after[i] != "note"]
    covers = {f: [i for i in criteria if i in state and i in tested_by(all_flags[f])] for f in stating}
    covered = {i for each in covers.values() for i in each}
    limit: dict[str, Fraction] = {}
    for i, each in state.items():
        if each is None or i in covered:
            continue
        expect = exact(criteria[i].get("expect", 50))
        if nine(each.point) < expect:
            limit[i] = expect
        elif apart(each) >= 50:
            limit[i] = each.point
    if decision == "conditional":
        # Both ask for the conditions above, so that a criterion may have two limits: the highest counts.
        goal = exact(verdict["proceed"]["score"])
        above = set(limit) | covered
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
    conditions = [(f, covers[f]) for f in stating] + [(i, []) for i in sorted(order, key=lambda i: order[i])]
    given = [each["for"] for each in dossier.get("conditions", [])]
    entries = {}
    for name, below in conditions:
        found = [each for each in (name, *below) if each in given]
        if found:
            entries[name] = found[0]

    # The relationship.
    def plainly(test: Data) -> bool | None:
        if "profile" in test:
            return profile_leaf(profile, test)
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
    walked = []
    for rule in rubric.get("relationship", []):
        holds_here = kleene(rule["when"], plainly) if "when" in rule else True
        tests = list(leaves_of(rule["when"])) if "when" in rule else []
        walked.append((rule["call"], holds_here, [plainly(each) for each in tests]))
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

    # What each fact takes out, and on what evidence.
    told = {}
    for name in rubric.get("profile", {}):
        raw = dossier.get("profile", {}).get(name)
        evidence = raw.get("evidence") if isinstance(raw, dict) else None
        grade = weighing.grade_of([("", evidence)], rules.get("max_age"), []) if evidence else None
        out = [
            i
            for i, c in criteria.items()
            if "when" in c and asked[i] is False and name in facts_named(c["when"])
        ]
        told[name] = (written.get(name), grade, out)

    # What to find out next.
    def touched(i: str) -> list[str]:
        found = []
        for f, flag in all_flags.items():
            asks, stops = flag.get("evidence", rules.get("clears", "documented")), flag["effect"] == "decline"
            if counted[f]["worst"] == counted[f]["best"]:
                continue
            for leaf in leaves_of(flag["when"]):
                ends = {leaf_at(name, asks, stops)(leaf) for name in ("worst", "best")}
                if len(ends) == 2 and (leaf.get("criterion") == i or leaf.get("dimension") == home[i]):
                    found.append(f)
                    break
        return found

    lists = []
    for n in range(3):
        rows = [(i, share[i] * gap[i][n], touched(i)) for i in state if gap[i][n] > 0]
        lists.append(sorted(rows, key=lambda row: (not row[2], -nine(row[1]))))

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
        rules=walked,
        conditions=conditions,
        entries=entries,
        holds=holds,
        reasons=reasons,
        gaps=gap,
        profile=told,
        lost=[len(weighing.lost[n]) for n in past],
        next=tuple(lists),
    )
