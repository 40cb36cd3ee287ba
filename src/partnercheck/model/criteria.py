"""The six kinds of criterion: what each needs, and which answers it takes."""

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator, model_validator

from partnercheck.diagnostics import did_you_mean, shown
from partnercheck.model.scalars import (
    Id,
    Key,
    Months,
    Number,
    OrInShort,
    Percent,
    Text,
    Weight,
    WholeKey,
    YesNo,
    kind_of,
    read_number,
    read_whole,
    read_yes_no,
    refuse,
)
from partnercheck.model.strict import Strict
from partnercheck.model.tests import Test

AnswerValue = int | float | bool | str | tuple[str, ...]
"""An answer once read: a level, position or number; yes or no; an option; the chosen items."""


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Sources = Annotated[tuple[Key, ...], BeforeValidator(_one_or_many), OrInShort({"type": "string"})]

Point = tuple[Number, Percent]
Curve = Annotated[tuple[Point, ...], Field(min_length=2)]


def increasing(curve: tuple[Point, ...] | None) -> tuple[Point, ...] | None:
    """Return a curve whose x are strictly increasing, or refuse it."""
    for index, ((before, _), (after, _)) in enumerate(pairwise(curve or ()), 1):
        if after <= before:
            message = f"the x of a curve must increase, but {after:g} follows {before:g}"
            refuse("wrong-curve", message, at=(index, 0))
    return curve


class _Criterion(Strict):
    """What every criterion has: one question with one value on 0-100, 100 best."""

    id: Id
    """Lower-case words joined by hyphens; unique in the rubric."""
    title: Text
    """Short, for charts."""
    question: Text
    """One question, asked of one side or both."""
    why: Text | None = None
    """Why the answer matters."""
    source: Sources = ()
    """Where the idea comes from: keys of the rubric's `sources`."""
    weight: Weight = 1.0
    """Relative to the other criteria of the dimension."""
    ask: Literal["partner", "us", "both", "reference", "public"] | None = None
    """Who can answer."""
    expect: Percent = 50.0
    """An action is due where the value is below this."""
    action: Text | None = None
    """What to do where the value is below `expect`."""
    allow_na: YesNo = False
    """Whether an assessor may declare it not applicable."""
    max_age: Months | None = None
    """How old its evidence may be, such as `12 months`."""
    when: Test | None = None
    """A profile test; where it is false, the criterion does not apply."""

    measure: ClassVar[str | None] = None

    def read_answer(self, raw: object) -> AnswerValue:
        """Return the answer that is written as `raw`, or refuse it."""
        raise NotImplementedError


class Level(Strict):
    """An anchor with a value of its own."""

    text: Text
    """The anchor."""
    value: Percent
    """0 to 100."""


def _level_form(value: Any) -> str:
    return "level:" if isinstance(value, dict) else "text:"


LevelOrText = Annotated[
    Annotated[Text, Tag("text:")] | Annotated[Level, Tag("level:")], Discriminator(_level_form)
]


def _consecutive(keys: list[int], what: str, at: tuple[str, ...] = ()) -> None:
    if len(keys) < 2:
        refuse(f"wrong-{what}", f"at least two {what} are needed", at=at)
    if keys[-1] - keys[0] != len(keys) - 1:
        refuse(f"wrong-{what}", f"the keys of {what} must be consecutive numbers", at=at)


def _known_step(raw: object, known: dict[int, Any], what: str) -> int:
    step = read_whole(raw, known)
    if step not in known:
        refuse(f"unknown-{what}", f"{what} {step} does not exist; it goes from {min(known)} to {max(known)}")
    return step


class LevelsCriterion(_Criterion):
    """Levels from worst to best, each with its own anchor."""

    kind: Literal["levels"]
    """Levels with anchors."""
    levels: dict[WholeKey, LevelOrText]
    """Consecutive numbers, worst to best, each with an anchor two people would read alike."""

    @field_validator("levels")
    @classmethod
    def _check(cls, levels: dict[int, Level | str]) -> dict[int, Level | str]:
        _consecutive(sorted(levels), "levels")
        in_order = [levels[key] for key in sorted(levels)]
        values = [level.value for level in in_order if isinstance(level, Level)]
        if values and len(values) < len(levels):
            refuse("wrong-levels", "either all levels have a value of their own or none has")
        if values != sorted(values):
            refuse("wrong-levels", "the values of levels must not fall: worst first, best last")
        return dict(zip(sorted(levels), in_order, strict=True))

    @cached_property
    def scale(self) -> dict[int, float]:
        """The value of each level, worst to best."""
        last = len(self.levels) - 1
        return {
            key: level.value if isinstance(level, Level) else 100 * rank / last
            for rank, (key, level) in enumerate(self.levels.items())
        }

    def read_answer(self, raw: object) -> int:
        return _known_step(raw, self.levels, "level")


class YesNoCriterion(_Criterion):
    """Yes or no."""

    kind: Literal["yes_no"]
    """Yes or no."""
    good: YesNo = True
    """The answer worth 100; the other is worth 0."""

    def read_answer(self, raw: object) -> bool:
        return read_yes_no(raw)


class Option(Strict):
    """One answer of a choice."""

    text: Text
    """What it says."""
    value: Percent
    """0 to 100."""


class ChoiceCriterion(_Criterion):
    """One of several options, each with its value."""

    kind: Literal["choice"]
    """One of several options."""
    options: dict[Key, Option] = Field(min_length=1)
    """The options by key."""

    def read_answer(self, raw: object) -> str:
        return _known_key(raw, self.options, "option")


class Item(Strict):
    """One thing to tick."""

    text: Text
    """What it says."""
    weight: Weight = 1.0
    """Relative to the other items."""


class ChecklistCriterion(_Criterion):
    """As many of the items as are true; the value is the share of their weight."""

    kind: Literal["checklist"]
    """As many items as are true."""
    items: dict[Key, Item] = Field(min_length=1)
    """The items by key."""

    def read_answer(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple):
            refuse(
                "wrong-type", f"a list of items is needed here, not {kind_of(raw)}", "`[]` says: none of them"
            )
        chosen: list[str] = []
        for index, each in enumerate(raw):
            key = _known_key(each, self.items, "item", (index,))
            if key in chosen:
                refuse("duplicate-item", f"`{key}` is chosen twice", at=(index,))
            chosen.append(key)
        return tuple(chosen)


def _known_key(raw: object, known: dict[str, Any], what: str, at: tuple[int, ...] = ()) -> str:
    if not isinstance(raw, str):
        refuse("wrong-type", f"an {what} is needed here, not {kind_of(raw)}", at=at)
    if raw not in known:
        refuse(f"unknown-{what}", f"there is no {what} `{shown(raw)}`", did_you_mean(raw, known), at=at)
    return str(raw)


class MetricCriterion(_Criterion):
    """A number, asked for or worked out from a section, read off a curve."""

    kind: Literal["metric"]
    """A number."""
    unit: Text | None = None
    """What the number counts, such as `%` or `months`."""
    from_: Text | None = Field(None, alias="from")
    """The measure that gives the number, such as `financials.current_ratio`."""
    curve: Curve
    """Points [number, value]; straight lines between them, flat beyond both ends."""

    _increasing = field_validator("curve")(increasing)

    @property
    def measure(self) -> str | None:  # type: ignore[override]
        """The measure that gives the number; None where it is asked for."""
        return self.from_

    def read_answer(self, raw: object) -> float:
        return read_number(raw)


class MatchCriterion(_Criterion):
    """Their position on an axis against ours; the nearer, the better."""

    kind: Literal["match"]
    """Their position against ours."""
    axis: dict[WholeKey, Text]
    """Consecutive numbers, each with what that position looks like."""
    curve: Curve | None = None
    """Points [gap, value]; by default 100 at no gap, 0 at the widest."""

    _increasing = field_validator("curve")(increasing)

    @model_validator(mode="after")
    def _check(self) -> Self:
        _consecutive(sorted(self.axis), "positions", ("axis",))
        return self

    @cached_property
    def gap_curve(self) -> tuple[tuple[float, float], ...]:
        """The curve from the gap between both positions to the value."""
        return self.curve or ((0.0, 100.0), (float(max(self.axis) - min(self.axis)), 0.0))

    def read_answer(self, raw: object) -> int:
        return _known_step(raw, self.axis, "position")


_KINDS = {
    "levels": "levels:",
    "yes_no": "yes_no:",
    "choice": "choice:",
    "checklist": "checklist:",
    "metric": "metric:",
    "match": "match:",
}


def _kind(value: Any) -> str | None:
    return _KINDS.get(str(value.get("kind"))) if isinstance(value, dict) else getattr(value, "kind", None)


Criterion = Annotated[
    Annotated[LevelsCriterion, Tag("levels:")]
    | Annotated[YesNoCriterion, Tag("yes_no:")]
    | Annotated[ChoiceCriterion, Tag("choice:")]
    | Annotated[ChecklistCriterion, Tag("checklist:")]
    | Annotated[MetricCriterion, Tag("metric:")]
    | Annotated[MatchCriterion, Tag("match:")],
    Discriminator(
        _kind,
        custom_error_type="wrong-kind",
        custom_error_message="a criterion has a `kind`: " + ", ".join(_KINDS),
    ),
]
