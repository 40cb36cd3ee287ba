"""Names on the memo: people as their roles where names are off, names in any direction of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from memo_texts import made, plain

from building import DOSSIER, EXAMPLES
from partnercheck.diagnostics import visible
from partnercheck.render.escape import sentence_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_people_stand_as_roles_and_sides_where_names_are_off(run: Callable[..., Result]) -> None:
    acme = EXAMPLES / "acme.yaml"
    people = ["R. Patel", "J. Moore", "O. Haddad", "S. Okafor", "L. Byrne", "K. Brandt", "D. Whitlock"]
    people.append("I. Munro")  # an owner
    named = run("assess", acme, "-f", "markdown").out
    assert [each for each in people if each not in named] == []
    for more in (("--names", "off"), ("--depth", "executive")):
        bare = run("assess", acme, "-f", "markdown", *more).out
        assert [each for each in people if each in bare] == []
        assert "the alliance manager" in bare
    assert "R. Patel" in run("assess", acme, "-f", "markdown", "--depth", "executive", "--names", "on").out


def test_a_firm_of_its_owners_name_keeps_it(small: Callable[..., Path]) -> None:
    dossier = DOSSIER.replace("name: Acme", "name: Ada Byron")
    dossier += "ownership: {holdings: [], parties: {Ada Byron: {kind: person}}}\n"
    report = made(small(dossier=dossier), names=False)
    assert report.partner == report.page_one.partner == "Ada Byron"


@given(st.text("aB1 %+.<&\u0639\u0645\u05e9\u00e9\u6f22\u200f", max_size=40))
def test_a_sentence_in_html_says_what_it_said(text: str) -> None:
    assert plain(sentence_html(text)) == visible(text)


def test_a_name_that_is_read_from_right_to_left_turns_nothing_else_round() -> None:
    name = "عمر الحداد"
    assert sentence_html(f"{name} 38 % + A. Roe 24 %") == (
        f'<bdi dir="ltr"><bdi>{name}</bdi> 38 % + A. Roe 24 %</bdi>'
    )
    assert sentence_html(f"{name} يملك") == f"<bdi>{name} يملك</bdi>"
