"""What forms say, whatever they are written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.tests import ProfileTest, fold

if TYPE_CHECKING:
    from partnercheck.model.questionnaire import Questionnaire
    from partnercheck.model.tests import Leaf, Test

_TITLES = {
    "us": "Questions about {}",
    "them": "Questions for {}",
    "reference": "Questions about working with {}",
}


def title(asked: Questionnaire) -> str:
    """Return the heading of a form."""
    return _TITLES[asked.side].format(asked.partner)


def head(asked: Questionnaire) -> list[tuple[str, str]]:
    """Return what everybody who gets a form must know, by name."""
    facts = [
        ("Asked", asked.title),
        ("About", asked.scope),
        ("For", asked.person),
        ("Return by", asked.by),
        ("Send to", asked.send_to),
        ("Seen by", asked.seen_by),
    ]
    return [(name, text) for name, text in facts if text]


def send(asked: Questionnaire) -> str:
    """Return what to do with a form that is filled in."""
    whom = f"Send it to {asked.send_to}" if asked.send_to else "Send it back to whoever asked you"
    return f"{whom}, by {asked.by}." if asked.by else f"{whom}."


def condition(test: Test) -> str:
    """Return in words when a question applies."""
    return f"Only if {fold(test, _leaf, ' and '.join, ' or '.join)}."


def _leaf(leaf: Leaf) -> str:
    assert isinstance(leaf, ProfileTest)  # noqa: S101  (a `when` tests facts alone)
    return f"{leaf.profile} is {leaf.wanted}"
