"""Page one: what somebody who signs must have read. Every list and text here is short enough for one page."""

from dataclasses import dataclass
from typing import Literal

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
class PageOne:
    """What page one says beside the verdict and the score line; texts are cut where they are long.

    Attributes:
        partner: Who the partner is.
        facts: Scope, as-of date, rubric, assessors.
        why: Why the verdict is what it is, in one sentence.
        naming: What to call the deal, where the sides differ, and what comes next.
        flags: The gravest red flags that are raised or open.
        more_flags: How many more there are, in words; None where all are shown.
        conditions_title: `Conditions`, or `Actions` where the verdict is `proceed`.
        conditions: The first conditions that are open.
        more_conditions: How many more there are, in words; None where all are shown.
        strongest: The three criteria that add the most.
        weakest: The three criteria that cost the most.
        changes: What would change the verdict: the nearest other answers.
        next_evidence: What to find out first.
    """

    partner: str
    facts: list[Fact]
    why: str
    naming: list[str]
    flags: list[Flag]
    more_flags: str | None
    conditions_title: str
    conditions: list[Condition]
    more_conditions: str | None
    strongest: list[Fact]
    weakest: list[Fact]
    changes: list[str]
    next_evidence: list[str]


@dataclass(frozen=True)
class Obstacles:
    """What stands in the way, in full.

    Attributes:
        flags: Red flags that are raised or open, in the rubric's order.
        quiet_flags: Those that are clear or do not apply.
        conditions_title: `Conditions`, or `Actions` where the verdict is `proceed`.
        conditions: All conditions.
        waivers_unused: Waivers that had nothing to lower, a sentence each.
    """

    flags: list[Flag]
    quiet_flags: list[Flag]
    conditions_title: str
    conditions: list[Condition]
    waivers_unused: list[str]
