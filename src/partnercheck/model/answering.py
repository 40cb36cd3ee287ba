"""How one question is answered, which a kind of criterion says of itself."""

from typing import Literal, NamedTuple

AnswerForm = Literal["one", "many", "number", "text"]
"""How a question is answered: one option, any number of options, a number, or words."""


class Option(NamedTuple):
    """One of the answers to choose from.

    Attributes:
        key: What a reply says for it.
        text: What it means.
    """

    key: int | str
    text: str


YES_NO = (Option("yes", "Yes"), Option("no", "No"))


class Answering(NamedTuple):
    """How a question is answered.

    Attributes:
        options: What there is to choose from, in order; empty where something is written.
        unit: What a number counts.
    """

    form: AnswerForm
    options: tuple[Option, ...] = ()
    unit: str | None = None
