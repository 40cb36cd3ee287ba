"""The dimensions, and every criterion in them."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Chart, Mark, Range


@dataclass(frozen=True)
class DimensionBar:
    """One dimension in the chart of dimensions.

    Attributes:
        id: Its name in the rubric.
        title: What it is called.
        weight: Its share of the whole, in %.
        range: Its score and range.
        coverage: How much of it evidence carries, in %.
        mark: How good the score is.
        floors: What conditions, and what proceeding, take of it.
        standing: Where it stands against those floors, in words.
    """

    id: str
    title: str
    weight: str
    range: Range
    coverage: str
    mark: Mark
    floors: tuple[float, float]
    standing: str


@dataclass(frozen=True)
class DimensionBars(Chart):
    """A bar for each dimension, with its range and floors.

    Attributes:
        bars: The dimensions, in the rubric's order.
        floors: What the verdict takes of every dimension, in a sentence.
    """

    bars: list[DimensionBar]
    floors: str


@dataclass(frozen=True)
class HeatCell:
    """One criterion in the heat strip.

    Attributes:
        id: Its name in the rubric.
        title: What it is called.
        text: Its value; a sign where there is none.
        mark: How good it is.
    """

    id: str
    title: str
    text: str
    mark: Mark


@dataclass(frozen=True)
class HeatRow:
    """The criteria of one dimension in the heat strip.

    Attributes:
        title: The dimension.
        cells: Its criteria, in the rubric's order.
    """

    title: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class HeatStrip(Chart):
    """A cell for every criterion, dimension by dimension.

    Attributes:
        rows: The dimensions.
        key: What each mark means: the mark, and the values it stands for.
    """

    rows: list[HeatRow]
    key: list[tuple[Mark, str]]


@dataclass(frozen=True)
class Dimensions:
    """How the dimensions do.

    Attributes:
        bars: The chart of dimensions.
        heat: The heat strip of all criteria.
    """

    bars: DimensionBars
    heat: HeatStrip


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence for a criterion.

    Attributes:
        grade: How well it supports the answer.
        source: What it is and where it came from.
        date: The day it speaks for, or `undated`.
        file: The file it is in, with its digest; None where there is none.
        why_not: Why it does not count; None where it does.
    """

    grade: str
    source: str
    date: str
    file: str | None
    why_not: str | None


@dataclass(frozen=True)
class CriterionPart:
    """One criterion, with all that its value rests on.

    Attributes:
        id: Its name in the rubric.
        title: What it is called.
        question: What is asked.
        why: Why the answer matters; None where the rubric does not say.
        sources: Where the idea comes from.
        ask: Who can answer; None where the rubric does not say.
        status: `answered`, `unanswered` or `not applicable`.
        mark: How good the value is.
        answer: The answer in words; `Not answered` or `Not applicable` where there is none.
        answers: What was answered, with its anchor; a line for each person who did.
        range: Its value and range.
        weight: Its share of the whole, in %.
        grade: The grade that its evidence earns; None without an answer.
        evidence: Each piece of evidence.
        gap: How far the two sides' raters are apart; None where they are not.
        note: What the assessor noted.
        below: That the value is below what is expected; None where it is not.
        action: What to do where it is below.
        attention: Whether a reader should look at it: unanswered, weak, below what is expected, or
            disputed.
    """

    id: str
    title: str
    question: str
    why: str | None
    sources: list[str]
    ask: str | None
    status: str
    mark: Mark
    answer: str
    answers: list[str]
    range: Range
    weight: str
    grade: str | None
    evidence: list[Evidence]
    gap: str | None
    note: str | None
    below: str | None
    action: str | None
    attention: bool


@dataclass(frozen=True)
class DimensionCriteria:
    """One dimension with its criteria.

    Attributes:
        id: Its name in the rubric.
        title: What it is called.
        summary: What it is about; None where the rubric does not say.
        weight: Its share of the whole, in %.
        range: Its score and range.
        coverage: How much of it evidence carries, in %.
        criteria: Its criteria that apply, in the rubric's order.
        left_out: Its criteria that the partner's profile leaves out.
    """

    id: str
    title: str
    summary: str | None
    weight: str
    range: Range
    coverage: str
    criteria: list[CriterionPart]
    left_out: list[str]
