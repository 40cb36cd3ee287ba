"""How things are said: verdicts, numbers, ranges, marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from partnercheck.model.scale import counted as counted  # noqa: PLC0414  (it is one of the words)
from partnercheck.model.scale import rounded
from partnercheck.months import in_words
from partnercheck.render.report.parts import Mark, Range
from partnercheck.render.shortened import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.model.assessment import Assessment, Score, Value

Told = TypeVar("Told")

VERDICTS = {
    "proceed": ("✔", "Proceed"),
    "conditional": ("◐", "Proceed with conditions"),
    "decline": ("✘", "Decline"),
    "hold": ("?", "Hold: the evidence is not enough for a verdict"),
}
"""Symbol and words of each verdict."""

LEVEL_NAMES = {
    "proceed": "proceed",
    "conditional": "proceed with conditions",
    "decline": "decline",
    "hold": "hold",
}
"""Each level within a sentence."""

TRENDS = {"worse": ("▼", "worse"), "same": ("=", "the same"), "better": ("▲", "better")}
"""Symbol and word for where a partner went since the date before."""

KNOWN_BY = {
    "lei": "its LEI",
    "company_number": "its company number",
    "vat": "its VAT number alone",
    "name": "its name alone",
}
"""What makes several dossiers those of one partner."""

FLAG_SYMBOLS = {"raised": "▲", "open": "?", "clear": "✔", "not_applicable": "–"}

EFFECTS = {
    "raised": {"decline": "stops the deal", "conditional": "makes it conditional", "note": "is noted"},
    "open": {
        "decline": "would stop the deal",
        "conditional": "would make it conditional",
        "note": "would be noted",
    },
}
"""What a flag does, by its status and effect."""


day = in_words
"""A day as it stands in a sentence, such as `11 Dec 2026`."""


def number(value: float | None) -> str:
    """Return a score with one decimal, or a dash where there is none."""
    return "–" if value is None else f"{rounded(value, 1):.1f}"


def span(value: Value | Score) -> str:
    """Return a range, rounded to whole numbers, such as 55–74."""
    if value.low is None or value.high is None:
        return "–"
    return f"{rounded(value.low):.0f}–{rounded(value.high):.0f}"


def moved(value: float) -> str:
    """Return by how many points a score moved, with its sign and one decimal."""
    points = rounded(value, 1)
    return f"{points:+.1f}".replace("-", "−") if points else "0.0"


def trimmed(value: float) -> str:
    """Return a number with one decimal where it has any."""
    return f"{rounded(value, 1):,.1f}".removesuffix(".0")


def prose(value: float) -> str:
    """Return a number as prose tells it: whole from ten on, below that with one decimal where it has any."""
    return f"{rounded(value):,.0f}" if abs(value) >= _TEN else trimmed(value)


def apart(one: float, other: float) -> tuple[str, str]:
    """Return two scores as prose tells them, with a decimal where they would read alike without."""
    return told_apart(one, other, (prose, number))


def told_apart(one: Told, other: Told, ways: Sequence[Callable[[Told], str]]) -> tuple[str, str]:
    """Return two things in the first way in which they do not read alike, or else in the first of all."""
    pairs = [(way(one), way(other)) for way in ways]
    return next((each for each in pairs if each[0] != each[1]), pairs[0])


def below(value: float, limit: float) -> str:
    """Return a number that misses a limit as prose tells it, with a decimal where it needs one."""
    return number(value) if rounded(value) >= limit else prose(value)


_TEN, _TELLING = 9.95, 0.005
"""From here on a number has two digits before its decimals when it is rounded, and two decimals tell it."""


def share(value: float, *, in_prose: bool = False) -> str:
    """Return a share of the whole in %, with one decimal; in prose only where it has any."""
    return f"{trimmed(100 * value) if in_prose else number(100 * value)} %"


def firmness(assessment: Assessment) -> str:
    """Return whether missing evidence could change the verdict, and which way."""
    verdict = assessment.verdict
    if verdict.firm:
        return "Firm: no missing or weak evidence could change this verdict."
    worst, best = LEVEL_NAMES[verdict.worst], LEVEL_NAMES[verdict.best]
    if worst == best:
        return f"Whatever the missing evidence shows, the verdict would then be “{best}”."
    start = "Open" if verdict.level == "hold" else "Not firm"
    return f"{start}: missing and weak evidence could still move it between “{worst}” and “{best}”."


def standing(score: Score) -> str:
    """Return the score and how far missing evidence could move it, in a sentence."""
    if score.point is None:
        return "There is no score yet: nothing is answered."
    if score.low == score.high:
        return f"{prose(score.point)} of 100; no evidence is missing."
    return f"{prose(score.point)} of 100; missing evidence could move it to {span(score)}."


MARKS = {
    "strong": Mark("strong", "++", "strong"),
    "sound": Mark("sound", "+", "sound"),
    "weak": Mark("weak", "−", "weak"),
    "poor": Mark("poor", "−−", "poor"),
    "unknown": Mark("unknown", "?", "unknown"),
    "not_applicable": Mark("not-applicable", "·", "does not apply"),
    "unscored": Mark("not-applicable", "¶", "not scored"),
}
"""How good a value is. Unknown is a state of its own."""

BANDS = (("strong", 75.0), ("sound", 50.0), ("weak", 25.0), ("poor", 0.0))
"""From which value on a mark is given, best first."""

WHY_OPEN = {
    "unanswered": "not answered",
    "too-weak": "evidence too weak for a red flag",
    "expired": "no evidence counts",
    "dispute": "in dispute",
    "no-position": "our own position is not in the organisation file",
}
"""Why a question is still open."""


def mark(point: float | None, *, applies: bool = True) -> Mark:
    """Return how good a value is."""
    if not applies:
        return MARKS["not_applicable"]
    if point is None:
        return MARKS["unknown"]
    return next(MARKS[name] for name, least in BANDS if round(point, 9) >= least)


def ranged(value: Value | Score) -> Range:
    """Return a value with its range, as numbers and as they are read."""
    return Range(value.point, value.low, value.high, number(value.point), span(value))


def covered(score: Score) -> str:
    """Return how much of a score evidence carries."""
    return "–" if score.coverage is None else f"{number(score.coverage)} %"


def whole(value: float) -> str:
    """Return a limit or another number that is mostly whole, without needless digits."""
    return f"{value:g}"


def plain(value: float, decimals: int = 4) -> str:
    """Return a number without needless digits: at most so many decimals."""
    return f"{value:z,.{decimals}f}".rstrip("0").rstrip(".")


def short(value: float, more: int = 0) -> str:
    """Return a number with its first digits that count: one decimal from ten on, below that two.

    What two decimals would make nothing of has four. So many decimals `more` may be asked for.
    """
    size = abs(value)
    return plain(value, (1 if size >= _TEN else 2 if size >= _TELLING else 4) + more).replace("-", "−")


DIGITS = tuple(partial(short, more=more) for more in range(12))
"""Ways to tell a number in short, each with a decimal more; beyond them is only how floats round."""


def capitalised(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text as a sentence: with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    start = capitalised(text) if text.partition(" ")[0].isalpha() else text
    return start if start[-1] in ".!?…" or start[-2:] in {".”", "!”", "?”"} else f"{start}."


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as they are listed in a sentence."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def quoted(titles: Iterable[str]) -> str:
    """Return titles as they are listed in a sentence; they may have words such as `and` in them."""
    return listed([f"“{each}”" for each in titles])


def few(items: Sequence[str], most: int = 3) -> str:
    """Return the first items, none of them long, as a sentence lists them, and how many more there are."""
    more, first = len(items) - most, [cut(each, _NAME) for each in items[:most]]
    return listed(first) if more <= 0 else f"{', '.join(first)} and {more} more"


_NAME = 40
"""How many letters of a name a list in a sentence shows."""


_CURRENCIES = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥"}


def money(amount: str, currency: str) -> str:
    """Return an amount with its currency's sign before it, such as £1.5, or else with its code."""
    return f"{_CURRENCIES.get(currency, currency + ' ')}{amount}"


def points(value: float) -> str:
    """Return how many points, such as `1 point` or `2.7 points`."""
    number = prose(value)
    return f"{number} {'point' if number == '1' else 'points'}"


NO_DOSSIER = "There is no dossier that can be used."


def not_looked_at(dossiers: int) -> list[str]:
    """Return the line that says how many dossiers a list tells nothing of, where there are any."""
    return [f"Not looked at: {counted(dossiers, 'dossier')} that cannot be used."] if dossiers else []
