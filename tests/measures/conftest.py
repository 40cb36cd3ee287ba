"""Builds dossiers and organisations from plain data and asks a measure of them."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import pytest
from installed_sections import DOSSIER, TOYS, install
from owners import holdings

from building import lay_out
from partnercheck.measures import SECTIONS, Measured, Sides, dossier_model, measure, organisation_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from partnercheck.model.dossier import Dossier


AS_OF = "2026-11-20"


@pytest.fixture(scope="session")
def dossier() -> Callable[..., Dossier]:
    def build(**sections: object) -> Dossier:
        head = {"partnercheck": "dossier/1", "partner": {"name": "Acme"}, "as_of": AS_OF}
        return dossier_model(sections).model_validate(head | sections)

    return build


@pytest.fixture(scope="session")
def ask(dossier: Callable[..., Dossier]) -> Callable[..., Measured]:
    """Ask for a measure: its name, our sections (None: no organisation), the as-of date, their sections."""

    def ask(name: str, ours: dict[str, Any] | None = None, as_of: str = AS_OF, **theirs: object) -> Measured:
        us = {"partnercheck": "organisation/1", "name": "Us"}
        organisation = None if ours is None else organisation_model(ours).model_validate(us | ours)
        return measure(name, Sides(dossier(**theirs), organisation, dt.date.fromisoformat(as_of)))

    return ask


@pytest.fixture(scope="session")
def books(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    """Ask for a financial measure: its name, then the lines of 2025, 2024 and 2023."""

    def books(name: str, *years: dict[str, Any], as_of: str = AS_OF, **section: object) -> Measured:
        lines = {2025 - back: year for back, year in enumerate(years)}
        financials = {"currency": "GBP", "years": lines} | section
        return ask(f"financials.{name}", as_of=as_of, financials=financials)

    return books


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which packages can be installed for one test."""
    path = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(path)

    def forget() -> None:
        SECTIONS.__dict__.pop("_all", None)
        for name in [name for name in sys.modules if name.startswith("partnercheck_toy")]:
            del sys.modules[name]

    forget()
    yield path
    forget()


@pytest.fixture
def toys(site: Path, folder: Path) -> Path:
    """The toy, and a dossier and a rubric that use it."""
    install(site)
    lay_out(folder, rubric=TOYS, dossier=DOSSIER)
    (folder / "book.txt").write_text("three of four\n", encoding="utf-8")
    return folder


@pytest.fixture
def own(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    """Ask for a measure: its name, who holds how much of whom, lists, control, and kinds of parties."""

    def own(
        name: str,
        *held: tuple[str, str, float],
        listed: str = "",
        partner: str = "Acme",
        control: Any = (),
        **kinds: str,
    ) -> Measured:
        parties: dict[str, dict[str, str]] = {party: {"kind": kind} for party, kind in kinds.items()}
        for party in listed.split():
            parties.setdefault(party, {})["listed"] = "EU list"
        section: dict[str, object] = {"holdings": holdings(*held), "parties": parties, "partner": partner}
        section["control"] = [{"by": by, "over": over, "how": "board seats"} for by, over in control]
        return ask(f"ownership.{name}", ownership=section)

    return own
