"""Page one of the memo is whole and on one page, whatever a dossier says."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, get_args

import pytest
from extremes import crowded, files
from hypothesis import given, settings
from hypothesis import strategies as st

from building import lay_out
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.model.levels import VerdictLevel
from partnercheck.render.assessment import terminal
from partnercheck.render.document import document
from partnercheck.render.document.paper import lines
from partnercheck.render.pdf import pdf, weasyprint
from partnercheck.render.shortened import SHORTENED, begun
from partnercheck.render.templates import html, markdown
from printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.render.report import Depth, Report

DAY = dt.date(2026, 11, 20)
VERDICTS = get_args(VerdictLevel)
WORDS = "have the router tested and its outcome written down before anybody at Acme signs clause 7".split()  # noqa: SIM905


def sentence(letters: int, chance: random.Random) -> str:
    said = chance.choice(WORDS)
    while len(said) < letters:
        said += f" {chance.choice(WORDS)}"
    return f"{said.capitalize()}."


def texts(kind: str) -> Callable[[], str]:
    """Return what gives one extreme text of a kind after another."""
    chance = random.Random(kind)
    kinds: dict[str, Callable[[], str]] = {
        "long": lambda: sentence(600, chance),
        "longest": lambda: sentence(5_000, chance),
        "many": lambda: " ".join(sentence(120, chance) for _ in range(8)),
        "loud": lambda: sentence(300, chance).upper(),
        "unbroken": lambda: "W" * 700,
        "chinese": lambda: "先确认路由器已经测试" * 60,
        "arabic": lambda: "عمر الحداد يملك " * 40,
        "tail": lambda: sentence(chance.choice([60, 80, 180]), chance),
        "mixed": lambda: sentence(chance.choice([20, 90, 300, 600, 1_500]), chance),
    }
    return kinds[kind]


def made(folder: Path, text: Callable[[], str], verdict: str, depth: Depth = "executive") -> Report:
    lay_out(folder, **files(text, verdict))
    decision = decide(Loader().dossier(folder / "dossier.yaml"))
    report = document(with_insight(decision, explain(decision)), decision.inputs, depth)
    assert report.verdict.level == verdict
    return report


def told(report: Report) -> list[str]:
    """Return what page one must say."""
    page, verdict = report.page_one, report.verdict
    said = [page.partner, page.scope or "", verdict.headline, verdict.firmness, page.standing]
    said += [page.tasks_title] if page.tasks else []
    said += [text for each in page.why for text in (each.title, each.said)] + page.naming
    said += [text for each in page.tasks for text in (each.action, each.who, each.when)]
    return [*said, *(each.text for each in page.facts), page.more_tasks or ""]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("dimensions", [3, 6, 12])
@pytest.mark.parametrize("kind", ["long", "tail", "many", "mixed"])
def test_page_two_says_all_that_it_says_and_has_room_to_sign(
    kind: str, dimensions: int, tmp_path: Path
) -> None:
    weasyprint()
    lay_out(tmp_path, **crowded(texts(kind), dimensions))
    decision = decide(Loader().dossier(tmp_path / "dossier.yaml"))
    report = document(with_insight(decision, explain(decision)), decision.inputs, "executive")
    page = report.page_two
    first, second = printed(pdf(html(report), DAY))
    said = [page.gap, page.dimensions.title, page.more_flags or "", *page.changes, *page.next_evidence]
    said += [
        text for each in (*page.speaks_for, *page.costs) for text in (each.title, each.said, each.figure)
    ]
    said += [text for each in page.flags for text in (each.title, each.waiver or each.effect)]
    said += [page.signed_for, *page.signatures, "Date and signature"]
    assert page.speaks_for
    assert page.costs
    assert page.flags
    assert [each for each in said if bare(each) not in bare(second)] == []
    assert "…" not in first + second


EXTREMES = ("long", "longest", "many", "loud", "unbroken", "mixed")
DRAWN = [(kind, VERDICTS[(n + half) % 4]) for n, kind in enumerate(EXTREMES) for half in (0, 2)]
"""Each kind of text under two verdicts, each verdict with half of the kinds: drawing takes its time."""


@pytest.mark.usefixtures("font_set")
@pytest.mark.parametrize(("kind", "verdict"), DRAWN)
def test_two_pages_say_all_that_the_memo_says_in_whatever_fonts(
    kind: str, verdict: str, tmp_path: Path
) -> None:
    weasyprint()
    report = made(tmp_path, texts(kind), verdict)
    first, second = printed(pdf(html(report), DAY))
    assert [each for each in told(report) if bare(each) not in bare(first)] == []
    assert "What it rests on" in second
    assert "…" not in first


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("chinese", "conditional"), ("chinese", "hold"), ("arabic", "proceed"), ("arabic", "decline")],
)
def test_in_other_scripts_it_is_two_pages_too(kind: str, verdict: str, tmp_path: Path) -> None:
    weasyprint()
    first, second = printed(pdf(html(made(tmp_path, texts(kind), verdict)), DAY))
    assert ("Program" in first, "What it rests on" in second) == (True, True)


_SENTENCES = st.builds(
    lambda sentences, end: " ".join(sentences) + end,
    st.lists(st.text("aBmW,先 ", min_size=1, max_size=200).map("S{}.".format), min_size=1, max_size=9),
    st.sampled_from(["", " " + "go on " * 100, "W" * 900]),
)


@settings(max_examples=25)
@given(data=st.data(), verdict=st.sampled_from(VERDICTS))
def test_nothing_is_cut_in_any_format(
    data: st.DataObject, verdict: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    report = made(tmp_path_factory.mktemp("any"), lambda: data.draw(_SENTENCES), verdict)
    shown = terminal.render(report)
    pages = [html(report).partition("<main")[2], markdown(report), shown]
    assert ["…" in each.partition("What it rests on")[0] for each in pages] == [False] * 3
    assert shown.count("\n") <= 40


def test_five_conditions_of_600_letters_are_whole_sentences_of_as_many_as_there_is_room_for(
    tmp_path: Path,
) -> None:
    names = iter(["A", "B", "C"] * 100)
    chance = random.Random(7)
    report = made(tmp_path, lambda: next(names), "conditional")
    lay_out(tmp_path, **files(lambda: sentence(600, chance), "conditional"))
    decision = decide(Loader().dossier(tmp_path / "dossier.yaml"))
    for depth, place in (("executive", "in the full report"), ("manager", "see “Red flags and conditions”")):
        report = document(with_insight(decision, explain(decision)), decision.inputs, depth)
        whole = {each.action for each in report.obstacles.conditions}
        assert report.page_one.tasks
        assert {each.action for each in report.page_one.tasks} <= whole
        assert report.page_one.more_tasks == f"Also {5 - len(report.page_one.tasks)} open ({place})."


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Have it tested", 14, "Have it tested"),
        ("Have the router tested, and sign", 30, f"Have the router{SHORTENED}"),
        ("Have the router tested, and signed by them", 38, f"Have the router tested{SHORTENED}"),
        ("W" * 40, 20, f"{'W' * 8}{SHORTENED}"),
        ("They say “all that, and who takes over”", 38, f"They say “all that, and”{SHORTENED}"),
        ("They say “all that is left here", 26, f"They say{SHORTENED}"),
        ("“All that”, they say, and who takes over", 38, f"“All that”, they say, and{SHORTENED}"),
    ],
)
def test_a_text_that_is_begun_says_so(text: str, most: int, said: str) -> None:
    assert begun(text, most) == said


@pytest.mark.parametrize(
    ("text", "room", "found"),
    [
        ("", 10, 1),
        ("aaaa aaaa", 5, 1),
        ("aaaa aaaa", 4, 2),
        ("W" * 10, 4, 3),
        ("a " + "W" * 10, 4, 4),
        ("先先先", 2, 2),
    ],
)
def test_lines_are_counted_as_they_break(text: str, room: float, found: int) -> None:
    assert lines(text, room) == found
