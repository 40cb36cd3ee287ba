"""What is said of sections, word for word: measures with their working, tables, warnings and refusals.

Longer than most modules, as it is one list of sections.
"""

from __future__ import annotations

import datetime as dt

import pytest

from partnercheck.measures import (
    SECTIONS,
    Sides,
    dossier_model,
    measure,
    organisation_model,
    section_warnings,
)
from partnercheck.model.partial import validate
from partnercheck.source import parse
from pinning import pin

HEAD = "partnercheck: dossier/1\npartner: {name: Acme}\nas_of: 2026-11-20\n"
US = "partnercheck: organisation/1\nname: Us\n"
AS_OF = dt.date(2026, 11, 20)

SAID = {
    "books": """\
financials:
  currency: GBP
  unit: 1000
  year_end: 03-31
  notes:
    - {year: 2026, line: ebit, what: Restated from 480}
    - {year: 2021, line: ebit, what: Not of the years that are shown}
  years:
    2026: {revenue: 5000, cost_of_sales: 3000, ebitda: 800, depreciation_amortisation: 300, ebit: 500,
      interest_expense: 120, profit_before_tax: 380, net_income: 300, total_assets: 4000, cash: 250.5,
      current_assets: 1800, receivables: 700, inventory: 400, total_liabilities: 2500, equity: 1500,
      current_liabilities: 900, total_debt: 1200, long_term_debt: 1000, retained_earnings: 600,
      operating_cash_flow: 450, capital_expenditure: 200, shares_outstanding: 100, market_value_equity: 2100,
      largest_customer_revenue: 900, our_revenue: 250, monthly_net_burn: 20, net_new_arr: 400}
    2025: {revenue: 4500, gross_profit: 1700, net_income: -50, total_assets: 3800, current_assets: 1500,
      current_liabilities: 950, long_term_debt: 1100, shares_outstanding: 100}
    2024: {total_assets: 3700}
    2023: {revenue: 3900}
    2022: {revenue: 3100, ebit: 9}
""",
    "books of a company that fails": """\
financials:
  currency: EUR
  years:
    2025: {revenue: 100, ebit: -30, interest_expense: 5, net_income: -40, total_assets: 90, equity: -10,
      current_assets: 20, current_liabilities: 60, total_debt: 70, ebitda: -20, retained_earnings: -80,
      monthly_net_burn: 3, net_new_arr: 0, cash: 1, market_value_equity: 1, total_liabilities: 100}
    2024: {revenue: 0}
""",
    "books with nothing to divide": """\
financials:
  currency: EUR
  unit: 1000000
  years:
    2025: {revenue: 0, cost_of_sales: 0, ebit: 0, interest_expense: 0, net_income: 0, total_assets: 0,
      total_debt: 0, monthly_net_burn: 0, current_assets: 0, current_liabilities: 0, cash: 0, receivables: 0,
      total_liabilities: 0}
""",
    "books with lines that others derive": """\
financials:
  currency: EUR
  years:
    2025: {ebit: 40, depreciation_amortisation: 10, total_debt: 100, equity: 60, total_liabilities: 140,
      redeemable_equity: 20, revenue: 200, cost_of_sales: 120, net_income: 15, interest_expense: 0}
""",
    "almost empty books": "financials: {currency: USD, years: {2025: {our_revenue: 3}}}\n",
    "debt that cannot be": "financials: {currency: USD, years: {2025: {total_debt: -3, equity: 4}}}\n",
    "years that are not a year apart": """\
financials:
  currency: USD
  years: {2025: {revenue: 30}, 2024: {revenue: 20, ends: 2024-06-30}}
""",
    "years eleven and thirteen months apart": """\
financials:
  currency: USD
  years: {2025: {revenue: 30, ends: 2025-06-30}, 2024: {revenue: 20, ends: 2024-07-31}}
""",
    "no year that has ended": "financials: {currency: USD, years: {2026: {cash: 1}, 2027: {cash: 2}}}\n",
    "a year that ends on the day": "financials: {currency: USD, year_end: 11-20, years: {2026: {cash: 1}}}\n",
    "an old year": "financials: {currency: USD, year_end: 05-19, years: {2025: {cash: 1}, 2024: {}}}\n",
    "a year that is not yet old": "financials: {currency: USD, year_end: 05-20, years: {2025: {cash: 1}}}\n",
    "odd amounts": """\
financials:
  currency: USD
  years:
    2025: {revenue: -1.5, capital_expenditure: 0, net_income: -2, total_assets: 100, current_assets: 101}
    2024: {total_assets: 100, total_liabilities: 60, equity: 41.5, current_assets: 100}
    2023: {total_assets: 100, total_liabilities: 60, equity: 39}
    2022: {total_assets: 100, total_liabilities: 60, equity: 20, redeemable_equity: 10}
    2021: {total_assets: 100, total_liabilities: 60, equity: 30, redeemable_equity: 10}
    2020: {total_liabilities: 60, equity: 20, current_assets: 81}
""",
    "give and take": """\
exchange:
  currency: GBP
  contributions:
    - {side: us, what: Integration, amount: 120000, upfront: yes}
    - {side: us, what: Support, amount: 30000.5, currency: GBP}
    - {side: them, what: Two engineers, amount: 150000}
  benefits:
    - {side: us, what: Margin, amount: 300000}
    - {side: them, what: Reach, amount: 280000}
""",
    "they give nothing": """\
exchange:
  currency: GBP
  contributions: [{side: us, what: Work, amount: 10, upfront: yes}]
  benefits: [{side: us, what: Margin, amount: 12}, {side: them, what: Margin, amount: 5}]
""",
    "they get nothing": """\
exchange:
  currency: GBP
  contributions: [{side: us, what: Work, amount: 4}, {side: them, what: Work, amount: 10, upfront: yes}]
  benefits: [{side: us, what: Margin, amount: 20}]
""",
    "both lose": """\
exchange:
  currency: GBP
  contributions: [{side: us, what: Work, amount: 4}, {side: them, what: Work, amount: 10}]
  benefits: [{side: us, what: Margin, amount: 4}, {side: them, what: Margin, amount: 10}]
""",
    "nobody gives": "exchange: {currency: GBP, benefits: [{side: us, what: Margin, amount: 4}]}\n",
    "nobody gets": "exchange: {currency: GBP, contributions: [{side: us, what: Work, amount: 4}]}\n",
    "gifts of nothing": "exchange: {currency: GBP, contributions: [{side: us, what: Work, amount: 0}]}\n",
    "capabilities": """\
capabilities:
  items:
    Field service: {level: 4, needed: 2}
    " number PORTING": {level: 1, needed: 5}
    Billing: {level: 0}
    Design: {level: 2, needed: 1}
""",
    "capabilities without a weak spot": "capabilities: {items: {Field service: {level: 2}}}\n",
    "surveys": """\
surveys:
  rounds:
    - {date: 2025-09-29, sections: {billing: 60}}
    - {date: 2025-09-30, sections: {billing: 50, repair: -10.5}, asked: 40}
    - {date: 2026-03-31, sections: {billing: 30}, asked: 20, answered: 5}
    - {date: 2026-09-30, sections: {billing: 12, repair: 31}, asked: 40, answered: 26}
    - {date: 2026-09-30, sections: {design: -8}, asked: 10, answered: 4}
    - {date: 2026-11-21, sections: {billing: 99}, answered: 3}
    - {date: 2026-05-01, side: us, sections: {desk: 20}}
    - {date: 2026-06-01, side: them, sections: {desk: -30, "our <b>people</b>": 5}}
""",
    "one survey": "surveys: {rounds: [{date: 2026-11-20, sections: {a: 1}, asked: 0, answered: 0}]}\n",
    "surveys two years apart": """\
surveys: {rounds: [{date: 2024-11-20, sections: {a: 1}}, {date: 2026-11-20, sections: {a: 4}}]}
""",
    "surveys of tomorrow": "surveys: {rounds: [{date: 2026-11-21, sections: {a: 1}}]}\n",
    "plan": """\
plan:
  start: 2026-01-15
  items:
    - {what: Joint order, due: 2026-04-30, done: 2026-04-30, value: yes}
    - {what: First lead, done: 2026-03-01, value: yes, side: them}
    - {what: Training, side: us, due: 2026-06-30, done: 2026-07-01, target: 12, actual: 9, unit: people}
    - {what: Days to answer, side: them, due: 2026-11-20, target: 2, actual: 3, less_is_better: yes}
    - {what: Errors, target: 2, actual: 0, less_is_better: yes, done: 2026-11-21}
    - {what: Orders, due: 2026-11-21, target: 1.5, actual: 4}
    - {what: Losses, actual: -3, target: 6}
    - {what: Only promised, target: 6}
    - {what: Only reached, actual: 1.25, unit: days}
""",
    "a plan without a start": "plan: {items: [{what: Later, due: 2027-01-01, value: yes}]}\n",
    "a plan of which nothing is of value yet": """\
plan: {start: 2026-01-01, items: [{what: One, done: 2026-02-01}, {what: Two, done: 2026-12-01, value: yes}]}
""",
    "an empty plan": "plan: {start: 2026-01-01}\n",
    "roadmap": """\
roadmap:
  items:
    - {theme: Private 5G, from: 2026-11, to: 2027-Q2, stance: invest, importance: 4, funded: yes}
    - {theme: private 5g, from: 2027, to: 2027-01, stance: maintain}
    - {theme: Copper, from: 2027, stance: exit, importance: 2}
    - {theme: Fibre, from: 2028-02, to: 2029, stance: rival, importance: 5, funded: yes}
    - {theme: Voice, from: 2020, to: 2021, stance: maintain, importance: 1}
""",
    "a roadmap that has ended": "roadmap: {items: [{theme: A, from: 2025, to: 2026-10, stance: invest}]}\n",
    "a roadmap of a month": "roadmap: {items: [{theme: A, from: 2026-11, to: 2026-11, stance: invest}]}\n",
    "an empty roadmap": "roadmap: {items: []}\n",
    "owners": """\
ownership:
  holdings:
    - {holder: Holding Ltd, in: Acme, share: 45.5, votes: 60}
    - {holder: holding ltd, in: acme, share: 5}
    - {holder: A. Person, in: Acme, share: 20}
    - {holder: Fund, in: Acme, share: 10}
    - {holder: Market, in: Acme, share: 19.5}
    - {holder: B. Person, in: Holding Ltd, share: 60}
    - {holder: Ministry, in: Holding Ltd, share: 40, votes: 40}
  parties:
    A. Person: {kind: person, country: GB, listed: OFAC SDN}
    B. Person: {kind: person}
    Ministry: {kind: state, country: FR}
    Market: {kind: dispersed}
  control:
    - {by: A. Person, over: Fund, how: appoints its board}
""",
    "owners of whom too little is known": """\
ownership:
  holdings: [{holder: A, in: Acme, share: 74.9}, {holder: B, in: Acme, share: 25}]
  parties: {A: {kind: person}}
""",
    "owners of whom enough is known": """\
ownership:
  holdings: [{holder: A, in: Acme, share: 40}, {holder: B, in: Acme, share: 35}]
  parties: {A: {kind: person}, B: {kind: quoted}}
""",
    "nobody known": "ownership: {holdings: [{holder: A, in: Acme, share: 100}]}\n",
    "no owners": "ownership: {holdings: [{holder: A, in: B, share: 50}]}\n",
    "a listed partner": """\
ownership: {partner: Acme Group, parties: {acme group: {kind: quoted, listed: EU list, country: NO}}}
""",
    "blocked through a company": """\
ownership:
  holdings:
    - {holder: Front, in: Acme, share: 30}
    - {holder: Other, in: Acme, share: 70}
    - {holder: X, in: Front, share: 25}
    - {holder: Y, in: Front, share: 25}
    - {holder: Z, in: Front, share: 50}
  parties:
    X: {kind: person, listed: OFAC SDN}
    Y: {kind: person, listed: EU list}
    Z: {kind: person}
    Other: {kind: dispersed}
""",
    "controlled through votes": """\
ownership:
  holdings:
    - {holder: X, in: Front, share: 10, votes: 50.1}
    - {holder: Y, in: Front, share: 90, votes: 49.9}
    - {holder: Front, in: Acme, share: 50.5}
    - {holder: Y, in: Acme, share: 49.5}
  parties: {X: {kind: person, listed: UK list}, Y: {kind: person}}
""",
    "half of the votes is no control": """\
ownership:
  holdings: [{holder: X, in: Acme, share: 20, votes: 50}, {holder: Y, in: Acme, share: 80, votes: 50}]
  parties: {X: {kind: person, listed: UK list}, Y: {kind: person}}
""",
    "a ring": """\
ownership:
  holdings:
    - {holder: A, in: Acme, share: 60}
    - {holder: Acme, in: A, share: 50}
    - {holder: P, in: A, share: 50}
    - {holder: Q, in: Acme, share: 40}
  parties: {P: {kind: person}, Q: {kind: person}}
""",
    "a ring that owns itself": """\
ownership:
  holdings: [{holder: A, in: Acme, share: 50}, {holder: A, in: B, share: 100}, {holder: B, in: A, share: 100}]
""",
    "many owners": "ownership:\n  holdings:\n"
    + "".join(f"    - {{holder: P{each:02}, in: Acme, share: {each + 1}}}\n" for each in range(13))
    + "  parties:\n"
    + "".join(f"    P{each:02}: {{kind: person}}\n" for each in range(13)),
    "a long chain of control": "ownership:\n  parties: {P00: {listed: A list}}\n  control:\n"
    + "".join(f"    - {{by: P{each:02}, over: P{each + 1:02}, how: contract}}\n" for each in range(13))
    + "    - {by: P13, over: Acme, how: contract}\n"
    + "  holdings: [{holder: P14, in: Acme, share: 1}]\n",
}
"""Sections in which something special is to be said."""

OURS = """\
roadmap:
  horizon: 3
  items:
    - {theme: private 5G, from: 2026, to: 2027, stance: invest, importance: 5, in_scope: yes}
    - {theme: Copper, from: 2026-11, stance: maintain, importance: 1, in_scope: yes}
    - {theme: Fibre, from: 2027, stance: invest}
    - {theme: Billing, from: 2027, stance: exit}
capabilities:
  items:
    field service: {level: 1, needed: 4}
    Number porting: {level: 3}
    Billing: {level: 2}
    Legal: {level: 0, needed: 1}
    Design: {level: 1, needed: 2}
"""

REFUSED = {
    "another currency": """\
exchange:
  currency: GBP
  contributions: [{side: us, what: Work, amount: 1, currency: EUR}]
  benefits: [{side: us, what: Work, amount: 1}, {side: them, what: Work, amount: 1, currency: USD}]
""",
    "a plan that cannot be": """\
plan:
  start: 2026-01-15
  items: [{what: A, done: 2026-01-14}, {what: B, done: 2026-01-15},
    {what: C, target: 0}, {what: D, target: 1}]
""",
    "a roadmap that runs backwards": """\
roadmap:
  items:
    - {theme: A, from: 2027-Q2, to: 2027-03, stance: invest}
    - {theme: B, from: 2027-Q2, to: 2027-04, stance: invest}
    - {theme: C, from: 2027, stance: sell, importance: 6}
    - {theme: D, from: 2027, stance: exit, importance: 0}
""",
    "more answers than were asked": """\
surveys:
  rounds:
    - {date: 2026-01-01, sections: {a: 1}, asked: 3, answered: 4}
    - {date: 2026-01-01, sections: {a: 100.5, b: -101, c: 100, d: -100}, asked: 3, answered: 3}
    - {date: 2026-01-01, sections: {}}
""",
    "a capability twice": """\
capabilities: {items: {Billing: {level: 1}, " billing ": {level: 2}, Design: {level: 4}}}
""",
    "levels that there are not": """\
capabilities: {items: {A: {level: 5, needed: 0}, B: {level: -1, needed: 6}, C: {level: 0, needed: 1}}}
""",
    "owners that cannot be": """\
ownership:
  parties: {A: {kind: person}, " a": {kind: state}, Ministry: {kind: state}, Market: {kind: dispersed}}
  holdings:
    - {holder: B, in: A, share: 1}
    - {holder: B, in: Market, share: 1}
    - {holder: B, in: Acme, share: 60, votes: 50}
    - {holder: C, in: acme, share: 40.01, votes: 50.02}
    - {holder: D, in: Acme, share: 0.01}
    - {holder: D, in: Acme, share: 1}
    - {holder: D, in: Other, share: 100}
""",
    "more than the whole": """\
ownership: {holdings: [{holder: A, in: B, share: 100.5, votes: -1}, {holder: A, in: B, share: 100, votes: 0}]}
""",
    "books that cannot be": """\
financials:
  currency: pounds
  unit: 100
  year_end: 02-30
  notes: [{year: 1899, line: sales, what: ""}]
  years: {1899: {revenue: 1}, 2101: {revenue: 1}, 2025: {sales: 1, revenue: much, ends: today}}
""",
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_a_section(name: str) -> None:
    document = parse((HEAD + SAID[name]).encode(), "d.yaml")
    ours = parse((US + OURS).encode(), "us.yaml").data
    theirs, problems = validate(dossier_model(document.data), document.data)
    assert theirs is not None
    assert problems == []
    sides = Sides(theirs, organisation_model(ours).model_validate(ours), AS_OF)
    said: list[object] = [*document.locate(section_warnings(theirs, AS_OF))]
    for section, data in theirs.sections():
        for each in SECTIONS[section].measures:
            found = measure(f"{section}.{each.name}", sides)
            if "not given: " in found.working and name != "almost empty books":
                continue
            number = found.extreme if found.value is None else f"{found.value:.10g}"
            said.append(f"{each.name}, {each.unit}: {number}\n  {found.working}")
        for table in SECTIONS[section].tables(data, sides):
            heads = [f"{each.title} #" if each.number else each.title for each in table.columns]
            said += [table.caption, *("  " + " | ".join(row) for row in (heads, *table.rows))]
    pin(*said)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_at_its_place(name: str) -> None:
    document = parse((HEAD + REFUSED[name]).encode(), "d.yaml")
    _, problems = validate(dossier_model(document.data), document.data)
    found = [*document.locate(problems)]
    assert "error" in {each.severity for each in found}
    pin(*found)
