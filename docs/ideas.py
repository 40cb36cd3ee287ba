"""Write `ideas.md` from `ideas.yaml`: every idea of the five articles, and which rubric asks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from partnercheck.load import Loader
from partnercheck.measures import MEASURES
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[1]
DEFAULT = "strategic-alliance"
HEAD = """\
# The five articles as systems

Five articles about partnering hold {count} ideas that can be asked. Each stands here in our own words, with
the criterion, red flag, relationship rule or measure that asks it, and the rubric. The default rubric asks
{by_default} of them; for the others the last column says why it does not, and a rubric of the deal or the
time that they speak of asks them. Made by `docs/ideas.py` from `docs/ideas.yaml`.

| article | ideas | asked by the default | before a partner is asked | of the other deals | after signing |
|---|---:|---:|---:|---:|---:|
"""


class Elsewhere(NamedTuple):
    """Why the default rubric does not ask an idea.

    Attributes:
        because: In words.
        asked_by: The rubrics of which one asks it in its place.
    """

    because: str
    asked_by: tuple[str, ...]


class Idea(NamedTuple):
    """An idea of an article.

    Attributes:
        article: The key of the article among the rubrics' sources.
        number: Counted in the article, from 1.
        idea: The idea in our words.
        at: Where it is asked: `rubric/id`, or the name of a measure.
        elsewhere: Why not by the default rubric; None where that asks it.
    """

    article: str
    number: int
    idea: str
    at: tuple[str, ...]
    elsewhere: Elsewhere | None


class Place(NamedTuple):
    """A piece of a rubric, or a measure, that an idea may live in.

    Attributes:
        kind: What it is, in words.
        title: Its title.
        sources: The keys of its sources; none where its kind has no sources.
        asked_by: The rubrics in which it is asked.
    """

    kind: str
    title: str
    sources: tuple[str, ...] | None
    asked_by: tuple[str, ...]


def ideas() -> list[Idea]:
    """Return every idea, by article and number."""
    data = yaml.safe_load((ROOT / "docs" / "ideas.yaml").read_text(encoding="utf-8"))
    reasons = {
        key: Elsewhere(each["because"], tuple(each["asked_by"])) for key, each in data["elsewhere"].items()
    }
    return [
        Idea(article, number, each["idea"], tuple(each["at"]), reasons.get(each.get("elsewhere")))
        for article, entries in data["articles"].items()
        for number, each in entries.items()
    ]


def places() -> dict[str, Place]:
    """Return every place by the name that `ideas.yaml` gives it."""
    found: dict[str, Place] = {}
    asked: dict[str, list[str]] = {name: [] for name in MEASURES}
    for rubric in rubrics():
        found |= {f"{rubric}/{name}": place for name, place in _parts(rubric)}
        for criterion in Loader(ROOT).rubric(rubric).rubric.criteria.values():
            if criterion.measure is not None:
                asked[criterion.measure].append(rubric)
    return found | {name: Place("measure", f"`{name}`", None, tuple(by)) for name, by in asked.items()}


def asked_by(idea: Idea, known: Mapping[str, Place]) -> set[str]:
    """Return the rubrics that ask an idea."""
    return {rubric for name in idea.at for rubric in known[name].asked_by}


def page() -> str:
    """Return the page as Markdown."""
    every, known, titles = ideas(), places(), _articles()
    by_default = sum(DEFAULT in asked_by(idea, known) for idea in every)
    lines = [HEAD.format(count=len(every), by_default=by_default).rstrip("\n")]
    articles = {key: [each for each in every if each.article == key] for key in titles}
    lines += [f"| {key} | {' | '.join(_counts(found, known))} |" for key, found in articles.items() if found]
    for article, found in articles.items():
        if found:
            lines += ["", f"## {article}: {titles[article]}", ""]
            lines += ["| | idea | where | why not by the default |", "|---|---|---|---|"]
            lines += [_row(each, known) for each in found]
    return "\n".join([*lines, ""])


def _parts(name: str) -> Iterator[tuple[str, Place]]:
    rubric = Loader(ROOT).rubric(name).rubric
    for rule in rubric.relationship:
        yield rule.call, Place("relationship", rule.title, None, (name,))
    for flag in rubric.red_flags:
        yield flag.id, Place("red flag", flag.title, flag.source, (name,))
    for criterion in rubric.criteria.values():
        yield criterion.id, Place("criterion", criterion.title, criterion.source, (name,))


def _counts(found: Sequence[Idea], known: Mapping[str, Place]) -> list[str]:
    """Return how many ideas an article has, and how many of them each kind of rubric asks."""
    asked = [asked_by(idea, known) for idea in found]
    before, after = {"own-readiness", "quick-screen"}, {"partnership-health"}
    deals = {*rubrics()} - before - after - {DEFAULT}
    return [
        str(len(found)),
        *(str(sum(bool(by & of) for by in asked)) for of in ({DEFAULT}, before, deals, after)),
    ]


def _row(idea: Idea, known: Mapping[str, Place]) -> str:
    where = "; ".join(
        f"{place.kind} {place.title}"
        if place.kind == "measure"
        else f"{place.kind} “{place.title}” (`{name}`)"
        for name in idea.at
        for place in [known[name]]
    )
    why = idea.elsewhere.because if idea.elsewhere else ""
    return f"| {idea.number} | {idea.idea} | {where} | {why} |"


def _articles() -> dict[str, str]:
    sources = Loader(ROOT).rubric(DEFAULT).rubric.sources
    return {key: f"{source.title}, {source.author}" for key, source in sources.items()}


if __name__ == "__main__":
    (ROOT / "docs" / "ideas.md").write_text(page(), encoding="utf-8")
