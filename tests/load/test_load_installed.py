"""Rubrics that are named by their ids, wherever they stand; what is said is pinned word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import RUBRIC, lay_out
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.load.confinement import Confinement
from partnercheck.load.rubric_files import Disk, NotARubricError
from partnercheck.load.rubrics import Rubrics
from partnercheck.resources import Place
from pinning import pin

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.resources import Origin


class Shelf(Disk):
    """Rubrics of these ids, in addition to files."""

    def __init__(self, found: dict[str, list[Place]]) -> None:
        self.places = lambda: found


@pytest.fixture
def rubrics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Rubrics]:
    """Rubrics among which an id stands in folders of these origins, as the small rubric."""
    monkeypatch.chdir(tmp_path)

    def named(name: str, *origins: Origin, text: str = RUBRIC) -> Rubrics:
        found = []
        for number, origin in enumerate(origins):
            path = Path(str(number), f"{name}.yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            found.append(Place(path, origin))
        return Rubrics(Confinement(tmp_path), Shelf({name: found, "other": []}))

    return named


def wrong(rubrics: Rubrics, reference: str) -> str:
    with pytest.raises(InputError) as raised:
        rubrics.get(reference)
    kind = "no rubric: " if isinstance(raised.value, NotARubricError) else ""
    return f"{kind}{raised.value}"


def test_a_rubric_that_stands_in_one_place_is_named_by_its_id(rubrics: Callable[..., Rubrics]) -> None:
    found = rubrics("small", "folder").get("small")
    assert (found.file, found.path, found.foreign) == (None, Path("0/small.yaml"), False)
    assert (found.rubric.id, found.warnings) == ("small", ())
    assert found.raw == found.chain == RUBRIC.encode()


def test_a_bundled_rubric_and_one_from_elsewhere_are_foreign(rubrics: Callable[..., Rubrics]) -> None:
    rubrics("small", "user")
    shelf = Shelf({"small": [Place(Path("0/small.yaml").absolute(), "user")]})
    elsewhere = Rubrics(Confinement(Path("elsewhere")), shelf)
    assert elsewhere.get("small").foreign
    assert not elsewhere.get(str(Path("0/small.yaml").absolute())).foreign
    assert Loader().rubric("strategic-alliance").foreign


def test_a_rubric_that_is_extended_by_its_id_is_quoted_wherever_it_stands(
    rubrics: Callable[..., Rubrics], tmp_path: Path
) -> None:
    rubrics("small", "user", text=RUBRIC.replace("id: small", "id: [small]"))
    shelf = Shelf({"small": [Place(Path("0/small.yaml").absolute(), "user")]})
    child = tmp_path / "elsewhere" / "child.yaml"
    child.parent.mkdir()
    child.write_text("partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\nextends: small\n")
    with pytest.raises(InputError, match=r"\n +\| id: \[small\]"):
        Rubrics(Confinement(child.parent), shelf).get(str(child))


def test_what_is_wrong_with_an_id_is_told(rubrics: Callable[..., Rubrics], tmp_path: Path) -> None:
    told = [
        wrong(rubrics("twice", "folder", "folder"), "twice"),
        wrong(Rubrics(Confinement(tmp_path), Shelf({"small": []})), "smal"),
        wrong(Rubrics(Confinement(tmp_path), Shelf({"small": []})), "x"),
    ]
    pin(*told)


def test_what_was_added_beside_a_bundled_rubric_is_told(rubrics: Callable[..., Rubrics]) -> None:
    pin(wrong(rubrics("small", "bundled", "folder", "folder"), "small@1.2"))


def test_a_rubric_with_another_id_than_its_file_is_told(rubrics: Callable[..., Rubrics]) -> None:
    pin(wrong(rubrics("large", "folder"), "large"))


def test_pins_are_told(rubrics: Callable[..., Rubrics]) -> None:
    found = rubrics("small", "folder")
    pin(
        *(wrong(found, f"small@{pin}") for pin in ("2", "0.9", "", "new")),
        *(
            str(each)
            for pin in ("1", "1.2", "1.2.0", "1.3", "1.2.1")
            for each in found.get(f"small@{pin}").warnings
        ),
    )


def test_an_ambiguous_parent_is_told_where_it_is_named(
    rubrics: Callable[..., Rubrics], tmp_path: Path
) -> None:
    found = rubrics("small", "folder", "folder")
    (tmp_path / "child.yaml").write_text(
        "partnercheck: rubric/1\nid: child\nversion: 1.0.0\nextends: small\ntitle: Child\n", encoding="utf-8"
    )
    pin(wrong(found, "./child.yaml"))


def test_a_rubric_has_at_most_twenty_ancestors(rubrics: Callable[..., Rubrics], tmp_path: Path) -> None:
    for number in range(22):
        head = f"partnercheck: rubric/1\nid: r{number}\nversion: 1.0.0\ntitle: R\nextends: "
        text = f"{head}./r{number + 1}.yaml\n" if number < 21 else RUBRIC
        (tmp_path / f"r{number}.yaml").write_text(text, encoding="utf-8")
    found = rubrics("small", "folder")
    assert len(list(found.get("./r1.yaml").ancestors)) == 20
    pin(wrong(Rubrics(Confinement(tmp_path), Disk()), "./r0.yaml"))


def test_every_change_since_a_version_is_told_where_it_is_extended(
    rubrics: Callable[..., Rubrics], tmp_path: Path
) -> None:
    changes = "changes:\n  3.0.0: {what: More}\n  2.1.0: {what: Other}\n  1.2.0: {what: Less}\n"
    text = RUBRIC.replace("version: 1.2.0", "version: 3.0.0") + changes
    child = tmp_path / "child.yaml"
    told = []
    for version in ("1", "new"):
        head = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\n"
        child.write_text(f"{head}extends: small@{version}\n")
        with pytest.raises(InputError) as raised:
            rubrics("small", "folder", text=text).get(str(child))
        told.append(str(raised.value))
    pin(*told)


def test_what_stands_in_place_of_a_dossiers_own_is_kept(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path, loader = tmp_path / "dossier.yaml", Loader(tmp_path)
    rubric, ours = str(tmp_path / "rubric.yaml"), tmp_path / "us.yaml"
    assert loader.dossier(path).overrides == ()
    found = loader.dossier(path, rubric=rubric, organisation=ours)
    assert found.overrides == ("--rubric", rubric, "--organisation", str(ours))
    loaded = loader.dossier(path, rubric=loader.rubric(rubric), organisation=loader.organisation(ours))
    assert loaded.overrides == ()
