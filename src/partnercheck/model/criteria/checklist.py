"""A list of things that are true or not."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Literal

from pydantic import Field

from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.keys import known_name
from partnercheck.model.criteria.ladder import Alternative, Direction, Ladder, climb
from partnercheck.model.criteria.variants import Variant, twice_and_half
from partnercheck.model.scalars import Key, Text, Weight, kind_of, refuse
from partnercheck.model.scale import DECIMALS, written_out
from partnercheck.model.strict import Strict, changed
from partnercheck.source import Plain

MOST_SUMS = 1 << 16
"""A checklist with more different values than this is searched among the answers of the fewest changes."""


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
    items: dict[Key, Item] = Field(min_length=1)
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

    def value(self, answer: Collection[str], ours: int | None) -> float:
        """Return the share of the weight that is chosen, in %."""
        chosen = [item.weight for key, item in self.items.items() if key in answer]
        return 100.0 * sum(chosen) / sum(item.weight for item in self.items.values())

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

    def ladder(
        self,
        answer: Collection[str],
        point: float,
        direction: Direction,
        ours: int | None,
    ) -> Ladder:
        """Return, for each other value, the answer of the fewest changes and then the first items changed."""
        changes = self._changes(answer)

        def at(key: float) -> Alternative:
            places = changes[key]
            other = tuple(key for place, key in enumerate(self.items) if (key in answer) != (place in places))
            return Alternative(other, self.value(other, ours))

        return climb(changes, at, point, direction)

    def _changes(self, chosen: Collection[str]) -> dict[float, tuple[int, ...]]:
        """Return, by the value it gives, the best set of items to change: the fewest, then the first.

        A table of subset sums, over the weights as they are written, as whole numbers: equal sums are equal.
        """
        exact = [Fraction(repr(item.weight)) for item in self.items.values()]
        scale = lcm(*(weight.denominator for weight in exact))
        weights = [int(weight * scale) for weight in exact]
        held = [key in chosen for key in self.items]
        start = sum(weight for weight, chosen in zip(weights, held, strict=True) if chosen)
        found: dict[int, tuple[int, tuple[int, ...]]] = {start: (0, ())}
        for place, weight in enumerate(weights):
            change = -weight if held[place] else weight
            for total, (count, places) in list(found.items()):
                candidate = (count + 1, (*places, place))
                if total + change not in found or candidate < found[total + change]:
                    found[total + change] = candidate
            if len(found) > MOST_SUMS:
                found = dict(sorted(found.items(), key=lambda each: each[1])[:MOST_SUMS])
        best: dict[float, tuple[int, ...]] = {}
        for total, (_, places) in sorted(found.items(), key=lambda each: each[1]):
            best.setdefault(round(100 * total / sum(weights), DECIMALS), places)
        return best

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
