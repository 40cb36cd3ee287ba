"""Levels from worst to best."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, field_validator

from partnercheck.diagnostics import Path
from partnercheck.model.answering import Answering, Option
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.in_sql import Said, case, number, text
from partnercheck.model.criteria.keys import consecutive, known_step
from partnercheck.model.criteria.variants import Variant, half_way
from partnercheck.model.scalars import Percent, Text, WholeKey, refuse
from partnercheck.model.scale import written_out
from partnercheck.model.strict import Strict, changed


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


class LevelsCriterion(Criterion):
    """Levels from worst to best, each with its own anchor."""

    kind: Literal["levels"]
    """Levels with anchors."""
    levels: dict[WholeKey, LevelOrText]
    """Consecutive numbers, worst to best, each with an anchor two people would read alike."""

    @field_validator("levels")
    @classmethod
    def _check(cls, levels: dict[int, Level | str]) -> dict[int, Level | str]:
        consecutive(sorted(levels), "levels")
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

    @cached_property
    def texts(self) -> dict[int, str]:
        """The anchor of each level, worst to best."""
        return {key: each if isinstance(each, str) else each.text for key, each in self.levels.items()}

    def read_answer(self, raw: object) -> int:
        """Return a level."""
        return known_step(raw, self.texts, "level")

    @property
    def instruction(self) -> str:
        """The anchors say it all."""
        return ""

    @property
    def answering(self) -> Answering:
        """One level is chosen by its anchor."""
        return Answering("one", tuple(Option(key, text) for key, text in self.texts.items()))

    def value(self, answer: int, ours: int | None) -> float:
        """Return the level's value: its own, or its place between the first and the last."""
        return self.scale[answer]

    def in_sql(self, said: Said) -> str:
        """Return the value of the level."""
        return case(said.answer, [(text(str(key)), number(value)) for key, value in self.scale.items()])

    def worth(self, answer: int, ours: int | None, value: float) -> str:
        """Return what the level stands for."""
        return f"level {answer} stands for {written_out(value)}"

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return the values of the levels."""
        return ([(value, value) for value in self.scale.values()],)

    def answers(self) -> Sequence[int]:
        """Return the levels, worst to best."""
        return list(self.levels)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with the value of each level moved half-way to the next."""
        found, values = [], list(self.scale.values())
        for index, (level, before) in enumerate(self.scale.items()):
            after = half_way(values, index)
            if after is not None:
                scale = {**self.scale, level: after}
                levels = {key: Level(text=text, value=scale[key]) for key, text in self.texts.items()}
                what = f"value of level {level}"
                copy = changed(self, levels=levels)
                found.append(Variant(self.place(level), what, f"{before:g}", f"{after:g}", copy))
        return found

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The texts of the levels, worst to best."""
        return [
            Anchor("level", key, text, self.place(key), value=self.scale[key])
            for key, text in self.texts.items()
        ]

    @property
    def settings(self) -> Mapping[str, str]:
        """Nothing besides the levels."""
        return {}

    def place(self, answer: int) -> Path:
        """Return where the level stands."""
        return ("levels", str(answer))
