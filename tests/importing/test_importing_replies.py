"""A round trip: what people answer on a form, collected, is the same as their ratings written by hand."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))

from engine_generated import FACTS, GRADES, Data, Draw, answers_to, facts, rubrics, seldom

from partnercheck.authoring.questionnaire import Request, asked_form, everything, questionnaire
from partnercheck.engine import assess
from partnercheck.importing.replies import Incoming, Wishes, collect
from partnercheck.load import Loader
from partnercheck.load.replies import ReadReplies
from partnercheck.model.asked import Asked
from partnercheck.render.formats import FORMS
from partnercheck.source import Table, parse
from partnercheck.yaml_out import dump

PEOPLE = (("us", "J. Moore"), ("us", "K. Jones"), ("them", "O. Haddad"), ("reference", "B. Alis"))
ASKS = ("partner", "us", "both", "reference", "public")
ANSWERED = "2026-02-20"
NA = {"not_applicable": "no matter here"}


class Case:
    """A rubric, what is known of the partner's profile, and what each person answers."""

    def __init__(self, rubric: Data, profile: Data, said: dict[tuple[Any, str], dict[str, Any]]) -> None:
        self.rubric, self.profile, self.said = rubric, profile, said

    def __repr__(self) -> str:
        return json.dumps([self.rubric, self.profile, [[*who, what] for who, what in self.said.items()]])


@st.composite
def cases(draw: Draw) -> Case:
    rubric = draw(rubrics())
    everything_asked = [c for d in rubric["dimensions"] for c in d["criteria"]]
    for each in [*everything_asked, rubric["evidence"]]:
        if "max_age" in each:
            each["max_age"] = f"{each['max_age']} months"
    for each in everything_asked:
        each["ask"] = draw(st.sampled_from(ASKS))
    profile = {name: draw(facts(fact)) for name, fact in FACTS.items()}
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
    said = {}
    for who in sorted(people):
        said[who] = {
            c["id"]: draw(
                st.one_of(st.just("unknown"), st.just(NA), answers_to(c), answers_to(c), answers_to(c))
            )
            for c in everything_asked
            if "from" not in c and not draw(seldom)
        }
    return Case(rubric, profile, said)


def by_hand(case: Case, asked: dict[tuple[str, str], set[str]]) -> Data:
    """Return the answers of a dossier in which somebody has written down everybody's ratings."""
    grades = list(case.rubric["evidence"].get("grades", GRADES))
    answers: Data = {}
    for dimension in case.rubric["dimensions"]:
        for c in dimension["criteria"]:
            heard = [
                (side, by, said.get(c["id"], "unknown"))
                for (side, by), said in case.said.items()
                if c["id"] in asked[side, by]
            ]
            known = [raw for _, _, raw in heard if raw != "unknown"]
            if known and all(raw == NA for raw in known):
                answers.setdefault(dimension["id"], {})[c["id"]] = NA
            elif heard:
                answers.setdefault(dimension["id"], {})[c["id"]] = {
                    "ratings": [_rating(side, by, raw, grades) for side, by, raw in heard]
                }
    return answers


def _rating(side: str, by: str, raw: Any, grades: list[str]) -> Data:
    wanted = "declared" if side == "them" else "asserted"
    grade = wanted if wanted in grades else grades[-1]
    return {
        "side": side,
        "by": by,
        "answer": "unknown" if raw == NA else raw,
        "evidence": [{"grade": grade, "source": f"Reply of {by}", "date": ANSWERED}],
    }


def filled(form: bytes, said: Data) -> tuple[bytes, set[str]]:
    """Return a form with answers put into their places, and what it asked."""
    data = parse(form, "form").data
    data["date"] = ANSWERED
    asked: set[str] = set()
    for entries in data.get("answers", {}).values():
        asked |= set(entries)
        entries.update({name: said[name] for name in entries if name in said})
    return dump(plain(data)).encode(), asked


def plain(value: Any) -> Any:
    """Return data without what they know of their places."""
    return {key: plain(each) for key, each in value.items()} if isinstance(value, Table) else value


@given(cases())
def test_a_round_trip_gives_what_ratings_by_hand_give(case: Case) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "rubric.yaml").write_text(json.dumps(case.rubric), encoding="utf-8")
        bare = {
            "partnercheck": "dossier/1",
            "partner": {"name": "Acme"},
            "rubric": "./rubric.yaml",
            "as_of": "2026-02-28",
            "profile": case.profile,
        }
        (home / "dossier.yaml").write_text(json.dumps(bare), encoding="utf-8")
        inputs = Loader(home).dossier(home / "dossier.yaml")
        record, asked, back = Asked(partnercheck="asked/1"), {}, []
        for number, ((side, by), said) in enumerate(case.said.items()):
            form = questionnaire(inputs, Request(side, by))
            record = record.with_form(asked_form(form, inputs.rubric, None, "form.yaml"))
            raw, asked[side, by] = filled(str(FORMS.render("yaml", form)).encode(), said)
            (home / f"back-{number}.yaml").write_bytes(raw)
            back.append(Incoming(f"back-{number}.yaml", home / f"back-{number}.yaml", named=True))
        found = collect(back, inputs, ReadReplies(), record, everything(inputs), Wishes("replies"))
        assert [
            each for each in found.diagnostics if each.severity == "error" and each.code != "not-applicable"
        ] == []
        assert {each.file: each.sha256 for each in found.replies} == {
            name: sha256(content).hexdigest() for name, content in found.writes.items()
        }
        (home / "replies").mkdir()
        for name, content in found.writes.items():
            (home / name).write_bytes(content)
        (home / "linked.yaml").write_text(json.dumps({**bare, "replies": "replies/"}), encoding="utf-8")
        hand = {**bare, "answers": by_hand(case, asked)}
        (home / "hand.yaml").write_text(dump(hand), encoding="utf-8")  # as forms write a yes or no
        one = assess(Loader(home).dossier(home / "linked.yaml"))
        other = assess(Loader(home).dossier(home / "hand.yaml"))
        assert len(one.replies) == len(case.said)
        assert one._replace(dossier=other.dossier, replies=(), diagnostics=other.diagnostics) == other
