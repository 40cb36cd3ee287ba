"""Sections that replies give: whose they are to give, and what is chosen among two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaded_replies import OPEN, RULES, said

from building import lay_out
from partnercheck.load import Loader
from replying import reply, save

if TYPE_CHECKING:
    from pathlib import Path


ROADMAP = {"items": [{"theme": "5G", "from": "2027", "stance": "invest"}]}


def test_sections_are_the_partners_to_give_and_the_assessor_chooses_among_two(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(roadmap=ROADMAP))
    lay_out(tmp_path, dossier=OPEN, rubric=RULES)
    dossier: Any = Loader(tmp_path).dossier(tmp_path / "dossier.yaml").dossier
    assert (dossier.roadmap.items[0].theme, dossier.roadmap.evidence[0].grade) == ("5G", "declared")
    other = {"items": [{"theme": "Fibre", "from": "2027", "stance": "exit"}]}
    save(tmp_path, "b", reply(by="A. Other", roadmap=other))
    save(tmp_path, "c", reply("us", "J. Moore", roadmap=other))
    assert sorted(said(tmp_path)) == ["replies/b.yaml:8: error differs", "replies/c.yaml:8: warning left-out"]
    lay_out(tmp_path, dossier=OPEN + "roadmap: {from: replies/b.yaml}\n", rubric=RULES)
    dossier = Loader(tmp_path).dossier(tmp_path / "dossier.yaml").dossier
    assert dossier.roadmap.items[0].theme == "Fibre"
    wrong = said(tmp_path, OPEN + "roadmap: {from: replies/d.yaml}\n")
    assert "dossier.yaml:17: error unknown-reply" in wrong


def test_of_an_exchange_each_side_gives_its_own_rows(tmp_path: Path) -> None:
    def rows(side: str) -> dict[str, Any]:
        return {"currency": "GBP", "contributions": [{"side": side, "what": f"By {side}", "amount": 5}]}

    save(tmp_path, "a", reply(exchange=rows("them")))
    save(tmp_path, "b", reply("us", "J. Moore", exchange=rows("us")))
    lay_out(tmp_path, dossier=OPEN, rubric=RULES)
    dossier: Any = Loader(tmp_path).dossier(tmp_path / "dossier.yaml").dossier
    assert [each.side for each in dossier.exchange.contributions] == ["them", "us"]
    save(tmp_path, "b", reply("us", "J. Moore", exchange=rows("them")))
    assert said(tmp_path) == ["replies/b.yaml:11: warning left-out"]
    save(tmp_path, "b", reply("us", "J. Moore", exchange={**rows("us"), "currency": "EUR"}))
    assert said(tmp_path) == ["replies/b.yaml:9: error differs"]


def test_equal_rows_all_count_but_those_that_both_sides_give_of_both(tmp_path: Path) -> None:
    def row(side: str, what: str) -> dict[str, str]:
        return {"side": side, "what": what, "due": "2027-01-31"}

    theirs = [row("them", "Hire"), row("them", "Hire"), row("both", "Launch")]
    save(tmp_path, "a", reply(plan={"start": "2026-01-01", "items": theirs}))
    ours = [row("us", "Build"), row("both", "Launch"), row("both", "Part")]
    save(tmp_path, "b", reply("us", "J. Moore", plan={"start": "2026-01-01", "items": ours}))
    lay_out(tmp_path, dossier=OPEN, rubric=RULES)
    dossier: Any = Loader(tmp_path).dossier(tmp_path / "dossier.yaml").dossier
    assert [each.what for each in dossier.plan.items] == ["Hire", "Hire", "Launch", "Build", "Part"]
