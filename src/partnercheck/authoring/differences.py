"""What differs between two rubrics, in words.

Each rubric is described as a table of subjects (a criterion, a flag, the verdict …), each with its aspects in
words; two such tables are compared. Weights are told as shares of the whole, as if everything applied: of a
dimension wherever its share moves, of a criterion or item where its own weight was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.numbers import words
from partnercheck.model.rubric_changes import Change
from partnercheck.model.tests import AllOf, AnyOf, CriterionTest, ProfileTest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import RedFlag, Rubric
    from partnercheck.model.rubric_changes import Kind
    from partnercheck.model.tests import Test
    from partnercheck.model.verdict_rules import Limits


class Aspect(NamedTuple):
    """Something said of a subject.

    Attributes:
        text: In words.
        weight: The number behind the words, where a change of the words alone is none.
    """

    text: str
    weight: float | None = None


class Names(NamedTuple):
    """What ids of a rubric are called in another one, by kind; one that is missing is called the same.

    Attributes:
        ids: Of dimensions, criteria and flags.
    """

    ids: Mapping[str, str] = {}
    facts: Mapping[str, str] = {}
    grades: Mapping[str, str] = {}


Subject = tuple[str, str]
"""A section and a name."""

Description = dict[Subject, dict[str, Aspect]]


def differences(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Yield what differs between two rubrics, in the order of the new one, then what is gone."""
    names = renamed(old, new)
    before, after = _described(old, names), _described(new, Names())
    former = {
        (section, now): was
        for section, kind in _SECTIONS.items()
        for was, now in getattr(names, kind).items()
        if (section, now) in before
    }
    for (section, name), aspects in after.items():
        was = before.get((section, name))
        if (section, name) in former:
            yield Change("renamed", section, name, "", former[section, name], name)
        if was is None:
            yield Change("added", section, name, "", None, _summary(aspects))
            continue
        for aspect in {**aspects, **was}:
            one, two = was.get(aspect), aspects.get(aspect)
            if _differ(one, two):
                kind: Kind = "added" if one is None else "removed" if two is None else "changed"
                yield Change(
                    kind, section, name, aspect, one.text if one else None, two.text if two else None
                )
    for (section, name), aspects in before.items():
        if (section, name) not in after:
            yield Change("removed", section, name, "", _summary(aspects), None)


_SECTIONS = {
    "profile fact": "facts",
    "grade": "grades",
    "dimension": "ids",
    "criterion": "ids",
    "red flag": "ids",
}


def renamed(old: Rubric, new: Rubric) -> Names:
    """Return what the new rubric says that ids of the old one are called now."""

    def among(before: Collection[str], after: Collection[str]) -> dict[str, str]:
        former: dict[str, str] = {}
        for was, now in new.renamed.items():
            if was in before and now in after and now not in before:
                former.setdefault(now, was)  # of two that became one, the other is gone
        return {was: now for now, was in former.items()}

    return Names(
        among(_ids(old), _ids(new)),
        among(old.profile, new.profile),
        among(old.evidence.grades, new.evidence.grades),
    )


def _ids(rubric: Rubric) -> set[str]:
    return {*rubric.criteria, *(each.id for each in rubric.dimensions), *rubric.flags}


def _differ(one: Aspect | None, two: Aspect | None) -> bool:
    if one is None or two is None:
        return one is not two
    return one.text != two.text and (one.weight is None or one.weight != two.weight)


def _summary(aspects: dict[str, Aspect]) -> str:
    """Return what a subject is, for one that is told as a whole."""
    said_of = [aspects[key].text for key in ("title", "question", "meaning") if key in aspects][:1]
    said_of += [
        f"{key} {aspects[key].text}"
        for key in ("share of the whole", "effect", "raised when", "holds when", "reliability")
        if key in aspects
    ]
    return "; ".join(said_of)


def _described(rubric: Rubric, names: Names) -> Description:
    found: Description = {("rubric", ""): dict(_texts(title=rubric.title, summary=rubric.summary))}
    found["rubric", ""]["version"] = Aspect(rubric.version)
    for key, source in rubric.sources.items():
        said_of = (source.title, source.author, source.year and f"{source.year:g}", source.url, source.note)
        found["source", key] = {"title": Aspect(", ".join(each for each in said_of if each))}
    ids, facts, called = (_namer(each) for each in names)
    for name, fact in rubric.profile.items():
        found["profile fact", facts(name)] = dict(
            _texts(
                question=fact.question,
                options=", ".join(fact.values) or fact.type,
                unit=fact.unit,
                when=said(fact.when, names) if fact.when else None,
            )
        )
    rules = rubric.evidence
    grades = ", ".join(map(called, rules.grades))
    age = None if rules.max_age is None else rules.max_age.text
    found["evidence", ""] = dict(
        _texts(default=called(rules.default), clears=called(rules.clears), max_age=age, grades=grades)
    )
    for name, grade in rules.grades.items():
        reliability = Aspect(f"{grade.reliability:g}")
        found["grade", called(name)] = {**dict(_texts(meaning=grade.meaning)), "reliability": reliability}
    found |= _dimensions(rubric, names)
    for flag in rubric.red_flags:
        found["red flag", ids(flag.id)] = dict(_flag(flag, names))
    found["verdict", ""] = dict(_verdict(rubric, ids))
    for place, rule in enumerate(rubric.relationship, 1):
        found["relationship", rule.call] = {
            **dict(_texts(title=rule.title, why=rule.why, next=rule.next)),
            "holds when": Aspect("nothing before it does" if rule.when is None else said(rule.when, names)),
            "place": Aspect(f"{place}"),
        }
    return found


def _namer(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: names.get(name, name)


def _texts(**texts: str | None) -> Iterator[tuple[str, Aspect]]:
    for name, text in texts.items():
        if text:
            yield name.replace("_", " "), Aspect(text)


def _share(part: float, weight: float | None = None) -> Aspect:
    return Aspect(f"{100 * part:.2f} %", weight)


def _dimensions(rubric: Rubric, names: Names) -> Description:
    called = _namer(names.ids)
    found: Description = {}
    total = sum(dimension.weight for dimension in rubric.dimensions)
    for dimension in rubric.dimensions:
        share = dimension.weight / total
        found["dimension", called(dimension.id)] = {
            **dict(_texts(title=dimension.title, summary=dimension.summary)),
            "share of the whole": _share(share),
        }
        within = sum(criterion.weight for criterion in dimension.criteria if criterion.scored)
        for criterion in dimension.criteria:
            found["criterion", called(criterion.id)] = {
                "dimension": Aspect(called(dimension.id)),
                **dict(_criterion(criterion, names)),
            }
            if criterion.scored:
                own = _share(share * criterion.weight / within, criterion.weight)
                found["criterion", called(criterion.id)]["share of the whole"] = own
    return found


def _criterion(each: Criterion, names: Names) -> Iterator[tuple[str, Aspect]]:
    yield from _texts(
        title=each.title,
        question=each.question,
        kind=each.kind,
        why=each.why,
        source=", ".join(each.source),
        ask=each.ask,
        expect=words(each.expect) if each.scored else None,
        action=each.action,
        may_be_not_applicable="yes" if each.allow_na else "no",
        max_age=None if each.max_age is None else each.max_age.text,
        applies_when="always" if each.when is None else said(each.when, names),
    )
    total = sum(anchor.weight or 0.0 for anchor in each.anchors)
    for anchor in each.anchors:
        name = anchor.name
        yield name, Aspect(anchor.text)
        if anchor.value is not None:
            yield f"value of {name}", Aspect(words(anchor.value))
        if anchor.weight is not None:
            yield f"share of {name}", _share(anchor.weight / total, anchor.weight)
    yield from ((name, Aspect(text)) for name, text in each.settings.items())


def _flag(flag: RedFlag, names: Names) -> Iterator[tuple[str, Aspect]]:
    yield from _texts(
        title=flag.title,
        effect=flag.effect,
        waivable="yes" if flag.can_be_waived else "no",
        evidence_that_clears=flag.evidence and names.grades.get(flag.evidence, flag.evidence),
        raised_when=said(flag.when, names),
        source=", ".join(flag.source),
        why=flag.why,
        action=flag.action,
    )


def _verdict(rubric: Rubric, called: Callable[[str], str]) -> Iterator[tuple[str, Aspect]]:
    rules = rubric.verdict
    yield from _limits("proceed", rules.proceed, called)
    yield from _limits("conditional", rules.conditional, called)
    yield "coverage of the whole", Aspect(f"{rules.coverage.overall:g} %")
    yield "coverage of each dimension", Aspect(f"{rules.coverage.dimension:g} %")
    yield "most not applicable", Aspect(f"{rules.not_applicable:g} %")


def _limits(name: str, limits: Limits, called: Callable[[str], str]) -> Iterator[tuple[str, Aspect]]:
    yield f"score to {_VERBS[name]}", Aspect(f"{limits.score:g}")
    yield f"floor of every dimension to {_VERBS[name]}", Aspect(f"{limits.floor('default'):g}")
    for key, floor in limits.dimension.items():
        if key != "default":
            yield f"floor of {called(key)} to {_VERBS[name]}", Aspect(f"{floor:g}")


_VERBS = {"proceed": "proceed", "conditional": "proceed with conditions"}


def said(test: Test, names: Names) -> str:
    """Return a test in words, such as `commitment at most 25 or upfront-demand at most 0`."""
    if isinstance(test, AllOf | AnyOf):
        word, inner = (" and ", test.all) if isinstance(test, AllOf) else (" or ", test.any)
        return word.join(f"({said(each, names)})" if _nested(each) else said(each, names) for each in inner)
    if isinstance(test, ProfileTest):
        return f"{names.facts.get(test.profile, test.profile)} is {test.wanted}"
    name = test.criterion if isinstance(test, CriterionTest) else test.dimension
    name = names.ids.get(name, name)
    if test.at_most is not None:
        return f"{name} at most {test.at_most:g}"
    return f"{name} at least {test.at_least or 0.0:g}"


def _nested(test: Test) -> bool:
    return isinstance(test, AllOf | AnyOf) and len(test.all if isinstance(test, AllOf) else test.any) > 1
