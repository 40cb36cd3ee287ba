"""What `rubric check` and `rubric test` found, in the form of their JSON."""

from typing import Literal, NamedTuple

from partnercheck.model.assessment import Tool


class Finding(NamedTuple):
    """Something that is wrong, or odd."""

    code: str
    """A rule of `rubric check`, such as RC204, or what is wrong with the form of a file."""
    severity: Literal["error", "warning", "note"]
    message: str
    file: str
    line: int
    column: int
    hint: str | None


class IgnoredFinding(NamedTuple):
    """A finding that the rubric itself says to leave out."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    file: str
    line: int
    column: int
    hint: str | None
    reason: str
    """Why it is right as it stands."""


class Thing(NamedTuple):
    """A rule that a rubric was held against, or a case that was tried."""

    name: str
    file: str
    """Where it stands: cases may stand in a file of their own."""
    line: int
    passed: bool


class Count(NamedTuple):
    """How many of something the cases meet."""

    name: str
    value: int
    of: int
    share: float
    """In %."""
    least: float | None
    """The share that was asked for, in %."""


class Found(NamedTuple):
    """What was found about one rubric, or file of its cases."""

    file: str
    usable: bool
    """Whether it could be read as a rubric at all."""
    passed: bool
    findings: tuple[Finding, ...]
    ignored: tuple[IgnoredFinding, ...]
    examined: tuple[Thing, ...]
    figures: tuple[Count, ...]


class Counts(NamedTuple):
    """How many findings there are of each severity."""

    error: int
    warning: int
    note: int


class Findings(NamedTuple):
    """Everything that one run found."""

    partnercheck: Literal["check/1", "test/1"]
    tool: Tool
    strict: bool
    """Whether warnings fail too."""
    passed: bool
    counts: Counts
    rubrics: tuple[Found, ...]
