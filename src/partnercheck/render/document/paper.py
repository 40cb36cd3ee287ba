"""How much the memo says, and how high its pages are on paper: lines are counted as they break there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnercheck.render.report.page_one import Flag, PageOne, PageTwo, Point, Verdict

Tried = TypeVar("Tried")
Page = TypeVar("Page")

PAGE, ROOMY, PAGE_TWO = 730.0, 560.0, 743.0
"""So many points high is what page one holds, what it holds in larger type, and what page two holds."""


class Room(NamedTuple):
    """How much page one says.

    Attributes:
        longer: How much longer than texts usually are a first sentence may be.
        tasks: How many things to do it shows.
        causes: How many causes it tells in full; of further ones it says what they are.
        aside: Whether what matters less is told in full: who decided and assessed, what tests look at.
    """

    longer: float = 4.0
    tasks: int = 5
    causes: int = 4
    aside: bool = True

    @property
    def longer_aside(self) -> float:
        """How much longer what matters less may be: a source, a person's name, what the deal is about."""
        return self.longer if self.aside else min(self.longer, 1.0)


ROOMS = (
    Room(),
    Room(tasks=4),
    Room(tasks=3),
    Room(tasks=3, aside=False),
    *(Room(tasks=tasks, causes=1, aside=False) for tasks in (3, 2, 1)),
    *(Room(longer, 3, 1, aside=False) for longer in (2.5, 1.5, 1.0, 0.6, 0.4)),
)
"""What is tried until a page holds it: fewer things whole before shorter ones."""


class Lists(NamedTuple):
    """How much page two says.

    Attributes:
        points: How many criteria speak for the partner, and how many against it.
        flags: How many red flags it shows.
        changes: How many other answers, and how many next steps.
        reasons: Whether it says why a flag was waived or is open.
    """

    points: int = 3
    flags: int = 6
    changes: int = 3
    reasons: bool = True


LISTS = (
    Lists(),
    Lists(flags=4, changes=2),
    Lists(flags=4, changes=2, reasons=False),
    Lists(2, 3, 2, reasons=False),
    Lists(2, 2, 1, reasons=False),
    Lists(1, 1, 1, reasons=False),
)
"""What is tried until page two holds it."""

_WIDTH = 505.0
"""How wide a page is, in points."""


class _Type(NamedTuple):
    """How a text is set.

    Attributes:
        size: Of the letters.
        line: From one line to the next.
        width: Of a line, in points.
        around: What is above and below all of its lines.
    """

    size: float
    line: float
    width: float = _WIDTH
    around: float = 2.0


_PARTNER, _BESIDE_LOGO = _Type(17.5, 21.0), _Type(17.5, 21.0, 330.0)
_SCOPE = _Type(9.2, 12.5)
_VERDICT = _Type(14.5, 16.6, 470.0, 22.0)
_WHY, _STANDING = _Type(9.7, 13.6, 485.0), _Type(9.3, 12.5, 485.0)
_CAUSE, _DECIDED = _Type(8.4, 11.6), _Type(8.3, 11.3)
_HEADING, _SENTENCE, _SMALL = _Type(10.4, 13.7, around=8.0), _Type(9.2, 12.5), _Type(8.0, 11.6)
_TEST = _Type(8.3, 11.3, 420.0)
_CELL = _Type(8.5, 11.1, around=3.5)
_LEAST, _BETWEEN = 60.0, 8.3
"""How wide a column of the table is at least, and what stands between two."""
_GAPS = 14.0


def fitting(
    make: Callable[[Tried], Page], tries: Sequence[Tried], high: Callable[[Page], float], most: float
) -> Page:
    """Return the first page that is no higher than `most`, or else the last that is tried."""
    *roomier, last = tries
    for each in roomier:
        if high(page := make(each)) <= most:
            return page
    return make(last)


def height(page: PageOne, verdict: Verdict, *, logo: bool) -> float:
    """Return how high a page is, in points; a name may stand beside a logo."""
    name = _high(page.partner, _BESIDE_LOGO if logo else _PARTNER)
    return _GAPS + name + sum(_high(text, of) for text, of in _blocks(page, verdict)) + _table(page)


def _blocks(page: PageOne, verdict: Verdict) -> Iterator[tuple[str, _Type]]:
    """Yield every other text but those of the table, as it is set."""
    yield f"{page.scope or ''} as of {page.as_of}", _SCOPE
    yield verdict.headline, _VERDICT
    for cause in page.why[:1]:
        yield f"Not ruled out: {cause.title}. {cause.said} Source: {cause.source}.", _WHY
    yield " ".join(filter(None, (page.standing, verdict.firmness, verdict.without_waivers))), _STANDING
    yield from ((f"{each.status} {each.title}: {each.said}", _CAUSE) for each in page.why[1:])
    decided = page.decided
    yield " ".join([decided.headline, decided.against or "", *decided.notes] if decided else []), _DECIDED
    if page.tasks:
        yield page.tasks_title, _HEADING
        yield page.more_tasks or "", _SMALL
    if page.naming or page.tests:
        yield "What to call it", _HEADING
        yield " ".join(page.naming), _SENTENCE
        yield from ((", ".join(each.names), _TEST) for each in page.tests)
        yield "The tests of a partnership:", _SMALL
    yield " · ".join(f"{each.name}: {each.text}" for each in page.facts), _SMALL


def _table(page: PageOne) -> float:
    """Return how high the table is, whose columns share its width by how long their texts are."""
    rows = [page.tasks_columns, *((each.action, each.who, each.when) for each in page.tasks)]
    if not page.tasks:
        return 0.0
    longest = [max(_wide(each) for each in column) * _CELL.size for column in zip(*rows, strict=True)]
    free = _WIDTH - 2 * _BETWEEN - len(longest) * _LEAST
    widths = [
        _LEAST + free * max(each - _LEAST, 0.0) / max(sum(max(each - _LEAST, 0.0) for each in longest), 1.0)
        for each in longest
    ]
    columns = [_CELL._replace(width=width) for width in widths]
    return sum(max(map(_high, row, columns)) for row in rows)


def _high(text: str, of: _Type) -> float:
    return of.around + of.line * lines(text, of.width / of.size)


_TO_CHARTS, _CHART_ROW, _SIGNED = 112.0, 24.0, 24.0
_POINT, _FLAG = _Type(9.2, 12.4, 242.0, 1.8), _Type(9.2, 12.4, 508.0, 1.8)
_LIST, _TO_SIGN = 30.0, 41.0


def height_of_two(page: PageTwo) -> float:
    """Return how high page two is, in points."""
    columns = (sum(map(_point, points)) for points in (page.speaks_for, page.costs))
    changes = sum(_high(each, _FLAG) for each in (*page.changes, *page.next_evidence))
    signed = _TO_SIGN + _SIGNED * len(page.signatures) if page.signatures else 0.0
    return (
        _TO_CHARTS
        + _CHART_ROW * len(page.dimensions.bars)
        + (_LIST + max(columns))
        + (_LIST + sum(map(_flag, page.flags)) + (_high(page.more_flags or "", _SMALL)))
        + (_LIST + changes)
        + signed
    )


def _point(point: Point) -> float:
    return _high(f"{point.title}: {point.said} ({point.figure})", _POINT)


def _flag(flag: Flag) -> float:
    said = flag.waiver or f"{flag.effect}. {' '.join(flag.because) if flag.status == 'not ruled out' else ''}"
    return _high(f"{flag.status} {flag.title}: {said}", _FLAG)


def lines(text: str, room: float) -> int:
    """Return how many lines a text takes that are so many times as wide as its type is high."""
    count, left = 1, room
    for word in text.split():
        wide = _wide(word)
        if wide > left and left < room:
            count, left = count + 1, room
        while wide > left:  # broken where the line ends
            count, wide = count + 1, wide - room
        left -= wide + _SPACE
    return count


_SPACE, _OTHER = 0.2, 1.0
_WIDTHS = {
    **dict.fromkeys("!',.:;Ifijl| ·", 0.27),
    **dict.fromkeys('()*-/?[\\]crstxz{}"', 0.41),
    **dict.fromkeys("#$+0123456789<=>AEFJLSTVXYZ^_`abdeghknopquvy~£€", 0.52),
    **dict.fromkeys("&BCDGHKNOPQRU", 0.65),
}
"""How wide letters are, by the type's size; others are as wide as high."""


def _wide(word: str) -> float:
    return sum(map(_of, word))


@cache
def _of(letter: str) -> float:
    if letter.isascii():
        return _WIDTHS.get(letter, _WIDEST)
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if letter.isalpha() and east_asian_width(letter) not in {"W", "F"}:
        return _FOREIGN
    return _OTHER


_WIDEST, _FOREIGN = 0.88, 0.72
