"""The memo: the two pages that somebody who signs must have read. Every list and text here is short."""

from dataclasses import dataclass
from typing import Literal

from partnercheck.render.report.dimensions import DimensionBars
from partnercheck.render.report.parts import Chart, Fact, Range, Table

DecidedStatus = Literal["approved", "rejected", "pending", "lapsed"]


@dataclass(frozen=True)
class Verdict:
    """The decision.

    Attributes:
        level: `proceed`, `conditional`, `decline` or `hold`.
        symbol: A sign for it.
        headline: The decision in words.
        firmness: Whether missing evidence could change it, and which way.
        reasons: Every reason for it, a sentence each.
        without_waivers: What it would be without the waivers, where that differs; otherwise None.
    """

    level: Literal["proceed", "conditional", "decline", "hold"]
    symbol: str
    headline: str
    firmness: str
    reasons: list[str]
    without_waivers: str | None


@dataclass(frozen=True)
class Limit:
    """A score that the verdict takes.

    Attributes:
        value: The score, 0 to 100.
        text: The score as it is read.
        word: What reaching it allows.
    """

    value: float
    text: str
    word: str


@dataclass(frozen=True)
class ScoreLine(Chart):
    """The score on a line from 0 to 100, with its range and the limits.

    Attributes:
        range: The score and its range.
        coverage: How much of the judgement evidence carries, in %.
        limits: What conditions, and what proceeding, take; lowest first.
    """

    range: Range
    coverage: str
    limits: list[Limit]


@dataclass(frozen=True)
class Flag:
    """One red flag.

    Attributes:
        id: Its name in the rubric.
        title: What it says.
        symbol: A sign for its status.
        status: `raised`, `open`, `clear` or `not applicable`.
        effect: What it does to the verdict, in words.
        because: Why it is raised or open, a sentence each.
        why: Why it matters; None where the rubric does not say.
        waiver: Who accepted it, until when and why; None where nobody did.
    """

    id: str
    title: str
    symbol: str
    status: str
    effect: str
    because: list[str]
    why: str | None
    waiver: str | None


@dataclass(frozen=True)
class Condition:
    """One condition, or one action where the verdict is `proceed`.

    Attributes:
        subject: The flag or criterion it comes from, by id.
        title: The title of that flag or criterion.
        action: What is to be done; or why it was dropped.
        owner: Who sees to it, or `nobody yet`.
        due: By which day, or `no date`.
        status: `open`, `met` or `dropped`.
    """

    subject: str
    title: str
    action: str
    owner: str
    due: str
    status: str


@dataclass(frozen=True)
class Decided:
    """Who has decided on this assessment, or must.

    Attributes:
        status: `approved`, `rejected`, `pending`, or `lapsed` where what was decided does not hold any more.
        symbol: A sign for it.
        headline: In one sentence: by whom and until when it is approved, or how many are missing.
        against: Why it was decided against the verdict; None where it was not.
        notes: Why it does not hold any more, what was done, what came of it: a sentence each.
        needed: How many must approve.
        given: How many approve, of those who count.
        votes: Every vote with its reason; None where nobody has voted.
    """

    status: DecidedStatus
    symbol: str
    headline: str
    against: str | None
    notes: list[str]
    needed: int
    given: int
    votes: Table | None


@dataclass(frozen=True)
class Cause:
    """Something that decides the verdict, told by what is known of the partner.

    Attributes:
        title: What it is, such as the title of a red flag.
        symbol: A sign for its status.
        status: `raised`, `not ruled out`, or nothing where it is no flag.
        said: What was found: the answer in words and what was noted about it.
        source: Who says so and how we know; empty where nobody has said anything.
    """

    title: str
    symbol: str
    status: str
    said: str
    source: str


@dataclass(frozen=True)
class Task:
    """Something to do before anybody signs.

    Attributes:
        action: What, in whole sentences.
        who: Who sees to it, or of whom it is asked.
        when: Until when, or what it settles.
    """

    action: str
    who: str
    when: str


@dataclass(frozen=True)
class Tests:
    """The tests that the name partnership takes which came out alike.

    Attributes:
        symbol: A sign for how they came out.
        word: How, in a word: `Pass`, `Fail`, `Not known` or `Does not apply`.
        names: What they look at.
    """

    symbol: str
    word: str
    names: list[str]


@dataclass(frozen=True)
class PageOne:
    """What page one of the memo says beside the verdict.

    Attributes:
        partner: Who the partner is.
        scope: What the deal is about; None where the dossier does not say.
        as_of: The day that it speaks for.
        why: What decides, most telling first.
        standing: The score and how far missing evidence could move it, in a sentence.
        decided: Who has decided, or must, as far as the page has room; None where nobody has, nor must.
        tasks_title: What is to be done, as a heading.
        tasks_columns: The headings of what, who and when.
        tasks: The first things to do.
        more_tasks: How many more there are, in words; None where all are shown.
        naming: What to call the deal, where the sides differ, and what comes next.
        tests: The tests of a partnership; empty where the rubric has none, or it is declined.
        facts: What it was made with: rubric and assessors.
        roomy: Whether that is so little that paper has room for larger type.
    """

    partner: str
    scope: str | None
    as_of: str
    why: list[Cause]
    standing: str
    decided: Decided | None
    tasks_title: str
    tasks_columns: tuple[str, str, str]
    tasks: list[Task]
    more_tasks: str | None
    naming: list[str]
    tests: list[Tests]
    facts: list[Fact]
    roomy: bool


@dataclass(frozen=True)
class Point:
    """A criterion that speaks for the partner, or against it.

    Attributes:
        title: The criterion.
        said: The answer in words.
        figure: What it is worth at the least, or how many points it costs.
    """

    title: str
    said: str
    figure: str


@dataclass(frozen=True)
class PageTwo:
    """What page two of the memo says beside the score and the dimensions.

    Attributes:
        gap: What the width of the range is made of, in words.
        speaks_for: What is strong even at the low end of its range, and no open red flag tests.
        costs: What costs the most points.
        dimensions: The heaviest dimensions with their ranges and floors.
        flags: Red flags, each `raised`, `waived` or `not ruled out`.
        more_flags: How many more there are, in words; None where all are shown.
        changes_title: A heading for what follows.
        changes: What would change the verdict: the nearest other answers.
        next_evidence: What to find out next.
        signed_for: For whom somebody signs.
        signatures: What there is room to sign for, by approval; empty where it is decided.
    """

    gap: str
    speaks_for: list[Point]
    costs: list[Point]
    dimensions: DimensionBars
    flags: list[Flag]
    more_flags: str | None
    changes_title: str
    changes: list[str]
    next_evidence: list[str]
    signed_for: str
    signatures: list[str]


@dataclass(frozen=True)
class Obstacles:
    """What stands in the way, in full.

    Attributes:
        flags: Red flags that are raised or open, in the rubric's order.
        quiet_flags: Those that are clear or do not apply.
        reasons: What decides beside red flags, a sentence each.
        conditions_title: A heading for the conditions, which are actions where the verdict is `proceed`.
        conditions: All conditions.
        waivers_unused: Waivers that had nothing to lower, a sentence each.
    """

    flags: list[Flag]
    quiet_flags: list[Flag]
    reasons: list[str]
    conditions_title: str
    conditions: list[Condition]
    waivers_unused: list[str]
