"""What `rubric check` and `rubric test` found.

A run looks at subjects (rubrics). Of each it examines several things: a rule that it is held against, or a
case that is tried. What is wrong with one of them is a diagnostic, as every other problem is.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.diagnostics import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.diagnostics import Diagnostic, Position, Severity
    from partnercheck.model.rule_list import Rule

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Gravest first."""


class Examined(NamedTuple):
    """One thing that was examined: a rule on a rubric, or a case; it is sound where nothing was found."""

    name: str
    position: Position
    diagnostics: tuple[Diagnostic, ...] = ()


class Ignored(NamedTuple):
    """A finding that the rubric itself says to leave out, and why."""

    diagnostic: Diagnostic
    reason: str


class Figure(NamedTuple):
    """How many of something were met, such as flags that some case raises.

    Attributes:
        least: The share that was asked for, in %; falling short of it is a diagnostic besides.
    """

    name: str
    value: int
    of: int
    least: float | None = None

    @property
    def share(self) -> float:
        """The share in %; of nothing, all is met."""
        return 100.0 * self.value / self.of if self.of else 100.0


class Subject(NamedTuple):
    """One rubric, or a file of its test cases.

    Attributes:
        name: Its file, as users know it.
        usable: Whether it could be read as a rubric at all.
        besides: What was found that belongs to no one thing examined.
        kind: What it is, in a word.
    """

    name: str
    examined: tuple[Examined, ...]
    ignored: tuple[Ignored, ...] = ()
    figures: tuple[Figure, ...] = ()
    usable: bool = True
    besides: tuple[Diagnostic, ...] = ()
    kind: Literal["rubric", "cases file"] = "rubric"

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, by position."""
        return in_order([*chain.from_iterable(each.diagnostics for each in self.examined), *self.besides])


class Results(NamedTuple):
    """Everything that one run found.

    Attributes:
        kind: The kind and version of the machine output.
        rules: By code, the rules that the run knows; other codes are of problems with the form of a file.
        strict: Whether warnings fail too.
    """

    kind: Literal["check/1", "test/1"]
    subjects: tuple[Subject, ...]
    rules: Mapping[str, Rule]
    strict: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, by subject, then position; what two subjects share is told once."""
        return tuple(dict.fromkeys(chain.from_iterable(each.diagnostics for each in self.subjects)))

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, gravest first."""
        found = [each.severity for each in self.diagnostics]
        return {severity: found.count(severity) for severity in SEVERITIES}

    def fails(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Return whether any of these findings is grave enough to fail."""
        return any(
            each.severity == "error" or (self.strict and each.severity == "warning") for each in diagnostics
        )

    @property
    def code(self) -> int:
        """The exit code: 2 where something is no rubric, 1 where something fails, else 0."""
        if not all(each.usable for each in self.subjects):
            return 2
        return int(self.fails(self.diagnostics))
