"""Tables of words and numbers, which every kind of report lays out in its own way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        title: Its heading.
        number: Whether it holds numbers, which stand flush right.
    """

    title: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings, at most five columns wide; the first cell names the row.

    Attributes:
        caption: What the table shows.
        columns: The headings, each with its kind.
        rows: The cells, as they are read.
    """

    caption: str
    columns: list[Column]
    rows: list[list[str]]
