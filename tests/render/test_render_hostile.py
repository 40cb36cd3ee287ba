"""Text from a dossier is never markup, whatever the format, and nothing of it is lost."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from markdown_shape import shape

from building import RUBRIC
from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


MARK = "Zq"
"""Stands in every hostile text, so that its traces can be found."""

HOSTILE = [
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}>',
    f"'><b {MARK}='",
    f"</style></title><{MARK}>",
    f"&lt;{MARK}&#60;b&#62; &amp;",
    f"{{{{ 7 * 7 }}}} {{% for {MARK} in x %}} {{# c #}}",
    f"[{MARK}](https://evil.example) ![{MARK}](https://evil.example/x.png)",
    f"https://evil.example/{MARK} www.evil.example {MARK}@evil.example ftp://x.example/{MARK}",
    f"mailto:{MARK}@evil.example xmpp:{MARK}@evil.example/x HTTPS://EVIL.EXAMPLE",
    f"<https://evil.example/{MARK}> <{MARK}@evil.example>",
    f"[{MARK}]: https://evil.example",
    f"[^{MARK}] [x][{MARK}] [{MARK}]",
    f"a | {MARK} | b || c",
    f"# {MARK}",
    f"## {MARK} ##",
    f"- {MARK}",
    f"+ {MARK}",
    f"* {MARK}",
    f"1. {MARK}",
    f"12) {MARK}",
    f"> {MARK}",
    f"    {MARK} indented",
    f"``` {MARK}",
    f"~~~ {MARK}",
    f"`{MARK}` **{MARK}** __{MARK}__ ~~{MARK}~~ _{MARK}_ *{MARK}*",
    f"--- {MARK}",
    "---",
    "===",
    "- - -",
    "***",
    "|---|---|",
    f"a\\\\{MARK} \\\\| \\\\[",
    f"$x_{MARK}$ $$y$$ @{MARK} #{MARK} :{MARK}:",
    f"&{MARK}; &copy; &#x3c;",
    f"\\u202e{MARK}\\u2066 \\e[31m{MARK}\\a \\b",
    f"a\\n\\n# {MARK}\\n\\n| x | y |\\n|---|---|\\n| 1 | 2 |",
    f"a\\r# {MARK}\\u2028# {MARK}",
    f"\\t{MARK}",
    f"<!-- {MARK}",
    f"<![CDATA[ {MARK} ]]>",
    f"<?php {MARK}",
    f"javascript:{MARK}(1)",
]

FIELDS = """\
partnercheck: dossier/1
partner: {{name: {0}, website: {0}, identifiers: {{company_number: {0}, duns: {0}}}}}
rubric: ./rubric.yaml
organisation: us.yaml
as_of: 2026-11-20
assessors: [{{name: {0}, role: {0}}}]
scope: {0}
called: {{us: {0}, them: {0}}}
profile: {{stage: grown, listed: no, {1}: {0}}}
answers:
  culture:
    openness: {{not_applicable: {0}, note: {0}}}
    pace:
      ratings: [{{by: {0}, side: us, answer: 1, note: {0}}}, {{by: {0}, side: them, answer: 3}}]
      evidence: [{{grade: audited, source: {0}, date: 2026-10-01, note: {0}, url: {0}}}]
    habits: {{answer: [lists], note: {0}, evidence: [{{grade: audited, source: {0}, date: 2028-10-01}}]}}
  money:
    audited: {{answer: no, note: {0}}}
    growth: 3
waivers: [{{flag: closed-shop, by: {0}, reason: {0}, until: 2026-12-31}}]
conditions:
  - {{for: habits, action: {0}, owner: {0}, due: 2026-12-01}}
  - {{for: no-audit, action: {0}, status: dropped, reason: {0}}}
roadmap:
  evidence: [{{grade: audited, source: {0}}}]
  items: [{{theme: {0}, from: 2027, stance: rival}}, {{theme: "{{0}}", from: 2027, to: 2029, stance: invest}}]
exchange:
  currency: GBP
  contributions: [{{side: us, what: {0}, amount: 3, upfront: yes}}, {{side: them, what: {0}, amount: 2}}]
  benefits: [{{side: us, what: {0}, amount: 4}}, {{side: them, what: {0}, amount: 5}}]
financials:
  currency: GBP
  evidence: [{{grade: audited, source: {0}, url: {0}, note: {0}, valid_until: 2025-01-01}}]
  years: {{2024: {{current_assets: 30, current_liabilities: 20, revenue: 5}},
          2025: {{current_assets: 20, current_liabilities: 30, revenue: 7, net_income: -3}}}}
capabilities: {{items: {{{1}: {{level: 1}}, other: {{level: 3}}}}}}
surveys: {{rounds: [{{date: 2026-01-01, sections: {{{1}: 3}}}}]}}
"""


US = """\
partnercheck: organisation/1
name: {0}
culture: {{pace: 2}}
roadmap: {{items: [{{theme: {0}, from: 2027, stance: invest}}, {{theme: ours, from: 2027, stance: invest}}]}}
capabilities: {{items: {{{1}: {{level: 4}}, weak spot: {{level: 0}}}}}}
"""


APPROVAL = """\
partnercheck: approval/1
assessment: dossier.json
sha256: {1}
partner: {0}
verdict: decline
as_of: 2026-11-20
by: Ada
role: {0}
on: 2026-12-01
vote: approve
reason: {0}
"""


class Elements(HTMLParser):
    """Collects elements with their attributes, and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", (data,)))

    def handle_pi(self, data: str) -> None:
        self.found.append(("pi", (data,)))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("declaration", (data,)))


def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    parser.close()
    return parser


def report(
    small: Callable[..., Path], run: Callable[..., Result], text: str, form: str, rubric: str = RUBRIC
) -> str:
    quoted = '"' + text.replace('"', '\\"') + '"'
    key = quoted if len(quoted) < 200 else "long"
    home = small(dossier=FIELDS.format(quoted, key), us=US.format(quoted, key), rubric=rubric).parent
    (home / "dossier.approvals").mkdir(exist_ok=True)
    approval = home / "dossier.approvals" / "2026-12-01-ada.yaml"
    approval.write_text(APPROVAL.format(quoted, "0" * 64), encoding="utf-8")
    result = run("assess", "dossier.yaml", "-f", form)
    assert result.code == 0, result.err
    assert "Ada" in result.out or form in {"terminal", "json"}  # they do not list votes
    return result.out


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_element_or_attribute_from_a_dossier(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    plain = elements(report(small, run, "harmless", "html"))
    hostile = elements(report(small, run, text, "html"))
    assert hostile.found == plain.found
    assert not any(MARK in value for value in hostile.values)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_block_link_image_cell_or_html_from_a_dossier(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    plain = shape(report(small, run, "harmless", "markdown"))
    hostile = shape(report(small, run, text, "markdown"))
    assert hostile == plain
    assert not {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"} & {
        kind for kind, _, _ in hostile
    }


LOST = {
    "markup": f"<b>{MARK}</b> & &amp; \"quotes\" 'too' | pipes | `ticks` *stars* _lines_ [x](y) {{{{ 1 }}}}",
    "direction": f"{MARK} \u202e\u05d0\u05d1\u2066",
    "length": MARK + "W" * 10_000,
    "emoji": f"{MARK} \U0001f469\u200d\U0001f680\U0001f1ec\U0001f1e7 e\u0301",
    "null": "null",
    "nothing": "~",
    "unknown": "None",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_nothing_of_a_dossier_is_lost(
    small: Callable[..., Path], run: Callable[..., Result], text: str, form: str
) -> None:
    marker = f"{{}} {text}"
    fields = re.sub(r"\{0\}", lambda _: "@@", FIELDS.replace("{{0}}", "theirs"))
    said = []

    def numbered(_: re.Match[str]) -> str:
        said.append(marker.format(f"n{len(said)}n"))
        return json.dumps(said[-1], ensure_ascii=False)

    dossier = re.sub("@@", numbered, fields.replace("{1}", "key").replace("{{", "{").replace("}}", "}"))
    small(dossier=dossier, us=US.format(json.dumps(text, ensure_ascii=False), "key"), rubric=RUBRIC)
    result = run("assess", "dossier.yaml", "-f", form)
    assert result.code == 0, result.err
    out = result.out
    if form == "markdown":
        out = MarkdownIt("gfm-like", {"html": False, "linkify": False}).render(out)
    shown = " ".join(elements(out).text.split())
    left_out = [each for each in said if " ".join(visible(each).split()) not in shown]
    assert [each.partition(" ")[0] for each in left_out] == []


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_no_raw_control_or_direction_character_comes_out(
    small: Callable[..., Path], run: Callable[..., Result], form: str
) -> None:
    text = "\\e[2J\\a\\b\\0\\x7f\\u009b31m\\u202e\\u2066\\u200f\\u2028\\u2029\\r\\v"
    out = report(small, run, text, form)
    raw = {char for char in out if (ord(char) < 32 or 0x7F <= ord(char) < 0xA0) and char != "\n"}
    assert raw == set()
    if form != "json":
        assert not {*"\u202e\u2066\u200f\u2028\u2029"} & {*out}


@pytest.mark.parametrize("text", HOSTILE[:12])
def test_texts_of_a_rubric_are_no_markup_either(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    def rubric(word: str) -> str:
        quoted = '"' + word.replace('"', '\\"') + '"'
        return re.sub(
            r"(title|text|question|action): (?!A book|\{)[^,}\n]+", rf"\1: {re.escape('@@')}", RUBRIC
        ).replace("@@", quoted)

    for form, parse in (("html", lambda out: elements(out).found), ("markdown", shape)):
        plain = parse(report(small, run, "harmless", form, rubric("harmless")))
        assert parse(report(small, run, text, form, rubric(text))) == plain


@pytest.mark.parametrize("text", ["A" * 15_000, "A " * 7_000, "\\u05d0" * 300, "e\\u0301" * 200 + "🙂" * 50])
def test_long_words_break_no_report(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    for form in ("terminal", "markdown", "html", "json"):
        out = report(small, run, text, form)
        if form == "terminal":
            from rich.cells import cell_len

            assert max(map(cell_len, out.splitlines())) <= 80
