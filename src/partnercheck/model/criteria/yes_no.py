"""Yes or no."""

from collections.abc import Mapping, Sequence
from typing import Literal

from partnercheck.diagnostics import Path
from partnercheck.model.answering import YES_NO, Answering
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.in_sql import Said, number
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import YesNo, read_yes_no
from partnercheck.model.strict import changed


def _word(answer: bool) -> str:
    return "yes" if answer else "no"


class YesNoCriterion(Criterion):
    """Yes or no."""

    kind: Literal["yes_no"]
    """Yes or no."""
    good: YesNo = True
    """The answer worth 100; the other is worth 0."""

    def read_answer(self, raw: object) -> bool:
        """Return whether it is yes."""
        return read_yes_no(raw)

    def written(self, answer: bool) -> str:
        """Return the word."""
        return _word(answer)

    @property
    def instruction(self) -> str:
        """The two words."""
        return "yes or no"

    @property
    def answering(self) -> Answering:
        """Yes or no is chosen."""
        return Answering("one", YES_NO)

    def value(self, answer: bool, ours: int | None) -> float:
        """Return 100 for the good answer, 0 for the other."""
        return 100.0 if answer == self.good else 0.0

    def in_sql(self, said: Said) -> str:
        """Return the value of yes, in any of its spellings, or of no."""
        yes, no = (number(self.value(answer, None)) for answer in (True, False))
        yes_or_no = f"WHEN 'yes' THEN {yes} WHEN 'true' THEN {yes} WHEN 'no' THEN {no} WHEN 'false' THEN {no}"
        return f"CASE lower({said.answer}) {yes_or_no} END"

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return 0 and 100."""
        return ([(0.0, 0.0), (100.0, 100.0)],)

    def answers(self) -> Sequence[bool]:
        """Return yes and no."""
        return (True, False)

    def variants(self) -> Sequence[Variant]:
        """Return the criterion with the other answer as the good one."""
        copy = changed(self, good=not self.good)
        return [Variant(("good",), "good answer", _word(self.good), _word(not self.good), copy)]

    @property
    def anchors(self) -> Sequence[Anchor]:
        """None: yes and no need no text."""
        return ()

    @property
    def settings(self) -> Mapping[str, str]:
        """The good answer."""
        return {"good answer": _word(self.good)}

    def place(self, answer: bool) -> Path:
        """Return where the good answer stands."""
        return ("good",)
