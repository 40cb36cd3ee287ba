"""Candidates side by side, in words. In tables a letter stands for each candidate."""

from __future__ import annotations

from itertools import combinations
from string import ascii_uppercase
from typing import TYPE_CHECKING

from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.render import words
from partnercheck.render.page import Bar, Bullets, Column, Limit, Page, Range, Ranges, Section, Table, Words
from partnercheck.render.page.movement import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.model.assessment import Score
    from partnercheck.model.comparison import (
        Candidate,
        CandidateFlag,
        ComparedDimension,
        Comparison,
        First,
        Moved,
    )
    from partnercheck.model.rubric import Rubric

_ABREAST = 6
"""How many candidates stand beside each other in a table."""

_STOPPED = {"decline": "declined", "hold": "on hold"}

_LEADS = 3
"""How many criteria on which a candidate leads are named."""


def page(comparison: Comparison, against: Rubric) -> Page:
    """Return what is said of several dossiers: rivals side by side, then what moved in one partner."""
    rubric, candidates = comparison.rubric, comparison.candidates
    days = sorted({each.as_of for each in candidates})
    as_of = words.day(days[0]) + (f" to {words.day(days[-1])}" if len(days) > 1 else "")
    partner = candidates[0].partner.name
    return Page(
        title=f"{len(comparison.rivals)} candidates side by side" if comparison.rivals else partner,
        facts=[f"{against.title} {rubric.version}, as of {as_of}", *comparison.notes],
        sections=[
            *(_Rivals(comparison).sections() if comparison.rivals else ()),
            *(section for each in comparison.movements for section in _moved(each, comparison, against)),
        ],
    )


class _Rivals:
    """What is said of the rivals, each under its letter."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        by_name = {each.name: each for each in comparison.candidates}
        self._rivals = sorted((by_name[name] for name in comparison.rivals), key=_rank)
        self._keys = dict(zip((each.name for each in self._rivals), ascii_uppercase, strict=False))

    def sections(self) -> Iterator[Section]:
        """Yield all of it, in order."""
        chart = self._ranges()
        yield Section("Side by side", [chart.table, chart])
        pairs = Bullets([self._pair(*pair) for pair in combinations(self._rivals, 2)])
        yield Section("Who is ahead", [Words(self._gates()), pairs])
        yield Section("Dimensions", list(self._dimensions()))
        yield Section("Where each is strongest", [Bullets([self._strongest(each) for each in self._rivals])])
        yield Section("Red flags", list(self._flags()))
        yield Section("Under other weightings", list(self._first()))

    def _ranges(self) -> Ranges:
        rows = [
            [
                f"{self._keys[each.name]} {each.name}",
                " ".join(_verdict(each)),
                words.number(each.standing.score.point),
                words.span(each.standing.score),
                ", ".join(sorted(self._keys[name] for name in each.undecided_with)) or "–",
            ]
            for each in self._rivals
        ]
        columns = [
            Column("Candidate"),
            Column("Verdict"),
            Column("Score", number=True),
            Column("Range", number=True),
            Column("Undecided with"),
        ]
        bars = [Bar(self._keys[each.name], each.name, _range(each.standing.score)) for each in self._rivals]
        limits = self._comparison.limits
        return Ranges(
            title=self._leading(),
            message="",
            table=Table("The candidates: verdict, score, range, and whose ranges overlap", columns, rows),
            bars=bars,
            limits=[
                Limit(limits.conditional, words.whole(limits.conditional), "with conditions"),
                Limit(limits.proceed, words.whole(limits.proceed), "proceed"),
            ],
        )

    def _leading(self) -> str:
        """Return who stands first by verdict and score, and whose range overlaps with theirs."""
        first = self._rivals[0]
        verdict, point = words.LEVEL_NAMES[first.standing.level], first.standing.score.point
        score = "no score" if point is None else words.prose(point)
        others = [name for name in self._keys if name in first.undecided_with]
        overlap = "no range overlaps its own"
        if others:  # their names stand within the sentence: many end in a full stop, such as S.A.
            many = len(others) > 1
            overlap = f"the range{'s' * many} of {words.few(others)} overlap{'s' * (not many)} its own"
        return f"{first.name} stands first: {verdict}, {score}; {overlap}."

    def _gates(self) -> str:
        """Return what the score does not decide: what is declined or on hold is so whatever it scores."""
        stopped = [
            f"{self._keys[each.name]} is {_STOPPED[each.standing.level]}"
            for each in self._rivals
            if each.standing.level in _STOPPED
        ]
        return "By score alone" + (f"; whatever the score, {' and '.join(stopped)}." if stopped else ".")

    def _pair(self, one: Candidate, other: Candidate) -> str:
        """Return who of two is ahead, and whatever holds of it."""
        spans = {each.name: words.span(each.standing.score) for each in (one, other)}
        dominant = next(
            (each for each in self._comparison.dominance if {each.better, each.worse} == spans.keys()), None
        )
        if other.name in one.undecided_with:
            a, b = (f"{self._keys[each]} ({span})" for each, span in spans.items())
            said = f"{a} and {b} are undecided: their ranges overlap"
            if dominant is None:
                return f"{said}."
            return (
                f"{said}. At the answers given, {self._keys[dominant.better]} is ahead under every weighting."
            )
        better, worse = (
            (one, other) if (one.standing.score.low or 0) > (other.standing.score.low or 0) else (other, one)
        )
        ahead = (
            f"{self._keys[better.name]} ({spans[better.name]}) is ahead of {self._keys[worse.name]} "
            f"({spans[worse.name]}), whatever missing and weak evidence shows"
        )
        if dominant is None:
            return f"{ahead}; under other weightings it may be otherwise."
        if dominant.on == "ranges":
            return f"{ahead}, and that under every weighting."
        return f"{ahead}; at the answers given, under every weighting too."

    def _dimensions(self) -> Iterator[Table]:
        for some in _abreast(self._rivals):
            rows = [
                self._dimension(each, some) for each in sorted(self._comparison.dimensions, key=self._spread)
            ]
            columns = [
                Column("Dimension (* best)"),
                *(Column(self._keys[each.name], number=True) for each in some),
            ]
            yield Table("Each dimension's score, where they differ most first", columns, rows)

    def _spread(self, dimension: ComparedDimension) -> float:
        """Return what sorts a dimension: how far the rivals' scores lie apart, the most first."""
        rivals = {each.name for each in self._rivals}
        points = [each.score.point for each in dimension.candidates if each.candidate in rivals]
        known = [each for each in points if each is not None]
        return round(min(known) - max(known), 9) if known else 0.0

    def _dimension(self, dimension: ComparedDimension, some: Sequence[Candidate]) -> list[str]:
        points = {each.candidate: each.score.point for each in dimension.candidates}
        best = {each.name for each in self._rivals if dimension.id in each.best_in}
        return [
            dimension.title,
            *(words.number(points[each.name]) + "*" * (each.name in best) for each in some),
        ]

    def _strongest(self, candidate: Candidate) -> str:
        titles = {each.id: each.title for each in self._comparison.dimensions}
        dimensions = ", ".join(titles[each] for each in candidate.best_in) or "no dimension"
        leads = ", ".join(
            f"“{each.title}” by {words.points(each.ahead)}" for each in candidate.leads[:_LEADS]
        )
        return f"{self._keys[candidate.name]}: best in {dimensions}" + (
            f"; ahead of all others in {leads}." if leads else "; ahead of all others in no criterion."
        )

    def _flags(self) -> Iterator[Table | Words]:
        titles = {flag.id: flag.title for each in self._rivals for flag in each.red_flags}
        if not titles:
            yield Words("No flag is raised or open.")
        for some in _abreast(self._rivals) if titles else ():
            states = [{flag.id: _state(flag) for flag in each.red_flags} for each in some]
            rows = [[title, *(each.get(name, "–") for each in states)] for name, title in titles.items()]
            columns = [Column("Red flag"), *(Column(self._keys[each.name]) for each in some)]
            yield Table("Red flags that are raised, open or waived with some candidate", columns, rows)

    def _first(self) -> Iterator[Words | Table]:
        first = self._comparison.first
        if first is None:
            yield Words("There is no dimension in which every candidate has a score.")
            return
        yield Words(_how(first, {each.id: each.title for each in self._comparison.dimensions}))
        sampled = first.method == "sample"
        rows = [
            [
                f"{self._keys[each.candidate]} {each.candidate}",
                words.share(each.share),
                *([f"± {words.share(each.error)}"] if sampled else []),
            ]
            for each in sorted(first.shares, key=lambda each: self._keys[each.candidate])
        ]
        columns = [Column("Candidate"), Column("Comes first in", number=True)]
        columns += [Column("Standard error", number=True)] if sampled else []
        yield Table("The share of all weightings in which each candidate comes first", columns, rows)


def _moved(moved: Moved, comparison: Comparison, rubric: Rubric) -> Iterator[Section]:
    """Yield what moved between two dossiers of one partner, under a heading where rivals stand before it."""
    sides = {each.name: each for each in comparison.candidates}
    before, after = sides[moved.before], sides[moved.after]
    names = (words.day(before.as_of), words.day(after.as_of))
    if before.as_of == after.as_of:
        names = (before.dossier.named, after.dossier.named)
    if comparison.rivals:
        yield Section(f"{after.partner.name}, from {names[0]} to {names[1]}", [])
    yield from sections(moved.movement, *names, rubric, level=3 if comparison.rivals else 2)


def _rank(candidate: Candidate) -> tuple[int, float, str]:
    """Return what sorts candidates as portfolios do: by verdict, then score."""
    point = candidate.standing.score.point
    return (
        VERDICT_LEVELS.index(candidate.standing.level),
        -round(-1.0 if point is None else point, 9),
        candidate.name,
    )


def _range(score: Score) -> Range:
    return Range(score.point, score.low, score.high, words.number(score.point), words.span(score))


def _verdict(candidate: Candidate) -> tuple[str, str]:
    symbol, headline_ = words.VERDICTS[candidate.standing.level]
    return symbol, headline_.partition(":")[0]


def _state(flag: CandidateFlag) -> str:
    return "waived" if flag.waived else flag.status


def _abreast(candidates: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    for start in range(0, len(candidates), _ABREAST):
        yield candidates[start : start + _ABREAST]


def _how(first: First, titles: Mapping[str, str]) -> str:
    """Return how the shares of weightings were found."""
    said = "How often each has the highest score at the answers given, of all weightings of the dimensions"
    if first.method == "sample":
        said += f" ({first.samples:,} of them, drawn from seed {first.seed})"
    left_out = ", ".join(titles[each] for each in first.left_out)
    return f"{said}; left out, since not all have a score there: {left_out}." if left_out else f"{said}."
