"""Facts about the partner that decide what is asked of it, and what a profile says of them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import MAX_PROBLEMS, Path, Problem, did_you_mean, shown
from partnercheck.model.answering import YES_NO, Answering, Option
from partnercheck.model.asking import Asked
from partnercheck.model.kleene import Truth
from partnercheck.model.scalars import Text, Word, read_number, read_word, refuse
from partnercheck.model.strict import Strict
from partnercheck.model.tests import Facts, FactValue, Test, holds_for

if TYPE_CHECKING:
    from partnercheck.diagnostics import Severity
    from partnercheck.model.rubric import Rubric


class Fact(Strict):
    """A fact about the partner that decides what is asked of it."""

    question: Text | None = None
    """What is asked."""
    options: tuple[Word, ...] | None = Field(None, min_length=1)
    """The words it may be."""
    type: Literal["yes_no", "number"] | None = None
    """In place of options: a yes or no, or a number."""
    unit: Text | None = None
    """What a number counts, such as EUR a year."""
    ask: Asked = "us"
    """Who can answer; a questionnaire for that side asks it."""
    when: Test | None = None
    """Facts above it that make it matter; it is required only where they do."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.options is None) == (self.type is None):
            refuse("wrong-fact", "a profile fact has either `options`, `type: yes_no` or `type: number`")
        if "unknown" in (self.options or ()):
            refuse("wrong-fact", "`unknown` has a meaning of its own and cannot be an option")
        if self.unit is not None and self.type != "number":
            refuse("wrong-fact", "only a fact of `type: number` has a `unit`")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The words it may be; none where it is a number."""
        return self.options or (() if self.type == "number" else ("yes", "no"))

    @property
    def wanted(self) -> str:
        """What it may be, in words."""
        if self.type == "number":
            return f"a number, in {self.unit}" if self.unit else "a number"
        return " or ".join(f"`{value}`" for value in self.values)

    @property
    def answering(self) -> Answering:
        """How a questionnaire has it answered."""
        if self.type == "number":
            return Answering("number", unit=self.unit)
        return Answering("one", tuple(Option(word, word) for word in self.options or ()) or YES_NO)

    def read(self, raw: object) -> FactValue | None:
        """Return a value as a dossier gives it, None where it is unknown.

        Raises:
            PydanticCustomError: It is nothing that this fact may be.
        """
        if raw == "unknown":
            return None
        if self.type == "number":
            return read_number(raw)
        word = read_word(raw)
        if word not in self.values:
            hint = did_you_mean(word, self.values)
            refuse("unknown-option", f"there is no option `{shown(word)}`", hint)
        return word


class Profile(NamedTuple):
    """What a rubric makes of a partner's profile.

    Attributes:
        given: The facts as they are written, None where they are unknown.
        facts: What tests read of it.
        applying: The criteria whose `when` is not false.
        undetermined: Those among them whose `when` is unknown: nobody can say whether they apply.
        unknown: The facts that apply, are unknown and hold the verdict.
    """

    given: Facts
    facts: Facts
    applying: frozenset[str]
    undetermined: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


def profiled(rubric: "Rubric", given: Facts) -> Profile:
    """Return what a rubric makes of facts that `read_profile` has read."""
    facts, matters = _resolved(rubric, given)
    asked = {
        name: holds
        for test, names in rubric.criteria_by_when
        for holds in [holds_for(test, facts)]
        for name in names
    }
    return Profile(
        given,
        facts,
        frozenset(name for name in rubric.criteria if asked.get(name, True) is not False),
        frozenset(name for name, holds in asked.items() if holds is None),
        tuple(
            name for name in rubric.facts_that_hold if name in given and given[name] is None and matters[name]
        ),
    )


def _resolved(rubric: "Rubric", given: Facts) -> tuple[dict[str, FactValue | None], dict[str, Truth]]:
    """Return what tests read of facts, and whether each fact applies, given those above it.

    A test on a fact is unknown where the fact's own `when` is, and false where that is false.
    """
    facts: dict[str, FactValue | None] = {}
    matters: dict[str, Truth] = {}
    for name, fact in rubric.profile.items():
        holds = matters[name] = True if fact.when is None else holds_for(fact.when, facts)
        if holds is None:
            facts[name] = None
        elif holds and name in given:
            facts[name] = given[name]
    return facts, matters


def read_profile(
    given: Mapping[str, object],
    rubric: "Rubric",
    problems: list[Problem],
    path: Path = ("profile",),
    undeclared: "Severity" = "warning",
) -> Facts:
    """Return the facts of a profile that the rubric knows; what is wrong with it is added to `problems`.

    Args:
        given: The facts as they are written.
        rubric: Whose facts they are.
        problems: Takes what is wrong.
        path: Where the profile stands.
        undeclared: How grave it is to name a fact that the rubric does not ask for.
    """
    facts: dict[str, FactValue | None] = {}
    for name, raw in given.items():
        if len(problems) > MAX_PROBLEMS:
            break
        fact = rubric.profile.get(name)
        if fact is None:
            message, hint = f"the rubric asks for no fact `{shown(name)}`", did_you_mean(name, rubric.profile)
            problems.append(
                Problem("unknown-fact", (*path, name), message, hint, key=True, severity=undeclared)
            )
            continue
        try:
            facts[name] = fact.read(raw)
        except PydanticCustomError as error:
            context = error.context or {}
            hint = context["hint"] or f"{fact.wanted}; or `unknown`"
            problems.append(Problem(error.type, (*path, name, "is"), context["text"], hint))
            facts[name] = None
    problems += _missing(facts, rubric, path)
    return facts


def _missing(given: Facts, rubric: "Rubric", path: Path) -> Iterator[Problem]:
    """Yield the facts that some test needs and the profile leaves out, and those that it gives in vain."""
    _, matters = _resolved(rubric, given)
    for name, holds in matters.items():
        if holds and name not in given and name in rubric.facts_needed:
            message = f"the rubric needs the profile fact `{shown(name)}`"
            hint = f"{rubric.profile[name].wanted}; or `unknown`"
            yield Problem("missing-fact", path, message, hint, key=True)
        elif holds is False and given.get(name) is not None:
            message = f"`{shown(name)}` does not matter for a partner with this profile; it is ignored"
            yield Problem("ignored-fact", (*path, name), message, key=True, severity="warning")
