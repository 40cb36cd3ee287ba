"""What the judgement rests on, and what to find out next."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Table


@dataclass(frozen=True)
class Source:
    """One source of evidence.

    Attributes:
        source: What it is and where it came from.
        grade: How well it supports an answer.
        date: The day it speaks for, or `undated`.
        valid_until: The last day it may be relied on; None where that is not said.
        file: The file it is in, with its digest; None where there is none.
        url: Where it can be read; None where that is not said.
        note: What the assessor noted about it.
        supports: The criteria it supports.
        why_not: Why it does not count, and for what; empty where it counts.
    """

    source: str
    grade: str
    date: str
    valid_until: str | None
    file: str | None
    url: str | None
    note: str | None
    supports: list[str]
    why_not: list[str]


@dataclass(frozen=True)
class Step:
    """Something to find out.

    Attributes:
        criterion: Its id.
        title: The criterion.
        todo: `Answer`, `Verify` or `Reconcile`, or to fill in a section.
        swing: How far it could move the score, 0 to 100.
        text: That as it is read.
        flags: The red flags that turn on it.
        ask: Who can answer; None where the rubric does not say.
        sentence: All of it in a sentence.
    """

    criterion: str
    title: str
    todo: str
    swing: float
    text: str
    flags: list[str]
    ask: str | None
    sentence: str


@dataclass(frozen=True)
class EvidencePart:
    """The evidence.

    Attributes:
        grades: The grades: what each means, how far it is believed, how many answers rest on it.
        sources: Every source, in the order in which it is first used.
        expired: What does not count, a sentence each.
        steps: What to find out next, most telling first.
        next_table: The same as a table.
    """

    grades: Table
    sources: list[Source]
    expired: list[str]
    steps: list[Step]
    next_table: Table
