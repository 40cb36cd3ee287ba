"""Write `ideas.md` from `ideas.yaml`: every idea of the five articles and where it lives in the rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from partnercheck.load import Loader
from partnercheck.measures import MEASURES
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
HEAD = """\
# Where the ideas live

Five articles about partnering hold {count} ideas that can be asked of a partner. Each stands here in our own
words, with the criterion, red flag, relationship rule or measure that asks it. Made by `docs/ideas.py` from
`docs/ideas.yaml`.
"""


class Idea(NamedTuple):
    """An idea of an article.

    Attributes:
        article: The key of the article among the rubrics' sources.
        number: Counted in the article, from 1.
        idea: The idea in our words.
        at: Where it lives: `rubric/id`, or the name of a measure.
    """

    article: str
    number: int
    idea: str
    at: tuple[str, ...]


class Place(NamedTuple):
    """A piece of a rubric, or a measure, that an idea may live in.

    Attributes:
        kind: What it is, in words.
        title: Its title.
        sources: The keys of its sources; none where its kind has no sources.
    """

    kind: str
    title: str
    sources: tuple[str, ...] | None


def ideas() -> list[Idea]:
    """Return every idea, by article and number."""
    articles = yaml.safe_load((ROOT / "docs" / "ideas.yaml").read_text(encoding="utf-8"))
    return [
        Idea(article, number, entry["idea"], tuple(entry["at"]))
        for article, entries in articles.items()
        for number, entry in entries.items()
    ]


def places() -> dict[str, Place]:
    """Return every place by the name that `ideas.yaml` gives it."""
    found = {name: Place("measure", f"`{name}`", None) for name in MEASURES}
    for rubric in rubrics():
        found |= {f"{rubric}/{name}": place for name, place in _parts(rubric)}
    return found


def _parts(name: str) -> Iterator[tuple[str, Place]]:
    rubric = Loader(ROOT).rubric(name).rubric
    for rule in rubric.relationship:
        yield rule.call, Place("relationship", rule.title, None)
    for flag in rubric.red_flags:
        yield flag.id, Place("red flag", flag.title, flag.source)
    for criterion in rubric.criteria.values():
        yield criterion.id, Place("criterion", criterion.title, criterion.source)


def page() -> str:
    """Return the page as Markdown."""
    every, known, titles = ideas(), places(), _articles()
    lines = [HEAD.format(count=len(every))]
    for article in dict.fromkeys(idea.article for idea in every):
        lines += [f"## {article}: {titles[article]}", "", "| | idea | where |", "|---|---|---|"]
        lines += [f"| {i.number} | {i.idea} | {_told(i.at, known)} |" for i in every if i.article == article]
        lines.append("")
    return "\n".join(lines)


def _told(at: tuple[str, ...], known: Mapping[str, Place]) -> str:
    return "; ".join(
        f"{place.kind} {place.title}"
        if place.kind == "measure"
        else f"{place.kind} “{place.title}” (`{name}`)"
        for name in at
        for place in [known[name]]
    )


def _articles() -> dict[str, str]:
    sources = Loader(ROOT).rubric("strategic-alliance").rubric.sources
    return {key: f"{source.title}, {source.author}" for key, source in sources.items()}


if __name__ == "__main__":
    (ROOT / "docs" / "ideas.md").write_text(page(), encoding="utf-8")
