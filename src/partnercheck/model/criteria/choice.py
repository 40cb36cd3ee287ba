"""One of several options."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from partnercheck.diagnostics import Path
from partnercheck.model.answering import Answering
from partnercheck.model.answering import Option as AskedOption
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.in_sql import Said, case, number, text
from partnercheck.model.criteria.keys import known_name
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import Key, Percent, Text
from partnercheck.model.scale import written_out
from partnercheck.model.strict import Strict, changed

VALUE_STEP = 25.0
"""How far the value of an option is moved."""


class Option(Strict):
    """One answer of a choice."""

    text: Text
    """What it says."""
    value: Percent
    """0 to 100."""


class ChoiceCriterion(Criterion):
    """One of several options, each with its value."""

    kind: Literal["choice"]
    """One of several options."""
    options: dict[Key, Option] = Field(min_length=1)
    """The options by key."""

    def read_answer(self, raw: object) -> str:
        """Return the key of an option."""
        return known_name(raw, self.options, "option")

    @property
    def instruction(self) -> str:
        """The anchors say it all."""
        return ""

    @property
    def answering(self) -> Answering:
        """One option is chosen."""
        return Answering("one", tuple(AskedOption(key, each.text) for key, each in self.options.items()))

    def value(self, answer: str, ours: int | None) -> float:
        """Return the option's value."""
        return self.options[answer].value

    def in_sql(self, said: Said) -> str:
        """Return the value of the option."""
        return case(said.answer, [(text(key), number(each.value)) for key, each in self.options.items()])

    def worth(self, answer: str, ours: int | None, value: float) -> str:
        """Return what the option stands for."""
        return f"`{answer}` stands for {written_out(value)}"

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return the values of the options."""
        return ([(each.value, each.value) for each in self.options.values()],)

    def answers(self) -> Sequence[str]:
        """Return the options' keys."""
        return list(self.options)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with the value of each option a step up, or down where that is above 100."""
        found = []
        for key, option in self.options.items():
            step = VALUE_STEP if option.value + VALUE_STEP <= 100 else -VALUE_STEP
            other = changed(option, value=option.value + step)
            copy = changed(self, options={**self.options, key: other})
            at = (*self.place(key), "value")
            found.append(Variant(at, f"value of `{key}`", f"{option.value:g}", f"{other.value:g}", copy))
        return found

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The texts of the options."""
        return [
            Anchor("option", key, each.text, (*self.place(key), "text"), value=each.value)
            for key, each in self.options.items()
        ]

    @property
    def settings(self) -> Mapping[str, str]:
        """Nothing besides the options."""
        return {}

    def place(self, answer: str) -> Path:
        """Return where the option stands."""
        return ("options", answer)
