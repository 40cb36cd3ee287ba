"""Which lines captions stand for, as somebody has confirmed it: `--map FILE`, and what `--write-map` writes.

A map is YAML: a caption, or `part: caption` where one caption stands in several parts of a balance sheet, and
a statement line, `ignore`, or `{line: …, sign: -1}` where its amounts have the other sign.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Path, Problem, did_you_mean, shown, visible
from partnercheck.importing.captions import captions
from partnercheck.importing.folding import fold
from partnercheck.load.checked import mapping
from partnercheck.measures.finance.financials import LINES
from partnercheck.source import Table, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

IGNORE = "ignore"
_MOST = 2_000


class Choice(NamedTuple):
    """What a caption stands for: a line, or `ignore`.

    Attributes:
        sign: 0 where the amounts' own convention tells; otherwise what they are multiplied by.
    """

    line: str
    sign: int = 0


class Proposal(NamedTuple):
    """A caption that stands for no line for certain, with the lines nearest to it."""

    caption: str
    part: str
    nearest: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return how a map names the caption."""
        return f"{self.part}: {self.caption}" if self.part else self.caption


class UnmappedError(InputError):
    """No caption of a table stands for a line for certain.

    Attributes:
        map: The map to be confirmed, as YAML.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], proposals: Iterable[Proposal]) -> None:
        """Keep what is wrong, and the captions."""
        super().__init__(diagnostics)
        self.map = written(proposals)


def key_of(caption: str, part: str = "") -> str:
    """Return the folded form under which a map's choice is found."""
    return f"{fold(part)}: {fold(caption)}" if part else fold(caption)


def read_map(raw: bytes, file: str) -> dict[str, Choice]:
    """Return the choices of a map by folded caption.

    Raises:
        InputError: It is no YAML, or names what is no line.
    """
    document = mapping(parse(raw, file))
    problems: list[Problem] = []
    choices: dict[str, Choice] = {}
    for caption, value in document.data.items():
        choice, problem = _choice(caption, value)
        if problem is not None:
            problems.append(problem)
        elif choice is not None:
            head, _, tail = caption.partition(": ")
            part = head if head in captions().parts.values() else ""
            choices[key_of(tail if part else caption, part)] = choice
    found: list[Diagnostic] = [*document.faults, *document.locate(problems)]
    if found:
        raise InputError(found)
    return choices


def _choice(caption: str, value: object) -> tuple[Choice | None, Problem | None]:
    line, sign = value, "0"
    path: Path = (caption,)
    if isinstance(value, Table):
        line, sign, path = value.get("line"), str(value.get("sign", "0")), (caption, "line")
        if wrong := next((key for key in value if key not in {"line", "sign"}), None):
            return None, Problem(
                "unknown-key", (caption, wrong), f"`{shown(wrong)}` is neither `line` nor `sign`", key=True
            )
    if sign not in {"0", "1", "+1", "-1"}:
        return None, Problem("wrong-value", (caption, "sign"), "`sign` is 1 or -1")
    if line != IGNORE and line not in LINES:
        message = f"`{shown(line)}` is no statement line"
        hint = (
            did_you_mean(str(line), LINES)
            or "`partnercheck financials lines` lists them; `ignore` leaves a caption out"
        )
        return None, Problem("unknown-line", path, message, hint)
    return Choice(str(line), int(sign)), None


def written(proposals: Iterable[Proposal]) -> str:
    """Return a map that takes nothing over until somebody changes it, with what captions may stand for."""
    return "".join(_written(proposals))


def _written(proposals: Iterable[Proposal]) -> Iterator[str]:
    yield (
        "# Put a line in place of `ignore` where a caption stands for one; {line: …, sign: -1} turns "
        "its amounts.\n"
    )
    yield "# `partnercheck financials lines` says what the lines mean.\n"
    for each in sorted(dict.fromkeys(proposals), key=lambda each: not each.nearest)[:_MOST]:
        comment = f"  # perhaps {', '.join(each.nearest)}" if each.nearest else ""
        yield f"{json.dumps(visible(each.key), ensure_ascii=False)}: {IGNORE}{comment}\n"


def chosen(choices: Mapping[str, Choice], caption: str, part: str) -> Choice | None:
    """Return what a map says of a caption where it stands."""
    return (
        choices.get(key_of(caption, part))
        if part and key_of(caption, part) in choices
        else choices.get(key_of(caption))
    )
