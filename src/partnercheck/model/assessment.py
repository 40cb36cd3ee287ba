"""The assessment: one frozen result, the form of `--format json`.

Scores, values and limits are on 0-100, reliabilities on 0-1, coverage and shares in %, weights are shares
of the whole on 0-1. Numbers are exact here and rounded only when they are written. It is longer than
most modules, as the form of one file stands in one place.
"""

import datetime as dt
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field

from partnercheck.diagnostics import Diagnostic
from partnercheck.model.asking import Side
from partnercheck.model.insight import Answer, Flip, NextEvidence, Stability
from partnercheck.model.levels import ConditionStatus, Level, VerdictLevel
from partnercheck.model.named import (
    AboutName,
    CallName,
    ConditionName,
    CriterionName,
    FactName,
    FlagName,
    GradeName,
    SubjectName,
)
from partnercheck.model.names import name_key
from partnercheck.model.rubric import Effect
from partnercheck.model.scale import AsWritten, DataAsWritten, Scale, Share

Status = Literal["answered", "unanswered", "not_applicable"]
FlagStatus = Literal["raised", "open", "clear", "not_applicable"]
ReasonCode = Literal[
    "flag",
    "open-flag",
    "floor",
    "score",
    "coverage",
    "nothing-answered",
    "not-applicable",
    "profile",
    "waiver",
]


ADDED_LATER: dict[str, dict[str, Any]] = {"red_flags": {"criteria": ()}}
"""Keys that earlier releases did not write of the entries of a list, and what they are read as without."""


class Tool(NamedTuple):
    """The program that assessed."""

    name: str
    version: str


class RubricUsed(NamedTuple):
    """The rubric that was used."""

    id: str
    version: str
    file: str | None
    """Relative to the dossier's folder; null for a bundled rubric."""
    sha256: str
    """Over the bytes of the file, then of each parent."""


class FileUsed(NamedTuple):
    """A file that was used."""

    file: str | None
    """Null for what was made in memory; `-` for standard input."""
    sha256: str

    @property
    def named(self) -> str:
        """What people know it by."""
        return "made in memory" if self.file is None else self.file


class ReplyUsed(NamedTuple):
    """A reply to a questionnaire that was used."""

    file: str
    """Relative to the dossier's folder."""
    sha256: str
    side: Side
    by: str
    role: str | None
    date: dt.date


class ApproverNamed(NamedTuple):
    """Somebody whose approval counts."""

    name: str
    principal: str | None
    """What a list of allowed signers calls the person."""


class ApprovalsAsked(NamedTuple):
    """How many people must approve, as the organisation asked on the day of the assessment."""

    proceed: int
    conditional: int
    against: int
    """Where the verdict is decline or hold."""
    by: tuple[ApproverNamed, ...] | None
    """Whose approval counts; null for everybody's but the assessors'."""
    assessors: tuple[str, ...]
    """Who assessed: their own votes are shown, not counted."""

    def assessed(self, name: str) -> bool:
        """Return whether somebody is one of those who assessed."""
        return name_key(name) in map(name_key, self.assessors)

    def principal_of(self, name: str) -> str:
        """Return as whom somebody signs: as `by` lists the person, else by the name itself."""
        key = name_key(name)
        listed = next((each for each in self.by or () if name_key(each.name) == key), None)
        return name if listed is None else listed.principal or listed.name

    def needed(self, level: VerdictLevel) -> int:
        """Return how many must approve under a verdict."""
        if level == "proceed":
            return self.proceed
        return self.conditional if level == "conditional" else self.against


class PartnerNamed(NamedTuple):
    """Who the partner is, as the dossier says."""

    name: str
    country: str | None = None
    identifiers: dict[str, str] | None = None
    website: str | None = None


class Reason(NamedTuple):
    """Why the verdict is what it is."""

    code: ReasonCode
    subject: SubjectName
    """The dimension, flag or profile fact it is about; null for the whole."""
    actual: float | None
    limit: float | None
    text: str


class Verdict(NamedTuple):
    """The decision, and how far missing evidence could move it."""

    level: VerdictLevel
    firm: bool
    """Whether no missing or weak evidence could change it."""
    worst: Level
    now: Level
    best: Level
    without_waivers: VerdictLevel
    """The verdict that it would be if nothing were waived."""
    reasons: tuple[Reason, ...]
    """What decides first: flags, floors, the score, coverage, then the rest."""


class Gap(NamedTuple):
    """What the width of a range is made of, in points; the three add up to 100 less the coverage."""

    unanswered: Scale
    """What nobody has answered, or what does not count without our own position."""
    weak: Scale
    """What evidence that is not fully reliable leaves open."""
    disagreement: Scale
    """How far raters are apart, as far as they are believed."""


class Value(NamedTuple):
    """A criterion's value and the range that its evidence leaves."""

    point: Scale | None
    low: Scale | None
    high: Scale | None
    gap: Gap | None
    """What the range is made of."""


class Score(NamedTuple):
    """A dimension's or the whole's value; `coverage` is 100 less the width of the range."""

    point: Scale | None
    low: Scale | None
    high: Scale | None
    coverage: Scale | None
    gap: Gap | None
    """What the range is made of."""


NO_SCORE = Score(point=None, low=None, high=None, coverage=None, gap=None)
"""That of a dimension of which nothing applies."""


class ItemUsed(NamedTuple):
    """A piece of evidence, and whether it counted."""

    grade: GradeName
    source: str
    date: dt.date | None
    counts: bool
    why_not: str | None


class EvidenceUsed(NamedTuple):
    """What supports an answer: the grade it earns in the end."""

    grade: GradeName
    reliability: Share
    items: tuple[ItemUsed, ...]


class MeasureUsed(NamedTuple):
    """How a measured criterion got its number."""

    name: str
    value: float | None
    """Null where it is missing, or simply the best or worst there is."""
    working: str


class Raters(NamedTuple):
    """How many persons of each side rated a criterion; who said `unknown` is not counted."""

    us: int
    them: int
    reference: int


class RatingBeside(NamedTuple):
    """What one person answered beside the assessor's own answer."""

    by: str
    side: Side
    answer: Answer
    """As written; null where it is unknown."""


class CriterionResult(NamedTuple):
    """One criterion."""

    id: str
    title: str
    kind: str
    weight: Share
    status: Status
    answer: Answer
    """As written; for ratings the list of them."""
    value: Value
    contribution: Scale | None
    """What it adds to the score."""
    evidence: EvidenceUsed | None
    expect: Scale | None
    """Null for a text, which is never scored."""
    meets: bool | None
    measure: MeasureUsed | None
    perception_gap: Scale | None
    """Between the medians of our side's and their side's ratings."""
    inner_gap: Scale | None
    """The largest between two ratings of one side."""
    raters: Raters
    beside: tuple[RatingBeside, ...]
    """What replies say beside the dossier's own answer, which stands."""


class DimensionResult(NamedTuple):
    """One dimension with its criteria."""

    id: str
    title: str
    weight: Share
    score: Score
    criteria: tuple[CriterionResult, ...]


class Waived(NamedTuple):
    """Who accepted a flag, why and until when."""

    by: str
    reason: str
    until: dt.date


class FlagResult(NamedTuple):
    """One red flag."""

    id: str
    title: str
    effect: Effect
    """Before any waiver."""
    status: FlagStatus
    waived: Waived | None
    criteria: tuple[CriterionName, ...]
    """Those whose answers raise it or keep it open."""
    because: tuple[str, ...]


class WaiverUnused(NamedTuple):
    """A waiver that had nothing to lower."""

    flag: FlagName
    why: str


class Declared(NamedTuple):
    """What each side calls the deal."""

    us: str | None
    them: str | None


Holds = Literal["yes", "no", "unknown"]


class TestRead(NamedTuple):
    """One test of a rule, in words, and whether it holds."""

    test: str
    holds: Holds


class RuleWalked(NamedTuple):
    """A rule for the name of the deal, as far as it was looked at."""

    call: str
    holds: Holds
    tests: tuple[TestRead, ...]
    """Each of its tests; the last rule has none."""


class Relationship(NamedTuple):
    """What the deal should be called."""

    call: CallName | None
    possible: tuple[CallName, ...]
    """While there is no name yet: those it may turn out to be."""
    declared: Declared
    differs: bool
    rules: tuple[RuleWalked, ...]
    """In order, up to the first that holds."""


class Condition(NamedTuple):
    """Something to be done; under `proceed` an action, otherwise a condition."""

    for_: Annotated[ConditionName, Field(alias="for")]
    action: str
    owner: str | None
    due: dt.date | None
    status: ConditionStatus
    covers: tuple[CriterionName, ...]
    """The criteria that a flag's condition stands for: those that the flag tests."""


class FactUsed(NamedTuple):
    """A fact of the partner's profile, and what it takes out of the assessment."""

    fact: FactName
    value: str | float | None
    """As written; null where it is unknown or not given."""
    grade: GradeName | None
    """What its evidence earns; null without any."""
    takes_out: tuple[CriterionName, ...]
    """The criteria that do not apply because of it: their `when` is false and names it."""


class EventUsed(NamedTuple):
    """Something that happened, and what it makes worthless; what lies after the as-of date is left out."""

    on: dt.date
    about: tuple[AboutName, ...]
    what: str
    items: int
    """How many items of evidence no longer count because of it."""


Data = Annotated[dict[str, Any], AfterValidator(DataAsWritten)]
"""The data of a file."""


class FileFault(NamedTuple):
    """A file of evidence that does not support its item."""

    file: str
    sha256: str | None
    why: str


class InputsUsed(NamedTuple):
    """What the decision was made from, so that a report needs nothing but the assessment.

    Left out are the rubric's test cases and what its versions changed, and our logo.
    """

    rubric: Data
    """As a rubric's file holds it, laid over those that it extends."""
    dossier: Data
    """As the dossier's file holds it, with what replies say."""
    organisation: Data | None
    """As our own file holds it."""
    beside: Data
    """By criterion, what people replied beside the dossier's own answer."""
    faults: tuple[FileFault, ...]
    """The files of evidence that do not support their items."""
    overrides: tuple[str, ...]
    """The options of the command that stood in place of what the dossier says."""


class Note(NamedTuple):
    """A diagnostic, as machines read it."""

    code: str
    severity: Literal["error", "warning"]
    message: str
    file: str
    line: int
    column: int
    hint: str | None

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Self:
        """Return a diagnostic as machines read it: what is no error is a warning."""
        severity: Literal["error", "warning"] = "error" if diagnostic.severity == "error" else "warning"
        place = diagnostic.position
        code, message, hint = diagnostic.code, diagnostic.message, diagnostic.hint
        return cls(code, severity, message, place.file, place.line, place.column, hint)


class Diagnostics(NamedTuple):
    """What is wrong with an input, in place of its assessment."""

    partnercheck: Literal["diagnostics/1"]
    diagnostics: tuple[Note, ...]


class Assessment(NamedTuple):
    """The decision on one partner, with everything it rests on."""

    partnercheck: Literal["assessment/1"]
    tool: Tool
    partner: PartnerNamed
    rubric: RubricUsed
    dossier: FileUsed
    organisation: FileUsed | None
    replies: tuple[ReplyUsed, ...]
    as_of: dt.date
    approvals: ApprovalsAsked
    verdict: Verdict
    score: Score
    profile: tuple[FactUsed, ...]
    events: tuple[EventUsed, ...]
    dimensions: tuple[DimensionResult, ...]
    red_flags: tuple[FlagResult, ...]
    waivers_unused: tuple[WaiverUnused, ...]
    relationship: Relationship
    conditions: tuple[Condition, ...]
    next_evidence: NextEvidence | None
    flips: tuple[Flip, ...] | None
    flips_not_worked_out: tuple[CriterionName, ...] | None
    """Criteria with too many answers to work out which of them would change the verdict."""
    stability: Stability | None
    diagnostics: tuple[Note, ...]
    inputs: InputsUsed | None = None
    """What it was made from; null where nobody has asked for it yet."""

    @property
    def criteria(self) -> dict[str, CriterionResult]:
        """The results of all criteria, by id."""
        return {each.id: each for dimension in self.dimensions for each in dimension.criteria}


INLINE = "inline"
"""Marks a field whose own fields stand in its place in JSON; what writes it puts them there."""

DECIMALS = 4
"""How many decimals numbers have where they are written."""


def plain(value: Any, decimals: int | None = None) -> Any:
    """Return a result as the plain data that JSON writes: mappings, lists, texts and numbers.

    Numbers are exact, or rounded to so many decimals; minus zero is zero then. Those that stand in a file are
    never rounded.
    """
    kind = type(value)
    if kind in _PLAIN or kind is DataAsWritten:
        return value
    if kind is float:
        return value if decimals is None else round(value, decimals) + 0.0
    if issubclass(kind, tuple):
        keys = _keys(kind)
        if keys is not None:
            return {key: plain(each, decimals) for key, each in zip(keys, value, strict=True)}
    if issubclass(kind, tuple | list):
        return [plain(each, decimals) for each in value]
    if issubclass(kind, dict):
        return {key: plain(each, decimals) for key, each in value.items()}
    if kind is AsWritten:
        return float(value)
    return value.isoformat() if issubclass(kind, dt.date) else value


def rounded(value: Any) -> Any:
    """Return a result as it is read back from its JSON, where numbers are rounded."""
    kind = type(value)
    if kind is float:
        return round(value, DECIMALS) + 0.0
    if not issubclass(kind, tuple):
        return value
    parts = map(rounded, value)
    return kind(*parts) if _keys(kind) else tuple(parts)


_PLAIN = frozenset({str, int, bool, type(None)})


@cache
def _keys(kind: type) -> tuple[str, ...] | None:
    """Return what the fields of a named tuple are called in JSON; None for any other tuple."""
    fields: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return fields and tuple(field.rstrip("_") for field in fields)
