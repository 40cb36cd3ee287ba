"""In what currency and unit a table's amounts are, as its titles, heads and cells say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.importing.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS = (1, 1_000, 100_000, 1_000_000, 10_000_000, 1_000_000_000)
"""What one in a line may stand for; 100,000 is a lakh, 10,000,000 a crore."""

UNIT_WORDS = {
    1: "single units",
    1_000: "thousands",
    100_000: "lakh",
    1_000_000: "millions",
    10_000_000: "crore",
    1_000_000_000: "billions",
}

_CODES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KES",
        "KRW",
        "KWD",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TND",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "UYU",
        "VND",
        "ZAR",
    ]
)
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "s$": "SGD",
    "nz$": "NZD",
    "r$": "BRL",
}
_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "pounds sterling": "GBP",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "swiss francs": "CHF",
    "indian rupees": "INR",
    "rupees": "INR",
    "rs.": "INR",
    "teur": "EUR",
    "keur": "EUR",
    "tchf": "CHF",
}
_DOUBTFUL = {"$": "USD, CAD, AUD and others", "¥": "JPY or CNY"}
_LOOKED = 300
"""How many characters of a text are looked at."""
_SIGN = re.compile(r"(?:(?<![a-z])|(?<=\b[kmt]))(?:us|a|c|hk|s|nz|r)\$|[€£₹$¥]")
_CODE = re.compile(r"\b([A-Z]{3})(?:m|k|bn)?\b")
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)")
_MONEY = r"(?:[£€$₹¥]|\b(?:" + "|".join(sorted(_CODES)).lower() + r")(?=\b|m\b|k\b|bn\b))"
_UNITS = (
    (10_000_000, re.compile(rf"\b(?:in )?crores?\b|{_MONEY} ?cr\b|\bin cr\b|\(cr\.?\)")),
    (100_000, re.compile(r"\b(?:in )?(?:lakhs?|lacs?)\b")),
    (
        1_000_000_000,
        re.compile(
            rf"\b(?:in )?(?:billions?|mrd|milliards?|miles de millones)\b|{_MONEY} ?bn\b|\bbn {_MONEY}"
        ),
    ),
    (1_000_000, re.compile(
rf"\b(?:in )?(?:millions?|millionen|mio|millones|mill)\b|{_MONEY} ?(?:m|mn|mm)\b|\b(?:m|mn|"
rf"mm) ?{_MONEY}|\bin mn\b|\(m\)"
)),
    (1_000, re.compile(
rf"\b(?:thousands?|tausend|tsd|milliers|miles|teur|keur|tchf)\b|t€|(?:{_MONEY} ?|\bin "
rf")'?000s?\b|^'?000s?$|'000s?\b|{_MONEY} ?k\b|\bk ?{_MONEY}|\(k\)"
)),
    (1, re.compile(r"\bin (?:single units|units|full|whole) ?|\bwhole (?:euros|dollars|pounds)\b")),
)  # fmt: skip


_OF_AMOUNTS = re.compile(r"[(\[]([^()\[\]]+)[)\]]|(?:, ?|\bin )([^,]+)$|(\S*[£€$₹¥].*)$")
"""Where a caption says something of its amounts: in brackets, behind a comma or `in`, or with a sign."""


class Found(NamedTuple):
    """What texts say of currency and unit, in the order of their first mention.

    Attributes:
        doubtful: Signs that several currencies share.
    """

    currencies: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    doubtful: tuple[str, ...] = ()

    def money(self) -> str:
        """Return in words which currencies were found, for a message; empty where none was."""
        return ", ".join(self._money())

    def words(self) -> str:
        """Return in words what was found, for a message; empty where nothing was."""
        return ", ".join([*self._money(), *(UNIT_WORDS[unit] for unit in self.units)])

    def _money(self) -> list[str]:
        return [*self.currencies, *(f"{sign} ({_DOUBTFUL[sign]})" for sign in self.doubtful)]


def found_in(texts: Iterable[str]) -> Found:
    """Return which currencies and units texts name."""
    currencies: dict[str, None] = {}
    units: dict[int, None] = {}
    doubtful: dict[str, None] = {}
    for text in texts:
        said = " ".join(plain(text[:_LOOKED]).replace("’", "'").split())
        signs = _SIGN.findall(said)
        codes = [code for code in _CODE.findall(text[:_LOOKED]) if code in _CODES]
        named = [_SIGNS[sign] for sign in signs if sign in _SIGNS]
        currencies |= dict.fromkeys((*named, *codes, *(_WORDS[word] for word in _WORD.findall(said))))
        doubtful |= dict.fromkeys(sign for sign in signs if sign in _DOUBTFUL)
        units |= dict.fromkeys([unit for unit, pattern in _UNITS if pattern.search(said)][:1])
    return Found(tuple(currencies), tuple(units), () if currencies else tuple(doubtful))


def said_of_amounts(caption: str) -> list[str]:
    """Return what a caption says of its amounts rather than of its line, `Revenue (£m)`.

    Letters alone, which in a title stand for a unit, mean other things in a caption: `Sales ledger (Cr)`.
    """
    return [
        text
        for each in _OF_AMOUNTS.finditer(caption[:_LOOKED])
        for text in each.group(0, 1, 2, 3)
        if text and _SAYS_UNIT.search(text.lower())
    ]


_SAYS_UNIT = re.compile(
    rf"{_MONEY}|[€£$¥₹]|\b(?:teur|keur|tchf)\b|'?000s?\b"
    r"|\b(?:thousand|million|billion|crore|lakh|lac)s?\b"
    r"|\bin (?:tausend|tsd|millionen|mio|mrd|milliers|miles|millones|mn|cr|single units|whole units|units)\b"
)
"""What names an amount's money, or its unit in words."""
