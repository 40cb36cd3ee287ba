"""What captions stand for; the table is reviewed like a rubric."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources

import pytest
import yaml
from companies import table

from partnercheck.importing.captions import Context, Item, Match, captions
from partnercheck.importing.folding import fold
from partnercheck.measures.finance.financials import LINES

TABLE = captions()


LEAST = 250

USUAL = {
    "Total Revenue": "revenue",
    "Cost Of Revenue": "cost_of_sales",
    "Net Income Common Stockholders": "net_income",
    "Gross profit": "gross_profit",
    "Operating income": "ebit",
    "EBIT": "ebit",
    "Pretax Income": "profit_before_tax",
    "Interest Expense": "interest_expense",
    "Stockholders Equity": "equity",
    "Shareholders' equity": "equity",
    "Total equity": "equity",
    "Total Liabilities Net Minority Interest": "total_liabilities",
    "Current Assets": "current_assets",
    "Total current assets": "current_assets",
    "Current Liabilities": "current_liabilities",
    "Total Debt": "total_debt",
    "Long Term Debt": "long_term_debt",
    "Cash And Cash Equivalents": "cash",
    "Accounts Receivable": "receivables",
    "Trade receivables": "receivables",
    "Retained Earnings": "retained_earnings",
    "Operating Cash Flow": "operating_cash_flow",
    "Capital Expenditure": "capital_expenditure",
    "Capex": "capital_expenditure",
    "Turnover": "revenue",
    "Cost of sales": "cost_of_sales",
    "Profit before tax": "profit_before_tax",
    "Profit after tax": "net_income",
    "Creditors: amounts falling due within one year": "current_liabilities",
    "Debtors": "receivables",
    "Cash at bank and in hand": "cash",
    "Umsatzerlöse": "revenue",
    "Bilanzsumme": "total_assets",
    "Eigenkapital": "equity",
    "Jahresüberschuss": "net_income",
    "Sales": "revenue",
    "Ordinary Shares Number": "shares_outstanding",
    "Market Cap": "market_value_equity",
    "Non-current liabilities": "non_current_liabilities",
}
NO_LINE = {
    "Net debt": "balance",
    "Free Cash Flow": "cash",
    "Net current assets": "balance",
    "Goodwill": "balance",
    "Other liabilities": "balance",
    "Deferred revenue": "balance",
}
PROPOSED = {
    "Borrowings": ("long_term_debt", "total_debt"),
    "Depreciation": ("depreciation_amortisation", "ebitda"),
}

LENT = [
    *("Loans receivable", "Long-term loans receivable", "Notes receivable", "Mortgages receivable"),
    *("Loans to customers", "Loans and advances to customers", "Loans and advances", "Lending to banks"),
    *("Loans given", "Loans to directors", "Loans granted to associates", "Consumer loans", "Loan portfolio"),
    *("Loans held for sale", "Loans net of allowance", "Investments in bonds", "Debt securities"),
    *("Forderungen aus Darlehen", "Darlehen an Gesellschafter", "Gewährte Darlehen", "Ausleihungen"),
    *("Guthaben bei Kreditinstituten", "Forderungen gegenüber Kreditinstituten", "Kundenkredite"),
    *("Kundendarlehen", "Mitarbeiterkredite", "Kredite an Kunden", "Gewährtes Darlehen an Tochter"),
    *("Prêts à des filiales", "Prêt au dirigeant", "Préstamo a la matriz"),
    *("Prêts accordés", "Prêts à la clientèle", "Prêts au personnel", "Créances sur emprunts émis"),
    *("Préstamos concedidos", "Préstamos a empleados", "Préstamos por cobrar", "Créditos a empresas"),
]
BORROWED = [
    *("Borrowings secured on assets", "Loans from customers", "Notes payable", "Asset-backed bonds"),
    *("Interest-bearing loans", "Darlehen von Gesellschaftern", "Anleihen mit Wertpapieren gesichert"),
    *("Verbindlichkeiten gegenüber Kreditinstituten", "Emprunts garantis par des créances"),
    *("Bankdarlehen", "Bankkredite", "Gesellschafterdarlehen", "Kontokorrentkredit", "Wandelanleihe"),
    *("Prêts bancaires", "Prêts d'associés", "Découverts bancaires", "Dettes bancaires", "Prêt participatif"),
    *("Préstamo participativo", "Deudas bancarias", "Hipotecas"),
    *("Préstamos de socios", "Deudas financieras sobre activos"),
]
DEBT = {"total_debt", "long_term_debt"}


@pytest.mark.parametrize("caption", USUAL)
def test_usual_captions_stand_for_their_lines(caption: str) -> None:
    found = TABLE.match(caption)
    assert found is not None
    assert found.item.name == USUAL[caption]


@pytest.mark.parametrize("caption", NO_LINE)
def test_captions_known_to_stand_for_no_line_are_proposed_for_none(caption: str) -> None:
    assert TABLE.match(caption) is None
    assert TABLE.known[fold(caption)] == NO_LINE[caption]
    assert TABLE.nearest(caption, Context()) == ()


@pytest.mark.parametrize("caption", PROPOSED)
def test_captions_that_are_not_certain_are_proposed(caption: str) -> None:
    assert TABLE.match(caption) is None
    assert TABLE.nearest(caption, Context()) == PROPOSED[caption]


@pytest.mark.parametrize("caption", LENT)
def test_what_is_lent_is_neither_proposed_as_debt_nor_may_hold_debt(caption: str) -> None:
    for context in (Context(), Context("balance")):
        assert not DEBT & set(TABLE.nearest(caption, context))
    assert "total_debt" not in table(f"Balance sheet,2025\n{caption},5\nEquity,9\n").text


@pytest.mark.parametrize("caption", BORROWED)
def test_what_is_borrowed_may_be_total_debt_whatever_secures_it(caption: str) -> None:
    found = table(f"Balance sheet,2025\n{caption},5\nEquity,9\n")
    assert f"`total_debt` is left out: it may hold `{caption}`" in found.text


def test_every_line_is_there_with_its_meaning_and_no_caption_means_two_things() -> None:
    assert [name for name, item in TABLE.items.items() if item.line] == list(LINES)
    for name, item in TABLE.items.items():
        assert item.statement in {"income", "balance", "cash", "shares"}
        assert bool(item.meaning) == item.line
        assert TABLE.synonyms[name]
    for key, found in TABLE.exact.items():
        assert len(found) == 1, key
        assert key not in TABLE.known, key
    for key in TABLE.in_part:
        assert key not in TABLE.exact or TABLE.exact[key][0].total, key
    assert sum(len(words) for name in LINES for words in TABLE.synonyms[name].values()) >= LEAST


def test_all_that_the_file_says_is_in_the_table() -> None:
    said = yaml.safe_load((resources.files("partnercheck.importing") / "captions.yaml").read_bytes())
    found = captions.__wrapped__()  # read anew
    given = said["lines"] | said["items"]
    assert list(found.items) == list(given)
    matches: dict[str, set[Match]] = defaultdict(set)
    in_part: dict[str, set[Match]] = defaultdict(set)
    for name, each in given.items():
        item = found.items[name]
        assert item == Item(
            name,
            each["statement"],
            each.get("also", ""),
            each.get("meaning", ""),
            each.get("part", ""),
            name in said["lines"],
        )
        by_language: dict[str, list[str]] = defaultdict(list)
        for rank, of_rank in enumerate(each["captions"]):
            for language, words in of_rank.items():
                by_language[language] += words
                for word in words:
                    total = name == "total_debt" and "total" in word.lower().split()
                    matches[fold(word)].add(Match(item, rank, total))
        assert found.synonyms[name] == {language: tuple(words) for language, words in by_language.items()}
        for words in each.get("in_part", {}).values():
            for word in words:
                in_part[fold(word)].add(Match(item, 0))
    assert found.exact.keys() == matches.keys()
    assert all(found.exact[key][0] in matches[key] for key in matches)
    assert {key: set(each) for key, each in found.in_part.items()} == in_part
    for table_of, part in ((found.known, "known"), (found.titles, "statements"), (found.parts, "parts")):
        assert table_of == {
            fold(word): name for name, each in said[part].items() for words in each.values() for word in words
        }
    assert found.words == {statement: set(words) for statement, words in said["words"].items()}
    assert found.usual == set(said["usual"])
    for phrases, part in ((found.lending, "lent"), (found.owing, "owed")):
        assert phrases == {fold(word) for words in said[part].values() for word in words}
    for statement, known in found.by_statement.items():
        lines = {(each.key, item.name) for each in known for item in each.items}
        assert lines == {
            (key, match.item.name)
            for table_of in (matches, in_part)
            for key, each in table_of.items()
            for match in each
            if match.item.line and statement in {match.item.statement, match.item.also}
        }
        assert all(each.words == set(each.key.split()) and each.letters == set(each.key) for each in known)


@pytest.mark.parametrize(
    ("caption", "statement", "nearest"),
    [
        ("Revenu", "income", ("revenue",)),  # mistyped
        ("Umsatzerloes", "income", ("revenue",)),
        ("Reve", "income", ()),  # too much is missing
        ("Total inventries", "balance", ("inventory",)),
        ("Product revenue", "income", ("revenue",)),  # it holds a caption
        ("Other income", "income", ()),  # only by a word that captions of different meanings share
        ("Interest", "income", ("interest_expense", "ebit", "ebitda")),  # a caption holds it
        ("Product revenue", "", ("revenue",)),  # by its own words of that statement
        ("Product revenue", "balance", ()),
        ("Products", "", ()),
        ("x" * 84 + " product revenue", "income", ("revenue",)),
        ("x" * 85 + " product revenue", "income", ()),
    ],
)
def test_what_is_near_a_caption(caption: str, statement: str, nearest: tuple[str, ...]) -> None:
    assert TABLE.nearest(caption, Context(statement)) == nearest


def test_captions_are_in_four_languages() -> None:
    for line in set(LINES) - {"our_revenue", "monthly_net_burn", "net_new_arr"}:
        assert TABLE.synonyms[line].keys() == {"en", "de", "fr", "es"}, line


def test_every_synonym_stands_for_its_line() -> None:
    for name, by_language in TABLE.synonyms.items():
        for words in by_language.values():
            for word in words:
                found = TABLE.match(word)
                assert found is not None, word
                assert found.item.name == name, word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Profit / (loss) for the year", "profit for the year"),
        ("TotalRevenue", "total revenue"),
        ("Revenue (note 3)", "revenue"),
        ("1. Revenue", "revenue"),
        ("Revenue 3", "revenue"),
        ("Revenue (€m)", "revenue"),
        ("Property, plant & equipment", "property plant and equipment"),
        ("Shareholders’ equity", "shareholders equity"),
        ("Chiffre d'affaires", "chiffre affaires"),
        ("Jahresüberschuß", "jahresuberschuss"),
        ("Consolidated total assets", "assets"),
        ("Total", "total"),
    ],
)
def test_folding(one: str, other: str) -> None:
    assert fold(one) == fold(other)
