"""The fonts that pages carry: they have what is written in them, are small, and are what the script makes."""

from __future__ import annotations

import io
import re
import sys
from html import unescape

import pytest
from fontTools.ttLib import TTFont

from building import EXAMPLES, ROOT
from partnercheck.render.fonts import FACES, Face, fonts
from partnercheck.resources import folder
from tools import needed

sys.path.insert(0, str(ROOT / "docs"))
import fonts as script

HOME = folder("templates") / "fonts"


def carried(face: Face) -> TTFont:
    return TTFont(HOME / face.file)


def written() -> set[str]:
    """Return the characters of templates of pages, rubrics and the examples' reports, outside their fonts."""
    templates = folder("templates")
    files = [*templates.glob("*.html.j2"), *(templates / "html").iterdir(), *folder("rubrics").glob("*.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    reports = (path.read_text(encoding="utf-8") for path in (EXAMPLES / "reports").glob("*.html"))
    texts += [unescape(re.sub("<style>.*?</style>", "", report, flags=re.DOTALL)) for report in reports]
    return {each for text in texts for each in text if each.isprintable()}


@pytest.mark.parametrize("face", [face for face in FACES if "Sans" in face.family])
def test_a_face_has_every_character_of_templates_and_rubrics(face: Face) -> None:
    has = carried(face).getBestCmap()
    assert {each for each in written() if ord(each) not in has} == set()


@pytest.mark.parametrize("face", FACES)
def test_a_face_goes_by_our_name_keeps_its_licence_and_joins_no_letters(face: Face) -> None:
    font = carried(face)
    assert font["name"].getDebugName(1) == f"{face.family} {face.weight}"
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    for number in (1, 3, 4, 6, 16):
        assert "Source" not in (font["name"].getDebugName(number) or "")
    features = {
        each.FeatureTag
        for table in ("GSUB", "GPOS")
        if table in font
        for each in font[table].table.FeatureList.FeatureRecord
    }
    assert features <= {"ccmp", "kern", "mark", "mkmk"}
    assert not {*range(0xFB00, 0xFB07)} & {*font.getBestCmap()}


def test_figures_have_one_width() -> None:
    for face in FACES:
        font = carried(face)
        assert len({font["hmtx"][font.getBestCmap()[ord(each)]][0] for each in "0123456789"}) == 1


def test_the_fonts_of_a_page_are_small() -> None:
    assert len(fonts()) <= 90_000
    assert fonts() is fonts()
    assert len(list(HOME.glob("LICENSE-*.md"))) == 2


@pytest.mark.parametrize("face", FACES)
def test_what_is_checked_in_is_what_the_script_makes(face: Face) -> None:
    source = script.PACKAGES / script.WHOLE[face.file][0]
    needed(source if source.exists() else None, "the packages of fonts; run npm install")
    stream = io.BytesIO()
    script.subset(face).save(stream)
    made, kept = TTFont(stream).reader, carried(face).reader
    assert list(made.tables) == list(kept.tables)
    assert [tag for tag in kept.tables if made[tag] != kept[tag]] == []
