"""Candidates side by side (`model.comparison`)."""

from __future__ import annotations

from collections import Counter
from itertools import chain, count, pairwise, permutations
from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_least
from partnercheck.insight.dominance import (
    SAMPLES,
    SEED,
    dominates,
    first_shares,
    overlap,
    standard_error,
)
from partnercheck.insight.movement import movement, standing
from partnercheck.model.comparison import (
    Candidate,
    CandidateFlag,
    CandidateScore,
    ComparedDimension,
    Comparison,
    Dominance,
    First,
    FirstShare,
    Lead,
    Moved,
    ScoreLimits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.model.assessment import Assessment, PartnerNamed
    from partnercheck.model.verdict_rules import VerdictRules

    Named = Mapping[str, Assessment]
    """Assessments by the names of their candidates, in order."""


def compare(assessments: Sequence[Assessment], limits: ScoreLimits) -> Comparison:
    """Return assessments against one rubric, whose limits these are, side by side in their order."""
    named = dict(zip(_names(assessments), assessments, strict=True))
    partners = list(_partners(named))
    rivals = _rivals(partners)
    return Comparison(
        partnercheck="compare/1",
        tool=assessments[0].tool,
        rubric=assessments[0].rubric,
        limits=limits,
        candidates=tuple(_candidate(name, each, rivals) for name, each in named.items()),
        rivals=tuple(rivals),
        dimensions=tuple(_dimensions(named)),
        dominance=tuple(_dominance(rivals)),
        first=_first(rivals),
        movements=tuple(
            Moved(before, after, movement(dossiers[before], dossiers[after]))
            for dossiers in partners
            for before, after in pairwise(dossiers)
        ),
        notes=tuple(_notes(named, rivals)),
    )


def limits_of(rules: VerdictRules) -> ScoreLimits:
    """Return what a rubric's verdict takes of a score."""
    return ScoreLimits(rules.conditional.score, rules.proceed.score)


def _names(assessments: Sequence[Assessment]) -> list[str]:
    """Return a name for each candidate that is no other's: the partner's, with what it takes beside it."""
    partners = [each.partner.name for each in assessments]
    dated = [f"{each.partner.name}, {each.as_of}" for each in assessments]
    filed = [f"{name} ({each.dossier.named})" for name, each in zip(dated, assessments, strict=True)]
    forms = list(zip(partners, dated, filed, strict=True))
    others = Counter(form for of_one in forms for form in set(of_one))
    names: list[str] = []
    for place, of_one in enumerate(forms):
        alone = (form for form in of_one if others[form] == 1)
        numbered = (f"{filed[place]} {number}" for number in count(place + 1))
        free = chain(alone, (form for form in numbered if form not in others and form not in names))
        names.append(next(free))
    return names


def _partners(named: Named) -> Iterator[dict[str, Assessment]]:
    """Yield the dossiers of each partner by their candidates' names, the earliest first."""
    groups: list[dict[str, Assessment]] = []
    for name, each in named.items():
        mine = next(
            (
                group
                for group in groups
                if any(_same(each.partner, other.partner) for other in group.values())
            ),
            {},
        )
        if not mine:
            groups.append(mine)
        mine[name] = each
    for group in groups:
        yield dict(sorted(group.items(), key=lambda item: item[1].as_of))


def _same(one: PartnerNamed, other: PartnerNamed) -> bool:
    """Return whether two dossiers are of one partner: by an identifier that both give, else by the name."""
    ours, theirs = one.identifiers or {}, other.identifiers or {}
    shared = [_letters(ours[kind]) == _letters(theirs[kind]) for kind in ours if kind in theirs]
    return any(shared) if shared else _words(one.name) == _words(other.name)


def _words(name: str) -> list[str]:
    return name.casefold().split()


def _letters(identifier: str) -> str:
    return "".join(filter(str.isalnum, identifier)).casefold()


def _rivals(partners: Sequence[Named]) -> dict[str, Assessment]:
    """Return the latest dossier of each partner; none where there is one partner only."""
    if len(partners) < 2:
        return {}
    latest = [list(dossiers.items())[-1] for dossiers in partners]
    return dict(latest)


def _candidate(name: str, assessment: Assessment, rivals: Named) -> Candidate:
    others = {other: each for other, each in rivals.items() if other != name} if name in rivals else {}
    return Candidate(
        name=name,
        partner=assessment.partner,
        dossier=assessment.dossier,
        organisation=assessment.organisation,
        as_of=assessment.as_of,
        standing=standing(assessment),
        red_flags=raised_or_open(assessment),
        best_in=tuple(_best_in(assessment, list(others.values()))),
        leads=tuple(
            sorted(_leads(assessment, list(others.values())), key=lambda each: -round(each.worth, 9))
        ),
        undecided_with=tuple(
            other for other, each in others.items() if overlap(assessment.score, each.score)
        ),
    )


def raised_or_open(assessment: Assessment) -> tuple[CandidateFlag, ...]:
    """Return the red flags that are raised or open."""
    return tuple(
        CandidateFlag(each.id, each.title, each.effect, each.status, each.waived is not None)
        for each in assessment.red_flags
        if each.status in {"raised", "open"}
    )


def _best_in(assessment: Assessment, others: Sequence[Assessment]) -> Iterator[str]:
    for place, mine in enumerate(assessment.dimensions):
        points = [each.dimensions[place].score.point for each in others]
        theirs = [point for point in points if point is not None]
        point = mine.score.point
        if (
            point is not None
            and all(at_least(point, other) for other in theirs)
            and any(not at_least(other, point) for other in theirs)
        ):
            yield mine.id


def _leads(assessment: Assessment, others: Sequence[Assessment]) -> Iterator[Lead]:
    """Yield the criteria that all have a value for, and on which this one is above all others."""
    for d, dimension in enumerate(assessment.dimensions):
        for c, mine in enumerate(dimension.criteria):
            point = mine.value.point
            points = [each.dimensions[d].criteria[c].value.point for each in others]
            theirs = [each for each in points if each is not None]
            if point is None or not theirs or len(theirs) < len(points):
                continue
            ahead = point - max(theirs)
            if not at_least(0.0, ahead):
                yield Lead(mine.id, mine.title, point, ahead, mine.weight * ahead)


def _dimensions(named: Named) -> Iterator[ComparedDimension]:
    first = next(iter(named.values()))
    for place, dimension in enumerate(first.dimensions):
        mine = ((name, each.dimensions[place]) for name, each in named.items())
        scores = tuple(CandidateScore(name, each.weight, each.score) for name, each in mine)
        yield ComparedDimension(dimension.id, dimension.title, scores)


def _dominance(rivals: Named) -> Iterator[Dominance]:
    for better, worse in permutations(rivals, 2):
        on = dominates(rivals[better], rivals[worse])
        if on is not None:
            yield Dominance(better, worse, on)


def _first(rivals: Named) -> First | None:
    """Return how often each rival comes first, over the dimensions in which all have a point."""
    dimensions: dict[str, list[float]] = {}
    left_out = []
    for results in zip(*(each.dimensions for each in rivals.values()), strict=True):
        points = [each.score.point for each in results]
        known = [point for point in points if point is not None]
        if len(known) == len(points):
            dimensions[results[0].id] = known
        elif any(each.score.low is not None for each in results):
            left_out.append(results[0].id)
    if not dimensions:
        return None
    shares = first_shares(list(zip(*dimensions.values(), strict=True)))
    return First(
        method="exact" if shares.exact else "sample",
        samples=None if shares.exact else SAMPLES,
        seed=None if shares.exact else SEED,
        dimensions=tuple(dimensions),
        left_out=tuple(left_out),
        shares=tuple(
            FirstShare(name, share, 0.0 if shares.exact else standard_error(share))
            for name, share in zip(rivals, shares.of, strict=True)
        ),
    )


def _notes(named: Named, rivals: Named) -> Iterator[str]:
    """Yield what keeps candidates from being held against the same measure."""
    days = sorted({each.as_of for each in rivals.values()})
    if len(days) > 1:
        yield (
            f"The candidates are assessed as of different days, from {days[0]} to {days[-1]}; "
            "--as-of assesses all as of one."
        )
    if len({each.organisation and each.organisation.sha256 for each in named.values()}) > 1:
        yield (
            "The dossiers name different files of our own side, or some name none; "
            "--organisation uses one for all."
        )
