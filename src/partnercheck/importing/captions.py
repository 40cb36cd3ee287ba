"""Which line of a section a caption stands for: exactly, or proposed among lines of the same statement.

The table is `captions.yaml`, beside this module. A caption that stands in it for a line is taken; one that
does not is proposed the nearest lines of its statement, and nothing is taken until somebody confirms it.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.importing.folding import fold, says_total
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NEAR = 0.6
_MISTYPED = 0.87
_PROPOSED = 3
_LONGEST = 100
"""How long a folded caption may be for lines to be near it."""
_UNTITLED = {"assets", "liabilities"}
_ASSETS = {"current-assets", "non-current-assets", "assets"}
_OWED = {"total_liabilities", "current_liabilities", "total_debt", "long_term_debt"}
"""The lines that no asset stands for."""


class Item(NamedTuple):
    """What captions stand for: a line of a section, or an amount that only checks read.

    Attributes:
        statement: `income`, `balance`, `cash` or `shares`.
        also: Another statement in which it stands, too.
        meaning: In one sentence; empty for what is no line.
        part: Where in a balance sheet it stands, if it stands in one part alone.
        line: Whether a section has it.
    """

    name: str
    statement: str
    also: str
    meaning: str
    part: str
    line: bool


class Match(NamedTuple):
    """That a caption stands for an item; a lower rank counts before a higher one.

    Attributes:
        total: Whether it does so only where it says that it is a total.
    """

    item: Item
    rank: int
    total: bool = False


class Known(NamedTuple):
    """A folded caption of lines of one statement, taken apart for what is compared with it."""

    key: str
    words: frozenset[str]
    letters: frozenset[str]
    items: tuple[Item, ...]


class Context(NamedTuple):
    """Where in its file a caption stands, as far as the file says so.

    Attributes:
        statement: `income`, `balance` or `cash`; empty where nothing says.
        part: A part of the balance sheet, such as `current-assets`.
    """

    statement: str = ""
    part: str = ""


NOWHERE = Context()


class Captions(NamedTuple):
    """The table, by folded caption.

    Attributes:
        items: Every item by its name.
        exact: What captions stand for wherever they stand.
        in_part: What captions stand for in one part of the balance sheet alone.
        by_statement: The captions of the lines of each statement.
        known: The statement of captions that stand for no item.
        titles: Which statement a title names.
        parts: Which part of the balance sheet a row without amounts opens.
        synonyms: As written, by item and language.
        words: Single words that tell the statement of a caption, the most telling statement first.
        usual: Words that captions of different meanings share.
        lending: Words of what is lent, an asset that may sound like debt.
        owing: Words that make it debt after all.
    """

    items: Mapping[str, Item]
    exact: Mapping[str, tuple[Match, ...]]
    in_part: Mapping[str, tuple[Match, ...]]
    by_statement: Mapping[str, tuple[Known, ...]]
    known: Mapping[str, str]
    titles: Mapping[str, str]
    parts: Mapping[str, str]
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, frozenset[str]]
    usual: frozenset[str]
    lending: frozenset[str]
    owing: frozenset[str]

    def statement_named(self, title: str) -> str:
        """Return the statement that a title names, as a whole or with at least two words within it."""
        key = fold(title)
        padded = f" {key} "
        named = [each for each in self.titles if " " in each and f" {each} " in padded]
        return self.titles.get(key) or (self.titles[max(named, key=len)] if named else "")

    def match(self, caption: str, context: Context = NOWHERE) -> Match | None:
        """Return what a caption stands for where it stands; of one rank a total counts first."""
        for key in _keys(caption):
            for found in self.exact.get(key, ()):
                if (
                    not _elsewhere(found.item, context)
                    and _fits(found.item, context)
                    and (not found.total or says_total(caption))
                ):
                    return _ranked(found, caption, context)
            for found in self.in_part.get(key, ()):
                if found.item.part == context.part and _fits(found.item, context):
                    return _ranked(found, caption, context)
        return None

    def nearest(self, caption: str, context: Context) -> tuple[str, ...]:
        """Return the lines that a caption may stand for, nearest first, all of its own statement."""
        key = fold(caption)
        statement = context.statement or self.statement(key)
        if not statement or self.known.get(key) == statement or len(key) > _LONGEST:
            return ()
        scores: dict[str, float] = {}
        own = Known(key, frozenset(key.split()), frozenset(key), ())
        written = SequenceMatcher(b=key)
        barred = _OWED if self.lent(caption, context) else ()
        for known in self.by_statement[statement]:
            alike = _alike(own, known, written, self.usual)
            for item in known.items if alike >= _NEAR else ():
                if item.name not in barred and not _elsewhere(item, context):
                    scores[item.name] = max(alike, scores.get(item.name, 0))
        if key in self.in_part and not barred:
            scores |= {"total_debt": 1.0, "long_term_debt": 1.0}
        best = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        return tuple(name for name, _ in best[:_PROPOSED])

    def lent(self, caption: str, context: Context) -> bool:
        """Return whether a caption says, or stands where all is, what others owe: an asset, never debt.

        What it names first counts: of "borrowings secured on receivables" and of "receivables pledged for
        borrowings".
        """
        said = f" {fold(caption)} "

        def first(phrases: frozenset[str]) -> int:
            places = (said.find(f" {each} ") for each in phrases)
            return min((place for place in places if place >= 0), default=len(said))

        return context.part in _ASSETS or first(self.lending) < first(self.owing)

    def statement(self, key: str) -> str:
        """Return the statement that a caption belongs to by its own words, or an empty text."""
        if key in self.known:
            return self.known[key]
        if key in self.in_part:
            return "balance"
        words = set(key.split())
        return next((statement for statement, telling in self.words.items() if words & telling), "")


def _ranked(match: Match, caption: str, context: Context) -> Match:
    """Return a match that counts before others of its rank if it says "total" and stands at home."""
    away = bool(context.statement) and context.statement == match.item.also
    return match._replace(rank=4 * match.rank + 2 * (not says_total(caption)) + away)


def _alike(own: Known, other: Known, written: SequenceMatcher[str], usual: frozenset[str]) -> float:
    """Return how alike a folded caption and a known one are, from 0 to 1; one that holds the other is near.

    `written` has the caption as its second text: it looks at that once, for all that are known.
    """
    shared = 0.0
    if common := own.words & other.words:
        shared = len(common) / len(own.words | other.words)
        if own.words == common or (other.words == common and common - usual):
            shared = max(shared, _NEAR + shared / 10)
    both = len(own.key) + len(other.key)
    most = (1 - _MISTYPED) * both  # so many letters of a misspelling, at most, have no like in the other
    if abs(len(own.key) - len(other.key)) > most or len(own.letters ^ other.letters) > most:
        return shared
    written.set_seq1(other.key)
    alike = written.ratio() if written.quick_ratio() >= _MISTYPED else 0
    return max(shared, alike if alike >= _MISTYPED else 0)


def _keys(caption: str) -> Iterator[str]:
    """Yield the folded caption, and that of its tail where a prefix says where it stands."""
    yield fold(caption)
    head, separator, tail = caption.rpartition(" - ")
    if separator and head:
        yield fold(tail)


def _fits(item: Item, context: Context) -> bool:
    """Return whether an item may stand in a statement; one sheet often goes on from income to balance."""
    if not context.statement or item.statement == "shares":
        return True
    return context.statement in {item.statement, item.also} or (context.statement, item.statement) == (
        "income",
        "balance",
    )


def _elsewhere(item: Item, context: Context) -> bool:
    return bool(item.part and context.part and context.part not in _UNTITLED and item.part != context.part)


@cache
def captions() -> Captions:
    """Return the table of `captions.yaml`."""
    text = resources.files("partnercheck.importing").joinpath("captions.yaml").read_bytes()
    data: dict[str, Any] = parse(text, "captions.yaml").data
    items: dict[str, Item] = {}
    exact: dict[str, list[Match]] = {}
    in_part: dict[str, list[Match]] = {}
    synonyms: dict[str, dict[str, list[str]]] = {}
    for kind in ("lines", "items"):
        for name, given in data[kind].items():
            item = Item(
                name,
                given["statement"],
                given.get("also", ""),
                given.get("meaning", ""),
                given.get("part", ""),
                kind == "lines",
            )
            items[name] = item
            for rank, by_language in enumerate(given["captions"]):
                _add(exact, item, rank, by_language)
                for language, words in by_language.items():
                    synonyms.setdefault(name, {}).setdefault(language, []).extend(words)
            _add(in_part, item, 0, given.get("in_part", {}))
    return Captions(
        items,
        {key: tuple(found) for key, found in exact.items()},
        {key: tuple(found) for key, found in in_part.items()},
        {statement: tuple(_of(statement, (exact, in_part))) for statement in data["statements"]},
        _named(data["known"]),
        _named(data["statements"]),
        _named(data["parts"]),
        {
            name: {language: tuple(words) for language, words in found.items()}
            for name, found in synonyms.items()
        },
        {statement: frozenset(words) for statement, words in data["words"].items()},
        frozenset(data["usual"]),
        _folded(data["lent"]),
        _folded(data["owed"]),
    )


def _add(table: dict[str, list[Match]], item: Item, rank: int, by_language: Mapping[str, list[str]]) -> None:
    for words in by_language.values():
        for word in words:
            found = table.setdefault(fold(word), [])
            if all(each.item != item for each in found):
                found.append(Match(item, rank, item.name == "total_debt" and says_total(word)))


def _of(statement: str, tables: Sequence[Mapping[str, list[Match]]]) -> Iterator[Known]:
    for key, matches in (each for table in tables for each in table.items()):
        lines = [found.item for found in matches if found.item.line]
        if own := tuple(item for item in lines if statement in {item.statement, item.also}):
            yield Known(key, frozenset(key.split()), frozenset(key), own)


def _folded(by_language: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset(fold(word) for words in by_language.values() for word in words)


def _named(data: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    return {
        fold(word): name
        for name, by_language in data.items()
        for words in by_language.values()
        for word in words
    }
