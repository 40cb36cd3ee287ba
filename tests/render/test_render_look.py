"""An organisation's own look: name, logo, colour and closing words, and what is refused."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import ORGANISATION, ROOT
from partnercheck.load import Loader
from partnercheck.render.colour import DARK, LIGHT, READABLE, contrast, shade
from partnercheck.render.document.look import look
from pictures import JPEG, PNG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

SVG = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that is readable on white
        ("#777777", "#ffffff", 4.48),
        ("#0b5cad", "#ffffff", 6.7),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)


@given(colour=colours)
def test_every_accent_gets_a_readable_shade(colour: str) -> None:
    for ground in (LIGHT, DARK, "#ffffff", "#000000"):
        found = shade(colour, ground)
        assert contrast(found, ground) >= READABLE
        assert found == colour or contrast(colour, ground) < READABLE


@given(colour=colours)
def test_a_shade_moves_no_further_than_it_must(colour: str) -> None:
    found = shade(colour, "#ffffff")
    assert found == colour or contrast(found, "#ffffff") < READABLE * 1.06


def test_shades_are_for_the_grounds_of_the_page() -> None:
    style = (ROOT / "templates" / "html" / "style.css").read_text(encoding="utf-8")
    assert set(re.findall(r"--wash: (#[0-9a-f]{6})", style)) == {LIGHT, DARK}


def test_what_the_organisation_says_is_what_a_report_shows(
    small: Callable[..., Path], write: Callable[..., Path]
) -> None:
    write("marks/logo.png", PNG)
    ours = (
        ORGANISATION
        + 'report: {logo: marks/logo.png, accent: "#FFCC00", closing: "One.\\n\\n\\nTwo\\nlines."}'
    )
    found = look(Loader().dossier(small(us=ours)))
    assert found is not None
    assert found.name == "Us"
    assert found.logo == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert found.accent is not None
    assert found.accent[1] == "#ffcc00"
    assert found.accent[0] != "#ffcc00"
    assert found.closing == ["One.", "Two\nlines."]


def test_a_report_may_name_us_otherwise_and_need_say_nothing(small: Callable[..., Path]) -> None:
    found = look(Loader().dossier(small(us=ORGANISATION + "report: {name: Us Group}")))
    assert found is not None
    assert (found.name, found.logo, found.accent, found.closing) == ("Us Group", None, None, [])
    assert look(Loader().dossier(small())) is None


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.svg", SVG, "image/svg+xml"),
        ("b.svg", b'\xef\xbb\xbf<!DOCTYPE svg PUBLIC "x" "y">' + SVG[-41:], "image/svg+xml"),
        ("png", PNG, "image/png"),  # what it is counts, not what it is called
    ],
)
def test_a_logo_is_what_its_bytes_are(
    name: str, data: bytes, media: str, small: Callable[..., Path], write: Callable[..., Path]
) -> None:
    write(name, data)
    logo = Loader().dossier(small(us=ORGANISATION + f"report: {{logo: {name}}}")).logo
    assert logo == (media, data)


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("nowhere.png", "no-file", "there is no file"),
        ("../outside.png", "outside", "leads out of"),
        ("/etc/hostname", "outside", "leads out of"),
        ("link.png", "outside", "leads out of"),
        ("text.png", "wrong-logo", "no PNG, JPEG or SVG"),
        ("page.svg", "wrong-logo", "no PNG, JPEG or SVG"),
        ("bomb.svg", "wrong-logo", "is an SVG with entities"),
        ("large.png", "wrong-logo", "larger than 100 KB"),
        (".", "no-file", "there is no file"),
        ('"a\\0b"', "outside", "leads out of"),
    ],
)
def test_a_logo_that_cannot_be_used_is_an_error_at_its_place(
    value: str,
    code: str,
    said: str,
    run: Callable[..., Result],
    small: Callable[..., Path],
    write: Callable[..., Path],
) -> None:
    outside = write("outside.png", PNG)
    home = write("home/text.png", b"PNG").parent
    write("home/page.svg", b"<html><svg></svg></html>")
    write("home/bomb.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>')
    write("home/large.png", PNG + b"\0" * 100_000)
    (home / "link.png").symlink_to(outside)
    write("home/us.yaml", ORGANISATION + f"report:\n  logo: {value}\n")
    small()
    result = run("assess", "dossier.yaml", "--organisation", "home/us.yaml")
    assert result.code == 2
    assert f"home/us.yaml:5:9: error {code}: " in result.err
    assert said in result.err


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("#0b5cad", "write it in quotes"),
        ('"#0b5ca"', "is needed here"),
        ("blue", "is needed here"),
        ('"#0b5cad; background: url(//x)"', "is needed here"),
        ("123456", "is needed here"),
    ],
)
def test_a_colour_is_six_digits_in_quotes(
    value: str, hint: str, run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    small(us=ORGANISATION + f"report:\n  accent: {value}\n")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "error wrong-colour: " in result.err
    assert hint in result.err


def test_an_unknown_key_of_the_look_is_an_error(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    small(us=ORGANISATION + "report: {colour: red}")
    result = run("assess", "dossier.yaml")
    assert (result.code, "unknown-key" in result.err) == (2, True)
