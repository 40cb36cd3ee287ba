"""What every part of a report is made of: headings, tables, charts."""

from dataclasses import dataclass, field
from typing import Literal

from partnercheck.model.tables import Column, Table

State = Literal["strong", "sound", "weak", "poor", "unknown", "not-applicable"]
"""How good a value is, or why there is none."""


@dataclass(frozen=True)
class Heading:
    """One entry of the contents.

    Attributes:
        id: Names the part: its anchor in HTML, its template.
        title: What it is called.
    """

    id: str
    title: str


@dataclass(frozen=True)
class Fact:
    """Something with a name.

    Attributes:
        name: What it is, such as `Scope`.
        text: What is said about it.
    """

    name: str
    text: str


@dataclass(frozen=True)
class Chart:
    """A chart: what it shows, and its numbers for whoever does not see it.

    Attributes:
        title: What it shows, in a sentence: its message, and where its text alternative begins.
        message: More of what it shows; empty where the title says all.
        table: Its numbers.
        whole: Whether a drawing shows all that the table tells; else the table stands on paper too.
    """

    title: str
    message: str
    table: Table
    whole: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class Mark:
    """How good a value is, in words and signs that need no colour.

    Attributes:
        state: `strong`, `sound`, `weak`, `poor`, `unknown` or `not-applicable`.
        symbol: A sign for it.
        word: The word for it.
    """

    state: State
    symbol: str
    word: str


@dataclass(frozen=True)
class Range:
    """A value between 0 and 100, and what missing and weak evidence leaves open.

    Attributes:
        point: The value; None where nothing is known.
        low: The least it could be; None where it does not apply.
        high: The most it could be; None where it does not apply.
        value: The value as it is read, such as `66.1`, or a dash.
        span: The range as it is read, such as `55–74`, or a dash.
    """

    point: float | None
    low: float | None
    high: float | None
    value: str
    span: str


__all__ = ["Chart", "Column", "Fact", "Heading", "Mark", "Range", "State", "Table"]
