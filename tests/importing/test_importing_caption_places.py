"""What a caption means by where it stands: its statement, its part, beside a total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.importing.captions import Context, captions
from partnercheck.importing.folding import fold

TABLE = captions()


@pytest.mark.parametrize("caption", ["Bankdarlehen", "Bankkredite", "Prêts bancaires", "Préstamos bancarios"])
def test_loans_of_banks_are_debt_among_liabilities_and_never_among_assets(caption: str) -> None:
    for part, name in (
        ("current-liabilities", "current_debt"),
        ("non-current-liabilities", "long_term_debt"),
    ):
        found = TABLE.match(caption, Context("balance", part))
        assert found is not None
        assert found.item.name == name
    assert TABLE.match(caption, Context("balance", "current-assets")) is None
    assert TABLE.nearest(caption, Context("balance", "non-current-assets")) == ()
    assert TABLE.nearest(caption, Context()) == ("long_term_debt", "total_debt")


def test_no_liability_is_proposed_for_a_caption_among_assets() -> None:
    for caption in ("Loans", "Bank loans", "Long-term loans"):
        assert TABLE.nearest(caption, Context("balance"))
        for part in ("assets", "current-assets", "non-current-assets"):
            assert TABLE.nearest(caption, Context("balance", part)) == ()
    assert TABLE.nearest("Trade receivable", Context("balance", "current-assets")) == ("receivables",)
    assert TABLE.nearest("Trade receivable", Context("balance", "current-liabilities")) == ()


def test_a_total_counts_before_a_part_and_the_own_statement_before_another() -> None:
    def rank(caption: str, statement: str = "") -> int:
        found = TABLE.match(caption, Context(statement))
        assert found is not None
        return found.rank

    assert rank("Total revenue") < rank("Revenue") < rank("Operating revenue")
    assert rank("Revenue from operations") < rank("Total revenue")
    depreciation = "Depreciation and amortisation"
    assert (
        rank(depreciation, "income") < rank(depreciation, "cash") < rank("Reconciled depreciation", "income")
    )


@pytest.mark.parametrize(
    ("caption", "context", "name"),
    [
        ("Borrowings", Context("balance", "current-liabilities"), "current_debt"),
        ("Borrowings", Context("balance", "non-current-liabilities"), "long_term_debt"),
        ("Borrowings", Context("balance", "non-current-assets"), None),
        ("Total borrowings", Context("balance"), "total_debt"),
        ("Trade and other receivables", Context("balance", "current-assets"), "receivables"),
        ("Trade and other receivables", Context("balance", "non-current-assets"), None),
        ("Trade and other receivables", Context("balance", "assets"), "receivables"),
        ("Trade and other receivables", Context("cash"), None),
        ("Inventories", Context("income"), "inventory"),
        ("Revenue", Context("balance"), None),
        ("Shares outstanding", Context("balance"), "shares_outstanding"),
        (
            "NON-CURRENT LIABILITIES - Long-term debt",
            Context("balance", "non-current-liabilities"),
            "long_term_debt",
        ),
        ("Loans to customers", Context("balance"), None),
    ],
)
def test_where_a_caption_stands_tells_what_it_means(caption: str, context: Context, name: str | None) -> None:
    found = TABLE.match(caption, context)
    assert (found.item.name if found else None) == name


@given(st.text(max_size=40), st.sampled_from(["", "income", "balance", "cash"]))
def test_proposals_never_leave_their_statement(caption: str, statement: str) -> None:
    told = statement or TABLE.statement(fold(caption))
    for line in TABLE.nearest(caption, Context(statement)):
        assert told in {TABLE.items[line].statement, TABLE.items[line].also}


@given(
    st.lists(
        st.sampled_from(sorted({word for key in TABLE.exact for word in key.split()})), min_size=1, max_size=4
    )
)
def test_proposals_of_words_of_captions_never_leave_their_statement(words: list[str]) -> None:
    caption = " ".join(words)
    told = TABLE.statement(fold(caption))
    for line in TABLE.nearest(caption, Context()):
        assert told in {TABLE.items[line].statement, TABLE.items[line].also}
