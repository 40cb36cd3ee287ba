"""Small rubrics and dossiers, whole and valid; a test changes the part that it is about.

Data is written as JSON, which is YAML whose texts are all quoted.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NAMES = ("acme", "birchwood", "fernlight", "ostermere")
"""The example dossiers."""

RUBRIC = """\
partnercheck: rubric/1
id: small
version: 1.2.0
title: Small rubric
sources: {BOOK: {title: A book}}
profile:
  stage: {question: How old is the firm?, options: [young, grown]}
  listed: {type: yes_no}
dimensions:
  - id: culture
    title: Culture
    weight: 3
    criteria:
      - {id: openness, title: Openness, question: How open are they?, kind: levels, source: BOOK,
         levels: {0: closed, 1: ajar, 2: open}, allow_na: true, action: Ask again}
      - {id: pace, title: Pace, question: How fast do they decide?, kind: match,
         axis: {1: slow, 2: steady, 3: fast}}
      - {id: habits, title: Habits, question: Which habits have they?, kind: checklist,
         items: {lists: {text: They keep lists}, calls: {text: They call back, weight: 3}}}
  - id: money
    title: Money
    weight: 1
    criteria:
      - {id: audited, title: Audited, question: Are the accounts audited?, kind: yes_no}
      - {id: deal, title: Deal, question: What is the deal?, kind: choice,
         options: {joint: {text: Joint work, value: 100}, sale: {text: A sale, value: 20}}}
      - {id: growth, title: Growth, question: How fast do they grow?, kind: metric, unit: "%",
         curve: [[0, 0], [20, 100]]}
      - {id: liquidity, title: Liquidity, question: Can they pay?, kind: metric,
         from: financials.current_ratio, curve: [[1, 0], [2, 100]]}
      - {id: listing, title: Listing, question: Is the prospectus current?, kind: yes_no,
         when: {profile: listed, is: yes}}
red_flags:
  - {id: closed-shop, title: A closed shop, effect: conditional, action: Open up,
     when: {criterion: openness, at_most: 0}}
  - {id: no-audit, title: No audit, effect: decline, when: {criterion: audited, at_most: 0}}
verdict:
  proceed: {score: 70, dimension: 50}
  conditional: {score: 50, dimension: {default: 30, money: 20}}
relationship:
  - {call: partnership, title: Partnership, when: {criterion: openness, at_least: 50}}
  - {call: supplier-customer, title: Supplier and customer}
"""

DOSSIER = """\
partnercheck: dossier/1
partner: {name: Acme}
rubric: ./rubric.yaml
organisation: us.yaml
as_of: 2026-11-20
profile: {stage: grown, listed: no}
answers:
  culture:
    openness: {answer: 2, evidence: [{grade: audited, source: A register, date: 2026-10-01}]}
    pace: {answer: 2, evidence: verified}
    habits: [lists, calls]
  money:
    audited: {answer: yes, evidence: [{grade: audited, source: The auditor, date: 2026-10-01}]}
    deal: joint
    growth: 12.5
financials: {currency: GBP, evidence: audited, years: {2025: {current_assets: 30, current_liabilities: 20}}}
"""

ORGANISATION = """\
partnercheck: organisation/1
name: Us
culture: {pace: 2}
"""


def without_fonts(page: str) -> str:
    """Return a page of HTML with a mark in place of its fonts, so that a golden file can be read."""
    return re.sub(r"(?<=url\(data:font/woff2;base64,)[^)]+", "FONT", page)


def changed(data: Any, *path: str | int, to: Any) -> Any:
    """Return a copy of plain data with another value at a path."""
    copy = deepcopy(data)
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return copy


def dump(data: Any) -> str:
    """Return plain data as YAML, every text quoted."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def lay_out(folder: Path, **files: str | bytes) -> None:
    """Write the small rubric, organisation and dossier into a folder; named ones in place of those."""
    texts: dict[str, str | bytes] = {"rubric": RUBRIC, "us": ORGANISATION, "dossier": DOSSIER} | files
    for name, text in texts.items():
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (folder / f"{name}.yaml").write_bytes(raw)
