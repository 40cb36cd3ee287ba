"""A list of things that are true or not."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm
from typing import Literal

from pydantic import Field

from partnercheck.model.answering import Answering, Option
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.in_sql import Said, number, text
from partnercheck.model.criteria.keys import known_name
from partnercheck.model.criteria.ladder import Alternative, Direction, Ladder
from partnercheck.model.criteria.subsets import just_reaching
from partnercheck.model.criteria.variants import Variant, twice_and_half
from partnercheck.model.scalars import Key, Text, Weight, kind_of, refuse
from partnercheck.model.scale import DECIMALS, written_out
from partnercheck.model.strict import Strict, changed
from partnercheck.source import Plain

MAX_ITEMS = 100
"""What values a list may come to is worked out exactly, which takes time with the square of its length."""


class Item(Strict):
    """One thing to tick."""

    text: Text
    """What it says."""
    weight: Weight = 1.0
    """Relative to the other items."""


class ChecklistCriterion(Criterion):
    """As many of the items as are true; the value is the share of their weight."""

    kind: Literal["checklist"]
    """As many items as are true."""
    items: dict[Key, Item] = Field(min_length=1, max_length=MAX_ITEMS)
    """The items by key."""

    def read_answer(self, raw: object) -> tuple[str, ...]:
        """Return the keys of the items that are true."""
        if not isinstance(raw, list | tuple):
            refuse(
                "wrong-type", f"a list of items is needed here, not {kind_of(raw)}", "`[]` says: none of them"
            )
        chosen: list[str] = []
        for index, each in enumerate(raw):
            key = known_name(each, self.items, "item", (index,))
            if key in chosen:
                refuse("duplicate-item", f"`{key}` is chosen twice", at=(index,))
            chosen.append(key)
        return tuple(chosen)

    def from_line(self, text: str) -> list[Plain]:
        """Return the items, which commas part; brackets around them change nothing."""
        inside = text.strip().removeprefix("[").removesuffix("]")
        return [Plain(item.strip()) for item in inside.split(",")] if inside.strip() else []

    def written(self, answer: tuple[str, ...]) -> list[str]:
        """Return a list."""
        return list(answer)

    @property
    def instruction(self) -> str:
        """An example."""
        return "a list of those that are true, such as [" + ", ".join(list(self.items)[:2]) + "]"

    @property
    def answering(self) -> Answering:
        """Any number of items are chosen."""
        return Answering("many", tuple(Option(key, each.text) for key, each in self.items.items()))

    def value(self, answer: Collection[str], ours: int | None) -> float:
        """Return the share of the weight that is chosen, in %."""
        chosen = [item.weight for key, item in self.items.items() if key in answer]
        return 100.0 * sum(chosen) / sum(item.weight for item in self.items.values())

    def in_sql(self, said: Said) -> str:
        """Return the share of the items between commas, each known and there once."""
        found = {
            key: f"position({text(f',{key},')} IN ',' || {said.answer} || ',') > 0" for key in self.items
        }
        chosen = " + ".join(
            f"CASE WHEN {found[key]} THEN {number(item.weight)} ELSE 0e0 END"
            for key, item in self.items.items()
        )
        known = " + ".join(f"CASE WHEN {test} THEN 1 ELSE 0 END" for test in found.values())
        commas = f"length({said.answer}) - length(replace({said.answer}, ',', ''))"
        total = number(sum(item.weight for item in self.items.values()))
        return (
            f"CASE WHEN {said.answer} = '' THEN 0e0 "
            f"WHEN {commas} + 1 = {known} THEN 1e2 * ({chosen}) / {total} END"
        )

    def worth(self, answer: Collection[str], ours: int | None, value: float) -> str:
        """Return the weights that are added up and divided."""
        chosen = [written_out(item.weight) for key, item in self.items.items() if key in answer]
        every = " + ".join(written_out(item.weight) for item in self.items.values())
        return f"100 × ({' + '.join(chosen) or '0'}) ÷ ({every}) = {written_out(value)}"

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return, for each item, what it adds where it is true, or nothing."""
        total = sum(item.weight for item in self.items.values())
        shares = [100.0 * item.weight / total for item in self.items.values()]
        return [[(0.0, 0.0), (share, share)] for share in shares]

    def answers(self) -> Sequence[tuple[str, ...]]:
        """Return none: there are twice as many with every item."""
        return ()

    def samples(self) -> Sequence[tuple[str, ...]]:
        """Return lists that are longer by one item each."""
        items = tuple(self.items)
        return [items[:count] for count in range(len(items) + 1)]

    def ladder(
        self,
        answer: Collection[str],
        point: float,
        direction: Direction,
        ours: int | None,
    ) -> Ladder:
        """Return every value in between, on rungs of the weights' smallest unit.

        A value stands for the answer of the next value that there is, to nine decimals of its distance; of
        several for that of the fewest changes, and then of the first items changed.
        """
        # Over the weights as they are written, as whole numbers, so that equal sums are equal.
        exact = [Fraction(repr(item.weight)) for item in self.items.values()]
        unit = lcm(*(weight.denominator for weight in exact))
        weights = [int(weight * unit) for weight in exact]
        total, sign = sum(weights), 1 if direction == "better" else -1
        start = sum(weight for key, weight in zip(self.items, weights, strict=True) if key in answer)
        gains = [
            sign * (-weight if key in answer else weight)
            for key, weight in zip(self.items, weights, strict=True)
        ]

        steps: int = 100 * 10**DECIMALS  # to which distances on 0-100 are rounded

        def last_alike(gain: int) -> int:
            alike = round(Fraction(steps * gain, total))
            last = (2 * alike + 1) * total // (2 * steps)
            return last if round(Fraction(steps * last, total)) == alike else last - 1

        least = last_alike(0) + 1

        def at(rung: int) -> Alternative:
            return Alternative(None, 100 * (start + sign * (least + rung)) / total)

        def near(value: float) -> int:
            return floor(sign * (value / 100 * total - start)) - least

        def beyond(rung: int) -> Alternative:
            changed = just_reaching(gains, least + rung, last_alike)
            other = tuple(
                key for place, key in enumerate(self.items) if (key in answer) != (place in changed)
            )
            return Alternative(other, self.value(other, ours))

        return Ladder(max(sum(gain for gain in gains if gain > 0) - least + 1, 0), at, near, beyond)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with the weight of each item doubled and halved; none with one item alone."""
        return [
            Variant(
                ("items", key),
                f"weight of `{key}`",
                f"{item.weight:g}",
                f"{weight:g}",
                changed(self, items={**self.items, key: changed(item, weight=weight)}),
            )
            for key, item in self.items.items()
            if len(self.items) > 1
            for weight in twice_and_half(item.weight)
        ]

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The texts of the items."""
        return [
            Anchor("item", key, each.text, ("items", key, "text"), weight=each.weight)
            for key, each in self.items.items()
        ]

    @property
    def settings(self) -> Mapping[str, str]:
        """Nothing besides the items."""
        return {}
