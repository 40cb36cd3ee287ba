"""How the facts of a profile, which a rubric names by ids, are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words

if TYPE_CHECKING:
    from partnercheck.model.tests import ProfileTest


def fact(name: str) -> str:
    """Return a fact of the profile, which a rubric names by an id, in words."""
    return name.replace("-", " ")


def asked(test: ProfileTest) -> str:
    """Return what a test asks of a fact of the profile, such as `contract value is at least 100,000`."""
    wanted = words.listed([fact(each) for each in test.values], "or")
    if test.limit is not None:
        wanted = f"at {'most' if test.at_least is None else 'least'} {words.plain(test.limit)}"
    return f"{fact(test.profile)} is {wanted}"
