"""Tests: the small declarative conditions of `when`, red flags and relationship rules."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self, final

from pydantic import Discriminator, Field, Tag, model_validator
from typing_extensions import TypeAliasType

from partnercheck.diagnostics import Path
from partnercheck.model.scalars import Id, Percent, Text, Word, refuse
from partnercheck.model.strict import BOUNDED, Strict


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

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.is_ is None) == (self.in_ is None):
            refuse("wrong-test", "a profile test takes `is` or `in`")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The values for which the test is true."""
        return (self.is_,) if self.is_ is not None else self.in_ or ()


@final
class AllOf(Strict):
    """True where all of its tests are."""

    all: tuple[Annotated["Test", BOUNDED], ...] = Field(min_length=1)


@final
class AnyOf(Strict):
    """True where any of its tests is."""

    any: tuple[Annotated["Test", BOUNDED], ...] = Field(min_length=1)


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


def holds_for(test: "Test", facts: Mapping[str, str]) -> bool:
    """Return whether a test of profile leaves holds for a partner with these facts.

    A fact that is not known makes its leaf false.
    """
    if isinstance(test, AllOf):
        return all(holds_for(each, facts) for each in test.all)
    if isinstance(test, AnyOf):
        return any(holds_for(each, facts) for each in test.any)
    return isinstance(test, ProfileTest) and facts.get(test.profile) in test.values
