"""Tests: the small declarative conditions of `when`, red flags and relationship rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar, final

from pydantic import Discriminator, Field, Tag, model_validator
from typing_extensions import TypeAliasType

from partnercheck.diagnostics import Path
from partnercheck.model.kleene import Truth, all_of, any_of
from partnercheck.model.scalars import Id, Number, Percent, Text, Word, refuse
from partnercheck.model.scale import DECIMALS
from partnercheck.model.strict import BOUNDED, Strict

FactValue = str | float
"""A word, `yes` and `no` among them, or a number."""

Facts = Mapping[str, FactValue | None]
"""What tests read of a profile, by fact: on None they are unknown, on what is absent they are false."""


class _Threshold(Strict):
    """A leaf that compares a value on 0-100 with a limit, inclusive."""

    at_most: Percent | None = None
    """True where the value is this or less."""
    at_least: Percent | None = None
    """True where the value is this or more."""

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.at_most is None) == (self.at_least is None):
            refuse("wrong-test", "a test takes one limit, `at_most` or `at_least`")
        return self

    @cached_property
    def limit(self) -> float:
        """The limit that it takes, whichever way."""
        return self.at_most if self.at_most is not None else self.at_least or 0.0


@final
class CriterionTest(_Threshold):
    """Compares a criterion's value."""

    criterion: Id
    """The criterion, by its id."""


@final
class DimensionTest(_Threshold):
    """Compares a dimension's score."""

    dimension: Id
    """The dimension, by its id."""


@final
class ProfileTest(Strict):
    """Compares a fact of the partner's profile."""

    profile: Text
    """The fact, by its name."""
    is_: Word | None = Field(None, alias="is")
    """True where the fact has this value."""
    in_: tuple[Word, ...] | None = Field(None, alias="in", min_length=1)
    """True where the fact has one of these values."""
    at_least: Number | None = None
    """True where the fact is this number or more."""
    at_most: Number | None = None
    """True where the fact is this number or less."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.is_, self.in_, self.at_least, self.at_most).count(None) != 3:
            refuse("wrong-test", "a profile test takes one of `is`, `in`, `at_least` and `at_most`")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The words for which the test is true; none where it compares a number."""
        return (self.is_,) if self.is_ is not None else self.in_ or ()

    @property
    def limit(self) -> float | None:
        """The number that the fact is compared with; None where it is compared with words."""
        return self.at_most if self.at_least is None else self.at_least

    @property
    def wanted(self) -> str:
        """What it asks for, in words."""
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return f"at most {self.at_most:g}" if self.at_most is not None else " or ".join(self.values)

    def holds(self, facts: Facts) -> Truth:
        """Return whether it holds of a partner with these facts; numbers are compared to nine decimals."""
        if self.profile not in facts:
            return False
        value = facts[self.profile]
        if value is None:
            return None
        if isinstance(value, str):
            return value in self.values
        if self.at_least is not None:
            return round(value, DECIMALS) >= round(self.at_least, DECIMALS)
        return self.at_most is not None and round(value, DECIMALS) <= round(self.at_most, DECIMALS)


@final
class AllOf(Strict):
    """True where all of its tests are."""

    all: tuple[Annotated["Test", BOUNDED], ...] = Field(min_length=1)
    """Tests that must all hold."""


@final
class AnyOf(Strict):
    """True where any of its tests is."""

    any: tuple[Annotated["Test", BOUNDED], ...] = Field(min_length=1)
    """Tests of which one must hold."""


_FORMS = {
    "all": "all:",
    "any": "any:",
    "criterion": "criterion:",
    "dimension": "dimension:",
    "profile": "profile:",
}


def _form(value: Any) -> str | None:
    """Return the tag of the form a test is written in; None where it has none of the five keys."""
    if isinstance(value, dict):
        return next((tag for key, tag in _FORMS.items() if key in value), None)
    return None


Leaf = CriterionTest | DimensionTest | ProfileTest

Test = TypeAliasType(
    "Test",
    Annotated[
        Annotated[AllOf, Tag("all:")]
        | Annotated[AnyOf, Tag("any:")]
        | Annotated[CriterionTest, Tag("criterion:")]
        | Annotated[DimensionTest, Tag("dimension:")]
        | Annotated[ProfileTest, Tag("profile:")],
        Discriminator(
            _form,
            custom_error_type="wrong-test",
            custom_error_message="a test is a mapping with `all`, `any`, `criterion`, `dimension` or "
            "`profile`",
        ),
    ],
)
"""Any of the five; an alias with a name, so that its schema is made once."""


def leaves(test: "Test", path: Path = ()) -> Iterator[tuple[Leaf, Path]]:
    """Yield the leaves of a test, each with its path from the test."""
    if isinstance(test, AllOf | AnyOf):
        key, inner = ("all", test.all) if isinstance(test, AllOf) else ("any", test.any)
        for index, each in enumerate(inner):
            yield from leaves(each, (*path, key, index))
    else:
        yield test, path


Read = TypeVar("Read")


def fold(
    test: "Test",
    read: Callable[[Leaf], Read],
    every: Callable[[Iterable[Read]], Read],
    some: Callable[[Iterable[Read]], Read],
) -> Read:
    """Return what a test comes to, given what `read` makes of its leaves and how those combine."""
    if type(test) is AllOf:  # pydantic makes `isinstance` slow where the answer is no
        return every(fold(each, read, every, some) for each in test.all)
    if type(test) is AnyOf:
        return some(fold(each, read, every, some) for each in test.any)
    return read(test)


def evaluate(test: "Test", read: Callable[[Leaf], Truth]) -> Truth:
    """Return whether a test holds, given what `read` says of its leaves."""
    return fold(test, read, all_of, any_of)


def holds_for(test: "Test", facts: Facts) -> Truth:
    """Return whether a test of profile leaves holds for a partner with these facts."""
    return evaluate(test, lambda leaf: isinstance(leaf, ProfileTest) and leaf.holds(facts))
