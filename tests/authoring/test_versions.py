"""Which version a change of a rubric asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import RUBRIC, lay_out
from partnercheck.authoring.differences import differences
from partnercheck.authoring.versions import asked_version
from partnercheck.load import Loader

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric_changes import Raise


def raised(folder: Path, before: str, after: str, version: str = "1.2.0", old: str = "1.2.0") -> Raise | None:
    """Return what is asked of the version where one text of the small rubric takes the place of another."""
    assert before in RUBRIC
    lay_out(folder, rubric=RUBRIC.replace("version: 1.2.0", f"version: {old}"))
    changed = RUBRIC.replace(before, after).replace("version: 1.2.0", f"version: {version}")
    (folder / "new.yaml").write_text(changed)
    loader = Loader(folder)
    one, two = (loader.rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    return asked_version(one, two, tuple(differences(one, two)))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("{0: closed, 1: ajar, 2: open}", "{0: closed, 1: ajar}", "`openness` has no level 2 any more"),
        ("lists: {text: They keep lists}", "books: {text: Books}", "`habits` has no item lists any more"),
        ("allow_na: true", "allow_na: false", "`openness` cannot be declared not applicable any more"),
        ('unit: "%"', "unit: EUR", "`growth` is counted in another unit"),
        ("options: [young, grown]", "options: [grown]", "the fact `stage` cannot be `young` any more"),
        (
            "kind: yes_no}\n      - {id: deal",
            "kind: levels, levels: {0: a, 1: b}}\n      - {id: deal",
            "`audited` is of the kind levels now",
        ),
        ("id: listing", "id: prospectus", "`listing` is gone"),
    ],
)
def test_what_no_longer_fits_asks_for_the_first_number(
    tmp_path: Path, before: str, after: str, why: str
) -> None:
    found = raised(tmp_path, before, after)
    assert found is not None
    assert (found.step, found.least, found.met) == ("major", "2.0.0", False)
    assert found.because[0] == why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("weight: 1\n", "weight: 2\n"),
        ("proceed: {score: 70,", "proceed: {score: 75,"),
        ("{0: closed, 1: ajar, 2: open}", "{0: closed, 1: ajar, 2: open, 3: wide}"),
        ("effect: conditional", "effect: note"),
    ],
)
def test_what_can_come_out_otherwise_asks_for_the_second(tmp_path: Path, before: str, after: str) -> None:
    found = raised(tmp_path, before, after)
    assert found is not None
    assert (found.step, found.least, found.because) == ("minor", "1.3.0", ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Openness", "title: Candour"),
        ("2: open}", "2: wide open}"),
        ("{title: A book}", "{title: The book}"),
    ],
)
def test_words_ask_for_the_third(tmp_path: Path, before: str, after: str) -> None:
    found = raised(tmp_path, before, after)
    assert found is not None
    assert (found.step, found.least) == ("patch", "1.2.1")


@pytest.mark.parametrize(
    ("old", "new", "least", "met"),
    [
        ("1.2.0", "1.3", "1.3.0", True),
        ("1.2.0", "2.0.0", "1.3.0", True),
        ("1.2.9", "1.2.10", "1.3.0", False),
        ("1", "1.1", "1.1", True),
        ("1.9", "1.10", "1.10", True),
        ("2.0.0", "1.9.9", "2.1.0", False),
    ],
)
def test_versions_are_compared_number_by_number(
    tmp_path: Path, old: str, new: str, least: str, *, met: bool
) -> None:
    found = raised(tmp_path, "proceed: {score: 70,", "proceed: {score: 75,", new, old)
    assert found is not None
    assert (found.least, found.met) == (least, met)


def test_nothing_is_asked_where_nothing_differs_or_the_rubric_is_another(tmp_path: Path) -> None:
    assert raised(tmp_path, "title: Small rubric", "title: Small rubric") is None
    assert raised(tmp_path, "title: Small rubric", "title: Small rubric", version="1.2.5") is None
    assert raised(tmp_path, "id: small", "id: other") is None
