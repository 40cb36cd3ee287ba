"""What every criterion has, and what each kind of criterion says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator

from partnercheck.diagnostics import Path, Problem
from partnercheck.model.answering import Answering
from partnercheck.model.asking import Asked
from partnercheck.model.criteria.curves import Point
from partnercheck.model.criteria.in_sql import Said
from partnercheck.model.criteria.ladder import Alternative, Direction, Ladder, climb
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import Id, Key, Months, OrInShort, Percent, Text, Weight, YesNo, one_or_many
from partnercheck.model.scale import DECIMALS, written_out
from partnercheck.model.sections import section_of
from partnercheck.model.strict import Strict
from partnercheck.model.tests import Test
from partnercheck.source import Plain

if TYPE_CHECKING:
    from partnercheck.model.cases import CaseAnswer
    from partnercheck.model.entry import Response

AnswerValue = int | float | bool | str | tuple[str, ...]
"""An answer once read: a level, position or number; yes or no; an option; the chosen items."""

Stretch = tuple[float, float]
"""From and to, both included; a point is a stretch without length."""


Sources = Annotated[tuple[Key, ...], BeforeValidator(one_or_many), OrInShort({"type": "string"})]


class Anchor(NamedTuple):
    """A text that tells one answer, or one part of an answer, from the others.

    Attributes:
        noun: What it is the text of, such as `level`.
        key: Which of them.
        at: Where the text stands in the criterion.
        value: What the answer is worth, where it has a value of its own.
        weight: What it weighs among the others, where answers are weighed.
    """

    noun: str
    key: int | str
    text: str
    at: Path
    value: float | None = None
    weight: float | None = None

    @property
    def name(self) -> str:
        """What it is called among all there are of the criterion, such as `level 2`."""
        return f"{self.noun} {self.key}"


class Criterion(Strict, ABC):
    """What every criterion has: one question with one value on 0-100, 100 best.

    A kind says the rest of itself. Where a method takes an `answer`, it is one that `read_answer` of the same
    kind returned; `ours` is our own position, None where we have not stated one.
    """

    scored: ClassVar[bool] = True
    """Whether answers have a value. One without is asked and shown, and stands outside every sum and test."""

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
    ask: Asked | None = None
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
    kind: str
    """What kind of answer it takes; each kind has a literal name."""

    # What it takes.

    def refuses(self, said: "Response | CaseAnswer", path: Path) -> Problem | None:
        """Return the problem that it takes no answer, or always applies, where this is said otherwise.

        The problem is at a path. That nothing is known may be said of every criterion.
        """
        if said.not_applicable is not None and not self.allow_na:
            message = f"`{self.id}` cannot be declared not applicable"
            return Problem("not-applicable", path, message, "answer it, or leave it out", key=True)
        return None if said.is_unknown or said.not_applicable is not None else self.takes_no_answer(path)

    def takes_no_answer(self, path: Path) -> Problem | None:
        """Return the problem, at a path, that a measure works it out, where that is so."""
        if self.measure is None:
            return None
        message = f"`{self.id}` is worked out from `{self.measure}`; it takes no answer"
        hint = f"give the data, and their evidence, in the section `{self.section}`"
        return Problem("measured", path, message, hint, key=True)

    # Reading and writing answers.

    @abstractmethod
    def read_answer(self, raw: object) -> AnswerValue:
        """Return the answer that is written as `raw` in a file, or refuse it."""

    def doubt(self, answer: Any) -> str | None:
        """Return why an answer, allowed as it is, may be meant otherwise; else None."""
        return None

    def from_line(self, text: str) -> object:
        """Return an answer that is written in one line of text as a file would hold it."""
        return Plain(text)

    def written(self, answer: Any) -> Any:
        """Return an answer as a file would hold it."""
        return answer

    @property
    @abstractmethod
    def instruction(self) -> str:
        """How to answer, for a dossier that is to be filled in; empty where the anchors say it all."""

    @property
    @abstractmethod
    def answering(self) -> Answering:
        """How a questionnaire has it answered."""

    # What answers are worth.

    @abstractmethod
    def value(self, answer: Any, ours: int | None) -> float | None:
        """Return what an answer is worth on 0-100; None without our position, or if never scored."""

    @abstractmethod
    def in_sql(self, said: Said) -> str:
        """Return in SQL what the text of an answer is worth, to the last bit as `value` says.

        NULL where it is no answer; `in_sql.NO_VALUE` where it has no value. In a table the text is the level,
        position, number, option, `yes` or `no`, or the items with commas between them.
        """

    def worth(self, answer: Any, ours: int | None, value: float) -> str:
        """Return in words how an answer gets its value."""
        return f"{self.written(answer)} stands for {written_out(value)}"

    @abstractmethod
    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return every value there can be: the sums of one number out of each of these sets.

        Most kinds have one set; a set is stretches in any order. A kind that is not scored has none.
        """

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value there can be."""
        sets = self.summands()
        return sum(min(low for low, _ in each) for each in sets), sum(
            max(high for _, high in each) for each in sets
        )

    # Other answers.

    @abstractmethod
    def answers(self) -> Sequence[AnswerValue]:
        """Return every answer, of equal ones the preferred first; none where there are too many to list."""

    def samples(self) -> Sequence[AnswerValue]:
        """Return answers of many values, those that test cases try: every one where they can be listed."""
        return self.answers()

    def ladder(self, answer: Any, point: float, direction: Direction, ours: int | None) -> Ladder:
        """Return the other answers, of better or of worse value than `point`, from the nearest on.

        Of answers whose values are equal to nine decimals there is one: the first in the rubric, the smaller
        position, or the fewest changes and then the first items changed. A metric has every multiple of
        0.0001 to the end of its curve, and none where the curve rises and falls.
        """
        others: dict[float, Alternative] = {}
        for each in self.answers():
            value = self.value(each, ours)
            if value is not None:
                others.setdefault(round(value, DECIMALS), Alternative(each, value))
        return climb(others, others.__getitem__, point, direction)

    @abstractmethod
    def variants(self) -> Sequence[Variant]:
        """Return the criterion with one thing changed in what its answers are worth, in every small way.

        The test cases of a rubric are tried on them: some case should notice.
        """

    # What there is to read.

    @property
    @abstractmethod
    def anchors(self) -> Sequence[Anchor]:
        """The texts that tell answers apart, in order."""

    @property
    @abstractmethod
    def settings(self) -> Mapping[str, str]:
        """What is set besides anchors, name by name in words, for the difference of two rubrics."""

    def place(self, answer: Any) -> Path:
        """Return where the criterion says what an answer is."""
        return ("kind",)

    # What only some kinds have.

    @property
    def measure(self) -> str | None:
        """The measure that works the answer out; None where it is asked for."""
        return None

    @property
    def section(self) -> str | None:
        """The section of a dossier that its measure reads; None where it is asked for."""
        return None if self.measure is None else section_of(self.measure)

    @property
    def positions(self) -> Mapping[int, str]:
        """The positions that our own side can have, where answers are held against it."""
        return {}

    @property
    def points(self) -> Sequence[Point]:
        """The points of the curve that gives the values, where the rubric draws one."""
        return ()
