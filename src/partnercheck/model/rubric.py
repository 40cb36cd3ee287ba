"""The rubric: what we ask of a partner, how it counts, and what stops us."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from partnercheck.model.as_data import as_data, without
from partnercheck.model.criteria import AnyCriterion, Criterion, Sources
from partnercheck.model.grades import EvidenceRules
from partnercheck.model.profile import Fact
from partnercheck.model.scalars import (
    Id,
    Key,
    Text,
    Version,
    Weight,
    YesNo,
    number,
)
from partnercheck.model.strict import BOUNDED, Strict
from partnercheck.model.tests import CriterionTest, DimensionTest, ProfileTest, Test, leaves
from partnercheck.model.verdict_rules import VerdictRules
from partnercheck.model.versions import Change, present_names

Effect = Literal["decline", "conditional", "note"]

MAX_DIMENSIONS = 100
"""So many dimensions a rubric has at most: what would change a verdict is tried for each with all others."""


class Reference(Strict):
    """Something the rubric draws on."""

    title: Text
    """Its title."""
    author: Text | None = None
    """Who wrote it."""
    year: Annotated[float, number(1000, 3000)] | None = None
    """When it came out."""
    url: Text | None = None
    """Where it can be read."""
    note: Text | None = None
    """Anything a reader should know."""


class Dimension(Strict):
    """A weighted group of criteria."""

    id: Id
    """Lower-case words joined by hyphens; unique in the rubric."""
    title: Text
    """Short, for charts."""
    weight: Weight
    """Relative to the other dimensions."""
    summary: Text | None = None
    """What it is about."""
    criteria: tuple[Annotated[AnyCriterion, BOUNDED], ...] = Field(min_length=1)
    """Its questions."""


class RedFlag(Strict):
    """A stated condition with an effect on the verdict."""

    id: Id
    """Lower-case words joined by hyphens; unique in the rubric."""
    title: Text
    """What it means when it is raised."""
    source: Sources = ()
    """Where the idea comes from: keys of the rubric's `sources`."""
    effect: Effect
    """The best verdict that remains; `note` leaves it alone."""
    waivable: YesNo | None = None
    """By default yes, but no for `decline`."""
    evidence: Id | None = None
    """The weakest grade that can clear this flag."""
    when: Test
    """Profile leaves, and `at_most` leaves on criteria and dimensions."""
    why: Text | None = None
    """Why it matters."""
    settle: Text | None = None
    """What to do while it is open."""
    action: Text | None = None
    """What to do where it is raised."""

    @property
    def can_be_waived(self) -> bool:
        """Whether a waiver may lower its effect."""
        return self.effect != "decline" if self.waivable is None else self.waivable


class RelationshipRule(Strict):
    """A name for the deal and the test that earns it."""

    call: Id
    """The name, as an id."""
    title: Text
    """The name, as people say it."""
    when: Test | None = None
    """Only the last rule has none."""
    why: Text | None = None
    """Why this is the right word."""
    next: Text | None = None
    """What comes next where it goes ahead under this name, such as a command."""


class Ignore(Strict):
    """A finding of `partnercheck rubric check` that is meant to be so."""

    code: Annotated[str, Field(pattern=r"^RC[0-9]{3}$")]
    """The code of the finding."""
    at: Text | None = None
    """The id, source, fact or key that it is about; by default wherever it is found."""
    reason: Text
    """Why it is right as it stands."""


class Rubric(Strict):
    """What we ask of a partner."""

    partnercheck: Literal["rubric/1"]
    """The kind of file and the version of its format."""
    id: Id
    """Lower-case words joined by hyphens."""
    version: Version
    """Numbers joined by points."""
    title: Text
    """Its name."""
    summary: Text | None = None
    """What it is for."""
    extends: Text | None = None
    """The id or path of one parent."""
    drop: tuple[Text, ...] = ()
    """Dimensions, criteria and flags of the parent to leave out."""
    sources: dict[Key, Reference] = Field(default_factory=dict)
    """What it draws on, by key."""
    profile: dict[Text, Fact] = Field(default_factory=dict)
    """Facts about the partner that decide what is asked."""
    evidence: EvidenceRules = Field(default_factory=EvidenceRules)
    """What evidence is worth."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1, max_length=MAX_DIMENSIONS)
    """Weighted groups of criteria."""
    red_flags: tuple[RedFlag, ...] = ()
    """Conditions with an effect on the verdict."""
    verdict: VerdictRules
    """What makes a verdict."""
    relationship: tuple[RelationshipRule, ...] = ()
    """What to call the deal: the first rule that holds; the last has no test."""
    changes: dict[Version, Change] = Field(default_factory=dict)
    """What changed, by version; who pins another major version is told it. Only new names are inherited."""
    former_names: dict[Text, Text] = Field(default_factory=dict)
    """What ids are called now that had other names in a rubric that this one came from, by the former.

    `rubric show` writes them; a rubric's own new names stand in its `changes`.
    """
    ignore: tuple[Ignore, ...] = ()
    """Findings of `partnercheck rubric check` that are meant to be so. Not inherited."""
    cases: Any = ()
    """Test cases; they may also stand in `NAME.cases.yaml`."""

    @cached_property
    def as_data(self) -> dict[str, Any]:
        """What is asked, as plain data without anything inherited, tried or changed."""
        return without(as_data(self), "extends", "drop", "changes", "former_names", "ignore", "cases")

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by its id, in order."""
        return {each.id: each for dimension in self.dimensions for each in dimension.criteria}

    @cached_property
    def conditional_criteria(self) -> dict[str, Test]:
        """The tests of the criteria that have a `when`, by id."""
        return {name: each.when for name, each in self.criteria.items() if each.when is not None}

    @cached_property
    def criteria_by_when(self) -> list[tuple[Test, list[str]]]:
        """The same, with the criteria that share a test together."""
        found: dict[Test, list[str]] = {}
        for name, test in self.conditional_criteria.items():
            found.setdefault(test, []).append(name)
        return list(found.items())

    @cached_property
    def renamed(self) -> dict[str, str]:
        """What former ids are called now, by the former."""
        return present_names(self)

    @cached_property
    def dimension_of(self) -> dict[str, str]:
        """The id of each criterion's dimension."""
        return {each.id: dimension.id for dimension in self.dimensions for each in dimension.criteria}

    @cached_property
    def flags(self) -> dict[str, RedFlag]:
        """Every red flag by its id, in order."""
        return {flag.id: flag for flag in self.red_flags}

    @cached_property
    def flag_leaves(self) -> dict[str, tuple[CriterionTest | DimensionTest, ...]]:
        """For each red flag, the criterion and dimension leaves of its test."""
        return {
            flag.id: tuple(leaf for leaf, _ in leaves(flag.when) if not isinstance(leaf, ProfileTest))
            for flag in self.red_flags
        }

    @cached_property
    def names_in_flag(self) -> dict[str, frozenset[str]]:
        """For each red flag, the criteria and dimensions that its test names."""
        return {
            flag: frozenset(
                leaf.criterion if isinstance(leaf, CriterionTest) else leaf.dimension for leaf in found
            )
            for flag, found in self.flag_leaves.items()
        }

    @cached_property
    def criteria_of_flag(self) -> dict[str, frozenset[str]]:
        """The criteria that each red flag tests; a leaf on a dimension tests all of its criteria."""
        inside = {each.id: [one.id for one in each.criteria] for each in self.dimensions}
        return {
            flag: frozenset(
                name
                for leaf in found
                for name in ([leaf.criterion] if isinstance(leaf, CriterionTest) else inside[leaf.dimension])
            )
            for flag, found in self.flag_leaves.items()
        }

    @cached_property
    def facts_needed(self) -> tuple[str, ...]:
        """The profile facts that some test names, in order of declaration."""
        return self._facts_in(self.tests)

    @cached_property
    def facts_that_hold(self) -> tuple[str, ...]:
        """The facts whose being unknown holds the verdict: those that a `when` or a red flag names."""
        return self._facts_in([*self._asking_tests, *(flag.when for flag in self.red_flags)])

    @property
    def tests(self) -> list[Test]:
        """Every test: of facts, criteria, flags and relationship rules."""
        return [*self._asking_tests, *self.deciding_tests]

    def _facts_in(self, tests: Iterable[Test]) -> tuple[str, ...]:
        """Return the facts that some tests name, in order of declaration."""
        named = {leaf.profile for test in tests for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)}
        return tuple(fact for fact in self.profile if fact in named)

    @cached_property
    def criteria_tested(self) -> frozenset[str]:
        """The criteria that a flag or a relationship rule tests."""
        found = (leaf for test in self.deciding_tests for leaf, _ in leaves(test))
        return frozenset(leaf.criterion for leaf in found if isinstance(leaf, CriterionTest))

    @property
    def _asking_tests(self) -> list[Test]:
        """The tests that decide what is asked: of criteria and of facts."""
        of_facts = [fact.when for fact in self.profile.values() if fact.when is not None]
        return [*of_facts, *self.conditional_criteria.values()]

    @property
    def deciding_tests(self) -> list[Test]:
        """The tests of every flag and relationship rule."""
        rules = [rule.when for rule in self.relationship if rule.when is not None]
        return [*(flag.when for flag in self.red_flags), *rules]
