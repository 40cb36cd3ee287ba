"""What every rule of `rubric check` is: a code, an explanation, an example of each kind, what it finds."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from partnercheck.authoring.reach.formulas import tested
from partnercheck.authoring.reach.search import possible
from partnercheck.authoring.reach.situations import domain, situations, whatever_the_name
from partnercheck.diagnostics import Problem
from partnercheck.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.reach.formulas import Formula
    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.authoring.reach.sums import Set
    from partnercheck.diagnostics import Path, Severity
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Dimension, Rubric
    from partnercheck.source import Document


class Placed(NamedTuple):
    """A criterion with its dimension and its path."""

    path: Path
    dimension: Dimension
    criterion: Criterion


class Subject:
    """A rubric that is checked, with what several rules ask of it."""

    def __init__(self, rubric: Rubric, document: Document) -> None:
        """Take a sound rubric and the document that it was read from."""
        self.rubric = rubric
        self._document = document
        self._domains: dict[str, Set] = {}

    @cached_property
    def criteria(self) -> tuple[Placed, ...]:
        """Every criterion, in order."""
        return tuple(
            Placed(("dimensions", d, "criteria", c), dimension, criterion)
            for d, dimension in enumerate(self.rubric.dimensions)
            for c, criterion in enumerate(dimension.criteria)
        )

    @property
    def scored(self) -> tuple[Placed, ...]:
        """Every criterion whose answers have a value, in order."""
        return tuple(each for each in self.criteria if each.criterion.scored)

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Every kind of partner, whatever the name of the deal.

        Raises:
            TooManyError: There are too many.
        """
        return whatever_the_name(self.rubric, self.deals)

    @cached_property
    def deals(self) -> tuple[Situation, ...]:
        """Every kind of partner and of deal that facts give a name.

        Raises:
            TooManyError: There are too many.
        """
        return situations(self.rubric)

    @cached_property
    def always_raised(self) -> frozenset[str]:
        """The red flags that every answer raises.

        Raises:
            TooManyError: It would take too long to find out.
        """
        return frozenset(
            flag.id
            for flag in self.rubric.red_flags
            if not self.ever((tested(flag.when, each, holds=False), each) for each in self.situations)
        )

    def domain(self, name: str) -> Set:
        """Return every value that an answer to a criterion can have.

        Raises:
            TooManyError: There are too many.
        """
        if name not in self._domains:
            self._domains[name] = domain(self.rubric.criteria[name])
        return self._domains[name]

    def ever(self, formulas: Iterator[tuple[Formula, Situation]]) -> bool:
        """Return whether any of some formulas, each about a kind of partner, can be true.

        Raises:
            TooManyError: It would take too long to find out.
        """
        return any(possible(formula, situation) for formula, situation in formulas)

    def own(self, path: Path) -> bool:
        """Return whether what stands at a path is written in this rubric's file, not in one it extends."""
        problem = Problem("", path, "", key=True)
        return all(
            found.position.file == self._document.source.file for found in self._document.locate([problem])
        )


_IGNORE = """
ignore:
  - {{code: {}, at: id-of-the-place, reason: Why it is right here}}
"""
_LONGEST = 24


def _example(text: str) -> str:
    """Return a piece of YAML as a block of Markdown; of a long one, how it begins."""
    lines = cleandoc(text).split("\n")
    if len(lines) > _LONGEST:
        lines = [*lines[:_LONGEST], f"# … and {len(lines) - _LONGEST} more lines like these"]
    return "\n".join(["```yaml", *lines, "```", ""])


class Rule:
    """A rule; the first line of a rule's docstring says what it finds, the rest why, and what to do.

    Examples are laid over the rubric that `partnercheck rubric new` writes, as a child over its parent,
    unless they are whole rubrics themselves. The bad one gives this finding and no other, the good one none.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = "warning"
    bad: ClassVar[str]
    good: ClassVar[str]

    @abstractmethod
    def find(self, subject: Subject) -> Iterator[Problem]:
        """Yield what is wrong with a rubric.

        Raises:
            TooManyError: It would take too long to find out.
        """

    def finding(self, path: Path, message: str, hint: str | None = None, *, key: bool = False) -> Problem:
        """Return a finding of this rule."""
        return Problem(self.code, path, message, hint, key=key, severity=self.severity)

    @property
    def summary(self) -> str:
        """What the rule finds, in one sentence."""
        return self._text.partition("\n")[0]

    @property
    def page(self) -> str:
        """The rule's page, as Markdown."""
        why = self._text.partition("\n")[2].strip()
        return (
            f"# {self.code} {self.name}\n\n{self.summary} Severity: {self.severity}.\n\n{why}\n\n"
            f"Instead of\n\n{_example(self.bad)}\nwrite\n\n{_example(self.good)}\n"
            f"If this is intended, say why in the rubric:\n\n{_example(_IGNORE.format(self.code))}"
        )

    @property
    def _text(self) -> str:
        return docstring(type(self))
