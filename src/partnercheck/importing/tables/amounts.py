"""Amounts as people write them: separators, signs, currencies, scales, and what stands for nothing.

A file has one decimal mark. It is found from all its amounts: a mark that comes twice in one amount groups
thousands, one that does not stand before three digits is the decimal mark, and of two different marks the
last is. `1,234` alone could be either.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

DecimalMark = Literal[".", ","]

MAX_AMOUNT = 60
"""How many characters an amount may have."""

EXACT = Context(prec=2 * MAX_AMOUNT)
"""What amounts are computed in; the usual context rounds to 28 digits."""

_NOTHING = frozenset(
    {
        *("", "-", "–", "—", "−", "--", "- -", "...", "…", ".", "n/a", "n.a.", "na", "nil", "none"),
        *("nm", "n.m.", "k.a.", "n.d.", "s/o", "null", "nan"),
    }
)
_SCALES = {
    **dict.fromkeys(("k", "tsd", "tsd.", "thousand"), 1_000),
    **dict.fromkeys(("lakh", "lac"), 100_000),
    **dict.fromkeys(("m", "mn", "mm", "mio", "mio.", "million"), 1_000_000),
    **dict.fromkeys(("cr", "cr.", "crore"), 10_000_000),
    **dict.fromkeys(("b", "bn", "mrd", "mrd.", "billion"), 1_000_000_000),
}
_CURRENCY = (
    r"(?:[£€₹¥]|(?:us|a|c|hk|s|nz)?\$|rs\.?|chf|eur|gbp|usd|inr|jpy|cny|sek|nok|dkk|pln|cad|aud|mxn|"
    r"brl|zar|sgd|hkd)"
)
_FORM = re.compile(
    rf"(?:{_CURRENCY} ?(?=\())?(?P<open>\()? ?(?P<minus>[-−–])? ?{_CURRENCY}? ?(?P<inner>[-−–])? ?"
    r"(?P<digits>[0-9][0-9 .,']*[0-9]|[0-9]|[.,][0-9]+)"
    rf" ?(?P<scale>{'|'.join(sorted(map(re.escape, _SCALES), key=len, reverse=True))})? ?{_CURRENCY}?"
    r" ?(?P<after>[-−–])?(?P<close> ?\))?(?P<side> ?(?:cr|dr))?(?P<foot>\*+|[†‡])?",
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")


class Written(NamedTuple):
    """An amount taken apart, before its marks are read.

    Attributes:
        digits: With its marks, without spaces and apostrophes.
        negative: By a minus on either side or by parentheses.
        scale: What a letter behind it multiplies it by.
    """

    digits: str
    negative: bool
    scale: int


def read_written(text: str) -> Written | Literal["nothing", "percent"] | None:
    """Return an amount taken apart; what stands for nothing, or for a percentage; None for anything else."""
    said = " ".join(text.replace("’", "'").split())
    said = said.casefold()
    if said in _NOTHING:
        return "nothing"
    if len(said) > MAX_AMOUNT:
        return None
    if said.endswith(("%", "%)")):
        return "percent"
    match = _FORM.fullmatch(said)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = [name for name in ("open", "minus", "inner", "after") if match[name]]
    digits = match["digits"]
    if len(signs) > 1 or match["side"] or digits == "000":  # `€000` is a unit
        return None
    if " " in digits or "'" in digits:
        whole, mark, part = re.split(r"([.,]|$)", digits, maxsplit=1)
        if not _GROUPED.fullmatch(whole) or len({*re.findall(r"[ ']", whole)}) > 1:
            return None
        if re.search(r"[ '.,]", part):
            return None
        digits = re.sub(r"[ ']", "", whole) + mark + part
    return Written(digits, bool(signs), _SCALES[match["scale"]] if match["scale"] else 1)


def told_by(digits: str) -> DecimalMark | None:
    """Return the decimal mark that the digits of one amount settle, or None."""
    marks = [each for each in digits if each in ".,"]
    if not marks:
        return None
    last: DecimalMark = "." if marks[-1] == "." else ","
    other: DecimalMark = "," if last == "." else "."
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:
        return other
    whole, _, rest = digits.partition(last)
    return last if len(rest) != 3 or len(whole) > 3 or whole in {"", "0"} else None


def decimal_marks(written: Iterable[Written]) -> set[DecimalMark]:
    """Return the decimal marks that amounts settle; two mean that a file contradicts itself."""
    return {mark for each in written if (mark := told_by(each.digits))}


def in_doubt(digits: str) -> bool:
    """Return whether an amount reads otherwise with another decimal mark."""
    return any(mark in digits for mark in ".,")


def value(written: Written, mark: DecimalMark) -> Decimal | None:
    """Return the amount, with a decimal mark; None where its thousands are not grouped rightly."""
    whole, _, rest = written.digits.partition(mark)
    group = "," if mark == "." else "."
    if group in rest or mark in rest or (whole.startswith("0") and whole != "0"):
        return None
    if group in whole:
        if not (_GROUPS.fullmatch(whole) or (group == "," and _INDIAN.fullmatch(whole))):
            return None
        whole = whole.replace(group, "")
    number = Decimal(f"{whole or '0'}.{rest}" if rest else whole or "0")
    scaled = EXACT.multiply(number, Decimal(written.scale))
    return tidy(scaled.copy_negate() if written.negative else scaled)


def tidy(number: Decimal) -> Decimal:
    """Return a number without zeros behind its decimal point, and zero without a sign."""
    whole = number.to_integral_value()
    return whole.copy_abs() if not whole and number == whole else whole if number == whole else number
