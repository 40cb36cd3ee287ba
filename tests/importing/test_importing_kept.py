"""What of a reply that came back is kept: its own, and what the same person answered before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import lay_out
from partnercheck.importing.replies.carrying import carried_over, files_in
from partnercheck.importing.replies.preparing import Preparing, Sealed
from partnercheck.importing.replies.readers import is_page, reader_of
from partnercheck.load import Loader
from partnercheck.load.replies import received
from partnercheck.model.asked import AskedForm, fingerprint
from partnercheck.model.versions import criteria_by_any_name
from partnercheck.source import parse
from partnercheck.yaml_out import dump
from pinning import pin

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.diagnostics import Problem
    from partnercheck.model.inputs import Inputs

HEAD = "partnercheck: reply/1\npartner: Acme\nrubric: small@1.2.0\nby: O. Haddad\ndate: 2026-10-14\n"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("home")
    lay_out(folder)
    return Loader(folder).dossier(folder / "dossier.yaml")


def form(inputs: Inputs, *, digest: str = "", **more: object) -> AskedForm:
    """Return a form that asked some of the rubric; of another version with another digest."""
    criteria = criteria_by_any_name(inputs.rubric)
    questions = {name: fingerprint(criteria[name]) for name in ("openness", "pace", "audited")}
    asked = {
        "id": "F",
        "side": "them",
        "file": "f.yaml",
        "rubric": "small@1.2.0",
        "sha256": digest or inputs.rubric_used.sha256,
        "questions": questions,
        "facts": ("stage",),
        "sections": ("exchange", "plan"),
    }
    return AskedForm.model_validate({**asked, **more})


RETURNED = {
    "what was asked and what was not": """\
side: us
form: F
role: director
sha256: x
note: We met
extra: kept as it is
profile: {stage: grown, listed: no, gone: 3}
answers:
  culture:
    openness: 2
    habits: [lists]
    pace: {answer: 2, note: So it seems}
    gone: 4
  money:
    growth: {answer: unknown}
    deal: unknown
    audited: yes
exchange:
  currency: GBP
  contributions: [{what: Work, amount: 3}, {what: Room, amount: 4, side: us}, odd]
  benefits: [{what: Margin, amount: 3}]
plan: {items: [{what: A step}]}
roadmap: {items: []}
financials: unknown
""",
    "evidence of every kind": """\
side: them
form: F
profile: {stage: {is: grown, evidence: [{source: Register, date: 2026-10-01, file: a.pdf}]}}
answers:
  culture:
    evidence: [{source: A group has none, date: 2026-10-01, file: a.pdf}]
    openness:
      answer: 2
      evidence:
        - {source: One, date: 2026-10-01, file: a.pdf, sha256: forged, grade: audited}
        - {source: Two, date: 2026-10-01, file: lost.pdf, grade: declared}
        - {source: Three, date: 2026-10-01, grade: declared}
        - {source: Four, date: 2026-10-01, sha256: forged}
        - {source: Five, date: 2026-10-01, file: a.pdf}
        - {source: Six, date: 2026-10-01, file: 7}
        - odd
    pace: {answer: 2, evidence: verified}
exchange: {currency: GBP, evidence: [{source: Seven, date: 2026-10-01, file: b.pdf, grade: declared}]}
""",
    "our own evidence": """\
side: us
form: OURS
answers:
  culture:
    openness:
      answer: 2
      evidence:
        - {source: One, date: 2026-10-01, file: a.pdf}
        - {source: Two, date: 2026-10-01, file: lost.pdf}
        - {source: Three, date: 2026-10-01, grade: declared}
        - {source: Four, date: 2026-10-01, grade: audited, file: a.pdf}
""",
    "parts that are no tables": """\
side: them
form: F
profile: much
answers: [openness]
exchange: [1]
plan: {items: {what: A step}}
""",
    "groups that are no tables": "side: them\nform: F\nprofile: {}\nanswers: {culture: 3, money: {}}\n",
    "a reply that nobody asked for": """\
side: us
sha256: 0000
answers: {culture: {habits: [lists]}}
profile: {listed: no}
roadmap: {items: []}
exchange: {currency: GBP, benefits: [{what: Margin, amount: 3}]}
""",
    "a reply of nobody": "answers: {culture: {habits: [lists]}}\n",
    "a reply to this version": "answers: {culture: {habits: [lists]}}\nsha256: THIS\n",
}


def prepared(text: str, inputs: Inputs, asked: AskedForm | None, side: str | None) -> str:
    """Return the data that are kept, and what is said of the reply."""
    document = parse((HEAD + text.replace("THIS", inputs.rubric_used.sha256)).encode(), "back.yaml")
    kept = {"a.pdf": Sealed("evidence/a-1.pdf", "1" * 64), "b.pdf": Sealed("evidence/b-2.pdf", "2" * 64)}
    found = Preparing(document.data, asked, side, inputs, kept.get)
    told = "\n".join(map(str, document.locate(found.problems)))
    return f"{dump(found.kept())}{told}".replace(inputs.rubric_used.sha256, "THIS")


@pytest.mark.parametrize("name", RETURNED)
def test_what_is_kept_of_a_reply(inputs: Inputs, name: str) -> None:
    ours = form(inputs, id="OURS", side="us")
    asked = {"F": form(inputs), "OURS": ours, None: None}[parse(RETURNED[name].encode(), "").data.get("form")]
    side = {"a reply of nobody": None}.get(name, "reference")
    pin(prepared(RETURNED[name], inputs, asked, side))


def test_a_form_sent_to_one_person_says_who_else_has_filled_it_in(inputs: Inputs) -> None:
    for asked, told in (("o.  HADDAD", False), ("J. Moore", True), (None, False)):
        said = prepared("side: them\n", inputs, form(inputs, **{"for": asked}), None)
        wanted = "warning other-person: this form was sent to `J. Moore`, not to `O. Haddad`"
        assert (wanted in said) == told
        assert "other-person" in said or not told
    assert "other-person" not in prepared("side: them\nby: [1]\n".replace("by", "x"), inputs, None, "them")


def test_what_was_asked_otherwise_is_left_out_unless_its_words_are_the_same(inputs: Inputs) -> None:
    criteria = criteria_by_any_name(inputs.rubric)
    questions = {"openness": "other", "pace": fingerprint(criteria["pace"])}
    answers = "side: them\nanswers: {culture: {openness: 2, pace: 2}}\n"
    said = prepared(answers, inputs, form(inputs, digest="0" * 64, questions=questions), None)
    assert "pace: " in said
    assert "openness: 2" not in said.partition("back.yaml")[0]
    assert (
        "back.yaml:7:21: warning changed-levels: `openness` had other possible answers when it was asked; "
        "this answer is left out\n  hint: ask again\n"
    ) in said
    same = prepared(answers, inputs, form(inputs, questions=questions), None)
    assert "openness: " in same  # of this version, whatever the form's own record says
    assert "changed-levels" not in same


BEFORE = """\
side: them
role: director
profile: {stage: grown, listed: {is: no, evidence: [{source: Own, date: 2026-10-01, grade: declared}]}}
answers:
  culture:
    openness: 1
    pace: {answer: 2, note: So}
    habits: unknown
  money:
    deal: joint
    audited: {not_applicable: no matter here}
    growth: {answer: unknown, note: perhaps}
  empty:
exchange: {currency: GBP, benefits: [{side: them, what: Margin, amount: 3}]}
plan: {items: [{what: A step}], evidence: [{source: Own, date: 2026-10-01, grade: declared}]}
roadmap: {items: []}
"""
NOW = """\
side: them
answers: {culture: {openness: 2, habits: [lists]}, other: null}
profile: {stage: young}
roadmap: {items: [{theme: A, from: 2027, stance: invest}]}
"""


@pytest.mark.parametrize(
    ("now", "asked", "changed"),
    [
        (NOW, {}, ()),
        (NOW, {"questions": {}, "facts": (), "sections": ()}, ("pace", "deal")),
        ("side: them\n", {"questions": {}, "facts": ("stage", "listed")}, ()),
        ("side: them\n", {"questions": {}, "facts": (), "sections": ("plan", "roadmap")}, ("openness",)),
    ],
    ids=["some asked again", "nothing asked again", "facts asked again", "sections asked again"],
)
def test_what_an_earlier_reply_leaves(
    inputs: Inputs, now: str, asked: dict[str, object], changed: tuple[str, ...]
) -> None:
    document = parse((HEAD + BEFORE.replace("  empty:\n", "")).encode(), "before.yaml")
    before, wrong = received(document, "replies/before.yaml", "", "Acme", inputs.rubric)
    assert (before is not None, wrong) == (True, [])
    assert before is not None
    document.data["answers"]["empty"] = None
    problems: list[Problem] = []
    data = parse((HEAD + now).encode(), "now.yaml").data
    kept = carried_over(data, before, form(inputs, **asked), inputs.rubric, changed, problems)
    pin(dump(kept) + "\n".join(map(str, document.locate(problems))))


def test_the_files_of_evidence_are_found_wherever_they_stand() -> None:
    data = parse(
        b"a: {file: 1, b: [{file: x.pdf}, [{file: y.pdf, c: {file: z.pdf}}], 3]}\nfile: w\n", ""
    ).data
    assert sorted(files_in(data)) == ["1", "w", "x.pdf", "y.pdf", "z.pdf"]
    assert list(files_in("file")) == list(files_in(None)) == []


def test_a_page_is_told_by_its_name_and_by_what_it_holds(tmp_path: Path) -> None:
    page = '<p>A form</p><script type="application/json" id="asked">{}</script>'
    for name, text, told in (
        ("a.html", page, True),
        ("a.HTM", page, True),
        ("b.html", page.replace("asked", "other"), False),
        ("a.txt", page, False),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert is_page(tmp_path / name, name) == told, name
    assert not is_page(tmp_path / "gone.html", "gone.html")


def test_replies_are_read_by_the_suffix_of_their_file() -> None:
    text = reader_of("a.yaml")
    assert text is not None
    assert {reader_of(name) for name in ("A.YML", "b.json", "x/c.yaml", "-")} == {text}
    assert {reader_of(name) for name in ("a.txt", "yaml", "x-", "a.csv")} == {None}
    form = reader_of("a.XLSX")
    assert form is not None
    assert form.__name__ == "read_form"
