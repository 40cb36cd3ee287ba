"""No input gives a traceback: bytes and mutated files through the whole program (section 9)."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import DOSSIER, ORGANISATION, RUBRIC, lay_out
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = (
    "partnercheck: rubric/1\nid: child\nversion: 1\nextends: rubric.yaml\ndrop: [habits]\ntitle: Child\n"
    "verdict: {proceed: {score: 60}}\nred_flags: [{id: no-audit, effect: conditional}]\n"
    "dimensions: [{id: money, weight: 2, criteria: [{id: growth, expect: 70}]}]\n"
)
TEXTS = {"dossier": DOSSIER, "rubric": RUBRIC, "us": ORGANISATION, "child": CHILD}
WORDS = [
    *(
        "null",
        "~",
        "Null",
        "unknown",
        "true",
        "no",
        "1e999",
        "9" * 5000,
        "-0",
        ".nan",
        "1e-99",
        "0x1F",
        "12:30",
    ),
    *(
        "''",
        '""',
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
        "[a, b]",
        "-",
        "- a",
        "? a",
        "!!str x",
        "&a b",
        "*a",
        "<<",
        "%x",
    ),
    *(
        '"\\0"',
        '"\\u202e\\e[31m"',
        '"\\ud800"',
        "{{ x }}",
        "<script>",
        "| a |",
        "x" * 3000,
        "../x",
        "/",
        "-1",
        "1e18",
    ),
    *(
        "\t",
        "\r",
        "\x00",
        "\x1b",
        "\u2028",
        "\ufeff",
        ":",
        "#",
        ",",
        "}",
        "]",
        "\n",
        "\n---\n",
        "openness",
        "money",
    ),
    *(
        "2026-02-30",
        "9999-12-31",
        "0001-01-01",
        "default",
        "rubric.yaml",
        "strategic-alliance@1",
        "child.yaml",
    ),
]


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Iterator[None]:
    """Run this module in a folder of its own; what a run writes there does no harm to the next."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        yield
        os.chdir(before)


def check(*arguments: str, stdin: bytes = b"") -> None:
    """Hold that a run ends by itself, says why where it fails, and writes no control characters."""
    result = invoke(*arguments, stdin=stdin)
    assert result.code in {0, 1, 2}
    said = "diagnostics/1" in result.out or ": error " in result.out
    assert bool(result.err) or said or result.code < 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", result.out + result.err)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """Draw a text with some of its words replaced, doubled, moved or cut."""
    parts = re.findall(r"[\w./-]+|\s+|.", text)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(parts) - 1))
        match draw(st.integers(0, 5)):
            case 0 | 1 | 2:
                parts[place] = draw(st.sampled_from(WORDS))
            case 3:
                parts.insert(place, draw(st.sampled_from(WORDS + parts)))
            case 4:
                del parts[place : place + draw(st.integers(1, 8))]
                parts.append("\n")
            case _:
                parts[place] = parts[draw(st.integers(0, len(parts) - 1))]
    return "".join(parts)


@settings(max_examples=25)
@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    for name in TEXTS:
        if name != "child":
            lay_out(Path(), **{name: raw})
            check("assess", "dossier.yaml", "-f", "json")
    check("assess", "-", stdin=raw)
    Path("a.json").write_bytes(raw)
    check("verify", "a.json")


@settings(max_examples=70)
@given(mutated(DOSSIER), st.sampled_from(["terminal", "markdown", "html", "json"]))
def test_a_mutated_dossier(text: str, form: str) -> None:
    lay_out(Path(), dossier=text)
    check("assess", "dossier.yaml", "-f", form)


@settings(max_examples=70)
@given(mutated(RUBRIC))
def test_a_mutated_rubric(text: str) -> None:
    lay_out(Path(), rubric=text)
    check("assess", "dossier.yaml", "-f", "html")
    check("new", "new.yaml", "--rubric", "rubric.yaml", "--force")


CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - name: all good
    from: best
    profile: {stage: grown, listed: no}
    evidence: verified
    set: {openness: 2, deal: {answer: sale, grade: documented}, audited: {not_applicable: No accounts}}
    measures: {financials.current_ratio: 1.5}
    expect: {verdict: hold, firm: no, score: [60, 90], raised: [], relationship: null, conditions: []}
  - {name: as assessed, from: ./dossier.yaml, expect: {verdict: proceed}}
"""


@settings(max_examples=70)
@given(mutated(CASES), st.booleans())
def test_mutated_cases(text: str, mutation: bool) -> None:
    lay_out(Path())
    Path("rubric.cases.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    check("rubric", "test", "rubric.yaml", *(["--mutation"] if mutation else []))


@settings(max_examples=50)
@given(mutated(RUBRIC), st.sampled_from(["terminal", "markdown"]))
def test_a_mutated_rubric_is_tested_and_compared(text: str, form: str) -> None:
    lay_out(Path())
    Path("old.yaml").write_text(RUBRIC)
    Path("rubric.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    Path("rubric.cases.yaml").write_text(CASES)
    check("rubric", "test", "rubric.yaml", "--mutation", "--uncovered")
    check("rubric", "diff", "old.yaml", "rubric.yaml", "--dossiers", "dossier.yaml", "-f", form)


@settings(max_examples=40)
@given(mutated(ORGANISATION))
def test_a_mutated_organisation(text: str) -> None:
    lay_out(Path(), us=text)
    check("assess", "dossier.yaml")


@settings(max_examples=40)
@given(mutated(CHILD), st.none() | mutated(RUBRIC))
def test_a_mutated_child_and_parent(text: str, parent: str | None) -> None:
    files = {"child": text} | ({} if parent is None else {"rubric": parent})
    lay_out(
        Path(),
        dossier=DOSSIER.replace("./rubric.yaml", "child.yaml").replace("habits: [lists, calls]", "x: 1"),
        **files,
    )
    check("assess", "dossier.yaml", "-f", "markdown")


JSON_VALUES: Any = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1e308,
        10**400,
        "",
        "\x00",
        "\ud800",
        "x" * 5000,
        "-",
        "/",
        "..",
        [],
        {},
        [{}],
        "\x1b[31m",
    ]
)


@settings(max_examples=50)
@given(st.data())
def test_a_mutated_assessment(data: st.DataObject) -> None:
    lay_out(Path())
    if not Path("whole.json").exists():
        invoke("assess", "dossier.yaml", "-q", "-o", "whole.json")
    assessment = json.loads(Path("whole.json").read_text())
    node, key = assessment, data.draw(st.sampled_from(sorted(assessment)))
    while isinstance(node[key], dict | list) and node[key] and data.draw(st.booleans()):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
    if data.draw(st.booleans()):
        node[key] = data.draw(JSON_VALUES)
    else:
        del node[key]
    Path("a.json").write_text(json.dumps(assessment))
    check("verify", "a.json")


@given(mutated("{% for c in report.dimensions %}{{ c.title | upper }} {{ report.score * 2 }}{% endfor %}"))
def test_a_mutated_template(text: str) -> None:
    lay_out(Path())
    Path("own.html").write_text(text, errors="surrogatepass")
    check("assess", "dossier.yaml", "--template", "own.html")


NAMES = [
    "openness",
    "pace",
    "habits",
    "audited",
    "deal",
    "growth",
    "liquidity",
    "listing",
    "money",
    "culture",
]


@settings(max_examples=40)
@given(
    suppositions=st.lists(
        st.tuples(
            st.sampled_from(("--set", "--grade", "--weight")),
            st.sampled_from([*NAMES, "financials.current_ratio", "opennes", *WORDS]),
            st.one_of(st.sampled_from([*WORDS, "lists,calls", "joint", "audited", "2"]), st.text(max_size=9)),
        ),
        min_size=1,
        max_size=3,
    ),
    form=st.sampled_from(("terminal", "markdown", "json")),
)
def test_whatever_is_supposed(suppositions: list[tuple[str, str, str]], form: str) -> None:
    lay_out(Path.cwd())
    options = [part for kind, name, text in suppositions for part in (kind, f"{name}={text}")]
    check("whatif", "dossier.yaml", *options, "--format", form)


@settings(max_examples=25)
@given(text=mutated(DOSSIER), form=st.sampled_from(("terminal", "markdown", "html", "json")))
def test_whatever_is_compared(text: str, form: str) -> None:
    lay_out(Path.cwd())
    Path("other.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    check("compare", "dossier.yaml", "other.yaml", "--format", form)
